# SPDX-License-Identifier: GPL-3.0-or-later
"""What writing tells of what a format cannot hold, and what it leaves as it was."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from editor import formats
from editor.core.cue import Cue
from editor.core.document import Document
from editor.core.errors import UserError


def test_writing_says_what_is_lost() -> None:
    cue = Cue(0, 0, 1, "<c>a</c>", speaker="甲", note="?", extras={"vtt.settings": "line:0"})
    document = Document((replace(cue, second="b", mark="red", chapter=""),))
    output = formats.write(document, formats.by_id("srt"))
    assert [problem.text for problem in output.problems] == [
        "SubRip cannot store speakers. Cues affected: 1.",
        "SubRip cannot store notes. Cues affected: 1.",
        "SubRip cannot store a second text. Cues affected: 1.",
        "SubRip cannot store colour marks. Cues affected: 1.",
        "SubRip cannot store chapters. Cues affected: 1.",
        ("SubRip cannot store the position or style of some cues. Cues affected: 1."),
        "Cue 1 lost markup that SubRip cannot store.",
    ]


def test_numbers_and_voices_of_webvtt_are_no_position() -> None:
    text = "WEBVTT\n\n1\n00:01.000 --> 00:02.000\n<v.loud 甲>好</v>\n"
    output = formats.write(formats.read(text.encode(), "a.vtt"), formats.by_id("srt"))
    assert [problem.text for problem in output.problems] == [
        "SubRip cannot store speakers. Cues affected: 1."
    ]


def test_what_cannot_be_written_says_so() -> None:
    with pytest.raises(UserError, match=r"can be read but not written"):
        formats.write(Document(), formats.by_id("asr-log"))


def test_a_character_that_the_encoding_lacks_makes_the_file_utf_8() -> None:
    data = ("1\n00:00:01,000 --> 00:00:02,000\n我們今天來聊一聊字幕\n").encode("big5")
    document = formats.read(data, "x.srt")
    cue = document.cues[0]
    changed = Document((Cue(cue.id, cue.start, cue.end, "我们😀"),), source=document.source)
    output = formats.write(changed, formats.by_id("srt"))
    assert output.data.decode("utf-8") == "1\n00:00:01,000 --> 00:00:02,000\n我们😀\n"
    assert output.encoding == "utf-8"
    assert [problem.text for problem in output.problems] == [
        "BIG5HKSCS cannot store “们”; the file was saved as UTF-8."
    ]


def test_writing_tells_what_is_never_shown_and_what_belongs_to_the_whole_file() -> None:
    vtt = "WEBVTT\n\nNOTE x\n\n00:03.000 --> 00:03.000\nnever\n"
    document = formats.read(vtt.encode(), "x.vtt")
    output = formats.write(document, formats.by_id("srt"))
    assert [problem.text for problem in output.problems] == [
        "SubRip cannot store the styles, notes or display settings of the original file.",
        "Cue 1 is never shown: it does not end after it starts.",
    ]


THREE = (
    "1\r\n00:00:01,000 --> 00:00:02,000\r\n甲 \r\n\r\n"
    "2\r\n0:0:3,0 -> 00:00:04,000\r\n乙\r\n\r\n3\r\n00:00:05,000 --> 00:00:06,000\r\n丙\r\n"
)


def with_cue(document: Document, row: int, **fields: Any) -> Document:
    cues = list(document.cues)
    cues[row] = replace(cues[row], **fields)
    return replace(document, cues=tuple(cues))


@pytest.mark.parametrize(
    ("fields", "lost"),
    [
        ({"checked": True}, []),
        ({"hypothesis": "以"}, []),
        ({"second": "B"}, ["SubRip cannot store a second text. Cues affected: 1."]),
        ({"mark": "red"}, ["SubRip cannot store colour marks. Cues affected: 1."]),
        ({"note": "?"}, ["SubRip cannot store notes. Cues affected: 1."]),
        ({"speaker": "王"}, ["SubRip cannot store speakers. Cues affected: 1."]),
    ],
    ids=str,
)
def test_what_does_not_stand_in_a_file_changes_no_byte_of_it(
    fields: dict[str, Any], lost: list[str]
) -> None:
    document = with_cue(formats.read(THREE.encode(), "x.srt"), 1, **fields)
    output = formats.write(document, formats.by_id("srt"))
    assert output.data.decode() == THREE
    assert [problem.text for problem in output.problems] == lost


def test_word_times_are_lost_with_the_lines_that_are_rewritten() -> None:
    vtt = "WEBVTT\n\n00:01.000 --> 00:03.000\n<00:01.500>a <00:02.000>b\n"
    document = formats.read(vtt.encode(), "x.vtt")
    kept = formats.write(with_cue(document, 0, checked=True), formats.by_id("vtt"))
    assert (kept.data.decode(), kept.problems) == (vtt, [])
    changed = formats.write(with_cue(document, 0, end=3500), formats.by_id("vtt"))
    assert [problem.text for problem in changed.problems] == [
        "WebVTT cannot store word timings. Cues affected: 1."
    ]


@pytest.mark.parametrize("target", ["srt", "vtt", "sbv", "bcc"])
def test_what_is_left_out_is_in_no_file(target: str) -> None:
    document = with_cue(formats.read(THREE.encode(), "x.srt"), 1, left_out=True)
    output = formats.write(document, formats.by_id(target))
    assert [cue.text for cue in formats.read(output.data).cues] == ["甲", "丙"]
    assert output.problems == []
    if target == "srt":
        first, _, last = THREE.split("\r\n\r\n")
        assert output.data.decode() == f"{first}\r\n\r\n{last.replace('3', '2', 1)}"


def test_problems_count_the_cues_that_are_left_out() -> None:
    cues = (Cue(0, 0, 900, "甲", left_out=True), Cue(1, 1000, 1000, "乙"), Cue(2, -5, 9, "丙"))
    output = formats.write(Document(cues), formats.by_id("srt"))
    assert [problem.text for problem in output.problems] == [
        "Cue 2 is never shown: it does not end after it starts.",
        "Cue 3 started before 0:00 and was cut there.",
    ]


def test_our_json_has_what_is_left_out() -> None:
    document = Document((Cue(0, 0, 900, "甲", left_out=True),), next_id=1)
    output = formats.write(document, formats.by_id("json"))
    assert (formats.read(output.data), output.problems) == (document, [])
