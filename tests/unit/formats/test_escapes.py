# SPDX-License-Identifier: GPL-3.0-or-later
r"""Escapes of programs that reached texts, and files that are one string."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from editor import formats
from editor.core.errors import UserError

if TYPE_CHECKING:
    from editor.core.document import Document

SRT = "1\n00:00:01,000 --> 00:00:02,500\n大家好\n\n2\n00:00:02,600 --> 00:00:04,000\n聊“字幕”\n"
VTT = "WEBVTT\n\n" + SRT.replace(",", ".")
LOG = "[00:00:01.000 --> 00:00:02.500] 大家好\n[00:00:02.600 --> 00:00:04.000] 聊“字幕”\n"
CUES = [(1000, 2500, "大家好"), (2600, 4000, "聊“字幕”")]


def read(text: str, name: str = "a.srt") -> Document:
    return formats.read(text.encode(), name)


def cues(document: Document) -> list[tuple[int, int, str]]:
    return [(cue.start, cue.end, cue.text) for cue in document.cues]


def saying(*texts: str) -> str:
    return "".join(
        f"{number}\n00:00:0{number},000 --> 00:00:0{number},900\n{text}\n\n"
        for number, text in enumerate(texts, start=1)
    )


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        (r"我们今天\n聊字幕", "我们今天\n聊字幕"),
        (r"我们今天\r\n聊字幕", "我们今天\n聊字幕"),
        (r"Hello there,\nHow are you", "Hello there,\nHow are you"),
        (r"用 Python\n校对", "用 Python\n校对"),
        (r"你好！\nHello", "你好！\nHello"),
        (r"- 你好\n- 再见", r"- 你好\n- 再见"),
    ],
)
def test_escaped_line_breaks(text: str, meant: str) -> None:
    document = read(saying("大家好", text))
    assert [cue.text for cue in document.cues] == ["大家好", meant]
    if meant != text:
        (problem,) = document.problems
        assert problem.line == 7
        assert "was read as a line break" in problem.text


def test_breaks_that_are_less_sure_beside_sure_ones() -> None:
    document = read(saying(r"我们\n今天", r"hello\nworld", r"再见\n", r"C:\new\n在这里"))
    said = [cue.text for cue in document.cues]
    assert said == ["我们\n今天", "hello\nworld", "再见", r"C:\new\n在这里"]


@pytest.mark.parametrize(
    "texts",
    [
        (r"打开 C:\新建\new 文件夹",),
        (r"the folder docs\new is empty",),
        (r"\\server\new\资料",),
        (r"match \d+\n at the end",),
        (r"用 \n 换行",),
        (r"换行符是\n回车符是\r",),
        (r"“\n”是什么意思",),
        (r"这里写\n就行了", "第一行\n第二行"),
        (r"资料\new 里",),
    ],
)
def test_backslashes_that_are_meant(texts: tuple[str, ...]) -> None:
    data = saying(*texts)
    document = read(data)
    assert [cue.text for cue in document.cues] == list(texts)
    assert formats.write(document, formats.by_id("srt")).data == data.encode()


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        (r"\u6211\u4eec今天", "我们今天"),
        (r"\u6211\u4EEC\uff0cOK\u3002", "我们，OK。"),
        (r"\u4f60 \u597d \ud83d\ude00", "你 好 😀"),
        (r"\u3053\u3093\u306b\u3061\u306f", "こんにちは"),
    ],
)
def test_escaped_characters(text: str, meant: str) -> None:
    document = read(saying("大家好", text))
    assert [cue.text for cue in document.cues] == ["大家好", meant]
    (problem,) = document.problems
    assert problem.line == 7


@pytest.mark.parametrize(
    "text", [r"\u4f60 是一个转义", r"C:\u4f60\u597d", r"\u00e9 \u00e8", r"\users"]
)
def test_what_looks_like_escaped_characters(text: str) -> None:
    document = read(saying(text))
    assert document.cues[0].text == text
    assert not document.problems


@pytest.mark.parametrize("inner", [SRT, VTT, LOG], ids=["SubRip", "WebVTT", "log"])
@pytest.mark.parametrize("ascii_only", [True, False])
def test_a_file_that_is_a_string(inner: str, *, ascii_only: bool) -> None:
    def dumped(value: object) -> str:
        return json.dumps(value, ensure_ascii=ascii_only, indent=1)

    whole = [
        (dumped(inner), 1),
        (dumped(dumped(inner)), 1),
        (dumped({"text": inner}), 2),
        (dumped({"code": 0, "data": {"title": "大家好", "srt": inner}}), 5),
        (dumped({"choices": [{"message": {"content": f"好的：\n\n```\n{inner}```\n"}}]}), 5),
        (repr(inner), 1),
        (inner.replace("\n", "\\n"), 1),
    ]
    for text, line in whole:
        document = read(text, "a.txt")
        assert cues(document) == CUES
        assert document.problems[0].line == line
        assert "a string inside the file" in document.problems[0].text


def test_what_is_saved_is_the_string() -> None:
    document = read(json.dumps({"text": SRT}), "a.json")
    assert formats.write(document, formats.by_id("srt")).data == SRT.encode()


def test_segments_are_read_rather_than_a_string() -> None:
    answer = {"segments": [{"start": 0, "end": 1, "text": "词"}], "srt": SRT}
    assert cues(read(json.dumps(answer), "a.json")) == [(0, 1000, "词")]


@pytest.mark.parametrize(
    "text",
    [
        json.dumps({"zh": SRT, "en": VTT}),
        json.dumps({"text": "大家好\n再见"}),
        "data: " + json.dumps({"srt": SRT}),
        '{"text": "00:00:01,000 --> 00:00:02,000"}',
    ],
)
def test_what_is_no_single_string_is_refused(text: str) -> None:
    with pytest.raises(UserError):
        read(text, "a.json")
