# SPDX-License-Identifier: GPL-3.0-or-later
"""SAMI's paragraphs without a class, and recognisers' marks where a bar parts lines."""

from __future__ import annotations

import pytest

from editor import formats


def read(text: str) -> list[tuple[int, int, str, str]]:
    cues = formats.read(text.encode(), "x").cues
    return [(cue.start, cue.end, cue.text, cue.second) for cue in cues]


def test_a_paragraph_without_a_class_belongs_to_the_one_before_it() -> None:
    body = (
        "<SYNC Start=1000><P Class=ZH>你好<p>再来</p><P Class=EN>hello<P>again\n"
        "<SYNC Start=3000><P Class=ZH>&nbsp;<P Class=EN>&nbsp;\n"
    )
    assert read(f"<SAMI><BODY>{body}</BODY></SAMI>") == [(1000, 3000, "你好\n再来", "hello\nagain")]


def test_where_none_is_before_it_it_is_of_the_first_class() -> None:
    body = (
        "<SYNC Start=1000><P>单\n<SYNC Start=2000>\n"
        "<SYNC Start=3000><P Class=ZH>双<P Class=EN>two\n"
        "<SYNC Start=4000><P Class=ZH>&nbsp;<P Class=EN>&nbsp;\n"
    )
    found = read(f"<SAMI><BODY>{body}</BODY></SAMI>")
    assert found == [(1000, 2000, "单", ""), (3000, 4000, "双", "two")]


@pytest.mark.parametrize(
    "text",
    [
        "{25}{50}<|zh|><|HAPPY|>大家好|第二行\n{75}{100}再见|走了\n",
        "[10][20]<|zh|><|HAPPY|>大家好|第二行\n[30][40]再见|走了\n",
    ],
    ids=["MicroDVD", "MPL2"],
)
def test_a_bar_in_a_recognisers_mark_parts_no_lines(text: str) -> None:
    assert [said for _, _, said, _ in read(text)] == ["大家好\n第二行", "再见\n走了"]
