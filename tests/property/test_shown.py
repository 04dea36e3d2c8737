# SPDX-License-Identifier: GPL-3.0-or-later
"""An edit in the window changes what was typed, whatever else stands in the cue."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from editor.ui.cue_table.shown import code_points, edited, shown, utf16

TEXTS = st.text(
    st.sampled_from("你好ab\n\0\u2028\u2029\ufeff\ufffc\ufffd\ud800𠮷👍\t\u00a0"), max_size=12
)


@given(TEXTS, st.integers(0, 12), st.integers(0, 12), st.text("你xa\n👍", max_size=4))
def test_an_edit_that_ends_at_the_caret(text: str, first: int, stop: int, new: str) -> None:
    first, stop = sorted((min(first, len(text)), min(stop, len(text))))
    before = shown(text)
    after = before[:first] + new + before[stop:]
    assert edited(text, before, after, first + len(new)) == text[:first] + new + text[stop:]


@given(st.text(st.characters(exclude_categories=["Cs"]), max_size=20))
def test_offsets_go_to_qt_and_back(text: str) -> None:
    units = [len(text[:position].encode("utf-16-le")) // 2 for position in range(len(text) + 1)]
    assert [utf16(text, position) for position in range(len(text) + 1)] == units
    assert [code_points(text, offset) for offset in units] == list(range(len(text) + 1))
