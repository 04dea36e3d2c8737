# SPDX-License-Identifier: GPL-3.0-or-later
"""Our JSON: everything that a cue knows, under a schema that other programs can rely on."""

from __future__ import annotations

import json
from pathlib import Path

import jsonschema
import pytest

from editor import formats
from editor.core.cue import Cue
from editor.core.document import Document
from editor.core.errors import BrokenOff, UserError
from editor.core.head import Head
from editor.core.words import Word, Words

JSON = formats.by_id("json")
ROOT = Path(__file__).parents[3]
SCHEMA = json.loads((ROOT / "docs" / "schemas" / "document.json").read_text("utf-8"))
DATA = ROOT / "tests" / "data"
FULL = Document(
    cues=(
        Cue(
            0,
            0,
            1800,
            "改好的\n两行",
            hypothesis="该好的",
            speaker="张三",
            words=Words([Word(0, 900, "该", 0.25), Word(900, 1800, "好的")]),
            checked=True,
            note="听不清",
            extras={"vtt.id": "甲", "bcc.item": {"sid": 1}},
            second="Corrected\ntwo lines",
            second_checked=True,
            mark="red",
            chapter="开场",
            left_out=True,
        ),
        Cue(1, 1800, 1700, ""),
        Cue(
            2,
            2000,
            3000,
            "改",
            hypothesis="该",
            words=Words([Word(2000, 3000, "改")], "text"),
            chapter="",
        ),
    ),
    media="a.mp4",
    head=Head(
        "zh-Hans",
        "en",
        styles={"正文": {"Fontname": "思源黑体", "Fontsize": "60"}},
        script_info={"Title": "谈话"},
        speaker_colours={"张三": "#ff8800"},
    ),
    next_id=3,
)
WRITTEN = """\
{"schema": "jiaozi/document/1",
 "media": "a.mp4",
 "language": "zh-Hans",
 "second_language": "en",
 "styles": {"正文": {"Fontname": "思源黑体", "Fontsize": "60"}},
 "script_info": {"Title": "谈话"},
 "speaker_colours": {"张三": "#ff8800"},
 "cues": [
  {"start": 0, "end": 1800, "text": "改好的\\n两行", "hypothesis": "该好的", "speaker": "张三", \
"words": [[0, 900, "该", 0.25], [900, 1800, "好的"]], "checked": true, "note": "听不清", \
"second": "Corrected\\ntwo lines", "second_checked": true, "mark": "red", "left_out": true, \
"chapter": "开场", "extras": {"vtt.id": "甲", "bcc.item": {"sid": 1}}},
  {"start": 1800, "end": 1700, "text": ""},
  {"start": 2000, "end": 3000, "text": "改", "hypothesis": "该", "words": [[2000, 3000, "改"]], \
"words_of": "text", "chapter": ""}
 ]}
"""


def read(text: str) -> Document:
    return formats.read(text.encode(), "x.json")


def test_one_cue_to_a_line() -> None:
    assert formats.write(FULL, JSON).data.decode() == WRITTEN


def test_reads_all_that_was_written() -> None:
    assert read(WRITTEN) == FULL


@pytest.mark.parametrize(
    "path",
    [
        "onboard-transcript.txt",
        "samples/vtt/cue_tags.vtt",
        "samples/vtt/wpt_nulls.vtt",
        "samples/srt/webvttpy_missing_timeframe.srt",
        "samples/_handmade/bilibili_ai_subtitle.json",
    ],
)
def test_what_is_written_keeps_to_the_schema(path: str) -> None:
    document = formats.read((DATA / path).read_bytes(), path)
    written = json.loads(formats.write(document, JSON).data)
    jsonschema.validate(written, SCHEMA)
    assert len(written["cues"]) == len(document.cues)


def test_the_schema_takes_a_full_and_an_empty_document() -> None:
    jsonschema.validate(json.loads(WRITTEN), SCHEMA)
    jsonschema.validate(json.loads(formats.write(Document(), JSON).data), SCHEMA)


def test_the_schema_refuses_times_that_are_no_whole_milliseconds() -> None:
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate(json.loads(WRITTEN.replace('"end": 1800', '"end": 1.8')), SCHEMA)


def test_problems_are_listed_with_their_lines() -> None:
    data = b"1\n00:00:02,000 --> 00:00:01,000\na\n"
    written = json.loads(formats.write(formats.read(data, "x.srt"), JSON).data)
    assert written["problems"] == [{"line": 2, "message": "The cue ends before it starts."}]


def test_reads_the_whole_cues_of_a_file_that_breaks_off() -> None:
    document = read(WRITTEN[: WRITTEN.index('"end": 1700')])
    assert document.cues == FULL.cues[:1]
    assert [(type(p), p.line) for p in document.problems] == [(BrokenOff, 10)]


def test_reports_cues_without_times() -> None:
    document = read(
        '{"schema": "jiaozi/document/1",'
        ' "cues": [{"start": 1.4, "end": "2"}, {"start": true, "end": 2}]}'
    )
    assert [(cue.start, cue.end) for cue in document.cues] == [(1, 2)]
    assert [problem.text for problem in document.problems] == [
        "Cue 2 has no time that can be read and was left out."
    ]


def test_refuses_a_later_version() -> None:
    with pytest.raises(UserError, match="jiaozi/document/2"):
        formats.read(WRITTEN.replace("document/1", "document/2").encode(), "x.json", "json")


def test_what_a_file_carries_and_what_was_wrong_with_it_survive() -> None:
    bcc = b'{"font_size":0.7,"body":[{"from":1,"to":2,"content":"a"},{"content":"b"}]}'
    document = formats.read(bcc, "x.bcc")
    ours = formats.write(document, formats.by_id("json")).data
    again = formats.read(ours, "x.json")
    assert again.head == document.head
    assert again.head.extras
    assert [p.text for p in again.problems] == [
        "Cue 2 has no time that can be read and was left out."
    ]
    assert b'"font_size": 0.7' in formats.write(again, formats.by_id("bcc")).data


def test_lines_are_counted_from_the_beginning_of_the_file() -> None:
    late = "\n\n" + WRITTEN
    document = read(late[: late.index('"end": 1700')])
    assert [problem.line for problem in document.problems] == [12]
    more = f"\n{WRITTEN}\nx"
    assert [problem.line for problem in read(more).problems] == [len(more.split("\n"))]
    with pytest.raises(UserError) as caught:
        formats.read(b'\n\n{"cues": [\n', "x.json", "json")
    assert caught.value.line == 4
