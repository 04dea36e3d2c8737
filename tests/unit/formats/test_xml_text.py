# SPDX-License-Identifier: GPL-3.0-or-later
"""XML that is damaged or made to do harm."""

from __future__ import annotations

import pytest

from editor import formats
from editor.core.errors import BrokenOff, UserError
from editor.formats.xml_text import parse

BOMB = (
    '<?xml version="1.0"?><!DOCTYPE t [<!ENTITY a "lol"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>'
    '<transcript><text start="0" dur="1">&b;</text></transcript>'
)
OUTSIDE = (
    '<?xml version="1.0"?><!DOCTYPE t SYSTEM "file:///etc/passwd">'
    '<transcript><text start="0" dur="1">a</text></transcript>'
)


def test_entities_of_its_own_are_refused() -> None:
    with pytest.raises(UserError, match="defines entities of its own"):
        formats.read(BOMB.encode(), "x.xml", "youtube-srv1")


def test_nothing_outside_is_read() -> None:
    document = formats.read(OUTSIDE.encode(), "x.xml", "youtube-srv1")
    assert [cue.text for cue in document.cues] == ["a"]


def test_too_deep_is_refused() -> None:
    with pytest.raises(UserError, match="too many elements"):
        parse("<a>" * 1000)


def test_what_stands_before_the_damage_is_read() -> None:
    text = '<transcript>\n<text start="0" dur="1">a</text>\n<text start="2" dur="1">b</te'
    document = formats.read(text.encode(), "x.xml")
    assert [cue.text for cue in document.cues] == ["a", "b"]
    (problem,) = document.problems
    assert isinstance(problem, BrokenOff)
    assert problem.line == 3


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "gb18030"])
def test_the_declared_encoding_does_not_count(encoding: str) -> None:
    """The text was decoded before; what its declaration says was true of the bytes."""
    text = (
        f'<?xml version="1.0" encoding="{encoding}"?>'
        '<transcript><text start="1" dur="1">好</text></transcript>'
    )
    document = formats.read(text.encode(encoding), "x.xml")
    assert [(cue.start, cue.text) for cue in document.cues] == [(1000, "好")]


def test_namespaces_and_order_are_kept() -> None:
    root, problems = parse('<a:b xmlns:a="c"><a:d e="1">x<f/>y</a:d>z</a:b>')
    assert (root.name, root.text(), problems) == ("b", "xyz", [])
    (inner,) = root.all("d")
    assert (inner.attributes, inner.line) == ({"e": "1"}, 1)
