# SPDX-License-Identifier: GPL-3.0-or-later
"""SBV as YouTube writes it, and a little worse."""

from __future__ import annotations

from pathlib import Path

import pytest

from editor import formats
from editor.core.cue import Cue
from editor.core.document import Document
from editor.core.errors import UserError

SBV = formats.by_id("sbv")
SAMPLES = Path(__file__).parents[2] / "data" / "samples"


def read(text: str) -> Document:
    return formats.read(text.encode(), "x.sbv")


def cues(document: Document) -> list[tuple[int, int, str]]:
    return [(cue.start, cue.end, cue.text) for cue in document.cues]


def test_reads_what_youtube_writes() -> None:
    document = formats.read((SAMPLES / "_handmade" / "youtube_basic.sbv").read_bytes(), "x.sbv")
    assert document.source is not None
    assert document.source.format == "sbv"
    assert cues(document) == [
        (378, 2000, "第一句"),
        (2000, 4500, "第二句第一行\n第二句第二行"),
        (3723004, 3725000, "一小时以后"),
    ]
    assert not document.problems


@pytest.mark.parametrize(
    ("name", "starts", "lines"),
    [
        ("sample", [378, 11378, 13489, 15489, 17484], [14]),
        ("missing_caption_text", [378, 11378, 13489, 15489, 17484], [12]),
        ("invalid_timeframe", [378, 11378, 15489, 17484], [7, 8, 13]),
        ("two_captions", [378, 11378], []),
    ],
)
def test_samples(name: str, starts: list[int], lines: list[int]) -> None:
    document = formats.read((SAMPLES / "youtube_sbv" / f"{name}.sbv").read_bytes(), name + ".sbv")
    assert [cue.start for cue in document.cues] == starts
    assert [problem.line for problem in document.problems] == lines


@pytest.mark.parametrize(
    ("text", "expected", "lines"),
    [
        ("00:00:01,000,00:00:02,000\n你好", [(1000, 2000, "你好")], []),
        ("\ufeff0:00:01.000, 0:00:02.5\r\n你好\r\n", [(1000, 2500, "你好")], []),
        ("0:01.000,0:02.000\n你好\n", [(1000, 2000, "你好")], []),
        ("0:00:01.000,0:00:02.000\n甲\n\n乙\n", [(1000, 2000, "甲\n\n乙")], [1]),
        ("0:00:02.000,0:00:01.000\n你好\n", [(2000, 1000, "你好")], [1]),
        ("片头\n0:00:01.000,0:00:02.000\n你好\n", [(1000, 2000, "你好")], [1]),
        (
            "0:00:01.000,0:00:02.000\n甲\n0:00:02.000,0:00:03.000\n乙\n",
            [(1000, 2000, "甲"), (2000, 3000, "乙")],
            [],
        ),
    ],
    ids=["commas", "mark, CRLF, space", "no hours", "blank line", "backwards", "junk", "no blank"],
)
def test_reads(text: str, expected: list[tuple[int, int, str]], lines: list[int]) -> None:
    document = read(text)
    assert cues(document) == expected
    assert [problem.line for problem in document.problems] == lines


def test_refuses_a_file_without_times() -> None:
    with pytest.raises(UserError, match=r"^No subtitle times"):
        formats.read(b"hello\n", "x.sbv", "sbv")


def test_writes_what_youtube_takes() -> None:
    document = Document(
        (
            Cue(0, 378, 2000, "<i>第一句</i>\n第二行"),
            Cue(1, 3723004, 3725000, "上\n\n下"),
            Cue(2, 3725000, 3726000, "0:00:01.000,0:00:02.000"),
            Cue(3, -5, 10, "早", speaker="张三"),
        )
    )
    output = formats.write(document, SBV)
    assert output.data.decode() == (
        "0:00:00.378,0:00:02.000\n第一句\n第二行\n\n"
        "1:02:03.004,1:02:05.000\n上\n下\n\n"
        "1:02:05.000,1:02:06.000\n0:00:01.000 – 0:00:02.000\n\n"
        "0:00:00.000,0:00:00.010\n早\n"
    )
    assert [problem.text for problem in output.problems] == [
        "SBV (YouTube) cannot hold speakers. Cues that lost theirs: 1.",
        "Cue 1 lost markup that SBV (YouTube) cannot hold.",
        "Cue 2 had blank lines or a time line in its text; they were changed.",
        "Cue 3 had blank lines or a time line in its text; they were changed.",
        "Cue 4 began before zero; its time was cut there.",
    ]
