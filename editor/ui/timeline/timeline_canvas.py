# SPDX-License-Identifier: GPL-3.0-or-later
"""The surface of the timeline: layers, viewport, and minimal repainting.

To add something visible: put its data into `Scene`, and a layer into `Canvas.layers`.
"""

from __future__ import annotations

import math
from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QRect, QSize, Qt, QTimer, Signal
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
"""Maximum height of the waveform, in steps of √2."""

_LATEST = 20
"""ms until that is painted which waits for the table, where nothing in the table changes."""


class Canvas(QWidget):
    """Shows a `Scene`.

    Signals:
        marked_changed: `marked` has changed.
        viewport_changed: The visible part or the length has changed.
        borders_changed: The chunk borders have changed.
        sound_changed: The audio has changed, or more is decoded.
        speech_changed: The detected speech has changed.
        playhead_changed: The playhead has moved.

    Attributes:
        scene: What it shows.
        layers: What it paints, from bottom to top.
        follow: How it follows playback.
        playing: Whether something plays.
        held: Whether a drag is in progress, during which the view must not scroll.
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
        self._waiting: list[tuple[list[tuple[float, float]] | None, int]] = []
        self._wait = QTimer(self, interval=_LATEST, singleShot=True)
        self._wait.timeout.connect(self.update_waiting)
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
        """The range that the user selected, as start and end in ms."""
        return self.scene.marked

    @marked.setter
    def marked(self, span: tuple[int, int] | None) -> None:
        if span != self.scene.marked:
            self.scene.marked = span
            self.update()
            self.marked_changed.emit()

    @property
    def sound_length(self) -> int:
        """Length of the medium in ms; 0 if there is none."""
        return self._sound_length

    @property
    def tiles_painted(self) -> int:
        """Number of waveform tiles made for the current audio."""
        return self._wave.made

    def set_sound(self, sound: Peaks | None, length_ms: int) -> None:
        """Show the audio of a medium, or none; `length_ms` is the length of the medium."""
        self.scene.sound = sound
        self._sound_length = length_ms
        self._known = () if sound is None else sound.ranges
        for layer in (self._wave, self._spectrum):
            layer.set_sound()
        self.fit()
        self.update()
        self.sound_changed.emit()

    def sound_grew(self) -> None:
        """More of the audio is decoded: repaint the new parts."""
        sound = self.scene.sound
        if sound is None:
            return
        known, self._known = self._known, sound.ranges
        new = grown(known, self._known)
        for layer in (self._wave, self._spectrum):
            layer.grew(new)
        per_ms = sound.rate / 1000
        if sound.complete:
            self.update()  # the part after the last sample is no longer "undecoded"
        else:
            self.update_times((start / per_ms, stop / per_ms) for start, stop in new)
        self.sound_changed.emit()

    def set_speech(self, speech: Speech | None) -> None:
        """Show detected speech, or None if it is unknown."""
        self.scene.speech = speech
        self.update()
        self.speech_changed.emit()

    def set_sight(self, sight: Sight) -> None:
        """Show the audio as waveform, spectrogram or both."""
        self.scene.sight = sight
        self.update()

    def heighten(self, steps: int) -> None:
        """Change the height of the waveform by steps of √2; never below the original."""
        self._louder = min(max(self._louder + steps, 0), _LOUDEST)
        self.scene.gain = 2 ** (self._louder / 2)
        self.update()
        self.sound_changed.emit()

    def set_playhead(self, ms: int | None) -> None:
        """Show the playhead at `ms`, or none; repaints only the strips it leaves and enters."""
        before, self.scene.playhead = self.scene.playhead, ms
        if before == ms:
            return
        viewport = self.scene.viewport
        strips = [(each, each) for each in (before, ms) if each is not None]
        if self.playing:
            self.update_times(strips)
        else:  # it is where the current cue begins
            self.update_later(strips)
        # If the user has scrolled away from the playhead, do not follow until it is visible.
        if before is not None and viewport.start_ms <= before < viewport.end_ms:
            self._anew = True
        self._go_along()
        self.playhead_changed.emit()

    def set_follow(self, follow: Follow) -> None:
        """Set how to follow playback."""
        self.follow = follow
        self.play_anew()

    def set_playing(self, playing: bool) -> None:  # noqa: FBT001 - a switch
        """Playback has started or stopped."""
        if playing and not self.playing:
            self._anew = True
        self.playing = playing
        self._go_along()

    def play_anew(self) -> None:
        """The playhead is about to jump: follow it there."""
        self._anew = True

    def _go_along(self) -> None:
        playhead = self.scene.playhead
        if playhead is not None and self.playing and self._anew and not self.held:
            self._anew = False
            self.set_viewport(self.scene.viewport.following(playhead, self.follow))

    def set_chunk_borders(self, borders: Sequence[int]) -> None:
        """Show the borders of a recogniser's chunks, in ms."""
        # Without repeats: before a repair, all of them are at zero.
        self.scene.borders = tuple(sorted(set(borders)))
        self.update()
        self.borders_changed.emit()

    def zoom(self, steps: int) -> None:
        """Zoom in by steps of √2, around the playhead, or the centre if it is not visible."""
        viewport, playhead = self.scene.viewport, self.scene.playhead
        x = viewport.width / 2
        if playhead is not None and viewport.shows(playhead, playhead):
            x = viewport.x_of(playhead)
        self.set_viewport(viewport.zoomed(steps, x))

    def set_viewport(self, viewport: Viewport, *, later: bool = False) -> None:
        """Show another part; `later`: see `update_later`."""
        before, was_dense = self.scene.viewport, self.scene.layout.dense
        if viewport == before:
            return
        self.scene.viewport = viewport
        shift = self._shift_from(before)
        if shift is None or self.scene.layout.dense != was_dense:
            self.update_later() if later else self.update()
        elif shift:
            self.scroll(-shift, 0)
            self._update_pinned(max(before.start_ms, viewport.start_ms))
        self.viewport_changed.emit()

    def _shift_from(self, before: Viewport) -> int | None:
        """How many px the view has moved right; None if the pixels cannot simply be scrolled."""
        viewport, dpr = self.scene.viewport, self.devicePixelRatioF()
        if replace(viewport, start_ms=before.start_ms) != before:
            return None
        shift = (viewport.origin(dpr) - before.origin(dpr)) / dpr
        return int(shift) if shift.is_integer() and abs(shift) < self.width() else None

    def _update_pinned(self, latest: float) -> None:
        """Repaint what does not scroll: texts pinned to the left edge."""
        viewport, bands = self.scene.viewport, self.scene.bands
        for block in self.scene.layout.blocks:
            if block.start < latest and block.end > viewport.start_ms:
                right = math.ceil(viewport.x_of(min(block.end, viewport.end_ms))) + 1
                self.update(QRect(0, bands.blocks, right, bands.height - bands.blocks))

    def fit(self) -> None:
        """Adapt to the widget's size and to the total length."""
        self.scene.height = max(self.height(), 1)
        latest = self.scene.index.end
        latest = latest if latest > 1 else 0  # cues without times leave the zoom as it is
        length = min(max(self._sound_length, latest), FAR)
        self.set_viewport(self.scene.viewport.sized(self.width(), length))

    def update_blocks(self, rows: Iterable[int]) -> None:
        """Repaint the blocks of these cues, whose texts have changed but not their times."""
        if not self.scene.layout.dense:  # dense runs have no text
            self.update_later(map(self.scene.times_of, rows), self.scene.bands.blocks)

    def update_later(
        self, spans: Iterable[tuple[float, float]] | None = None, top: int = 0
    ) -> None:
        """Repaint these ranges, or all, after what is typed or chosen was painted in the table."""
        self._waiting.append((None if spans is None else list(spans), top))
        if not self._wait.isActive():
            self._wait.start()

    def update_waiting(self) -> None:
        """The table was painted: repaint what waits for that."""
        self._wait.stop()
        waiting, self._waiting = self._waiting, []
        for spans, top in waiting:
            if spans is None:
                self.update()
            else:
                self.update_times(spans, top)

    def update_times(self, spans: Iterable[tuple[float, float]], top: int = 0) -> None:
        """Repaint these ranges in ms from `top` down, with a margin for handles."""
        viewport = self.scene.viewport
        for start, end in spans:
            x0 = max(viewport.x_of(start), -2.0 * HEAD)
            x1 = min(viewport.x_of(end), self.width() + 2.0 * HEAD)
            if x0 <= x1:
                left, right = math.floor(x0) - HEAD - 1, math.ceil(x1) + HEAD + 1
                self.update(QRect(left, top, right - left, self.height() - top) & self.rect())

    def sizeHint(self) -> QSize:
        """Enough for a waveform and two lines of text."""
        return QSize(960, 180)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Show more or less at the same zoom."""
        super().resizeEvent(event)
        self.fit()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint each changed strip separately."""
        painter = QPainter(self)
        viewport = self.scene.viewport.aligned(dpr_of(painter))
        for rect in event.region():  # type: ignore[attr-defined] # missing in PySide6's stubs
            painter.setClipRect(rect)
            for layer in self.layers:
                layer.paint(painter, viewport, rect)
        painter.end()
