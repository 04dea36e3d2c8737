# SPDX-License-Identifier: GPL-3.0-or-later
"""Which characters are marked as changed."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from editor.ui.review.pieces import Piece, compared


def written(pieces: tuple[Piece, ...]) -> str:
    """The pieces, those that change in brackets."""
    return "".join(f"[{piece.text}]" if piece.changed else piece.text for piece in pieces)


@pytest.mark.parametrize(
    ("before", "after", "marked"),
    [
        ("就是一個人", "就是一个人", ("就是一[個]人", "就是一[个]人")),
        ("这个fine tune的", "这个fine-tune的", ("这个[fine tune]的", "这个[fine-tune]的")),
        ("0:00.0 – 0:28.7", "0:28.7 – 0:57.4", ("0:[00.0] – 0:[28.7]", "0:[28.7] – 0:[57.4]")),
        ("好", "", ("[好]", "")),
        ("一样", "一样", ("一样", "一样")),
        ("甲" * 3000, "乙", (f"[{'甲' * 3000}]", "[乙]")),
    ],
)
def test_what_changes_is_marked(before: str, after: str, marked: tuple[str, str]) -> None:
    old, new = compared(before, after)
    assert (written(old), written(new)) == marked


@given(st.text(max_size=40), st.text(max_size=40))
def test_the_pieces_are_the_text(before: str, after: str) -> None:
    old, new = compared(before, after)
    assert "".join(piece.text for piece in old) == before
    assert "".join(piece.text for piece in new) == after
    kept = [[piece.text for piece in side if not piece.changed] for side in (old, new)]
    assert "".join(kept[0]) == "".join(kept[1])
