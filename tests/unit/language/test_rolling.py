# SPDX-License-Identifier: GPL-3.0-or-later
"""Rolling captions are known as such, and each line is left in one cue."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path

import pytest

from editor import formats
from editor.core.cue import Cue
from editor.core.document import Document
from editor.core.proposal import accepted
from editor.core.words import Word
from editor.language import rolling

SAMPLES = Path(__file__).parents[2] / "data" / "samples"

ROLLING = """WEBVTT

00:00:00.160 --> 00:00:03.429 align:start position:0%
 
大家<00:00:00.960><c>好</c><00:00:01.520><c>今天</c>

00:00:03.429 --> 00:00:03.439 align:start position:0%
大家好今天
 

00:00:03.439 --> 00:00:05.749 align:start position:0%
大家好今天
说说<00:00:03.760><c>字幕</c>

00:00:05.749 --> 00:00:05.759 align:start position:0%
说说字幕
 

00:00:05.759 --> 00:00:08.000 align:start position:0%
说说字幕
完<00:00:06.300><c>了</c>
"""  # noqa: W293 - lines of one space, as YouTube writes them

LINES = [(160, 3439, "大家好今天"), (3439, 5759, "说说字幕"), (5759, 8000, "完了")]


def unrolled(document: Document) -> list[Cue]:
    fixes = [row.fix for row in rolling.proposals(document)]
    return list(accepted(document, rolling.TITLE, fixes).apply(document).cues)


def times(cues: list[Cue]) -> list[tuple[int, int, str]]:
    return [(cue.start, cue.end, cue.text) for cue in cues]


@pytest.mark.parametrize("row", ["vtt", "srt", "sbv", "bcc"])
def test_each_line_stands_once_whatever_the_file(row: str) -> None:
    first = formats.read(ROLLING.encode(), "a.vtt")
    data = formats.write(Document(first.cues), formats.by_id(row)).data
    document = formats.read(data, f"a.{row}")
    assert rolling.is_rolling(document.cues)
    assert times(unrolled(document)) == LINES


def test_words_stay_with_their_line() -> None:
    cues = unrolled(formats.read(ROLLING.encode(), "a.vtt"))
    assert [list(cue.words or ()) for cue in cues] == [
        [Word(160, 960, "大家"), Word(960, 1520, "好"), Word(1520, 3429, "今天")],
        [Word(3439, 3760, "说说"), Word(3760, 5749, "字幕")],
        [Word(5759, 6300, "完"), Word(6300, 8000, "了")],
    ]


def test_a_real_file() -> None:
    data = (SAMPLES / "youtube_auto_vtt" / "auto_rolling_en_trimmed.vtt").read_bytes()
    document = formats.read(data, "a.vtt")
    shown = [line for cue in document.cues for line in cue.text.split("\n")]
    once = [line for row, line in enumerate(shown) if row == 0 or line != shown[row - 1]]
    cues = unrolled(document)
    assert [line for cue in cues for line in cue.text.split("\n")] == once
    assert all(cue.end <= after.start for cue, after in pairwise(cues))


def test_words_highlighted_one_by_one() -> None:
    texts = ["<u>大家</u>好", "大家<u>好</u>", "<u>再</u>见了", "再<u>见</u>了", "再见<u>了</u>"]
    cues = tuple(Cue(n, n * 500, n * 500 + 500, text) for n, text in enumerate(texts))
    assert rolling.is_rolling(cues)
    assert [(start, end) for start, end, _ in times(unrolled(Document(cues)))] == [
        (0, 1000),
        (1000, 2500),
    ]


@pytest.mark.parametrize(
    "texts",
    [
        ["好", "好", "好", "不", "行", "走", "吧", "再", "见"],
        ["一\n二", "三\n四", "五\n六", "七\n八"],
        ["", "", "", ""],
        ["一"],
        [],
    ],
)
def test_other_captions_are_not(texts: list[str]) -> None:
    cues = [Cue(n, n * 1000, n * 1000 + 1000, text) for n, text in enumerate(texts)]
    assert not rolling.is_rolling(cues)


def test_a_line_that_is_said_again_later_is_not_removed() -> None:
    first = formats.read(ROLLING.encode(), "a.vtt").cues
    cues = (*first, Cue(5, 60_000, 61_000, "完了"))
    assert times(unrolled(Document(cues)))[-1] == (60_000, 61_000, "完了")


GROWING = ["大", "大家", "大家好", "今", "今天", "今天说", "今天说字幕", "完", "完了"]
WHOLE = [(0, 1200, "大家好"), (1200, 2800, "今天说字幕"), (2800, 3600, "完了")]


def timed(texts: list[str]) -> Document:
    cues = [Cue(n, 400 * n, 400 * n + 400, text) for n, text in enumerate(texts)]
    return Document(tuple(cues), next_id=len(cues))


@pytest.mark.parametrize("pattern", ["{}", "<i>{}</i>"])
def test_live_captions_that_grow(pattern: str) -> None:
    document = timed([pattern.format(text) for text in GROWING])
    assert rolling.is_rolling(document.cues)
    whole = [(start, end, pattern.format(text)) for start, end, text in WHOLE]
    assert times(unrolled(document)) == whole
    told = [row.reason.text for row in rolling.proposals(document)]
    assert told[:3] == [
        "The next cue says this and more.",
        "The next cue says this and more.",
        "The cues before it are its beginning.",
    ]


def test_captions_that_grow_below_the_line_before() -> None:
    texts = ["甲", "甲乙", "甲乙丙", "甲乙丙\n丁", "甲乙丙\n丁戊", "丁戊\n己", "丁戊\n己庚"]
    assert times(unrolled(timed(texts))) == [(0, 2000, "甲乙丙\n丁戊"), (2000, 2800, "己庚")]


def test_answers_that_happen_to_go_on_are_no_captions_that_grow() -> None:
    document = timed(["好", "好的", "我们开始", "第一点", "第二点", "第三点"])
    assert not rolling.is_rolling(document.cues)
    assert rolling.proposals(document) == []


def test_the_mark_that_wanders_from_word_to_word_goes_with_the_repetitions() -> None:
    words = ["大家", "好", "今天", "说"]
    texts = [
        "".join(f"<u>{word}</u>" if at == n else word for at, word in enumerate(words))
        for n in range(4)
    ]
    assert times(unrolled(timed(texts))) == [(0, 1600, "大家好今天说")]
    all_of_it = timed(["<i>大家好</i>"] * 4)
    assert times(unrolled(all_of_it)) == [(0, 1600, "<i>大家好</i>")]
