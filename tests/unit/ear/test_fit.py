# SPDX-License-Identifier: GPL-3.0-or-later
"""From a window's score to doubtful cues, and other words for them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pytest

from editor.ear.ear import Draft, Heard, NoModel, Scored, Seams
from editor.ear.fit import BIAS, Doubt, Fit, doubts, fits, window_loudness, window_sound
from editor.ear.suggesting import suggestions
from editor.ear.windows import Line, Window, windows
from editor.language.homophones import homophones

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray


NONE = np.full(4, -np.inf, np.float32)
"""Of no token it is known how it fits without its space."""


def window(*texts: str) -> Window:
    lines = [Line(row, 1000 * row, 1000 * row + 1000, text) for row, text in enumerate(texts)]
    (found,) = windows(lines, len, 400)
    return found


def scored(probabilities: list[float]) -> Scored:
    """A token for each character."""
    count = len(probabilities)
    spans = np.stack((np.arange(count), np.arange(count) + 1), axis=1)
    return Scored(spans, np.array(probabilities, np.float32), 1000 + 100 * np.arange(count + 1))


def judged(some: Window, found: Scored) -> list[Fit]:
    """Fits of a text that silence makes very unlikely."""
    silent = Scored(found.spans, found.log_probabilities - 9, found.starts)
    return fits(some, found, silent)


def test_what_fits_silence_as_well_is_not_heard() -> None:
    found = fits(window("你好", "世界"), scored([-2, -4, 0, -6, -6]), scored([-6, -6, 0, -6, -7]))
    assert [fit.evidence for fit in found] == [3, 0.5]
    assert [doubt.heard for doubt in doubts(found)] == [True, True]
    found = fits(window("你好", "世界"), scored([-2, -4, 0, -6, -6]), scored([-2, -4, 0, -6, -6.9]))
    assert [doubt.heard for doubt in doubts(found)] == [False, False]


def test_each_cue_gets_its_tokens_and_times() -> None:
    found = judged(window("<i>你好</i>", "世界"), scored([-1, -2, -9, -3, -4]))
    assert [fit.row for fit in found] == [0, 1]
    assert found[0].spans.tolist() == [[3, 4], [4, 5]]  # behind the tag
    assert found[0].log_probabilities.tolist() == [-1, -2]
    assert found[1].log_probabilities.tolist() == [-3, -4]  # the space belongs to nobody
    assert found[1].starts.tolist() == [1300 + BIAS, 1400 + BIAS, 1500 + BIAS]
    # A quarter of each neighbour, also of those in the cue before.
    assert found[1].smoothed.tolist() == [(-9 - 2 * 3 - 4) / 4, (-3 - 2 * 4 - 4) / 4]


def test_a_token_with_the_space_before_a_word_is_the_words() -> None:
    spans = np.array([[0, 2], [2, 5]])
    both = Scored(spans, np.array([-1, -2], np.float32), np.array([0, 500, 900]))
    found = judged(window("你好", "ok"), both)
    assert found[1].spans.tolist() == [[0, 2]]
    assert found[1].log_probabilities.tolist() == [-2]


def test_a_token_counts_with_the_space_between_two_cues_or_without_it() -> None:
    spans = np.array([[0, 2], [2, 4], [4, 5]])
    found = Scored(spans, np.array([-1, -8, -1], np.float32), 1000 + 100 * np.arange(4))
    other = Seams(np.array([-np.inf, -2, -np.inf], np.float32), 0.0)
    first, second = fits(window("你好", "世界"), found, found, other)
    assert first.log_probabilities.tolist() == [-1]
    assert second.log_probabilities == pytest.approx([np.log(np.exp(-8) + np.exp(-2)), -1])


@pytest.mark.parametrize(
    ("next_at", "last"),
    [
        (700 - BIAS, -8),  # 300 ms before the cue ends, another word is expected
        (900 - BIAS, -2),  # no word has room there: the next cue's is meant
        (1300, -2),
    ],
)
def test_what_follows_a_cue_tells_of_it_where_it_is_expected_before_its_end(
    next_at: int, last: float
) -> None:
    spans = np.array([[0, 1], [1, 2], [2, 4], [4, 5]])
    starts = np.array([100, 300, next_at, 1500, 1700])
    found = Scored(spans, np.array([-1, -2, -8, -1], np.float32), starts)
    first, second = fits(window("你好", "世界"), found, found, Seams(NONE, 0.0))
    assert first.log_probabilities.tolist() == [-1, last]
    assert first.smoothed[-1] == (min(-2 - 16 - 1, -1 - 4 - 8) / 4 if last == -8 else -13 / 4)
    assert second.log_probabilities.tolist() == [-8, -1]
    assert doubts([first])[0].weakest == (1, 2)


def test_a_cue_that_lasts_into_a_pause_lacks_no_word() -> None:
    spans = np.array([[0, 1], [1, 2], [2, 4], [4, 5]])
    found = Scored(
        spans, np.array([-1, -2, -8, -1], np.float32), np.array([100, 300, 500, 800, 1200])
    )
    some, spoken = window("你好", "世界"), np.zeros(32_000, np.int16)
    spoken[:9_600] = spoken[17_600:] = 9_000  # no voice from 600 to 1100 ms
    loudness = window_loudness(spoken, 16_000, some)
    first = fits(some, found, found, Seams(NONE, 0.0), loudness)[0]
    assert first.log_probabilities.tolist() == [-1, -2]
    assert fits(some, found, found, Seams(NONE, 0.0))[0].log_probabilities.tolist() == [-1, -8]


def test_where_a_text_ends_too_early_its_last_cue_is_doubtful() -> None:
    spans = np.array([[0, 1], [1, 2]])
    found = Scored(spans, np.array([-1, -1], np.float32), np.array([100, 300, 600]))
    (early,) = fits(window("你好"), found, found, Seams(NONE[:2], -9.0))
    (whole,) = fits(window("你好"), found, found, Seams(NONE[:2], -0.5))
    assert early.log_probabilities.tolist() == [-1, -9]
    assert doubts([early])[0].score == pytest.approx((-1 - 18 - 9) / 4)
    assert doubts([whole])[0].score == -1


def test_the_most_doubtful_comes_first_with_its_weakest_part() -> None:
    found = judged(window("你好", "世界"), scored([-1, -1, -1, -1, -8]))
    assert doubts(found)[0] == Doubt(1, -6.25, (1, 2), heard=True)
    assert [doubt.row for doubt in doubts(found)] == [1, 0]


def test_without_a_model_no_cue_is_doubtful() -> None:
    ear = NoModel()
    some = window("你好")
    heard = ear.hear(np.zeros(16_000, np.float32))
    assert doubts(judged(some, ear.score(heard, [some.text])[0])) == []


def test_the_sound_of_a_window() -> None:
    samples = np.zeros(48_000 * 3, np.int16)
    samples[48_000:96_000] = 16_384
    some = Window(1000, 2000, (), ())
    found = window_sound(samples, 48_000, some)
    assert len(found) == 16_000
    assert found[100:-100] == pytest.approx(0.5, abs=0.01)


class Hears(NoModel):
    """Hears one sentence: each character that it has not is unlikely."""

    def __init__(self, sentence: str) -> None:
        self._sentence = sentence

    def score(self, window: Heard, texts: Sequence[str], prompt: str = "") -> list[Scored]:
        del window, prompt
        return [scored([-0.1 if c in self._sentence else -5.0 for c in text]) for text in texts]

    def hear(self, sound: NDArray[np.float32]) -> Heard:
        del sound
        return Heard([], 1)

    def transcribe(self, window: Heard, prompt: str = "") -> Draft:
        raise NotImplementedError


def test_the_homophone_that_fits_comes_first() -> None:
    ear = Hears("我们看权重怎么变")
    some = window("我们看全中怎么变")
    heard = ear.hear(np.zeros(1, np.float32))
    (doubt,) = doubts(judged(some, ear.score(heard, [some.text])[0]))
    best = suggestions(ear, heard, some, doubt)[0]
    assert (best.start, best.end, best.word) == (3, 5, "权重")
    assert best.gain == pytest.approx(9.8 / 8)


def test_terms_of_the_user_are_tried_and_worse_words_are_not_offered() -> None:
    ear = Hears("孙煜征来了")
    some = window("孙玉正来了")
    heard = ear.hear(np.zeros(1, np.float32))
    (doubt,) = doubts(judged(some, ear.score(heard, [some.text])[0]))
    found = suggestions(ear, heard, some, doubt, terms=frozenset({"孙煜征"}))
    assert found[0].word == "孙煜征"
    assert all(each.gain > 0 for each in found)


@pytest.mark.parametrize(
    ("text", "place", "span", "word"),
    [
        ("全中很大", 1, (0, 2), "权重"),
        ("他在说一次", 1, (1, 2), "再"),
        ("是科做教授", 2, (1, 5), "客座教授"),
    ],
)
def test_homophones(text: str, place: int, span: tuple[int, int], word: str) -> None:
    assert (span, word) in homophones(text, place)


def test_latin_letters_have_no_homophones() -> None:
    assert homophones("GPU 很快", 1) == []
