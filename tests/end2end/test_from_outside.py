# SPDX-License-Identifier: GPL-3.0-or-later
"""A command, a panel and a tool that are no part of the program: one row each, and no more."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest
from PySide6.QtWidgets import QLabel, QLineEdit, QMenu

from editor.actions.action import Action, has_cue
from editor.actions.table import ACTIONS, MENUS
from editor.actions.timing import use
from editor.actions.tooling.fields import Check, Given, Text, Tool
from editor.actions.tooling.table import TOOLS
from editor.core.errors import Problem
from editor.core.proposal import Proposal
from editor.ui.key_sheet import KeySheet
from editor.ui.palette import Palette
from editor.ui.panels.panel import Panel
from editor.ui.panels.table import PANELS
from editor.ui.panels.tool import ToolPanel
from tests.end2end.robot import Robot

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from editor.actions.context import Context

TEXT = "1\n00:00:01,000 --> 00:00:01,900\n你好\n\n2\n00:00:02,000 --> 00:00:02,900\n再见\n"


def greet(context: Context) -> None:
    context.views.notice(Problem("Greetings from cue {number}.", number=context.row + 1))


def propose(given: Given, values: Mapping[str, Any]) -> list[Proposal]:
    reason = Problem("It is called for.")
    return [
        Proposal(
            ((row, replace(cue, text=cue.text + values["mark"])),),
            cue.text,
            cue.text + values["mark"],
            reason,
            reason,
            sure=values["sure"],
        )
        for row, cue in enumerate(given.document.cues)
    ]


TOOL = Tool("Mark all cues", (Text("mark", "Mark"), Check("sure", "Sure", default=True)), propose)
ROWS = (
    Action("mine.greet", "Greet somebody", greet, ("Ctrl+Alt+G",), has_cue, changes=False),
    Action("mine.mark", "Mark all cues…", use("mark"), ("Ctrl+Alt+M",), has_cue),
    Action(
        "mine.panel",
        "Diary",
        lambda context: context.views.toggle_panel("diary"),
        ("Ctrl+Alt+D",),
        changes=False,
    ),
)
PANEL = Panel("diary", "Diary", "mine.panel", lambda *_: QLabel("Dear diary"), place="below")


def start(folder: Path) -> Robot:
    robot = Robot(
        folder / "home",
        actions=(*ACTIONS, *ROWS),
        menus=(*MENUS, ("&Mine", tuple(row.id for row in ROWS))),
        panels=(*PANELS, PANEL),
    )
    talk = folder / "talk.srt"
    talk.write_text(TEXT, "utf-8")
    robot.start(talk)
    robot.wait(lambda: robot.session.is_open, "open")
    robot.wait_idle()
    return robot


@pytest.fixture
def robot(tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> Iterator[Robot]:
    del qtbot  # it watches what Qt says
    monkeypatch.setitem(TOOLS, "mark", TOOL)
    robot = start(tmp_path)
    yield robot
    robot.close()


def test_the_commands_stand_in_their_menu_and_answer_to_their_keys(robot: Robot) -> None:
    menus = {
        action.text(): action.menu()
        for action in robot.window.menuBar().actions()
        if isinstance(action.menu(), QMenu)
    }
    mine = menus["&Mine"]
    assert isinstance(mine, QMenu)
    assert [entry.text() for entry in mine.actions()] == [row.label for row in ROWS]
    robot.press("Alt+Down", "Ctrl+Alt+G")
    assert robot.notice == "Greetings from cue 2."


def test_the_palette_finds_them_and_the_key_sheet_has_them(robot: Robot) -> None:
    robot.press("Ctrl+K")
    (palette,) = robot.window.findChildren(Palette)
    field = palette.findChild(QLineEdit)
    assert field is not None
    palette.activateWindow()  # as a window manager does
    robot.wait(field.hasFocus, "its field")
    robot.press(*"greet", "Return")
    assert robot.notice == "Greetings from cue 1."
    robot.press("F1")
    (sheet,) = robot.window.findChildren(KeySheet)
    texts = [label.text() for label in sheet.findChildren(QLabel)]
    assert any("Greet somebody" in text for text in texts)
    sheet.close()


def test_the_tool_asks_and_what_is_ticked_becomes_one_step(robot: Robot) -> None:
    robot.press("Ctrl+Alt+M")
    robot.wait(lambda: isinstance(robot.program.bench.side, ToolPanel), "the tool")
    robot.wait(lambda: isinstance(robot.focus, QLineEdit), "its field")
    robot.type("！")
    robot.press("Return")
    assert [cue.text for cue in robot.cues] == ["你好！", "再见！"]
    robot.press("Ctrl+Z")
    assert [cue.text for cue in robot.cues] == ["你好", "再见"]


def test_the_panel_is_seen_and_is_there_again_at_the_next_start(
    robot: Robot, tmp_path: Path
) -> None:
    action = robot.program.commands.actions["mine.panel"]
    robot.press("Ctrl+Alt+D")
    docks = robot.program.bench.docks
    assert (docks.is_shown("diary"), action.isChecked()) == (True, True)
    robot.close()
    again = start(tmp_path)
    assert again.program.bench.docks.is_shown("diary")
    again.program.commands.run("mine.panel")
    assert not again.program.bench.docks.is_shown("diary")
    again.close()
