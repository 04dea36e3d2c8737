# SPDX-License-Identifier: GPL-3.0-or-later
from __future__ import annotations

from itertools import pairwise

import pytest

from editor.language.words import borders, next_border, previous_border, word_at


def units(text: str) -> list[str]:
    edges = borders(text)
    return [text[start:end] for start, end in pairwise(edges)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", []),
        ("但是我在里面看到了GPT模型", ["但是", "我", "在", "里面", "看到", "了", "GPT", "模型"]),
        ("做fine-tune的", ["做", "fine-tune", "的"]),
        ("你好，世界……", ["你好", "，", "世界", "……"]),
        ("<i>你好</i> {\\an8}3.14", ["<i>", "你好", "</i>", " ", "{\\an8}", "3.14"]),
        ("it's  A/B", ["it's", "  ", "A/B"]),
        ("你好\n世界", ["你好", "\n", "世界"]),
        ("cafe\u0301好", ["cafe\u0301", "好"]),
        ("家👨\u200d👩\u200d👧", ["家", "👨\u200d👩\u200d👧"]),
        ("🇨🇳", ["🇨🇳"]),
        ("\ud800你\0", ["\ud800", "你", "\0"]),
        ("𠮷野家", ["𠮷", "野家"]),
    ],
)
def test_units(text: str, expected: list[str]) -> None:
    assert units(text) == expected


def test_the_word_under_the_caret() -> None:
    assert word_at("看到模型", 3) == (2, 4)
    assert word_at("看到模型", 2) == (2, 4)
    assert word_at("看到模型", 4) == (2, 4)
    assert word_at("", 0) == (0, 0)


def test_the_caret_goes_to_the_beginnings_of_words() -> None:
    text = "open  source的模型"
    assert [next_border(text, position) for position in (0, 6, 12, 13, 15)] == [6, 12, 13, 15, 15]
    assert [previous_border(text, position) for position in (15, 13, 12, 6, 0)] == [13, 12, 6, 0, 0]


def test_a_line_break_stops_the_caret_on_both_sides() -> None:
    assert next_border("你好\n世界", 0) == 2
    assert next_border("你好\n世界", 2) == 3
