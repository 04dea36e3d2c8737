# SPDX-License-Identifier: GPL-3.0-or-later
"""Listening by doubt, for any cues: only silence is left out, and no doubtful word is fast."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from editor.ear.pacing import SLOWER, Said, Stretch, Weak, plan, silences

LENGTH = 60_000
TIMES = st.integers(-500, LENGTH + 2_000)
CHANCES = st.none() | st.floats(0, 1)


@st.composite
def cues(draw: st.DrawFn) -> Said:
    start = draw(TIMES)
    end = start + draw(st.integers(-200, 9_000))
    words = []
    for chance in draw(st.lists(st.floats(0, 1), max_size=3)) if end > start else ():
        first = draw(st.integers(start, end - 1))
        words.append(Weak(first, draw(st.integers(first + 1, end)), chance))
    return Said(start, end, draw(CHANCES), tuple(words), draw(st.booleans()))


SAID = st.lists(cues(), max_size=14)
SPEECH = st.lists(st.tuples(TIMES, TIMES), max_size=8).map(
    lambda spans: [(min(each), max(each)) for each in spans]
)
SPEEDS = st.sampled_from([1.5, 2.0, 2.5])


def quiet(said: list[Said], speech: list[tuple[int, int]]) -> list[tuple[int, int]]:
    return silences([*speech, *((each.start, each.end) for each in said)], LENGTH)


def within(span: tuple[int, int]) -> set[int]:
    """Some times of a span that are in the medium."""
    start, end = max(0, span[0]), min(span[1], LENGTH)
    return {start, (start + end) // 2, end - 1} if start < end else set()


@given(SAID, SPEECH, SPEEDS)
def test_the_stretches_are_the_whole_medium(
    said: list[Said], speech: list[tuple[int, int]], fast: float
) -> None:
    made = plan(said, quiet(said, speech), LENGTH, fast).stretches
    assert made[0].start == 0
    assert made[-1].end == LENGTH
    assert all(before.end == after.start for before, after in pairwise(made))
    assert all(each.start <= each.back < each.end for each in made)


@given(SAID, SPEECH, SPEEDS)
def test_only_what_is_judged_is_fast_and_only_silence_is_left_out(
    said: list[Said], speech: list[tuple[int, int]], fast: float
) -> None:
    made = plan(said, quiet(said, speech), LENGTH, fast)
    for each in said:
        for at in within((each.start, each.end)):
            assert made.at(at).pace != "silent"
        marked = each.marked and each.chance is not None
        for at in within(each.weak[0][:2]) if marked else ():
            assert made.at(at).pace in {"normal", "again"}
            assert made.at(at).pace == "again" or (each.chance or 0) < 0.5
        for at in within((each.start, each.end)) if each.chance is None else ():
            assert made.at(at).pace in {"normal", "again"}
    assert all(made.at(at).pace != "silent" for span in speech for at in within(span))


@given(SAID, SPEECH, SPEEDS)
def test_what_is_left_falls_as_one_listens(
    said: list[Said], speech: list[tuple[int, int]], fast: float
) -> None:
    made = plan(said, quiet(said, speech), LENGTH, fast)
    places = range(0, LENGTH + 1, 500)
    times = [made.left(place) for place in places]
    errors = [made.errors_left(place) for place in places]
    assert times == sorted(times, reverse=True)
    assert errors == sorted(errors, reverse=True)
    assert times[-1] == 0
    assert times[0] == pytest.approx(sum(_cost(each, fast) for each in made.stretches))


def _cost(stretch: Stretch, fast: float) -> float:
    share = {"fast": 1 / fast, "normal": 1, "again": 1, "silent": 0}[stretch.pace]
    again = (stretch.end - stretch.back) / SLOWER if stretch.pace == "again" else 0
    return share * (stretch.end - stretch.start) + again


@given(SAID, SPEEDS)
def test_without_marks_and_unjudged_cues_it_takes_half_the_time_at_most(
    said: list[Said], fast: float
) -> None:
    known = [each._replace(chance=each.chance or 0.0, marked=False) for each in said]
    made = plan(known, [], LENGTH, fast)
    # Short stretches between two slower ones are no faster: these come on top.
    short = sum(b.start - a.end for a, b in zip(made.stretches, made.stretches[2:], strict=False))
    assert made.left(0) <= max(LENGTH / 2, LENGTH / fast) + short


@given(st.lists(st.tuples(TIMES, TIMES), max_size=8))
def test_silences_are_long_and_touch_no_sound(sounds: list[tuple[int, int]]) -> None:
    found = silences(sounds, LENGTH)
    assert all(b - a > 600 for a, b in found)
    for a, b in found:
        assert not any(start < b + 200 and a - 200 < end and start < end for start, end in sounds)
