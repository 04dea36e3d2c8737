# SPDX-License-Identifier: GPL-3.0-or-later
"""What *Read again as…* offers, and what it shows."""

from __future__ import annotations

import pytest

from editor.formats.encoding_choices import choices, first_lines

SRT = "1\n00:00:01,000 --> 00:00:02,000\n{}\n\n2\n00:00:03,000 --> 00:00:04,000\nGPT-4\n"


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        ("我们今天聊一聊字幕", "gb18030"),
        ("我們今天聊一聊字幕", "big5hkscs"),
        ("Спасибо, увидимся завтра", "koi8_u"),
        ("我们今天聊一聊字幕", "utf-16-le"),
    ],
)
def test_the_likeliest_stands_first_and_its_lines_read_right(text: str, encoding: str) -> None:
    data = SRT.format(text).encode(encoding)
    offered = [name for name, _ in choices(data)]
    assert offered[0] == encoding
    assert len(offered) == len(set(offered)) > 20
    assert first_lines(data, encoding).splitlines()[0] == text
    for other in offered:
        first_lines(data, other).encode()  # whatever it looks like, it can be shown


def test_lines_of_ascii_are_shown_if_there_are_no_others() -> None:
    assert first_lines(SRT.format("hello").encode(), "cp1252") == "hello\nGPT-4"


def test_a_file_that_cannot_be_read_has_choices_too() -> None:
    assert choices(b"\xff\xfe")
    assert choices(b"")


def test_what_mends_text_that_was_encoded_twice_stands_near_the_top() -> None:
    data = SRT.format("我们今天聊一聊字幕").encode().decode("latin-1").encode()
    offered = [name for name, _ in choices(data)]
    assert offered[:2] == ["utf-8", "utf-8/cp1252/utf-8"]
    assert first_lines(data, offered[1]) == "我们今天聊一聊字幕"
