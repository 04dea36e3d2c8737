# SPDX-License-Identifier: GPL-3.0-or-later
"""Files inside something else: what chat models, mails and terminals put around them."""

from __future__ import annotations

import html
from typing import TYPE_CHECKING

import pytest

from editor import formats

if TYPE_CHECKING:
    from editor.core.document import Document

SRT = (
    "1\n00:00:00,000 --> 00:00:01,800\n大家好\n\n2\n00:00:01,800 --> 00:00:05,240\n今天我们聊字幕\n"
)
VTT = "WEBVTT\n\n00:00.000 --> 00:01.800\n大家好\n\n00:01.800 --> 00:05.240\n今天我们聊字幕\n"
JSON = (
    '{"segments": [\n{"start": 0.0, "end": 1.8, "text": "大家好"},\n'
    '{"start": 1.8, "end": 5.24, "text": "今天我们聊字幕"}\n], "language": "zh"}\n'
)
TTML = (
    '<?xml version="1.0"?>\n<tt xmlns="http://www.w3.org/ns/ttml"><body><div>\n'
    '<p begin="0s" end="1.8s">大家好</p>\n<p begin="1.8s" end="5.24s">今天我们聊字幕</p>\n'
    "</div></body></tt>\n"
)
CUES = [(0, 1800, "大家好"), (1800, 5240, "今天我们聊字幕")]


def read(text: str, name: str = "a.txt") -> Document:
    return formats.read(text.encode(), name)


def cues(document: Document) -> list[tuple[int, int, str]]:
    return [(cue.start, cue.end, cue.text) for cue in document.cues]


def told(document: Document) -> list[str]:
    return [str(problem) for problem in document.problems]


@pytest.mark.parametrize("fence", ["```", "```srt", "~~~", "````text", "  ``` "])
@pytest.mark.parametrize(("inner", "row"), [(SRT, "srt"), (VTT, "vtt"), (JSON, "whisper")])
def test_a_code_block(fence: str, inner: str, row: str) -> None:
    close = fence.strip().rstrip("srtex")
    document = read(
        f"好的，以下是校对后的字幕：\n\n{fence}\n{inner}{close}\n\n如需调整请告诉我。\n"
    )
    assert cues(document) == CUES
    assert document.source is not None
    assert document.source.format == row
    assert told(document) == [
        "Line 1: Skipped, not part of any cue: “好的，以下是校对后的字幕：”.",
        "Line 3: The subtitles stand in a code block; it and what stands around it were left out.",
        f"Line {6 + inner.count(chr(10))}: Skipped, not part of any cue: “如需调整请告诉我。”.",
    ]


def test_what_is_saved_is_the_file_alone() -> None:
    document = read(f"```srt\n{SRT}```\n", "a.srt")
    assert formats.write(document, formats.by_id("srt")).data.decode() == SRT


def test_a_block_that_is_not_closed() -> None:
    assert cues(read(f"```srt\n{SRT}")) == CUES


def test_two_blocks_stand_behind_each_other() -> None:
    second = SRT.replace("00:00:", "00:01:")
    document = read(f"第一部分：\n```\n{SRT}```\n第二部分：\n```\n{second}```\n")
    assert cues(document) == [*CUES, *((60_000 + a, 60_000 + b, text) for a, b, text in CUES)]


def test_fences_in_a_text_are_text() -> None:
    quoting = SRT.replace("大家好", "```\n大家好\n```")
    document = read(quoting, "a.srt")
    assert cues(document)[0][2] == "```\n大家好\n```"
    assert not document.problems
    assert formats.write(document, formats.by_id("srt")).data == quoting.encode()


def test_lines_keep_their_numbers() -> None:
    document = read("好：\n\n```\n" + SRT.replace("00:00:01,800\n大", "00:00:61,800\n大") + "```\n")
    assert "Line 5: The time “00:00:61,800” has more than 59 minutes or seconds." in told(document)


@pytest.mark.parametrize("prefix", ["> ", ">", ">> ", "> > "])
def test_quoted_as_in_a_mail(prefix: str) -> None:
    quoted = "".join(f"{prefix}{line}".rstrip(" ") + "\n" for line in SRT.splitlines())
    document = read(quoted)
    assert cues(document) == CUES
    assert len(document.problems) == 1


def test_indented() -> None:
    document = read("".join(f"    {line}\n" if line else "\n" for line in SRT.splitlines()))
    assert cues(document) == CUES
    assert told(document) == ["Every line begins with spaces; they were left out."]


def test_a_speaker_sign_in_some_lines_is_no_quoting() -> None:
    document = read(SRT.replace("大家好", "> 大家好"), "a.srt")
    assert cues(document)[0][2] == "> 大家好"


