# SPDX-License-Identifier: GPL-3.0-or-later
"""The timeline as one looks at it: sound, cues, playhead; what is in view; cheap repainting.

What it shows is in its `Scene`, what it paints in its `layers`. To add something to see
(a spectrogram, where there is speech): a fact in the scene, a layer in the list.
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from PySide6.QtCore import QRect, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from editor.core.time_index import FAR
from editor.ui.timeline.cue_layer import CueLayer
from editor.ui.timeline.layers import (
    HEAD,
    BordersLayer,
    GroundLayer,
    MarkedLayer,
    PlayheadLayer,
    RulerLayer,
)
from editor.ui.timeline.scene import Scene
from editor.ui.timeline.waveform import WaveLayer

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from editor.ui.theme import Theme
    from editor.ui.timeline.painting import Layer
    from editor.ui.timeline.scene import Peaks
    from editor.ui.timeline.viewport import Viewport


class Canvas(QWidget):
    """Shows a `Scene`.

    Signals:
        marked_changed: `marked` is another.
        viewport_changed: Another part is in view, or another length is known.
        borders_changed: The borders of chunks are others.
        sound_changed: There is another sound, or more of it.
        playhead_changed: The playhead moved.

    Attributes:
        scene: What it shows.
        layers: What it paints, from the bottom up.
        following: Whether it turns the page when the playhead leaves the view.
    """

    marked_changed = Signal()
    viewport_changed = Signal()
    borders_changed = Signal()
    sound_changed = Signal()
    playhead_changed = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.scene = Scene()
        self.following = True
        self._sound_length = 0
        self._known_ms = 0.0
        self._wave = WaveLayer(self.scene, theme)
        self.layers: list[Layer] = [
            GroundLayer(self.scene, theme),
            self._wave,
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
        return self._wave.painted

    def set_sound(self, sound: Peaks | None, length_ms: int) -> None:
        """Show another medium's sound, or none; `length_ms` is the medium's length."""
        self.scene.sound = sound
        self._sound_length = length_ms
        self._known_ms = 0.0 if sound is None else sound.decoded * 1000 / sound.rate
        self._wave.set_sound()
        self.fit()
        self.update()
        self.sound_changed.emit()

    def sound_grew(self) -> None:
        """More of the sound is decoded: repaint what was not known before."""
        sound = self.scene.sound
        if sound is None:
            return
        self._wave.grew()
        known, self._known_ms = self._known_ms, sound.decoded * 1000 / sound.rate
        # To the right edge: where the medium ends, all of the ground changes with the last sample.
        self.update_times([(known, self.scene.viewport.end_ms)])
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
        # Whoever scrolled away from it wants to look elsewhere.
        was_seen = before is not None and viewport.start_ms <= before < viewport.end_ms
        if ms is not None and self.following and was_seen:
            self.set_viewport(viewport.following(ms, "page"))
        self.playhead_changed.emit()

    def set_following(self, following: bool) -> None:  # noqa: FBT001 - a slot for a checkbox
        """Turn the page when the playhead leaves the view, or stand still."""
        self.following = following
        if following and self.scene.playhead is not None:
            self.set_viewport(self.scene.viewport.following(self.scene.playhead, "page"))

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
        if viewport != self.scene.viewport:
            self.scene.viewport = viewport
            self.update()
            self.viewport_changed.emit()

    def fit(self) -> None:
        """Take note of the widget's size and of the length of all there is."""
        self.scene.height = max(self.height(), 1)
        length = min(max(self._sound_length, self.scene.index.end), FAR)
        self.set_viewport(self.scene.viewport.sized(self.width(), length))

    def update_times(self, spans: Iterable[tuple[float, float]]) -> None:
        """Repaint these ranges of ms, and as much beside them as hangs over."""
        viewport = self.scene.viewport
        for start, end in spans:
            x0 = max(viewport.x_of(start), -2.0 * HEAD)
            x1 = min(viewport.x_of(end), self.width() + 2.0 * HEAD)
            if x0 <= x1:
                left, right = math.floor(x0) - HEAD - 1, math.ceil(x1) + HEAD + 1
                self.update(QRect(left, 0, right - left, self.height()) & self.rect())

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
        for rect in event.region():  # type: ignore[attr-defined] # PySide6 tells less than it can
            painter.setClipRect(rect)
            for layer in self.layers:
                layer.paint(painter, self.scene.viewport, rect)
        painter.end()
