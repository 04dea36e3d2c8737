# SPDX-License-Identifier: GPL-3.0-or-later
"""Patterns that are compiled when they are first used."""

from __future__ import annotations

import copy
import re

import pytest

from editor.core import lazy_re


def test_it_finds_what_a_compiled_pattern_finds() -> None:
    lazy, compiled = (module.compile("(字)(幕)?", re.ASCII) for module in (lazy_re, re))
    text = "字 字幕"
    for _ in range(2):  # taken over by the first use
        assert lazy.findall(text) == compiled.findall(text)
    assert [found.span() for found in lazy.finditer(text)] == [(0, 1), (2, 4)]
    assert lazy.sub("-", text) == "- -"
    assert (lazy.pattern, lazy.flags, lazy.groups) == ("(字)(幕)?", compiled.flags, 2)


def test_nothing_is_compiled_before_the_first_use(monkeypatch: pytest.MonkeyPatch) -> None:
    compiled = []
    monkeypatch.setattr(re, "compile", lambda *given: compiled.append(given))
    lazy = lazy_re.compile("[")
    assert lazy.pattern == "["
    assert compiled == []


def test_a_wrong_pattern_is_told_by_its_first_use() -> None:
    wrong = lazy_re.compile("(")
    with pytest.raises(re.error):
        wrong.match("")


def test_a_copy_is_a_pattern() -> None:
    assert copy.copy(lazy_re.compile("a+")).findall("aab") == ["aa"]
