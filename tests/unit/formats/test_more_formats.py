# SPDX-License-Identifier: GPL-3.0-or-later
"""LRC, Audacity labels, TTML, SubViewer, MicroDVD, MPL2, SAMI: samples, and what occurs in them."""

from __future__ import annotations

from pathlib import Path

import pysubs2
import pytest

from editor import formats
from editor.core.cue import Cue
from editor.core.document import Document
from editor.core.errors import BrokenOff, UserError
from editor.core.head import Head
from editor.core.options import Options
from editor.core.tags import without_tags
from editor.core.words import Word, Words

SAMPLES = Path(__file__).parents[2] / "data" / "samples"
Row = tuple[int, int, str]


def rows(document: Document) -> list[Row]:
    return [(cue.start, cue.end, cue.text) for cue in document.cues]


def read(text: str, name: str = "x", format_id: str | None = None) -> Document:
    return formats.read(text.encode(), name, format_id)


def told(document: Document) -> list[str]:
    return [str(problem) for problem in document.problems]


@pytest.mark.parametrize(
    ("name", "found", "count", "first", "last"),
    [
        ("_handmade/lyrics_enhanced.lrc", "lrc", 4, (1000, 4500, "第一行"), (11500, 14500, "增强")),
        ("_handmade/audacity_labels.txt", "audacity", 2, (0, 1800, "大家好"), (1800, 5240, "欢迎")),
        ("microdvd/pycaption_example.sub", "microdvd", 21, (9200, 12280, "( clock ticking )"),
         (70480, 76760, "no amount of matter, no mass,\nis ever lost and none is gained.")),
        ("sami/pycaption_example_trimmed.sami", "sami", 33, (9209, 12312, "( clock ticking )"),
         (104637, 107874, "WOMAN:\nThere is no right time\nfor the truth.")),
        ("ttml_imsc/imsc1_Br001.ttml", "ttml", 1,
         (0, 10000, "This text must be on the first line.\nThis text on a second line."), None),
        ("ttml_imsc/imsc1_ActiveArea001.ttml", "ttml", 3,
         (0, 6000, "This region is within the editorial area."),
         (0, 6000, "This region is not.")),
        ("ttml_imsc/pysubs2_example.ttml", "ttml", 11,
         (760, 3450, "It seems a paradox, does it not,"), (53500, 58700, "How truly delightful!")),
        ("ttml_imsc/pysubs2_apple.ttml", "ttml", 38, (19764, 21900, "When you were here be fore"),
         (227741, 230693, "I don't be long here")),
        ("ttml_imsc/yt_Alignment.xml", "ttml", 12, (0, 5000, "Before left"),
         (10000, 15000, "Justify justify")),
        ("ttml_imsc/yt_Colors.xml", "ttml", 1, (0, 5000, "Red Green Blue"), None),
        ("ttml_imsc/pycaption_dfxp_trimmed.xml", "ttml", 40, (9209, 12312, "( clock ticking )"),
         (123723, 127560, "If she stays,\nthe regime will\nshut us all down!")),
    ],
)  # fmt: skip
def test_samples(name: str, found: str, count: int, first: Row, last: Row | None) -> None:
    path = SAMPLES / name
    document = formats.read(path.read_bytes(), path.name)
    assert document.source is not None
    cues = [(start, end, without_tags(text)) for start, end, text in rows(document)]
    assert (document.source.format, len(cues), cues[0]) == (found, count, first)
    assert last is None or cues[-1] == last


# ------------------------------------------------------------------ LRC


def test_lrc_words_in_both_kinds_of_brackets() -> None:
    document = read("[00:01.00]<00:01.00>你<00:01.50>好<00:02.00>\n[00:03.00]再[00:03.250]见\n")
    assert rows(document) == [(1000, 2000, "你好"), (3000, 8000, "再见")]
    assert [list(cue.words or ()) for cue in document.cues] == [
        [Word(1000, 1500, "你"), Word(1500, 2000, "好")],
        [Word(3000, 3250, "再"), Word(3250, 8000, "见")],
    ]
    assert told(document) == ["Line 2: This line has no end; it was given 5 seconds."]


def test_lrc_translations_repeats_and_long_times() -> None:
    document = read("[99:59.99]a\n[99:59.99]甲\n[101:00.5][1:00]b\n[ti:x]\nrubbish\n[102:00.00]")
    assert rows(document) == [
        (60_000, 5_999_990, "b"),
        (5_999_990, 6_060_500, "a\n甲"),
        (6_060_500, 6_120_000, "b"),
    ]
    assert told(document) == ["Line 5: Skipped, not part of any cue: “rubbish”."]
    assert document.head.script_info == {"Title": "x"}


