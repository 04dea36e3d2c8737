# SPDX-License-Identifier: GPL-3.0-or-later
"""A range is marked, changed, heard and forgotten."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QMouseEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from editor.ui.colours import LIGHT
from tests.mouse import double_click
from tests.timelines import opened, picture, place, shown

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from editor.ui.timeline.view import Timeline

LEFT = Qt.MouseButton.LeftButton
NONE = Qt.KeyboardModifier.NoModifier
CTRL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def timeline(qtbot: QtBot) -> Timeline:
    return shown(qtbot, opened())


def move(timeline: Timeline, at: QPoint) -> None:
    """With the button down, clinging to nothing."""
    kind, where = QEvent.Type.MouseMove, QPointF(timeline.mapToGlobal(at))
    QApplication.sendEvent(timeline, QMouseEvent(kind, QPointF(at), where, LEFT, LEFT, CTRL))


def drag(timeline: Timeline, start: int, stop: int) -> None:
    QTest.mousePress(timeline, LEFT, NONE, place(timeline, start, "wave"))
    move(timeline, place(timeline, (start + stop) // 2, "wave"))
    move(timeline, place(timeline, stop, "wave"))
    QTest.mouseRelease(timeline, LEFT, NONE, place(timeline, stop, "wave"))


def test_either_edge_can_be_dragged_and_they_may_pass(timeline: Timeline) -> None:
    drag(timeline, 5200, 5600)
    drag(timeline, 5600, 6000)
    assert timeline.marked == (5200, 6000)
    drag(timeline, 5200, 5400)
    assert timeline.marked == (5400, 6000)
    drag(timeline, 5400, 6200)
    assert timeline.marked == (6000, 6200)


def test_the_pointer_tells_that_an_edge_can_be_dragged(timeline: Timeline) -> None:
    timeline.marked = (5200, 5600)
    button = Qt.MouseButton.NoButton
    shapes = []
    for ms in (5200, 5400):
        at = place(timeline, ms, "wave")
        where = QPointF(timeline.mapToGlobal(at))
        event = QMouseEvent(QEvent.Type.MouseMove, QPointF(at), where, button, button, NONE)
        QApplication.sendEvent(timeline, event)
        shapes.append(timeline.cursor().shape())
    assert shapes == [Qt.CursorShape.SizeHorCursor, Qt.CursorShape.ArrowCursor]


def test_its_length_is_told_while_it_is_marked(timeline: Timeline) -> None:
    def plate() -> float:
        """Where its middle is; told above its digits, which each system paints in its own way."""
        image, viewport = picture(timeline), timeline.scene.viewport
        row = timeline.scene.bands.ruler + 6
        columns = range(round(viewport.x_of(5200)), image.width())
        xs = [x for x in columns if image.pixelColor(x, row) == LIGHT.accent]
        return viewport.ms_at((xs[0] + xs[-1]) / 2)

    QTest.mousePress(timeline, LEFT, NONE, place(timeline, 5200, "wave"))
    move(timeline, place(timeline, 6000, "wave"))
    assert plate() == pytest.approx(5600, abs=8)
    move(timeline, place(timeline, 6400, "wave"))
    assert plate() == pytest.approx(5800, abs=8)
    QTest.mouseRelease(timeline, LEFT, NONE, place(timeline, 6400, "wave"))
    assert plate() == pytest.approx(5800, abs=8)


def test_two_clicks_inside_play_it_and_it_stays(timeline: Timeline) -> None:
    played: list[tuple[int, int]] = []
    timeline.play_wanted.connect(lambda start, end: played.append((start, end)))
    timeline.marked = (5200, 6000)
    at = place(timeline, 5600, "wave")
    QTest.mouseClick(timeline, LEFT, NONE, at)
    double_click(timeline, at)
    assert played == [(5200, 6000)]
    assert timeline.marked == (5200, 6000)


def test_two_clicks_outside_forget_it(timeline: Timeline) -> None:
    played: list[tuple[int, int]] = []
    timeline.play_wanted.connect(lambda start, end: played.append((start, end)))
    timeline.marked = (5200, 6000)
    at = place(timeline, 1500, "wave")
    QTest.mouseClick(timeline, LEFT, NONE, at)
    double_click(timeline, at)
    assert played == [(1000, 2000)]
    assert timeline.marked is None


def test_escape_forgets_it(timeline: Timeline) -> None:
    timeline.marked = (5200, 6000)
    QTest.keyClick(timeline, Qt.Key.Key_Escape)
    assert timeline.marked is None
