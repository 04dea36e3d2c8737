# SPDX-License-Identifier: GPL-3.0-or-later
"""What was corrected is known word by word, to be corrected everywhere and learned."""

from __future__ import annotations

import pytest

from editor.language.corrections import corrections, is_term
from editor.language.glossary import Term
from editor.language.sound.terms import places
from tests.making import written


@pytest.mark.parametrize(
    ("before", "after", "pairs"),
    [
        ("从如意这里边学到", "从卢毅这里边学到", [("如意", "卢毅")]),
        ("是不是全中一定", "是不是权重一定", [("全中", "权重")]),
        ("所以说叫我柯代表就行", "所以说叫我课代表就行", [("柯代表", "课代表")]),
        ("然后ChaiGBT出来了", "然后 ChatGPT 出来了", [("ChaiGBT", "ChatGPT")]),
        ("用Fenton这个词", "用 fine-tune 这个词", [("Fenton", "fine-tune")]),
        ("the income tax earning here", "the in-context learning here", None),
        ("我叫孙宇峥,他叫卢伊", "我叫孙煜征 他叫卢毅", [("孙宇峥", "孙煜征"), ("卢伊", "卢毅")]),
        ("欢迎啊", "欢迎", []),
        ("对吧?", "对吧？", []),
        ("用GPT4", "用 GPT-4", []),
        ("<i>全中</i>", "<i>权重</i>", [("全中", "权重")]),
        ("", "你好", []),
        ("跟柯教授聊", "跟郝教授聊", [("柯教授", "郝教授")]),  # one rare character and its word
        ("这是卢伊说的", "这是卢毅说的", [("卢伊", "卢毅")]),
        ("他在学校", "他再学校", []),  # one that is frequent
        ("這個模型的全中", "这个模型的权重", [("全中", "权重")]),
        ("这个后来的节目", "這個後來的節目", []),
    ],
)
def test_pairs(before: str, after: str, pairs: list[tuple[str, str]] | None) -> None:
    found = corrections(before, after, {"孙煜征", "卢毅", "课代表"})
    if pairs is None:
        assert [each.right.startswith("in-context") for each in found] == [True]
    else:
        assert [(each.heard, each.right) for each in found] == pairs
    assert all(
        before[each.start : each.end] == each.heard
        for each in found
        if "<" not in before and "個" not in before
    )


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("从如意这里", "从卢毅这里"),
        ("跟柯代表聊", "跟课代表聊"),
        ("是全中吗", "是权重吗"),
        ("Elia他们", "Ilya 他们"),
        ("伊莲娜说", "Ilya 说"),
        ("chart cpt很好", "ChatGPT 很好"),
        ("他是科做教授", "他是客座教授"),
    ],
)
def test_what_looks_like_a_misheard_name_or_term(before: str, after: str) -> None:
    assert [is_term(each) for each in corrections(before, after)] == [True]


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("teh model", "the model"),  # a slip of the keys
        ("我做了一个", "我作了一个"),  # two everyday words
        ("但是", "当时"),
        ("我们以后再说", "我们一会再说"),  # another wording
        ("这个苹果", "这个梨子"),
    ],
)
def test_what_does_not(before: str, after: str) -> None:
    assert not any(map(is_term, corrections(before, after)))


def test_fix_once_and_it_is_found_everywhere() -> None:
    [made] = corrections("从如意这里边学到", "从卢毅这里边学到", {"卢毅"})
    assert made.term == Term("卢毅", heard_as=("如意",))
    cues = written((0, 900, "如意说"), (1000, 1900, "卢伊说"), (2000, 2900, "卢毅说")).cues
    assert [(place.text, place.kind) for place in places(cues, [made.term])] == [
        ("如意", "heard"),
        ("卢伊", "sound"),
    ]
