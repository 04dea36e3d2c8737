# SPDX-License-Identifier: GPL-3.0-or-later
"""SubRip as it is found in the wild: each file is read rightly, or what is wrong is reported.

The first fifty are the cases on which the libraries were compared; pysrt, the
best of them, loses cues or changes texts in twelve without a word.
"""

from __future__ import annotations

from typing import NamedTuple

import pytest

from editor import formats
from editor.core.cue import Cue
from editor.core.document import Document
from editor.core.errors import BrokenOff, UserError

HELLO, BYE, THIRD = "你好世界", "再见", "第三句"
CLEAN = (
    "1\n00:00:01,000 --> 00:00:02,000\n你好世界\n\n"
    "2\n00:00:03,000 --> 00:00:04,000\n再见\n\n"
    "3\n00:00:05,000 --> 00:00:06,000\n第三句\n"
)
ONE, TWO, THREE = (1000, 2000, HELLO), (3000, 4000, BYE), (5000, 6000, THIRD)
THESE = [ONE, TWO, THREE]


class Case(NamedTuple):
    """A file, the cues a reader of it would see, and the lines that must be reported."""

    name: str
    data: bytes
    cues: list[tuple[int, int, str]]
    lines: list[int] | tuple[()] = ()


def first(text: str) -> bytes:
    """The clean file with another text in its first cue."""
    return CLEAN.replace(HELLO, text).encode()


def timed(old: str, new: str) -> bytes:
    """The clean file with `new` for `old` on every line."""
    return CLEAN.replace(old, new).encode()


SIXTY_SIMPLIFIED = "".join(
    f"{n}\n00:{n:02d}:00,000 --> 00:{n:02d}:01,500\n我们今天来说一说这个字幕怎么校对\n\n"
    for n in range(60)
)
SIXTY_TRADITIONAL = SIXTY_SIMPLIFIED.replace(
    "我们今天来说一说这个字幕怎么校对", "我們今天來說一說這個字幕怎麼校對"
)

