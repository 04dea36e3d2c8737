# SPDX-License-Identifier: GPL-3.0-or-later
"""Edits of several cues: every one undoes to the identical document, and loses no word."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from editor.core import several
from editor.core.errors import UserError
from tests.making import written

if TYPE_CHECKING:
    from editor.core.change import Change
    from editor.core.document import Document

TALK = written(
    (0, 2_000, "大家好。我是小王！"),
    (2_000, 4_000, "Hello there. It is 3.5 now"),
    (4_000, 6_000, "第一行\n第二行\n第三行"),
    (6_000, 8_000, "没有"),
)


def no_time(*_: object) -> None:
    """No pause is known."""


def done(change: Change, before: Document = TALK) -> Document:
    after = change.apply(before)
    undone = change.invert().apply(after)
    assert undone.cues == before.cues
    assert len({cue.id for cue in after.cues}) == len(after.cues)
    return after


def texts(document: Document) -> list[str]:
    return [cue.text for cue in document.cues]


def test_sentences_in_two_languages() -> None:
    after = done(several.split_at_sentences(TALK, [0, 1, 2, 3], no_time))
    assert texts(after)[:4] == ["大家好。", "我是小王！", "Hello there.", "It is 3.5 now"]
    assert len(after.cues) == 6


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("他说：“好。”然后走了", ["他说：“好。”", "然后走了"]),
        ("真的？！真的", ["真的？！", "真的"]),
        ("等等……好", ["等等……", "好"]),
        ("Mr. Wang came. Then left.", ["Mr. Wang came.", "Then left."]),
        ("v2.0 is out. Yes", ["v2.0 is out.", "Yes"]),
        ("一。二。三。", ["一。", "二。", "三。"]),
    ],
)
def test_where_sentences_end(text: str, parts: list[str]) -> None:
    talk = written((0, 4_000, text))
    after = done(several.split_at_sentences(talk, [0], no_time), talk)
    assert texts(after) == parts
    assert (after.cues[0].start, after.cues[-1].end) == (0, 4_000)
    assert all(one.end == two.start for one, two in zip(after.cues, after.cues[1:], strict=False))


def test_lines_and_nothing_to_split() -> None:
    assert texts(done(several.split_at_lines(TALK, [2, 3], no_time)))[2:] == [
        "第一行", "第二行", "第三行", "没有",
    ]  # fmt: skip
    with pytest.raises(UserError, match="nothing to split"):
        several.split_at_lines(TALK, [0, 3], no_time)


def test_the_time_of_a_pause_is_taken() -> None:
    talk = written((4_000, 6_000, "第一行\n第二行"))
    after = done(several.split_at_lines(talk, [0], lambda cue, _place: cue.start + 700), talk)
    assert [(cue.start, cue.end) for cue in after.cues] == [(4_000, 4_700), (4_700, 6_000)]


def test_what_a_cue_has_goes_to_its_parts() -> None:
    rich = replace(TALK.cues[2], speaker="小王", note="听", checked=True, mark="red")
    talk = replace(TALK, cues=(*TALK.cues[:2], rich, TALK.cues[3]))
    parts = done(several.split_at_lines(talk, [2], no_time), talk).cues[2:5]
    assert [(part.speaker, part.checked, part.mark) for part in parts] == [
        ("小王", True, "red")
    ] * 3
    assert [part.note for part in parts] == ["听", "", ""]


def test_copies_have_ids_of_their_own_and_no_chapter() -> None:
    talk = replace(TALK, cues=(replace(TALK.cues[0], chapter="开场", note="听"), *TALK.cues[1:]))
    after = done(several.duplicate(talk, [0, 2]), talk)
    assert texts(after) == [*texts(talk)[:3], texts(talk)[0], texts(talk)[2], texts(talk)[3]]
    assert (after.cues[3].chapter, after.cues[3].note) == (None, "听")


@pytest.mark.parametrize(
    ("rows", "to", "order"),
    [
        ([1, 2], 0, [1, 2, 0, 3]),
        ([1, 2], 2, [0, 3, 1, 2]),
        ([0, 3], 1, [1, 0, 3, 2]),
        ([2], 2, [0, 1, 2, 3]),
    ],
)
def test_moving_in_the_order_of_the_file(rows: list[int], to: int, order: list[int]) -> None:
    after = done(several.move(TALK, rows, to))
    assert [cue.id for cue in after.cues] == order
    assert {(cue.id, cue.start) for cue in after.cues} == {(cue.id, cue.start) for cue in TALK.cues}


def test_a_start_takes_the_end_before_along() -> None:
    after = done(several.start_with_previous(TALK, 1, 1_500))
    assert [(cue.start, cue.end) for cue in after.cues[:2]] == [(0, 1_500), (1_500, 4_000)]
    for row, at in ((0, 100), (1, 0), (1, 4_000)):
        with pytest.raises(UserError):
            several.start_with_previous(TALK, row, at)


def test_leaving_out_and_back() -> None:
    after = done(several.leave_out(TALK, [1, 2], left_out=True))
    assert [cue.left_out for cue in after.cues] == [False, True, True, False]
    back = several.leave_out(after, [1], left_out=False).apply(after)
    assert [cue.left_out for cue in back.cues] == [False, False, True, False]
