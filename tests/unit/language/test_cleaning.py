# SPDX-License-Identifier: GPL-3.0-or-later
"""Clean-up passes: what is sure is done, what is doubtful is listed, what is protected stays."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from editor.language.cleaning import forms
from editor.language.cleaning.marks import (
    ellipsis,
    is_spaced,
    narrow,
    paused,
    quoted,
    spaced,
    style_of,
    together,
    wide,
    with_word,
)
from editor.language.cleaning.passes import PASSES, Given, Pass
from editor.language.cleaning.running import cleaned
from editor.language.cleaning.wording import applied, fillers, loops, numerals, stutters
from editor.language.glossary import Term
from tests.making import DATA, written

if TYPE_CHECKING:
    from editor.core.document import Document

GOLD = [
    line.split("\t") for line in (DATA / "gold" / "sample.tsv").read_text("utf-8").splitlines()[1:]
]


def talk(*texts: str) -> Document:
    return written(*((row * 2000, row * 2000 + 2000, text) for row, text in enumerate(texts)))


def clean(*texts: str, terms: tuple[Term, ...] = (), **given: str) -> list[str]:
    after, *_ = cleaned(Given(talk(*texts), terms, **given))  # type: ignore[arg-type]
    return [cue.text for cue in after.cues]


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("只有5个人", "只有 5 个人"),
        ("增效个50%是了不起了", "增效个 50% 是了不起了"),
        ("这个reinforcement  learning这一步", "这个 reinforcement learning 这一步"),
        ("是B站和油管", "是 B 站和油管"),
        ("好的 我叫孙煜征", "好的 我叫孙煜征"),
        ("Ελλάδα语", "Ελλάδα 语"),
        ("中文，English", "中文，English"),
    ],
)
def test_spaces(before: str, after: str) -> None:
    assert spaced(before) == after


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("我 们 今 天 聊 一 聊 字 幕", "我们今天聊一聊字幕"),
        ("怎 么 用 Python 校 对 才 最 快", "怎么用 Python 校对才最快"),
        ("the machine learning 这 个 很 好", "the machine learning 这个很好"),
        ("今 天 ， 天 气 好 。", "今天，天气好。"),
        ("今 天， 天 气 好。", "今天，天气好。"),
        ("我 们 今 天\n聊 字 幕 吧", "我们今天\n聊字幕吧"),
        ("好的 我叫孙煜征", "好的 我叫孙煜征"),
        ("来 走 吧", "来 走 吧"),
        ("一 二 三 四 五", "一 二 三 四 五"),
        ("我们 今 天 聊 字 幕", "我们 今 天 聊 字 幕"),
    ],
)
def test_characters_that_stand_apart(before: str, after: str) -> None:
    assert together(before) == after


def test_of_a_text_whose_characters_stand_apart_short_cues_are_put_together_too() -> None:
    texts = ("我 们 今 天 聊 字 幕", "好 的", "怎 么 用 Python 校 对", "OK 走")
    assert clean(*texts) == ["我们今天聊字幕", "好的", "怎么用 Python 校对", "OK 走"]
    assert clean("我们今天聊字幕", "来 走", "这样就好") == ["我们今天聊字幕", "来 走", "这样就好"]


def test_terms_and_marks_are_found_in_what_stood_apart() -> None:
    terms = (Term("权重", heard_as=("全中",)),)
    assert clean("这 里 的 全 中 ， 变 了", terms=terms, marks="space") == ["这里的权重 变了"]


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("你吗?这是", "你吗？这是"),
        ("对,我", "对，我"),
        ("12:30开始,3.5和1,000", "12:30开始，3.5和1,000"),
        ("用C++和A/B", "用C++和A/B"),
        ("这个(就是那个)很好", "这个（就是那个）很好"),
        ("GPT(3.5)", "GPT(3.5)"),
        ("是SFT?", "是SFT？"),
        ("就这样.", "就这样。"),
        ("nonparametric,parametric两步", "nonparametric,parametric两步"),
    ],
)
def test_width(before: str, after: str) -> None:
    assert wide(before) == after


def test_a_latin_word_is_written_as_most_cues_have_it() -> None:
    texts = [
        *["用in-context learning做", "的prompt和machine learning", "BERT的prompt"] * 3,
        *(
            "是in context learning的",
            "Machine Learning的Prompt",
            "Bert和bert",
            "Auto模型auto-encoding",
        ),
        *("In context, this is a Prompt.", "用prompts", "见https://a.b/Prompt页"),
    ]
    rows = forms.proposals(talk(*texts))
    assert [(row.row, row.after, row.sure) for row in rows] == [
        (9, "是in-context learning的", True),
        (10, "machine learning的prompt", True),
        (11, "BERT和BERT", True),
    ]
    run = talk(*["这个machine learning"] * 3, "Machine Learning with Human Feedback by Ilya的")
    assert [row.after for row in forms.proposals(run)] == [
        "machine learning with human feedback by Ilya的"
    ]
    few = talk("用SFT", "用sft", "有in context的", "有in-context的")
    assert [(row.after, row.sure) for row in forms.proposals(few)] == [("用SFT", False)]
    assert forms.proposals(talk(*texts), [Term("in-context learning"), Term("Bert")])[0].row == 10


def test_other_marks() -> None:
    assert narrow("ＧＰＴ４，全角") == "GPT4，全角"
    assert ellipsis("等等...然后。。。好…") == "等等……然后……好……"
    assert quoted('他说"你好"就走') == "他说“你好”就走"
    assert quoted('他说"你好"就走', traditional=True) == "他说「你好」就走"
    assert quoted('5"的屏') == '5"的屏'
    assert paused("呃，争执，就是，", "space") == "呃 争执 就是"
    assert paused("呃，争执。", "end") == "呃，争执"
    assert paused("呃，争执。", "full") == "呃，争执。"
    assert paused("1,000个，2,000个", "space") == "1,000个 2,000个"


def test_a_word_is_put_in_with_the_spaces_that_others_have() -> None:
    assert is_spaced(["这个 GPT 好", "用AI", "3 个"])
    assert not is_spaced(["这个GPT好", "用 AI"])
    assert not is_spaced(["没有", ""])
    line = "为什么就是伊莲娜觉得"
    assert with_word(line, 5, 8, "Ilya", is_spaced=True) == ("为什么就是 Ilya 觉得", 10)
    assert with_word(line, 5, 8, "Ilya", is_spaced=False) == ("为什么就是Ilya觉得", 9)
    assert with_word(line, 5, 8, "卢毅", is_spaced=True) == ("为什么就是卢毅觉得", 7)
    assert with_word("用Chai模型", 1, 5, "Chat", is_spaced=True) == ("用 Chat 模型", 6)
    assert with_word("aXXb", 1, 3, "c", is_spaced=False) == ("a c b", 3)
    assert with_word("XX，好", 0, 2, "GPT", is_spaced=True) == ("GPT，好", 3)


def test_the_style_of_a_document() -> None:
    assert style_of(["你好", "我叫他", "对，是的"]) == "space"
    assert style_of(["你好，", "我叫他。", "对，是的。"]) == "full"
    assert style_of(["你好，我叫", "我，他", "对，是的"]) == "end"
    assert style_of([]) == "space"


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("那你这这是跟人类的", "那你这是跟人类的"),
        ("就是我我先我先不用", "就是我先不用"),
        ("这个这个这个过程", "这个过程"),
        ("这一块也放也放开的话", "这一块也放开的话"),
        ("the the model", "the model"),
    ],
)
def test_stutters(before: str, after: str) -> None:
    assert applied(before, stutters(before)) == after


@pytest.mark.parametrize(
    "text",
    [
        "刚刚说的",
        "小哥哥",
        "谢谢大家",
        "往往就是",
        "等等",
        "一一对应",
        "回答答案",
        "对对对",
        "哈哈哈",
        "现在在做",
    ],
)
def test_what_is_said_twice_on_purpose(text: str) -> None:
    assert stutters(text) == []


def test_fillers() -> None:
    assert applied("呃，争执，就是", fillers("呃，争执，就是")) == "争执，就是"
    assert applied("um, so I think", fillers("um, so I think")) == "so I think"
    for text in ("嗯", "啊", "呃 嗯", "额外的", "阿啊", "umbrella"):
        assert fillers(text) == []


def test_loops_and_numbers() -> None:
    text = "谢谢大家谢谢大家谢谢大家谢谢大家谢谢大家"
    assert applied(text, loops(text)) == "谢谢大家"
    assert loops("哈哈哈哈哈哈哈哈哈哈") == []
    assert applied("二零二一年的百分之五十", numerals("二零二一年的百分之五十")) == "2021年的50%"
    assert applied("三千二百块", numerals("三千二百块")) == "3200块"
    assert numerals("二三十个 一个 举一反三") == []


def test_a_stuck_recogniser_and_its_credits_are_listed_only() -> None:
    texts = ["你好", *["请不吝点赞"] * 5, "再见", "谢谢观看"]
    after, rows, _ = cleaned(Given(talk(*texts)))
    assert [cue.text for cue in after.cues] == texts
    found = {(row.of.id, row.cue) for row in rows}
    assert {("loops", row) for row in (3, 4, 5, 6)} <= found
    assert {("credits", 2), ("credits", 8)} <= found
    assert not any(row.sure or row.applied for row in rows)
    after, *_ = cleaned(Given(talk(*texts)), everything=True)
    assert [cue.text for cue in after.cues] == ["你好", "再见"]


@pytest.mark.parametrize(
    "text",
    [
        "これはGPT4のモデル,ですね",
        "佢哋用GPT4做嘢,得唔得",
        'Hello,world  and "more"...',
        "看https://a.b/全中,c?d=GPT4",
        "写信给me,you@example.com",
        "<i>全</i>{\\an8}中",
        "♪♪",
        "",
    ],
)
def test_protected_texts_stay(text: str) -> None:
    terms = (Term("权重", heard_as=("全中",)), Term("GPT-4"))
    protected = text.replace("写信给", "写信给 ").replace("看https", "看 https")
    after = clean("这里的全中", text, terms=terms, marks="space")
    assert after[1] in {text, protected, text.replace("给me", "给 me")}


@pytest.mark.parametrize("each", PASSES, ids=lambda each: each.id)
def test_no_pass_proposes_anything_for_protected_lines(each: Pass) -> None:
    """Not even for a person to decide."""
    plain = ["这里的全中很好", "我们说说这个", "大家好欢迎收听", "今天聊聊模型"] * 3
    protected = [
        *("これはGPT4のモデル,ですね", "えっと、えっと、それは..."),
        *("佢哋用GPT4做嘢,得唔得", "我哋我哋都冇去", "呃呃呃佢哋喺度講緊嘢"),
        *('Hello,world  and "more"...', "one two three twenty five"),
        *("https://a.b/全中,c?d=GPT4", "@全中君", "me,you@example.com"),
    ]
    terms = (Term("权重", heard_as=("全中",)), Term("GPT-4"))
    found = each.find(Given(talk(*plain, *protected), terms, marks="space"))
    assert [row.before for row in found if row.row >= len(plain)] == []


def test_terms_keep_their_marks_and_their_script() -> None:
    terms = (
        Term("OnBoard!"),
        Term("3D打印"),
        Term("A/B testing"),
        Term("後製君", keep_script=True),
    )
    texts = ["欢迎来到OnBoard!的节目", "用3D打印做", "做a/b Testing平台的", "我是後製君"]
    assert clean(*texts, "简单", "说说", terms=terms)[:4] == [
        "欢迎来到 OnBoard! 的节目",
        "用 3D打印做",
        "做 A/B testing 平台的",
        "我是後製君",
    ]


def test_the_gold_sample() -> None:
    from editor.language import glossary_file

    terms, _ = glossary_file.read((DATA / "gold" / "glossary.tsv").read_bytes())
    got = clean(*(row[2] for row in GOLD), terms=terms)
    right = sum(text == row[3] for text, row in zip(got, GOLD, strict=True))
    spoiled = [
        text for text, row in zip(got, GOLD, strict=True) if row[2] == row[3] and text != row[3]
    ]
    assert spoiled == []
    assert right >= 200


def test_every_pass_has_a_name_of_its_own() -> None:
    assert len({each.id for each in PASSES}) == len({each.title for each in PASSES}) == len(PASSES)
