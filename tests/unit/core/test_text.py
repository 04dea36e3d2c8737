# SPDX-License-Identifier: GPL-3.0-or-later
"""Joining, counting and cutting the text of cues."""

from __future__ import annotations

import pytest

from editor.core import text


@pytest.mark.parametrize(
    ("first", "second", "joined"),
    [
        ("你好", "世界", "你好世界"),
        ("hello", "world", "hello world"),
        ("hello ", " world", "hello world"),
        ("你好", "GPT", "你好GPT"),
        ("GPT", "模型", "GPT模型"),
        ("<i>hello</i>", "<i>world</i>", "<i>hello</i> <i>world</i>"),
        ("", "世界", "世界"),
        ("你好", " ", "你好"),
        ("对，", "that", "对，that"),
    ],
)
def test_join(first: str, second: str, joined: str) -> None:
    assert text.join(first, second) == joined


@pytest.mark.parametrize(
    ("said", "cjk", "all1"),
    [
        ("你好", 2, 2),
        ("ab", 1, 2),
        ("你好 ab，", 4.5, 6),
        ("<i>你</i>{\\an8}好", 2, 2),
        ("<3", 1, 2),
        ("甲\n乙", 2, 2),
        ("e\u0301", 0.5, 1),
        ("👨\u200d👩\u200d👧", 1, 1),
        ("\u200b", 0, 0),
        ("", 0, 0),
    ],
)
def test_units(said: str, cjk: float, all1: float) -> None:
    assert text.units(said) == cjk
    assert text.units(said, "all1") == all1


@pytest.mark.parametrize(
    ("said", "weight"), [("", 1), ("你好", 3), ("GPT", 2.5), ("你 a，b", 3), ("<i>你</i>", 2)]
)
def test_weight(said: str, weight: float) -> None:
    assert text.weight(said) == weight


@pytest.mark.parametrize(
    ("said", "position", "edge"),
    [
        ("你好世界", 2, 2),
        ("你好fine-tune吧", 4, 2),
        ("你好fine-tune吧", 9, 11),
        ("<i>你</i>", 1, 0),
        ("<i>你</i>", 6, 8),
        ("e\u0301e\u0301", 1, 2),
        ("3.14是圆周率", 2, 4),
        ("你好", -3, 0),
        ("你好", 9, 2),
    ],
)
def test_nearest_cut(said: str, position: int, edge: int) -> None:
    assert text.nearest_cut(said, position) == edge


@pytest.mark.parametrize(
    ("said", "position", "parts"),
    [
        ("你好世界", 2, ("你好", "世界")),
        ("hello world", 5, ("hello", "world")),
        ("<i>你好</i>世界", 4, ("<i>你</i>", "<i>好</i>世界")),
        ("<b><i>你好</i></b>", 7, ("<b><i>你</i></b>", "<b><i>好</i></b>")),
        (
            '<font color="red">你好</font>',
            19,
            ('<font color="red">你</font>', '<font color="red">好</font>'),
        ),
        ("<i>你</i>好", 8, ("<i>你</i>", "好")),
    ],
)
def test_cut_closes_and_opens_markup(said: str, position: int, parts: tuple[str, str]) -> None:
    assert text.cut(said, position) == parts


@pytest.mark.parametrize(
    ("said", "other", "position", "place"),
    [
        ("你好世界", "你好世界", 2, 2),
        ("你好，世界", "你好世界", 3, 2),
        ("强化学习很重要", "reinforcement learning很重要", 4, 22),
        ("abc", "", 2, 0),
        ("你好", "你好吗", 2, 3),
    ],
)
def test_matching_position(said: str, other: str, position: int, place: int) -> None:
    assert text.matching_position(said, other, position) == place


def test_reading_speed() -> None:
    assert text.cps("一二三四", 2000) == 2
    assert text.cps("ab<i>c</i>d\n一", 1500) == 2
    assert text.cps("ab一", 1500, "all1") == 2
    assert (text.cps("一", 0), text.cps("一", -5), text.cps("", 1000)) == (0, 0, 0)


def test_the_time_that_reading_takes() -> None:
    assert text.reading_time("一二三四", 2) == 2000
    assert text.reading_time("一", 3) == 334
    assert text.cps("一", 334) <= 3 < text.cps("一", 333)
