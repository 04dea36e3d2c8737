# SPDX-License-Identifier: GPL-3.0-or-later
"""Word times as override codes of ASS."""

from __future__ import annotations

from dataclasses import replace

from editor import formats
from editor.core.cue import Cue
from editor.core.document import Document
from editor.core.words import Word, Words
from editor.formats.karaoke import sung


def text_of(cue: Cue) -> str:
    return sung(replace(Document(), cues=(cue,))).cues[0].text


def test_each_word_has_its_length_before_it_and_a_gap_its_own() -> None:
    words = Words([Word(1000, 1496, "你好"), Word(1700, 2004, "world")], "text")
    cue = Cue(0, 1000, 2004, "<i>你好</i> world", words=words)
    assert text_of(cue) == r"<i>{\k49}你好{\k21}</i> {\k30}world"
    document = sung(replace(Document(), cues=(cue,)))
    written = formats.write(document, formats.by_id("ass")).data.decode()
    assert r"{\i1}{\k49}你好{\k21}{\i0} {\k30}world" in written


def test_words_of_another_text_change_nothing() -> None:
    heard = Words([Word(1000, 1500, "你好")])
    assert text_of(Cue(0, 1000, 2000, "您好", words=heard)) == "您好"
    assert text_of(Cue(0, 1000, 2000, "您好")) == "您好"