CASES = [
    Case("01 clean", CLEAN.encode(), THESE),
    Case("02 CRLF", timed("\n", "\r\n"), THESE),
    Case("03 CR only", timed("\n", "\r"), THESE),
    Case("04 UTF-8 with mark", b"\xef\xbb\xbf" + CLEAN.encode(), THESE),
    Case("05 UTF-16 LE with mark", b"\xff\xfe" + CLEAN.encode("utf-16-le"), THESE),
    Case("06 UTF-16 BE with mark", b"\xfe\xff" + CLEAN.encode("utf-16-be"), THESE),
    Case(
        "07 GB18030",
        SIXTY_SIMPLIFIED.encode("gb18030"),
        [(n * 60000, n * 60000 + 1500, "我们今天来说一说这个字幕怎么校对") for n in range(60)],
    ),
    Case(
        "08 Big5",
        SIXTY_TRADITIONAL.encode("big5"),
        [(n * 60000, n * 60000 + 1500, "我們今天來說一說這個字幕怎麼校對") for n in range(60)],
    ),
    Case("09 point for comma", timed(",000", ".000"), THESE),
    Case("10 no hours", timed("00:00:", "00:"), THESE),
    Case(
        "11 single digits",
        b"1\n0:0:1,0 --> 0:0:2,0\na\n\n2\n0:1:3,5 --> 0:1:4,5\nb\n",
        [(1000, 2000, "a"), (63500, 64500, "b")],
    ),
    Case(
        "12 two-digit fraction",
        timed(",000", ",50"),
        [(1500, 2500, HELLO), (3500, 4500, BYE), (5500, 6500, THIRD)],
    ),
    Case("13 no fraction", timed(",000", ""), THESE),
    Case(
        "14 no numbers",
        CLEAN.replace("1\n00", "00").replace("2\n00", "00").replace("3\n00", "00").encode(),
        THESE,
    ),
    Case(
        "15 odd and repeated numbers",
        CLEAN.replace("2\n0", "1a\n0").replace("3\n0", "1\n0").encode(),
        THESE,
        [5],
    ),
    Case("16 no blank lines between", timed("\n\n", "\n"), THESE),
    Case("17 no newline at the end", CLEAN.rstrip("\n").encode(), THESE),
    Case("18 blank lines before, two between", b"\n\n" + timed("\n\n", "\n\n\n"), THESE),
    Case(
        "19 blank line inside the text",
        first("你好世界\n\n下半句"),
        [(1000, 2000, "你好世界\n\n下半句"), TWO, THREE],
        [2],
    ),
    Case("20 number for a text", first("2024"), [(1000, 2000, "2024"), TWO, THREE]),
    Case(
        "21 number at the end of the text",
        first("你好\n42"),
        [(1000, 2000, "你好\n42"), TWO, THREE],
    ),
    Case("22 empty text", first(""), [(1000, 2000, ""), TWO, THREE]),
    Case(
        "23 coordinates",
        timed("02,000", "02,000  X1:100 X2:200 Y1:010 Y2:050"),
        THESE,
    ),
    Case("24 WebVTT settings", timed("02,000", "02,000 align:start line:0%"), THESE),
    Case("25 ->", timed("-->", "->"), THESE),
    Case(
        "26 —> and ＞",
        CLEAN.replace("-->", "—>", 1).replace("-->", "--＞", 1).replace("-->", "→", 1).encode(),
        THESE,
    ),
    Case("27 full-width times", timed("00:00:03,000", "00：00：03，000"), THESE),
    Case("28 no spaces round the arrow", timed(" --> ", "-->"), THESE),
    Case(
        "29 tabs and spaces",
        CLEAN.replace(" --> ", "\t-->\t").replace("\n", " \t\n").encode(),
        THESE,
    ),
    Case("30 --> in the text", first("甲 --> 乙"), [(1000, 2000, "甲 --> 乙"), TWO, THREE]),
    Case(
        "31 junk before the first cue",
        ("字幕组出品\nhttps://example.org\n\n" + CLEAN).encode(),
        THESE,
        [1],
    ),
    Case("32 WEBVTT over SubRip", ("WEBVTT\n\n" + CLEAN).encode(), THESE, [1]),
    Case(
        "33 end before start", timed("00:00:04", "00:00:02"), [ONE, (3000, 2000, BYE), THREE], [6]
    ),
    Case(
        "34 out of order",
        CLEAN.replace("00:00:01", "00:00:11").replace("00:00:02", "00:00:12").encode(),
        [(11000, 12000, HELLO), TWO, THREE],
    ),
    Case(
        "35 a hundred hours",
        CLEAN.replace("00:00:05", "100:00:05").replace("00:00:06", "100:00:06").encode(),
        [ONE, TWO, (360005000, 360006000, THIRD)],
    ),
    Case(
        "36 negative time", timed("00:00:01", "-00:00:01"), [(-1000, 2000, HELLO), TWO, THREE], [2]
    ),
    Case(
        "36b negative times, told once a line",
        timed("00:00:01,000 --> 00:00:02,000", "-00:00:02,000 --> -00:00:01,000"),
        [(-2000, -1000, HELLO), TWO, THREE],
        [2],
    ),
    Case(
        "37 markup",
        first("{\\an8}<i>你好世界</i> <font color='red'>红</font>"),
        [(1000, 2000, "{\\an8}<i>你好世界</i> <font color='red'>红</font>"), TWO, THREE],
    ),
    Case("38 bare <", first("<3 你好 a<b"), [(1000, 2000, "<3 你好 a<b"), TWO, THREE]),
    Case(
        "39 backslashes and braces",
        first("C:\\name {x} \\N end"),
        [(1000, 2000, "C:\\name {x} \\N end"), TWO, THREE],
    ),
    Case(
        "40 Unicode's other line ends",
        first("你\u2028好\u0085世\v界"),
        [(1000, 2000, "你\u2028好\u0085世\v界"), TWO, THREE],
    ),
    Case("41 leading spaces", first("  - 你好"), [(1000, 2000, "  - 你好"), TWO, THREE]),
    Case("42 U+3000", first("\u3000你好\u3000"), [(1000, 2000, "\u3000你好\u3000"), TWO, THREE]),
    Case(
        "43 a bad byte",
        CLEAN.encode().replace("你好".encode(), "你好".encode() + b"\xff"),
        [(1000, 2000, "你好\ufffd世界"), TWO, THREE],
        [3],
    ),
    Case("44 NUL", first("你好\0世界"), [(1000, 2000, "你好\0世界"), TWO, THREE], [3]),
    Case(
        "45 beyond the first plane",
        first("😀👨‍👩‍👧𠮷𪚥"),
        [(1000, 2000, "😀👨‍👩‍👧𠮷𪚥"), TWO, THREE],
    ),
    Case(
        "48 four-digit fraction",
        timed("02,000", "02,0005"),
        THESE,
    ),
    Case(
        "49 frames",
        CLEAN.replace("01,000", "01:12").encode(),
        [(1480, 2000, HELLO), TWO, THREE],
        [2],
    ),
    Case(
        "50 a mark twice and inside",
        b"\xef\xbb\xbf" * 2 + timed("\n\n2\n", "\n\n\ufeff2\n"),
        THESE,
        [5],
    ),
    Case(
        "51 a letter in the first time",
        timed("00:00:01,000", "00:00:O1,000"),
        [(0, 2000, HELLO), TWO, THREE],
        [1],
    ),
    Case(
        "52 a letter in a later time",
        timed("00:00:03,000", "00:00:O3,000"),
        [ONE, (2000, 4000, BYE), THREE],
        [5],
    ),
    Case("53 number on the time line", timed("1\n00:00:01", "1 00:00:01"), THESE),
    Case(
        "54 no time line",
        timed("2\n00:00:03,000 --> 00:00:04,000\n", "2\n"),
        [ONE, (2000, 5000, BYE), THREE],
        [5],
    ),
    Case(
        "55 two without a time line",
        (CLEAN + "\n4\n丁\n\n5\n戊\n\n6\n00:00:09,000 --> 00:00:10,000\n己\n").encode(),
        [*THESE, (6000, 9000, "丁"), (9000, 9000, "戊"), (9000, 10000, "己")],
        [13, 16],
    ),
    Case(
        "56 numbers from 0",
        CLEAN.replace("1\n0", "0\n0").replace("2\n0", "1\n0").replace("3\n0", "2\n0").encode(),
        THESE,
    ),
    Case("57 text begins with digits", first("3只小猪"), [(1000, 2000, "3只小猪"), TWO, THREE]),
    Case("58 CR CR LF", timed("\n", "\r\r\n"), THESE),
    Case("59 one number twice", CLEAN.replace("2\n0", "1\n0").encode(), THESE),
    Case(
        "60 text on the time line",
        timed("02,000\n", "02,000 大家好\n"),
        [(1000, 2000, "大家好\n你好世界"), TWO, THREE],
        [2],
    ),
    Case(
        "61 seconds beyond 59",
        timed("00:00:02,000", "00:00:75,000"),
        [(1000, 75000, HELLO), TWO, THREE],
        [2],
    ),
    Case(
        "62 a page of text between two cues",
        CLEAN.replace("\n\n2\n", "\n\n本片由志愿者翻译\n请勿商用\n\n2\n").encode(),
        [(1000, 2000, "你好世界\n\n本片由志愿者翻译\n请勿商用"), TWO, THREE],
        [2],
    ),
    Case(
        "63 a number not in turn and no time line",
        CLEAN.replace("2\n00:00:03,000 --> 00:00:04,000\n", "7\n").encode(),
        [(1000, 2000, "你好世界\n\n7\n再见"), THREE],
        [2],
    ),
    Case(
        "64 no arrow",
        CLEAN.replace("03,000 --> ", "03,000 ").encode(),
        [ONE, (2000, 5000, "00:00:03,000 00:00:04,000\n再见"), THREE],
        [5],
    ),
    Case(
        "65 half a time line in the text",
        first("你好世界\n00:00:02,000 --> "),
        [(1000, 2000, "你好世界\n00:00:02,000 -->"), TWO, THREE],
        [2],
    ),
    Case("66 full-width digits", timed("00:00:03,000", "００:００:０３,０００"), THESE),
    Case("67 superscript for a number", timed("2\n0", "²\n0"), THESE, [5]),
    Case("68 a number of 5000 digits", timed("2\n0", "1" * 5000 + "\n0"), THESE),
    Case(
        "69 form feed between cues",
        timed("\n\n2\n", "\n\n\f\n2\n"),
        [(1000, 2000, "你好世界\n\n\f"), TWO, THREE],
        [2],
    ),
    Case("70 comma and spaces in the times", timed("00:00:03,000", "00: 00: 03, 000"), THESE),
    Case(
        "72 arrows and points as translation programs write them",
        timed("03,000 --> 00:00:04,000", "03、000 - -> 00:00:04；000"),
        THESE,
    ),
    Case("73 marks of the direction of writing", timed("00:00:03", "\u202a00:00:03\u200e"), THESE),
    Case("74 drop-frame times", timed("04,000", "03;15"), [ONE, (3000, 3600, BYE), THREE], [6]),
    Case("71 zero bytes at the end", CLEAN.encode() + bytes(512), THESE, [12]),
]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_reads(case: Case) -> None:
    document = formats.read(case.data, "film.srt")
    assert [(cue.start, cue.end, cue.text) for cue in document.cues] == case.cues
    assert [problem.line for problem in document.problems] == list(case.lines)
    assert document.source is not None
    assert document.source.format == "srt"


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        (b"", "The file is empty."),
        (b"\xef\xbb\xbf", "The file contains no text."),
        (
            "甲乙丙".encode(),
            "No subtitle times were found in this text. Supported formats: SubRip,",
        ),
    ],
    ids=["46 empty", "47 only a mark", "no times"],
)
def test_refuses(data: bytes, sentence: str) -> None:
    with pytest.raises(UserError, match="^" + sentence):
        formats.read(data, "film.srt")


