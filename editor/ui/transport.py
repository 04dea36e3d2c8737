# SPDX-License-Identifier: GPL-3.0-or-later
"""The transport bar between timeline and table: playhead, play buttons, speed and volume."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPainterPath, QPolygonF
from PySide6.QtWidgets import QHBoxLayout, QLabel, QSlider, QWidget

from editor.core.timecode import clock
from editor.media.loudness import LOUDEST
from editor.ui.fonts import digits_font
from editor.ui.i18n import tr
from editor.ui.icon_button import CommandButton

if TYPE_CHECKING:
    from collections.abc import Callable

    from editor.media.loudness import Loudness
    from editor.playback.audio_output import AudioOutput
    from editor.playback.open_medium import OpenMedium
    from editor.playback.playback import Playback
    from editor.ui.commands import Commands
    from editor.ui.theme import Theme

_STEP = 5
"""Step of the volume slider, in per cent."""


class Transport(QWidget):
    """Buttons for the playback commands, the volume, and the playhead's time."""

    def __init__(
        self,
        playback: Playback,
        medium: OpenMedium,
        output: AudioOutput,
        commands: Commands,
        theme: Theme,
    ) -> None:
        super().__init__()
        self.setAutoFillBackground(True)  # else all that it stands on is painted with its clock
        self._playback, self._medium, self._output = playback, medium, output
        self.time = QLabel()
        self.time.setFont(digits_font())
        self.time.setAccessibleName(tr("Playhead"))
        self.rate = QLabel()
        self.rate.setFont(digits_font())
        buttons = [
            CommandButton("play.replay", _cue_icon, commands, theme),
            CommandButton("play.pause", self._pause_icon, commands, theme),
            CommandButton("play.loop", _loop_icon, commands, theme),
            CommandButton("play.slower", _slower_icon, commands, theme),
            CommandButton("play.faster", _faster_icon, commands, theme),
        ]
        self._level_buttons = [CommandButton("play.mute", self._mute_icon, commands, theme)]
        self.level = _slider(output.set_level)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(8, 2, 12, 2)
        layout.setSpacing(4)
        for button in buttons:
            layout.addWidget(button)
        layout.addWidget(self.rate)
        layout.addSpacing(8)
        for widget in (*self._level_buttons, self.level):
            layout.addWidget(widget)
        layout.addStretch()
        layout.addWidget(self.time)
        self._buttons = buttons
        self._shown: tuple[bool, Loudness, float] | None = None
        playback.moved.connect(self._show_time)
        playback.medium_changed.connect(self._changed)
        playback.state_changed.connect(self._changed)
        self._changed()

    def _changed(self) -> None:
        loudness, rate = self._output.loudness, self._playback.rate
        now = (self._playback.playing, loudness, rate)
        if now != self._shown:  # a jump of the playhead changes none of these
            self._shown = now
            for button in (*self._buttons, *self._level_buttons):
                button.update()
            self.level.setToolTip(tr("Volume: {percent}%", percent=loudness.level))
            self.rate.setText(f"{rate:g}×")
        self.level.setValue(loudness.level)
        self._show_time()

    def _show_time(self) -> None:
        length = self._medium.length
        text = clock(max(self._playback.position, 0), hour_digits=1)
        if length is not None:
            text += f" / {clock(length, hour_digits=1)}"
        longer = len(text) != len(self.time.text())
        self.time.setText(text)
        if longer:  # all digits are as wide; with a fixed size, a new time lays out no window
            self.time.setFixedSize(self.time.sizeHint())
        self.setVisible(length is not None)

    def _pause_icon(self, painter: QPainter, area: QRectF) -> None:
        if self._playback.playing:
            width = area.width() * 0.32
            painter.drawRect(QRectF(area.left(), area.top(), width, area.height()))
            painter.drawRect(QRectF(area.right() - width, area.top(), width, area.height()))
        else:
            _triangle(painter, area)

    def _mute_icon(self, painter: QPainter, area: QRectF) -> None:
        """A loudspeaker, with sound waves or a cross."""
        x, y, width, height = area.x() - 2, area.y(), area.width(), area.height()
        body = [(0, 0.32), (0.22, 0.32), (0.5, 0.02), (0.5, 0.98), (0.22, 0.68), (0, 0.68)]
        painter.drawPolygon([QPointF(x + a * width, y + b * height) for a, b in body])
        painter.setBrush(Qt.BrushStyle.NoBrush)
        right = QRectF(x + 0.78 * width, y + 0.28 * height, 0.44 * width, 0.44 * height)
        if self._output.loudness.muted:
            painter.drawLine(right.topLeft(), right.bottomRight())
            painter.drawLine(right.bottomLeft(), right.topRight())
            return
        for size in (0.5, 1.0):
            arc = QRectF(0, 0, size * width, size * height)
            arc.moveCenter(QPointF(x + 0.6 * width, area.center().y()))
            painter.drawArc(arc, -50 * 16, 100 * 16)


def _slider(take: Callable[[int], None]) -> QSlider:
    slider = QSlider(Qt.Orientation.Horizontal)
    slider.setRange(0, LOUDEST)
    slider.setSingleStep(_STEP)
    slider.setPageStep(4 * _STEP)
    slider.setFixedWidth(96)
    slider.setFocusPolicy(Qt.FocusPolicy.TabFocus)
    slider.setAccessibleName(tr("Volume"))
    slider.actionTriggered.connect(lambda _: take(round(slider.sliderPosition() / _STEP) * _STEP))
    return slider


def _triangle(painter: QPainter, area: QRectF) -> None:
    points = (area.topLeft(), QPointF(area.right(), area.center().y()), area.bottomLeft())
    painter.drawPolygon(QPolygonF(points))


def _cue_icon(painter: QPainter, area: QRectF) -> None:
    """A triangle between two edges."""
    for x in (area.left() - 3, area.right() + 3):
        painter.drawLine(QPointF(x, area.top() - 1), QPointF(x, area.bottom() + 1))
    _triangle(painter, area.adjusted(1, 1, -1, -1))


def _loop_icon(painter: QPainter, area: QRectF) -> None:
    painter.setBrush(Qt.BrushStyle.NoBrush)
    ring = area.adjusted(-1, 0, 1, 0)
    painter.drawArc(ring, 60 * 16, 290 * 16)
    tip = QPointF(ring.center().x() + ring.width() * 0.25, ring.top() + 0.7)
    painter.drawLine(tip, tip + QPointF(-1.5, -3))
    painter.drawLine(tip, tip + QPointF(-3.2, 1.6))


def _slower_icon(painter: QPainter, area: QRectF) -> None:
    painter.drawLine(
        QPointF(area.left(), area.center().y()), QPointF(area.right(), area.center().y())
    )


def _faster_icon(painter: QPainter, area: QRectF) -> None:
    path = QPainterPath(QPointF(area.left(), area.center().y()))
    path.lineTo(area.right(), area.center().y())
    path.moveTo(area.center().x(), area.top())
    path.lineTo(area.center().x(), area.bottom())
    painter.drawPath(path)
