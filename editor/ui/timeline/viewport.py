# SPDX-License-Identifier: GPL-3.0-or-later
"""What part of the medium the timeline shows, and where: arithmetic without Qt."""

from __future__ import annotations

import math
from dataclasses import dataclass, replace
from typing import Literal

Follow = Literal["centre", "page", "free"]

CLOSEST = 1000
"""Zoomed in as far as it goes, this many ms fill the width."""

_STEPS_PER_OCTAVE = 2
_EASE = 0.15
"""Share of the width that stays before what is brought into view."""

_FILLED = 0.8
"""Share of the width that is filled by what shall fit in."""

_GLIDE, _STRIDE = 0.12, 0.02
"""Where the playhead is beyond the middle, the view catches up by this share of the way at each
look, and by this share of the width at least: quicker than anything plays."""


@dataclass(frozen=True, slots=True)
class Viewport:
    """A window on the medium's time. Times are ms, places are logical pixels from its left.

    Attributes:
        start_ms: Time at its left edge.
        ms_per_px: Zoom.
        width: In pixels; at least 1.
        length_ms: Length of the whole; 0 where there is nothing.
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
        """How much it shows."""
        return self.width * self.ms_per_px

    def x_of(self, ms: float) -> float:
        """Where `ms` is; outside [0, width) where it cannot be seen."""
        return (ms - self.start_ms) / self.ms_per_px

    def ms_at(self, x: float) -> float:
        """The time at `x`, which may lie outside."""
        return self.start_ms + x * self.ms_per_px

    def shows(self, start: float, end: float) -> bool:
        """Whether all of [start, end] can be seen."""
        return self.start_ms <= start and end <= self.end_ms

    def clamped(self) -> Viewport:
        """The nearest that is neither too close nor too far and not beyond either end."""
        ms_per_px = min(max(self.ms_per_px, CLOSEST / self.width), self._farthest)
        latest = max(self.length_ms - self.width * ms_per_px, 0.0)
        return replace(self, start_ms=min(max(self.start_ms, 0.0), latest), ms_per_px=ms_per_px)

    def sized(self, width: int, length_ms: int) -> Viewport:
        """The same start and zoom in another width, or for another length."""
        return replace(self, width=max(width, 1), length_ms=length_ms).clamped()

    def zoomed(self, steps: int, x: float) -> Viewport:
        """`steps` of √2 closer (farther where negative); the time at `x` stays there.

        Steps lead from and to a fixed ladder, so that pictures of one zoom are met again.
        """
        rung = round(_STEPS_PER_OCTAVE * math.log2(self.ms_per_px)) - steps
        ms_per_px = replace(self, ms_per_px=2.0 ** (rung / _STEPS_PER_OCTAVE)).clamped().ms_per_px
        start = self.ms_at(x) - x * ms_per_px
        return replace(self, start_ms=start, ms_per_px=ms_per_px).clamped()

    def scrolled(self, pixels: float) -> Viewport:
        """`pixels` further right."""
        return self.moved_to(self.start_ms + pixels * self.ms_per_px)

    def moved_to(self, start_ms: float) -> Viewport:
        """The same zoom with `start_ms` at the left edge."""
        return replace(self, start_ms=start_ms).clamped()

    def centred(self, ms: float) -> Viewport:
        """With `ms` in the middle."""
        return self.moved_to(ms - self.span_ms / 2)

    def showing(self, start: float, end: float) -> Viewport:
        """With [start, end] in view: this very one where it is already.

        Otherwise it begins a little right of the left edge, so that what follows can be
        seen as well. What is longer than the view shows its beginning.
        """
        if self.shows(start, end):
            return self
        if end - start > self.span_ms * (1 - _EASE) and self.shows(start, start):
            return self
        return self.moved_to(start - self.span_ms * _EASE)

    def following(self, ms: float, mode: Follow) -> Viewport:
        """Where to be when the playhead is at `ms`.

        `centre` lets it come to the middle, and glides along with it; `page` stands still
        until it leaves, and then turns the page; `free` stands still.
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
        """The closest zoom that has room for [start, end] and a little more, with it in the middle.

        The zoom is one of the ladder's.
        """
        rung = math.ceil(
            _STEPS_PER_OCTAVE * math.log2(max(end - start, 1) / (self.width * _FILLED))
        )
        near = replace(self, ms_per_px=2.0 ** (rung / _STEPS_PER_OCTAVE)).clamped()
        return near.centred((start + end) / 2)

    def origin(self, dpr: float) -> int:
        """Which pixel of the device, counted from time 0 on, is nearest to its left edge."""
        return math.floor(self.start_ms / self.ms_per_px * dpr + 0.5)

    def aligned(self, dpr: float) -> Viewport:
        """With a whole pixel of the device at its left edge.

        What is painted by such views moves as one, since it is all rounded alike.
        """
        return replace(self, start_ms=self.origin(dpr) * self.ms_per_px / dpr)

    def _turned_to(self, ms: float) -> Viewport:
        return self.moved_to(ms - self.span_ms * _EASE)

    @property
    def _farthest(self) -> float:
        # Nothing is there yet: the zoom shall not be lost over that.
        return max(self.length_ms, CLOSEST) / self.width if self.length_ms else math.inf
