# SPDX-License-Identifier: GPL-3.0-or-later
"""Transcripts with times: which lines are labels, and which only have a time in them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from editor import formats
from editor.core.errors import UserError

if TYPE_CHECKING:
    from editor.core.document import Document

TRANSCRIPT = formats.by_id("transcript")


FEISHU_DOCS = (
    '<cite user-name="王五"></cite> 00:00:03\\\n你好\\\n'
    '<cite user-name="赵六"></cite> 00:00:09\\\n好\n'
    '<cite user-name="王五"></cite> 00:00:12\\\n再见\n'
)


def read(text: str) -> Document:
    document = formats.read(text.encode(), "x.txt")
    assert document.source is not None
    assert document.source.format == "transcript"
    return document


def said(document: Document) -> list[tuple[int, str | None, str]]:
    return [(cue.start, cue.speaker, cue.text) for cue in document.cues]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "张三 00:00:03\n大家好\n李四 00:01:02\n我们 12:30 见\n张三 00:02:00\n好\n",
            [(3000, "张三", "大家好"), (62000, "李四", "我们 12:30 见"), (120000, "张三", "好")],
        ),
        (
            "**发言人 1 00:03:22**\n\n你好。\n\n**发言人 2 00:04:00**\n\n你好！\n",
            [(202000, "发言人 1", "你好。"), (240000, "发言人 2", "你好！")],
        ),
        (
            FEISHU_DOCS,
            [(3000, "王五", "你好"), (9000, "赵六", "好"), (12000, "王五", "再见")],
        ),
        (
            "[00:00:01] 甲：早\n[00:00:05] 乙：早上好\n[00:00:09] 甲：走吧\n",
            [(1000, "甲", "早"), (5000, "乙", "早上好"), (9000, "甲", "走吧")],
        ),
        (
            "00:01 第一句\n00:05 第二句\n00:09 第三句\n",
            [(1000, None, "第一句"), (5000, None, "第二句"), (9000, None, "第三句")],
        ),
        (
            "讲师　00：00：01\n全角也行\n讲师 00：00：05\n好\n讲师 00：00：08\n完\n",
            [(1000, "讲师", "全角也行"), (5000, "讲师", "好"), (8000, "讲师", "完")],
        ),
    ],
    ids=["a time in a sentence", "markdown", "feishu docs", "brackets", "inline", "full width"],
)
def test_labels(text: str, expected: list[tuple[int, str | None, str]]) -> None:
    assert said(read(text)) == expected


def test_marks_of_other_formats_are_no_names() -> None:
    text = '0:05 {y:i}好的\n0:09 <span style="color:red">大家好</span>\n0:12 李四: 再见\n'
    assert [(cue.start, cue.speaker) for cue in read(text).cues] == [
        (5000, None),
        (9000, None),
        (12000, "李四"),
    ]


def test_a_label_that_goes_back_is_text() -> None:
    document = read(
        "甲 00:10:00\n一\n乙 00:11:00\n二\n丙 00:00:59\n三\n"
        + "".join(f"甲 00:{12 + n}:00\n话\n" for n in range(20))
    )
    assert document.cues[1].text == "二\n丙 00:00:59\n三"


def test_chapters_of_the_panel_start_with_the_entry_below_them() -> None:
    document = read("开场\n0:00\n一\n0:05\n二\n0:09\n三\n导出\n0:15\n四\n0:20\n五\n")
    assert [cue.chapter for cue in document.cues] == ["开场", None, None, "导出", None]
    assert [cue.text for cue in document.cues] == ["一", "二", "三", "四", "五"]


@pytest.mark.parametrize(
    "text",
    [
        "会议 12:30 开始\n地点在三楼\n请大家 13:00 前到\n谢谢\n",
        "比分 3:15\n比分 2:10\n比分 1:05\n",
        "第一段。\n第二段。\n第三段。\n",
        "1:2:3:4\n",
    ],
)
def test_prose_with_times_is_no_transcript(text: str) -> None:
    with pytest.raises(UserError):
        formats.detect(text, "x.txt")


def test_every_line_is_a_cue_or_told() -> None:
    document = read("标题\n\n甲 00:00:01\n一\n乙 00:00:02\n二\n甲 00:00:03\n三\n")
    assert [str(problem) for problem in document.problems] == [
        "Line 1: Skipped, not part of any cue: “标题”.",
        "Line 3: Only starts are told; each entry was ended where the next one starts.",
    ]


def test_times_in_words_are_no_text() -> None:
    document = read(
        "0:00\n0 seconds\n一\n0:05\n5 秒钟\n二\n1:02:03\n1 hour, 2 minutes, 3 seconds\n三\n"
    )
    assert [cue.text for cue in document.cues] == ["一", "二", "三"]


@pytest.mark.parametrize(
    "sign", ["，", ", ", "。", ". ", "、", "；", " - ", "——", " — ", " = ", " | "]
)
def test_a_sign_between_all_times_and_their_texts_belongs_to_neither(sign: str) -> None:
    texts = ["大家好", "今天，聊字幕", "再见"]
    document = read("".join(f"0:0{2 * n}{sign}{text}\n" for n, text in enumerate(texts)))
    assert [cue.text for cue in document.cues] == texts
    document = read("0:00 大家好\n0:02 ——今天聊字幕\n0:04 再见\n")
    assert document.cues[1].text == "——今天聊字幕"
