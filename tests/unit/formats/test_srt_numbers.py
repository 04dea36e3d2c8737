# SPDX-License-Identifier: GPL-3.0-or-later
"""SubRip: which digits are a number, which are text, and which are part of a time."""

from __future__ import annotations

from dataclasses import replace

import pytest

from editor import formats
from editor.core.document import Document

SRT = formats.by_id("srt")


def times(row: int) -> str:
    """The time line of the cue with that row: from 2·row + 1 s to 2·row + 2 s."""
    return f"00:00:{2 * row + 1:02d},000 --> 00:00:{2 * row + 2:02d},000"


def read(text: str) -> Document:
    return formats.read(text.encode(), "a.srt")


def texts(document: Document) -> list[str]:
    return [cue.text for cue in document.cues]


def unnumbered(*said: str, gap: str = "\n") -> str:
    return gap.join(f"{times(row)}\n{text}" for row, text in enumerate(said)) + "\n"


def numbered(*said: str, gap: str = "\n\n", first: int = 1) -> str:
    return gap.join(f"{row + first}\n{times(row)}\n{text}" for row, text in enumerate(said)) + "\n"


UNNUMBERED = [
    ("客服电话是\n13800138000", "欢迎来电", "密码\n1234", "好"),
    ("13800138000", "1949", "2024", "完"),
    ("十", "倒计时\n3", "2", "1", "开始"),
    ("1", "2", "3", "出发"),
    ("预备\n1", "预备\n2", "预备\n3", "跑"),
    ("OK", "No", "Yes", "好"),
    ("电话\n110\n119", "好"),
]


@pytest.mark.parametrize("said", UNNUMBERED)
@pytest.mark.parametrize("gap", ["\n", "\n\n", "\n\n\n"])
def test_where_no_numbers_run_digits_are_text(said: tuple[str, ...], gap: str) -> None:
    document = read(unnumbered(*said, gap=gap))
    assert texts(document) == list(said)
    assert not document.problems


@pytest.mark.parametrize("said", UNNUMBERED)
@pytest.mark.parametrize("first", [0, 1, 7])
def test_where_numbers_run_they_are_none(said: tuple[str, ...], first: int) -> None:
    for gap in ("\n\n", "\n"):
        document = read(numbered(*said, gap=gap, first=first))
        assert texts(document) == list(said)
        assert not document.problems


def test_a_missing_number_does_not_take_the_text_for_it() -> None:
    text = numbered("甲", "密码\n1234", "乙", "丙", gap="\n")
    document = read(text.replace("1234\n3\n", "1234\n"))
    assert texts(document) == ["甲", "密码\n1234", "乙", "丙"]


def test_numbers_may_jump_and_begin_again() -> None:
    document = read(
        "".join(
            f"{number}\n{times(row)}\n甲{row}\n"
            for row, number in enumerate([1, 2, 7, 9, 10, 1, 2])
        )
    )
    assert texts(document) == [f"甲{row}" for row in range(7)]


@pytest.mark.parametrize(
    "labels",
    [
        ["", "2", "3", "4"],  # the first number was lost
        ["10", "20", "30", "40"],
        ["4", "3", "2", "1"],
        ["5", "9", "11", "12"],
    ],
)
@pytest.mark.parametrize("gap", ["\n", "\n\n"])
def test_other_ways_to_number(labels: list[str], gap: str) -> None:
    blocks = (f"{label}\n{times(row)}\n甲{row}" for row, label in enumerate(labels))
    document = read(gap.join(blocks).lstrip("\n") + "\n")
    assert texts(document) == [f"甲{row}" for row in range(4)]
    assert not document.problems


@pytest.mark.parametrize("form", ["#{}", "{}.", "({})", "{}、", "{}:"])
def test_numbers_that_are_not_written_as_one(form: str) -> None:
    said = ["甲", "乙", "丙"]
    blocks = (f"{form.format(row)}\n{times(row)}\n{text}" for row, text in enumerate(said))
    document = read("\n\n".join(blocks) + "\n")
    assert texts(document) == said
    assert [problem.line for problem in document.problems] == [1, 5, 9]


