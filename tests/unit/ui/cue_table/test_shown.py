# SPDX-License-Identifier: GPL-3.0-or-later
from __future__ import annotations

from editor.ui.cue_table.shown import code_points, edited, moved, shown, typed, utf16


def test_what_qt_would_turn_round_has_a_stand_in_of_the_same_length() -> None:
    assert shown("a\0\u2028\ud800\ufeffb\nc\td") == "a\ufffd\ufffd\ufffd\ufffdb\nc\td"


def test_only_what_was_typed_is_taken_from_qt() -> None:
    text = "\0你\u2028"
    assert edited(text, shown(text), "\ufffd你好\ufffd", 3) == "\0你好\u2028"
    assert edited(text, shown(text), "\ufffd\ufffd", 1) == "\0\u2028"


def test_of_two_alike_stand_ins_the_caret_tells_which_is_gone() -> None:
    assert edited("\0\u2028", "\ufffd\ufffd", "\ufffd", 0) == "\u2028"
    assert edited("\0\u2028", "\ufffd\ufffd", "\ufffd", 1) == "\0"


def test_typed_line_breaks_are_all_of_one_kind() -> None:
    assert typed("a\r\nb\rc\u2028d\u2029e\0\ufffcf") == "a\nb\nc\nd\nef"


def test_a_place_moves_with_its_characters() -> None:
    assert moved("你好世界", "您好，世界", 0) == 0
    assert moved("你好世界", "您好，世界", 4) == 5
    assert moved("你好世界", "您好，世界", 1) is None


def test_qt_counts_an_astral_character_twice() -> None:
    text = "𠮷a👍b"
    assert [utf16(text, position) for position in range(5)] == [0, 2, 3, 5, 6]
    assert [code_points(text, offset) for offset in range(7)] == [0, 0, 1, 2, 2, 3, 4]
