# SPDX-License-Identifier: GPL-3.0-or-later
"""Every pass changes nothing the second time, and is undone to the identical document."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from editor import formats
from editor.core.proposal import accepted
from editor.language import glossary_file
from editor.language.cleaning import wording
from editor.language.cleaning.passes import ALONE, PASSES, Given, Pass
from editor.language.cleaning.running import cleaned
from tests.making import DATA, REAL, written

LINES = [cue.text for cue in formats.read(REAL.read_bytes()).cues]
TERMS, _ = glossary_file.read((DATA / "gold" / "glossary.tsv").read_bytes())
SIGNS = st.text(
    st.sampled_from('全中这这个呃嗯,，。.?!…:;"“「 \n  aBGPT34%0<i>{@#/二十年后後'), max_size=24
)
ONE_TEXT = st.one_of(st.sampled_from(LINES), SIGNS, st.text(max_size=12))
TEXTS = st.one_of(
    st.lists(ONE_TEXT, max_size=5),
    st.lists(ONE_TEXT.map(" ".join), max_size=5),  # all characters apart, as some recognisers do
)


@pytest.mark.parametrize("each", PASSES, ids=lambda each: each.id)
@settings(deadline=None)
@given(texts=TEXTS)
@example(texts=["这是你的节目", "刚才提到这个话题,", "。个"])  # another style without its ends
def test_a_pass_is_done_once_and_undone(each: Pass, texts: list[str]) -> None:
    before = written(*((row * 1000, row * 1000 + 900, text) for row, text in enumerate(texts)))
    chosen = Given(before, TERMS, script="zh-Hans" if each.id == "script" else "auto")
    found = each.find(chosen)
    change = accepted(before, each.title, (row.fix for row in found))
    after = change.apply(before)
    undone = change.invert().apply(after)
    assert (undone.cues, undone.head) == (before.cues, before.head)
    again = each.find(replace(chosen, document=after))
    assert not accepted(after, each.title, (row.fix for row in again))


@settings(deadline=None)
@given(texts=TEXTS)
@example(texts=["看 全 中 的 变 化", "很 对"])  # a term as it was heard, apart
def test_cleaning_twice_is_cleaning_once(texts: list[str]) -> None:
    before = written(*((row * 1000, row * 1000 + 900, text) for row, text in enumerate(texts)))
    passes = [each for each in PASSES if each.id in ALONE]
    chosen = Given(before, TERMS, script="zh-Hans", marks="space")
    once, *_ = cleaned(chosen, passes)
    twice, rows, _ = cleaned(Given(once, TERMS, script="zh-Hans", marks="space"), passes)
    assert twice.cues == once.cues
    assert not any(row.applied for row in rows)


@given(
    st.text(st.sampled_from("世界声音模型训练数据abc"), min_size=2, max_size=6),
    st.sampled_from(["", "，", "。 ", "\n"]),
    st.integers(4, 6),
)
def test_what_is_said_four_times_is_a_loop(said: str, between: str, times: int) -> None:
    assert wording.loops(between.join([said] * times))
