# SPDX-License-Identifier: GPL-3.0-or-later
"""A correction by hand in the real window: more like it, and what the glossary may keep."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtWidgets import QApplication

from editor.language.glossary import Term
from editor.ui.panels.glossary import GlossaryPanel
from editor.ui.review.panel import ReviewPanel
from tests.end2end.robot import Robot

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from pytestqt.qtbot import QtBot

TEXTS = ["这是卢伊说的", "你好", "我问卢伊了", "卢毅回答", "罗伊说过吗", "就这样吧"]


@pytest.fixture
def robot(tmp_path: Path, qtbot: QtBot) -> Iterator[Robot]:
    del qtbot  # it watches what Qt says
    blocks = [
        f"{n + 1}\n00:00:{2 * n:02},000 --> 00:00:{2 * n + 1:02},900\n{text}\n"
        for n, text in enumerate(TEXTS)
    ]
    (tmp_path / "talk.srt").write_text("\n".join(blocks), "utf-8")
    robot = Robot(tmp_path / "home")
    robot.start(tmp_path / "talk.srt")
    robot.wait(lambda: robot.session.is_open, "open")
    robot.wait_idle()
    yield robot
    robot.close()


def correct(robot: Robot, right: str = "卢毅") -> None:
    """Type over 卢伊 in the first cue, and go on with Enter."""
    robot.go_to(1, caret=2)
    robot.press("Shift+Right", "Shift+Right")
    robot.type(right)
    robot.press("Enter")


def more(robot: Robot) -> str:
    cell = robot.program.status.more
    return cell.text() if cell.isVisible() else ""


def panel(robot: Robot) -> GlossaryPanel:
    robot.program.commands.run("view.terms")
    found = robot.window.findChild(GlossaryPanel)
    assert found is not None
    robot.wait(found.isVisible, "the panel")
    return found


def test_more_like_it_are_counted_and_made_right_from_the_next_cue(robot: Robot) -> None:
    correct(robot)
    robot.wait(lambda: more(robot) == "2 more like this · Ctrl+D", "the hint")
    assert robot.session.selection.current == 1, "nothing calls the user away"
    robot.press("Ctrl+D")
    robot.wait(lambda: isinstance(robot.program.bench.side, ReviewPanel), "the review")
    side = robot.program.bench.side
    assert isinstance(side, ReviewPanel)
    assert [proposal.row for proposal in side.rows.proposals] == [4, 2], "first what is not sure"
    robot.press("A", "Enter")
    assert [cue.text for cue in robot.cues][2:5] == ["我问卢毅了", "卢毅回答", "卢毅说过吗"]
    assert robot.program.context.terms.of_document == (Term("卢毅", heard_as=("卢伊",)),)
    assert robot.session.selection.current == 1, "one goes on where one was"
    robot.press("Ctrl+Z")
    assert robot.session.selection.current == 1
    assert [cue.text for cue in robot.cues][2:5] == TEXTS[2:5]
    assert robot.cues[0].text == "这是卢毅说的"


def test_the_hint_goes_with_the_next_change(robot: Robot) -> None:
    correct(robot)
    robot.wait(lambda: bool(more(robot)), "the hint")
    robot.press("Ctrl+Z")
    assert more(robot) == ""
    while robot.session.history.undo_title is not None:
        robot.press("Ctrl+Z")
    assert [cue.text for cue in robot.cues] == TEXTS
    robot.wait_idle()
    assert robot.program.context.terms.offers == []


def test_who_types_on_is_left_alone_until_a_pause(robot: Robot) -> None:
    correct(robot)
    robot.wait(lambda: bool(more(robot)), "the hint")
    robot.wait_idle()
    jobs, unnamed = robot.program.context.jobs, list[str]()
    jobs.changed.connect(lambda: unnamed.extend(job.title for job in jobs.running if not job.title))
    robot.go_to(3, caret=0)
    for letter in "我觉得呢":
        robot.type(letter)
        QApplication.processEvents()
    assert unnamed == []


def test_another_wording_is_neither_counted_nor_offered(robot: Robot) -> None:
    correct(robot, "那个人")
    robot.program.context.terms.offered.connect(lambda: pytest.fail("nothing is offered"))
    robot.wait(lambda: robot.session.selection.current == 1, "the next cue")
    robot.wait_idle()
    assert more(robot) == ""


def test_the_glossary_keeps_it_at_one_click(robot: Robot) -> None:
    correct(robot)
    robot.wait(lambda: bool(robot.program.context.terms.offers), "the offer")
    offer = panel(robot).offer
    robot.wait(offer.isVisible, "the row")
    assert offer.text.text() == "Heard 卢伊, corrected to 卢毅"
    robot.click("Add to the glossary")
    assert robot.program.context.terms.of_document == (Term("卢毅", heard_as=("卢伊",)),)
    robot.wait(lambda: not offer.isVisible(), "the row has gone")


def test_what_is_refused_is_not_offered_again(robot: Robot, tmp_path: Path) -> None:
    terms = robot.program.context.terms
    correct(robot)
    robot.wait(lambda: bool(terms.offers), "the offer")
    offer = panel(robot).offer
    offer.refuse.setFocus()
    robot.press("Enter")
    assert (terms.offers, terms.of_document) == ([], ())
    robot.drop(tmp_path / "talk.srt")  # opened again, with its work
    robot.wait_idle()
    robot.go_to(3, caret=2)
    robot.press("Shift+Right", "Shift+Right")
    robot.type("卢毅")
    robot.press("Enter")
    robot.wait(lambda: bool(more(robot)), "the hint")
    assert terms.offers == []
