# SPDX-License-Identifier: GPL-3.0-or-later
"""Times of words and cues from the times of tokens and from where a voice is heard."""

from __future__ import annotations

import re
from dataclasses import replace

import numpy as np
import pytest

from editor import formats
from editor.core import editing
from editor.core.cue import Cue
from editor.core.document import Document
from editor.core.doubt import Spoken
from editor.core.words import Word
from editor.ear.drafting import windows_of
from editor.ear.fit import Fit
from editor.ear.loudness import Loudness
from editor.ear.placing import placed, weakest_words, word_times
from editor.formats.karaoke import sung

RATE = 16_000


def fit(row: int, text: str, *starts: int, evidence: float = 2.0) -> Fit:
    """A fit of one token a character; the last start is the end."""
    spans = np.array([(place, place + 1) for place in range(len(text))])
    zeros = np.zeros(len(text), np.float32)
    return Fit(row, spans, zeros, zeros, evidence, np.asarray(starts))


def voice(*spoken: tuple[int, int], until: int = 10_000) -> Loudness:
    """Noise of a voice in [start, end) ms above a faint background."""
    chance = np.random.default_rng(1)
    samples = 10 * chance.standard_normal(until * RATE // 1000)
    for start, end in spoken:
        part = slice(start * RATE // 1000, end * RATE // 1000)
        samples[part] += 3000 * chance.standard_normal(part.stop - part.start)
    return Loudness(samples.astype(np.int16), RATE, 0)


def test_a_word_is_spoken_until_the_next_one_begins() -> None:
    text = "我们 学习"
    tokens = Fit(
        0,
        np.array([(0, 2), (3, 4), (4, 5)]),
        np.zeros(3, np.float32),
        np.zeros(3, np.float32),
        2.0,
        np.array([1000, 1400, 1600, 1900]),
    )
    assert word_times(text, tokens, 900, 1950) == [
        Word(900, 1400, "我们"),
        Word(1400, 1950, "学习"),
    ]


def test_the_weakest_words_come_first_with_their_times_and_lowest_scores() -> None:
    text = "我们学习权重，"
    scores = np.array([-1, -2, -0.5, -0.25, -6, -3], np.float32)
    found = weakest_words(text, replace(fit(0, text[:6], *range(0, 1400, 200)), smoothed=scores))
    assert found == (Spoken(800, 1200, -6), Spoken(0, 400, -2), Spoken(400, 800, -0.5))
    tokens = replace(fit(0, text[:6], *range(0, 1400, 200)), smoothed=scores)
    assert weakest_words(text, tokens, frozenset({"我们学习"}), 2)[1] == Spoken(0, 800, -2)


def test_characters_of_one_token_share_its_time() -> None:
    tokens = Fit(
        0,
        np.array([(0, 4)]),
        np.zeros(1, np.float32),
        np.zeros(1, np.float32),
        2.0,
        np.array([1000, 1800]),
    )
    assert word_times("我们学习", tokens, 1000, 1800) == [
        *(Word(1000, 1400, "我们"), Word(1400, 1800, "学习"))
    ]


def test_the_longest_pause_is_found_and_nothing_in_even_noise() -> None:
    loud = voice((1000, 2000), (2100, 3000), (3400, 4000))
    assert loud.onset(1100, 3900) == pytest.approx(3400, abs=30)
    assert loud.offset(1100, 3900) == pytest.approx(3000, abs=30)
    assert loud.offset(3500, 4500) == pytest.approx(4000, abs=30)
    assert loud.onset(3500, 4500) is None
    assert loud.onset(1100, 1900) is loud.offset(1100, 1900) is None
    assert voice().onset(0, 9000) is None
    assert Loudness(np.zeros(0, np.int16), RATE, 0).onset(0, 100) is None


def test_so_long_is_a_voice_heard() -> None:
    loud = voice((1000, 2000), (3000, 4000), until=5000)
    assert loud.voiced(1500, 3500) == pytest.approx(1000, abs=40)
    assert loud.voiced(2500, 2500) == loud.voiced(2500, 2000) == 0
    even = Loudness(np.full(5 * RATE, 900, np.int16), RATE, 0)
    assert even.voiced(1500, 3500) == 2000  # nothing tells a voice from what is behind it


def test_edges_are_where_the_voice_sets_in_and_leaves_off() -> None:
    cues = [Cue(0, 800, 2300, "我们学习"), Cue(1, 2300, 4200, "他们教书")]
    fits = {
        0: fit(0, "我们学习", 900, 1300, 1500, 1750, 1950),
        1: fit(1, "他们教书", 2350, 3000, 3300, 3600, 3800),
    }
    loud = voice((1100, 2000), (2700, 3900))
    found = placed(cues, fits, dict.fromkeys((0, 1), loud), 1000)
    edges = [(each.cue.start, each.cue.end) for each in found]
    assert edges[0] == pytest.approx((1100, 2000), abs=30)
    assert edges[1] == pytest.approx((2700, 3900), abs=30)
    assert [each.why for each in found] == ["moved", "moved"]
    words = found[0].cue.words
    assert words is not None
    assert (words.of, [word.text for word in words]) == ("text", ["我们", "学习"])
    assert (next(iter(words)).start, list(words)[-1].end) == edges[0]


def test_without_a_pause_tokens_decide_and_cues_do_not_overlap() -> None:
    cues = [Cue(0, 1000, 2100, "我们学习"), Cue(1, 2000, 3100, "他们教书")]
    fits = {
        0: fit(0, "我们学习", 1000, 1300, 1500, 1750, 2050),
        1: fit(1, "他们教书", 2000, 2300, 2600, 2800, 3000),
    }
    loud = voice((0, 9000))
    first, second = (each.cue for each in placed(cues, fits, dict.fromkeys((0, 1), loud), 1000))
    assert (first.start, second.end) == (1000, 3000)
    assert first.end <= second.start


def test_what_moves_too_far_or_is_not_heard_keeps_its_times() -> None:
    cues = [
        *(Cue(0, 1000, 2000, "我们学习"), Cue(1, 4000, 5000, "他们教书"), Cue(2, 6000, 6000, "")),
    ]
    fits = {
        0: fit(0, "我们学习", 2500, 2700, 2900, 3100, 3300),
        1: fit(1, "他们教书", 4100, 4300, 4500, 4700, 4900, evidence=0.1),
    }
    loud = voice((2500, 3300), (4100, 4900))
    found = placed(cues, fits, dict.fromkeys((0, 1), loud), 1000)
    assert [each.why for each in found] == ["far", "unheard", "unscored"]
    assert [(each.cue.start, each.cue.end) for each in found] == [
        *((1000, 2000), (4000, 5000), (6000, 6000))
    ]
    assert found[1].cue is cues[1]


def test_windows_end_with_a_pause_and_are_no_longer_than_a_model_can_take() -> None:
    stretches = [(1000, 3000), (3200, 5000), (6000, 7000), (20_000, 55_000)]
    found = list(windows_of(stretches, 55_050))
    assert found[:2] == [(800, 5200), (5800, 7200)]
    assert found[2][0] == 19_800
    assert found[-1][1] == 55_050
    assert all(end - start <= 15_400 for start, end in found)
    assert list(windows_of([], 1000)) == []


def test_split_handing_over_lrc_and_karaoke_use_the_words() -> None:
    """Where the text was corrected, so that the recogniser's words are no help."""
    cues = (
        Cue(0, 1000, 2000, "我们学习", hypothesis="我们学西"),
        Cue(1, 2500, 3500, "他们教书"),
    )
    fits = {0: fit(0, "我们学习", 1000, 1100, 1300, 1600, 2000)}
    found = placed(cues, fits, {0: voice((1000, 2000))}, 1000)
    document = Document(cues=tuple(each.cue for each in found), next_id=2)
    first, second = editing.split(document, 0, 2).apply(document).cues[:2]
    assert (first.end, second.start) == (1300, 1300)
    assert [*(second.words or ())] == [Word(1300, document.cues[0].end, "学习")]
    first, second = editing.hand_to_next(document, 0, 2).apply(document).cues
    assert (first.text, first.end, second.text) == ("我们", 1300, "学习他们教书")
    stamps = formats.write(document, formats.by_id("lrc")).data.decode()
    assert "<00:01.30>学习" in stamps
    karaoke = formats.write(sung(document), formats.by_id("ass")).data.decode()
    assert re.search(r"\{\\k3[01]\}我们\{\\k7[01]\}学习", karaoke)  # in cs, from edges in ms
