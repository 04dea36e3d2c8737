# SPDX-License-Identifier: GPL-3.0-or-later
"""Where it sounds like an example, in frames that are made here: each word is a path at random."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pytest

from editor.ear.sounds import SIZE, STEP, Sounds, windows
from editor.ear.spotting import Match, Spoken

if TYPE_CHECKING:
    from numpy.typing import NDArray

WINDOW = windows(1 << 20).step // STEP
WORD = 15
"""Frames of a word."""


def path(seed: int, count: int = WORD) -> NDArray[np.float32]:
    """What changes slowly from frame to frame, as speech does."""
    chance = np.random.default_rng(seed)
    steps = chance.standard_normal((count + 4, SIZE))
    smooth: NDArray[np.float32] = np.zeros((count, SIZE), np.float32)
    smooth += (steps[:-4] + steps[1:-3] + steps[2:-2]) / 1.7
    return smooth


def said(frames: NDArray[np.float32], seed: int, speed: float = 1.0) -> NDArray[np.float32]:
    """A word once more: never quite the same, and at another speed."""
    chance = np.random.default_rng(seed)
    places = np.minimum(np.arange(0, len(frames), speed).round().astype(int), len(frames) - 1)
    noise = chance.standard_normal((len(places), SIZE)).astype(np.float32)
    once_more: NDArray[np.float32] = frames[places] + np.float32(0.4) * noise
    return once_more


def spoken(*places: tuple[int, NDArray[np.float32]], count: int = 2 * WINDOW) -> Spoken:
    """Other speech, with these words at these frames."""
    frames = path(99, count)
    for first, word in places:
        frames[first : first + len(word)] = word
    result = Spoken()
    for start in range(0, count, WINDOW):
        part = frames[start : start + WINDOW].astype(np.float16)
        result.add(Sounds(start * STEP, part))
    return result


def near(found: list[Match], *firsts: int) -> bool:
    """Whether these frames begin the matches, to within two."""
    starts = [match.start // STEP for match in found]
    return len(starts) == len(firsts) and all(
        abs(start - first) <= 2 for start, first in zip(starts, firsts, strict=True)
    )


def test_the_word_is_found_however_fast_and_no_other() -> None:
    word, other = path(1), path(2)
    border = WINDOW - 7
    heard = spoken(
        (100, word),
        *((200, said(other, 5)), (300, said(word, 6)), (border, said(word, 7))),
        *((WINDOW + 200, said(word, 8, 1.3)), (WINDOW + 300, said(word, 9, 0.8))),
    )
    found = heard.found(100 * STEP, (100 + WORD) * STEP)
    assert near(found, 300, border, WINDOW + 200, WINDOW + 300)
    for match, length in zip(found, (WORD, WORD, WORD / 1.3, WORD / 0.8), strict=True):
        assert (match.end - match.start) / STEP == pytest.approx(length, abs=4)
    assert near(heard.found(200 * STEP, (200 + WORD) * STEP))


def test_what_was_not_listened_to_is_like_nothing() -> None:
    word = path(1)
    heard = spoken((100, word), (300, said(word, 6)), (WINDOW + 200, said(word, 7)))
    del heard.windows[WINDOW * STEP]
    assert near(heard.found(100 * STEP, (100 + WORD) * STEP), 300)
    assert heard.found((WINDOW + 200) * STEP, (WINDOW + 215) * STEP) == []
    assert Spoken().found(0, 1000) == []


def test_an_example_of_next_to_nothing_is_found_nowhere() -> None:
    word = path(1)
    heard = spoken((100, word), (300, said(word, 6)))
    assert heard.found(100 * STEP, 103 * STEP) == []