def test_lrc_says_what_it_loses() -> None:
    words = Words([Word(2000, 2400, "你"), Word(2400, 3000, "好")], "text")
    cues = (
        Cue(0, 0, 1500, "a\nb"),
        Cue(1, 1000, 1900, "c"),
        Cue(2, 2000, 3004, "你好", words=words),
    )
    output = formats.write(Document(cues), formats.by_id("lrc"))
    assert output.data.decode() == (
        "[00:00.00]a\n[00:00.00]b\n[00:01.00]c\n[00:01.90]\n"
        "[00:02.00]<00:02.00>你<00:02.40>好<00:03.00>\n[00:03.00]\n"
    )
    assert [problem.text for problem in output.problems] == [
        "LRC counts time in steps of 10 ms; times were rounded. Cues affected: 1.",
        (
            "In LRC a line ends where the next one begins; overlapping ones end sooner."
            " Cues affected: 1."
        ),
    ]


# ------------------------------------------------------------------ frames, tenths, SubViewer


def test_microdvd_takes_the_rate_of_its_first_line_and_codes() -> None:
    text = (
        "{1}{1}23.976\n{24}{48}{y:i}a|b\n{DEFAULT}{}{C:$0000ff}\n"
        "{72}{}{c:$0000ff}/c\n{96}{120}d\nx\n"
    )
    document = read(text)
    assert rows(document) == [
        (1001, 2002, "<i>a</i>\nb"),
        (3003, 4004, '<font color="#ff0000"><i>c</i></font>'),
        (4004, 5005, "d"),
    ]
    assert told(document) == ["Line 6: Skipped, not part of any cue: “x”."]
    asked = formats.read(b"{25}{50}a\n", options=Options(fps=50))
    assert rows(asked) == [(500, 1000, "a")]
    assert told(asked) == [
        "Times count frames, and the file names no frame rate; 50 fps was assumed."
    ]


def test_mpl2() -> None:
    document = read("[10][25]/a|b\n[30][]c\n[40")
    assert rows(document) == [(1000, 2500, "<i>a</i>\nb"), (3000, 8000, "c")]
    assert [type(problem) for problem in document.problems] == [BrokenOff]


def test_subviewer() -> None:
    text = (
        "[INFORMATION]\n[TITLE]片名\n[AUTHOR]\n[END INFORMATION]\n[SUBTITLE]\n"
        "[COLF]&HFFFFFF,[STYLE]bd,[SIZE]18,[FONT]Arial\n"
        "00:00:01.50,00:00:02.00\n你好[br]世界\n\n00:00:03.00,00:00:04.00\n再见\n"
    )
    document = read(text)
    assert document.source is not None
    assert document.source.format == "subviewer"
    assert rows(document) == [(1500, 2000, "你好\n世界"), (3000, 4000, "再见")]
    assert document.head.script_info == {"Title": "片名"}
    assert not document.problems


# ------------------------------------------------------------------ SAMI

SAMI = (
    "<SAMI><HEAD><STYLE><!--\n.KRCC {Name:Korean; lang:ko-KR;}\n.ENCC {Name:E; lang:en-US}\n"
    "--></STYLE></HEAD><BODY>\n"
    "<SYNC Start=1000><P Class=KRCC>안녕<br>하세요\n<P Class=ENCC>Hello &amp; <i>hi</i>\n"
    "<SYNC Start=2000><P Class=KRCC>&nbsp;\n<P Class=ENCC>&nbsp;\n"
    "<SYNC start='3000'><P Class=ENCC>Only English\n"
    "<SYNC Start=4000><P Class=KRCC>끝\n</BODY></SAMI>"
)


def test_a_break_of_subviewer_is_one_in_any_format() -> None:
    document = read("0:00:01.000,0:00:02.000\n甲[br]乙\n", "a.sbv")
    assert rows(document) == [(1000, 2000, "甲\n乙")]
    assert told(document) == ["Line 2: “[br]” was read as a line break. Cues affected: 1."]
    assert read("1\n00:00:01,000 --> 00:00:02,000\n甲[BR]乙\n", "a.srt").cues[0].text == "甲\n乙"


