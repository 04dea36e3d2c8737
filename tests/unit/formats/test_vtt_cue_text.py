# SPDX-License-Identifier: GPL-3.0-or-later
"""The cue text of WebVTT: each state of the standard's tokenizer, and what is made of it.

The standard: https://www.w3.org/TR/webvtt1/, sections 6.4 and 6.5. Expected is the text that a
browser shows, without the readings of ruby.
"""

from __future__ import annotations

import pytest

from editor import formats
from editor.core.cue import Cue
from editor.core.document import Document
from editor.core.tags import without_tags
from editor.core.words import Word

VTT, SRT = formats.by_id("vtt"), formats.by_id("srt")


def read(payload: str) -> tuple[Cue, list[str]]:
    """The cue with a payload, from 0 to 9 s, and what the reader says."""
    text = f"WEBVTT\n\n00:00.000 --> 00:09.000\n{payload}\n"
    document = formats.read(text.encode(), "a.vtt")
    assert len(document.cues) == 1
    return document.cues[0], [problem.text for problem in document.problems]


def seen(payload: str) -> str:
    return without_tags(read(payload)[0].text)


DATA = [
    ("一 > 二", "一 > 二"),
    ("a --&gt; b", "a --> b"),
    ("甲\n乙", "甲\n乙"),
]
ENTITIES = [
    ("&amp;", "&"),
    ("&amp", "&"),
    ("&ampx", "&x"),
    ("a&b", "a&b"),
    ("&lt;3", "<3"),
    ("&lt3", "<3"),
    ("&gt", ">"),
    ("x&nbsp;y", "x\xa0y"),
    ("x&nbspy", "x\xa0y"),
    ("x&lrm;&rlm;y", "x\u200e\u200fy"),
    ("&copy", "©"),
    ("&hellip", "&hellip"),  # only old names may lack the semicolon
    ("&notit;", "¬it;"),
    ("&#39;", "'"),
    ("&#39x", "'x"),
    ("&#x4e2D;", "中"),
    ("&#x4e2D", "中"),
    ("&#0;x", "\ufffdx"),
    ("&#128;", "€"),
    ("&#xD800;x", "\ufffdx"),
    ("&#x;", "&#x;"),
    ("&#;", "&#;"),
    ("&", "&"),
    ("&;", "&;"),
    ("& amp;", "& amp;"),
    ("&amp;lt;", "&lt;"),
    ("&foo;", "&foo;"),
]
TAG_STATE = [
    ("a<", "a"),
    ("a<>b", "ab"),
    ("a< b>c", "ac"),
    ("a<\nb", "a"),
    ("a<\tb>c", "ac"),
    ("a<.x>b", "ab"),
    ("a</>b", "ab"),
    ("a</", "a"),
    ("a</i", "a"),
    ("a<//i>b", "ab"),
]
START_TAGS = [
    ("<c>一</c>", "一"),
    ("<c", ""),
    ("a<c.", "a"),
    ("a<c.x", "a"),
    ("<c.x.y>一</c>", "一"),
    ("<c..x>一</c>", "一"),
    ("<c.x y z>一</c>", "一"),
    ("<c.x\ny>一</c>", "一"),
    ("<i\n>一</i>", "一"),
    ("<i\t>一</i>", "一"),
    ("<i .x>一</i>", "一"),
    ("<b<i>一</b>", "一"),  # its name is "b<i"
    ("<x>一</x>", "一"),
    ("<I>一</I>", "一"),
    ("<3 只", ""),
    ("我 <笑> 说", "我  说"),
    ("<v 甲>一", "一"),
    ("<v>一</v>", "一"),
    ("<lang zh-Hant>一</lang>", "一"),
    ("<ruby>漢<rt>hàn</rt>字<rt>zì</rt></ruby>", "漢字"),
    ("<ruby>漢<rt>hàn</ruby>了", "漢了"),
    ("<ruby>漢<rt>hàn", "漢"),
    ("<ruby>漢<rt>hàn\nzì", "漢"),
    ("<ruby>漢<rt>&lt;i&gt;</rt></ruby>字", "漢字"),
    ("<rt>hàn</rt>", "hàn"),  # no ruby around it
    ("<ruby>漢<rt><b>hàn</b></rt></ruby>", "漢"),
    ("<ruby.x>漢<rt.y>hàn</rt></ruby>", "漢"),
]
END_TAGS = [
    ("一</i>二", "一二"),
    ("<b><i>一</b>二</i></b>", "一二"),
    ("<i>一</i.x>二", "一二"),
    ("<i>一</i >二", "一二"),
    ("<i>一</ i>二", "一二"),
    ("<c>一</c\n>二", "一二"),
]
TIMESTAMPS = [
    ("一<00:01.000>二", "一二"),
    ("一<00:00:01.000>二", "一二"),
    ("一<1:00:01.000>二", "一二"),
    ("一<00:00.500", "一"),
    ("一<00:00.500\n二", "一"),
    ("一<0>二", "一二"),
    ("一<00:01>二", "一二"),
    ("一<00:01.00>二", "一二"),
    ("一<00:61.000>二", "一二"),
    ("一<00:01.000x>二", "一二"),
]


@pytest.mark.parametrize(
    ("payload", "expected"),
    [*DATA, *ENTITIES, *TAG_STATE, *START_TAGS, *END_TAGS, *TIMESTAMPS],
    ids=repr,
)
def test_a_reader_sees(payload: str, expected: str) -> None:
    assert seen(payload) == expected


