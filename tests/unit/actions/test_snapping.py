# SPDX-License-Identifier: GPL-3.0-or-later
"""Where cuts and edges go, given what is heard."""

from __future__ import annotations

import numpy as np
import pytest

from editor.actions import snapping
from editor.core.cue import Cue
from editor.core.words import Word, Words
from editor.media.speech import Speech

HALVES = "你好世界再见朋友"


def speech(*spans: tuple[int, int]) -> Speech:
    pairs = np.array(spans, np.int64).reshape(-1, 2)
    return Speech(pairs[:, 0], pairs[:, 1], 60_000)


@pytest.mark.parametrize(
    ("spans", "at"),
    [
        pytest.param([(0, 2_100), (2_300, 9_000)], 2_200, id="the middle of a pause"),
        pytest.param([(0, 2_100), (2_600, 9_000)], 2_400, id="shortly before speech goes on"),
        pytest.param([(0, 1_700), (2_400, 2_900), (3_000, 9_000)], 2_200, id="the longest"),
        pytest.param([(0, 1_100), (1_250, 9_000)], None, id="none is near: 700 ms"),
        pytest.param([(0, 9_000)], None, id="none at all"),
        pytest.param([(2_000, 9_000)], None, id="nobody spoke before"),
        pytest.param([], None, id="nobody speaks"),
    ],
)
def test_a_cut_in_the_middle_of_four_seconds(spans: list[tuple[int, int]], at: int | None) -> None:
    assert snapping.cut(speech(*spans), Cue(0, 0, 4_000, HALVES), 4) == at


def test_in_a_short_cue_a_pause_must_be_nearer() -> None:
    cue = Cue(0, 0, 2_000, HALVES)  # three tenths of it: 600 from the middle
    assert snapping.cut(speech((0, 350), (450, 2_000)), cue, 4) == 400
    assert snapping.cut(speech((0, 300), (390, 2_000)), cue, 4) is None


def test_no_half_gets_too_short() -> None:
    heard = speech((0, 220), (330, 1_000))  # in reach, but its middle is before 300
    assert snapping.cut(heard, Cue(0, 0, 1_000, HALVES), 4) is None
    assert snapping.cut(heard, Cue(0, 0, 500, HALVES), 4) is None
    assert snapping.cut(heard, Cue(0, 500, 500, HALVES), 4) is None


def test_where_words_have_times_a_pause_must_be_nearer() -> None:
    words = Words([Word(0, 1_500, "你好世界"), Word(1_500, 4_000, "再见朋友")])
    cue = Cue(0, 0, 4_000, HALVES, words=words)
    assert snapping.cut(speech((0, 1_300), (1_500, 4_000)), cue, 4) == 1_400
    assert snapping.cut(speech((0, 2_000), (2_200, 4_000)), cue, 4) is None


def test_edges_give_way_to_those_of_speech_nearby() -> None:
    heard = speech((1_000, 2_000), (3_000, 4_000))
    assert [snapping.start(heard, ms) for ms in (800, 799, 1_200, 1_201)] == [
        1_000,
        799,
        1_000,
        1_201,
    ]
    assert [snapping.end(heard, ms) for ms in (1_800, 2_200, 3_100)] == [2_000, 2_000, 3_100]
    assert (snapping.start(None, 900), snapping.end(None, 900)) == (900, 900)
