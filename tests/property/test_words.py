# SPDX-License-Identifier: GPL-3.0-or-later
"""Borders of words hold for any text."""

from __future__ import annotations

from itertools import accumulate, pairwise

from hypothesis import given
from hypothesis import strategies as st

from editor.core.tags import TAG
from editor.core.text import graphemes
from editor.language.words import borders, next_border, previous_border, word_at

PIECES = st.sampled_from(
    ["你好", "世界", "模型", "GPT", "fine-tune", "3.14", " ", "\n", "，", "……", "<i>", "</i>",
     "{\\an8}", "<3", "👨\u200d👩\u200d👧", "e\u0301", "\u0301", "🇨🇳", "각", "𠮷", "\ud800", "\0"]
)  # fmt: skip
TEXTS = st.lists(PIECES, max_size=10).map("".join) | st.text(max_size=20)


@given(TEXTS)
def test_borders_ascend_and_span_the_text(text: str) -> None:
    edges = borders(text)
    assert edges[0] == 0
    assert edges[-1] == len(text)
    assert all(start < end for start, end in pairwise(edges))


@given(TEXTS)
def test_no_border_cuts_a_character_or_a_tag(text: str) -> None:
    edges = set(borders(text))
    whole = set(accumulate(map(len, graphemes(text)), initial=0))
    assert edges <= whole
    for tag in TAG.finditer(text):
        assert not any(tag.start() < edge < tag.end() for edge in edges)


@given(TEXTS, st.integers(0, 30))
def test_a_word_is_between_two_neighbouring_borders(text: str, position: int) -> None:
    start, end = word_at(text, position)
    assert start <= min(position, len(text)) <= end
    assert text == "" or (start, end) in pairwise(borders(text))


@given(TEXTS)
def test_walking_reaches_both_ends_over_the_same_borders(text: str) -> None:
    forth = [0]
    while forth[-1] < len(text):
        forth.append(next_border(text, forth[-1]))
    back = [len(text)]
    while back[-1] > 0:
        back.append(previous_border(text, back[-1]))
    assert set(forth) <= set(borders(text))
    assert set(forth[1:-1]) == set(back[1:-1])
