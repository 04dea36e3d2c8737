# SPDX-License-Identifier: GPL-3.0-or-later
"""Transcripts and captions as Premiere and Avid export them, and JSON in paragraphs."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from editor import formats
from editor.core.options import Options

if TYPE_CHECKING:
    from editor.core.document import Document

PREMIERE = (
    "00:00:01:05 - 00:00:03:10\nSpeaker 1\nHello everyone.\n\n"
    "00:00:03:12 - 00:00:05:00\nSpeaker 2\n大家好。\n第二行\n"
)
AVID = (
    "@ This file written with the Avid Caption plugin, version 1\n\n<begin subtitles>\n\n"
    "00:00:01:05 00:00:03:10\n大家好\n第二行\n\n00:00:03:12 00:00:05:00\n再见\n\n<end subtitles>\n"
)
RATE = "Times count frames, and the file names no frame rate; 25 fps was assumed."


def read(text: str, name: str = "a.txt", fps: float = 25.0) -> Document:
    return formats.read(text.encode(), name, options=Options(fps=fps))


def said(document: Document) -> list[tuple[int, int, str, str | None]]:
    return [(cue.start, cue.end, cue.text, cue.speaker) for cue in document.cues]


def test_premiere_counts_frames_and_names_who_speaks() -> None:
    document = read(PREMIERE)
    assert said(document) == [
        (1200, 3400, "Hello everyone.", "Speaker 1"),
        (3480, 5000, "大家好。\n第二行", "Speaker 2"),
    ]
    assert [str(problem) for problem in document.problems] == [RATE]
    assert [cue.start for cue in read(PREMIERE, fps=50.0).cues] == [1100, 3240]


def test_names_that_come_again_are_speakers() -> None:
    names = ["张三", "李四", "张三", "李四"]
    rows = [f"00:00:0{at} - 00:00:0{at + 1}\n{name}\n第{at}句\n" for at, name in enumerate(names)]
    assert [cue.speaker for cue in read("\n".join(rows)).cues] == names
    rows = [f"00:00:0{at} - 00:00:0{at + 1}\n上一行{at}\n下一行\n" for at in range(4)]
    assert [cue.text for cue in read("\n".join(rows)).cues] == [
        f"上一行{at}\n下一行" for at in range(4)
    ]


def test_what_avid_writes_around_its_captions_is_no_caption() -> None:
    document = read(AVID)
    assert said(document) == [(1200, 3400, "大家好\n第二行", None), (3480, 5000, "再见", None)]
    told = [str(problem) for problem in document.problems]
    assert "Line 12: Skipped, not part of any cue: “<end subtitles>”." in told


@pytest.mark.parametrize("name", ["a.srt", "a.txt", "a.vtt"])
def test_seconds_alone_are_times_of_subrip(name: str) -> None:
    document = read("1\n12.5 --> 14.0\n大家好\n\n2\n15.25s --> 17,125s\n3.5 -> 4\n", name)
    assert said(document) == [
        (12_500, 14_000, "大家好", None),
        (15_250, 17_125, "3.5 -> 4", None),
    ]


def test_an_entry_without_a_text_ends_the_one_before() -> None:
    text = "[00:00:01.5]\n大家好\n[00:00:03.0]\n\n[00:00:04.0]\n再见\n[00:00:05.5]\n"
    assert said(read(text)) == [(1500, 3000, "大家好", None), (4000, 5500, "再见", None)]


def test_lists_in_each_paragraph_are_one_list() -> None:
    lines = [{"start": at, "end": at + 1, "text": text} for at, text in enumerate("一二三")]
    paragraphs = [{"speaker": "甲", "lines": lines[:2]}, {"speaker": "乙", "lines": lines[2:]}]
    document = read(json.dumps({"paragraphs": paragraphs}), "a.json")
    assert said(document) == [
        (0, 1000, "一", "甲"), (1000, 2000, "二", "甲"), (2000, 3000, "三", "乙"),
    ]  # fmt: skip


def test_words_in_each_monologue_are_put_together() -> None:
    terms = [
        {"start": 0.5, "end": 1.0, "text": "Hello", "confidence": 0.91, "type": "WORD"},
        {"start": 1.0, "end": 1.1, "text": ",", "type": "PUNCTUATION"},
        {"start": 1.1, "end": 2.4, "text": "world.", "type": "WORD"},
    ]
    monologues = [
        {"speaker": {"id": "1", "name": "甲"}, "start": 0.5, "end": 2.4, "terms": terms},
        {"speaker": {"id": "2", "name": "乙"}, "start": 3, "end": 4,
         "terms": [{"start": 3, "end": 4, "text": "Yes", "type": "WORD"}]},
    ]  # fmt: skip
    document = read(json.dumps({"schemaVersion": "2.0", "monologues": monologues}), "a.json")
    assert said(document) == [(500, 2400, "Hello, world.", "甲"), (3000, 4000, "Yes", "乙")]
