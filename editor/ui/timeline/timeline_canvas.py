# SPDX-License-Identifier: GPL-3.0-or-later
"""The timeline as one looks at it: sound, cues, playhead; what is in view; cheap repainting.

What it shows is in its `Scene`, what it paints in its `layers`. To add something to see:
a fact in the scene, a layer in the list.
"""

from __future__ import annotations

import math
from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QRect, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from editor.core.time_index import FAR
from editor.ui.pixels import dpr_of
from editor.ui.timeline.cue_layer import CueLayer
from editor.ui.timeline.layers import (
    HEAD,
    BordersLayer,
    GroundLayer,
    MarkedLayer,
    PlayheadLayer,
    RulerLayer,
    SpeechLayer,
    UndecodedLayer,
)
from editor.ui.timeline.ranges import grown
from editor.ui.timeline.scene import Scene
from editor.ui.timeline.spectrogram import SpectrumLayer
from editor.ui.timeline.waveform import WaveLayer

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from editor.ui.theme import Theme
    from editor.ui.timeline.painting import Layer
    from editor.ui.timeline.scene import Peaks, Sight, Speech
    from editor.ui.timeline.viewport import Follow, Viewport

_LOUDEST = 10
"""So many steps of √2 the wave is drawn higher than it is, at most."""