@pytest.mark.parametrize(
    ("payload", "expected"),
    [
        ("<c..x>一</c>", "<c.x>一</c>"),
        ("<c.x \t y  z >一</c>", "<c.x y z>一</c>"),
        ("<i\n>一</i>", "<i>一</i>"),
        ("<b><i>一</b>二</i></b>", "<b><i>一二</i></b>"),
        ("<ruby>漢<rt>hàn</ruby>", "<ruby>漢<rt>hàn</rt></ruby>"),
        ("<lang\ten>a</lang>", "<lang en>a</lang>"),
        ("<lang R&amp;D>a</lang>", "<lang R&D>a</lang>"),
        ("<v 甲>一</v><v 乙>二</v>", "<v 甲>一</v><v 乙>二</v>"),
    ],
)
def test_markup_is_kept_in_its_simplest_form(payload: str, expected: str) -> None:
    cue, told = read(payload)
    assert cue.text == expected
    assert not told


@pytest.mark.parametrize(
    ("payload", "speaker", "text"),
    [
        ("<v 甲>一</v>", "甲", "一"),
        ("<v.loud  甲\t乙 >一", "甲 乙", "一"),
        ("<v R&amp;D>一", "R&D", "一"),
        ("<v A&gt;B>一</v>", "A>B", "一"),
        ("- <v 甲>一</v>", "甲", "- 一"),
        ("<i><v 甲>一</v></i>", "甲", "<i>一</i>"),
        ("二 <c.yellow>黄</c> &amp; <v 甲>乙</v>", "甲", "二 <c.yellow>黄</c> & 乙"),
        ("<v 甲>一</v>\n<v 甲>二</v>", "甲", "一\n二"),
        ("<v 甲>一</v>\n<v 乙>二</v>", None, "<v 甲>一</v>\n<v 乙>二</v>"),
        ("<v>一</v>", None, "<v>一</v>"),
    ],
)
def test_who_speaks(payload: str, speaker: str | None, text: str) -> None:
    cue, told = read(payload)
    assert (cue.speaker, cue.text) == (speaker, text)
    assert not told


@pytest.mark.parametrize(
    ("payload", "quoted"),
    [
        ("我 <笑> 说", "<笑>"),
        ("<3 只", "<3 只"),
        ("一 <c x\n二", "<c x 二"),
        ("一<00:00.500\n二", "<00:00.500 二"),
        ("一<x>二", "<x>"),
        ("一</", "</"),
        ("一<", "<"),
    ],
)
def test_what_players_hide_is_told(payload: str, quoted: str) -> None:
    _, told = read(payload)
    assert told == [f"Players do not show “{quoted}”, as WebVTT takes it for markup."]


def test_words_between_timestamps_have_no_markup_and_no_readings() -> None:
    cue, _ = read("<c>一</c><00:01.000><c.x>二 </c><00:02.000><ruby>三<rt>sān</rt></ruby>&amp;")
    assert cue.text == "一二 <ruby>三<rt>sān</rt></ruby>&"
    assert cue.words is not None
    assert list(cue.words) == [
        Word(0, 1000, "一"),
        Word(1000, 2000, "二"),
        Word(2000, 9000, "三&"),
    ]


@pytest.mark.parametrize("payload", ["&lt;i&gt;一&lt;/i&gt;", "&lt;br>", "&lt;c.x>一", "&lt;v 甲>"])
def test_escaped_markup_stays_text(payload: str) -> None:
    cue, _ = read(payload)
    shown = payload.replace("&lt;", "<").replace("&gt;", ">")
    assert without_tags(cue.text) == formats.shown(cue).text == shown
    written = formats.write(Document((cue,)), VTT).data.decode()
    assert written.endswith(payload.replace("&gt;", ">").replace(">", "&gt;") + "\n")
    again = formats.read(formats.write(Document((cue,)), SRT).data, "a.srt").cues[0]
    assert without_tags(again.text) == shown


@pytest.mark.parametrize(
    "payload",
    [
        "<ruby>漢<rt>hàn</rt></ruby> <lang R&amp;D>a</lang> <c.x.y>b</c> &lt;3 &amp; A --&gt; B",
        "<v 甲>一</v>\n<v A&amp;B>二</v>",
        "<b>一</b><i.x>二</i><u>三</u>",
        "<ruby>漢<rt>a &amp; b</rt></ruby>二",
    ],
)
def test_a_fresh_file_says_the_same(payload: str) -> None:
    cue, _ = read(payload)
    written = formats.write(Document((cue,)), VTT).data.decode()
    assert written.split("\n", 3)[3] == payload + "\n"


@pytest.mark.parametrize(
    "text",
    [
        "<c.x 00:00:01,000 --> 00:00:02,000",
        "<i 甲 --> 乙",
        "<ruby>漢<rt>a --> b</rt></ruby>字",
        "<ruby>漢<rt>hàn\n字 --> 词",
        "今天说\nWEBVTT",
        "WEBVTT --> SRT",
    ],
)
def test_what_is_written_ends_no_cue(text: str) -> None:
    cues = (Cue(0, 0, 1000, text), Cue(1, 2000, 3000, "完"))
    again = formats.read(formats.write(Document(cues), VTT).data, "a.vtt").cues
    assert [without_tags(cue.text) for cue in again] == [without_tags(text), "完"]


@pytest.mark.parametrize("row", ["srt", "sbv", "bcc"])
def test_no_other_format_gets_what_only_webvtt_has(row: str) -> None:
    cue, _ = read("<v 甲>一</v><v 乙><ruby>漢<rt>hàn</rt></ruby> <c.x>黄</c> <lang en>a</lang>")
    written = formats.write(Document((cue,)), formats.by_id(row)).data.decode()
    assert "一漢 黄 a" in written
    assert "<" not in written
