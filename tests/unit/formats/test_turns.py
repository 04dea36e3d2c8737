# SPDX-License-Identifier: GPL-3.0-or-later
"""Who speaks, and what are words, where a file tells it beside the text."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from editor import formats

if TYPE_CHECKING:
    from editor.core.document import Document

Rows = list[tuple[float, float, str]]


def read(text: str, name: str) -> Document:
    return formats.read(text.encode(), name)


def said(document: Document) -> list[tuple[int, int, str, str | None]]:
    return [(cue.start, cue.end, cue.text, cue.speaker) for cue in document.cues]


def text_grid(**tiers: Rows) -> str:
    parts = [
        f'"IntervalTier"\n"{name}"\n0\n9\n{len(rows)}\n'
        + "".join(f'{start}\n{end}\n"{text}"\n' for start, end, text in rows)
        for name, rows in tiers.items()
    ]
    head = 'File type = "ooTextFile"\nObject class = "TextGrid"\n\n0\n9\n<exists>\n'
    return f"{head}{len(tiers)}\n{''.join(parts)}"


FIRST: Rows = [(0, 1.8, "大家好"), (1.8, 5, "")]
SECOND: Rows = [(0, 1.8, ""), (1.8, 5, "今天我们聊字幕")]
WORDS: Rows = [(0, 0.9, "大家"), (0.9, 1.8, "好"), (1.8, 3, ""), (3, 5.2, "今天")]


def test_tiers_of_two_speakers() -> None:
    document = read(text_grid(张三=FIRST, 李四=SECOND), "a.TextGrid")
    assert said(document) == [(0, 1800, "大家好", "张三"), (1800, 5000, "今天我们聊字幕", "李四")]
    assert not document.problems


def test_a_tier_in_another_language_is_no_speaker() -> None:
    both = text_grid(zh=FIRST, en=[(0, 1.8, "Hello"), (2, 5, "")])
    document = read(both, "a.TextGrid")
    assert said(document) == [(0, 1800, "大家好", None)]
    assert len(document.problems) == 1


def test_a_tier_of_remarks_is_not_what_is_said() -> None:
    talk: Rows = [(0, 1, "大家好"), (1, 2, "今天我们聊字幕"), (2, 3, "再见")]
    document = read(text_grid(remarks=[(0, 3, "笑声")], talk=talk), "a.TextGrid")
    assert [cue.text for cue in document.cues] == ["大家好", "今天我们聊字幕", "再见"]
    assert "The tier “remarks” was left out" in str(document.problems[0])


def test_sounds_are_no_cues_however_few_they_are() -> None:
    document = read(text_grid(words=WORDS, phones=[(0, 0.5, "d"), (0.5, 1, "a")]), "a.TextGrid")
    assert [cue.text for cue in document.cues] == ["大家", "好", "今天"]


def test_speakers_inside_one_result_of_google() -> None:
    words = [
        {"startTime": "0s", "endTime": "0.5s", "word": "hello", "speakerTag": 1},
        {"startTime": "0.6s", "endTime": "1s", "word": "bye", "speakerTag": 2},
    ]
    result = {"results": [{"alternatives": [{"transcript": "hello bye", "words": words}]}]}
    document = read(json.dumps(result), "a.json")
    assert said(document) == [(0, 500, "hello", "Speaker 1"), (600, 1000, "bye", "Speaker 2")]


def test_of_a_stream_of_deepgram_only_what_is_final() -> None:
    def message(start: float, end: float, text: str, *, final: bool) -> str:
        words = [{"word": text, "start": start, "end": end, "confidence": 0.9}]
        best = {"transcript": text, "words": words}
        channel = {"alternatives": [best]}
        return json.dumps(
            {"type": "Results", "is_final": final, "start": start, "channel": channel}
        )

    lines = [
        message(0, 1, "大", final=False),
        message(0, 1.8, "大家好", final=True),
        message(1.8, 5, "今天", final=True),
    ]
    document = read("\n".join(lines), "a.jsonl")
    assert said(document) == [(0, 1800, "大家好", None), (1800, 5000, "今天", None)]


def ttml(*spans: tuple[int, int, str]) -> str:
    inside = "".join(f'<span begin="{a}s" end="{b}s">{text}</span>' for a, b, text in spans)
    return f'<tt xmlns="http://www.w3.org/ns/ttml"><body><div><p>{inside}</p></div></body></tt>'


def test_phrases_with_times_of_their_own_in_ttml_are_cues() -> None:
    document = read(ttml((0, 2, "大家好"), (3, 5, "今天我们聊字幕")), "a.xml")
    assert said(document) == [(0, 2000, "大家好", None), (3000, 5000, "今天我们聊字幕", None)]


def test_words_with_times_of_their_own_in_ttml_are_words() -> None:
    document = read(ttml((0, 1, "大家"), (1, 2, "好")), "a.xml")
    assert said(document) == [(0, 2000, "大家好", None)]
