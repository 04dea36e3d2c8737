# SPDX-License-Identifier: GPL-3.0-or-later
"""Plain text out: lines, lines with times, and articles for Markdown and Word."""

from __future__ import annotations

import io
import zipfile
from xml.etree import ElementTree as ET

import pytest

from editor import formats
from editor.core.cue import Cue
from editor.core.document import Document
from editor.core.head import Head

CUES = (
    Cue(0, 0, 1000, "大家好，", speaker="张三", chapter="开头"),
    Cue(1, 1000, 2000, "欢迎收听。\n<i>今天</i>", speaker="张三"),
    Cue(2, 2100, 3000, "聊 AI。", speaker="张三"),
    Cue(3, 5500, 6000, "停了很久。", speaker="张三"),
    Cue(4, 6000, 7000, "谢谢*你*。", speaker="Mary"),
    Cue(5, 7000, 8000, ""),
)
DOCUMENT = Document(CUES, head=Head(script_info={"Title": "第 1 期"}), next_id=6)
WITHOUT_TIMES = "Only the texts were written, without their times."


def written(row: str, document: Document = DOCUMENT) -> str:
    return formats.write(document, formats.by_id(row)).data.decode()


def test_lines() -> None:
    assert written("plain") == "大家好，\n欢迎收听。今天\n聊 AI。\n停了很久。\n谢谢*你*。\n"
    output = formats.write(DOCUMENT, formats.by_suffix("x.txt"))
    assert WITHOUT_TIMES in [problem.text for problem in output.problems]


def test_lines_with_times() -> None:
    text = written("timed-text")
    assert text.splitlines()[:3] == [
        "00:00:00.000 - 00:00:01.000 大家好，",
        "00:00:01.000 - 00:00:02.000 欢迎收听。",
        "今天",
    ]
    again = formats.read(text.encode(), "x.txt")
    assert again.source is not None
    assert again.source.format == "timed-text"
    assert [(c.start, c.end) for c in again.cues] == [(c.start, c.end) for c in CUES]
    assert again.cues[1].text == "欢迎收听。\n今天"


@pytest.mark.parametrize(
    "text",
    [
        "0:01 - 0:02.5 你好\n0:03 - 0:04 再见\n",
        "00:00:01,000–00:00:02,500\n你好\n\n00:00:03,000–00:00:04,000\n再见\n",
        "00:01～00:02.5：你好\n00:03～00:04：再见\n",
        "0:01 至 0:02.5 你好\n0:03 至 0:04 再见",
        "00:01 00:02.5 你好\n00:03 00:04 再见\n",
    ],
)
def test_texts_with_times_as_people_type_them(text: str) -> None:
    document = formats.read(text.encode(), "x.txt")
    assert [(c.start, c.end, c.text) for c in document.cues] == [
        (1000, 2500, "你好"),
        (3000, 4000, "再见"),
    ]
    assert not document.problems


@pytest.mark.parametrize(
    "times",
    [
        "[00:00:0{0},000 --> 00:00:0{1},000]\n",
        "00:00:0{0},000 至 00:00:0{1},000\n",
        "0:00:0{0}.000,0:00:0{1}.000\n",
        "0:0{0}\n",
        "[0:0{0}] ",
        "张三 00:0{0}\n",
    ],
)
@pytest.mark.parametrize("number", ["{}", "{}.", "#{}", "{}。", "**{}**"])
def test_numbers_above_times_are_no_texts(times: str, number: str) -> None:
    said = ["大家好", "欢迎收听", "一共 3 期", "7", "再见"]
    blocks = (
        f"{number.format(row)}\n{times.format(row, row + 1)}{text}\n\n"
        for row, text in enumerate(said, 1)
    )
    document = formats.read("".join(blocks).encode(), "a.txt")
    assert [cue.text for cue in document.cues] == said
    assert [cue.start for cue in document.cues] == [1000, 2000, 3000, 4000, 5000]
    assert not any("Skipped" in problem.text for problem in document.problems)


def test_numbers_that_are_said_are_texts() -> None:
    text = "".join(f"[00:0{row}.000 --> 00:0{row + 1}.000]\n{row}\n" for row in range(1, 6))
    assert [cue.text for cue in formats.read(text.encode(), "a.txt").cues] == list("12345")


def test_an_article_in_markdown() -> None:
    assert written("markdown") == (
        "# 第 1 期\n\n## 开头\n\n**张三：**大家好，欢迎收听。今天聊 AI。\n\n停了很久。\n\n"
        "**Mary:** 谢谢\\*你\\*。\n"
    )


def test_texts_without_punctuation_are_parted_by_spaces() -> None:
    cues = tuple(
        Cue(n, n * 1000, n * 1000 + 1000, text) for n, text in enumerate(["你好", "我们 go", "now"])
    )
    assert written("markdown", Document(cues)) == "你好 我们 go now\n"


def test_long_speech_is_parted_at_full_stops() -> None:
    cues = tuple(Cue(n, n * 1000, n * 1000 + 1000, "一二三四五六七八九。") for n in range(80))
    blocks = written("markdown", Document(cues)).strip().split("\n\n")
    assert [len(block) for block in blocks] == [310, 310, 180]


def test_an_article_for_word() -> None:
    output = formats.write(DOCUMENT, formats.by_id("docx"))
    assert output.data == formats.write(DOCUMENT, formats.by_id("docx")).data
    with zipfile.ZipFile(io.BytesIO(output.data)) as archive:
        assert archive.testzip() is None
        parts = {name: ET.fromstring(archive.read(name)) for name in archive.namelist()}  # noqa: S314
    body = parts["word/document.xml"]
    said = ["".join(p.itertext()) for p in body.iter() if p.tag.endswith("}p")]
    assert said == [
        "第 1 期",
        "开头",
        "张三：大家好，欢迎收听。今天聊 AI。",
        "停了很久。",
        "Mary: 谢谢*你*。",
    ]
