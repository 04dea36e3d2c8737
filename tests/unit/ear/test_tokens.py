# SPDX-License-Identifier: GPL-3.0-or-later
"""Byte-level byte-pair encoding."""

from __future__ import annotations

import pytest

from editor.ear.tokens import Tokens, special

BYTES = [bytes([byte]) for byte in range(256)]
# Ids 256 and on: what GPT-2 would merge first.
MERGES = [b"he", b"in", b"the", b" t", b" the", b"'s", b"\xe4\xbd", b"\xe4\xbd\xa0", b"12", b"  "]
TOKENS = Tokens([*BYTES, *MERGES])


@pytest.mark.parametrize(
    ("text", "pieces"),
    [
        ("the", [b"the"]),
        (" the", [b" the"]),
        # The pair of the lowest rank goes first: "he" (256) before " t" (259).
        ("thein", [b"the", b"in"]),
        # Letters, numbers and marks are never merged with each other.
        ("the's", [b"the", b"'s"]),
        ("a12'in", [b"a", b"12", b"'", b"in"]),
        # Of several spaces, the last one belongs to the word.
        ("   the", [b"  ", b" the"]),
        ("你", [b"\xe4\xbd\xa0"]),
        ("佡", [b"\xe4\xbd", b"\xa1"]),
        # ½ is a number: it is no part of the word behind it.
        ("½in", [b"\xc2", b"\xbd", b"in"]),
        ("", []),
    ],
)
def test_pairs_are_merged_by_rank_within_a_piece(text: str, pieces: list[bytes]) -> None:
    ids = TOKENS.encode(text).ids
    assert [[*BYTES, *MERGES][token] for token in ids] == pieces


@pytest.mark.parametrize(
    "text", ["你好 the 世界 12½\n\t x", "🎬é\u0301 \u3000全角", "\x1c\x85 a", "  "]
)
def test_text_comes_back(text: str) -> None:
    assert TOKENS.decode(TOKENS.encode(text).ids) == text


def test_spans_are_the_characters_that_a_token_has_bytes_of() -> None:
    encoding = TOKENS.encode("你佡 the")
    assert encoding.spans.tolist() == [[0, 1], [1, 2], [1, 2], [2, 6]]


def test_half_a_character_is_replaced() -> None:
    assert TOKENS.decode([262, 51_000]) == "\ufffd"


@pytest.mark.parametrize(
    ("vocabulary", "transcribe", "no_timestamps"),
    [(51_865, 50_359, 50_363), (51_866, 50_360, 50_364)],  # large-v3 knows Cantonese as well
)
def test_special_tokens(vocabulary: int, transcribe: int, no_timestamps: int) -> None:
    found = special(vocabulary)
    assert (found.end, found.start, found.chinese) == (50_257, 50_258, 50_260)
    assert found.beginning == (50_258, 50_260, transcribe, no_timestamps)
    assert (found.previous, found.no_speech) == (transcribe + 2, transcribe + 3)
