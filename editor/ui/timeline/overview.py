# SPDX-License-Identifier: GPL-3.0-or-later
"""The overview of the whole medium: heard, checked and marked cues, problems, matches, the view."""

from __future__ import annotations

from functools import partial
from itertools import compress
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, QRect, QRectF, QSize, Qt, QTimer, Signal
from PySide6.QtGui import (
    QAccessible,
    QImage,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPixmap,
    QResizeEvent,
)
from PySide6.QtWidgets import QSizePolicy, QWidget

from editor.core.cue import MARKS
from editor.core.done import CHECKED, HEARD
from editor.ui.i18n import tr
from editor.ui.marks import mark_colour
from editor.ui.pixels import dpr_of, faint
from editor.ui.roles import present
from editor.ui.timeline.blocks import cover_of_all, in_bulk
from editor.ui.timeline.covered import Covered, changed, done_kind, mark_level
from editor.ui.timeline.painting import horizontal, vertical
from editor.ui.timeline.ranges import missing
from editor.ui.timeline.tiles import Kind
from editor.ui.timeline.viewport import Viewport

if TYPE_CHECKING:
    from PySide6.QtGui import QContextMenuEvent

    from editor.session import Applied, Session
    from editor.ui.theme import Theme
    from editor.ui.timeline.blocks import Spans
    from editor.ui.timeline.view import Timeline

_MARK = 3
"""Height in px of the lines for problems, and for checked and heard cues."""

_SOON = 1_000
"""Delay in ms before cues that were heard are painted."""

_NARROWEST = 10
"""Minimum drawn width in px of the visible part, so that it can be seen and grabbed."""