@pytest.mark.parametrize(
    ("end", "cues", "line"),
    [
        ("\n3", [ONE, TWO], 9),
        ("\n3\n00:00:0", [ONE, TWO], 9),
        ("\n3\n00:00:05,000 --", [ONE, TWO], 9),
        ("\n3\n00:00:05,000 --> 00:00:", [ONE, TWO], 9),
        ("\n3\n00:00:05,000 --> 00:00:06", [ONE, TWO, (5000, 6000, "")], 9),
    ],
)
def test_says_where_a_file_breaks_off(
    end: str, cues: list[tuple[int, int, str]], line: int
) -> None:
    document = formats.read((CLEAN[: CLEAN.index("\n3\n")] + end).encode(), "film.srt")
    assert [(cue.start, cue.end, cue.text) for cue in document.cues] == cues
    assert [(type(problem), problem.line) for problem in document.problems] == [(BrokenOff, line)]


def test_numbers_that_stand_twice_make_no_cues_without_text() -> None:
    for double in ("{0}\n{0}\n", "{0}\n\n{0}\n"):
        text = CLEAN
        for number in range(1, 4):
            text = text.replace(f"{number}\n00:", double.format(number) + "00:")
        document = formats.read(text.encode(), "film.srt")
        assert [(cue.start, cue.end, cue.text) for cue in document.cues] == THESE
        assert [problem.line for problem in document.problems] == [1]