class Canvas(QWidget):
    """Shows a `Scene`.

    Signals:
        marked_changed: `marked` is another.
        viewport_changed: Another part is in view, or another length is known.
        borders_changed: The borders of chunks are others.
        sound_changed: There is another sound, or more of it.
        speech_changed: More is known of where somebody speaks.
        playhead_changed: The playhead moved.

    Attributes:
        scene: What it shows.
        layers: What it paints, from the bottom up.
        follow: What it does while something plays.
        playing: Whether something plays.
        held: Whether the pointer holds something, so that nothing may move under it.
    """

    marked_changed = Signal()
    viewport_changed = Signal()
    borders_changed = Signal()
    sound_changed = Signal()
    speech_changed = Signal()
    playhead_changed = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.scene = Scene()
        self.follow: Follow = "page"
        self.held = False
        self.playing = False
        self._anew = False
        self._louder = 0
        self._sound_length = 0
        self._known: tuple[tuple[int, int], ...] = ()
        self._wave = WaveLayer(self.scene, theme)
        self._spectrum = SpectrumLayer(self.scene, theme, self)
        self._spectrum.arrived.connect(lambda start, end: self.update_times([(start, end)]))
        self.layers: list[Layer] = [
            GroundLayer(self.scene, theme),
            self._wave,
            self._spectrum,
            UndecodedLayer(self.scene, theme),
            SpeechLayer(self.scene, theme),
            CueLayer(self.scene, theme),
            BordersLayer(self.scene, theme),
            MarkedLayer(self.scene, theme),
            RulerLayer(self.scene, theme),
            PlayheadLayer(self.scene, theme),
        ]
        theme.changed.connect(self.update)
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setMinimumSize(240, 64)

    @property
    def marked(self) -> tuple[int, int] | None:
        """The range that the user marked, as start and end in ms."""
        return self.scene.marked

    @marked.setter
    def marked(self, span: tuple[int, int] | None) -> None:
        if span != self.scene.marked:
            self.scene.marked = span
            self.update()
            self.marked_changed.emit()

    @property
    def sound_length(self) -> int:
        """Length of the medium in ms; 0 where there is none."""
        return self._sound_length

    @property
    def tiles_painted(self) -> int:
        """How many pictures of the wave had to be made for the present sound."""
        return self._wave.made

    def set_sound(self, sound: Peaks | None, length_ms: int) -> None:
        """Show another medium's sound, or none; `length_ms` is the medium's length."""
        self.scene.sound = sound
        self._sound_length = length_ms
        self._known = () if sound is None else sound.ranges
        for layer in (self._wave, self._spectrum):
            layer.set_sound()
        self.fit()
        self.update()
        self.sound_changed.emit()

    def sound_grew(self) -> None:
        """More of the sound is decoded: repaint what was not known before."""
        sound = self.scene.sound
        if sound is None:
            return
        known, self._known = self._known, sound.ranges
        new = grown(known, self._known)
        for layer in (self._wave, self._spectrum):
            layer.grew(new)
        per_ms = sound.rate / 1000
        if sound.complete:
            self.update()  # what is beyond the last sample is no longer to come
        else:
            self.update_times((start / per_ms, stop / per_ms) for start, stop in new)
        self.sound_changed.emit()

    def set_speech(self, speech: Speech | None) -> None:
        """Show where somebody speaks, or that nothing is known of it."""
        self.scene.speech = speech
        self.update()
        self.speech_changed.emit()

    def set_sight(self, sight: Sight) -> None:
        """Show the sound as a wave, as a spectrogram, or as both."""
        self.scene.sight = sight
        self.update()

    def heighten(self, steps: int) -> None:
        """Draw the sound `steps` of √2 louder; never less than it is."""
        self._louder = min(max(self._louder + steps, 0), _LOUDEST)
        self.scene.gain = 2 ** (self._louder / 2)
        self.update()
        self.sound_changed.emit()

    def set_playhead(self, ms: int | None) -> None:
        """Show the playhead at `ms`, or none; repaints the strips that it leaves and enters."""
        before, self.scene.playhead = self.scene.playhead, ms
        if before == ms:
            return
        viewport = self.scene.viewport
        for each in (before, ms):
            if each is not None:
                self.update_times([(each, each)])
        # Whoever scrolled away from it wants to look elsewhere, until it comes along.
        if before is not None and viewport.start_ms <= before < viewport.end_ms:
            self._anew = True
        self._go_along()
        self.playhead_changed.emit()

    def set_follow(self, follow: Follow) -> None:
        """What to do while something plays."""
        self.follow = follow
        self.play_anew()

    def set_playing(self, playing: bool) -> None:  # noqa: FBT001 - a switch
        """Something plays from now on, or no more."""
        if playing and not self.playing:
            self._anew = True
        self.playing = playing
        self._go_along()

    def play_anew(self) -> None:
        """The playhead is about to go somewhere else: it shall be seen there."""
        self._anew = True

    def _go_along(self) -> None:
        playhead = self.scene.playhead
        if playhead is not None and self.playing and self._anew and not self.held:
            self._anew = False
            self.set_viewport(self.scene.viewport.following(playhead, self.follow))

    def set_chunk_borders(self, borders: Sequence[int]) -> None:
        """Show where a recogniser began anew, in ms."""
        # Once each: before a repair all of them are at zero, on top of one another.
        self.scene.borders = tuple(sorted(set(borders)))
        self.update()
        self.borders_changed.emit()

    def zoom(self, steps: int) -> None:
        """Go `steps` of √2 closer to the playhead, or to the middle where it is out of view."""
        viewport, playhead = self.scene.viewport, self.scene.playhead
        x = viewport.width / 2
        if playhead is not None and viewport.shows(playhead, playhead):
            x = viewport.x_of(playhead)
        self.set_viewport(viewport.zoomed(steps, x))

    def set_viewport(self, viewport: Viewport) -> None:
        """Show another part."""
        before, was_dense = self.scene.viewport, self.scene.layout.dense
        if viewport == before:
            return
        self.scene.viewport = viewport
        shift = self._shift_from(before)
        if shift is None or self.scene.layout.dense != was_dense:
            self.update()
        elif shift:
            self.scroll(-shift, 0)
            self._update_pinned(max(before.start_ms, viewport.start_ms))
        self.viewport_changed.emit()

    def _shift_from(self, before: Viewport) -> int | None:
        """How many pixels the view went right; None where what is painted cannot just be moved."""
        viewport, dpr = self.scene.viewport, self.devicePixelRatioF()
        if replace(viewport, start_ms=before.start_ms) != before:
            return None
        shift = (viewport.origin(dpr) - before.origin(dpr)) / dpr
        return int(shift) if shift.is_integer() and abs(shift) < self.width() else None

    def _update_pinned(self, latest: float) -> None:
        """Repaint what does not go along: texts that stay in view where their cue begins left."""
        viewport, bands = self.scene.viewport, self.scene.bands
        for block in self.scene.layout.blocks:
            if block.start < latest and block.end > viewport.start_ms:
                right = math.ceil(viewport.x_of(min(block.end, viewport.end_ms))) + 1
                self.update(QRect(0, bands.blocks, right, bands.height - bands.blocks))

    def fit(self) -> None:
        """Take note of the widget's size and of the length of all there is."""
        self.scene.height = max(self.height(), 1)
        length = min(max(self._sound_length, self.scene.index.end), FAR)
        self.set_viewport(self.scene.viewport.sized(self.width(), length))

    def update_blocks(self, rows: Iterable[int]) -> None:
        """Repaint cues that say something else at the times they had: their blocks alone."""
        if not self.scene.layout.dense:  # there, nobody reads them
            self.update_times(map(self.scene.times_of, rows), self.scene.bands.blocks)

    def update_times(self, spans: Iterable[tuple[float, float]], top: int = 0) -> None:
        """Repaint these ranges of ms from `top` down, and as much beside them as hangs over."""
        viewport = self.scene.viewport
        for start, end in spans:
            x0 = max(viewport.x_of(start), -2.0 * HEAD)
            x1 = min(viewport.x_of(end), self.width() + 2.0 * HEAD)
            if x0 <= x1:
                left, right = math.floor(x0) - HEAD - 1, math.ceil(x1) + HEAD + 1
                self.update(QRect(left, top, right - left, self.height() - top) & self.rect())

    def sizeHint(self) -> QSize:
        """Room for a wave and two lines of text."""
        return QSize(960, 180)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Show more or less at the same zoom."""
        super().resizeEvent(event)
        self.fit()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint only the strips that changed, each by itself."""
        painter = QPainter(self)
        viewport = self.scene.viewport.aligned(dpr_of(painter))
        for rect in event.region():  # type: ignore[attr-defined] # PySide6 tells less than it can
            painter.setClipRect(rect)
            for layer in self.layers:
                layer.paint(painter, viewport, rect)
        painter.end()
