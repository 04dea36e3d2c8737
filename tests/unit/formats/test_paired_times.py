# SPDX-License-Identifier: GPL-3.0-or-later
"""Starts and ends with signs between or around them that no format has."""

from __future__ import annotations

import pytest

from editor import formats

SAID = ("大家好", "今天聊字幕", "再见")
TOLD = "The times are written as in “{}”; they were read as start and end."


def rows(
    text: str, name: str = "a.srt"
) -> tuple[list[tuple[int, int, str, str | None]], list[str]]:
    document = formats.read(text.encode(), name)
    cues = [(cue.start, cue.end, cue.text, cue.speaker) for cue in document.cues]
    return cues, [problem.text for problem in document.problems]


FORMS = [
    "[00:00:0{0},500] --> [00:00:0{1},500]",
    '"00:00:0{0},500" --> "00:00:0{1},500"',
    '"00:00:0{0},500 --> 00:00:0{1},500"',
    "（00:00:0{0}.500）—（00:00:0{1}.500）",
    "00:00:0{0},500 --&gt 00:00:0{1},500",
    "00:00:0{0},500 --&#62; 00:00:0{1},500",
    "00:00:0{0},500 >> 00:00:0{1},500",
    "00:00:0{0},500 ⇒ 00:00:0{1},500",
    "00:00:0{0},500 -- 00:00:0{1},500",
    "00:00:0{0},500 ―> 00:00:0{1},500",
    "00:00:0{0},500 ... 00:00:0{1},500",
    "00:00:0{0}'500 --> 00:00:0{1}'500",
    "00:00:0{0} 500 --> 00:00:0{1} 500",
    "2024-01-02 00:00:0{0},500 --> 2024-01-02 00:00:0{1},500",
    "[00:0{0}.500] to [00:0{1}.500]",
]


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("newline", ["\n", "\r\n", "\r"])
def test_time_lines(form: str, newline: str) -> None:
    blocks = (f"{n}\n{form.format(n, n + 1)}\n{said}\n" for n, said in enumerate(SAID, 1))
    cues, told = rows("\n".join(blocks).replace("\n", newline))
    assert cues == [(n * 1000 + 500, n * 1000 + 1500, said, None) for n, said in enumerate(SAID, 1)]
    assert told == [TOLD.format(form.format(1, 2))]


@pytest.mark.parametrize(
    "form",
    [
        "[{0}] 00:00:0{0},500 --> 00:00:0{1},500",
        "{0}、00:00:0{0},500 --> 00:00:0{1},500",
        "{0}.00:00:0{0},500 --> 00:00:0{1},500",
        "({0})00:00:0{0},500 --> 00:00:0{1},500",
        "[00:00:0{0}.500] - [00:00:0{1}.500]",
        "[00:00:0{0}.500]~[00:00:0{1}.500]:",
        "<00:00:0{0}.500> → <00:00:0{1}.500>",
        "[00:00:0{0}.500 至 00:00:0{1}.500]",
        "（00:0{0}.500到00:0{1}.500）",
        "[00:0{0}.500 to 00:0{1}.500]",
    ],
)
def test_texts_beside_them(form: str) -> None:
    lines = (f"{form.format(n, n + 1)} {said}\n" for n, said in enumerate(SAID, 1))
    cues, _ = rows("".join(lines), "a.txt")
    assert cues == [(n * 1000 + 500, n * 1000 + 1500, said, None) for n, said in enumerate(SAID, 1)]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("[00:01.00][00:03.00]甲\n[00:02.00][00:04.00]乙\n", "a.lrc"),
        ('"00:00:01,000 --> 00:00:02,000","甲"\n"00:00:02,000 --> 00:00:03,000","乙"\n', "a.csv"),
        ("start,end,text\n00:00:01,00:00:02,甲\n00:00:02,00:00:03,乙\n", "a.csv"),
        ("1\n00:00:01,000 --> 00:00:02,000\n[12:30] >> [13:00]\n[13:30] >> [14:00]\n", "a.srt"),
        ("[00:01.00] <00:01.00>大 <00:01.50>家\n[00:02.00] <00:02.00>好\n", "a.lrc"),
    ],
)
def test_what_is_no_such_pair(text: str, name: str) -> None:
    _, told = rows(text, name)
    assert not [sentence for sentence in told if "written as in" in sentence]


def test_a_colon_behind_the_times_is_no_text() -> None:
    text = "- 00:00:01,000 --> 00:00:02,000: 甲\n- 00:00:02,000 --> 00:00:03,000：乙\n"
    cues, _ = rows(text)
    assert cues == [(1000, 2000, "甲", None), (2000, 3000, "乙", None)]
