# SPDX-License-Identifier: GPL-3.0-or-later
"""Times inside marks of Markdown, as chat models set them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from editor import formats
from editor.formats.marked_times import unmarked

if TYPE_CHECKING:
    from editor.core.document import Document

TOLD = "Marks of Markdown around the times, such as “{}”, were left out."


def read(text: str, name: str = "a.txt") -> Document:
    return formats.read(text.encode(), name)


def rows(document: Document) -> list[tuple[int, int, str | None, str]]:
    return [(cue.start, cue.end, cue.speaker, cue.text) for cue in document.cues]


@pytest.mark.parametrize(
    "line",
    [
        "**{0} --> {1}**",
        "`{0} --> {1}`",
        "__{0} --> {1}__",
        "### {0} --> {1}",
        "- {0} --> {1}",
        "* **{0} --> {1}**",
        "**`{0} --> {1}`**",
    ],
)
@pytest.mark.parametrize("newline", ["\n", "\r\n"])
def test_time_lines_of_subrip(line: str, newline: str) -> None:
    first = line.format("00:00:01,000", "00:00:02,500")
    second = line.format("00:00:02,600", "00:00:04,000")
    text = f"1\n{first}\n大家**好**\n\n2\n{second}\n今天聊字幕\n".replace("\n", newline)
    document = read(text, "a.srt")
    assert rows(document) == [(1000, 2500, None, "大家**好**"), (2600, 4000, None, "今天聊字幕")]
    (problem,) = document.problems
    assert problem.line == 2
    written = formats.write(document, formats.by_id("srt")).data
    assert b"00:00:01,000 --> 00:00:02,500" in written.splitlines()


def test_time_lines_of_webvtt() -> None:
    text = "WEBVTT\n\n**00:01.000 --> 00:02.500**\n大家好\n\n**00:03.000 --> 00:04.000**\n今天\n"
    expected = [(1000, 2500, None, "大家好"), (3000, 4000, None, "今天")]
    assert rows(read(text, "a.vtt")) == expected


@pytest.mark.parametrize(
    ("first", "second", "mark"),
    [
        ("**[00:00 - 00:02] 张三：**\n大家好\n", "**[00:02 - 00:04] 李四：**\n今天聊字幕\n", "**"),
        ("**[00:00 - 00:02] 张三：** 大家好\n", "**[00:02 - 00:04] 李四：** 今天聊字幕\n", "**"),
        (
            "**[00:00 - 00:02]** **张三：** 大家好\n",
            "**[00:02 - 00:04]** **李四**：今天聊字幕\n",
            "**",
        ),
        ("- `00:00 - 00:02` **张三：** 大家好\n", "- `00:02 - 00:04` **李四：** 今天聊字幕\n", "-"),
    ],
)
def test_names_beside_the_times(first: str, second: str, mark: str) -> None:
    document = read(first + "\n" + second)
    assert rows(document) == [(0, 2000, "张三", "大家好"), (2000, 4000, "李四", "今天聊字幕")]
    assert [str(problem) for problem in document.problems] == [f"Line 1: {TOLD.format(mark)}"]


@pytest.mark.parametrize(
    "text",
    [
        "- `00:01` 大家**好**\n- `00:03` 今天聊字幕\n- `00:05` 再\n",
        "`[00:01]` 大家**好**\n\n`[00:03]` 今天聊字幕\n\n`[00:05]` 再\n",
        "__00:01__ 大家**好**\n__00:03__ 今天聊字幕\n__00:05__ 再\n",
        "1. [00:01] 大家**好**\n2. [00:03] 今天聊字幕\n3. [00:05] 再\n",
        "### **00:01**\n大家**好**\n\n### **00:03**\n今天聊字幕\n\n### **00:05**\n再\n",
    ],
)
def test_starts_alone(text: str) -> None:
    found = rows(read(text, "a.md"))
    assert [(start, speaker, said) for start, _, speaker, said in found] == [
        (1000, None, "大家**好**"),
        (3000, None, "今天聊字幕"),
        (5000, None, "再"),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "**张三** `00:01`\n大家好\n\n**李四** `00:03`\n今天聊字幕\n\n**张三** `00:05`\n再\n",
        "**张三（00:01）：** 大家好\n\n**李四（00:03）：** 今天聊字幕\n\n**张三（00:05）：** 再\n",
        "**[00:01] 张三：** 大家好\n\n**[00:03] 李四：** 今天聊字幕\n\n**[00:05] 张三：** 再\n",
    ],
)
def test_starts_and_names(text: str) -> None:
    found = [(start, speaker, said) for start, _, speaker, said in rows(read(text))]
    assert found == [
        (1000, "张三", "大家好"),
        (3000, "李四", "今天聊字幕"),
        (5000, "张三", "再"),
    ]


@pytest.mark.parametrize(
    "line",
    [
        "- 00:00:01 - 00:00:02：大家好\n- 00:00:02 - 00:00:04：今天聊字幕\n",
        "1. 00:00:01 - 00:00:02 大家好\n2. 00:00:02 - 00:00:04 今天聊字幕\n",
        "- **00:01-00:02** 大家好\n- **00:02-00:04** 今天聊字幕\n",
        "### 00:01 - 00:02\n大家好\n\n### 00:02 - 00:04\n今天聊字幕\n",
        "* 00:00:01,000 --> 00:00:02,000\n  大家好\n* 00:00:02,000 --> 00:00:04,000\n  今天聊字幕",
    ],
)
def test_signs_of_lists_and_headings(line: str) -> None:
    assert rows(read(line)) == [(1000, 2000, None, "大家好"), (2000, 4000, None, "今天聊字幕")]


def test_marks_in_texts_stay() -> None:
    text = "1\n00:00:01,000 --> 00:00:02,000\n**12:30** 吃饭\n- 13:00 睡觉\n- `14:00` 上课\n"
    document = read(text, "a.srt")
    assert rows(document) == [(1000, 2000, None, "**12:30** 吃饭\n- 13:00 睡觉\n- `14:00` 上课")]
    assert not document.problems
    assert unmarked("- 3.5 倍\n- 2.5 倍\n") is None
