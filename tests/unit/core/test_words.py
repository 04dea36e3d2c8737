# SPDX-License-Identifier: GPL-3.0-or-later
from __future__ import annotations

from editor.core.words import Word, Words

SPOKEN = Words([Word(0, 400, "你好", 0.98765432), Word(400, 900, "GPT"), Word(900, 950, "吗", 1.0)])


def test_words_copied_one_by_one_are_the_same() -> None:
    assert Words(SPOKEN) == SPOKEN


def test_words_moved_there_and_back_are_the_same() -> None:
    assert SPOKEN.shifted(1500).shifted(-1500) == SPOKEN


def test_a_confidence_is_kept_to_six_decimals() -> None:
    assert [word.confidence for word in SPOKEN] == [0.987654, None, 1.0]
