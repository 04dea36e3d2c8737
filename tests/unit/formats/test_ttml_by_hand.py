# SPDX-License-Identifier: GPL-3.0-or-later
"""TTML as people write it who know HTML."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from editor import formats
from editor.core.errors import BrokenOff, UserError
from editor.core.tags import without_tags

if TYPE_CHECKING:
    from editor.core.document import Document


def read(*lines: str) -> Document:
    head, foot = '<tt xmlns="http://www.w3.org/ns/ttml"><body><div>', "</div></body></tt>"
    return formats.read("\n".join([head, *lines, foot]).encode(), "a.ttml")


@pytest.mark.parametrize(
    ("said", "text"),
    [
        ("甲<br>乙", "甲\n乙"),
        ("甲<br></br>乙<BR />丙", "甲\n乙\n丙"),
        ('<span>甲<span tts:color="red">乙', "甲乙"),
        ("甲</span>乙</i>", "甲乙"),
        ("1 < 2, 3 > 2 << 9 <3", "1 < 2, 3 > 2 << 9 <3"),
        ("Caf&eacute; &amp; R&D&nbsp;x &unknown; &lt;b>", "Café & R&D x &unknown; <b>"),
    ],
)
def test_what_is_meant_is_read(said: str, text: str) -> None:
    document = read(f'<p begin="1s" end="2s">{said}</p>', '<p begin="3s" end="4s">再见</p>')
    assert [without_tags(cue.text).replace("\xa0", " ") for cue in document.cues] == [text, "再见"]
    assert not any(isinstance(problem, BrokenOff) for problem in document.problems)


def test_the_first_tag_that_is_not_closed_is_told() -> None:
    document = read('<p begin="1s" end="2s">甲</p>', '<p begin="3s" end="4s"><span>乙</p>')
    (problem,) = document.problems
    assert str(problem) == (
        "Line 3: Tags are not closed here, or were never opened; "
        "they were read as they seem to be meant."
    )


@pytest.mark.parametrize(
    "part",
    ["<a>", "</b>", "<a></b>", "<a:b>", "<a b:c='1'>", "<br>", "<!--", "<![CDATA[", "<?a ", '<a "'],
)
def test_a_text_of_nothing_but_tags_takes_no_longer(part: str) -> None:
    """No clock here: what goes back and forth over such a text would not end this year."""
    names = "".join(f"<x{n}:y/>" for n in range(9_000))
    for rest in (part * 30_000, "<a>" * 30_000 + part * 30_000, names):
        with pytest.raises(UserError):
            read("</x>", rest)