def test_sami_texts_that_say_when_they_end() -> None:
    text = (
        "<SAMI><BODY><SYNC Start=1000 End=2500><P Class=A>甲\n"
        "<SYNC Start=4000 End='5000'><P Class=A>乙\n<SYNC Start=6000><P Class=A>丙</BODY></SAMI>"
    )
    document = read(text)
    assert rows(document) == [(1000, 2500, "甲"), (4000, 5000, "乙"), (6000, 11_000, "丙")]
    assert told(document) == ["Line 3: This line has no end; it was given 5 seconds."]


def test_sami_paragraphs_of_one_time_are_one_cue() -> None:
    text = "<SAMI><SYNC Start=1000><P Class=A>甲<P Class=A>乙\n<SYNC Start=2000><P Class=A>&nbsp;"
    assert rows(read(text)) == [(1000, 2000, "甲\n乙")]


def test_sami_has_two_languages() -> None:
    document = read(SAMI)
    assert [(c.start, c.end, c.text, c.second) for c in document.cues] == [
        (1000, 2000, "안녕\n하세요", "Hello & <i>hi</i>"),
        (3000, 8000, "", "Only English"),
        (4000, 9000, "끝", ""),
    ]
    assert (document.head.language, document.head.second_language) == ("ko-KR", "en-US")
    assert told(document) == [
        "Line 9: This line has no end; it was given 5 seconds.",
        "Line 10: This line has no end; it was given 5 seconds.",
    ]


# ------------------------------------------------------------------ TTML

TTML = (
    '<?xml version="1.0"?>\n<tt xmlns="http://www.w3.org/ns/ttml" {root}>\n<head>{head}</head>\n'
    "<body{body}><div{div}>{text}</div></body></tt>"
)


def ttml(text: str, *, root: str = "", head: str = "", body: str = "", div: str = "") -> Document:
    return read(TTML.format(text=text, root=root, head=head, body=body, div=div))


@pytest.mark.parametrize(
    ("begin", "end", "root", "times"),
    [
        ("00:00:01.5", "00:00:02,500", "", (1500, 2500)),
        ("00:00:01:12", "00:00:02:00", 'p:frameRate="24" xmlns:p="x"', (1500, 2000)),
        ("30f", "60f", 'p:frameRate="30" p:frameRateMultiplier="1000 1001" xmlns:p="x"',
         (1001, 2002)),
        ("15000000t", "2s", 'p:tickRate="10000000" xmlns:p="x"', (1500, 2000)),
        ("1.5s", "2500ms", "", (1500, 2500)),
        ("1m", "0.05h", "", (60_000, 180_000)),
        ("0:01.5", "2", "", (1500, 2000)),
        ("100:00:00.000", "100:00:01.000", "", (360_000_000, 360_001_000)),
    ],
)  # fmt: skip
def test_ttml_times(begin: str, end: str, root: str, times: tuple[int, int]) -> None:
    document = ttml(f'<p begin="{begin}" end="{end}">a</p>', root=root)
    assert rows(document) == [(*times, "a")]


def test_ttml_times_are_counted_from_what_is_around() -> None:
    text = '<p begin="1s" dur="2s">a</p><p begin="4s">b</p>'
    document = ttml(text, body=' begin="10s"', div=' begin="1s" end="8s"')
    assert rows(document) == [(12_000, 14_000, "a"), (15_000, 18_000, "b")]
    turns = ttml('<p dur="2s">a</p><p begin="1s" dur="1s">b</p>', div=' timeContainer="seq"')
    assert rows(turns) == [(0, 2000, "a"), (3000, 4000, "b")]


def test_ttml_styles_speakers_and_what_only_looks_like_tags() -> None:
    head = (
        '<metadata xmlns:m="y"><m:agent xml:id="a1"><m:name>张三</m:name></m:agent></metadata>'
        '<styling xmlns:s="z"><style xml:id="k" s:fontStyle="italic"/></styling>'
    )
    text = (
        '<p begin="0s" end="1s" m:agent="a1" xmlns:m="y" xmlns:s="z">'
        'a <span style="k">b</span><br/>'
        ' &lt;i&gt; &amp;  <span s:fontWeight="bold">c</span></p>'
    )
    (cue,) = ttml(text, head=head).cues
    assert cue.speaker == "张三"
    assert formats.shown(cue).text == "a b\n<i> & c"
    assert cue.text.startswith("a <i>b</i>\n")
    assert cue.text.endswith("<b>c</b>")


