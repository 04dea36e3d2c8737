# SPDX-License-Identifier: GPL-3.0-or-later
"""Cues that stand on one line, since line breaks became spaces."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from editor import formats
from editor.core.errors import UserError

if TYPE_CHECKING:
    from editor.core.document import Document

SRT = (
    "1\n00:00:01,000 --> 00:00:02,500\n大家好\n我是小王\n\n"
    "2\n00:00:02,600 --> 00:00:04,000\n今天 3 点\n\n3\n00:00:04,200 --> 00:00:06,000\n聊字幕\n"
)
VTT = (
    "WEBVTT\n\n00:01.000 --> 00:02.500 align:start position:0%\n大家好\n我是小王\n\n"
    "00:02.600 --> 00:04.000 align:start\n今天 3 点\n\n00:04.200 --> 00:06.000\n聊字幕\n"
)
TIMES = [(1000, 2500), (2600, 4000), (4200, 6000)]
TOLD = "Line 1: Several cues stand on one line; they were read one by one."


def read(text: str, name: str = "a.srt") -> Document:
    return formats.read(text.encode(), name)


def times(document: Document) -> list[tuple[int, int]]:
    return [(cue.start, cue.end) for cue in document.cues]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        (SRT.replace("\n", " "), "a.srt"),
        (SRT.replace("\n", "\t"), "a.txt"),
        (SRT.replace("\n", "\u3000 "), "a.txt"),
        (SRT.replace("\n\n", " ").replace("\n", " "), "a.srt"),
        (VTT.replace("\n", " "), "a.vtt"),
    ],
)
def test_line_breaks_that_became_spaces(text: str, name: str) -> None:
    document = read(text, name)
    assert times(document) == TIMES
    said = [" ".join(cue.text.split()) for cue in document.cues]
    assert said == ["大家好 我是小王", "今天 3 点", "聊字幕"]
    assert [str(problem) for problem in document.problems] == [TOLD]


def test_no_numbers() -> None:
    text = " ".join(line for line in SRT.splitlines() if not line.isdigit())
    document = read(text)
    assert times(document) == TIMES
    assert [cue.text for cue in document.cues] == ["大家好 我是小王", "今天 3 点", "聊字幕"]


def test_a_number_in_a_text_is_no_cues_number() -> None:
    text = " ".join(line for line in SRT.replace("大家好\n我是小王", "共 7").splitlines()[1:])
    document = read(text.replace("  2 ", "  ").replace("  3 00", "  00"))
    assert [cue.text for cue in document.cues] == ["共 7", "今天 3 点", "聊字幕"]


def test_some_of_the_lines() -> None:
    document = read(SRT.replace("小王\n\n2\n", "小王 2 "))
    assert times(document) == TIMES
    assert [cue.text for cue in document.cues] == ["大家好\n我是小王", "今天 3 点", "聊字幕"]
    (problem,) = document.problems
    assert problem.line == 4
    document = read(SRT.replace("今天 3 点\n\n3\n", "今天 3 点 ").replace("00\n今", "00 今"))
    assert times(document) == TIMES
    assert [cue.text for cue in document.cues] == ["大家好\n我是小王", "今天 3 点", "聊字幕"]


def test_what_is_saved_has_its_lines() -> None:
    document = read(SRT.replace("\n", " "))
    assert formats.write(document, formats.by_id("srt")).data.decode() == SRT.replace("好\n", "好 ")
    document = read(VTT.replace("\n", " "), "a.vtt")
    assert (
        b"\n00:00:02.600 --> 00:00:04.000 align:start\n"
        in formats.write(document, formats.by_id("vtt")).data
    )


@pytest.mark.parametrize(
    "quoting",
    [
        "比如 00:00:03,000 --> 00:00:03,500 这样",
        "从 00:00:03,000 --> 00:00:03,500 到 00:00:05,000 --> 00:00:06,500",
    ],
)
def test_times_in_a_text_are_text(quoting: str) -> None:
    text = SRT.replace("今天 3 点", quoting)
    document = read(text)
    assert times(document) == TIMES
    assert document.cues[1].text == quoting
    assert formats.write(document, formats.by_id("srt")).data == text.encode()


def test_arrows_without_times() -> None:
    with pytest.raises(UserError):
        read("WEBVTT\n\nA --> B --> C\n", "a.vtt")
    text = SRT.replace("今天 3 点", "A --> B --> C")
    assert read(text).cues[1].text == "A --> B --> C"
