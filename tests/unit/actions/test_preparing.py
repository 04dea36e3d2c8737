# SPDX-License-Identifier: GPL-3.0-or-later
"""Prepare: its steps in turn, and where it goes on after it was left."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from editor.actions import cleaning, preparing, sounding
from editor.actions.prepare_steps import STEPS
from editor.core import editing
from editor.language.glossary import Term
from editor.language.word_model import finding
from editor.settings import MODEL
from tests import word_models
from tests.desk import srt
from tests.making import REAL
from tests.word_models import WORDS

if TYPE_CHECKING:
    from pathlib import Path

    from editor.actions.prepare_queue import Preparing
    from tests.desk import Desk, Shown

LINES = [
    "我们用GPT4来做这个全中的调整",
    "模型的权重很重要",
    "然后呃我觉得权重不错",
    "好的,谢谢大家",
]
SPACED = "我们用 GPT4 来做这个全中的调整"
WIDE = "好的，谢谢大家"


@pytest.fixture(autouse=True)
def _no_words(monkeypatch: pytest.MonkeyPatch) -> None:
    """This machine may have a word model of its own."""
    monkeypatch.setattr(finding, "_places", lambda own: iter((own / finding.NAME,)))


@pytest.fixture
def talk(desk: Desk, tmp_path: Path) -> Desk:
    cues = [(n * 2_000, n * 2_000 + 1_900, text) for n, text in enumerate(LINES)]
    desk.open(tmp_path / "care.srt", srt(*cues))
    desk.look()
    return desk


def prepare(desk: Desk) -> Preparing:
    """Show the page, and wait until all steps are known."""
    preparing.prepare(desk.context)
    desk.look()
    shown = desk.views.preparing[-1]
    desk.until(lambda: len(shown.found) == len(STEPS))
    return shown


def to_do(shown: Preparing) -> dict[str, tuple[int, int]]:
    """The steps with something to do: how many places, how many of them ticked."""
    return {
        step.id: (shown.found[step.id].count, shown.found[step.id].sure)
        for step in STEPS
        if shown.is_to_do(step.id)
    }


def opened(desk: Desk, count: int) -> Shown:
    """The list that is shown after `count` others."""
    desk.until(lambda: len(desk.views.work) == count + 1)
    return desk.views.work[-1]


def test_each_step_tells_what_it_finds_or_what_it_lacks(talk: Desk) -> None:
    shown = prepare(talk)
    assert to_do(shown) == {"width": (1, 1), "fillers": (1, 0), "marks": (1, 1), "spacing": (1, 1)}
    lacking = {name: found.remedies for name, found in shown.found.items() if not found.possible}
    assert lacking["terms"] == ("view.terms", "terms.start")
    assert lacking["ear"] == ("file.medium",)
    assert all(shown.found[name].note is not None for name in lacking)
    assert not shown.looking
    assert shown.at == "width"


def test_one_list_follows_the_other_and_each_is_one_step_back(talk: Desk) -> None:
    shown = prepare(talk)
    shown.open("width")
    titles = []
    for number in range(4):
        listed = opened(talk, number)
        titles.append(listed.title)
        listed.accept()
    talk.until(lambda: len(talk.views.preparing) == 2)
    assert titles == ["Width of marks", "Fillers", "Commas and full stops", "Spaces beside letters"]
    assert talk.texts == [SPACED, LINES[1], "然后我觉得权重不错", "好的 谢谢大家"]
    states = []
    while talk.session.history.undo_title is not None:
        talk.session.undo()
        states.append(talk.texts)
    assert len(states) == 4
    assert states[-1] == LINES
    assert states[-2] == [*LINES[:3], WIDE]


def test_its_lists_are_those_of_the_commands(talk: Desk) -> None:
    talk.context.terms.set_document((Term("权重"),))
    shown = prepare(talk)
    for step, command in (
        ("terms", sounding.find_terms),
        ("width", cleaning.clean("width")),
        ("fillers", cleaning.clean("fillers")),
    ):
        count = len(talk.views.work)
        shown.open(step)
        here = opened(talk, count)
        command(talk.context)
        there = opened(talk, count + 1)
        assert (there.title, there.proposals) == (here.title, here.proposals)
        assert here.leave is not None
        here.leave()
        shown = prepare(talk)


def test_who_leaves_a_list_comes_back_to_the_page_at_that_step(talk: Desk) -> None:
    shown = prepare(talk)
    shown.open("fillers")
    listed = opened(talk, 0)
    assert listed.leave is not None
    listed.leave()
    again = prepare(talk)
    assert again.at == "fillers"
    assert talk.texts == LINES


def test_nothing_ticked_is_done_and_stays_so_when_opened_again(talk: Desk, tmp_path: Path) -> None:
    shown = prepare(talk)
    shown.open("fillers")
    opened(talk, 0).apply([])
    assert opened(talk, 1).title == "Commas and full stops"
    assert talk.texts == LINES
    talk.open(tmp_path / "other.srt", srt((0, 900, "你好")))
    talk.open(tmp_path / "care.srt")
    talk.look()
    shown = prepare(talk)
    assert "fillers" not in to_do(shown)
    assert shown.at == "marks"  # where it was left
    cleaning.propose_again(talk.context)
    assert "fillers" in to_do(prepare(talk))


def test_a_step_that_was_passed_over_stays_so_until_it_is_taken_back(
    talk: Desk, tmp_path: Path
) -> None:
    shown = prepare(talk)
    shown.pass_over("width")
    assert shown.at == "fillers"
    shown.open("fillers")
    opened(talk, 0).accept()  # so that there is work to come back to
    talk.open(tmp_path / "other.srt", srt((0, 900, "你好")))
    talk.open(tmp_path / "care.srt")
    talk.look()
    shown = prepare(talk)
    assert [*to_do(shown)] == ["marks", "spacing"]
    shown.pass_over("width")
    assert shown.at == "width"


def test_who_works_on_meanwhile_is_not_called_away(talk: Desk) -> None:
    shown = prepare(talk)
    shown.open("width")
    talk.views.composing = True
    opened(talk, 0).accept()
    talk.look()
    talk.settle()
    assert (len(talk.views.work), len(talk.views.preparing)) == (1, 1)
    talk.views.composing = False
    again = prepare(talk)
    assert again.at == "fillers"


def test_the_page_follows_the_document(talk: Desk) -> None:
    shown = prepare(talk)
    talk.session.commit(editing.set_text(talk.session.document, 3, WIDE))
    shown.look()
    talk.look()
    talk.until(lambda: len(shown.found) == len(STEPS))
    assert "width" not in to_do(shown)


def test_a_search_that_is_cancelled_says_so_and_can_go_on(talk: Desk) -> None:
    preparing.prepare(talk.context)
    shown = talk.views.preparing[-1]
    talk.until(lambda: shown.looking)
    for job in talk.context.jobs.running:
        job.cancel()
    talk.settle()
    assert shown.stopped
    assert len(shown.found) < len(STEPS)
    shown.look()
    talk.until(lambda: len(shown.found) == len(STEPS))
    assert not shown.stopped


def test_with_a_word_model_the_doubtful_lines_are_put_on_the_list(talk: Desk) -> None:
    model = talk.context.terms.folder / "zh_CN.lm"
    word_models.write(model, WORDS | {"权重": -3.0, "全中": -9.0}, {("模型", "的"): -0.7})
    shown = prepare(talk)
    count = shown.found["doubts"].count
    assert count > 0
    shown.open("doubts")
    talk.until(lambda: len(talk.views.preparing) == 2)
    assert len(talk.context.doubts.listed()) == count
    found = prepare(talk).found["doubts"]
    assert (found.is_open, found.remedies) == (False, ("view.doubts",))


def test_a_clock_that_falls_back_comes_first_and_is_repaired_on_its_page(
    desk: Desk, tmp_path: Path
) -> None:
    lines = REAL.read_text("utf-8").splitlines(keepends=True)[:60]
    desk.open(tmp_path / "falls.txt", "".join(lines))
    desk.look()
    shown = prepare(desk)
    assert shown.at == "clock"
    assert shown.found["clock"].count > 0
    shown.open("clock")
    page = opened(desk, 0)
    assert page.title == "Repair timing"
    assert page.leave is not None
    page.leave()
    assert desk.views.preparing[-1].at == "clock"


def test_two_files_in_one_are_put_apart_by_another_command(desk: Desk, tmp_path: Path) -> None:
    rows = [(2_000 * (n % 10), 2_000 * (n % 10) + 1_900, f"第{n}句话") for n in range(20)]
    desk.open(tmp_path / "two.srt", srt(*rows))
    desk.look()
    found = prepare(desk).found["clock"]
    assert (found.possible, found.remedies) == (False, ("time.tracks",))


def test_listening_waits_for_a_medium_a_model_and_true_times(desk: Desk, tmp_path: Path) -> None:
    lines = REAL.read_text("utf-8").splitlines(keepends=True)[:60]
    desk.open(tmp_path / "falls.txt", "".join(lines))
    desk.look()
    remedies = [prepare(desk).found["ear"].remedies]
    desk.session.set_media(tmp_path / "talk.wav")
    remedies.append(prepare(desk).found["ear"].remedies)
    desk.context.settings[MODEL] = str(tmp_path)
    remedies.append(prepare(desk).found["ear"].remedies)
    assert remedies == [("file.medium",), ("ear.model",), ("tools.repair",)]


def test_while_another_window_edits_it_is_refused(talk: Desk) -> None:
    talk.look_only()
    preparing.prepare(talk.context)
    assert talk.views.preparing == []
    assert talk.views.notices[-1][1] == ("file.take-over", "file.copy")