class Overview(QWidget):
    """A strip above a `Timeline`. Drag its window to scroll; click to go to a time.

    Signals:
        menu_wanted (QPoint): Open a context menu, in screen coordinates.
    """

    menu_wanted = Signal(QPoint)

    def __init__(self, session: Session, timeline: Timeline, theme: Theme) -> None:
        super().__init__()
        self._session = session
        self._timeline = timeline
        self._theme = theme
        self._problems: Spans = ([], [])
        self._found: Spans = ([], [])
        self._marks = bytearray()  # a level for each cue
        self._covered = Covered()
        self._sound: QPixmap | None = None  # what is below the cues
        self._sound_at: tuple[float, Viewport] | None = None  # device pixels and scale of that
        self._ground: QPixmap | None = None  # that, with the cues
        self._grip: float | None = None
        session.opened.connect(self._open)
        session.changed.connect(self._change)
        self._heard = QTimer(self, singleShot=True, interval=_SOON)
        self._heard.timeout.connect(self._hear)
        session.heard_changed.connect(self._heard.start)
        timeline.speech_changed.connect(self._renew_speech)
        for signal in (timeline.sound_changed, timeline.borders_changed, theme.changed):
            signal.connect(self._renew)
        for signal in (timeline.viewport_changed, timeline.playhead_changed):
            signal.connect(self.update)
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        present(self, QAccessible.Role.Canvas, tr("Overview"))
        self.setAccessibleDescription(tr("The whole media file. Click to go there."))
        self._open()

    def set_problems(self, spans: Spans) -> None:
        """Set the ranges with problems, as starts and ends in ms."""
        self._problems = spans
        self._covered.forget("problems")
        self._renew_cues()

    def set_found(self, rows: bytes) -> None:
        """Set the rows in which a search has found something: 1, else 0, for each row."""
        known = len(rows) == len(self._session.document.cues)  # else of another document
        self._found = self._edges(rows, 1) if known else ([], [])
        self._covered.forget("found")
        self.update()

    def sizeHint(self) -> QSize:
        """A low, wide strip."""
        return QSize(960, 36)

    # Signals

    def _open(self) -> None:
        self._problems, self._found = ([], []), ([], [])
        cues = self._session.document.cues
        self._marks = bytearray(map(mark_level, cues))
        self._covered.forget()
        self._renew()

    def _renew_speech(self) -> None:
        self._covered.forget("speech")
        self._renew()

    def _hear(self) -> None:
        self._covered.forget(done_kind(HEARD))
        self._renew_cues()

    def _change(self, applied: Applied) -> None:
        kinds = changed(applied.change)
        if not kinds:
            return  # only texts have changed
        for splice in reversed(applied.change.splices):
            rows = slice(splice.index, splice.index + len(splice.removed))
            self._marks[rows] = bytes(map(mark_level, splice.inserted))
        self._covered.forget(*kinds)
        self._ground = None
        QTimer.singleShot(0, self, self.update)  # after the table

    def _renew(self) -> None:
        self._sound = None
        self._renew_cues()

    def _renew_cues(self) -> None:
        self._ground = None
        self.update()

    @property
    def _whole(self) -> Viewport:
        """The viewport of the whole medium, or of all cues if there is no medium."""
        length = self._timeline.sound_length or self._timeline.scene.viewport.length_ms
        width = max(self.width(), 1)
        return Viewport(0.0, max(length, 1) / width, width, length)

    @property
    def _window(self) -> tuple[float, float]:
        """Left and right edge in px of the timeline's visible part, as drawn."""
        shown, whole = self._timeline.scene.viewport, self._whole
        x0, x1 = whole.x_of(shown.start_ms), whole.x_of(shown.end_ms)
        wider = max(_NARROWEST - (x1 - x0), 0) / 2
        return x0 - wider, x1 + wider

    # Painting

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the cached background, then the visible part and the playhead."""
        del event
        painter = QPainter(self)
        dpr = dpr_of(painter)
        at = dpr, self._whole  # cues that end later change the scale, where there is no sound
        if self._sound is None or self._sound_at != at:
            self._sound, self._sound_at, self._ground = self._painted(dpr), at, None
        if self._ground is None:
            self._ground = self._with_cues(self._sound)
        painter.drawPixmap(0, 0, self._ground)
        self._paint_found(painter)
        if self._whole.length_ms:
            self._paint_window(painter)
        painter.end()

    def _paint_found(self, painter: QPainter) -> None:
        """Above the background: typing a search must not paint the whole sound again."""
        top = self.height() - 3 - 2 * _MARK
        spans = self._covered.of("found", self._whole, lambda: self._found)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self._theme.colours.found_edge)
        painter.drawRects([QRect(x0, top, max(x1 - x0, 2), _MARK) for x0, x1 in spans])

    def _paint_window(self, painter: QPainter) -> None:
        colours, height = self._theme.colours, self.height()
        x0, x1 = self._window
        veil, tall = faint(colours.raised, 0.6), height - 2 * _MARK - 2
        painter.fillRect(QRectF(0, _MARK, x0, tall), veil)
        painter.fillRect(QRectF(x1, _MARK, self.width() - x1, tall), veil)
        painter.fillRect(QRectF(x0, 0, x1 - x0, height - 1), faint(colours.accent, 0.12))
        for x in (x0, x1):
            vertical(painter, x, 0, height - 1, colours.accent, width=2)
        if self._timeline.scene.playhead is not None:
            x = self._whole.x_of(self._timeline.scene.playhead)
            vertical(painter, x, 0, height - 1, colours.playhead)

    def _painted(self, dpr: float) -> QPixmap:
        pixmap = QPixmap(round(self.width() * dpr), round(self.height() * dpr))
        pixmap.setDevicePixelRatio(dpr)
        colours, whole = self._theme.colours, self._whole
        width, height = self.width(), self.height()
        pixmap.fill(colours.raised)
        painter = QPainter(pixmap)
        sound = self._timeline.scene.sound
        if sound is not None:
            self._paint_speech(painter)
            painter.drawImage(QRectF(0, _MARK, width, height - 2 * _MARK - 2), self._wave(dpr))
            for first, last in [] if sound.complete else missing(sound.ranges, 0, sound.total):
                x0, x1 = (whole.x_of(sample * 1000 / sound.rate) for sample in (first, last))
                painter.fillRect(QRectF(x0, 0, x1 - x0, height), colours.undecoded)
        for ms in self._timeline.scene.borders:
            vertical(painter, whole.x_of(ms), _MARK, height - 2, faint(colours.chunk, 0.55))
        horizontal(painter, height, 0, width, colours.border)
        painter.end()
        return pixmap

    def _with_cues(self, sound: QPixmap) -> QPixmap:
        pixmap = QPixmap(sound)
        painter = QPainter(pixmap)
        self._paint_cues(painter)
        self._paint_marks(painter)
        painter.end()
        return pixmap

    def _paint_cues(self, painter: QPainter) -> None:
        whole, height, colours = self._whole, self.height(), self._theme.colours
        if self._timeline.scene.sound is None:
            for x0, x1 in cover_of_all(self._timeline.scene.index, whole.ms_per_px, whole.width):
                painter.fillRect(x0, _MARK + 4, x1 - x0, height - 2 * _MARK - 9, colours.cue_border)
        for done, thick in ((HEARD, 1), (CHECKED, _MARK)):
            edges = partial(self._edges, self._session.done.levels, done)
            for x0, x1 in self._covered.of(done_kind(done), whole, edges):
                painter.fillRect(x0, height - 2 - thick, x1 - x0, thick, colours.checked)
        for x0, x1 in self._covered.of("problems", whole, lambda: self._problems):
            painter.fillRect(x0, 0, max(x1 - x0, 2), _MARK, colours.warning)

    def _paint_marks(self, painter: QPainter) -> None:
        """A row for each colour, so that the place tells it, too."""
        for level, mark in enumerate(MARKS, start=1):
            colour = mark_colour(mark, self._theme.colours)
            edges = partial(self._edges, self._marks, level)
            for x0, x1 in self._covered.of(mark, self._whole, edges):
                painter.fillRect(x0, level * (_MARK + 1), max(x1 - x0, 3), _MARK, colour)

    def _edges(self, levels: bytes | bytearray, level: int) -> Spans:
        """Of the cues that are at this level."""
        index = self._timeline.scene.index
        if level not in levels:
            return [], []
        if not in_bulk(len(levels)):
            rows = [it == level for it in levels]
            return list(compress(index.starts, rows)), list(compress(index.ends, rows))
        import numpy as np

        order, starts, stops = index.columns()
        chosen = np.frombuffer(bytes(levels), np.uint8)[order] == level
        return starts[chosen], stops[chosen]

    def _paint_speech(self, painter: QPainter) -> None:
        speech, whole = self._timeline.scene.speech, self._whole
        if speech is None:
            return
        colour, tall = faint(self._theme.colours.speech, 0.22), self.height() - 2 * _MARK - 2
        spans = speech.starts, speech.ends
        for x0, x1 in self._covered.of("speech", whole, lambda: spans):
            painter.fillRect(x0, _MARK, x1 - x0, tall, colour)

    def _wave(self, dpr: float) -> QImage:
        from editor.ui.timeline.wave_image import wave_image

        sound, scene = self._timeline.scene.sound, self._timeline.scene
        if sound is None:
            return QImage()
        columns = round(self.width() * dpr)
        step = self._whole.length_ms * sound.rate / 1000 / max(columns, 1)
        height = max(round((self.height() - 2 * _MARK - 2) * dpr), 1)
        colours = self._theme.colours
        kind = Kind(step, height, scene.gain, (colours.wave.rgb(), colours.wave_core.rgb()))
        return wave_image(sound, kind, 0.0, columns)

    # Mouse

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Repaint the background."""
        super().resizeEvent(event)
        self._renew()

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Emit `menu_wanted`."""
        self.menu_wanted.emit(event.globalPos())

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Grab the window; if the press is outside, centre it there first."""
        if event.button() != Qt.MouseButton.LeftButton:
            return
        x = event.position().x()
        x0, x1 = self._window
        if not x0 <= x < x1:
            x0 = x - (x1 - x0) / 2
            self._show_from(x0)
        self._grip = x - x0
        self._timeline.held = True

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Drag the window."""
        if self._grip is not None:
            self._show_from(event.position().x() - self._grip)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """End the drag."""
        if event.button() == Qt.MouseButton.LeftButton:
            self._grip = None
            self._timeline.held = False

    def _show_from(self, x: float) -> None:
        """Move the drawn window's left edge to `x`; it may be drawn wider than the visible part."""
        shown, whole = self._timeline.scene.viewport, self._whole
        x0, x1 = self._window
        middle = whole.ms_at(x + (x1 - x0) / 2)
        self._timeline.set_viewport(shown.centred(middle))
