# SPDX-License-Identifier: GPL-3.0-or-later
"""Expressions over joined texts: which may be joined, and that they find the same."""

from __future__ import annotations

import pytest
import regex

from editor.language.in_bulk import can_join, spans_of

LIMIT = 5.0


@pytest.mark.parametrize(
    "pattern",
    [
        "模型",
        "[A-Za-z]+ [a-z]+",
        r"\d{1,3}(年|月)",
        "a.*?b",
        "^对",
        "吗$",
        r"\bGPT\b",
        "x{2}",
        "[^，]+",
        "",
    ],
)
def test_plain_expressions_may_be_joined(pattern: str) -> None:
    assert can_join(pattern)


@pytest.mark.parametrize(
    "pattern",
    ["(?=a)", "(?<!a)b", r"\Aa", r"a\Z", "a*+b", "a++", "(?>a)", r"\Ba", r"(a)\1", "(?s).*",
     "a{2}+", r"\p{Han}", r"\X", r"[[:alpha:]]", r"\G"],
)  # fmt: skip
def test_what_can_tell_a_line_break_from_an_end_is_not_joined(pattern: str) -> None:
    assert not can_join(pattern)


def test_a_match_that_reaches_into_another_text_is_not_believed() -> None:
    pattern = regex.compile(r"b\s*c|d", regex.MULTILINE)
    assert spans_of(pattern, ["ab", "cd", "d", "b c"], LIMIT) == [None, None, [(0, 1)], [(0, 3)]]


def test_places_are_counted_in_each_text() -> None:
    pattern = regex.compile("^.|x$", regex.MULTILINE)
    texts = ["ax", "", "b\nx"]
    assert spans_of(pattern, texts, LIMIT) == [[(0, 1), (1, 2)], [], [(0, 1), (2, 3)]]


def test_it_ends_when_the_time_is_up() -> None:
    source = "(a|aa)+$"
    assert can_join(source)
    with pytest.raises(TimeoutError):
        spans_of(regex.compile(source, regex.MULTILINE), ["a", "a" * 60 + "b"], 0.05)
