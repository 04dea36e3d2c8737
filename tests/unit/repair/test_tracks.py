# SPDX-License-Identifier: GPL-3.0-or-later
"""Several files in one: told as such, never put one behind the other, merged or split on demand."""

from dataclasses import replace
from itertools import pairwise
from random import Random

import pytest

from editor.core.cue import Cue
from editor.core.document import Document
from editor.core.proposal import accepted
from editor.repair.diagnosis import Diagnosis, diagnose
from editor.repair.evidence import Evidence
from editor.repair.track_proposals import keeping, merging
from tests.clock_families import FAMILIES
from tests.clocks import talk
from tests.making import document, times

Row = tuple[int, int, str]

TALK = [
    (line.start, line.end, line.text)
    for line in talk(Random("tracks"), 8, 0.3)  # noqa: S311 - made talk
]
OTHER = [
    (line.start, line.end, f"as the speaker said {line.start}")
    for line in talk(Random("other cuts"), 8, 0.3)  # noqa: S311 - made talk
]
ENGLISH = [(start, end, f"line {row} of the talk") for row, (start, end, _) in enumerate(TALK)]
ROUNDED = [(start + 90, end - 140, text) for start, end, text in ENGLISH]
SPEAKERS = [[row for n, row in enumerate(TALK) if n // 4 % 2 == who] for who in (0, 1)]


def written(*tracks: list[Row]) -> tuple[Cue, ...]:
    rows = [row for track in tracks for row in track]
    return tuple(Cue(number, *row) for number, row in enumerate(rows))


def firsts(*tracks: list[Row]) -> tuple[int, ...]:
    counts = [len(track) for track in tracks]
    return tuple(sum(counts[:number]) for number in range(len(counts)))


def check(diagnosis: Diagnosis, *tracks: list[Row]) -> str:
    """They are told, and the times stay."""
    assert diagnosis.tracks == firsts(*tracks)
    assert diagnosis.interpretations[0].candidate.kind == "keep"
    assert diagnosis.confidence == "medium"
    assert diagnosis.is_plain
    assert len(diagnosis.chunks) == 1
    return diagnosis.finding.text


@pytest.mark.parametrize("length", [None, TALK[-1][1] + 800])
@pytest.mark.parametrize(
    "other",
    [
        pytest.param(ENGLISH, id="the same times"),
        pytest.param(ROUNDED, id="nearly the same times"),
        pytest.param(OTHER, id="other cuts"),
        pytest.param(ENGLISH[: len(ENGLISH) // 2], id="half a translation"),
    ],
)
def test_two_languages(other: list[Row], length: int | None) -> None:
    finding = check(diagnose(written(TALK, other), Evidence(length)), TALK, other)
    assert finding.startswith(f"Two languages in one file: from cue {len(TALK) + 1} on ")


def test_three_languages() -> None:
    third = [(start, end, f"zeile {row}") for row, (start, end, _) in enumerate(TALK)]
    assert check(diagnose(written(TALK, ENGLISH, third), Evidence()), TALK, ENGLISH, third)


def test_the_same_talk_twice() -> None:
    finding = check(diagnose(written(TALK, TALK), Evidence()), TALK, TALK)
    assert finding.startswith("Two files in one: ")


def test_two_speakers_who_let_each_other_finish() -> None:
    finding = check(diagnose(written(*SPEAKERS), Evidence()), *SPEAKERS)
    assert finding.startswith("Tracks of different speakers in one file: from cue ")


def test_two_speakers_by_their_names() -> None:
    """They interrupt each other all the time."""
    cues = tuple(
        replace(cue, speaker="甲" if cue.id < len(TALK) else "乙")
        for cue in written(TALK, [(start + 700, end + 700, text) for start, end, text in OTHER])
    )
    finding = check(diagnose(cues, Evidence()), TALK, OTHER)
    assert finding.startswith("Tracks of different speakers")


@pytest.mark.parametrize("count", [3, 80])
def test_numbers_that_begin_again(count: int) -> None:
    """Two recordings of one language, one after the other, each numbered from 1."""
    first = TALK[:count]
    second = [(line.start, line.end, line.text) for line in talk(Random(5), 9)][:count]  # noqa: S311
    cues = written(first, second)
    finding = check(diagnose(cues, Evidence(numbered_anew=(len(first),))), first, second)
    assert finding.startswith("Several files in one: from cue ")


def test_lengths_of_parts_say_that_they_belong_one_behind_the_other() -> None:
    cues = written(TALK, ENGLISH)
    diagnosis = diagnose(cues, Evidence(part_lengths=(500_000, 500_000)))
    assert diagnosis.tracks == ()
    assert diagnosis.interpretations[0].candidate.model == "parts"


def test_two_versions_that_each_are_as_long_as_the_medium() -> None:
    """Same language, other times: one behind the other they would not fit."""
    other = [(start + 333, end + 150, text) for start, end, text in OTHER]
    other = [(start, end, "又一个版本") for start, end, _ in other]
    length = max(TALK[-1][1], other[-1][1]) + 300
    assert check(diagnose(written(TALK, other), Evidence(length)), TALK, other)


@pytest.mark.parametrize("name", FAMILIES)
def test_a_recognisers_chunks_are_no_tracks(name: str) -> None:
    for variant in range(3):
        case = FAMILIES[name].make(Random(f"{name} {variant} tracks"), variant)  # noqa: S311
        for wanted in ((), ("length",)):
            evidence = case.evidence(Random(1), *wanted)  # noqa: S311 - made talk
            assert diagnose(case.cues, evidence).tracks == ()


# Merging and splitting


def merged(before: Document, *tracks: list[Row]) -> Document:
    fixes = [row.fix for row in merging(before, firsts(*tracks))]
    change = accepted(before, "x", fixes)
    after = change.apply(before)
    assert change.invert().apply(after) == before
    assert len({cue.id for cue in after.cues}) == len(after.cues)
    return after


def test_cues_with_the_same_times_become_one_with_two_lines() -> None:
    after = merged(document(written(TALK, ROUNDED)), TALK, ROUNDED)
    assert times(after.cues) == [(start, end) for start, end, _ in TALK]
    assert [cue.text for cue in after.cues] == [
        f"{one[2]}\n{two[2]}" for one, two in zip(TALK, ROUNDED, strict=True)
    ]


def test_three_languages_become_three_lines() -> None:
    third = [(start, end, f"zeile {row}") for row, (start, end, _) in enumerate(TALK)]
    after = merged(document(written(TALK, ENGLISH, third)), TALK, ENGLISH, third)
    assert after.cues[7].text == f"{TALK[7][2]}\nline 7 of the talk\nzeile 7"


def test_the_same_text_stays_single() -> None:
    after = merged(document(written(TALK, TALK)), TALK, TALK)
    assert [cue.text for cue in after.cues] == [text for _, _, text in TALK]


def test_speakers_come_in_order_of_time() -> None:
    after = merged(document(written(*SPEAKERS)), *SPEAKERS)
    assert [(cue.start, cue.end, cue.text) for cue in after.cues] == TALK


def test_what_comes_before_the_first_track_comes_first() -> None:
    one, two = TALK[4:], TALK[:4]
    after = merged(document(written(one, two)), one, two)
    assert [(cue.start, cue.end, cue.text) for cue in after.cues] == TALK


def test_nothing_is_lost_where_only_some_times_are_the_same() -> None:
    after = merged(document(written(TALK, OTHER)), TALK, OTHER)
    said = [line for cue in after.cues for line in cue.text.split("\n")]
    assert sorted(said) == sorted(text for _, _, text in (*TALK, *OTHER))
    assert all(before.start <= cue.start for before, cue in pairwise(after.cues))


@pytest.mark.parametrize("number", [0, 1, 2])
def test_one_track_is_kept(number: int) -> None:
    tracks = (TALK, OTHER, ENGLISH)
    before = document(written(*tracks))
    fixes = [row.fix for row in keeping(before, firsts(*tracks), number)]
    after = accepted(before, "x", fixes).apply(before)
    assert [(cue.start, cue.end, cue.text) for cue in after.cues] == tracks[number]


def test_words_stay_inside_their_cue_when_tracks_are_merged() -> None:
    from editor.core.words import Word, Words

    words = Words([Word(0, 500, "好")], "text")
    rows = [(0, 1_000, "好"), (2_000, 3_000, "行"), (4_000, 5_000, "对")]
    cues = written(rows, [(start + 100, end + 100, text) for start, end, text in rows])
    cues = (replace(cues[0], words=words), *cues[1:])
    after = merged(document(cues), rows, rows)
    assert after.cues[0].words is not None
    assert all(0 <= word.start <= word.end <= 1_000 for word in after.cues[0].words)


def test_speakers_who_say_little_are_tracks_too() -> None:
    """Each speaks a seventh of the time, in turn."""
    rows = [(3_000 * n, 3_000 * n + 850, f"第{n}句") for n in range(120)]
    one, two = rows[::2], rows[1::2]
    assert check(diagnose(written(one, two), Evidence()), one, two).startswith(
        "Tracks of different"
    )
