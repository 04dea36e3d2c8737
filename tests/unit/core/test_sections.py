# SPDX-License-Identifier: GPL-3.0-or-later
"""One document after another, and a document in sections."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from editor.core.sections import appended, sections
from editor.core.words import Word, Words
from tests.making import times, written

ONE = written((0, 1000, "一"), (2000, 3000, "二"))
OTHER = written((0, 500, "三"), (0, 0, "没有时间"), (900, 1500, "四"))


def test_a_document_after_another() -> None:
    change = appended(ONE, OTHER, 10_000)
    after = change.apply(ONE)
    assert times(after.cues) == [
        (0, 1000), (2000, 3000), (10_000, 10_500), (0, 0), (10_900, 11_500)
    ]  # fmt: skip
    assert [cue.id for cue in after.cues] == [0, 1, 2, 3, 4]
    assert after.next_id == 5
    assert change.invert().apply(after) == ONE


def test_words_move_along_and_what_the_head_lacks_is_added() -> None:
    words = Words((Word(0, 500, "三"),))
    theirs = replace(OTHER, cues=(replace(OTHER.cues[0], words=words),))
    theirs = replace(
        theirs,
        head=replace(
            theirs.head,
            second_language="en",
            styles={"A": {"Bold": "1"}, "B": {}},
            speaker_colours={"甲": "#000000"},
        ),
    )
    ours = replace(ONE, head=replace(ONE.head, styles={"A": {"Bold": "0"}}))
    change = appended(ours, theirs, 5000)
    after = change.apply(ours)
    assert after.cues[-1].words == words.shifted(5000)
    assert after.head.second_language == "en"
    assert after.head.styles == {"A": {"Bold": "0"}, "B": {}}
    assert after.head.speaker_colours == {"甲": "#000000"}
    assert change.invert().apply(after).head == ours.head
    assert appended(ONE, OTHER, 0).head is None


def test_sections_from_zero_and_as_they_are() -> None:
    whole = replace(written((0, 1000, "一"), (4000, 5000, "二"), (9000, 9500, "三")), media="a.mp4")
    first, second = sections(whole, [4000], from_zero=True)
    assert (times(first.cues), times(second.cues)) == ([(0, 1000)], [(0, 1000), (5000, 5500)])
    assert (first.media, second.media) == (None, None)
    first, second = sections(whole, [4000], from_zero=False)
    assert times(second.cues) == [(4000, 5000), (9000, 9500)]
    assert second.media == "a.mp4"


def test_a_cue_over_a_border_ends_there_in_the_section_of_most_of_it() -> None:
    first, second = sections(written((0, 1000, "一")), [501], from_zero=True)
    assert (times(first.cues), times(second.cues)) == ([(0, 501)], [])
    first, second = sections(written((0, 1000, "一")), [500], from_zero=True)
    assert (times(first.cues), times(second.cues)) == ([], [(0, 500)])


def test_cues_without_times_follow_the_one_before() -> None:
    parts = sections(OTHER, [400, 800], from_zero=True)
    assert [[cue.text for cue in part.cues] for part in parts] == [["三", "没有时间"], [], ["四"]]
    assert times(parts[2].cues) == [(100, 700)]


@given(
    st.lists(st.tuples(st.integers(0, 9000), st.integers(1, 3000)), max_size=12),
    st.lists(st.integers(1, 12_000), max_size=4, unique=True).map(sorted),
    st.sampled_from((True, False)),
)
def test_every_cue_is_in_one_section(
    cues: list[tuple[int, int]],
    borders: list[int],
    from_zero: bool,  # noqa: FBT001 - given by name
) -> None:
    whole = written(*((start, start + length, f"{n}") for n, (start, length) in enumerate(cues)))
    parts = sections(whole, borders, from_zero=from_zero)
    assert len(parts) == len(borders) + 1
    assert sorted(cue.id for part in parts for cue in part.cues) == list(range(len(cues)))
    for part, first, last in zip(parts, [0, *borders], [*borders, 99_999], strict=True):
        base = first if from_zero else 0
        for cue in part.cues:
            assert first <= cue.start + base < cue.end + base <= last
