# SPDX-License-Identifier: GPL-3.0-or-later
"""Times with their units, as in ``12.5s`` and ``1分05秒``, or with points alone."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from editor import formats
from editor.core.errors import UserError

if TYPE_CHECKING:
    from editor.core.document import Document


def read(text: str, name: str = "a.txt") -> Document:
    return formats.read(text.encode(), name)


def cues(document: Document) -> list[tuple[int, int, str]]:
    return [(cue.start, cue.end, cue.text) for cue in document.cues]


@pytest.mark.parametrize(
    "times",
    [
        ("[0.00s]", "[62.60s]", "[3604.20s]"),
        ("0s", "62.6s", "3604.2s"),
        ("（0秒）", "（62.6秒）", "（3604.2秒）"),
        ("0.0 sec", "62.6 sec", "3604.2 sec"),
        ("00时00分00秒", "00时01分02.6秒", "01时00分04.2秒"),
        ("0分0秒", "1分2秒600毫秒", "60分4秒200"),
        ("00時00分00秒：", "00時01分02.60秒：", "01時00分04.20秒："),
        ("[0s]", "[1m2.6s]", "[1h0m4.2s]"),
        ("[00.00.00.000]", "[00.01.02.600]", "[01.00.04.200]"),
        ("- **0.0s**", "- **62.6s**", "- **3604.2s**"),
        ("00:00s", "01:02.6s", "60:04.2s"),
        ("00:00:00.0秒", "00:01:02.6秒", "01:00:04.2秒"),
        ("[00:00秒]", "[01:02.6秒]", "[60:04.2秒]"),
    ],
)
def test_starts(times: tuple[str, str, str]) -> None:
    texts = ("大家好", "今天聊字幕", "还有 3秒 结束")
    document = read("".join(f"{time} {text}\n" for time, text in zip(times, texts, strict=True)))
    assert [cue.start for cue in document.cues] == [0, 62_600, 3_604_200]
    assert [cue.text for cue in document.cues] == list(texts)


@pytest.mark.parametrize(
    "line",
    [
        "{0}s - {1}s : {2}",
        "{0}s-{1}s: {2}",
        "{0}-{1}s: {2}",
        "{0}–{1} s {2}",
        "{0} - {1}s {2}",
        "{0}秒-{1}秒：{2}",
        "{0}~{1}秒 {2}",
        "{0}秒至{1}秒：{2}",
        "[{0}s - {1}s]\n{2}",
        "0分{0}秒-0分{1}秒\n{2}\n",
        "{0}s --> {1}s\n{2}\n",
    ],
)
def test_both_times(line: str) -> None:
    text = line.format("1.5", "2", "大家好") + "\n" + line.format("2", "4.25", "今天") + "\n"
    assert cues(read(text)) == [(1500, 2000, "大家好"), (2000, 4250, "今天")]


@pytest.mark.parametrize(
    "line",
    [
        "00:0{0}s - 00:0{1}s {2}",
        "00:00:0{0}秒-00:00:0{1}秒：{2}",
        "{0} {1} {2}",
        "{0}-{1}: {2}",
        "{0} - {1} {2}",
        "[{0} {1}] {2}",
        "({0}, {1}) {2}",
        "{0}0 -> {1}0 | {2}",
    ],
)
def test_clocks_with_a_unit_and_seconds_without_one(line: str) -> None:
    text = line.format("1.5", "2.0", "大家好") + "\n" + line.format("2.0", "4.25", "今天") + "\n"
    assert cues(read(text)) == [(1500, 2000, "大家好"), (2000, 4250, "今天")]


@pytest.mark.parametrize(
    "text",
    [
        "1.5 2.0 3.0\n2.0 4.0 5.0\n",
        "2.0 1.5 很好\n4.0 2.0 不好\n",
        "版本 1.5\n1.5 2.0 之间没有变化\n其余都在这里\n还有一行\n",
    ],
)
def test_numbers_are_no_times(text: str) -> None:
    with pytest.raises(UserError):
        read(text)


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("00.00.01.500 --> 00.00.02.000", "00.00.02.600 --> 00.01.04.000"),
        ("00.00.01,500 --> 00.00.02,000", "00.00.02,600 --> 00.01.04,000"),
        ("00时00分01秒,500 --> 00时00分02秒,000", "00时00分02秒,600 --> 00时01分04秒,000"),
    ],
)
def test_subrip(first: str, second: str) -> None:
    document = read(f"1\n{first}\n大家好\n\n2\n{second}\n今天\n", "a.srt")
    assert cues(document) == [(1500, 2000, "大家好"), (2600, 64_000, "今天")]
    written = formats.write(document, formats.by_id("srt")).data.decode()
    assert "\n00:00:01,500 --> 00:00:02,000\n" in written


def test_a_colon_behind_clocks() -> None:
    text = "00:00:01 - 00:00:02: 大家好\n00:00:02 - 00:00:04: 今天\n"
    assert cues(read(text)) == [(1000, 2000, "大家好"), (2000, 4000, "今天")]


def test_times_in_texts_stay() -> None:
    text = "1\n00:00:01,000 --> 00:00:02,000\n3秒 准备\n2秒 准备\n1秒-2秒：开始\n"
    document = read(text, "a.srt")
    assert cues(document) == [(1000, 2000, "3秒 准备\n2秒 准备\n1秒-2秒：开始")]
    assert formats.write(document, formats.by_id("srt")).data == text.encode()
