# SPDX-License-Identifier: GPL-3.0-or-later
from __future__ import annotations

from itertools import pairwise

import pytest
import rjieba

from editor.language.words import borders, learn, next_border, previous_border, word_at


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


def test_terms_that_come_one_by_one_are_learnt_without_a_new_dictionary(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    made: list[rjieba.Jieba] = []
    make = rjieba.Jieba

    def counted() -> rjieba.Jieba:
        made.append(make())
        return made[-1]

    monkeypatch.setattr(rjieba, "Jieba", counted)
    text = "柯老的霍尔效应和拓朴相变"
    known: frozenset[str] = frozenset()
    for term in ("柯老的", "霍尔效应", "拓朴相变"):
        known |= {term}
        learn(known)
        begin = text.index(term)
        assert {begin, begin + len(term)} <= set(borders(text, known))
    assert len(made) == 1
    other = "拓朴相变是柯老的吗"
    words = [other[a:b] for a, b in pairwise(borders(other, frozenset({"柯老的"})))]
    assert "柯老的" in words
    assert "拓朴相变" not in words, "a term that is gone is no word any more"
    assert len(made) == 2
