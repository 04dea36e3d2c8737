# SPDX-License-Identifier: GPL-3.0-or-later
"""Flow in the real window: right lines need no key, and no key acts on what the user left."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QDialog

from editor.settings import BACK, REACTION
from tests.end2end.robot import Robot
from tests.end2end.story import make_medium

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from pytestqt.qtbot import QtBot

HALF = 500
"""Length of each cue in ms."""


@pytest.fixture
def robot(tmp_path: Path, qtbot: QtBot) -> Iterator[Robot]:
    """Sixteen cues of half a second, one after the other, in Flow, with their medium."""
    del qtbot  # it watches what Qt says
    rows = [f"0:00:{n // 2:02}.{n % 2 * 500:03},0:00:{(n + 1) // 2:02}.{(n + 1) % 2 * 500:03}"
            f"\n第{n}句\n" for n in range(16)]  # fmt: skip
    (tmp_path / "talk.sbv").write_text("\n".join(rows), "utf-8")
    robot = Robot(tmp_path / "home")
    robot.start(tmp_path / "talk.sbv", make_medium(tmp_path / "talk.mp4", 8, silent=True))
    robot.wait(lambda: robot.program.context.playback.has_medium, "medium")
    robot.wait_idle()
    robot.press("Shift+F9")
    yield robot
    robot.close()


def row(robot: Robot) -> int:
    return robot.session.selection.current


def heard(robot: Robot) -> list[int]:
    return [n for n, cue in enumerate(robot.cues) if robot.session.is_heard(cue)]


def checked(robot: Robot) -> list[int]:
    return [n for n, cue in enumerate(robot.cues) if cue.checked]


def test_right_lines_need_no_key(robot: Robot, tmp_path: Path) -> None:
    robot.press("F5")
    robot.wait(lambda: row(robot) == 4, "following")
    assert heard(robot) == [0, 1, 2, 3]
    assert checked(robot) == []
    assert not robot.session.history.done
    assert robot.program.status.manner.text() == "Flow"
    robot.wait(lambda: "heard" in robot.program.status.checked.text(), "the count")
    robot.press("Esc", "Ctrl+W")
    robot.start(tmp_path / "talk.sbv")
    robot.wait(lambda: len(robot.cues) == 16, "open")
    assert heard(robot)[:4] == [0, 1, 2, 3]


def test_a_correction_waits_at_the_end_and_enter_goes_on(robot: Robot) -> None:
    playback = robot.program.context.playback
    robot.press("F5")
    robot.wait(lambda: row(robot) == 3, "following")
    robot.type("的")
    robot.wait(lambda: not playback.playing, "waiting at the end of the cue")
    assert row(robot) == 3
    assert 2000 <= playback.position < 2500
    robot.press("Return")
    assert checked(robot) == [3]
    assert row(robot) == 4
    assert playback.playing
    robot.wait(lambda: row(robot) == 6, "playing on")
    assert 3 in heard(robot)


def test_enter_before_the_end_of_a_corrected_cue_does_not_cut_it(robot: Robot) -> None:
    playback = robot.program.context.playback
    robot.press("F5")
    robot.wait(lambda: row(robot) == 2, "following")
    at = playback.position
    robot.type("的")
    robot.press("Return")
    assert playback.position < at + HALF, "no jump"
    robot.wait(lambda: row(robot) == 4, "playing on")
    assert checked(robot) == [2]
    assert heard(robot) == [0, 1, 2, 3]


def test_enter_just_after_a_border_marks_the_cue_that_was_heard(robot: Robot) -> None:
    playback = robot.program.context.playback
    robot.press("F5")
    robot.wait(lambda: row(robot) == 2, "following")
    robot.press("Return")
    assert checked(robot) == [1]
    robot.wait(lambda: row(robot) == 3, "playing on")
    robot.wait(lambda: robot.program.context.following.lingering is None, "the reaction time")
    robot.press("Return")
    assert checked(robot) == [1, 3], "later, it is the cue that plays"
    assert playback.playing
    robot.press("Ctrl+Z", "Ctrl+Z")
    assert checked(robot) == []


def test_other_commands_just_after_a_border(robot: Robot) -> None:
    robot.settings[REACTION] = 400
    robot.press("F5")
    robot.wait(lambda: row(robot) == 2, "following")
    robot.press("Ctrl+Shift+Delete")
    assert [cue.text for cue in robot.cues[:3]] == ["第0句", "第2句", "第3句"]
    robot.wait(lambda: not robot.program.context.playback.playing, "waiting")


def test_typing_just_after_a_border_goes_where_the_caret_is_seen(robot: Robot) -> None:
    robot.settings[REACTION] = 400
    robot.press("F5")
    robot.wait(lambda: row(robot) == 2, "following")
    robot.type("的")
    assert [cue.text for cue in robot.cues[1:3]] == ["第1句", "的第2句"]


def test_backspace_just_after_a_border_joins_where_the_caret_is_seen(robot: Robot) -> None:
    robot.settings[REACTION] = 400
    robot.press("F5")
    robot.wait(lambda: row(robot) == 1, "following")
    assert robot.program.context.following.lingering == 0
    robot.press("Backspace")
    assert [cue.text for cue in robot.cues[:2]] == ["第0句第1句", "第2句"]


def test_a_command_that_is_not_possible_at_the_cue_that_was_heard(robot: Robot) -> None:
    robot.settings[REACTION] = 400
    robot.press("F5")
    robot.wait(lambda: row(robot) == 1, "following")
    before = robot.cues
    robot.program.commands.run("cue.join-previous")  # there is none before the first
    assert robot.cues == before


def test_going_back_a_little_keeps_the_cue(robot: Robot) -> None:
    robot.settings[BACK] = 750
    playback = robot.program.context.playback
    robot.go_to(4)
    robot.press("Return")
    assert row(robot) == 4
    assert playback.position < 2000
    seen = {row(robot)}
    robot.session.selected.connect(lambda selection: seen.add(selection.current))
    robot.wait(lambda: playback.position > 2100, "playing")
    assert seen == {4}
    robot.wait(lambda: row(robot) == 5, "playing on")


def test_at_the_last_cue_it_ends(robot: Robot) -> None:
    robot.go_to(16)
    robot.press("Return")
    assert checked(robot) == [15]
    assert robot.notice == "That was the last cue."
    assert not robot.program.context.playback.playing


@pytest.mark.parametrize("command", ["cue.speaker", "cue.note", "cue.times", "help.palette"])
def test_a_field_over_the_table_keeps_its_cue(robot: Robot, command: str) -> None:
    robot.press("F5")
    robot.wait(lambda: row(robot) == 3, "following")
    robot.program.commands.run(command, here=True)
    field = robot.window.findChild(QDialog)
    assert field is not None
    robot.activate(field)  # what a window manager does
    kept = row(robot)
    playback = robot.program.context.playback
    robot.wait(lambda: playback.position > robot.cues[kept + 1].end, "playing on")
    assert row(robot) == kept
    QTest.keyClick(field, Qt.Key.Key_Escape)
    robot.activate()
    robot.wait(lambda: row(robot) > kept, "following")
