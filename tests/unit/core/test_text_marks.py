# SPDX-License-Identifier: GPL-3.0-or-later
from __future__ import annotations

from editor.core.cue import Cue
from editor.core.text_marks import NONE, Marks, marks_of
from editor.core.words import Word, Words


def test_nothing_is_marked_where_nothing_was_changed() -> None:
    assert marks_of(Cue(0, 0, 1, "你好")) is NONE
    assert marks_of(Cue(0, 0, 1, "你好", hypothesis="你好")) is NONE


def test_characters_that_were_not_in_the_hypothesis() -> None:
    marks = marks_of(Cue(0, 0, 1, "柯代表和模型", hypothesis="科代表模型"))
    assert marks.changed == ((0, 1), (3, 4))


def test_what_was_taken_out_leaves_an_empty_range() -> None:
    assert marks_of(Cue(0, 0, 1, "好的", hypothesis="好啊的")).changed == ((1, 1),)


def test_words_that_were_hardly_heard_are_found_where_they_stand_now() -> None:
    words = Words([Word(0, 1, "你好", 0.9), Word(1, 2, "世界", 0.4), Word(2, 3, "和平", None)])
    heard = Cue(0, 0, 1, "你好世界和平", words=words)
    assert marks_of(heard) == Marks((), ((2, 4),))
    cue = Cue(0, 0, 1, "大家你好世界和平", hypothesis="你好世界和平", words=words)
    assert marks_of(cue) == Marks(((0, 2),), ((4, 6),))


def test_a_word_that_was_corrected_is_no_longer_doubtful() -> None:
    words = Words([Word(0, 1, "世界", 0.4)])
    assert marks_of(Cue(0, 0, 1, "时节", hypothesis="世界", words=words)).doubtful == ()


def test_endless_texts_are_not_compared() -> None:
    assert marks_of(Cue(0, 0, 1, "字" * 5000, hypothesis="词" * 5000)) is NONE
