# SPDX-License-Identifier: GPL-3.0-or-later
from __future__ import annotations

from dataclasses import replace

import pytest

from editor.core.cue import Cue
from editor.core.document import Document
from editor.core.errors import UserError
from editor.core.head import Head
from editor.core.speakers import alternated, assigned, renamed, speakers_of, with_names

A, B = "李明", "Anna Lee"


def document(*names: str | None) -> Document:
    cues = tuple(Cue(row, 0, 900, f"第{row}句", speaker=name) for row, name in enumerate(names))
    return Document(cues, next_id=len(cues))


def names(document: Document) -> list[str | None]:
    return [cue.speaker for cue in document.cues]


def test_names_come_in_the_order_of_the_document() -> None:
    assert speakers_of(document(None, B, A, B, None).cues) == {B: 2, A: 1}


@pytest.mark.parametrize(("name", "speaker"), [("  李\n明 ", "李 明"), (" ", None), (A, A)])
def test_a_speaker_is_assigned_or_taken_away(name: str, speaker: str | None) -> None:
    before = document(B, B, B)
    after = assigned(before, [0, 2], name).apply(before)
    assert names(after) == [speaker, B, speaker]


@pytest.mark.parametrize(
    ("given", "rows", "expected"),
    [
        ((A, B, None, None, None), [0, 1, 2, 3], [A, B, A, B, None]),
        ((A, None, B), [0, 1, 2], [A, B, A]),
        ((B, A, None, None), [1, 2, 3], [B, A, B, A]),  # who spoke before
        ((A, None, None, B), [0, 1, 2], [A, B, A, B]),  # who comes later
        ((A, None, None, None, B), [0, 2, 3], [A, None, B, A, B]),
    ],
)
def test_two_take_turns(
    given: tuple[str | None, ...], rows: list[int], expected: list[str | None]
) -> None:
    before = document(*given)
    assert names(alternated(before, rows).apply(before)) == expected


@pytest.mark.parametrize("given", [(None, B, A), (A, None, None), (A, A, A)])
def test_one_alone_cannot_take_turns(given: tuple[str | None, ...]) -> None:
    with pytest.raises(UserError, match="Two speakers"):
        alternated(document(*given), [0, 1, 2])


def test_a_name_is_changed_everywhere_in_one_step() -> None:
    before = replace(document(A, B, A), head=Head(speaker_colours={A: "#ff0000"}))
    change = renamed(before, A, "李 明")
    after = change.apply(before)
    assert names(after) == ["李 明", B, "李 明"]
    assert after.head.speaker_colours == {"李 明": "#ff0000"}
    assert change.title == "Rename speaker"
    assert change.invert().apply(after) == before


def test_the_name_of_another_merges_both() -> None:
    before = replace(document(A, B, A), head=Head(speaker_colours={A: "#ff0000", B: "#00ff00"}))
    change = renamed(before, A, B)
    after = change.apply(before)
    assert names(after) == [B, B, B]
    assert after.head.speaker_colours == {B: "#00ff00"}
    assert change.title == "Merge speakers"


def test_an_empty_name_is_none() -> None:
    with pytest.raises(UserError):
        renamed(document(A), A, " ")
    assert not renamed(document(A), A, A)


def test_names_stand_where_another_one_begins() -> None:
    cues = with_names(document(A, A, B, None, B, A).cues)
    assert [cue.text for cue in cues] == [
        *(">> 李明：第0句", "第1句", ">> Anna Lee: 第2句", "第3句", "第4句", ">> 李明：第5句")
    ]
    assert {cue.speaker for cue in cues} == {None}
