# SPDX-License-Identifier: GPL-3.0-or-later
from __future__ import annotations

import pytest

from editor.language.folding import Folder, Folding

NOTHING = Folding(script=False, width=False, case=False)


@pytest.mark.parametrize(
    ("folding", "text", "folded"),
    [
        (Folding(), "軟件ＡＢ", "软件ab"),
        (Folding(width=False, case=False), "軟件ＡＢ", "软件ＡＢ"),
        (Folding(script=False, case=False), "軟件ＡＢ", "軟件AB"),
        (Folding(script=False, width=False), "軟件ＡＢ", "軟件ａｂ"),
        (NOTHING, "軟件ＡＢ", "軟件ＡＢ"),
        (Folding(), "裡裏里", "里里里"),
        (Folding(), "ｶﾞ", "カ\u3099"),
        (NOTHING, "é", "e\u0301"),
        (NOTHING, "한", "한"),
        (Folding(), "Straße", "strasse"),
    ],
)
def test_what_becomes_of_a_text(folding: Folding, text: str, folded: str) -> None:
    assert Folder(folding).folded(text).text == folded


def test_places_lead_back_to_the_text() -> None:
    folder = Folder(Folding())
    assert folder.folded("軟件").places is None
    # ㈱ becomes (株): of its inside, no place is one of the text.
    assert folder.folded("甲㈱乙") == ("甲(株)乙", (0, 1, -1, -1, 2, 3))


def test_single_characters_keep_all_places() -> None:
    assert Folder(Folding(), single=True).folded("軟㈱é") == ("软㈱é", None)


def test_half_a_character_is_left_alone() -> None:
    assert Folder(Folding()).folded("\ud800A\0").text == "\ud800a\0"
