# SPDX-License-Identifier: GPL-3.0-or-later
"""WebVTT: what the standard calls a cue is one; anything else is read only with a word on it."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import NamedTuple

import pytest

from editor import formats
from editor.core.cue import Cue
from editor.core.document import Document
from editor.core.errors import BrokenOff, UserError
from editor.core.head import Head
from editor.core.markup import Place, Shown, Span
from editor.core.words import Word, Words

VTT = formats.by_id("vtt")
SAMPLES = Path(__file__).parents[2] / "data" / "samples"
HEAD = "WEBVTT\n\n"
CUE = "00:01.000 --> 00:02.000\n"


def read(text: str, name: str = "x.vtt") -> Document:
    return formats.read(text.encode(), name, "vtt")


def cues(document: Document) -> list[tuple[int, int, str]]:
    return [(cue.start, cue.end, cue.text) for cue in document.cues]


def lines(document: Document) -> list[int | None]:
    return [problem.line for problem in document.problems]


class Case(NamedTuple):
    name: str
    text: str
    cues: list[tuple[int, int, str]]
    lines: tuple[int, ...] = ()


ONE = [(1000, 2000, "你好")]
CASES = [
    Case(
        "plain",
        HEAD + CUE + "你好\n\n00:00:03.000 --> 00:00:04.000\n再见\n",
        [*ONE, (3000, 4000, "再见")],
    ),
    Case("no hours", HEAD + CUE + "你好\n", ONE),
    Case(
        "1000 hours",
        HEAD + "1000:00:01.000 --> 1000:00:02.000\n你好",
        [(3600001000, 3600002000, "你好")],
    ),
    Case("comma", HEAD + "00:00:01,000 --> 00:00:02,000\n你好\n", ONE, (3,)),
    Case(
        "header with text and fields", "WEBVTT 标题\nKind: captions\nX: y\n\n" + CUE + "你好\n", ONE
    ),
    Case("mark and CRLF", "\ufeff" + (HEAD + CUE + "你好\n").replace("\n", "\r\n"), ONE),
    Case(
        "NOTE, STYLE, REGION",
        HEAD
        + "NOTE 备注\n\nSTYLE\n::cue { color: red }\n\nREGION\nid:a\n\n"
        + CUE
        + "你好\n\nNOTE\n完\n",
        ONE,
    ),
    Case("id", HEAD + "第一\n" + CUE + "你好\n", ONE),
    Case(
        "class, language, ruby",
        HEAD + CUE + "你<c.yellow>好</c> <lang en>hi</lang> <ruby>漢<rt>hàn</rt></ruby>\n",
        [(1000, 2000, "你<c.yellow>好</c> <lang en>hi</lang> <ruby>漢<rt>hàn</rt></ruby>")],
    ),
    Case(
        "entities",
        HEAD + CUE + "&lt;3 &amp; &gt; &nbsp;x&lrm;\n",
        [(1000, 2000, "<3 & > \xa0x\u200e")],
    ),
    Case("line of one space", HEAD + CUE + " \n你好\n", ONE),
    Case(
        "no text",
        HEAD + CUE + "\n00:03.000 --> 00:04.000\n再见\n",
        [(1000, 2000, ""), (3000, 4000, "再见")],
    ),
    Case("no heading", CUE + "你好\n", ONE, (1,)),
    Case("no blank line below the heading", "WEBVTT\n" + CUE + "你好\n", ONE),
    Case(
        "HLS",
        "WEBVTT\nX-TIMESTAMP-MAP=LOCAL:00:00:00.000,MPEGTS:900000\n\n" + CUE + "你好\n",
        ONE,
    ),
    Case(
        "no blank line between two",
        HEAD + CUE + "你好\n00:03.000 --> 00:04.000\n再见\n",
        [*ONE, (3000, 4000, "再见")],
    ),
    Case("tabs round the arrow", HEAD + "00:01.000\t-->\t00:02.000\n你好\n", ONE),
    Case(
        "end before start", HEAD + "00:02.000 --> 00:01.000\n你好\n", [(2000, 1000, "你好")], (3,)
    ),
    Case(
        "minutes above 59",
        HEAD + "00:01.000 --> 60:02.000\n你好\n\n" + CUE + "好\n",
        [(1000, 3602000, "你好"), (1000, 2000, "好")],
        (3,),
    ),
    Case("an arrow in the text ends the cue", HEAD + CUE + "你好\nA --> B\n", ONE, (5,)),
    Case("settings right behind the time", HEAD + "00:01.000 --> 00:02.000line:0\n你好\n", ONE),
    Case(
        "four digits of a fraction",
        HEAD + CUE + "你好\n\n00:03.000 --> 00:04.0005\n再见\n",
        [*ONE, (3000, 4000, "再见")],
        (6,),
    ),
    Case(
        "a page of text",
        HEAD + CUE + "你好\n\n第一行\n第二行\n\n00:03.000 --> 00:04.000\n再见\n",
        [*ONE, (3000, 4000, "再见")],
        (6,),
    ),
    Case("two lines for an id", HEAD + "甲\n乙\n" + CUE + "你好\n", ONE, (3,)),
    Case(
        "an hour of 4000 digits",
        HEAD + CUE + "你好\n\n" + "9" * 4000 + ":00:03.000 --> 00:04.000\n再见\n",
        ONE,
        (6,),
    ),
]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_reads(case: Case) -> None:
    document = read(case.text)
    assert cues(document) == case.cues
    assert lines(document) == list(case.lines)


WPT = [
    # name, texts of the cues, how many things are reported
    ("arrows", ["text0", "text1", "text2", "text3", "text4", "text5"], 9),
    ("header-garbage", ["text"], 0),
    ("newlines", ["text0", "text1", "text2", "text3"], 0),
    ("nulls", ["text0", "text1", "\ufffdtext\ufffd2", "text3", "text4", "text5", "text6"], 61 + 67),
    ("regions-lines", ["text"] * 13, 0),
    ("stylesheets", ["text", "text"], 1),
    ("timings-omitted-hours", ["text0", "text1", "text2"], 0),
    ("whitespace-chars", ["   text0", "text1", "text2"], 1),
]


@pytest.mark.parametrize(("name", "texts", "problems"), WPT, ids=[row[0] for row in WPT])
def test_web_platform_tests(name: str, texts: list[str], problems: int) -> None:
    document = formats.read((SAMPLES / "vtt" / f"wpt_{name}.vtt").read_bytes(), "x.vtt")
    assert cues(document) == [(0, 1000, text) for text in texts]
    assert len(document.problems) == problems


@pytest.mark.parametrize("name", ["timings-garbage", "timings-too-short"])
def test_a_cue_that_the_standard_refuses_is_never_read_silently(name: str) -> None:
    data = (SAMPLES / "vtt" / f"wpt_{name}.vtt").read_bytes()
    document = formats.read(data, "x.vtt")
    source = data.decode().split("\n")
    refused = [number for number, line in enumerate(source, start=1) if line == "invalid"]
    assert [number - 1 for number in refused] == lines(document)
    tolerated = [cue for cue in document.cues if cue.text == "invalid"]
    assert len(tolerated) == sum("as intended" in problem.text for problem in document.problems)


def test_voice_is_the_speaker_and_goes_back() -> None:
    data = (
        HEAD + CUE + "<v.loud 张三>你好</v>\n\n00:03.000 --> 00:04.000\n<v R&amp;D>a &lt; b\n"
    ).encode()
    document = formats.read(data, "x.vtt")
    assert [(cue.speaker, cue.text) for cue in document.cues] == [
        ("张三", "你好"),
        ("R&D", "a < b"),
    ]
    fresh = Document(document.cues)
    assert formats.write(fresh, VTT).data.decode() == (
        "WEBVTT\n\n00:00:01.000 --> 00:00:02.000\n<v.loud 张三>你好\n\n"
        "00:00:03.000 --> 00:00:04.000\n<v R&amp;D>a &lt; b\n"
    )


def test_two_voices_stay_in_the_text() -> None:
    document = read(HEAD + CUE + "<v 甲>好</v>\n<v 乙>不好</v>\n")
    assert (document.cues[0].speaker, document.cues[0].text) == (
        None,
        "<v 甲>好</v>\n<v 乙>不好</v>",
    )


def test_time_marks_become_words() -> None:
    document = read(
        HEAD + "00:06.399 --> 00:07.829 align:start\n"
        "hello<00:06.720><c> every</c><00:07.000><c>one</c>\n"
    )
    cue = document.cues[0]
    assert cue.text == "hello everyone"
    assert cue.words == Words(
        [Word(6399, 6720, "hello"), Word(6720, 7000, "every"), Word(7000, 7829, "one")],
        "text",
    )
    assert cue.extras == {"vtt.settings": "align:start"}


def test_rolling_captions_keep_the_text_below_a_line_of_one_space() -> None:
    document = formats.read(
        (SAMPLES / "youtube_auto_vtt" / "auto_rolling_en_trimmed.vtt").read_bytes(), "x.vtt"
    )
    assert cues(document)[:3] == [
        (6399, 7829, "hello everyone"),
        (7829, 7839, "hello everyone"),
        (7839, 10390, "hello everyone\nand welcome back to introduction to"),
    ]
    assert document.head.language == "en"
    assert not document.problems


def test_id_and_settings_are_kept() -> None:
    document = read(HEAD + "甲\n00:01.000 --> 00:02.000  line:0%  align:end \n你好\n")
    assert document.cues[0].extras == {"vtt.id": "甲", "vtt.settings": "line:0%  align:end"}


def test_says_where_a_file_breaks_off() -> None:
    document = read(HEAD + CUE + "你好\n\n00:03.000 --> 00:0")
    assert cues(document) == ONE
    assert [(type(problem), problem.line) for problem in document.problems] == [(BrokenOff, 6)]


def test_refuses_a_file_without_cues() -> None:
    with pytest.raises(UserError, match=r"^No subtitle times"):
        read("WEBVTT\n\nNOTE nothing\n")


def test_a_fresh_file_has_language_and_no_arrow_in_its_text() -> None:
    document = read(HEAD + CUE + "A --&gt; B &amp; C\n")
    assert document.cues[0].text == "A --> B & C"
    fresh = Document(document.cues, head=Head("zh-Hans"))
    assert formats.write(fresh, VTT).data.decode() == (
        "WEBVTT\nKind: captions\nLanguage: zh-Hans\n\n"
        "00:00:01.000 --> 00:00:02.000\nA --&gt; B &amp; C\n"
    )


def test_markup_of_other_formats_is_not_written_as_text() -> None:
    text = '{\\an8}<font color="red">你好</font> <i>斜体</i> {x} <3'
    output = formats.write(Document((Cue(0, 0, 1000, text),)), formats.by_id("vtt"))
    assert output.data.decode().split("\n")[3] == "你好 <i>斜体</i> {x} &lt;3"
    assert [problem.facts["cue"] for problem in output.problems] == [1]


def test_a_new_language_is_written_into_the_heading_that_was_read() -> None:
    text = (
        "WEBVTT\r\nKind: captions\r\nLanguage: zh-Hant\r\n\r\nNOTE Language: zh-Hant\r\n\r\n"
        "00:01.000 --> 00:02.000\r\n你好\r\n"
    )
    document = replace(formats.read(text.encode(), "x.vtt"), head=Head("zh-Hans"))
    written = formats.write(document, formats.by_id("vtt")).data.decode()
    assert written == text.replace("Language: zh-Hant", "Language: zh-Hans", 1)


@pytest.mark.parametrize(
    ("settings", "place"),
    [
        ("line:0", Place(0.5, 0.5, 0, 0)),
        ("line:-1", Place()),
        ("line:10% align:start position:20%", Place(0.2, 0, 0.1, 0)),
        ("line:80%,end align:right", Place(1, 1, 0.8, 1)),
        ("line:50%,center", Place(0.5, 0.5, 0.5, 0.5)),
        ("line:900% position:300%", Place(1, 0.5, 1, 0)),
        ("line:x align:y position: size:40%", Place()),
    ],
)
def test_where_settings_want_a_cue(settings: str, place: Place) -> None:
    cue = Cue(0, 0, 1000, "一<i>二</i>", extras={"vtt.settings": settings})
    assert formats.shown(cue) == Shown("一二", [Span(1, 2, frozenset({"italic"}))], place)


def test_markup_in_the_text_says_more_than_settings() -> None:
    cue = Cue(0, 0, 1000, r"{\an1}一", extras={"vtt.settings": "line:0"})
    assert formats.shown(cue).place == Place(0, 0, 1, 1)
    assert formats.shown(Cue(0, 0, 1000, "一")).place is None