def test_a_blank_line_between_a_number_and_its_times() -> None:
    document = read(numbered("甲", "乙\n7", "丙").replace("\n", "\n\n"))
    assert [text.split() for text in texts(document)] == [["甲"], ["乙", "7"], ["丙"]]


def test_a_changed_cue_of_an_unnumbered_file_gets_no_number() -> None:
    text = unnumbered("密码\n1234", "乙", "丙\n5")
    document = read(text)
    cues = (document.cues[0], document.cues[1].saying("改"), document.cues[2].saying("丙\n6"))
    data = formats.write(replace(document, cues=cues), SRT).data.decode()
    assert data == text.replace("乙", "改").replace("丙\n5", "丙\n6")
    assert texts(read(data)) == ["密码\n1234", "改", "丙\n6"]


@pytest.mark.parametrize(
    ("line", "start", "said"),
    [
        ("2400:00:03,000 --> 00:00:04,000", 3000, "24"),
        ("200:00:03,000 --> 00:00:04,000", 3000, "2"),
        ("12300:00:03,000 --> 00:00:04,000", 3000, "123"),
    ],
)
def test_a_number_that_touches_its_time_is_no_hour(line: str, start: int, said: str) -> None:
    document = read(f"1\n{times(0)}\n甲\n\n{line}\n乙\n\n3\n{times(2)}\n丙\n")
    assert [(cue.start, cue.end, cue.text) for cue in document.cues][1] == (start, 4000, "乙")
    assert [(problem.line, said in problem.text) for problem in document.problems] == [(5, True)]


def test_below_a_number_the_first_digits_are_hours() -> None:
    document = read(f"1\n{times(0)}\n甲\n\n2\n2400:00:03,000 --> 00:00:04,000\n乙\n")
    assert texts(document) == ["甲", "乙"]
    assert document.cues[1].start == 8_640_003_000


@pytest.mark.parametrize(
    ("line", "start"),
    [
        ("100:00:03,000 --> 100:00:04,000", 360_003_000),
        ("2400:00:03,000 --> 2400:00:04,000", 8_640_003_000),
        ("000:00:03,000 --> 000:00:04,000", 3000),
    ],
)
def test_hours_of_three_and_four_digits(line: str, start: int) -> None:
    document = read(f"1\n{line}\n甲\n")
    assert (document.cues[0].start, document.cues[0].duration) == (start, 1000)
    assert not document.problems


@pytest.mark.parametrize(
    "twice",
    [
        f"{times(0)}\n{times(0)}\n你好",
        f"1\n{times(0)}\n{times(0)}\n你好",
        f"1\n{times(0)}\n\n{times(0)}\n你好",
        f"1\n{times(0)}\n1\n{times(0)}\n你好",
        f"1\n{times(0)}\n{times(0).replace(',', '.')}\n你好",
        f"1\n{times(0)} {times(0)}\n你好",
    ],
)
def test_a_time_line_twice_is_one_cue(twice: str) -> None:
    number = "2\n" if twice[1] == "\n" else ""
    text = f"{twice}\n\n{number}{times(1)}\n再见\n"
    document = read(text)
    assert [(cue.start, cue.end, cue.text) for cue in document.cues] == [
        (1000, 2000, "你好"),
        (3000, 4000, "再见"),
    ]
    assert [problem.text for problem in document.problems] == [
        "This time line stands twice; it was read once."
    ]
    if f"\n\n{times(0)}" not in text:  # never a blank line inside a cue
        assert formats.write(document, SRT).data.decode() == text
    changed = replace(document, cues=(document.cues[0].saying("改"), document.cues[1]))
    again = read(formats.write(changed, SRT).data.decode())
    assert texts(again) == ["改", "再见"]
    assert not again.problems


