# SPDX-License-Identifier: GPL-3.0-or-later
"""Whisper's tokens for times, as its tokenizer decodes them."""

from __future__ import annotations

import pytest

from editor import formats


def cues(text: str) -> list[tuple[int, int, str]]:
    document = formats.read(text.encode(), "a.txt")
    return [(cue.start, cue.end, cue.text) for cue in document.cues]


@pytest.mark.parametrize(
    "text",
    [
        "<|0.00|>大家好<|2.00|><|2.00|> 今天聊字幕<|4.52|>",
        "<|0.00|>大家好<|2.00|>\n<|2.00|>今天聊字幕<|4.52|>\n",
        "<|0.00|>大家好<|2.00|>今天聊字幕<|4.52|><|endoftext|>",
        "<|startoftranscript|><|zh|><|transcribe|><|0.00|>大家好<|2.00|><|2.00|>今天聊字幕<|4.52|>",
        "\ufeff< | 0.00 | > 大家好 < | 2.00 | > < | 2.00 | > 今天聊字幕 < | 4.52 | >\r\n",
        "<|0.00|>\n大家好\n<|2.00|>\n<|2.00|>\n今天聊字幕\n<|4.52|>\n",
    ],
)
def test_each_text_has_the_times_around_it(text: str) -> None:
    assert cues(text) == [(0, 2000, "大家好"), (2000, 4520, "今天聊字幕")]


def test_the_next_window_begins_at_zero_again_and_a_text_that_was_cut_off_gets_an_end() -> None:
    text = "<|0.00|>大家好<|2.00|><|2.00|>\n<|0.00|>第二窗<|3.00|>\n<|3.00|>没有结尾的一句话"
    assert cues(text) == [
        (0, 2000, "大家好"),
        (0, 3000, "第二窗"),
        (3000, 5250, "没有结尾的一句话"),
    ]
    (told,) = formats.read(text.encode(), "a.txt").problems
    assert (told.line, told.facts["seconds"]) == (3, "2.25")


def test_a_text_that_speaks_of_such_a_token_is_no_such_file() -> None:
    srt = "1\n00:00:01,000 --> 00:00:02,000\n写作 <|0.00|> 和 <|2.00|> 的标记\n"
    assert len(cues(srt)) == 1
