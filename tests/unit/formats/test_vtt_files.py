# SPDX-License-Identifier: GPL-3.0-or-later
"""WebVTT files that break the standard as a whole: no header, odd times, several in one."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from editor import formats

if TYPE_CHECKING:
    from editor.core.document import Document

VTT = formats.by_id("vtt")
MAP = "X-TIMESTAMP-MAP="


def read(text: str, name: str = "a.vtt") -> Document:
    return formats.read(text.encode(), name)


def times(document: Document) -> list[tuple[int, int, str]]:
    return [(cue.start, cue.end, cue.text) for cue in document.cues]


def told(document: Document) -> list[str]:
    return [problem.text for problem in document.problems]


def row_of(document: Document) -> str:
    return document.source.format if document.source else ""


PLAIN = "00:01.000 --> 00:02.000\n一 &amp; 二\n"
VOICED = "00:00:01.000 --> 00:00:02.000\n<v 甲>一 &amp; 二</v>\n"
PLACED = "00:00:01.000 --> 00:00:02.000 align:start\n一 &amp; 二\n"
NUMBERED = "1\n00:00:01.000 --> 00:00:02.000\n一 &amp; 二\n"


@pytest.mark.parametrize("text", [PLAIN, VOICED, PLACED, NUMBERED, "\n" + PLAIN, "\ufeff" + PLAIN])
@pytest.mark.parametrize("newline", ["\n", "\r\n", "\r"])
def test_a_file_without_its_heading_is_still_webvtt(text: str, newline: str) -> None:
    document = read(text.replace("\n", newline))
    assert row_of(document) == "vtt"
    assert times(document) == [(1000, 2000, "一 & 二")]
    assert told(document) == ["The WEBVTT header is missing."]


@pytest.mark.parametrize("text", [VOICED, PLACED])
def test_without_a_name_its_own_signs_tell(text: str) -> None:
    assert row_of(read(text, "")) == "vtt"


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("1\n00:00:01,000 --> 00:00:02,000\n一\n", "a.vtt"),
        ("1\n00:00:01.000 --> 00:00:02.000\n一\n", "a.srt"),
        ("1\n00:00:01.000 --> 00:00:02.000\n一\n", ""),
    ],
)
def test_subrip_is_not_taken_for_it(text: str, name: str) -> None:
    assert row_of(read(text, name)) == "srt"


@pytest.mark.parametrize(
    ("time", "ms"),
    [
        ("60:01.000", 3_601_000),
        ("125:00.000", 7_500_000),
        ("00:75:00.000", 4_500_000),
        ("00:00:75.000", 75_000),
        ("00:00:01:12", 1480),  # frames of 40 ms
        ("00:00:01:500", 1500),
        ("00:00:00:01.500", 1500),  # days
        ("01:00:00:01.500", 86_401_500),
        ("00:00:01", 1000),
        ("0:1,5", 1500),
    ],
)
def test_times_that_break_the_grammar_are_read_and_told(time: str, ms: int) -> None:
    document = read(f"WEBVTT\n\n{time} --> 99:00:00.000\n一\n")
    assert times(document) == [(ms, 356_400_000, "一")]
    assert [problem.line for problem in document.problems] == [3]


def segment(header: str, *cues: tuple[str, str, str]) -> str:
    lines = "".join(f"{start} --> {end}\n{text}\n\n" for start, end, text in cues)
    return f"WEBVTT\n{header}\n\n{lines}" if header else f"WEBVTT\n\n{lines}"


def clock(local: str, ticks: int) -> str:
    return f"{MAP}LOCAL:{local},MPEGTS:{ticks}"


ONE = ("00:01.000", "00:03.500", "一")
TWO = ("00:01.000", "00:03.500", "二")


@pytest.mark.parametrize(
    ("first", "second", "start"),
    [
        (clock("00:00:00.000", 900_000), clock("00:00:00.000", 1_440_000), 7000),
        (f"{MAP}MPEGTS:900000,LOCAL:00:00.000", f"{MAP}MPEGTS:1440000,LOCAL:00:00.000", 7000),
        # the local clock goes on, too
        (clock("00:00:00.000", 900_000), clock("00:00:06.000", 1_440_000), 1000),
        # MPEG's clock of 33 bits begins again
        (clock("00:00:00.000", 2**33 - 90_000), clock("00:00:00.000", 450_000), 7000),
        # a second segment that lies before the first
        (clock("00:00:00.000", 2**33 - 90_000), clock("00:00:00.000", 2**33 - 180_000), 0),
    ],
)
def test_segments_lie_where_their_clocks_say(first: str, second: str, start: int) -> None:
    document = read(segment(first, ONE) + segment(second, TWO))
    assert times(document) == [(1000, 3500, "一"), (start, start + 2500, "二")]
    assert told(document) == [
        (
            "This file is 2 WebVTT segments in a row. Their X-TIMESTAMP-MAP was applied;"
            " cues that stood twice: 0."
        )
    ]


@pytest.mark.parametrize("header", ["", clock("00:00:00.000", 900_000)])
def test_the_first_segment_may_have_lost_its_header(header: str) -> None:
    first = segment("", ONE).partition("\n\n")[2]
    document = read(first + segment(header, TWO))
    assert times(document) == [(1000, 3500, "一"), (1000, 3500, "二")]
    assert told(document)[0].startswith("This file is 2 WebVTT ")
    assert told(document)[1:] == ["The WEBVTT header is missing."]


@pytest.mark.parametrize("head", ["WEBVTT\n\n", "WEBVTT\n", ""])
def test_numbers_without_blank_lines_are_no_texts(head: str) -> None:
    rows = "".join(f"{n}\n00:0{n}.000 --> 00:0{n}.900\n{n}{n}\n" for n in range(1, 6))
    document = read(head + rows)
    assert [cue.text for cue in document.cues] == ["11", "22", "33", "44", "55"]
    assert sum("show its number" in text for text in told(document)) == 1


def test_numbers_that_are_said_are_texts() -> None:
    rows = "".join(f"00:0{n}.000 --> 00:0{n}.900\n{n}\n" for n in range(1, 6))
    document = read("WEBVTT\n\n" + rows)
    assert [cue.text for cue in document.cues] == list("12345")
    assert not document.problems


@pytest.mark.parametrize("before", ["\n", "\n\n", "\r\n \r\n", " "])
def test_blank_lines_before_the_heading(before: str) -> None:
    document = read(before + "WEBVTT\n\n" + PLAIN)
    assert times(document) == [(1000, 2000, "一 & 二")]
    assert told(document) == ["Blank lines or spaces stand before WEBVTT: players refuse the file."]


def test_segments_without_cues_count() -> None:
    parts = [segment(clock("00:00:00.000", 540_000 * number)) for number in range(9)]
    parts[0] = segment(clock("00:00:00.000", 0), ONE)
    parts[8] = segment(clock("00:00:00.000", 540_000 * 8), TWO)
    assert times(read("".join(parts))) == [(1000, 3500, "一"), (49_000, 51_500, "二")]


def test_a_cue_in_three_segments_is_one() -> None:
    header = clock("00:00:00.000", 900_000)
    cue = ("00:05.000", "00:15.000", "长")
    document = read(segment(header, ONE, cue) + segment(header, cue) + segment(header, cue))
    assert times(document) == [(1000, 3500, "一"), (5000, 15_000, "长")]
    assert "twice: 2." in told(document)[0]


@pytest.mark.parametrize("glue", ["", "\ufeff"])
@pytest.mark.parametrize("touching", [False, True])
def test_segments_of_one_length_without_a_map(glue: str, touching: bool) -> None:  # noqa: FBT001
    parts = [
        segment("", ("00:01.000", "00:06.000", "甲")),
        segment("", ("00:00.000", "00:01.500", "甲"), ("00:02.000", "00:06.000", "乙")),
        segment(""),
        segment("", ("00:02.000", "00:06.000", "丙")),
        segment("", ("00:00.000", "00:01.000", "丙"), ("00:03.000", "00:04.000", "丙")),
    ]
    text = glue.join(part.rstrip("\n") + "\n" if touching else part for part in parts)
    document = read(text)
    assert times(document) == [
        (1000, 7500, "甲"),
        (8000, 12_000, "乙"),
        (20_000, 25_000, "丙"),
        (27_000, 28_000, "丙"),
    ]
    assert told(document) == [
        (
            "This file is 5 WebVTT segments of 6 s in a row. Their times were made to run on;"
            " cues that stood twice: 2."
        )
    ]


def test_a_map_that_says_nothing_does_not_hide_the_length() -> None:
    header = clock("00:00.000", 900_000)
    parts = [
        segment(header, ("00:01.000", "00:06.000", "甲")),
        segment(header, ("00:00.000", "00:01.500", "甲"), ("00:02.000", "00:06.000", "乙")),
        segment(header, ("00:00.000", "00:03.000", "乙")),
    ]
    assert times(read("".join(parts))) == [(1000, 7500, "甲"), (8000, 15_000, "乙")]


def test_the_word_itself_is_no_header() -> None:
    text = "WEBVTT\n\n00:01.000 --> 00:02.000\n今天说\nWEBVTT\n\n00:03.000 --> 00:04.000\nWEBVTT\n"
    assert [text for _, _, text in times(read(text))] == ["今天说\nWEBVTT", "WEBVTT"]


def test_two_talks_in_one_file_are_told_and_left_alone() -> None:
    text = segment("", ONE, ("00:04.000", "00:05.000", "完")) + segment("", ONE, TWO)
    document = read(text)
    assert [start for start, _, _ in times(document)] == [1000, 4000, 1000, 1000]
    assert len(told(document)) == 1
    assert formats.write(document, VTT).data.decode() == text


def test_joined_segments_are_written_as_one_file() -> None:
    text = segment(clock("00:00.000", 0), ONE) + segment(clock("00:00.000", 540_000), TWO)
    document = read(text)
    assert formats.write(document, VTT).data.decode() == text
    changed = replace(document, cues=(document.cues[0], document.cues[1].saying("改")))
    again = read(formats.write(changed, VTT).data.decode())
    assert times(again) == [(1000, 3500, "一"), (7000, 9500, "改")]
    assert not again.problems


def test_one_segment_keeps_its_times() -> None:
    document = read(segment(clock("00:00:00.000", 900_000), ONE))
    assert times(document) == [(1000, 3500, "一")]
    assert not document.problems


@pytest.mark.parametrize(
    ("behind", "below", "text", "settings"),
    [
        ("你好", "", "你好", ""),
        ("你好", "再见", "你好\n再见", ""),
        ("align:start line:0 你好", "", "你好", "align:start line:0"),
        ("<v 甲>你好", "", "你好", ""),
        ("Hello world", "", "Hello world", ""),
        ("主持人: 你好", "", "主持人: 你好", ""),
        ("align:start foo", "再见", "再见", "align:start foo"),
        ("A:start T:10%", "", "", "A:start T:10%"),
        ("foo:bar line:-1", "", "", "foo:bar line:-1"),
        ("--", "", "", "--"),
    ],
)
def test_text_behind_the_times(behind: str, below: str, text: str, settings: str) -> None:
    document = read(f"WEBVTT\n\n00:00:01.000 --> 00:00:02.000 {behind}\n{below}\n")
    (cue,) = document.cues
    assert cue.text == text
    assert cue.extras.get("vtt.settings", "") == settings
    moved = bool(text) and text != below
    assert told(document) == ["Text after the times was read as cue text."] * moved
    head, _, said = (
        formats.write(document, VTT).data.decode().partition("000 --> ")[2].partition("\n")
    )
    assert (head.partition(" ")[2], said.strip()) == (
        settings,
        f"<v 甲>{text}" if cue.speaker else text,
    )