def test_a_text_that_is_the_next_number_is_a_text() -> None:
    text = CLEAN.replace(f"{HELLO}\n\n", "2\n\n")
    document = formats.read(text.encode(), "film.srt")
    assert [cue.text for cue in document.cues] == ["2", BYE, THIRD]


def test_a_last_text_on_the_time_line_is_not_missing() -> None:
    text = CLEAN.replace("06,000\n", "06,000 ")
    document = formats.read(text.rstrip("\n").encode(), "film.srt")
    assert document.cues[-1].text == THIRD
    assert [problem.message for problem in document.problems] == [
        "Text after the times was read as cue text."
    ]


def test_keeps_placement_apart_from_the_text() -> None:
    document = formats.read(timed("02,000", "02,000  X1:100 X2:200"), "film.srt")
    assert document.cues[0].extras == {"srt.position": "X1:100 X2:200"}
    assert not document.cues[1].extras


def test_a_last_cue_without_text_is_told_but_no_broken_file() -> None:
    """Some tools end a file with an empty cue; only half a time line is a sure sign."""
    data = b"1\n00:00:01,000 --> 00:00:02,000\nHello\n\n2\n00:00:03,000 --> 00:00:04,000"
    document = formats.read(data, "x.srt")
    assert [(cue.start, cue.text) for cue in document.cues] == [(1000, "Hello"), (3000, "")]
    assert [problem.line for problem in document.problems] == [6]
    assert not any(isinstance(problem, BrokenOff) for problem in document.problems)


def test_markup_of_other_formats_is_not_written_as_text() -> None:
    text = "<c.yellow>你好</c> <i>斜体</i> <ruby>漢<rt>hàn</rt></ruby> <3"
    output = formats.write(Document((Cue(0, 0, 1000, text),)), formats.by_id("srt"))
    assert output.data.decode().split("\n")[2] == "你好 <i>斜体</i> 漢 <3"
    assert [problem.facts["cue"] for problem in output.problems] == [1]
