# SPDX-License-Identifier: GPL-3.0-or-later
"""A slip of the finger beside a menu's key, such as Alt+B, types nothing."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QLineEdit

from editor.ui.go_to import GoTo
from editor.ui.times_editor import TimesEditor
from tests.end2end.robot import Robot

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from pytestqt.qtbot import QtBot

ALT, SHIFT = Qt.KeyboardModifier.AltModifier, Qt.KeyboardModifier.ShiftModifier
CONTROL, NONE = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.NoModifier
META = Qt.KeyboardModifier.MetaModifier

pytestmark = pytest.mark.skipif(sys.platform == "darwin", reason="there, Option types characters")


@pytest.fixture
def robot(tmp_path: Path, qtbot: QtBot) -> Iterator[Robot]:
    del qtbot
    path = tmp_path / "talk.srt"
    path.write_text("1\n00:00:01,000 --> 00:00:02,000\n你好\n", "utf-8")
    robot = Robot(tmp_path / "home")
    robot.start(path)
    robot.wait(lambda: robot.session.is_open, "open")
    yield robot
    robot.close()


def press(robot: Robot, text: str, held: Qt.KeyboardModifier) -> None:
    """A key as the window system tells it: with the character that is printed on it."""
    key = ord(text.upper())
    QApplication.sendEvent(robot.focus, QKeyEvent(QEvent.Type.KeyPress, key, held, text))


@pytest.mark.parametrize("held", [ALT, ALT | SHIFT, META])
def test_alt_with_a_letter_leaves_the_text_alone(robot: Robot, held: Qt.KeyboardModifier) -> None:
    robot.go_to(1, caret=1)
    press(robot, "b", held)
    assert robot.cues[0].text == "你好"
    robot.compose("ma")
    press(robot, "b", held)
    assert robot.cues[0].text == "你好"
    robot.type("吗")
    assert robot.cues[0].text == "你吗好"


def test_alt_with_a_letter_leaves_what_is_searched_for_alone(robot: Robot) -> None:
    robot.press("Ctrl+F")
    field = robot.focus
    assert isinstance(field, QLineEdit)
    press(robot, "q", ALT)
    assert field.text() == ""
    press(robot, "q", NONE)
    assert field.text() == "q"


@pytest.mark.parametrize(("command", "kind"), [("edit.go-to", GoTo), ("cue.times", TimesEditor)])
def test_alt_with_a_letter_leaves_fields_alone(
    robot: Robot, command: str, kind: type[GoTo | TimesEditor]
) -> None:
    robot.program.commands.run(command)
    opened = robot.window.findChild(kind)
    assert opened is not None
    for field in opened.findChildren(QLineEdit):
        text = field.text()
        alt = QKeyEvent(QEvent.Type.KeyPress, Qt.Key.Key_B, ALT, "b")
        QApplication.sendEvent(field, alt)
        assert field.text() == text
    opened.close()


def test_alt_gr_types(robot: Robot) -> None:
    """Windows tells it as Ctrl+Alt; with it, many keyboards type brackets."""
    robot.go_to(1, caret=2)
    press(robot, "[", CONTROL | ALT)
    assert robot.cues[0].text == "你好["
