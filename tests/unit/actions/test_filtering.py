# SPDX-License-Identifier: GPL-3.0-or-later
"""Showing only the cues of a kind: what is hidden is neither lost nor touched."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from editor.actions import cues, filtering, playing
from editor.actions.table import ACTIONS
from editor.core.change import replaced
from editor.core.words import Word, Words
from editor.language.searching import Query

if TYPE_CHECKING:
    from pathlib import Path

    from editor.core.cue import Cue
    from tests.desk import Desk

COMMANDS = {row.id: row.run for row in ACTIONS}
HELLO = """1
00:00:00,000 --> 00:00:00,900
大家好

2
00:00:01,000 --> 00:00:01,900
我是

3
00:00:02,000 --> 00:00:02,900
臺灣來的

4
00:00:03,000 --> 00:00:03,900
再见
"""


def give(desk: Desk, row: int, **fields: object) -> None:
    session = desk.context.session
    cue: Cue = replace(session.document.cues[row], **fields)  # type: ignore[arg-type]
    session.commit(replaced(session.document, "Give", [(row, cue)]))


def shown(desk: Desk) -> list[int]:
    session = desk.context.session
    return session.filter.shown(range(len(session.document.cues)))


@pytest.fixture
def talk(empty: Desk, tmp_path: Path) -> Desk:
    empty.open(tmp_path / "hello.srt", HELLO)
    empty.views.notices.clear()
    return empty


@pytest.mark.parametrize(
    ("kind", "fields"),
    [
        ("changed", {"text": "我是谁", "hypothesis": "我是"}),
        ("note", {"note": "听不清"}),
        ("mark", {"mark": "red"}),
        ("left-out", {"left_out": True}),
        ("doubtful", {"words": Words([Word(1_000, 1_900, "我是", 0.2)])}),
    ],
)
def test_a_kind(talk: Desk, kind: str, fields: dict[str, object]) -> None:
    give(talk, 1, **fields)
    COMMANDS[f"filter.{kind}"](talk.context)
    assert shown(talk) == [1]
    assert talk.context.row == 1
    COMMANDS[f"filter.{kind}"](talk.context)
    assert shown(talk) == [0, 1, 2, 3], "again: all"


def test_not_checked_not_heard_and_of_one_speaker(talk: Desk) -> None:
    session = talk.context.session
    give(talk, 0, checked=True, speaker="小王")
    give(talk, 2, speaker="小王")
    session.hear(session.document.cues[3])
    COMMANDS["filter.unchecked"](talk.context)
    assert shown(talk) == [1, 2, 3]
    COMMANDS["filter.unheard"](talk.context)
    assert shown(talk) == [0, 1, 2]
    session.select(session.selection.at(0))
    COMMANDS["filter.speaker"](talk.context)
    assert shown(talk) == [0, 2]


def test_problems_and_script_as_the_inspection_finds_them(talk: Desk) -> None:
    give(talk, 0, end=0)
    COMMANDS["filter.problem"](talk.context)
    talk.look()
    assert 0 in shown(talk)
    report = talk.context.inspection.report
    rule = next(finding.rule for finding in report.findings if finding.row == 0)
    filtering.show_problems(talk.context, rule)
    assert shown(talk) == sorted(
        {f.row for f in report.findings if f.rule == rule and f.row is not None}
    )


def test_what_the_search_has_found(talk: Desk) -> None:
    talk.context.search.look_for(Query("我"), ())
    COMMANDS["filter.found"](talk.context)
    talk.until(lambda: not talk.context.search.busy)
    assert shown(talk) == [1]
    assert talk.context.row == 1


def test_nothing_of_the_kind_hides_nothing(talk: Desk) -> None:
    COMMANDS["filter.note"](talk.context)
    assert shown(talk) == [0, 1, 2, 3]
    assert talk.said == "There is no such cue."


def test_a_cue_that_no_longer_fits_stays_until_the_filter_is_set_again(talk: Desk) -> None:
    COMMANDS["filter.unchecked"](talk.context)
    cues.accept(talk.context)
    assert shown(talk) == [0, 1, 2, 3]
    filtering.show_all(talk.context)
    COMMANDS["filter.unchecked"](talk.context)
    assert shown(talk) == [1, 2, 3]


def test_going_on_stays_among_the_cues_in_view(talk: Desk) -> None:
    give(talk, 0, note="a")
    give(talk, 3, note="b")
    COMMANDS["filter.note"](talk.context)
    cues.go_next(talk.context)
    assert talk.context.row == 3
    cues.go_previous(talk.context)
    assert talk.context.row == 0
    cues.accept(talk.context)
    assert talk.context.row == 3


@pytest.mark.parametrize("command", ["cue.join-next", "cue.hand-next", "cue.join-previous"])
def test_nothing_is_done_to_a_neighbour_that_is_hidden(talk: Desk, command: str) -> None:
    session = talk.context.session
    give(talk, 1, note="here")
    session.select(session.selection.at(1, 1))
    before = session.document
    COMMANDS["filter.note"](talk.context)
    session.select(session.selection.at(1, 1))
    COMMANDS[command](talk.context)
    assert session.document is before
    assert len(shown(talk)) == 2, "now it is in view"
    assert "Press again" in talk.said
    COMMANDS[command](talk.context)
    assert session.document is not before


def test_commands_for_all_selected_cues_leave_out_what_is_hidden(talk: Desk) -> None:
    session = talk.context.session
    give(talk, 1, note="a")
    give(talk, 3, note="b")
    COMMANDS["filter.note"](talk.context)
    cues.select_all(talk.context)
    assert session.chosen == [1, 3]
    cues.toggle_checked(talk.context)
    assert [cue.checked for cue in session.document.cues] == [False, True, False, True]
    cues.delete(talk.context)
    assert [cue.text for cue in session.document.cues] == ["大家好", "臺灣來的"]
    session.undo()
    assert len(session.document.cues) == 4


def test_the_current_cue_is_always_in_view(talk: Desk) -> None:
    session = talk.context.session
    give(talk, 3, note="b")
    COMMANDS["filter.note"](talk.context)
    session.select(session.selection.at(1))
    assert shown(talk) == [1, 3]


def test_escape_ends_it(talk: Desk) -> None:
    give(talk, 3, note="b")
    COMMANDS["filter.note"](talk.context)
    playing.stop(talk.context)
    assert shown(talk) == [0, 1, 2, 3]
    assert talk.context.row == 3


@pytest.mark.parametrize("command", ["filter.problem", "next.problem"])
def test_who_composes_by_the_time_the_checks_are_done_stays(talk: Desk, command: str) -> None:
    give(talk, 3, end=0)
    talk.views.composing = True  # before the checks are done
    COMMANDS[command](talk.context)
    talk.look()
    assert shown(talk) == [0, 1, 2, 3]
    assert talk.context.row == 0


def test_next_and_previous_go_round(talk: Desk) -> None:
    give(talk, 1, note="a")
    give(talk, 3, note="b")
    context = talk.context
    context.session.select(context.session.selection.at(0))
    rows = []
    for command in ("next.note", "next.note", "next.note", "previous.note"):
        COMMANDS[command](context)
        rows.append(context.row)
    assert rows == [1, 3, 1, 3]
    assert not context.session.filter
    COMMANDS["next.mark"](context)
    assert talk.said == "There is no such cue."


def test_a_filter_ends_with_its_document(talk: Desk, tmp_path: Path) -> None:
    give(talk, 3, note="b")
    COMMANDS["filter.note"](talk.context)
    talk.open(tmp_path / "other.srt", HELLO)
    assert shown(talk) == [0, 1, 2, 3]