def test_an_empty_cue_with_the_times_of_the_next_stays() -> None:
    document = read(f"1\n{times(0)}\n\n2\n{times(0)}\n你好\n")
    assert texts(document) == ["", "你好"]


@pytest.mark.parametrize(
    ("rest", "text"),
    [
        ("大家好", "大家好\n你好"),
        (" Host:大家好", "Host:大家好\n你好"),
        ("\t- 大家好", "- 大家好\n你好"),
        (" note: hello", "note: hello\n你好"),
    ],
)
def test_text_after_the_times_is_text(rest: str, text: str) -> None:
    document = read(f"1\n{times(0)}{rest}\n你好\n")
    assert texts(document) == [text]
    assert [problem.line for problem in document.problems] == [2]
    assert formats.write(document, SRT).data.decode() == f"1\n{times(0)}\n{text}\n"


@pytest.mark.parametrize("rest", ["X1:1 X2:2 Y1:3 Y2:4", "align:start position:10%", "line:-1"])
def test_settings_after_the_times_are_none(rest: str) -> None:
    document = read(f"1\n{times(0)} {rest}\n你好\n")
    assert texts(document) == ["你好"]
    assert document.cues[0].extras == {"srt.position": rest}


@pytest.mark.parametrize(
    ("time", "ms"),
    [
        ("00:00:01:500", 1500),  # milliseconds behind a colon
        ("00:00:01:12", 1480),  # frames, of 40 ms
        ("00:01:500", 1500),
        ("0:00:00:01,500", 1500),  # days
        ("1:00:00:01,500", 86_401_500),
    ],
)
def test_times_of_four_fields(time: str, ms: int) -> None:
    document = read(f"1\n{time} --> 30:00:00,000\n甲\n")
    assert document.cues[0].start == ms


END_MARKS = ["\x1a", "\n\x1a", "\n\n\x1a\n", "\x1a\x1a\r\n"]


@pytest.mark.parametrize("end", END_MARKS)
@pytest.mark.parametrize("row", ["srt", "vtt", "sbv"])
def test_an_end_of_file_mark_is_no_text(end: str, row: str) -> None:
    written = formats.write(read(numbered("甲", "乙")), formats.by_id(row)).data.decode()
    text = written.rstrip("\n") + end
    document = formats.read(text.encode(), f"a.{row}")
    assert texts(document) == ["甲", "乙"]
    line = text[: text.index("\x1a")].count("\n") + 1
    assert [(problem.line, "0x1A" in problem.text) for problem in document.problems] == [
        (line, True)
    ]


def test_an_end_of_file_mark_between_two_joined_files() -> None:
    document = read(numbered("甲", "乙") + "\x1a\n" + numbered("丙"))
    assert texts(document) == ["甲", "乙", "丙"]
    cues = (*document.cues[:2], document.cues[2].saying("改"))
    assert b"\x1a" not in formats.write(replace(document, cues=cues), SRT).data


BLANK = ["甲\n\n乙", "\n甲", "甲\n \t\n乙", "甲\n\u3000\n乙"]


@pytest.mark.parametrize("text", BLANK)
@pytest.mark.parametrize("newline", ["\n", "\r\n"])
def test_no_cue_is_written_with_a_blank_line_inside(text: str, newline: str) -> None:
    document = read(numbered(text, "丙").replace("\n", newline))
    assert texts(document)[1] == "丙"
    changed = replace(document, cues=(document.cues[0], document.cues[1].saying("丁")))
    for given in (document, changed, Document(document.cues)):
        output = formats.write(given, SRT)
        blocks = output.data.decode().replace("\r\n", "\n").rstrip("\n").split("\n\n")
        assert [block.split("\n", 2)[2] for block in blocks] == [
            "甲\n乙" if "乙" in text else "甲",
            given.cues[1].text,
        ]
    told = formats.write(document, SRT).problems
    assert [problem.facts["cue"] for problem in told] == [1]
