# SPDX-License-Identifier: GPL-3.0-or-later
"""Files whose lines another program moved."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from editor import formats

if TYPE_CHECKING:
    from editor.core.document import Document

TIMES = ("00:00:01,000 --> 00:00:02,500", "00:00:02,600 --> 00:00:04,000")
CUES = [(1000, 2500, "大家好"), (2600, 4000, "今天聊字幕")]


def read(text: str, name: str = "a.srt") -> Document:
    return formats.read(text.encode(), name)


def cues(document: Document) -> list[tuple[int, int, str]]:
    return [(cue.start, cue.end, cue.text) for cue in document.cues]


def told(document: Document) -> list[str]:
    return [str(problem) for problem in document.problems]


ABOVE = "The texts stand above their times; each was read with the times below it."


@pytest.mark.parametrize(
    ("text", "name", "line"),
    [
        (f"大家好\n{TIMES[0]}\n\n今天聊字幕\n{TIMES[1]}\n", "a.srt", 2),
        (f"大家好\n{TIMES[0]}\n\n今天聊字幕\n{TIMES[1]}\n".replace("\n", "\r\n"), "a.srt", 2),
        (f"1\n大家好\n{TIMES[0]}\n\n2\n今天聊字幕\n{TIMES[1]}\n", "a.srt", 3),
        (f"大家好\n1\n{TIMES[0]}\n\n今天聊字幕\n2\n{TIMES[1]}\n", "a.srt", 3),
        (
            f"WEBVTT\n\n大家好\n{TIMES[0]} align:start\n\n今天聊字幕\n{TIMES[1]}\n".replace(
                ",", "."
            ),
            "a.vtt",
            4,
        ),
        ("大家好\n0:00:01.000,0:00:02.500\n\n今天聊字幕\n0:00:02.600,0:00:04.000\n", "a.sbv", 2),
        ("大家好\n00:01 - 00:02.5\n\n今天聊字幕\n00:02.6 - 00:04\n", "a.txt", 2),
    ],
)
def test_texts_above_their_times(text: str, name: str, line: int) -> None:
    document = read(text, name)
    assert cues(document) == CUES
    assert told(document) == [f"Line {line}: {ABOVE}"]


def test_of_texts_above_all_lines_are_read_and_problems_keep_their_lines() -> None:
    document = read(
        f"片名\n\n大家好\n我是小王\n{TIMES[0]}\n\n今天\n00:00:02,600 --> 00:00:61,000\n"
    )
    assert cues(document) == [(1000, 2500, "大家好\n我是小王"), (2600, 61_000, "今天")]
    assert told(document) == [
        "Line 1: Skipped before the first cue: “片名”.",
        f"Line 5: {ABOVE}",
        "Line 8: The time “00:00:61,000” has more than 59 minutes or seconds.",
    ]
    assert formats.write(document, formats.by_id("srt")).data.decode().startswith(f"1\n{TIMES[0]}")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (f"1\n{TIMES[0]}\n\n2\n{TIMES[1]}\n", ["", ""]),  # no texts at all
        (f"3\n{TIMES[0]}\n\n2\n{TIMES[1]}\n", ["", ""]),
        (f"片头\n{TIMES[0]}\n\n大家好\n\n{TIMES[1]}\n\n今天\n", ["大家好", "今天"]),
        (f"片头\n{TIMES[0]}\n大家好\n\n{TIMES[1]}\n", ["大家好", ""]),  # the last text is lost
    ],
)
def test_texts_below_stay_there(text: str, expected: list[str]) -> None:
    document = read(text)
    assert [cue.text for cue in document.cues] == expected
    assert not any("stand above" in problem for problem in told(document))


SRT = f"1\n{TIMES[0]}\n大家好\n我是小王\n\n2\n{TIMES[1]}\n今天聊字幕\n"
VTT = "WEBVTT\n\n" + SRT.replace(",", ".")
SBV = "0:00:01.000,0:00:02.500\n大家好\n我是小王\n\n0:00:02.600,0:00:04.000\n今天聊字幕\n"
TWO_LINES = [(1000, 2500, "大家好\n我是小王"), (2600, 4000, "今天聊字幕")]


@pytest.mark.parametrize(
    ("text", "name", "line"), [(SRT, "a.srt", 3), (VTT, "a.vtt", 7), (SBV, "a.sbv", 1)]
)
@pytest.mark.parametrize("doubled", ["\n\n", "\r\n\r\n", "\n \n"])
def test_doubled_line_breaks(text: str, name: str, line: int, doubled: str) -> None:
    document = read(text.replace("\n", doubled), name)
    assert cues(document) == TWO_LINES
    message = "Every line break is doubled; each was read as one."
    assert told(document) == [f"Line {line}: {message}"]
    written = formats.write(document, formats.by_suffix(name)).data
    assert b"\n\n\n" not in written.replace(b"\r", b"")


def test_blank_lines_between_times_and_texts_of_webvtt() -> None:
    text = VTT.replace("00\n大", "00\n\n大").replace("00\n今", "00\n\n\n今")
    document = read(text, "a.vtt")
    assert cues(document) == TWO_LINES
    assert told(document) == [
        "Line 4: Blank lines part the times from their texts: players show none."
    ]


@pytest.mark.parametrize(
    "text",
    [
        "WEBVTT\n\n1\n00:01.000 --> 00:02.000\n\n2\n00:03.000 --> 00:04.000\n\n",
        "WEBVTT\n\n00:01.000 --> 00:02.000\n\n00:03.000 --> 00:04.000\n",
        "WEBVTT\n\n00:01.000 --> 00:02.000\n\n片头\n00:03.000 --> 00:04.000\n",
    ],
)
def test_empty_cues_of_webvtt_stay_empty(text: str) -> None:
    document = read(text, "a.vtt")
    assert [cue.text for cue in document.cues] == ["", ""]
    assert not document.problems


def test_single_blank_lines_between_all_lines() -> None:
    text = f"1\n\n{TIMES[0]}\n\n大家好\n\n2\n\n{TIMES[1]}\n\n今天聊字幕\n"
    assert cues(read(text)) == CUES
