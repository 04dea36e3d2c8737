# SPDX-License-Identifier: GPL-3.0-or-later
"""Converting twice is converting once, and what is not Chinese is not touched."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from editor import formats
from editor.language.conversion import TARGETS, convert, to_script
from editor.language.script import script_of
from tests.making import REAL, written

LINES = [cue.text for cue in formats.read(REAL.read_bytes()).cues]
HAN = st.text(st.characters(min_codepoint=0x4E00, max_codepoint=0x9FFF), max_size=12)
ANY = st.text(max_size=30)


@pytest.mark.parametrize("target", TARGETS)
@given(texts=st.lists(st.sampled_from(LINES), max_size=6))
def test_a_document_is_converted_once_and_for_all(target: str, texts: list[str]) -> None:
    document = written(*((row, row + 1, text) for row, text in enumerate(texts)))
    once = to_script(document, target).apply(document)
    assert not to_script(once, target)
    if target != "zh-HK":  # Hong Kong writes 脱 and 温 as Simplified does
        other = "hant" if target == "zh-Hans" else "hans"
        assert not {script_of(cue.text) for cue in once.cues} & {"mixed", other}


@given(st.one_of(HAN, ANY))
def test_simplified_stays_simplified(text: str) -> None:
    once = convert(text, "zh-Hans")
    assert convert(once, "zh-Hans") == once
    assert once.count("\n") == text.count("\n")


@given(ANY.filter(lambda text: script_of(text) == "none"), st.sampled_from(sorted(TARGETS)))
def test_text_without_han_is_not_touched(text: str, target: str) -> None:
    assert convert(text, target) == text
