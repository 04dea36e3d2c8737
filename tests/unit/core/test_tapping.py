# SPDX-License-Identifier: GPL-3.0-or-later
from __future__ import annotations

from dataclasses import replace

from editor.core import tapping
from editor.core.words import Word, Words
from tests.making import written

DOCUMENT = written((0, 0, "甲乙"), (0, 0, "丙"), (4_000, 5_000, "丁"))


def times(change_of: object) -> list[tuple[int, int]]:
    return [(cue.start, cue.end) for cue in change_of.apply(DOCUMENT).cues]  # type: ignore[attr-defined]


def test_a_cue_without_times_lasts_as_long_as_its_text_takes_to_say() -> None:
    # Two characters and a breath, 250 ms each.
    assert times(tapping.begin(DOCUMENT, 0, 1_000)) == [(1_000, 1_750), (0, 0), (4_000, 5_000)]


def test_a_cue_with_times_keeps_its_duration_until_its_end_is_tapped() -> None:
    assert times(tapping.begin(DOCUMENT, 2, 1_000))[2] == (1_000, 2_000)


def test_the_next_cue_starts_where_this_one_ends() -> None:
    begun = tapping.begin(DOCUMENT, 0, 1_000).apply(DOCUMENT)
    after = tapping.end(begun, 0, 3_000, 1).apply(begun)
    assert [(cue.start, cue.end) for cue in after.cues[:2]] == [(1_000, 3_000), (3_000, 3_500)]
    assert tapping.end(begun, 0, 3_000).apply(begun).cues[1].is_untimed


def test_times_are_taken_away_with_those_of_the_words() -> None:
    spoken = replace(DOCUMENT.cues[2], words=Words((Word(4_000, 5_000, "丁"),), of="text"))
    document = replace(DOCUMENT, cues=(*DOCUMENT.cues[:2], spoken))
    cue = tapping.clear(document, [2]).apply(document).cues[2]
    assert cue.is_untimed
    assert cue.words is None


def test_empty_cues_stand_in_order_of_time_and_undo_is_one_step() -> None:
    change = tapping.empty_cues(DOCUMENT, [(500, 900), (1_000, 2_000), (6_000, 7_000)])
    after = change.apply(DOCUMENT)
    assert [(cue.start, cue.text) for cue in after.cues] == [
        *((0, "甲乙"), (0, "丙"), (500, ""), (1_000, ""), (4_000, "丁"), (6_000, ""))
    ]
    assert len({cue.id for cue in after.cues}) == 6
    assert change.size == 3
    assert change.invert().apply(after) == DOCUMENT
