# SPDX-License-Identifier: GPL-3.0-or-later
"""Rules about spaces, the width of marks, and marks at the edge of a line."""

from __future__ import annotations

import pytest

from tests.checking import found, mended, rows, texts


@pytest.mark.parametrize(
    ("text", "clean"),
    [
        ("一  二", "一 二"),
        (" 一", "一"),
        ("一\u3000", "一"),
        ("一 \n二", "一\n二"),
        ("一\t二", "一 二"),
        ("one  two", "one two"),
        ("我 们 今 天 聊 字 幕", "我们今天聊字幕"),
        ("怎 么 用 Python 校 对", "怎么用 Python 校对"),
        ("今 天 ， 天 气 好", "今天，天气好"),
    ],
)
def test_spaces_that_say_nothing(text: str, clean: str) -> None:
    assert mended("spaces", "youtube", "好", text) == ["好", clean]


def test_spaces_that_are_meant() -> None:
    assert (
        rows(
            "spaces", texts("一 二", "one two", "", "一\n二", "一 二 三 四", "来 走 吧"), "youtube"
        )
        == []
    )
    assert rows("spaces", texts("一  二"), "fansub-rrys") == [], "there a comma is two spaces"
    assert mended("spaces", "fansub-rrys", "一   二") == ["一  二"]


@pytest.mark.parametrize(
    ("text", "clean"),
    [
        ("对,我", "对，我"),
        ("对吗?", "对吗？"),
        ("(小声)好", "（小声）好"),
        ("ＧＰＴ很好", "GPT很好"),
        ("１２个", "12个"),
    ],
)
def test_mixed_width(text: str, clean: str) -> None:
    assert mended("width", "youtube", "好", text) == ["好", clean]


@pytest.mark.parametrize("text", ["12:30见", "C++和3.5", "Well, yes?", "A/B测试", "对，我？"])
def test_width_that_is_right(text: str) -> None:
    assert rows("width", texts(text), "youtube") == []


def test_marks_that_go_anyway_are_one_finding() -> None:
    given = texts("对,我", "对吗?")
    assert rows("punctuation", given, "bilibili") == [0]
    assert rows("width", given, "bilibili") == [1]


def test_half_width_where_the_guide_wants_it() -> None:
    assert mended("width", "fansub-rrys", "《对》吗？") == ["《对》吗?"]
    assert rows("width", texts("对吗?", "对，我"), "fansub-rrys") == []


@pytest.mark.parametrize(
    ("text", "clean"),
    [
        ("一\n，二", "一，\n二"),
        ("一“\n二”", "一\n“二”"),
        ("（一\n）二", "（一）\n二"),
        ("第一\n。", "第一。"),
    ],
)
def test_marks_at_the_wrong_edge(text: str, clean: str) -> None:
    assert mended("kinsoku", "youtube", text) == [clean]


def test_a_mark_at_the_edge_of_the_cue_is_told() -> None:
    first, second = found("kinsoku", texts("，好", "他说“"), "youtube")
    assert first.message.text == "A line begins with “，”."
    assert second.message.text == "A line ends with ““”."
    assert not first.fix
    assert not second.fix
    assert rows("kinsoku", texts("<i>，好</i>"), "youtube") == [0]


@pytest.mark.parametrize(
    "text", ["（一）\n“二”", ".com\n二", "……一\n二", "《书》\n二", "<i>一</i>\n二", ":) 好"]
)
def test_marks_at_the_right_edge(text: str) -> None:
    expected = [0] if text.startswith(":)") else []
    assert rows("kinsoku", texts(text), "youtube") == expected
