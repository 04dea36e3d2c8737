# SPDX-License-Identifier: GPL-3.0-or-later
"""Rules about markup, recognisers' marks, rolling captions and texts of which nothing is seen."""

from __future__ import annotations

import pytest

from editor.checks.profiles import profile
from editor.checks.rules import check, fix, fix_proposals
from editor.core.cue import Cue
from editor.core.document import Document


def document(*texts: str) -> Document:
    return Document(tuple(Cue(n, n * 3000, n * 3000 + 2000, text) for n, text in enumerate(texts)))


def found(given: Document, rule: str, limits: str = "ted-zh") -> list[int | None]:
    return [one.row for one in check(given, profile(limits)) if one.rule == rule]


def fixed(given: Document, rule: str, limits: str = "ted-zh") -> list[str]:
    findings = [one for one in check(given, profile(limits)) if one.rule == rule]
    return [cue.text for cue in fix(given, findings).apply(given).cues]


STRAY = [
    ("Tom &amp; 好", "Tom & 好"),
    (r"一\N二", "一\n二"),
    ("一<br>二", "一\n二"),
    ("<em>一</em>", "<i>一</i>"),
    ("<i.x>一</i>", "<i>一</i>"),
    ("<sub>一</sub>", "一"),
    ("< s>一</s>", "<s>一</s>"),
    (r"{\pos(1,2)}一", "一"),
    (r"{\an8\fs20}一", r"{\an8}一"),
    ("<ruby>漢<rt>hàn</rt></ruby>", "漢"),
    ("<foo>一</foo>", "<foo>一</foo>"),  # it may be text: a person decides
]


@pytest.mark.parametrize(("text", "clean"), STRAY)
def test_stray_markup(text: str, clean: str) -> None:
    given = document("好", text)
    assert found(given, "stray-markup") == [1]
    assert fixed(given, "stray-markup") == ["好", clean]


@pytest.mark.parametrize(
    "text",
    ["<i>一</i>", r"{\an8}一", '<font color="red">一</font>', "<3", "AT&T", r"C:\New", "{x}"],
)
def test_no_stray_markup(text: str) -> None:
    assert found(document(text), "stray-markup") == []


def test_for_a_site_all_markup_is_one_finding() -> None:
    given = document("<em>一</em>", "Tom &amp; 好")
    assert found(given, "tags", "youtube") == [0]
    assert found(given, "stray-markup", "youtube") == [1]


@pytest.mark.parametrize("text", ["", "\u200b\u200b", "\u3000\u3000", "<i></i>", "\xa0"])
def test_what_nobody_sees_is_empty(text: str) -> None:
    assert found(document("好", text, "♪"), "empty") == [1]


@pytest.mark.parametrize(
    ("text", "clean"),
    [
        ("[音乐]", []),
        ("[音乐] 大家好", ["大家好"]),
        ("<|zh|>大家好", ["大家好"]),
        ("language Chinese<asr_text>大家好", ["大家好"]),
        ("(字幕志愿者 李宗盛)", []),
    ],
)
def test_marks_of_recognisers(text: str, clean: list[str]) -> None:
    given = document("好", text)
    assert found(given, "asr-mark") == [1]
    assert fixed(given, "asr-mark") == ["好", *clean]


@pytest.mark.parametrize(
    "text",
    [
        "请不吝点赞 订阅 转发 打赏支持明镜与点点栏目",
        "中文字幕由 Amara.org 社区提供",
        "字幕由李四提供",
    ],
)
def test_credits_that_recognisers_invent_are_named_and_kept(text: str) -> None:
    given = document("好", text)
    assert found(given, "asr-mark") == []
    assert found(given, "credit") == [1]
    (credit,) = (one for one in check(given, profile("ted-zh")) if one.rule == "credit")
    assert not credit.is_fixable
    assert [row.sure for row in fix_proposals(given, [credit])] == [False]


@pytest.mark.parametrize("text", ["明天见", "请坐", "字幕怎么做", "[1] 好", "（小声）不是", "a_b"])
def test_no_marks(text: str) -> None:
    assert found(document(text), "asr-mark") == []


def test_rolling_captions_are_named_and_mended() -> None:
    lines = ["一", "一\n二", "二\n三", "三\n四"]
    cues = tuple(Cue(n, n * 3000, n * 3000 + 3000, text) for n, text in enumerate(lines))
    assert found(Document(cues), "rolling") == [None]
    assert fixed(Document(cues), "rolling") == ["一", "二", "三", "四"]
    assert found(document("一", "二", "三", "四"), "rolling") == []
