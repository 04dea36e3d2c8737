# SPDX-License-Identifier: GPL-3.0-or-later
"""A strip of the chunks over the medium's length: as in the file, and as repaired."""

from __future__ import annotations

from bisect import bisect_right
from itertools import pairwise
from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from editor.core.timecode import spoken
from editor.ui.fonts import digits_font, ui_font
from editor.ui.i18n import tr
from editor.ui.pixels import dpr_of, faint
from editor.ui.severity import sureness
from editor.ui.timeline.tiles import Kind
from editor.ui.timeline.wave_image import wave_image

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QMouseEvent, QPaintEvent

    from editor.repair.candidate import Candidate
    from editor.repair.chunks import Chunk
    from editor.repair.evidence import Confidence
    from editor.ui.theme import Theme
    from editor.ui.timeline.scene import Peaks

_MARGIN, _LANE, _LABEL = 14, 28, 18
"""In px: left and right margin, height of a lane, height of a line of text."""

_STEPS = (60_000, 300_000, 600_000, 1_800_000, 3_600_000)
"""Possible distances of ticks in ms; the smallest that leaves `_LEAST_STEP` is used."""

_LEAST_STEP = 70
"""Minimum distance of ticks in px."""


class ChunkStrip(QWidget):
    """Two lanes. Upper: all chunks as in the file, starting at zero; lower: one after another.

    Signals:
        pressed (int): The chunk with that index was clicked in the lower lane.
        audition (int): It was double-clicked: play its start.
    """

    pressed = Signal(int)
    audition = Signal(int)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._chunks: Sequence[Chunk] = ()
        self._placed: Sequence[tuple[int, int]] = ()
        self._length: int | None = None
        self._current: int | None = None
        self._confidence: Confidence = "medium"
        self._doubtful: frozenset[int] = frozenset()
        self._held: frozenset[int] = frozenset()
        self._sound: Peaks | None = None
        self._small = digits_font(max(8.0, ui_font().pointSizeF() - 1))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(tr("Chunks before and after the repair"))
        theme.changed.connect(self.update)

    def show_chunks(self, chunks: Sequence[Chunk], length: int | None) -> None:
        """Show the chunks of a file, while no interpretation is chosen.

        Args:
            chunks: In file order.
            length: The medium's length in ms, if known.
        """
        self._chunks, self._placed, self._length = chunks, (), length
        self._current = None
        self.update()

    def show_candidate(
        self, candidate: Candidate, confidence: Confidence, held: frozenset[int]
    ) -> None:
        """Show where an interpretation puts the chunks, its confidence, and which are locked."""
        self._chunks, self._held = candidate.chunks, held
        self._placed = [
            (candidate.placed(chunk.start, offset), candidate.placed(chunk.end, offset))
            for chunk, offset in zip(candidate.chunks, candidate.offsets, strict=True)
        ]
        self._doubtful, self._confidence = candidate.doubtful, confidence
        self.update()

    def set_length(self, length: int | None) -> None:
        """Set the medium's length in ms; the rest is unchanged."""
        self._length = length
        self.update()

    def set_sound(self, sound: Peaks | None) -> None:
        """Show the medium's audio behind the chunks; more may be decoded than before."""
        self._sound = sound
        self.update()

    def set_current(self, number: int | None) -> None:
        """Mark a chunk, or none."""
        self._current = number
        self.update()

    def sizeHint(self) -> QSize:  # noqa: D102 - Qt's
        return QSize(400, 2 * (_LABEL + _LANE) + _LABEL + 8)

    @property
    def _extent(self) -> int:
        """Time across the whole width, in ms."""
        ends = [chunk.end for chunk in self._chunks]
        moved = [end for _, end in self._placed]  # empty if nothing is chosen
        return max([*ends, *moved, self._length or 0, 1])

    def _x(self, ms: int) -> float:
        return _MARGIN + ms * (self.width() - 2 * _MARGIN) / self._extent

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: D102 - Qt's
        painter = QPainter(self)
        painter.setFont(self._small)
        upper = QRectF(_MARGIN, _LABEL, self.width() - 2 * _MARGIN, _LANE)
        lower = upper.translated(0, _LABEL + _LANE)
        self._paint_ground(painter, upper, tr("Before"))
        self._paint_ground(painter, lower, tr("After"))
        self._paint_ruler(painter, lower)
        self._paint_before(painter, upper)
        if self._placed:
            self._paint_after(painter, lower)
        else:
            advice = tr("Choose an option to see where the chunks would be.")
            self._say(painter, lower, advice)
        self._paint_media_end(painter, upper, lower)

    def _paint_ground(self, painter: QPainter, lane: QRectF, title: str) -> None:
        colours = self._theme.colours
        painter.fillRect(lane, colours.timeline)
        self._paint_wave(painter, lane)
        painter.setPen(QPen(colours.border, 1))
        painter.drawLine(lane.bottomLeft(), lane.bottomRight())
        painter.setPen(colours.dim)
        painter.drawText(QPointF(lane.left(), lane.top() - 5), title)

    def _paint_wave(self, painter: QPainter, lane: QRectF) -> None:
        sound = self._sound
        if sound is None:
            return
        dpr, colours = dpr_of(painter), self._theme.colours
        columns = max(1, round(lane.width() * dpr))
        step = self._extent * sound.rate / 1000 / columns
        shades = (colours.wave.rgb(), colours.wave_core.rgb())
        kind = Kind(step, max(1, round(lane.height() * dpr)), 1.0, shades)
        painter.setOpacity(0.5)
        painter.drawImage(lane, wave_image(sound, kind, 0, columns))
        painter.setOpacity(1)

    def _paint_before(self, painter: QPainter, lane: QRectF) -> None:
        """Paint all chunks as a stack of thin bars."""
        if not self._chunks:
            return
        colours = self._theme.colours
        height = lane.height() / len(self._chunks)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for number, chunk in enumerate(self._chunks):
            left, right = self._x(chunk.start), self._x(chunk.end)
            colour = colours.accent if number == self._current else colours.cue_border
            top = lane.top() + number * height
            painter.fillRect(QRectF(left, top, right - left, max(height * 0.8, 0.5)), colour)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, on=False)
        if all(after.start >= before.end for before, after in pairwise(self._chunks)):
            return
        longest = max(chunk.end for chunk in self._chunks)
        text = tr(
            "{count} overlapping chunks, up to {time}",
            count=len(self._chunks),
            time=spoken(longest),
        )
        self._say(painter, lane.adjusted(self._x(longest) - lane.left(), 0, 0, 0), text)

    def _paint_after(self, painter: QPainter, lane: QRectF) -> None:
        colours = self._theme.colours
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        limit = self._length
        for number, (start, end) in enumerate(self._placed):
            left, right = self._x(start), self._x(end)
            colour = colours.cue_alternate if number % 2 else colours.cue_border
            if number == self._current:
                colour = colours.accent
            bar = QRectF(left, lane.top() + 5, max(right - left, 1), lane.height() - 6)
            painter.fillRect(bar, colour if self._sound is None else faint(colour, 0.6))
            if limit is not None and end > limit:
                over = bar.intersected(QRectF(self._x(limit), bar.top(), bar.width(), bar.height()))
                painter.fillRect(over, _past(colours.error))
            sure: Confidence = "low" if number in self._doubtful else self._confidence
            mark = colours.accent if number in self._held else sureness(colours, sure)
            wide = 4 if number in self._held else 2
            painter.fillRect(QRectF(left, lane.top(), wide, 6), mark)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, on=False)

    def _paint_ruler(self, painter: QPainter, lane: QRectF) -> None:
        colours = self._theme.colours
        width = self.width() - 2 * _MARGIN
        fitting = [step for step in _STEPS if step * width >= _LEAST_STEP * self._extent]
        wide = -(-_LEAST_STEP * self._extent // (max(1, width) * _STEPS[-1])) * _STEPS[-1]
        step = fitting[0] if fitting else wide
        metrics = QFontMetricsF(self._small)
        baseline = lane.bottom() + 4 + metrics.ascent()
        for ms in range(0, self._extent + 1, step):
            x = self._x(ms)
            painter.setPen(QPen(colours.border, 1))
            painter.drawLine(QPointF(x, lane.bottom()), QPointF(x, lane.bottom() + 4))
            text = spoken(ms).removesuffix(".0")
            half = metrics.horizontalAdvance(text) / 2
            place = min(max(x - half, _MARGIN), self.width() - _MARGIN - 2 * half)
            painter.setPen(colours.ruler_text)
            painter.drawText(QPointF(place, baseline), text)

    def _paint_media_end(self, painter: QPainter, upper: QRectF, lower: QRectF) -> None:
        if self._length is None:
            return
        colours = self._theme.colours
        x = self._x(self._length)
        painter.setPen(QPen(colours.playhead, 1, Qt.PenStyle.DashLine))
        painter.drawLine(QPointF(x, upper.top()), QPointF(x, lower.bottom() + 4))
        text = tr("media ends at {time}", time=spoken(self._length))
        metrics = QFontMetricsF(self._small)
        room = metrics.horizontalAdvance(text)
        least = _MARGIN + metrics.horizontalAdvance(tr("Before")) + 12
        painter.setPen(colours.dim)
        place = min(x - room / 2, self.width() - _MARGIN - room)
        painter.drawText(QPointF(max(place, least), upper.top() - 5), text)

    def _say(self, painter: QPainter, room: QRectF, text: str) -> None:
        inner = room.adjusted(10, 0, -8, 0)
        metrics = QFontMetricsF(self._small)
        elided = metrics.elidedText(text, Qt.TextElideMode.ElideRight, inner.width())
        # A plain background, because text on a waveform is hard to read.
        wide = metrics.horizontalAdvance(elided) + 8 if elided else 0
        ground = QRectF(inner.left() - 4, room.top() + 1, wide, room.height() - 2)
        painter.fillRect(ground, self._theme.colours.timeline)
        painter.setPen(self._theme.colours.dim)
        painter.drawText(inner, int(Qt.AlignmentFlag.AlignVCenter), elided)

    def mousePressEvent(self, event: QMouseEvent) -> None:  # noqa: D102 - Qt's
        if (number := self._number_at(event.position().x())) is not None:
            self.pressed.emit(number)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:  # noqa: D102 - Qt's
        if (number := self._number_at(event.position().x())) is not None:
            self.audition.emit(number)

    def _number_at(self, x: float) -> int | None:
        if not self._placed:
            return None
        starts = [start for start, _ in self._placed]
        ms = (x - _MARGIN) * self._extent / max(1, self.width() - 2 * _MARGIN)
        return max(bisect_right(starts, ms) - 1, 0)


def _past(colour: QColor) -> QColor:
    """The colour of what lies past the medium's end."""
    over = QColor(colour)
    over.setAlphaF(0.55)
    return over
