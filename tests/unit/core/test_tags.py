# SPDX-License-Identifier: GPL-3.0-or-later
"""The table of inline markup: what is a tag, what it means, and what only looks like one."""

from __future__ import annotations

import pytest

from editor.core.markup import Place, key_of, place_of
from editor.core.tags import TAG, literal, simplified, unprotected, without_tags
from editor.core.text import is_blank


@pytest.mark.parametrize(
    ("tag", "means"),
    [
        ("<i>", ("<i>",)),
        ("</I>", ("</i>",)),
        ("<em>", ("<i>",)),
        ('<em class="x">', ("<i>",)),
        ("</strong>", ("</b>",)),
        ("<i.foreign>", ("<i>",)),
        ("< s>", ("<s>",)),
        ("</ s>", ("</s>",)),
        ("< /s>", ("</s>",)),
        ("<i/>", ("<i>",)),
        ("<br>", ("\n",)),
        ("<br />", ("\n",)),
        ("<BR/>", ("\n",)),
        ("<sub>", ("<sub>",)),
        ('<font color="red">', ("<font>",)),
        ("{i}", ("<i>",)),
        ("{/b}", ("</b>",)),
        (r"{\i1}", ("<i>",)),
        (r"{\i0}", ("</i>",)),
        (r"{\an8}", (r"{\an8}",)),
        (r"{\an8\b1}", (r"{\an8}", "<b>")),
        (r"{\pos(1,2)}", ()),
        ("{y:i}", ()),
        ("{C:$0000FF}", ()),
        ("<00:00:05.500>", ()),
        ("<01:02.50>", ()),
    ],
)
def test_a_tag_means(tag: str, means: tuple[str, ...]) -> None:
    assert TAG.fullmatch(tag)
    assert simplified(tag) == means


@pytest.mark.parametrize(
    "text",
    [
        "<3",
        "a < b > c",
        "1<2>1",
        "<笑>",
        "{x}",
        "{注: 好}",
        "<b",
        "C:\\N",
        "<boss>",
        "<i 甲 -->",
        "<c.x --> y",
        "<00:01>",
        "<1.500>",
        "<>",
        "< >",
        "{}",
    ],
)
def test_no_tag(text: str) -> None:
    assert without_tags(text) == text


@pytest.mark.parametrize(
    "text", ["<i>好</i>", "<00:01.000>", "a<br>b", "< s>好", "<ruby>漢<rt>hàn</rt></ruby>"]
)
def test_what_is_meant_as_characters_stays(text: str) -> None:
    meant = literal(text)
    assert meant != text
    assert without_tags(meant) == unprotected(meant) == text


def test_readings_are_no_text() -> None:
    ruby = "<ruby>漢<rt>hàn</rt>字<rp>(</rp><rt>zì</rt><rp>)</rp></ruby>"
    assert without_tags(ruby) == "漢字"


@pytest.mark.parametrize("key", range(1, 10))
def test_a_place_has_its_key(key: int) -> None:
    assert key_of(place_of(key)) == key


@pytest.mark.parametrize(
    ("place", "key"),
    [(Place(), 2), (Place(0.5, 0.5, 0.1, 0), 8), (Place(0.1, 0, 0.05, 0), 7), (Place(1, 1), 3)],
)
def test_any_place_has_a_key_near_it(place: Place, key: int) -> None:
    assert key_of(place) == key


@pytest.mark.parametrize(
    "text",
    ["", " ", "\u3000\u3000", "\u200b\u200b", "<i></i>", "\ufeff", "\xa0", "\u2060\u3164", "\n"],
)
def test_nothing_to_see(text: str) -> None:
    assert is_blank(text)


@pytest.mark.parametrize("text", ["♪", "。", "<3", "a", "👍🏻"])
def test_something_to_see(text: str) -> None:
    assert not is_blank(text)
