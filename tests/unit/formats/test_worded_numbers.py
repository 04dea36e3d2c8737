# SPDX-License-Identifier: GPL-3.0-or-later
"""Numbers of cues with words around them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from editor import formats

if TYPE_CHECKING:
    from editor.core.document import Document

SRT = (
    "{}\n00:00:01,000 --> 00:00:02,500\n大家好\n\n{}\n00:00:02,600 --> 00:00:04,000\n"
    "今天\n聊字幕\n\n{}\n00:00:04,200 --> 00:00:06,000\n再见\n"
)
TEXTS = ["大家好", "今天\n聊字幕", "再见"]
LOG = (
    "{}\n[00:01.000 --> 00:02.500] 大家好\n\n{}\n[00:02.600 --> 00:04.000] 今天\n\n"
    "{}\n[00:04.200 --> 00:06.000] 再见\n"
)


def read(text: str, name: str = "a.srt") -> Document:
    return formats.read(text.encode(), name)


def texts(document: Document) -> list[str]:
    return [cue.text for cue in document.cues]


@pytest.mark.parametrize(
    "words",
    [
        *("第{}条", "第 {} 句：", "字幕{}", "字幕 {}", "【字幕{}】", "**字幕 {}**", "### {}"),
        *("Subtitle {}", "Subtitle #{}", "Cue {}", "cue-{}", "No.{}", "No. {}", "Caption {}:"),
        *("序号：{}", "<{}>", "{}/3", "{} of 3"),
    ],
)
def test_words_around_numbers(words: str) -> None:
    document = read(SRT.format(*(words.format(number) for number in (1, 2, 3))))
    assert texts(document) == TEXTS
    message = "Words stand around the numbers of the cues, as in “{}”; they were left out."
    assert [str(one) for one in document.problems] == [f"Line 1: {message.format(words.format(1))}"]
    assert formats.write(document, formats.by_id("srt")).data.decode() == SRT.format(1, 2, 3)


def test_numbers_of_a_part() -> None:
    assert texts(read(SRT.format("字幕 98", "字幕 99", "字幕 101"))) == TEXTS


def test_in_a_log() -> None:
    assert texts(read(LOG.format("第1条", "第2条", "第3条"), "a.txt")) == ["大家好", "今天", "再见"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            SRT.format(1, "第2章\n\n2", "第3章\n\n3"),
            ["大家好\n\n第2章", "今天\n聊字幕\n\n第3章", "再见"],
        ),
        (
            "".join(f"00:00:0{n},000 --> 00:00:0{n},900\n第{n}章\n" for n in range(1, 10)),
            [f"第{n}章" for n in range(1, 10)],
        ),
        (
            "".join(f"第{n}章\n00:00:0{n},000 --> 00:00:0{n},900\n\n" for n in range(1, 10)),
            [f"第{n}章" for n in range(1, 10)],
        ),
    ],
)
def test_texts_with_numbers_are_texts(text: str, expected: list[str]) -> None:
    assert texts(read(text)) == expected


def test_speakers_with_numbers_are_speakers() -> None:
    text = "发言人 1\n00:01\n大家好\n\n发言人 2\n00:03\n今天\n\n发言人 3\n00:05\n再见\n"
    found = "".join(cue.text for cue in read(text, "a.txt").cues)
    assert "发言人 2" in found


def test_names_of_cues_in_webvtt_stay() -> None:
    text = "WEBVTT\n\n" + SRT.replace(",", ".").format("字幕1", "字幕2", "字幕3")
    document = read(text, "a.vtt")
    assert not document.problems
    assert formats.write(document, formats.by_id("vtt")).data == text.encode()
