# SPDX-License-Identifier: GPL-3.0-or-later
from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from editor import formats

if TYPE_CHECKING:
    from editor.core.document import Document

TIMES = ("00:00:01,000", "00:00:02,500", "00:00:03,000", "00:00:04,000")


def cues_of(document: Document) -> list[tuple[int, int, str]]:
    return [(cue.start, cue.end, cue.text) for cue in document.cues]


def read(text: str) -> tuple[list[tuple[int, int, str]], list[str]]:
    document = formats.read(text.encode(), "a.srt")
    return cues_of(document), [problem.message for problem in document.problems]


@pytest.mark.parametrize("parted", [" -->\n", "\n--> ", " --> \r\n", "\n  -> ", " →\n"])
@pytest.mark.parametrize("numbers", [("1\n", "2\n"), ("", "")])
def test_start_and_end_on_two_lines_are_one_cue(parted: str, numbers: tuple[str, str]) -> None:
    cues, told = read(
        f"{numbers[0]}{TIMES[0]}{parted}{TIMES[1]}\n大家好\n\n"
        f"{numbers[1]}{TIMES[2]}{parted}{TIMES[3]}\n再见\n"
    )
    assert cues == [(1000, 2500, "大家好"), (3000, 4000, "再见")]
    assert "Start and end stand on two lines; they were read together." in told


def test_one_among_others_is_joined_and_told_with_its_line() -> None:
    text = (
        f"1\n{TIMES[0]} --> {TIMES[1]}\n大家好\n\n2\n{TIMES[2]} -->\n{TIMES[3]}\n再见\n\n"
        "3\n00:00:05,000 --> 00:00:06,000\n完\n"
    )
    document = formats.read(text.encode(), "a.srt")
    assert cues_of(document) == [
        (1000, 2500, "大家好"),
        (3000, 4000, "再见"),
        (5000, 6000, "完"),
    ]
    assert [problem.line for problem in document.problems] == [6]


def test_in_webvtt_settings_go_along() -> None:
    text = (
        "WEBVTT\n\n00:01.000 -->\n00:02.500 align:start\n大家好\n\n00:03.000\n--> 00:04.000\n再见\n"
    )
    document = formats.read(text.encode(), "a.vtt")
    assert cues_of(document) == [
        (1000, 2500, "大家好"),
        (3000, 4000, "再见"),
    ]


def test_an_arrow_at_the_end_of_a_text_is_text() -> None:
    cues, _ = read(f"1\n{TIMES[0]} --> {TIMES[1]}\n见 00:10 →\n下面\n")
    assert cues == [(1000, 2500, "见 00:10 →\n下面")]


@pytest.mark.parametrize(
    ("line", "text"),
    [
        ("00:00:03,000 至 00:00:04,000", "再见"),
        ("00:00:03,000 - 00:00:04,000", "再见"),
        ("00:00:03,000 >> 00:00:04,000", "再见"),
        ("[00:00:03,000] --> [00:00:04,000]", "再见"),
        ("<b>00:00:03,000 --> 00:00:04,000</b>", "再见"),
        ("时间：00:00:03,000 --> 00:00:04,000", "再见"),
        ("00:00:03,000 ~ 00:00:04,000 好，", "好，\n再见"),
    ],
)
@pytest.mark.parametrize("newline", ["\n", "\r\n"])
def test_one_time_line_that_is_written_in_another_way(line: str, text: str, newline: str) -> None:
    file = (
        f"1\n{TIMES[0]} --> {TIMES[1]}\n大家好\n\n2\n{line}\n再见\n\n"
        "3\n00:00:05,000 --> 00:00:06,000\n完\n"
    ).replace("\n", newline)
    document = formats.read(file.encode(), "a.srt")
    assert cues_of(document) == [
        (1000, 2500, "大家好"),
        (3000, 4000, text),
        (5000, 6000, "完"),
    ]
    (problem,) = document.problems
    assert problem.line == 6
    assert problem.message == (
        "The times are written as in “{text}”; they were read as start and end."
    )
    saved = formats.write(document, formats.by_id("srt")).data.decode()
    assert f"2{newline}00:00:03,000 --> 00:00:04,000{newline}" in saved  # players read that alone


@pytest.mark.parametrize("line", ["00:03.000 至 00:04.000", "[00:03.000] --> [00:04.000]"])
@pytest.mark.parametrize("number", ["", "2\n"])
def test_one_such_line_in_webvtt(line: str, number: str) -> None:
    text = (
        f"WEBVTT\n\n00:01.000 --> 00:02.000\n大家好\n\n{number}{line}\n再见\n\n"
        "00:05.000 --> 00:06.000\n完\n"
    )
    document = formats.read(text.encode(), "a.vtt")
    assert cues_of(document) == [
        (1000, 2000, "大家好"),
        (3000, 4000, "再见"),
        (5000, 6000, "完"),
    ]
    (problem,) = document.problems
    assert problem.line == (7 if number else 6)
    saved = formats.write(document, formats.by_id("vtt")).data.decode()
    assert "至" not in saved


@pytest.mark.parametrize("said", ["10:30 - 11:30", "比分 3:2", "10:30 至"])
def test_a_text_below_a_number_is_no_time_line(said: str) -> None:
    cues, told = read(
        f"1\n{TIMES[0]} --> {TIMES[1]}\n大家好\n\n2\n{said}\n\n"
        "3\n00:00:05,000 --> 00:00:06,000\n完\n"
    )
    assert cues[1] == (2500, 5000, said)
    assert told == ["This cue has no readable time; it was placed between its neighbours."]
