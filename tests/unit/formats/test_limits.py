# SPDX-License-Identifier: GPL-3.0-or-later
"""Texts that are made to exhaust a reader: what it takes of them, and how it says no.

No clock here: what went back and forth over such a text would not end.
"""

from __future__ import annotations

import json

import pytest

from editor import formats
from editor.core.errors import UserError
from editor.formats import MOST_LINES, MOST_PROBLEMS, files
from tests.program import ROOT, jiaozi

TEN_MB = 10 * 1024 * 1024
SRT_HEAD = "1\n00:00:01,000 --> 00:00:02,000\n"
VTT_HEAD = "WEBVTT\n\n00:01.000 --> 00:02.000\n"


@pytest.mark.parametrize(
    ("head", "tail"),
    [
        (SRT_HEAD, "\n"),
        (VTT_HEAD, "\n"),
        ("0:00:01.000,0:00:02.000\n", "\n"),
        ('{"body": [{"from": 1, "to": 2, "content": "', '"}]}'),
        ('{"schema": "jiaozi/document/1", "cues": [{"start": 1000, "end": 2000, "text": "', '"}]}'),
    ],
    ids=["srt", "vtt", "sbv", "bcc", "json"],
)
def test_ten_megabytes_in_one_cue_are_kept_to_the_last_character(head: str, tail: str) -> None:
    text = "字" * (TEN_MB // 3)
    document = formats.read((head + text + tail).encode())
    assert [(cue.start, cue.end) for cue in document.cues] == [(1000, 2000)]
    assert document.cues[0].text == text


@pytest.mark.parametrize("newline", ["\n", "\r"])
def test_too_many_lines_are_refused_before_they_are_read(newline: str) -> None:
    text = f"0:0 --> 0:0{newline}" * (MOST_LINES + 1)
    with pytest.raises(UserError, match="more than 2000000 lines"):
        formats.read(text.encode())


def test_too_large_a_file_is_refused_by_its_size(tmp_path_factory: pytest.TempPathFactory) -> None:
    path = tmp_path_factory.mktemp("large") / "large.srt"
    with path.open("wb") as file:
        file.truncate(files.LARGEST + 1)  # takes no room on the disk
    done = jiaozi("info", path, cwd=ROOT)
    assert done.returncode == 2
    assert b"larger than 64 MB" in done.stderr


def test_of_a_hundred_thousand_problems_the_first_are_told_and_the_rest_counted() -> None:
    document = formats.read((VTT_HEAD + "text\n\n" + "-->\n\n" * 100_000).encode())
    assert len(document.problems) == MOST_PROBLEMS + 1
    assert document.problems[0].line == 6
    assert document.problems[-1].facts == {"count": 100_000 - MOST_PROBLEMS}


@pytest.mark.parametrize("opening", ["[", '{"a":', '[{"a":', '{"body":['])
@pytest.mark.parametrize("format_id", ["bcc", "json"])
def test_a_million_brackets(opening: str, format_id: str) -> None:
    with pytest.raises(UserError):
        formats.read((opening * 1_000_000).encode(), "x.json", format_id)


def test_what_json_allows_and_nobody_means() -> None:
    cues = [
        '{"start": NaN, "end": 2, "text": "no time"}',
        '{"start": -Infinity, "end": 2, "text": "none either"}',
        '{"start": 1, "start": 3, "end": 2, "end": 4, "text": "a", "text": "b"}',
        '{"start": 5, "end": 6, "text": "\\ud800\\u0000 \\ue000"}',
    ]
    text = f'{{"schema": "jiaozi/document/1", "cues": [{", ".join(cues)}]}}'
    document = formats.read(text.encode())
    # The last of two equal names counts, as in every reader of JSON.
    assert [(cue.start, cue.end, cue.text) for cue in document.cues[:1]] == [(3, 4, "b")]
    assert len(document.problems) == 4  # two without times, half of a character, a NUL
    written = formats.write(document, formats.by_id("srt"))
    assert "b" in written.data.decode()


@pytest.mark.parametrize("text", ["\0", "a\0b", "\ue000\U000f0000", "\u202e反向\u2066", "\ufdd0"])
@pytest.mark.parametrize("format_id", ["srt", "vtt", "sbv", "bcc", "json"])
def test_odd_characters_survive_the_way_out_and_back(text: str, format_id: str) -> None:
    cue = {"start": 1000, "end": 2000, "text": f"甲{text}乙"}
    source = json.dumps({"schema": "jiaozi/document/1", "cues": [cue]})
    document = formats.read(source.encode())
    again = formats.read(formats.write(document, formats.by_id(format_id)).data, "", format_id)
    assert [(cue.start, cue.end) for cue in again.cues] == [(1000, 2000)]
    assert again.cues[0].text.replace("\ufffd", "\0") == f"甲{text}乙"
