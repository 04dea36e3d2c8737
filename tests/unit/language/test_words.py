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


def test_the_users_terms_are_words() -> None:
    """A name that no dictionary has, a term with spaces, one with Han and Latin; longest first."""
    text = "柯代表说learning engineer做A股fine-tune"
    terms = frozenset({"柯代表", "learning engineer", "A股", ""})
    assert [text[a:b] for a, b in pairwise(borders(text, terms))] == [
        *("柯代表", "说", "learning engineer", "做", "A股", "fine-tune")
    ]
    assert word_at(text, 2, terms) == (0, 3)
    assert next_border(text, 0, terms) == 3
    assert previous_border(text, 4, terms) == 3
    assert units(text)[0] != "柯代表"  # nobody else's words have changed


def test_a_term_is_no_part_of_another_word() -> None:
    terms = frozenset({"成就", "AI "})
    assert [*pairwise(borders("完成就好", terms))] == [(0, 2), (2, 3), (3, 4)]
    assert borders("MAI AI", frozenset({"AI"})) == [0, 3, 4, 6]
