# SPDX-License-Identifier: GPL-3.0-or-later
"""Speakers in the real window, by keys."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit

from editor.settings import SPEAKERS
from editor.ui.panels.speakers import SpeakersPanel
from editor.ui.speaker_editor import SpeakerEditor
from tests.end2end.robot import Robot

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

A, B = "李明", "Anna"


@pytest.fixture
def robot(tmp_path: Path) -> Iterator[Robot]:
    file = tmp_path / "talk.srt"
    blocks = [f"{n + 1}\n00:00:{n:02},000 --> 00:00:{n:02},900\n第{n + 1}句\n" for n in range(8)]
    file.write_text("\n".join(blocks), "utf-8")
    robot = Robot(tmp_path / "home")
    robot.start(file)
    robot.wait(lambda: robot.session.is_open)
    robot.wait_idle()
    robot.go_to(1)
    yield robot
    robot.close()


def names(robot: Robot) -> list[str | None]:
    return [cue.speaker for cue in robot.session.document.cues]


def open_field(robot: Robot) -> SpeakerEditor:
    robot.press("Ctrl+E")
    field = robot.window.findChild(SpeakerEditor)
    assert isinstance(field, SpeakerEditor)
    field.activateWindow()  # what a window manager does
    robot.wait(field.field.hasFocus, "field")
    return field


def say(robot: Robot, *keys: str, name: str = "") -> None:
    """Open the field at the current cue, type, and press keys."""
    open_field(robot)
    if name:
        robot.type(name)
    robot.press(*keys)
    robot.wait(lambda: not robot.window.findChildren(SpeakerEditor), "closed")
    robot.window.activateWindow()
    robot.wait(lambda: robot.focus is robot.program.bench.table.focusProxy(), "text")


def test_a_name_is_typed_once_and_then_completed(robot: Robot) -> None:
    say(robot, "Enter", name=A)
    robot.go_to(2)
    say(robot, "Enter", name=B)
    robot.go_to(3)
    say(robot, "Enter", name="lm")  # the initials of 李明
    robot.go_to(4)
    say(robot, "Enter", name="ann")
    assert names(robot) == [A, B, A, B, None, None, None, None]


def test_again_takes_the_last_one(robot: Robot) -> None:
    say(robot, "Enter", name=A)
    robot.go_to(5)
    say(robot, "Enter", name=B)
    robot.go_to(7)
    say(robot, "Ctrl+E")
    assert names(robot)[4:] == [B, None, B, None]


def test_all_selected_cues_get_it_in_one_step(robot: Robot) -> None:
    robot.go_to(2)
    robot.press("Shift+PgDown")
    say(robot, "Enter", name=A)
    assert names(robot) == [None, *[A] * 7]
    robot.press("Ctrl+Z")
    assert names(robot) == [None] * 8


def test_it_can_be_taken_away(robot: Robot) -> None:
    say(robot, "Enter", name=A)
    say(robot, "Down", "Enter")
    assert names(robot)[0] is None


def test_esc_leaves_all_as_it_was(robot: Robot) -> None:
    say(robot, "Esc", name=A)
    assert names(robot) == [None] * 8


def test_enter_of_a_composition_is_not_ours(robot: Robot) -> None:
    field = open_field(robot)
    robot.compose("li ming")
    robot.press("Enter", "Ctrl+E", "Esc", "Down")
    assert field.isVisible()
    robot.type(A)
    robot.press("Enter")
    assert names(robot)[0] == A


def test_two_take_turns(robot: Robot) -> None:
    say(robot, "Enter", name=A)
    robot.go_to(2)
    say(robot, "Enter", name=B)
    robot.go_to(1)
    robot.press("Ctrl+Shift+End")
    robot.program.commands.run("cue.alternate")
    assert names(robot) == [A, B] * 4
    robot.press("Ctrl+Z")
    assert names(robot) == [A, B, *[None] * 6]


def test_one_alone_is_told(robot: Robot) -> None:
    robot.press("Ctrl+Shift+End")
    robot.program.commands.run("cue.alternate")
    assert robot.program.bench.notice.text.startswith("Two speakers are needed")


def test_a_name_is_changed_in_the_panel_and_merges(robot: Robot) -> None:
    for number, name in ((1, A), (2, B), (3, A)):
        robot.go_to(number)
        say(robot, "Enter", name=name)
    robot.program.commands.run("view.speakers")
    panel = robot.program.bench.side
    assert isinstance(panel, SpeakersPanel)

    def rows() -> list[tuple[str, str]]:
        items = [panel.rows.topLevelItem(n) for n in range(panel.rows.topLevelItemCount())]
        return [(item.text(0), item.text(1)) for item in items if item is not None]

    assert rows() == [(A, "2"), (B, "1")]
    first = panel.rows.topLevelItem(0)
    assert first is not None
    panel.rows.setCurrentItem(first)
    robot.wait(panel.rename.width, "laid out")
    robot.click("Rename")
    robot.wait(lambda: panel.rows.findChild(QLineEdit), "field")
    field = panel.rows.findChild(QLineEdit)
    assert field is not None
    field.selectAll()
    QTest.keyClicks(field, B)
    QTest.keyClick(field, Qt.Key.Key_Return)
    robot.wait(lambda: rows() == [(B, "3")], "merged")
    assert names(robot)[:3] == [B, B, B]
    robot.program.bench.table.focus_text()
    robot.press("Ctrl+Z")
    assert names(robot)[:3] == [A, B, A]


def test_the_current_speaker_is_renamed_by_the_menu(
    robot: Robot, monkeypatch: pytest.MonkeyPatch
) -> None:
    say(robot, "Enter", name=A)
    monkeypatch.setattr(robot.program.context.ask, "line", lambda *_: "李 明")
    robot.program.commands.run("cue.rename-speaker")
    assert names(robot)[0] == "李 明"


@pytest.mark.parametrize(
    ("suffix", "chosen", "lines"),
    [
        (".srt", True, [">> 李明：第1句", "第2句", ">> Anna: 第3句"]),
        (".srt", False, ["第1句", "第2句", "第3句"]),
        (".vtt", True, ["<v 李明>第1句", "<v 李明>第2句", "<v Anna>第3句"]),
    ],
)
def test_exports_have_them_as_their_format_does(
    robot: Robot,
    tmp_path: Path,
    suffix: str,
    chosen: bool,  # noqa: FBT001
    lines: list[str],
) -> None:
    for number, name in ((1, A), (2, A), (3, B)):
        robot.go_to(number)
        say(robot, "Enter", name=name)
    robot.settings[SPEAKERS] = chosen
    out = tmp_path / f"out{suffix}"
    robot.answer_file(out)
    robot.program.commands.run("file.export")
    robot.wait(out.exists)
    robot.wait_idle()
    written = out.read_text("utf-8").splitlines()
    assert [line for line in written if "句" in line][:3] == lines
