# SPDX-License-Identifier: GPL-3.0-or-later
"""ASS and SSA: what is read, what stays as it is, and what other programs read of ours."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from pathlib import Path

import pysubs2
import pytest

from editor import formats
from editor.core import editing
from editor.core.cue import Cue
from editor.core.document import Document
from editor.core.errors import BrokenOff, UserError
from editor.core.head import Head
from editor.core.markup import place_of
from editor.core.tags import without_tags

ASS = formats.by_id("ass")
SAMPLES = Path(__file__).parents[2] / "data" / "samples" / "ass"
HEAD = (
    "[Script Info]\n; a remark\nTitle: 标题\nScriptType: v4.00+\nPlayResX: 1920\nPlayResY: 1080\n\n"
    "[V4+ Styles]\nFormat: Name, Fontname, Fontsize, PrimaryColour, Alignment, MarginV\n"
    "Style: Default,Arial,60,&H00FFFFFF,2,10\nStyle: Top,Arial,60,&H00FFFFFF,8,10\n\n"
    "[Events]\nFormat: Layer, Start, End, Style, Name, MarginL, MarginR, MarginV, Effect, Text\n"
)


def read(text: str) -> Document:
    return formats.read(text.encode(), "x.ass")


def event(text: str, *, style: str = "Default", name: str = "") -> str:
    return f"Dialogue: 0,0:00:01.00,0:00:02.50,{style},{name},0,0,0,,{text}\n"


def written(document: Document) -> str:
    return formats.write(document, ASS).data.decode()


@pytest.mark.parametrize(
    ("name", "count", "first", "last"),
    [
        ("se_test.ass", 3, (1000, 4000, "Hello, World!"), "Testing SeConv subtitle converter."),
        ("Ruby.ass", 5, (0, 5000, "No [ru/ル][by/ビ]"),
         "[Default/ルビ] [\\ytruby2/ルビ] [\\ytruby8/ルビ] [\\r/ルビ]"),
        ("Alignment.ass", 22, (0, 5000, "Top left"), "\\anX"),
        ("FaultTolerance.ass", 3, (0, 5000, "Text"),
         "\\A\\B\\C\\D\\E\\F\\G\\H\\I\\J\\K\\L\\M\n\\O\\P\\Q\\R\\S\\T\\U\\V\\W\\X\\Y\\Z"),
        ("pysubs2_attached_images.ass", 1, (0, 5000, ""), ""),
        ("sample2_karaoke.ass", 80, (180, 5480, "meshiita me o shite iru"), None),
    ],
)  # fmt: skip
def test_samples(name: str, count: int, first: tuple[int, int, str], last: str | None) -> None:
    document = formats.read((SAMPLES / name).read_bytes(), name)
    assert document.source is not None
    assert (document.source.format, document.problems) == ("ass", ())
    cue = document.cues[0]
    assert (cue.start, cue.end, without_tags(cue.text)) == first
    assert len(document.cues) == count
    assert last is None or without_tags(document.cues[-1].text) == last


def test_what_is_no_time_and_no_text_is_kept_with_the_cue() -> None:
    document = read(
        HEAD
        + "Dialogue: 3,0:00:01.00,0:00:02.50,Top,张三,10,20,030,Banner;5,{\\an9\\i1}你好\\N再见\n"
    )
    (cue,) = document.cues
    assert (cue.start, cue.end, cue.text, cue.speaker) == (
        1000,
        2500,
        "{\\an9\\i1}你好\n再见",
        "张三",
    )
    assert cue.extras == {
        "ass.layer": "3",
        "ass.style": "Top",
        "ass.margins": ["10", "20", "030"],
        "ass.effect": "Banner;5",
        "ass.anchor": 8,
    }
    assert document.head.styles["Top"]["Fontsize"] == "60"
    assert document.head.script_info["Title"] == "标题"


@pytest.mark.parametrize(
    ("raw", "shown"),
    [
        ("a\\Nb\\nc\\hd", "a\nb c\u00a0d"),
        ("{}a{a remark}b{remark\\i1}c", "abc"),
        ("{\\p1}m 0 0 l 100 0{\\p0}你好", "你好"),
        ("{\\p2\\an7}m 0 0{\\c&HFF&}l 1 1{\\p0}", ""),
        ("<divide> <3 AT&T", "<divide> <3 AT&T"),
        ("C:\\\u2060New x\\{b}", "C:\\New x{b}"),
        ("a { b", "a { b"),
        ("x\\{\\i1}y", "x{\\i1}y"),
    ],
)
def test_the_text_that_players_show(raw: str, shown: str) -> None:
    document = read(HEAD + event(raw) + event("b"))
    (cue, _) = document.cues
    assert without_tags(cue.text) == shown
    moved = editing.shift(document, [0], 1000).apply(document)
    expected = event(raw).replace("0:00:01.00,0:00:02.50", "0:00:02.00,0:00:03.50")
    assert written(moved) == HEAD + expected.replace("b\\nc", "b c") + event("b")


@pytest.mark.parametrize(
    ("raw", "text", "back"),
    [
        ("<i>你</i>好 <3", "<i>你</i>好 <3", "{\\i1}你{\\i0}好 <3"),
        ("Tom &amp; Jerry&#39;s&nbsp;A", "Tom & Jerry's\xa0A", "Tom & Jerry's\\hA"),
        ("你<br>好<BR/>吗\\N吧", "你\n好\n吗\n吧", "你\\N好\\N吗\\N吧"),
        ("<|zh|><|HAPPY|>你好", "你好", "你好"),
        ("{\\b1}H<sub>2</sub>O{a <b> remark}", "{\\b1}H<sub>2</sub>O{\\*a <b> remark}", None),
        ('<font color="#ff0000">你</font>', '<font color="#ff0000">你</font>', None),
    ],
)
def test_what_other_formats_left_is_read_as_meant(raw: str, text: str, back: str | None) -> None:
    document = read(HEAD + event("好") + event(raw))
    assert document.cues[1].text == text
    assert [problem.line for problem in document.problems] == [HEAD.count("\n") + 2]
    for name in ("srt", "sbv", "csv"):
        shown = formats.write(document, formats.by_id(name)).data.decode()
        assert not re.search(r"&[#\w]+;|<(?:br|sub)|<\|", shown, re.IGNORECASE)
    if back is not None:
        assert written(document) == HEAD + event("好") + event(back)


def test_columns_in_any_order_and_the_names_of_ssa() -> None:
    text = (
        "[Script Info]\nScriptType: v4.00\n\n[V4 Styles]\nFormat: Name, Fontname, Alignment\n"
        "Style: Default,Arial,6\n\n[Events]\nFormat: End, Marked, Start, Actor, Text\n"
        "Dialogue: 0:00:02.00,Marked=0,0:00:01.00,甲,a, b\n"
        "Dialogue: 0:00:04.00,Marked=1,0:00:03.00,,c\n"
    )
    document = formats.read(text.encode(), "x.ssa")
    assert [(c.start, c.end, c.text, c.speaker) for c in document.cues] == [
        (1000, 2000, "a, b", "甲"),
        (3000, 4000, "c", None),
    ]
    assert formats.shown(document.cues[0]).place is not None
    changed = editing.set_text(document, 1, "d, e").apply(document)
    assert written(changed) == text.replace("03.00,,c", "03.00,,d, e")


def test_what_is_no_cue_stays_where_it_is() -> None:
    rest = "Comment: 0,0:00:00.00,0:00:00.00,Default,,0,0,0,,--- 片头 ---\n"
    fonts = "\n[Fonts]\nfontname: a.ttf\n!!!!\n[AB]\n\n[Aegisub Extradata]\nData: 1,x,y\n"
    text = HEAD + event("一") + rest + event("二二") + event("三") + fonts
    document = read(text)
    assert [cue.text for cue in document.cues] == ["一", "二二", "三"]
    assert not document.problems
    gone = editing.delete(document, [2]).apply(document)
    assert written(gone) == text.replace(event("三"), "")
    parts = editing.split(document, 1, 1).apply(document)
    halves = event("二").replace("02.50", "01.75") + event("二").replace("01.00", "01.75")
    assert written(parts) == text.replace(event("二二"), halves)
    whole = editing.join(parts, 1).apply(parts)
    assert written(whole) == text
    turned = replace(document, cues=document.cues[::-1])
    assert written(turned) == HEAD + event("三") + event("二二") + event("一") + rest + fonts


def test_a_style_that_is_changed_changes_its_own_line() -> None:
    document = read(HEAD + event("一"))
    styles = {name: dict(style) for name, style in document.head.styles.items()}
    styles["Top"]["Fontsize"] = "72"
    styles["New"] = {**styles["Default"], "Name": "New"}
    changed = replace(document, head=replace(document.head, styles=styles))
    expected = HEAD.replace(
        "Style: Top,Arial,60,&H00FFFFFF,8,10\n",
        "Style: Top,Arial,72,&H00FFFFFF,8,10\nStyle: New,Arial,60,&H00FFFFFF,2,10\n",
    )
    assert written(changed) == expected + event("一")


def test_events_that_cannot_be_read_are_told_and_kept() -> None:
    bad = "Dialogue: 0,0:xx:01.00,0:00:02.50,Default,,0,0,0,,坏\nnonsense\n"
    document = read(HEAD + event("一") + bad + event("二"))
    assert [str(problem) for problem in document.problems] == [
        f"Line 16: Skipped, not part of any readable cue: “{bad.splitlines()[0]}”.",
        "Line 17: Skipped, not part of any readable cue: “nonsense”.",
    ]
    changed = editing.set_text(document, 0, "新").apply(document)
    assert written(changed) == HEAD + event("新") + bad + event("二")


def test_a_file_that_breaks_off_says_so() -> None:
    document = read(HEAD + event("一") + "Dialogue: 0,0:00:0")
    assert [type(problem) for problem in document.problems] == [BrokenOff]
    with pytest.raises(UserError, match="no cues"):
        read(HEAD)


def test_a_new_file_is_read_alike_by_pysubs2(tmp_path: Path) -> None:
    cues = (
        Cue(0, 1000, 2500, "<i>你好</i>，世界\n{\\an8}第二行", speaker="张三"),
        Cue(1, 3004, 3996, "C:\\New 1 < 2", extras={"ass.style": "Default"}),
        Cue(2, 5000, 6000, '<font color="#ff8000">橙</font>色'),
    )
    document = Document(cues, head=Head(language="zh-Hans"), next_id=3)
    output = formats.write(document, ASS)
    assert [problem.text for problem in output.problems] == [
        "ASS counts time in steps of 10 ms; times were rounded. Cues affected: 1."
    ]
    path = tmp_path / "x.ass"
    path.write_bytes(output.data)
    theirs = pysubs2.load(str(path))
    assert [(e.start, e.end, e.name, e.plaintext) for e in theirs] == [
        (1000, 2500, "张三", "你好，世界\n第二行"),
        (3000, 4000, "", "C:\\\u2060New 1 < 2"),
        (5000, 6000, "", "橙色"),
    ]
    assert theirs[0].text == "{\\i1}你好{\\i0}，世界\\N{\\an8}第二行"
    assert theirs[2].text == "{\\c&H0080FF&}橙{\\c}色"
    style = theirs.styles["Default"]
    assert (style.fontname, style.fontsize, style.alignment) == ("Microsoft YaHei", 72, 2)
    assert (theirs.info["PlayResX"], theirs.info["PlayResY"]) == ("1920", "1080")


def test_a_second_text_has_a_style_of_its_own() -> None:
    document = Document((Cue(0, 0, 1000, "你好\n世界", second="Hello\nworld"),), next_id=1)
    text = written(document)
    assert "\nStyle: Second,Microsoft YaHei,46.8," in text
    assert "0,0,0,,你好\\N世界\\N{\\rSecond}Hello\\Nworld\n" in text
    (cue,) = read(text).cues
    assert (cue.text, cue.second) == ("你好\n世界", "Hello\nworld")
    there = read(HEAD + event("一"))
    both = replace(there, cues=(replace(there.cues[0], second="one"),))
    assert written(both) == HEAD.replace(
        "\n\n[Events]", "\nStyle: Second,Arial,39,&H00FFFFFF,2,10\n\n[Events]"
    ) + event("一\\N{\\rSecond}one")


def test_the_styles_go_along_through_our_json() -> None:
    document = read(HEAD + event("一", style="Top", name="甲"))
    data = formats.write(document, formats.by_id("json")).data
    assert json.loads(data)["styles"]["Top"]["Alignment"] == "8"
    again = formats.read(written(formats.read(data, "x.json")).encode(), "x.ass")
    assert again.cues == document.cues
    assert again.head.styles["Top"]["Alignment"] == "8"
    assert again.head.script_info["Title"] == "标题"


def test_other_formats_get_no_codes_and_are_told() -> None:
    document = read(HEAD + event("{\\an9\\fad(1,2)}你{remark}好{\\i1}吗{\\p1}m 0 0", style="Top"))
    output = formats.write(document, formats.by_id("srt"))
    assert output.data.decode() == "1\n00:00:01,000 --> 00:00:02,500\n{\\an9}你好<i>吗\n"
    assert "Cue 1 lost markup that SubRip cannot store." in [p.text for p in output.problems]


@pytest.mark.parametrize(
    ("codes", "tags"),
    [
        (r"{\b1}粗{\r}常", "<b>粗</b>常"),
        (r"{\i1}中文{\rEnglish}English", "<i>中文</i>English"),
        (r"{\i1}a{\b1}b{\i0}c{\b0}d", "<i>a<b>b</b></i><b>c</b>d"),
        (r"{\i1\b1}a{\i0\b0}b", "<i><b>a</b></i>b"),
        (r"{\i1}a{\i1}b{\i0}c", "<i>ab</i>c"),
        (r"{\i0}a{\b}b", "ab"),
    ],
)
def test_codes_that_switch_become_tags_that_enclose(codes: str, tags: str) -> None:
    document = read(HEAD + event(codes))
    srt = formats.write(document, formats.by_id("srt")).data.decode()
    vtt = formats.write(document, formats.by_id("vtt")).data.decode()
    assert srt.split("\n")[2] == vtt.split("\n")[3] == tags


@pytest.mark.parametrize(
    ("number", "key"),
    [(1, 1), (2, 2), (3, 3), (5, 7), (6, 8), (7, 9), (9, 4), (10, 5), (11, 6)],
)
def test_the_place_that_ssa_gives_by_another_number(number: int, key: int) -> None:
    document = read(HEAD + event(f"{{\\a{number}}}上"))
    assert formats.shown(document.cues[0]).place == place_of(key)
    srt = formats.write(document, formats.by_id("srt")).data.decode()
    assert srt.split("\n")[2] == f"{{\\an{key}}}上"
    assert written(document) == HEAD + event(f"{{\\a{number}}}上")


def test_other_codes_with_an_a_give_no_place() -> None:
    document = read(HEAD + event(r"{\alpha&HFF&\1a&H80&\a0\a4}上"))
    assert formats.shown(document.cues[0]).place is None
