# SPDX-License-Identifier: GPL-3.0-or-later
"""Words of the same or nearly the same sound, for the word at the caret or a marked stretch."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from editor.core.proposal import accepted
from editor.language.glossary import Term
from editor.language.sound.alternatives import alternatives
from editor.language.sound.correcting import corrected, proposals
from editor.language.sound.terms import Place, places
from tests.making import written

if TYPE_CHECKING:
    from editor.core.change import Change

TERMS = tuple(map(Term, ["权重", "课代表", "LLaMA", "ChatGPT", "next token prediction"]))


def words(line: str, start: int, end: int | None = None) -> list[str]:
    return [each.word for each in alternatives(line, start, end, TERMS) if not each.is_far]


@pytest.mark.parametrize(
    ("line", "at", "right"),
    [
        ("模型是不是全中一定发生变化", 5, "权重"),
        ("所以叫我柯代表就行", 4, "课代表"),
        ("还有包括拉玛的话", 4, "LLaMA"),
        ("用Chai GPT能解决", 1, "ChatGPT"),
    ],
)
def test_the_glossary_comes_first(line: str, at: int, right: str) -> None:
    assert words(line, at)[0] == right
    assert alternatives(line, at, None, TERMS)[0].is_term


@pytest.mark.parametrize(
    ("line", "at", "right"),
    [
        ("他是一位科做教授", 4, "客座教授"),
        ("我们都很高性能见到你", 4, "高兴"),
        ("这件事情非常终要", 6, "重要"),
        ("大家一起套论学习", 4, "讨论"),
    ],
)
def test_words_of_the_dictionary_by_how_well_the_line_reads(line: str, at: int, right: str) -> None:
    assert right in words(line, at)[:5]


def test_a_marked_stretch_of_any_length() -> None:
    assert words("所以叫我柯代表就行", 4, 7)[0] == "课代表"
    line = "模型是不是全中一定发生变化"
    assert all(each.start < 7 and each.end > 5 for each in alternatives(line, 5, 7, TERMS))
    assert words("x", 0, 1) == words("", 0) == words("，", 0) == []


def test_terms_that_sound_otherwise_come_last() -> None:
    found = alternatives("他不需要改变模型成就", 8, None, TERMS)
    far = [each for each in found if each.is_far]
    assert [each.word for each in far] == [term.term for term in TERMS]
    assert {each[:2] for each in far} == {(8, 10)}  # instead of the word at the caret
    assert found[-len(far) :] == far
    listed = alternatives("模型是不是全中一定", 5, None, TERMS)
    assert "权重" not in [each.word for each in listed if each.is_far]  # it is offered by its sound


def test_near_sounds_come_after_same_ones() -> None:
    found = words("我们在学习知识", 5)
    assert found.index("只是") < found.index("指数")


def found(*texts: str) -> tuple[list[Place], Change, list[str]]:
    before = written(*((row * 2000, row * 2000 + 2000, text) for row, text in enumerate(texts)))
    listed = places(before.cues, TERMS)
    change = corrected(before, listed)
    after = change.apply(before)
    assert change.invert().apply(after).cues == before.cues
    fixes = [row.fix for row in proposals(before, listed)]
    assert accepted(before, change.title, fixes).apply(before).cues == after.cues
    return listed, change, [cue.text for cue in after.cues]


def test_terms_are_written_where_they_were_heard() -> None:
    listed, change, texts = found("全中不变全种变", "你好", "柯代表用chart cpt很好")
    assert len(listed) == 4
    assert len(change.splices) == 2
    assert texts == ["权重不变权重变", "你好", "课代表用ChatGPT很好"]


def test_a_term_over_a_border_is_shared_by_both_cues() -> None:
    _, _, texts = found("我们说的next token", "production这个任务")
    assert texts == ["我们说的next token", "prediction这个任务"]


def test_letters_beside_letters_get_a_space() -> None:
    _, _, texts = found("the chart cpt4 is it", "用Chai GPT")
    assert texts[1] == "用ChatGPT"
