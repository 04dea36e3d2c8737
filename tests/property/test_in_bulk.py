# SPDX-License-Identifier: GPL-3.0-or-later
"""An expression finds in joined texts what it finds in each of them."""

from __future__ import annotations

import regex
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from editor.language.in_bulk import can_join, spans_of

PIECES = st.sampled_from(
    [*"ab.^$|() *+?", "[ab]", "[^a]", r"\s", r"\S", r"\b", r"\n", r"\w", r"\d", r"[^\s]", "{2}",
     "{0,1}", "*?", "+?", "??", "(?:", "(?=a)", "(?!b)", r"\B", r"\Z", "*+"]
)  # fmt: skip
TEXTS = st.lists(st.text("ab1 \n", max_size=5), min_size=1, max_size=5)


@settings(max_examples=200)
@given(st.lists(PIECES, min_size=1, max_size=7).map("".join), TEXTS)
def test_joined_texts_have_the_same_matches(source: str, texts: list[str]) -> None:
    assume(can_join(source))
    try:
        pattern = regex.compile(source, regex.MULTILINE)
    except regex.error:
        assume(False)  # noqa: FBT003 - Hypothesis's
        return
    alone = [[match.span() for match in pattern.finditer(text)] for text in texts]
    joined = spans_of(pattern, texts, 5.0)
    assert [spans for spans in joined if spans is not None] == [
        spans for spans, found in zip(alone, joined, strict=True) if found is not None
    ]
