# SPDX-License-Identifier: GPL-3.0-or-later
"""The visible part of the timeline: scrolling, zooming, following. Independent of Qt."""

from __future__ import annotations

import math
from dataclasses import replace
from typing import Literal

from editor.core.values import dataclass

Follow = Literal["centre", "page", "free"]

CLOSEST = 1000
"""ms across the width at maximum zoom."""

_STEPS_PER_OCTAVE = 2
"""Steps of zoom for a factor of 2."""

_EASE = 0.15
"""Margin left of what is scrolled into view, as a share of the width."""

_FILLED = 0.8
"""Share of the width that a range fills when the zoom is fitted to it."""

_GLIDE, _STRIDE = 0.12, 0.02
"""While gliding, the view moves by this share of its distance to the playhead at each update,
and at least by this share of the width: faster than any playback speed.
"""


@dataclass(frozen=True, slots=True)
class Viewport:
    """A window on the medium's time. Times are in ms, positions in logical pixels from its left.

    Attributes:
        start_ms: Time at its left edge.
        ms_per_px: Zoom.
        width: In px; at least 1.
        length_ms: Total length; 0 if empty.
    """

    start_ms: float = 0.0
    ms_per_px: float = 8.0
    width: int = 1
    length_ms: int = 0

    @property
    def end_ms(self) -> float:
        """Time at its right edge."""
        return self.start_ms + self.width * self.ms_per_px

    @property
    def span_ms(self) -> float:
        """Visible duration."""
        return self.width * self.ms_per_px

    def x_of(self, ms: float) -> float:
        """The position of `ms`; outside [0, width) if it is not visible."""
        return (ms - self.start_ms) / self.ms_per_px

    def ms_at(self, x: float) -> float:
        """The time at `x`, which may be outside."""
        return self.start_ms + x * self.ms_per_px

    def shows(self, start: float, end: float) -> bool:
        """Whether all of [start, end] is visible."""
        return self.start_ms <= start and end <= self.end_ms

    def clamped(self) -> Viewport:
        """This viewport within the limits of zoom and length."""
        ms_per_px = min(max(self.ms_per_px, CLOSEST / self.width), self._farthest)
        latest = max(self.length_ms - self.width * ms_per_px, 0.0)
        return replace(self, start_ms=min(max(self.start_ms, 0.0), latest), ms_per_px=ms_per_px)

    def sized(self, width: int, length_ms: int) -> Viewport:
        """The same start and zoom with another width or length."""
        return replace(self, width=max(width, 1), length_ms=length_ms).clamped()

    def zoomed(self, steps: int, x: float) -> Viewport:
        """Zoomed in by `steps` of √2 (out if negative); the time at `x` stays there.

        Zoom levels are powers of √2, so that cached tiles can be reused.
        """
        rung = round(_STEPS_PER_OCTAVE * math.log2(self.ms_per_px)) - steps
        ms_per_px = replace(self, ms_per_px=2.0 ** (rung / _STEPS_PER_OCTAVE)).clamped().ms_per_px
        start = self.ms_at(x) - x * ms_per_px
        return replace(self, start_ms=start, ms_per_px=ms_per_px).clamped()

    def scrolled(self, pixels: float) -> Viewport:
        """Scrolled `pixels` to the right."""
        return self.moved_to(self.start_ms + pixels * self.ms_per_px)

    def moved_to(self, start_ms: float) -> Viewport:
        """The same zoom with `start_ms` at the left edge."""
        return replace(self, start_ms=start_ms).clamped()

    def centred(self, ms: float) -> Viewport:
        """The same zoom with `ms` in the centre."""
        return self.moved_to(ms - self.span_ms / 2)

    def showing(self, start: float, end: float) -> Viewport:
        """Scrolled so that [start, end] is visible; self if it is already.

        Otherwise `start` gets a margin at its left and the rest of the view shows what follows.
        A range longer than the view shows its start.
        """
        if self.shows(start, end):
            return self
        if end - start > self.span_ms * (1 - _EASE) and self.shows(start, start):
            return self
        return self.moved_to(start - self.span_ms * _EASE)

    def following(self, ms: float, mode: Follow) -> Viewport:
        """The viewport for a playhead at `ms`.

        `centre`: glide along, once the playhead is past the centre; `page`: stay until the
        playhead leaves the view, then turn the page; `free`: stay.
        """
        if mode == "free":
            return self
        if not self.start_ms <= ms < self.end_ms:
            return self.centred(ms) if mode == "centre" else self._turned_to(ms)
        ahead = ms - self.start_ms - self.span_ms / 2
        if mode == "page" or ahead <= 0:
            return self
        return self.moved_to(
            self.start_ms + min(ahead, max(ahead * _GLIDE, self.span_ms * _STRIDE))
        )

    def fitting(self, start: float, end: float) -> Viewport:
        """The closest zoom that fits [start, end] with a margin, centred; a power of √2."""
        rung = math.ceil(
            _STEPS_PER_OCTAVE * math.log2(max(end - start, 1) / (self.width * _FILLED))
        )
        near = replace(self, ms_per_px=2.0 ** (rung / _STEPS_PER_OCTAVE)).clamped()
        return near.centred((start + end) / 2)

    def origin(self, dpr: float) -> int:
        """The left edge in whole device pixels, counted from time 0."""
        return math.floor(self.start_ms / self.ms_per_px * dpr + 0.5)

    def aligned(self, dpr: float) -> Viewport:
        """Aligned to whole device pixels.

        Content painted with aligned viewports scrolls without jitter: all is rounded alike.
        """
        return replace(self, start_ms=self.origin(dpr) * self.ms_per_px / dpr)

    def _turned_to(self, ms: float) -> Viewport:
        return self.moved_to(ms - self.span_ms * _EASE)

    @property
    def _farthest(self) -> float:
        # While nothing is loaded, keep the zoom.
        return max(self.length_ms, CLOSEST) / self.width if self.length_ms else math.inf
