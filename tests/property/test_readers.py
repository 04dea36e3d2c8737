# SPDX-License-Identifier: GPL-3.0-or-later
"""Whatever the bytes, a reader returns something whole and tells what it left out, or why not."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from editor import formats
from editor.core.errors import UserError
from tests.property import well_formed

if TYPE_CHECKING:
    from editor.formats.format import Format

DATA = Path(__file__).parents[1] / "data"
SAMPLES = sorted(
    path for path in DATA.rglob("*") if path.is_file() and path.suffix not in {".md", ".tsv"}
)
READABLE = [row for row in formats.FORMATS if row.reader]
# What the formats are made of, so that a random choice of it is nearly a file.
PIECES = st.sampled_from(
    [
        "1", "2", "42", "00:00:01,000", "00:00:02.000", "0:00:03.000", "00:01", "-->", "->", " ",
        " --> ", "\n", "\n\n", "\r\n", "\r", "\t", ",", "[", "]", "{", "}", '"', ":", "<v 张三>",
        "</v>",
        "<i>", "<00:00:01.500>", "<c>", "&lt;", "&#x110000;", "&#0;", "NOTE", "STYLE", "WEBVTT",
        "\ufeff", "\0", "\u2028", "你好", "hello", "²", "٣", "１", "9" * 20, '{"body": [',
        '"from": ',
        '"to": ', '"content": ', '{"cues": [', '"start": ', '"end": ', '"text": ', "1e999", "NaN",
        "{1}{2}", "[1][2]", "Dialogue: 0,0:00:01.00,0:00:02.00,Default,,0,0,0,,", "[Script Info]\n",
        "[Events]\n", "{\\p1}", "\\N", "[00:01.00]", "<00:01.00>", "start,end,text\n",
        "1000\t2000\t",
        "<tt><body>", "<p begin='1s'>", "</p>", "<br/>", "<SYNC Start=1>", "<P Class=A>", "&nbsp;",
        "[br]", "00:00:01.00,00:00:02.00\n", "Scenarist_SCC V1.0\n", "00:00:00:00\t9420 ",
        "[0.8s - 3.3s] ", "[00:00.000 --> 00:05.000]", "发言人0: ", "\x1b[31m", "12%|", "\ud800",
        '{"segments": [', '"words": [', '"word": "好"', '"timestamp": [', '"events": [',
        '"segs": [', '"utterances": [', '"results": [', '"alternatives": [', '"tStartMs": ', "]}",
        "}", "'", "Segment(start=", "np.float64(", "None", "<timedtext format='3'>",
        "<p t='1' d='2'>", "<s t='3'>", "<text start='1' dur='2'>", "</p>", "</text>",
        "<!DOCTYPE a [<!ENTITY b 'c'>]>", "张三 00:00:03\n", "0:05\n", "1.5\t2.5\t好\n",
        "utt1 1 0.12 0.28 好 0.98\n", "SPEAKER a 1 0.5 1.5 <NA> <NA> b <NA> <NA>\n",
        "start,end,text\n", "10,20,好\n", 'File type = "ooTextFile"\n"TextGrid"\n',
        '"IntervalTier" "a" 0 9 1 ', '0 9 "好" ', "a 1 b 0.5 1.5 <o> 好\n", "00:00:01:好|b\n",
        "<ANNOTATION_DOCUMENT>", '<TIME_SLOT TIME_SLOT_ID="a" TIME_VALUE="1"/>', "<TIER>",
        '<ALIGNABLE_ANNOTATION TIME_SLOT_REF1="a" TIME_SLOT_REF2="a">', "<ANNOTATION_VALUE>",
        '<span class="timestamp" data-timestamp="1.5">00:01</span>', '{"monologues": [',
        '"elements": [', '"value": ', '"ts": 1, "end_ts": 2',
    ]
)  # fmt: skip


def read(data: bytes, name: str, format_id: str | None = None) -> None:
    try:
        document = formats.read(data, name, format_id)
    except UserError as error:
        well_formed.refused(error)
        return
    assert document.source is not None
    assert document.source.data == data
    well_formed.check(document)


@given(st.binary(max_size=400))
@example(b"\xff\xfe\x00\xd8")
@example(b"\x00" * 40)
@example(b"\x80")
def test_any_bytes(data: bytes) -> None:
    read(data, "x.srt")


@pytest.mark.parametrize("row", READABLE, ids=lambda row: row.id)
@given(
    text=st.lists(PIECES, max_size=40).map("".join),
    encoding=st.sampled_from(["utf-8", "utf-16", "gb18030"]),
)
def test_any_text_made_of_what_files_are_made_of(row: Format, text: str, encoding: str) -> None:
    errors = "surrogatepass" if encoding != "gb18030" else "replace"
    read(text.encode(encoding, errors), "x", row.id)


ITEMS = st.lists(
    st.none()
    | st.text(max_size=3)
    | st.fixed_dictionaries(
        {},
        optional=dict.fromkeys(
            ("start", "end", "from", "to"), st.floats() | st.integers(-9, 9) | st.just("1.5")
        )
        | dict.fromkeys(("text", "content", "hypothesis", "second", "chapter"), st.text(max_size=3))
        | {"words": st.lists(st.lists(st.integers(-9, 9) | st.just("词"), max_size=4), max_size=2)},
    ),
    max_size=6,
)


@pytest.mark.parametrize("name", ["body", "cues"])
@given(items=ITEMS)
def test_any_items_in_a_list(name: str, items: list[object]) -> None:
    read(json.dumps({name: items}).encode(), "x", {"body": "bcc", "cues": "json"}[name])


@pytest.mark.parametrize(
    "text",
    [
        '{"schema": "jiaozi/document/1", "cues": [{"start": %s, "end": 2, "text": ""}]}',
        '{"schema": "jiaozi/document/1", "cues": [{"start": 1, "end": 2, "words": [[%s, 1, ""]]}]}',
        '{"body": [{"from": %s, "to": 1, "content": ""}]}',
    ],
)
@pytest.mark.parametrize(
    "number", ["1" + "0" * 400, "1" * 5000, "1e308", '"1e308"', "-1e40", "[" * 3000]
)
def test_numbers_beyond_all_measure(text: str, number: str) -> None:
    read((text % number).encode(), "x.json")


@pytest.mark.parametrize("row", READABLE, ids=lambda row: row.id)
def test_every_sample_as_every_format(row: Format) -> None:
    for path in SAMPLES:
        read(path.read_bytes()[:6000], path.name, row.id)


@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.name)
def test_a_copy_of_a_sample_that_broke_off(path: Path, pytestconfig: pytest.Config) -> None:
    sample = path.read_bytes()
    cuts = pytestconfig.getoption("--cuts")
    for end in range(0, len(sample), max(1, len(sample) // cuts)):
        read(sample[:end], path.name)


STRUCTURES = {".json", ".jsonl", ".json3", ".srv3", ".ytt", ".xml", ".TextGrid", ".eaf", ".otr"}


@pytest.mark.parametrize(
    "path", [path for path in SAMPLES if path.suffix not in STRUCTURES], ids=lambda path: path.name
)
@given(data=st.data())
@settings(max_examples=settings().max_examples // 3)
def test_damaged_samples(path: Path, data: st.DataObject) -> None:
    damaged(path, data)


@pytest.mark.parametrize(
    "path", [path for path in SAMPLES if path.suffix in STRUCTURES], ids=lambda path: path.name
)
@given(data=st.data())
@settings(max_examples=settings().max_examples // 4)
def test_damaged_samples_of_structured_formats(path: Path, data: st.DataObject) -> None:
    damaged(path, data)


def damaged(path: Path, data: st.DataObject) -> None:
    sample = bytearray(path.read_bytes()[:4000])
    for _ in range(data.draw(st.integers(0, 6))):
        sample[data.draw(st.integers(0, len(sample) - 1))] = data.draw(st.integers(0, 255))
    read(bytes(sample[: data.draw(st.integers(0, len(sample)))]), path.name)


PLAIN = (
    "1:", "[[[[", "0:00:", "-->", " ", "\n", "1", "1\n\n", " \n", "00:00:01,000 --> ", "<v a>",
    "&amp", "\n[", "[0:00 - ", "[0:00 -> 0:01]", "(0:00 - 0:01)", "a:", "\t-", "00:00:01.000,",
    "1 ", "<00:00:01.000>", "张", "张 00:", "**", "0\t0\t", "a 1 0 ", '"IntervalTier" ', '1 "a" ',
    "&#1;", "<p t='1'>", "<", "-", "1,2,", "{", "{\\i1}", "{1}{2}", "[1][2]", "<!--", "<p ", ",",
    '"', "<sync start=1>", "<TIER>", "[00:01.00]", "[br]", "0:01 - 0:02 ",
)  # fmt: skip
STRUCTURED = (
    '{"body":[', '{"words": [', "[[[[", "Segment(", "(", "'", '"a":', '""', "\\", "np.float64(1), ",
    "1:", " ", "\n", "{", "1,", "None",
)  # fmt: skip
"""Pieces for the formats that are JSON: they share what takes it apart."""

HEADS = {
    "srt": "1\n00:00:01,000 --> 00:00:02,000 ",
    "vtt": "WEBVTT\n\n00:01.000 --> 00:02.000 ",
    "sbv": "0:00:01.000,0:00:02.000\n",
    "asr-log": "[00:00:01,000 -> 00:00:02,000] ",
    "whisper": '{"segments": [{"start": 1, "end": 2, "text": "a"}, ',
    "whisper-table": "start,end,text\n1,2,",
    "transcript": "张三 00:00:03\n",
    "youtube-srv1": "<transcript><text start='1'>",
    "youtube-srv3": "<timedtext format='3'><body><p t='1' d='2'>",
    "youtube-json3": '{"events": [{"tStartMs": 1, "segs": [',
    "audacity": "1.0\t2.0\t",
    "ctm": "utt1 1 0.12 0.28 ",
    "stm": "a 1 b 0.5 1.5 <o> ",
    "elan": '<ANNOTATION_DOCUMENT><TIME_ORDER><TIME_SLOT TIME_SLOT_ID="a" TIME_VALUE="1"/>',
    "otranscribe": '{"text": "<span class=\\"timestamp\\" data-timestamp=\\"1\\">',
    "rev-ai": '{"monologues": [{"elements": [{"value": "a", "ts": 1, "end_ts": 2}, ',
    "tmplayer": "00:00:01:",
    "spruce": "00:00:01:00 , 00:00:02:00 , ^B",
    "rttm": "SPEAKER a 1 0.5 1.5 <NA> <NA> ",
    "ass": "[Events]\nDialogue: 0,0:00:01.00,0:00:02.00,Default,,0,0,0,,",
    "ttml": '<tt><body><p begin="0s" end="1s">',
    "sami": "<sami><sync start=1><p>",
    "lrc": "[00:01.00]",
    "word-lyrics": "[1000,2000](1000,500,0)",
    "csv": "start,end,text\n1,2,",
    "scc": "Scenarist_SCC V1.0\n\n00:00:00:00\t",
    "textgrid": 'File type = "ooTextFile"\n"TextGrid"\n"IntervalTier" "a" 0 9 99999 ',
}


@pytest.mark.parametrize("row", READABLE, ids=lambda row: row.id)
def test_hostile_texts_take_no_longer_than_others(row: Format) -> None:
    """No clock here: what goes back and forth over such a text would not end this year."""
    is_json = ".json" in row.suffixes
    for piece in STRUCTURED if is_json else PLAIN:
        text = piece * ((50_000 if is_json else 100_000) // len(piece))
        for head in {"", HEADS.get(row.id, "")}:
            read((head + text).encode(), "x", row.id)
