# SPDX-License-Identifier: GPL-3.0-or-later
"""Styles of ASS and SSA as values, and back: what was not changed stays as it is written."""

from __future__ import annotations

from dataclasses import replace

import pytest

from editor.core.head import NO_HEAD
from editor.formats.ass_head import DEFAULT, completed
from editor.formats.ass_style import Canvas, Colour, Style, canvas_of, changed, style_of

ASS = {
    "Name": "Top",
    "Fontname": "思源黑体 CN",
    "Fontsize": "48.5",
    "PrimaryColour": "&H00E1FF&",
    "SecondaryColour": "&H000000FF",
    "OutlineColour": "&H7F102030",
    "BackColour": "&HFF000000",
    "Bold": "-1",
    "Italic": "0",
    "ScaleX": "95",
    "Spacing": "1.5",
    "BorderStyle": "3",
    "Outline": "2",
    "Shadow": "0",
    "Alignment": "8",
    "MarginL": "010",
    "MarginR": "20",
    "MarginV": "30",
}
SSA = {
    "Name": "Old",
    "Fontname": "SimHei",
    "Fontsize": "20",
    "PrimaryColour": "16777215",
    "SecondaryColour": "65535",
    "TertiaryColour": "65535",
    "BackColour": "-2147483640",
    "Bold": "0",
    "Italic": "-1",
    "BorderStyle": "1",
    "Outline": "2",
    "Shadow": "3",
    "Alignment": "6",
    "MarginL": "30",
    "MarginR": "30",
    "MarginV": "10",
}


def test_a_style_of_ass() -> None:
    assert style_of(ASS) == Style(
        font="思源黑体 CN",
        size=48.5,
        colour=Colour(0xFF, 0xE1, 0x00),
        edge=Colour(0x30, 0x20, 0x10, 0x80),
        shade=Colour(0, 0, 0, 0),
        bold=True,
        boxed=True,
        outline=2,
        shadow=0,
        key=8,
        left=10,
        right=20,
        vertical=30,
    )


def test_a_style_of_ssa() -> None:
    style = style_of(SSA)
    assert (style.colour, style.italic, style.key) == (Colour(255, 255, 255), True, 8)
    assert style.edge == Colour(8, 0, 0, 127)
    assert changed(SSA, replace(style, key=5))["Alignment"] == "10"
    assert changed(SSA, replace(style, key=3))["Alignment"] == "3"


@pytest.mark.parametrize("fields", [ASS, SSA])
def test_what_was_not_changed_stays_as_it_is_written(fields: dict[str, str]) -> None:
    style = style_of(fields)
    assert changed(fields, style) == fields
    after = changed(fields, replace(style, colour=Colour(1, 2, 3)))
    assert {name for name in fields if after[name] != fields[name]} == {"PrimaryColour"}
    assert style_of(after).colour == Colour(1, 2, 3)


@pytest.mark.parametrize("key", range(1, 10))
@pytest.mark.parametrize("fields", [ASS, SSA])
def test_what_was_changed_is_read_again(fields: dict[str, str], key: int) -> None:
    style = Style("黑体", 60.25, Colour(9, 8, 7), bold=True, italic=False, outline=1.5, key=key,
                  left=1, right=2, vertical=3, shade=style_of(fields).shade)  # fmt: skip
    again = style_of(changed(fields, style))
    if fields is SSA:
        style = replace(style, shade=again.shade)  # it has one colour for both
    assert again == style


def test_what_cannot_be_read_is_as_in_a_new_one() -> None:
    odd = {"Fontname": "A", "Fontsize": "big", "PrimaryColour": "red", "Alignment": "99"}
    assert style_of(odd) == replace(Style(), font="A")
    styles, _ = completed(NO_HEAD, second=False)
    assert style_of(styles[DEFAULT]) == Style()


@pytest.mark.parametrize(
    ("info", "canvas"),
    [
        ({"PlayResX": "1920", "PlayResY": "1080", "ScaledBorderAndShadow": "yes"},
         Canvas(1920, 1080, scales_edges=True)),
        ({}, Canvas(384, 288, scales_edges=False)),
        ({"PlayResY": "720"}, Canvas(960, 720, scales_edges=False)),
        ({"PlayResX": "640", "ScaledBorderAndShadow": "no"}, Canvas(640, 480, scales_edges=False)),
    ],
)  # fmt: skip
def test_the_canvas(info: dict[str, str], canvas: Canvas) -> None:
    assert canvas_of(info) == canvas
