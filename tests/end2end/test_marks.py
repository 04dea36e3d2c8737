# SPDX-License-Identifier: GPL-3.0-or-later
"""Marks and notes at the window: by keys, in the table, on the timeline and in the overview."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QPoint, QRect
from PySide6.QtGui import QColor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from editor.core.cue import MARKS
from editor.ui.colours import LIGHT
from editor.ui.cue_table.accessible import news_of
from editor.ui.marks import mark_colour
from editor.ui.note_editor import NoteEditor
from tests.desk import srt
from tests.end2end.robot import Robot

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from PySide6.QtWidgets import QWidget
    from pytestqt.qtbot import QtBot

    from editor.session import Applied

KEYS = {"red": "Alt+7", "yellow": "Alt+8", "blue": "Alt+9"}


@pytest.fixture
def robot(tmp_path: Path, qtbot: QtBot) -> Iterator[Robot]:
    del qtbot  # it watches what Qt says
    text = srt(*[(n * 2_000, n * 2_000 + 1_900, f"第{n}句") for n in range(8)])
    (tmp_path / "talk.srt").write_text(text, "utf-8")
    robot = Robot(tmp_path / "home")
    robot.start(tmp_path / "talk.srt")
    robot.wait(lambda: robot.cues, "the cues")
    robot.wait_idle()
    yield robot
    robot.close()


def painted(widget: QWidget, area: QRect) -> set[str]:
    """The colours in a part of a widget."""
    QApplication.processEvents()
    image = widget.grab(area).toImage()
    width, height = image.width(), image.height()
    return {QColor(image.pixel(x, y)).name() for x in range(width) for y in range(height)}


def in_overview(robot: Robot, level: int, colour: QColor) -> int:
    """Pixels of about that colour (a veil lies over some) in a row of marks."""
    QApplication.processEvents()
    image = robot.program.bench.overview.grab().toImage()
    wanted = colour.getRgb()[:3]  # type: ignore[index] # typed as object in PySide6's stubs
    pixels = [QColor(image.pixel(x, 4 * level + 1)).getRgb() for x in range(image.width())]
    return sum(
        max(abs(a - b) for a, b in zip(pixel, wanted, strict=False)) < 50  # type: ignore[call-overload]
        for pixel in pixels
    )


def label_cell(robot: Robot, row: int) -> QRect:
    table = robot.program.bench.table
    rect = table.row_rect(row)
    xs = [x for x in range(rect.width()) if table.column_at(x) == "label"]
    return QRect(xs[0], rect.top() + 2, len(xs), rect.height() - 4)


def note_field(robot: Robot) -> NoteEditor:
    robot.press("Shift+F2")
    found = robot.window.findChild(NoteEditor)
    assert isinstance(found, NoteEditor)
    found.activateWindow()  # what a window manager does
    robot.wait(found.field.hasFocus, "the field")
    return found


def closed(robot: Robot) -> None:
    robot.wait(lambda: not robot.window.findChildren(NoteEditor), "closed")
    robot.window.activateWindow()
    robot.wait(lambda: robot.focus is robot.program.bench.table.focusProxy(), "the text")


def test_each_colour_has_a_key_and_is_seen_in_all_views(robot: Robot) -> None:
    bench = robot.program.bench
    shapes = set()
    for row, mark in enumerate(MARKS):
        robot.press(KEYS[mark])
        assert robot.cues[row].mark == mark
        robot.press("Alt+Down")
        colour = mark_colour(mark, LIGHT).name()
        cell = label_cell(robot, row)
        assert colour in painted(bench.table.viewport(), cell)
        assert colour in painted(bench.timeline, bench.timeline.rect())
        assert in_overview(robot, row + 1, QColor(colour)) > 100
        image = bench.table.viewport().grab(cell).toImage()
        shapes.add(
            tuple(
                QColor(image.pixel(x, y)).name() == colour
                for x in range(image.width())
                for y in range(image.height())
            )
        )
    assert len(shapes) == 3, "not by colour alone"
    robot.press("Ctrl+Z", "Ctrl+Z", "Ctrl+Z")
    assert [cue.mark for cue in robot.cues] == [None] * 8
    assert in_overview(robot, 3, QColor(colour)) < 10


def test_several_cues_are_marked_at_once_and_listed_by_the_filter(robot: Robot) -> None:
    robot.press("Alt+Down")
    robot.program.bench.table.choose(robot.session.selection.at(2).extended(4))
    robot.press("Alt+9")
    assert [cue.mark for cue in robot.cues] == [None, None, *["blue"] * 3, *[None] * 3]
    assert robot.program.commands.actions["mark.blue"].isChecked()
    robot.program.commands.run("next.mark")
    assert robot.session.selection.current in {2, 3}


def test_a_note_is_written_in_a_field_at_the_row(robot: Robot) -> None:
    table = robot.program.bench.table
    robot.press("Alt+Down")
    place = table.row_rect(1)
    field = note_field(robot)
    top = table.viewport().mapToGlobal(place.bottomLeft()).y()
    assert abs(field.geometry().top() - top) < 4, "the text above it stays readable"
    robot.type("人名待查")
    robot.press("Return")
    closed(robot)
    assert robot.cues[1].note == "人名待查"
    assert table.tip_at(label_cell(robot, 1).center()) == "Note: 人名待查"
    assert table.tip_at(label_cell(robot, 0).center()) == ""
    robot.press("Ctrl+Z")
    assert robot.cues[1].note == ""


def test_escape_keeps_the_note_as_it_was_and_an_empty_one_removes_it(robot: Robot) -> None:
    note_field(robot)
    robot.type("一")
    robot.press("Esc")
    closed(robot)
    assert robot.cues[0].note == ""
    assert not robot.session.history.done
    note_field(robot)
    robot.type("二")
    robot.press("Return")
    closed(robot)
    field = note_field(robot)
    assert field.field.text() == "二"
    field.field.selectAll()
    robot.press("Delete", "Return")
    closed(robot)
    assert robot.cues[0].note == ""
    assert len(robot.session.history.done) == 2


def test_enter_of_a_composition_is_not_ours(robot: Robot) -> None:
    field = note_field(robot)
    robot.compose("ming zi")
    robot.press("Enter", "Esc")
    assert field.isVisible()
    robot.type("名字")
    robot.press("Enter")
    closed(robot)
    assert robot.cues[0].note == "名字"


def test_screen_readers_are_told_of_marks_and_notes(robot: Robot) -> None:
    news: list[str | None] = []

    def hear(applied: Applied) -> None:
        news.append(news_of(applied))

    robot.session.changed.connect(hear)
    robot.press("Alt+8", "Alt+8", "Ctrl+Shift+C")
    assert news == ["Yellow mark", "No mark", "Checked"]


def test_the_column_can_be_hidden_like_all_others(robot: Robot) -> None:
    table = robot.program.bench.table
    table.set_hidden({"label"})
    QTest.qWait(1)
    assert "label" not in {table.column_at(x) for x in range(table.width())}
    assert table.tip_at(QPoint(60, 10)) == ""
