# SPDX-License-Identifier: GPL-3.0-or-later
"""Every control that the keyboard or the pointer reaches has a name and a role for screen readers,
and what happens is announced.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QAbstractSlider,
    QAbstractSpinBox,
    QComboBox,
    QDialog,
    QLineEdit,
    QPlainTextEdit,
    QScrollBar,
    QWidget,
)

from editor.ui import announce as announcing
from editor.ui import jobs_view, notice
from editor.ui.cue_table import table
from editor.ui.review import list as review_list
from tests.end2end.robot import Robot
from tests.program import ROOT

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from pytestqt.qtbot import QtBot

SAMPLE = ROOT / "resources" / "sample"
CONTROLS = (
    *(QAbstractButton, QAbstractItemView, QAbstractSlider, QAbstractSpinBox, QComboBox),
    *(QLineEdit, QPlainTextEdit),
)


@pytest.fixture
def robot(tmp_path: Path, qtbot: QtBot) -> Iterator[Robot]:
    del qtbot  # it watches what Qt says
    robot = Robot(tmp_path / "home")
    robot.start(SAMPLE / "sample.txt", SAMPLE / "sample.ogg")
    robot.wait(lambda: robot.session.is_open, "open")
    robot.wait_idle()
    yield robot
    robot.close()


def nameless(widget: QWidget) -> list[str]:
    """Visible controls in it without a name or a role."""
    found = []
    for control in widget.findChildren(QWidget):
        ours = isinstance(control, CONTROLS) and not isinstance(control, QScrollBar)
        inner = isinstance(control.parent(), (QComboBox, QAbstractSpinBox))  # part of a control
        if not ours or inner or not control.isVisible():
            continue
        interface = QAccessible.queryAccessibleInterface(control)
        name = interface.text(QAccessible.Text.Name) or interface.text(QAccessible.Text.Value)
        if not name or interface.role() == QAccessible.Role.NoRole:
            found.append(f"{type(control).__name__} in {type(control.parent()).__name__}")
    return found


def test_every_control_has_a_name_and_a_role(robot: Robot) -> None:
    assert nameless(robot.window) == []
    for name in ("view.problems", "tools.zh-Hans", "time.gaps", "edit.replace", "tools.repair"):
        robot.program.commands.run(name)
        robot.wait_idle()
        QTest.qWait(50)
        assert nameless(robot.window) == [], name
        robot.program.bench.end_work()
    for name in ("help.keys", "file.preferences", "cue.times", "help.palette"):
        robot.program.commands.run(name)
        for dialog in robot.window.findChildren(QDialog):
            if dialog.isVisible():
                assert nameless(dialog) == [], name
                dialog.close()


def test_what_happens_is_announced(robot: Robot, monkeypatch: pytest.MonkeyPatch) -> None:
    said: list[str] = []
    # A screen reader is not there to ask; that the text reaches Qt's event is all that is replaced.
    for module in (announcing, notice, jobs_view, table, review_list):
        monkeypatch.setattr(module, "announce", lambda _widget, text: said.append(text))
    robot.go_to(12)
    assert said[-1].startswith("Cue 12, ")
    assert robot.cues[11].text in said[-1]
    assert "starts" in said[-1], "its problem is told"
    robot.program.commands.run("cue.check")
    robot.program.commands.run("edit.undo")
    assert said[-1].startswith("Undone: Mark as checked")
    robot.program.commands.run("tools.zh-Hans")
    robot.wait_idle()
    QTest.qWait(50)
    QTest.keyClick(robot.program.bench.side.list, Qt.Key.Key_Space)  # type: ignore[union-attr]
    assert said[-1] == "not selected"
    QTest.keyClick(robot.program.bench.side.list, Qt.Key.Key_Space)  # type: ignore[union-attr]
    assert said[-1] == "selected"
