# SPDX-License-Identifier: GPL-3.0-or-later
"""Words a minute, the time for a word, and speeds that would be better."""

from __future__ import annotations

import pytest

from editor.checks.rules import fix
from editor.language.words import count_words
from tests.checking import found
from tests.making import written

TEN = "one two three four five six seven eight nine ten"


def severities(rule: str, limits: str, length: int, text: str = TEN) -> list[str]:
    return [one.severity for one in found(rule, written((0, length, text)), limits)]


def test_words_per_minute() -> None:
    assert severities("wpm", "bbc", 3750) == []  # 160
    assert severities("wpm", "bbc", 3749) == ["note"]
    assert severities("wpm", "bbc", 3334) == ["note"]  # a little less than 180
    assert severities("wpm", "bbc", 3333) == ["warning"]
    assert severities("wpm", "bbc", 3000) == ["warning"]  # 200
    assert severities("wpm", "ted-en", 1000) == []


def test_time_per_word() -> None:
    assert severities("word-time", "bbc", 3000) == []
    assert severities("word-time", "bbc", 2999) == ["warning"]
    assert severities("wpm", "bbc", 2999) == [], "one finding is enough"
    assert severities("word-time", "netflix-en", 100) == []


def test_a_cue_is_shown_longer_where_there_is_room() -> None:
    given = written((0, 2000, TEN), (3000, 6000, "one"))
    findings = found("word-time", given, "bbc")
    assert fix(given, findings).apply(given).cues[0].end == 3000
    crowded = written((0, 2000, TEN), (2999, 6000, "one"))
    assert found("word-time", crowded, "bbc")[0].fix == ()


@pytest.mark.parametrize(
    ("text", "words"),
    [
        (TEN, 10),
        ("<i>Well-known</i>, isn't it?", 3),
        ("我们研究大模型", 4),
        ("我们用GPT-4。", 3),
        ("", 0),
        ("……", 0),
    ],
)
def test_words_are_counted(text: str, words: int) -> None:
    assert count_words(text) == words


def test_a_speed_that_would_be_better() -> None:
    text = "x" * 18
    assert severities("cps", "youtube-shorts", 1000, text) == []
    assert severities("cps", "youtube-shorts", 999, text) == ["note"]
    assert severities("cps", "youtube-shorts", 720, text) == ["note"]
    assert severities("cps", "youtube-shorts", 719, text) == ["warning"]


@pytest.mark.parametrize(
    ("limits", "speed"),
    [
        ("netflix-zh-hans", 9),
        ("netflix-zh-hans-children", 7),
        ("netflix-zh-hans-sdh", 11),
        ("netflix-zh-hans-sdh-children", 9),
        ("netflix-en-children", 17),
        ("hk-vendor-sdh", 11),
    ],
)
def test_audiences_have_speeds_of_their_own(limits: str, speed: int) -> None:
    assert severities("cps", limits, 1000, "x" * speed) == []
    assert severities("cps", limits, 1000, "x" * (speed + 1)) == ["warning"]
