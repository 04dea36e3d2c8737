# SPDX-License-Identifier: GPL-3.0-or-later
"""Long lines are broken between words, evenly, and not before a closing sign."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from editor.core.text import units
from editor.publish.line_breaks import broken


@pytest.mark.parametrize(
    ("text", "most", "expected"),
    [
        ("今天天气很好", 10, "今天天气很好"),
        ("今天我们讨论强化学习，然后看看语言模型", 12, "今天我们讨论强化学习，\n然后看看语言模型"),
        ("我觉得这个「东西」非常重要", 8, "我觉得这个\n「东西」非常重要"),
        (
            "reinforcement learning from human feedback",
            12,
            "reinforcement learning\nfrom human feedback",
        ),
        ("第一行已经分好\n第二行也分好了", 8, "第一行已经分好\n第二行也分好了"),
        ("<i>斜体的文字不能随便断开的</i>", 5, "<i>斜体的文字不能随便断开的</i>"),
        ("internationalization", 5, "internationalization"),
    ],
)
def test_lines_are_broken_where_one_would(text: str, most: int, expected: str) -> None:
    assert broken(text, most) == expected


@given(st.text("天气很好今吃饭了，。！（）ab c\n", max_size=40), st.integers(3, 20))
def test_nothing_is_lost_and_no_line_begins_with_a_closing_sign(text: str, most: int) -> None:
    after = broken(text, most)
    assert [sign for sign in after if not sign.isspace()] == [s for s in text if not s.isspace()]
    for line in text.split("\n"):
        later = broken(line, most).split("\n")[1:]
        assert not any(piece.startswith(tuple("，。！）")) for piece in later)


@given(st.text("天气很好今吃饭了，。ab c", max_size=40), st.integers(3, 20))
def test_what_is_broken_once_stays_so(text: str, most: int) -> None:
    after = broken(text, most)
    if all(units(line) <= most for line in after.split("\n")):
        assert broken(after, most) == after
