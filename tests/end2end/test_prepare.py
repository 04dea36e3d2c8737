# SPDX-License-Identifier: GPL-3.0-or-later
"""Prepare in the real window, by keys alone."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from editor.actions.prepare_steps import STEPS
from editor.language.word_model import finding
from editor.ui.prepare.page import COUNT, STATE, PreparePage
from editor.ui.repair.page import RepairPage
from editor.ui.review.panel import ReviewPanel
from tests.end2end.robot import Robot

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from pytestqt.qtbot import QtBot

TEXTS = ["我们用GPT4来做", "呃我觉得不错", "好的,谢谢大家", "就这样"]


@pytest.fixture
def robot(tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> Iterator[Robot]:
    del qtbot  # it watches what Qt says
    monkeypatch.setattr(finding, "_places", lambda own: iter((own / finding.NAME,)))
    robot = Robot(tmp_path / "home")
    robot.start(transcript(tmp_path / "talk.srt", TEXTS))
    robot.wait(lambda: robot.session.is_open, "open")
    robot.wait_idle()
    yield robot
    robot.close()


def transcript(path: Path, texts: list[str]) -> Path:
    blocks = [
        f"{n + 1}\n00:00:{2 * n:02},000 --> 00:00:{2 * n + 1:02},900\n{text}\n"
        for n, text in enumerate(texts)
    ]
    path.write_text("\n".join(blocks), "utf-8")
    return path


def page(robot: Robot) -> PreparePage:
    """The page, once it knows all."""

    def known() -> bool:
        there = robot.program.bench.page
        return isinstance(there, PreparePage) and all(
            there.steps.item(row, STATE).text() not in {"", "Looking…"}  # type: ignore[union-attr]
            for row in range(len(STEPS))
        )

    robot.wait(known, "the page")
    there = robot.program.bench.page
    assert isinstance(there, PreparePage)
    return there


def listed(robot: Robot, title: str) -> ReviewPanel:
    def shown() -> bool:
        side = robot.program.bench.side
        return isinstance(side, ReviewPanel) and side.title.text() == title

    robot.wait(shown, title)
    side = robot.program.bench.side
    assert isinstance(side, ReviewPanel)
    robot.wait(lambda: robot.focus is side.list, "the keys are in the list")
    return side


def states(shown: PreparePage) -> dict[str, tuple[str, str]]:
    def text(row: int, column: int) -> str:
        item = shown.steps.item(row, column)
        assert item is not None
        return item.text()

    return {step.id: (text(n, STATE), text(n, COUNT)) for n, step in enumerate(STEPS)}


def test_enter_leads_through_all_lists_and_back_to_the_page(robot: Robot) -> None:
    robot.program.commands.run("tools.prepare")
    shown = page(robot)
    told = states(shown)
    assert told["width"] == ("To do", "1")
    assert told["terms"] == ("Not possible", "")
    assert told["script"] == ("Done", "0")
    assert shown.current == "width"
    robot.press("Enter")
    assert listed(robot, "Width of marks").apply_button.text() == "Apply"
    robot.press("Enter")
    assert listed(robot, "Fillers").apply_button.text() == "None of these"
    robot.press("Enter")
    listed(robot, "Commas and full stops")
    robot.press("Enter")
    listed(robot, "Spaces beside letters")
    robot.press("Enter")
    shown = page(robot)
    assert {state for state, _ in states(shown).values()} == {"Done", "Not possible"}
    assert [cue.text for cue in robot.cues] == [
        "我们用 GPT4 来做",
        TEXTS[1],
        "好的 谢谢大家",
        TEXTS[3],
    ]
    robot.press("Esc")
    assert robot.program.bench.page is robot.program.bench.table
    robot.press("Ctrl+Z", "Ctrl+Z", "Ctrl+Z")
    assert [cue.text for cue in robot.cues] == TEXTS


def test_escape_and_other_commands_lead_back_to_where_it_was(robot: Robot) -> None:
    robot.program.commands.run("tools.prepare")
    page(robot)
    robot.press("Space")  # the width is passed over
    assert states(page(robot))["width"] == ("Passed over", "1")
    robot.press("Enter")
    listed(robot, "Fillers")
    robot.press("Esc")
    assert page(robot).current == "fillers"
    robot.press("Enter")
    listed(robot, "Fillers")
    robot.program.commands.run("view.problems")  # something else comes in between
    robot.go_to(2, caret=0)
    robot.type("嗯")
    robot.program.commands.run("tools.prepare")
    shown = page(robot)
    assert shown.current == "fillers"
    assert states(shown)["width"] == ("Passed over", "1")
    robot.press("Down", "Up", "Up", "Up", "Up")
    assert shown.current != "fillers", "the user goes where they like"


def test_a_step_that_lacks_something_says_so_and_offers_it(robot: Robot) -> None:
    robot.program.commands.run("tools.prepare")
    shown = page(robot)
    row = next(n for n, step in enumerate(STEPS) if step.id == "terms")
    shown.steps.setCurrentCell(row, 0)
    assert shown.note.text().startswith("There are no terms yet.")
    assert not shown.review.isEnabled()
    assert shown.remedies[0].text() == "Glossary"
    assert shown.remedies[0].isVisible()
    shown.steps.setFocus()
    robot.press("Enter")
    robot.wait(lambda: robot.program.bench.docks.is_shown("glossary"), "the glossary")
    assert robot.program.bench.page is robot.program.bench.table


def test_a_broken_clock_is_repaired_on_its_page_and_the_next_list_follows(
    robot: Robot, tmp_path: Path
) -> None:
    lines = [
        "[00:00:00,000 -> 00:00:09,000] 我们用GPT4",
        "[00:00:09,000 -> 00:00:28,500] 来做",
        "[00:00:00,000 -> 00:00:13,000] 然后",
        "[00:00:13,000 -> 00:00:29,300] 再说",
        "[00:00:00,000 -> 00:00:17,000] 这个",
        "[00:00:17,000 -> 00:00:27,900] 就是",
        "[00:00:00,000 -> 00:00:11,000] 谢谢",
    ]
    (tmp_path / "falls.txt").write_text("\n".join(lines), "utf-8")
    robot.drop(tmp_path / "falls.txt")
    robot.wait(lambda: len(robot.cues) == len(lines), "the other transcript")
    robot.wait_idle()
    robot.program.commands.run("tools.prepare")
    assert page(robot).current == "clock"
    robot.press("Enter")
    robot.wait(lambda: isinstance(robot.program.bench.page, RepairPage), "the page of repair")
    there = robot.program.bench.page
    assert isinstance(there, RepairPage)
    robot.wait(lambda: there.chunks.review.rows.rowCount() > 0, "its rows")
    robot.press("Esc")
    assert page(robot).current == "clock"
    robot.press("Enter")
    robot.wait(lambda: isinstance(robot.program.bench.page, RepairPage), "the page of repair")
    again = robot.program.bench.page
    assert isinstance(again, RepairPage)
    robot.wait(lambda: again.chunks.review.rows.chosen > 0, "its rows")
    again.chunks.review.apply()
    listed(robot, "Spaces beside letters")
    assert robot.cues[2].start >= robot.cues[1].start
