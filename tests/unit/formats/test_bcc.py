# SPDX-License-Identifier: GPL-3.0-or-later
"""BCC as Bilibili's tools write it, and what its creator page takes."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from editor import formats
from editor.core.cue import Cue
from editor.core.document import Document
from editor.core.errors import BrokenOff, UserError

BCC = formats.by_id("bcc")
SAMPLES = Path(__file__).parents[2] / "data" / "samples"


def read(text: str) -> Document:
    return formats.read(text.encode(), "x.bcc")


def cues(document: Document) -> list[tuple[int, int, str]]:
    return [(cue.start, cue.end, cue.text) for cue in document.cues]


def test_reads_an_upload() -> None:
    document = formats.read((SAMPLES / "_handmade" / "bilibili_upload.bcc").read_bytes(), "x.bcc")
    assert cues(document) == [(380, 2000, "第一句"), (2000, 4500, "第二句第一行\n第二句第二行")]
    assert not document.problems


def test_reads_an_ai_track_and_writes_its_fields_back() -> None:
    data = (SAMPLES / "_handmade" / "bilibili_ai_subtitle.json").read_bytes()
    document = formats.read(data, "x.json")
    assert cues(document) == [(9300, 12720, "示例一"), (12720, 14100, "♪ 音乐 ♪")]
    assert document.head.language == "zh"
    assert json.loads(formats.write(document, BCC).data) == json.loads(data)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('{"body":[{"from":1,"to":2,"content":"甲"}]}', [(1000, 2000, "甲")]),
        ('{"body":[{"from":"1.5","to":"2","content":"甲"}],"stroke":"none"}', [(1500, 2000, "甲")]),
        ('{"data":{"body":[{"from":0,"to":0.1,"content":"甲"}]}}', [(0, 100, "甲")]),
        (
            '{"body":[{"from":5,"to":6,"content":"后"},{"from":1,"to":2,"content":"前"}]}',
            [(5000, 6000, "后"), (1000, 2000, "前")],
        ),
        ('{"body":[{"from":1,"to":2,"content":""}]}', [(1000, 2000, "")]),
        ('\ufeff {"body":[{"from":1,"to":2,"content":"a\\nb"}]}\n', [(1000, 2000, "a\nb")]),
        ('{"body":[{"from":0.0005,"to":1e1,"content":null}]}', [(0, 10000, "")]),
    ],
    ids=["bare", "strings", "wrapped", "unsorted", "empty", "mark", "small and exponent"],
)
def test_reads_what_other_tools_write(text: str, expected: list[tuple[int, int, str]]) -> None:
    document = read(text)
    assert cues(document) == expected
    assert not document.problems


def test_reports_what_it_leaves_out() -> None:
    document = read(
        '{"body":[{"from":1,"to":2,"content":"甲"},{"from":"x","to":3,"content":"乙"},'
        '{"to":4,"content":"丙"},7,{"from":5,"to":NaN,"content":"丁"},{"from":9,"to":8,"content":"戊"}]}'
    )
    assert cues(document) == [(1000, 2000, "甲"), (9000, 8000, "戊")]
    assert [problem.text for problem in document.problems] == [
        "Cue 2 has no time that can be read and was left out.",
        "Cue 3 has no time that can be read and was left out.",
        "Cue 4 has no time that can be read and was left out.",
        "Cue 5 has no time that can be read and was left out.",
        "Cue 6 ends before it starts.",
    ]


def test_reads_the_whole_cues_of_a_file_that_breaks_off() -> None:
    document = read('{"body":[{"from":1,"to":2,"content":"甲"},\n{"from":3,"to":4,"cont')
    assert cues(document) == [(1000, 2000, "甲")]
    assert [(type(problem), problem.line) for problem in document.problems] == [(BrokenOff, 2)]


@pytest.mark.parametrize("text", ['{"body": {}}', '{"body": []}', "[]", '{"body": [', "{}"])
def test_refuses(text: str) -> None:
    with pytest.raises(UserError):
        formats.read(text.encode(), "x.bcc", "bcc")


def test_writes_what_the_creator_page_takes() -> None:
    document = Document(
        (
            Cue(0, 0, 1234, "<i>从零</i>"),
            Cue(1, 1234, 5000, 'a\nb "引号" \\n'),
            Cue(2, 5000, 9000, "长"),
            Cue(3, 9000, 9500, "太晚"),
            Cue(4, 6000, 6000, "无时"),
            Cue(5, 6000, 7000, "  "),
            Cue(6, -20, 100, "早"),
        )
    )
    output = formats.write(document, BCC, media_length=8000)
    head = (
        '{"font_size": 0.4, "font_color": "#FFFFFF", "background_alpha": 0.5, '
        '"background_color": "#9C27B0", "Stroke": "none", "body": ['
    )
    assert output.data.decode() == (
        head + '{"from": 0.0, "to": 1.234, "location": 2, "content": "从零"}, '
        '{"from": 1.234, "to": 5.0, "location": 2, "content": "a\\nb \\"引号\\" \\\\n"}, '
        '{"from": 5.0, "to": 8.0, "location": 2, "content": "长"}, '
        '{"from": 0.0, "to": 0.1, "location": 2, "content": "早"}]}'
    )
    assert [problem.text for problem in output.problems] == [
        "Cue 1 lost markup that BCC (Bilibili) cannot hold.",
        "Cue 3 ran past the end of the medium (0:08.0) and was cut there.",
        "Cue 4 has no time on the screen and was left out: “太晚”.",
        "Cue 5 has no time on the screen and was left out: “无时”.",
        "Cue 6 has no text and was left out.",
        "Cue 7 began before zero; its time was cut there.",
    ]


def test_header_fields_that_were_read_stay() -> None:
    document = read(
        '{"font_size":0.6,"stroke":"thin","body":[{"from":1,"to":2,"location":8,"content":"甲"}]}'
    )
    assert json.loads(formats.write(document, BCC).data) == {
        "font_size": 0.6,
        "font_color": "#FFFFFF",
        "background_alpha": 0.5,
        "background_color": "#9C27B0",
        "Stroke": "thin",
        "body": [{"from": 1.0, "to": 2.0, "location": 8, "content": "甲"}],
    }
