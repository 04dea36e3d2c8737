# SPDX-License-Identifier: GPL-3.0-or-later
from __future__ import annotations

from typing import TYPE_CHECKING

from editor.actions import cues, speaking
from editor.core import editing
from tests.desk import srt

if TYPE_CHECKING:
    from pathlib import Path

    from tests.desk import Desk


def open_talk(desk: Desk, folder: Path) -> None:
    desk.open(folder / "talk.srt", srt(*((n * 1_000, n * 1_000 + 900, "好") for n in range(4))))


def names(desk: Desk) -> list[str | None]:
    return [cue.speaker for cue in desk.session.document.cues]


def test_known_names_are_offered_the_last_one_first(desk: Desk, tmp_path: Path) -> None:
    open_talk(desk, tmp_path)
    for row, name in enumerate(("甲", "乙", "乙")):
        desk.session.select(desk.session.selection.at(row))
        speaking.assign(desk.context, name, desk.session.chosen)
    speaking.edit(desk.context)
    assert desk.views.called[-1] == ("edit_speaker", ("乙", "甲"))
    desk.session.select(desk.session.selection.at(0))
    # As it was: no step, but the last one named.
    speaking.assign(desk.context, "甲", desk.session.chosen)
    speaking.edit(desk.context)
    assert desk.views.called[-1] == ("edit_speaker", ("甲", "乙"))


def test_the_field_is_for_the_cues_that_were_chosen_then(desk: Desk, tmp_path: Path) -> None:
    open_talk(desk, tmp_path)
    desk.session.select(desk.session.selection.at(1).extended(2))
    speaking.edit(desk.context)
    desk.session.select(desk.session.selection.at(3))
    desk.session.commit(editing.delete(desk.session.document, [0]))
    assert desk.views.assign is not None
    desk.views.assign("甲")
    assert names(desk) == ["甲", "甲", None]


def test_a_new_name_everywhere_is_told_with_the_way_back(desk: Desk, tmp_path: Path) -> None:
    open_talk(desk, tmp_path)
    cues.select_all(desk.context)
    speaking.assign(desk.context, "甲", desk.session.chosen)
    desk.ask.will_answer("丙")
    speaking.rename(desk.context)
    assert names(desk) == ["丙"] * 4
    assert desk.views.notices[-1] == ("Cues changed: 4.", ("edit.undo",))
    desk.ask.will_answer(" ")
    speaking.rename(desk.context)
    assert desk.said == "A speaker needs a name."
    desk.ask.will_answer(None)
    speaking.rename(desk.context)
    assert names(desk) == ["丙"] * 4


def test_turns_need_two_speakers(desk: Desk, tmp_path: Path) -> None:
    open_talk(desk, tmp_path)
    speaking.assign(desk.context, "甲", desk.session.chosen)
    cues.select_all(desk.context)
    speaking.alternate(desk.context)
    assert desk.said.startswith("Two speakers are needed")


def test_the_numbers_of_speakers_stay(desk: Desk, tmp_path: Path) -> None:
    open_talk(desk, tmp_path)
    number = desk.context.speakers.number
    desk.session.select(desk.session.selection.at(2))
    speaking.assign(desk.context, "甲", desk.session.chosen)
    assert number("甲") == 0
    desk.session.select(desk.session.selection.at(0))
    speaking.assign(desk.context, "乙", desk.session.chosen)
    assert (number("甲"), number("乙")) == (0, 1)