def test_ttml_that_is_damaged_or_dangerous() -> None:
    broken = ttml('<p begin="0s" end="1s">a</p><p begin="1s" end="2s">b').source
    assert broken is not None
    data = broken.data.decode().replace("b</div></body></tt>", "b & c")
    document = read(data)
    assert rows(document) == [(0, 1000, "a"), (1000, 2000, "b & c")]
    assert [type(problem) for problem in document.problems] == [BrokenOff]
    bomb = '<?xml version="1.0"?><!DOCTYPE tt [<!ENTITY a "aaaa">]><tt><body/></tt>'
    with pytest.raises(UserError, match="entities"):
        read(bomb, "x.ttml", "ttml")
    deep = "<tt>" + "<div>" * 100_000
    with pytest.raises(UserError, match="nested"):
        read(deep, "x.ttml", "ttml")


def test_pysubs2_reads_our_ttml(tmp_path: Path) -> None:
    cues = (
        Cue(0, 1000, 2500, "你好 <i>世界</i>\n第二 & <3", speaker="张三"),
        Cue(1, 3_600_001, 3_602_000, "{\\an8}上面"),
    )
    path = tmp_path / "x.ttml"
    document = Document(cues, head=Head(language="zh-Hans"))
    path.write_bytes(formats.write(document, formats.by_id("ttml")).data)
    theirs = pysubs2.load(str(path), format_="ttml")
    assert [(e.start, e.end, e.plaintext) for e in theirs] == [
        (1000, 2500, "你好 世界\n第二 & <3"),
        (3_600_001, 3_602_000, "上面"),
    ]
    ours = formats.read(path.read_bytes(), path.name)
    assert ours.head.language == "zh-Hans"
    assert [cue.speaker for cue in ours.cues] == ["张三", None]
    assert formats.shown(ours.cues[1]).place == formats.shown(cues[1]).place


# ------------------------------------------------------------------ Audacity


def test_audacity_labels_with_speakers_points_and_ranges() -> None:
    text = "\ufeff0.000000\t1.800000\t[[SPEAKER_00]]大家好\n\\\t0.0\t8000.0\n1,8\t1,8\t\n2.0\n"
    document = read(text, "x.aud", "audacity")
    assert rows(document) == [(0, 1800, "大家好"), (1800, 1800, "")]
    assert document.cues[0].speaker == "SPEAKER_00"
    assert told(document) == ["Line 4: Skipped, not part of any cue: “2.0”."]
    output = formats.write(document, formats.by_id("audacity"))
    assert (
        output.data.decode() == "0.000000\t1.800000\t[[SPEAKER_00]]大家好\n1.800000\t1.800000\t\n"
    )


# ------------------------------------------------------------------ SCC


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        # 1:02:53:14 and 20 frames is 113,224 frames; they last 1001/30 ms
        ("pop-on.scc", [(3_777_907, 3_779_242, "( horn honking )"),
                        (3_812_308, 4_296_425, "HEY, THE®E."),
                        (4_296_492, 4_297_760, "Test ½ Caption\nTest <i>test</i> Captions")]),
        ("paint-on.scc", [(173_774, 176_176,
                           "Lorem ipsum dolor sit amet,\nconsectetur adipiscing elit."),
                          (176_309, 177_010, "Pellentesque interdum lacinia sollicitudin."),
                          (177_144, 182_716, "Integer luctus et ligula ac sagittis.")]),
        ("pycaption_example.scc", [
            (1_134, 5_272, "Letra traducida al Español\n♪ ¡Uooye! ¡Vámonos! ♪"),
            (8_642, 10_177, "♪ Lo le lo lai, lo lai lai\nTODOS: Sí, es cierto Alma."),
            (10_210, 11_111, "MAMI: ¡Vamos a divertirno")]),
    ],
)  # fmt: skip
def test_scc(name: str, expected: list[Row]) -> None:
    document = formats.read((SAMPLES / "scc" / name).read_bytes(), name)
    assert rows(document) == expected


def test_scc_lines_that_roll_up() -> None:
    path = SAMPLES / "scc" / "mix-rows-roll-up.scc"
    document = formats.read(path.read_bytes(), path.name)
    said = [cue.text for cue in document.cues]
    assert said[:5] == [
        ">>> HI.",
        "I'M KEVIN CUNNING AND AT",
        "INVESTOR'S BANK WE BELIEVE IN",
        "HELPING THE LOCAL NEIGHBORHOODS",
        "AND <i>IMPROVING</i> THE LIVES OF ALL",
    ]
    assert len(said) == 16
