# SPDX-License-Identifier: GPL-3.0-or-later
"""Times, numbers and labels as people and programs write them, in formats of lines."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from editor import formats
from editor.core.cue import Cue

if TYPE_CHECKING:
    from editor.core.document import Document

CUES = [(0, 1800, "大家好。"), (1800, 5240, "今天 A&B")]
ASS = (
    "[Script Info]\nScriptType: v4.00+\n\n[V4+ Styles]\n"
    "Format: Name, Fontname, Fontsize\nStyle: Default,Arial,60\n\n[Events]\n"
    "Format: Layer, Start, End, Style, Name, MarginL, MarginR, MarginV, Effect, Text\n"
)


def read(text: str, name: str = "a.txt") -> Document:
    return formats.read(text.encode(), name)


def cues(document: Document) -> list[tuple[int, int, str]]:
    return [(cue.start, cue.end, cue.text) for cue in document.cues]


def subrip(first: str, second: str, numbers: tuple[str, str] = ("1", "2")) -> str:
    return f"{numbers[0]}\n{first}\n大家好。\n\n{numbers[1]}\n{second}\n今天 A&B\n"


PLAIN = "00:00:00,000 --> 00:00:01,800", "00:00:01,800 --> 00:00:05,240"


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("00:00:00,000 --&gt; 00:00:01,800", "00:00:01,800 --&gt; 00:00:05,240"),
        ("00：00：00。000 —> 00：00：01。800", "00:00:01。800 --> 00:00:05。240"),
        ("00：00：00，000 → 00：00：01，800", PLAIN[1]),
        ("00:00:00,000\u00a0-->\u00a000:00:01,800", PLAIN[1]),
        ("00:00:00,000\u2009→\u200900:00:01,800", PLAIN[1].replace(" ", "\u3000")),
        ("\u200b00:00:00,000 --> 00:00:01,800\u200b", PLAIN[1]),
        ("00:00:00,000 ----> 00:00:01,800", PLAIN[1]),
    ],
)
def test_subrip(first: str, second: str) -> None:
    assert cues(read(subrip(first, second), "a.srt")) == CUES


@pytest.mark.parametrize("sign", ["**{}**", "[{}]", "【{}】", "__{}__", "#{}.", "({})"])
def test_decorated_numbers(sign: str) -> None:
    document = read(subrip(*PLAIN, (sign.format(1), sign.format(2))), "a.srt")
    assert cues(document) == CUES


@pytest.mark.parametrize(
    "line",
    [
        "[00:00:00。000 --> 00:00:01。800] 大家好。\n[00:00:01。800 --> 00:00:05。240] 今天 A&B\n",
        "[00:00.000 --&gt; 00:01.800] 大家好。\n[00:01.800 --&gt; 00:05.240] 今天 A&B\n",
        "[00:00:00.000-00:00:01.800] 大家好。\n[00:00:01.800-00:00:05.240] 今天 A&B\n",
        "(0.00-1.80) 大家好。\n(1.80-5.24) 今天 A&B\n",
        "[0:0.000,0:1.800]  大家好。\n[0:1.800,0:5.240]  今天 A&B\n",
        "[0.00, 1.80] 大家好。\n[1.80, 5.24] 今天 A&B\n",
    ],
)
def test_logs(line: str) -> None:
    document = read(line)
    assert document.source is not None
    assert document.source.format == "asr-log"
    assert cues(document) == CUES
    assert not document.problems


def test_a_log_of_tencent_cloud_says_who_speaks() -> None:
    document = read("[59:59.000,60:1.800,0]  大家好\n[60:1.800,60:5.240,1]  好\n")
    assert [(cue.start, cue.end, cue.text, cue.speaker) for cue in document.cues] == [
        (3_599_000, 3_601_800, "大家好", "Speaker 0"),
        (3_601_800, 3_605_240, "好", "Speaker 1"),
    ]


def test_full_width_times_in_ass() -> None:
    line = "Dialogue: 0,0：00：00.00,0：00：01.80,Default,,0,0,0,,大家好。\n"
    assert cues(read(ASS + line, "a.ass")) == CUES[:1]


SPOKEN = (("张三", 0, "大家好"), ("李四", 2, "今天"), ("张三", 5, "字幕"), ("李四", 9, "好的"))


@pytest.mark.parametrize(
    "label",
    [
        "[{name}] 00:00:0{s}",
        "【{name}】00:00:0{s}",
        "{name} | 00:0{s}",
        "{name} · 00:0{s}",
        "**{name} 00:0{s}**",
        "00:00:0{s} {name}",
        "[00:0{s}] {name}",
        "{name} (00:0{s}):",
    ],
)
def test_labels_of_transcripts(label: str) -> None:
    text = "".join(f"{label.format(name=name, s=s)}\n{said}\n\n" for name, s, said in SPOKEN)
    assert [(cue.start, cue.end, cue.text, cue.speaker) for cue in read(text).cues] == [
        (0, 2000, "大家好", "张三"),
        (2000, 5000, "今天", "李四"),
        (5000, 9000, "字幕", "张三"),
        (9000, 10000, "好的", "李四"),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "张三 00:00:00 - 00:00:01\n大家好\n\n李四 00:00:02 - 00:00:04\n今天\n",
        "张三 [00:00:00 --> 00:00:01]: 大家好\n李四 [00:00:02 --> 00:00:04]: 今天\n",
    ],
)
def test_labels_with_both_times(text: str) -> None:
    document = read(text)
    assert [(cue.start, cue.end, cue.text, cue.speaker) for cue in document.cues] == [
        (0, 1000, "大家好", "张三"),
        (2000, 4000, "今天", "李四"),
    ]
    assert not document.problems


def test_texts_before_their_times_are_no_speakers() -> None:
    document = read("大家好 0:00\n今天 0:02\n字幕 0:05\n")
    assert [(cue.start, cue.text, cue.speaker) for cue in document.cues] == [
        (0, "大家好", None),
        (2000, "今天", None),
        (5000, "字幕", None),
    ]


@pytest.mark.parametrize(
    "text", ["0:00\n大家好\n0:02\n今天\n", "**甲 00:00**\n大家好\n\n**乙 00:02**\n今天\n"]
)
def test_two_entries_are_enough_where_all_lines_are_theirs(text: str) -> None:
    assert cues(read(text)) == [(0, 2000, "大家好"), (2000, 3000, "今天")]


def test_subviewer_1() -> None:
    document = read(
        "[TITLE]\n片名\n[AUTHOR]\n\n[DELAY]\n0\n[CD TRACK]\n0\n[BEGIN]\n"
        "******** START SCRIPT ********\n[00:00:00]\n大家好\n[00:00:02]\n\n"
        "[00:00:03]\n今天|我们\n[00:00:05]\n还有\n[00:00:07]\n\n[END]\n"
        "******** END SCRIPT ********\n",
        "a.sub",
    )
    assert document.source is not None
    assert document.source.format == "subviewer"
    assert cues(document) == [(0, 2000, "大家好"), (3000, 5000, "今天\n我们"), (5000, 7000, "还有")]
    assert document.head.script_info == {"Title": "片名"}
    assert not document.problems


@pytest.mark.parametrize("headings", ["zh,en", "中文,英文", "Chinese,English", "简体中文,English"])
def test_headings_that_are_languages(headings: str) -> None:
    document = read(
        f"start,end,{headings}\n0:00:00.0,0:00:01.8,大家好,Hello everybody\n"
        "0:00:01.8,0:00:05.24,好,Good\n",
        "a.csv",
    )
    assert [(cue.text, cue.second) for cue in document.cues] == [
        ("大家好", "Hello everybody"),
        ("好", "Good"),
    ]


def test_lyrics_that_begin_with_a_dash() -> None:
    document = read("[00:01.00]- 大家好\n[00:02.50]- 好\n[00:04.00]\n", "a.lrc")
    assert document.source is not None
    assert document.source.format == "lrc"
    assert cues(document) == [(1000, 2500, "- 大家好"), (2500, 4000, "- 好")]


def test_stamps_of_words_with_spaces_on_both_sides() -> None:
    document = read("[00:01.00] <00:01.00> Hello <00:01.50> world <00:02.00>\n", "a.lrc")
    assert document.cues[0].text == "Hello world"


def test_a_carriage_return_in_a_text_parts_lines_in_lrc() -> None:
    text = '{"segments": [{"start": 1, "end": 2, "text": "甲\\r乙"}]}'
    written = formats.write(read(text, "a.json"), formats.by_id("lrc")).data.decode()
    assert written == "[00:01.00]甲\n[00:01.00]乙\n[00:02.00]\n"


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("a.sbv", "0：00：00.000，0：00：01.800\n大家好。\n\n0:00:01.800,0:00:05.240\n今天 A&B\n"),
        ("a.lrc", "[00：00．00]大家好。\n[00：01．80]今天 A&B\n[00：05．24]\n"),
        ("a.csv", "开始,结束,文本\n00：00：00。000,00：00：01。800,大家好。\n1.8,5.24,今天 A&B\n"),
        ("a.csv", "Timecode In,Timecode Out,Text\n0:00:00,0:00:01.8,大家好。\n1.8,5.24,今天 A&B\n"),
    ],
)
def test_full_width_times(name: str, text: str) -> None:
    assert cues(read(text, name)) == CUES


def test_negative_times_in_a_table() -> None:
    document = read("start,end,text\n-0.5,1.8,大家好\n1.8,5.24,好\n", "a.csv")
    assert [(cue.start, cue.end) for cue in document.cues] == [(-500, 1800), (1800, 5240)]


@pytest.mark.parametrize("sign", [" --> ", " - ", "–", "至", "→"])
def test_both_times_in_one_cell(sign: str) -> None:
    rows = (
        ("00:00:00,000", "00:00:01,800", "大家好。"),
        ("00:00:01.800", "00:00:05.240", "今天 A&B"),
    )
    lines = [f"{n};{a}{sign}{b};{text}" for n, (a, b, text) in enumerate(rows, 1)]
    document = read("\n".join(["序号;时间轴;字幕", *lines, ""]), "a.csv")
    assert cues(document) == CUES


def test_dashes_between_times_and_texts_are_no_text() -> None:
    document = read("0:00:00 - 大家好\n0:00:02 - 今天\n0:00:05 - 字幕\n")
    assert [cue.text for cue in document.cues] == ["大家好", "今天", "字幕"]


def test_a_table_that_breaks_off_inside_quotation_marks() -> None:
    document = read('start,end,text\n0,1800,"大家\n好"\n1800,2000,"好\n2000,5240,今天\n', "a.csv")
    assert cues(document) == [(0, 1800, "大家\n好"), (1800, 2000, "好"), (2000, 5240, "今天")]
    assert [problem.line for problem in document.problems] == [4]


def test_a_time_line_that_breaks_off_is_no_cue() -> None:
    document = read(
        "1\n00:00:00,000 --> 00:00:01,800\n大家好。\n\n2\n00:00:01,800 --> 00:0", "a.srt"
    )
    assert cues(document) == CUES[:1]
    assert len(document.problems) == 1


@pytest.mark.parametrize(
    ("line", "times"),
    [
        ("00:00:03,000 -->", (3000, 7000)),
        ("00:00:03,000 --> O0:00:O4,000", (3000, 7000)),
        ("00:00:0x,000 --> 00:00:04,500", (2000, 4500)),
        ("--> 00:00:04,500", (2000, 4500)),
        ("aa:bb:c1 --> dd:ee:f2", (2000, 7000)),
    ],
)
def test_of_a_damaged_time_line_the_readable_time_is_used(
    line: str, times: tuple[int, int]
) -> None:
    first = "1\n00:00:01,000 --> 00:00:02,000\n甲\n\n"
    document = read(f"{first}2\n{line}\n乙\n\n3\n00:00:07,000 --> 00:00:08,000\n丙\n", "a.srt")
    assert cues(document) == [(1000, 2000, "甲"), (*times, "乙"), (7000, 8000, "丙")]
    (problem,) = document.problems
    assert problem.line == 5
    half = "Only one time of this cue can be read; the other was taken from its neighbour."
    assert (problem.text == half) == ("aa" not in line)


@pytest.mark.parametrize("sign", [" - ", " to ", " ~ ", "-"])
def test_subrip_with_another_sign_between_its_times(sign: str) -> None:
    first, second = (times.replace(" --> ", sign) for times in PLAIN)
    document = read(subrip(first, second), "a.srt")
    assert cues(document) == CUES
    assert not document.problems


def test_odd_spaces_in_texts_stay() -> None:
    text = "1\n00:00:00,000 --> 00:00:01,800\n大\u3000家 -->\u00a0好\n"
    document = read(text, "a.srt")
    assert document.cues[0].text == "大\u3000家 -->\u00a0好"
    assert formats.write(document, formats.by_id("srt")).data == text.encode()


@pytest.mark.parametrize("row", ["csv", "tsv", "xlsx"])
def test_a_text_that_is_two_times_is_a_text(row: str) -> None:
    document = read("1\n00:00:00,000 --> 00:00:01,800\n0:01 - 0:02\n", "a.srt")
    written = formats.write(document, formats.by_id(row)).data
    assert cues(formats.read(written, f"a.{row}")) == [(0, 1800, "0:01 - 0:02")]


def test_a_file_without_a_whole_cue_can_be_saved_with_a_new_one() -> None:
    document = read("1\n00:00:01,000 --> 00:0", "a.srt")
    assert document.cues == ()
    filled = replace(document, cues=(Cue(0, 1000, 2000, "好"),), next_id=1)
    written = formats.write(filled, formats.by_id("srt")).data.decode()
    assert written == "1\n00:00:01,000 --> 00:00:02,000\n好\n"


def test_a_column_that_stands_twice_in_ass() -> None:
    head = ASS.replace("MarginL, MarginR, MarginV, Effect, Text", "MarginL, MarginL, Text")
    line = "Dialogue: 0,0:00:00.00,0:00:01.80,Default,,0,0,大, 家\n"
    document = read(head + line, "a.ass")
    assert cues(document) == [(0, 1800, "大, 家")]
    renamed = replace(document, cues=(document.cues[0].saying("好"),))
    assert formats.write(renamed, formats.by_id("ass")).data.decode().endswith(",0,0,好\n")
