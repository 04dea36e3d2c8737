# SPDX-License-Identifier: GPL-3.0-or-later
"""Commands for several cues, and whole cues on the clipboard."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from editor.actions import clipboard
from editor.actions.table import ACTIONS
from editor.core.filter import Filter

if TYPE_CHECKING:
    from pathlib import Path

    from tests.desk import Desk

COMMANDS = {row.id: row for row in ACTIONS}
TEXT = "".join(
    f"{n + 1}\n00:00:0{n},000 --> 00:00:0{n},900\n{text}\n\n"
    for n, text in enumerate(["一一。一二。", "二二", "三三", "四四"])
)


@pytest.fixture
def talk(empty: Desk, tmp_path: Path) -> Desk:
    empty.open(tmp_path / "talk.srt", TEXT)
    empty.views.notices.clear()
    return empty


def run(desk: Desk, name: str) -> None:
    assert COMMANDS[name].when(desk.context)
    COMMANDS[name].run(desk.context)


def choose(desk: Desk, first: int, last: int) -> None:
    session = desk.context.session
    session.select(session.selection.at(first).extended(last))


def test_cues_copied_here_come_back_with_all_they_have(talk: Desk) -> None:
    session = talk.context.session
    choose(talk, 0, 1)
    run(talk, "cues.leave-out")
    run(talk, "cue.check")
    run(talk, "edit.copy")
    assert "00:00:00,000 --> 00:00:00,900\n一一。一二。" in talk.views.on_clipboard[0]
    assert "二二" in talk.views.on_clipboard[0], "for other programs, also what is left out"
    session.select(session.selection.at(3))
    run(talk, "edit.paste")
    assert talk.texts == ["一一。一二。", "二二", "三三", "四四", "一一。一二。", "二二"]
    assert [cue.checked for cue in session.document.cues[4:]] == [True, True]
    assert [cue.left_out for cue in session.document.cues[4:]] == [True, True]
    assert session.chosen == [4, 5]
    session.undo()
    assert len(talk.texts) == 4


def test_cut_takes_them_away_and_paste_puts_them_elsewhere(talk: Desk) -> None:
    session = talk.context.session
    choose(talk, 1, 2)
    run(talk, "edit.cut")
    assert talk.texts == ["一一。一二。", "四四"]
    session.select(session.selection.at(1))
    run(talk, "edit.paste")
    assert talk.texts == ["一一。一二。", "四四", "二二", "三三"]


def test_subrip_text_from_elsewhere_becomes_cues(talk: Desk) -> None:
    talk.views.on_clipboard = ("7\n00:01:00,000 --> 00:01:02,500\n来自别处\n", b"")
    run(talk, "edit.paste")
    assert talk.texts[1] == "来自别处"
    assert talk.times[1] == (60_000, 62_500)


def test_plain_lines_become_cues_one_after_the_other(talk: Desk) -> None:
    talk.views.on_clipboard = ("甲\n\n 乙 \n", b"")
    choose(talk, 2, 3)
    run(talk, "edit.paste")
    assert talk.texts[4:] == ["甲", "乙"]
    assert talk.times[4:] == [(3_900, 5_900), (5_900, 7_900)]


def test_text_goes_into_the_text_of_a_single_cue(talk: Desk) -> None:
    talk.views.on_clipboard = ("甲\n乙", b"")
    run(talk, "edit.paste")
    assert talk.views.called[-1][0] == "paste_text"
    run(talk, "edit.paste-cues")
    assert talk.texts[1:3] == ["甲", "乙"]
    talk.views.on_clipboard = ("", b"")
    run(talk, "edit.paste-cues")
    assert talk.said == "The clipboard has no text."


def test_a_damaged_clipboard_is_told(talk: Desk) -> None:
    talk.views.on_clipboard = ("", b"\xff\x00")
    run(talk, "edit.paste")
    assert len(talk.texts) == 4
    assert talk.said


def test_what_a_filter_hides_is_not_copied(talk: Desk) -> None:
    choose(talk, 0, 3)
    talk.context.session.set_filter(Filter("note", bytes([0, 1, 1, 0])))
    clipboard.copy(talk.context)
    assert "二二" not in talk.views.on_clipboard[0]
    assert talk.said == "Cues copied: 2."


def test_duplicate_move_and_shift(talk: Desk) -> None:
    session = talk.context.session
    choose(talk, 1, 2)
    run(talk, "cues.up")
    assert talk.texts == ["二二", "三三", "一一。一二。", "四四"]
    assert session.chosen == [0, 1]
    assert not COMMANDS["cues.up"].when(talk.context)
    run(talk, "cues.down")
    run(talk, "cues.down")
    assert talk.texts == ["一一。一二。", "四四", "二二", "三三"]
    assert not COMMANDS["cues.down"].when(talk.context)
    run(talk, "cues.duplicate")
    assert talk.texts[4:] == ["二二", "三三"]
    assert session.chosen == [4, 5]
    run(talk, "cues.later")
    assert talk.times[4:] == [(1_050, 1_950), (2_050, 2_950)]
    run(talk, "cues.earlier")
    assert talk.times[4:] == [(1_000, 1_900), (2_000, 2_900)]
    choose(talk, 0, 1)
    run(talk, "cues.earlier")
    assert "cannot move" in talk.said, "before zero"


def test_a_hidden_neighbour_is_shown_before_cues_move_past_it(talk: Desk) -> None:
    session = talk.context.session
    choose(talk, 2, 2)
    session.set_filter(Filter("marked", b"\0\1\0\0"))
    before = talk.texts
    run(talk, "cues.up")
    assert talk.texts == before
    assert not session.filter.hides(1)
    assert talk.said == "The filter hid this neighbour. Press again to go ahead."
    run(talk, "cues.up")
    assert talk.texts == [before[0], before[2], before[1], before[3]]


def test_split_at_every_sentence(talk: Desk) -> None:
    choose(talk, 0, 3)
    run(talk, "cues.split-sentences")
    assert talk.texts[:3] == ["一一。", "一二。", "二二"]
    run(talk, "cues.split-lines")
    assert talk.said == "There is nothing to split here."