PRINTED = (
    "[{'key': 'a', 'text': '好', 'sentence_info': [{'text': '大家好', 'start': 0, 'end': 1800},\n"
    " {'text': '今天我们聊字幕', 'start': 1800, 'end': 5240}]}]\n"
)
SEGMENTS = (
    "[Segment(id=1, start=0.0, end=1.8, text='大家好'),"
    " Segment(id=2, start=1.8, end=5.24, text='今天我们聊字幕')]\n"
)


@pytest.mark.parametrize("inner", [JSON, PRINTED, SEGMENTS])
def test_json_behind_a_log(inner: str) -> None:
    log = "rtf_avg: 0.01: 100%|████| 1/1 [00:00<00:00,  1.50it/s]\n2024-05-01 10:00:00 INFO: done\n"
    document = read(f"{log}{inner}time: 3.2 s\n")
    assert cues(document) == CUES
    assert [problem.line for problem in document.problems] == [1, 3 + inner.count("\n")]


def test_credits_in_json_above_lyrics_stay_a_line() -> None:
    lyrics = '[by:某人]\n{"t": 0, "c": [{"tx": "作词"}]}\n' + "".join(
        f"[00:0{second}.00]第{second}句\n" for second in range(5)
    )
    assert len(read(lyrics, "a.lrc").cues) == 5


TABLE = (
    "| 开始 | 结束 | 说话人 | 内容 |\n| --- | :---: | --- | ---: |\n"
    "| 00:00:00,000 | 00:00:01,800 | 甲 | 大家好 |\n"
    "| 00:00:01,800 | 00:00:05,240 | 乙 | 今天我们聊字幕 |\n"
)
ONE_COLUMN = (
    "| # | 时间 | 字幕 |\n|---|---|---|\n| 1 | 00:00:00,000 --> 00:00:01,800 | 大家好 |\n"
    "| 2 | 00:00:01,800 --> 00:00:05,240 | 今天我们聊字幕 |\n"
)


@pytest.mark.parametrize("table", [TABLE, ONE_COLUMN])
@pytest.mark.parametrize(("above", "below"), [("", ""), ("表格如下：\n\n", "\n希望有帮助。\n")])
def test_a_table_of_markdown(table: str, above: str, below: str) -> None:
    document = read(f"{above}{table}{below}", "a.md")
    assert cues(document) == CUES
    skipped = [line for line in told(document) if "Skipped" in line]
    assert len(skipped) == (2 if above else 0)


def test_times_in_bold() -> None:
    document = read(
        "* **[00:00.0 - 00:01.8]** 大家好\n* **[00:01.8 - 00:05.24]:** 今天我们聊字幕\n"
    )
    assert cues(document) == CUES


def test_names_in_bold() -> None:
    document = read("[00:00] **甲:** 大家好\n[00:02] **乙**：好\n[00:05] **甲:** 嗯\n", "a.md")
    assert [(cue.speaker, cue.text) for cue in document.cues] == [
        ("甲", "大家好"),
        ("乙", "好"),
        ("甲", "嗯"),
    ]


@pytest.mark.parametrize("mark", ["<br>", "<br/>", "<BR />"])
def test_every_line_ends_with_a_break_of_html(mark: str) -> None:
    document = read("<br>\n" + "".join(f"{line}{mark}\n" for line in SRT.splitlines()))
    assert cues(document) == CUES
    assert told(document) == ["Every line ends with “<br>”; it was left out."]


def test_indented_by_tabs() -> None:
    assert cues(read("".join(f"\t{line}\n" for line in SRT.splitlines()), "a.srt")) == CUES


@pytest.mark.parametrize(("inner", "name"), [(SRT, "a.srt"), (VTT, "a.vtt")])
def test_a_file_that_is_escaped_as_html(inner: str, name: str) -> None:
    escaped = html.escape(inner.replace("大家好", "<i>大家好</i> A&B"), quote=False)
    document = read(escaped, name)
    first = "<i>大家好</i> A&B"
    assert cues(document) == [(0, 1800, first), CUES[1]]
    line = 1 + inner[: inner.index("-->")].count("\n")
    message = "The whole file is escaped as HTML (“--&gt;”); it was read as it was before."
    assert told(document) == [f"Line {line}: {message}"]


def test_xml_that_is_escaped() -> None:
    document = read(html.escape(TTML), "a.ttml")
    assert cues(document) == CUES
    assert told(document)[0].startswith("Line 1: The whole file is escaped as HTML (“&lt;?")


def test_an_escaped_arrow_in_a_text_is_text() -> None:
    document = read(VTT.replace("大家好", "A --&gt; &amp;lt;"), "a.vtt")
    assert document.cues[0].text == "A --> &lt;"
    assert not document.problems
