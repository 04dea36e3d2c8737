# SPDX-License-Identifier: GPL-3.0-or-later
"""What holds of speech whatever the sound."""

from __future__ import annotations

from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from editor.media.speech import Speech
from editor.media.voice_activity import find_speech
from tests.media import talk

RATES = (8_000, 11_025, 16_000, 22_050, 44_100, 48_000)


def intervals(speech: Speech) -> list[tuple[int, int]]:
    return list(zip(speech.starts.tolist(), speech.ends.tolist(), strict=True))


@given(
    st.integers(0, 2**32 - 1),
    st.sampled_from((1, 99, 1_000, *RATES)),
    st.integers(0, 60_000),
    st.lists(st.integers(0, 32_767), min_size=1, max_size=12),
)
def test_stretches_ascend_and_lie_within_the_sound(
    seed: int, rate: int, count: int, loudness: list[int]
) -> None:
    chance = np.random.default_rng(seed).uniform(-1, 1, count)
    volume = np.resize(np.repeat(loudness, 3_000), count)
    speech = find_speech((chance * volume).astype(np.int16), rate)
    assert speech.until == (count * 1000 + rate // 2) // rate
    edges = [0, *(edge for interval in intervals(speech) for edge in interval), speech.until]
    assert edges[0] <= edges[1]
    assert edges[-2] <= edges[-1]
    assert all(one < other for one, other in pairwise(edges[1:-1]))


@given(st.sampled_from(RATES), st.integers(0, 200_000))
def test_in_silence_nobody_speaks(rate: int, count: int) -> None:
    assert intervals(find_speech(np.zeros(count, np.int16), rate)) == []


@given(
    st.sampled_from(RATES),
    st.lists(st.tuples(st.integers(200, 900), st.integers(150, 1_500)), min_size=1, max_size=6),
    st.sampled_from((110, 220, 440)),
)
def test_loud_sounds_are_found_within_20_ms(
    rate: int, lengths: list[tuple[int, int]], pitch: int
) -> None:
    spans, end = [], 0
    for pause, length in lengths:
        spans.append((end + pause, end + pause + length))
        end += pause + length
    found = intervals(find_speech(talk(spans, end / 1000 + 3, rate, pitch), rate))
    assert len(found) == len(spans)
    for (start, stop), (heard_start, heard_stop) in zip(spans, found, strict=True):
        assert abs(start - heard_start) <= 20
        assert abs(stop - heard_stop) <= 20


@pytest.mark.parametrize("rate", [8_000, 11_025])
def test_a_long_sound_is_no_other_than_its_parts(rate: int) -> None:
    # Longer than what is looked at in one go (5 min) with what is around it (15 s).
    spans = [(at, at + 700) for at in range(2_000, 700_000, 1_900)]
    whole = find_speech(talk(spans, 701, rate), rate)
    assert len(whole.starts) == len(spans)
    assert np.abs(whole.starts - [start for start, _ in spans]).max() <= 20
    assert np.abs(whole.ends - [end for _, end in spans]).max() <= 20


edges = st.lists(st.integers(0, 3_000), unique=True, max_size=40).map(sorted)


def made(times: list[int]) -> Speech:
    pairs = np.array(times[: len(times) // 2 * 2], np.int64).reshape(-1, 2)
    return Speech(pairs[:, 0].copy(), pairs[:, 1].copy(), 3_000)


@given(edges, st.integers(-100, 3_100), st.integers(0, 500))
def test_the_nearest_edge_is_found(times: list[int], ms: int, reach: int) -> None:
    speech = made(times)
    for edges, found in (
        (speech.starts.tolist(), speech.onset_near(ms, reach)),
        (speech.ends.tolist(), speech.offset_near(ms, reach)),
    ):
        distance = min((abs(edge - ms) for edge in edges), default=reach + 1)
        if distance > reach:
            assert found is None
        else:
            assert found in edges
            assert abs((found or 0) - ms) == distance


@given(edges, st.integers(-100, 3_100), st.integers(1, 500))
def test_the_pause_near_takes_up_most_of_what_is_near(
    times: list[int], ms: int, reach: int
) -> None:
    speech = made(times)
    pauses = list(zip(speech.ends[:-1].tolist(), speech.starts[1:].tolist(), strict=True))

    def share(pause: tuple[int, int]) -> int:
        return min(pause[1], ms + reach) - max(pause[0], ms - reach)

    near = [pause for pause in pauses if share(pause) > 0]
    found = speech.pause_near(ms, reach)
    if found is None:
        assert not near
    else:
        assert found in near
        assert share(found) == max(map(share, near))


@given(edges, st.integers(0, 3_000), st.integers(0, 3_000))
def test_between_cuts_what_reaches_beyond(times: list[int], start: int, end: int) -> None:
    start, end = sorted((start, end))
    speech = made(times)
    spoken = {ms for one, other in intervals(speech) for ms in range(one, other)}
    part = speech.between(start, end)
    assert {ms for one, other in intervals(part) for ms in range(one, other)} == {
        ms for ms in spoken if start <= ms < end
    }
