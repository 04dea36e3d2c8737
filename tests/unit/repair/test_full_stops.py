# SPDX-License-Identifier: GPL-3.0-or-later
"""Cues that end where sentences end."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from hypothesis import given
from hypothesis import strategies as st

from editor.core.proposal import accepted
from editor.repair.full_stops import at_full_stops
from editor.repair.resegment import Limits
from tests.making import document, written

if TYPE_CHECKING:
    from editor.core.cue import Cue
    from editor.core.document import Document

LIMITS = Limits()


def done(before: Document, limits: Limits = LIMITS) -> tuple[Cue, ...]:
    found = at_full_stops(before, limits)
    assert all(one.sure for one in found)
    return accepted(before, "…", [one.fix for one in found]).apply(before).cues


def texts(*rows: tuple[int, int, str], limits: Limits = LIMITS) -> list[str]:
    return [cue.text for cue in done(written(*rows), limits)]


def test_what_begins_at_the_end_goes_to_the_next_cue() -> None:
    cues = done(written((0, 3000, "今天很好。我们"), (3000, 5000, "继续讲。")))
    assert [cue.text for cue in cues] == ["今天很好。", "我们继续讲。"]
    assert (cues[0].start, cues[1].end) == (0, 5000)
    assert 1500 < cues[0].end == cues[1].start < 3000
    assert [cue.id for cue in cues] == [0, 1]


def test_it_goes_on_from_cue_to_cue() -> None:
    rows = (0, 3000, "今天很好。我们"), (3000, 5000, "继续讲。那么"), (5000, 8000, "开始吧。")
    assert texts(*rows) == ["今天很好。", "我们继续讲。", "那么开始吧。"]


def test_english() -> None:
    rows = (0, 3000, "That is good. And then"), (3000, 5000, "we went on.")
    assert texts(*rows, limits=Limits(units=21)) == ["That is good.", "And then we went on."]
    assert texts((0, 3000, "Ask Mr. Smith and"), (3000, 5000, "his friends.")) == [
        "Ask Mr. Smith and",
        "his friends.",
    ]


def test_without_room_it_becomes_a_cue_or_stays() -> None:
    long = "后面这一句已经有十六个汉字那么长了"
    assert texts((0, 6000, "今天很好。我们大家一起"), (6000, 9000, long)) == [
        "今天很好。",
        "我们大家一起",
        long,
    ]
    assert texts((0, 6000, "今天很好。我们"), (6000, 9000, long)) == ["今天很好。我们", long]


def test_not_across_speakers_pauses_chapters_and_lines() -> None:
    first, second = written((0, 3000, "今天很好。我们"), (3000, 5000, "继续讲。")).cues
    for other in (
        replace(second, speaker="乙"),
        replace(second, chapter="二"),
        replace(second, left_out=True),
        second.retimed(3301, 5000),
        replace(second, text="继续\n讲。"),
    ):
        assert at_full_stops(document((first, other)), LIMITS) == []


SAID = st.sampled_from(
    ["今天很好。我们", "继续讲。", "那么", "好。", "一。二。三", "Hi there. And", ""]
)


@given(st.lists(SAID, max_size=8))
def test_nothing_is_lost(said: list[str]) -> None:
    before = written(*((n * 2000, n * 2000 + 2000, text) for n, text in enumerate(said)))
    after = done(before)
    assert "".join(cue.text for cue in after).replace(" ", "") == "".join(said).replace(" ", "")
    assert len({cue.id for cue in after}) == len(after)
    assert all(cue.start < cue.end for cue in after)
    assert at_full_stops(document(after), LIMITS) == []
