# SPDX-License-Identifier: GPL-3.0-or-later
"""A cue beside its hypothesis."""

from __future__ import annotations

import time

from hypothesis import given
from hypothesis import strategies as st

from editor.core.cue import Cue
from editor.core.original import changed_characters, gone, is_changed, restored


def cue(heard: str | None, text: str) -> Cue:
    return Cue(0, 0, 1_000, text, hypothesis=heard)


def test_a_cue_without_a_hypothesis_is_not_changed() -> None:
    assert not is_changed(cue(None, "你好"))
    assert gone(cue(None, "你好")) == ()
    assert restored(cue(None, "你好"), 0, 2) == ("你好", (0, 0))


def test_characters_of_the_hypothesis_that_are_no_longer_there() -> None:
    assert gone(cue("科代表啊模型", "柯代表模型们")) == ((0, 1), (3, 4), (6, 6))


def test_a_replacement_counts_its_longer_side() -> None:
    assert changed_characters(cue("科代表啊模型", "柯代表模型们")) == 3
    assert changed_characters(cue("GPT", "ChatGPT")) == 4
    assert changed_characters(cue("好", "好")) == 0


def test_a_part_goes_back_and_the_rest_stays() -> None:
    assert restored(cue("科代表来了两个人", "柯代表来了三个人"), 5, 8) == (
        "柯代表来了两个人",
        (5, 6),
    )


def test_a_deletion_goes_back_from_the_words_at_its_side() -> None:
    one = cue("好啊的吧", "好的")
    assert restored(one, 0, 1) == ("好啊的", (1, 2))
    assert restored(one, 1, 2) == ("好啊的吧", (1, 4))


def test_what_was_added_is_taken_out_and_nothing_else() -> None:
    assert restored(cue("模型", "大模型们"), 0, 1) == ("模型们", (0, 0))


def test_a_change_that_is_touched_goes_back_as_a_whole() -> None:
    assert restored(cue("甲乙丙丁", "子丑寅丁"), 1, 2) == ("甲乙丙丁", (0, 3))


def test_long_texts_take_no_quadratic_time() -> None:
    heard, text = "字" * 30_000 + "甲" + "字" * 30_000, "字" * 30_000 + "乙" + "字" * 30_000
    before = time.perf_counter()
    assert gone(cue(heard, text)) == ((30_000, 30_001),)
    assert restored(cue(heard, text), 30_000, 30_001)[0] == heard
    assert time.perf_counter() - before < 5  # it would be hours


@given(st.text("甲乙丙 a", max_size=20), st.text("甲乙丙 a", max_size=20))
def test_all_of_it_goes_back_to_the_hypothesis(heard: str, text: str) -> None:
    back, (start, end) = restored(cue(heard, text), 0, len(text))
    assert back == heard
    assert 0 <= start <= end <= len(back)


@given(
    st.text("甲乙丙 a", max_size=20),
    st.text("甲乙丙 a", max_size=20),
    st.integers(0, 20),
    st.integers(0, 20),
)
def test_going_back_never_leads_away(heard: str, text: str, a: int, b: int) -> None:
    start, end = sorted((min(a, len(text)), min(b, len(text))))
    back, _ = restored(cue(heard, text), start, end)
    assert changed_characters(cue(heard, back)) <= changed_characters(cue(heard, text))
