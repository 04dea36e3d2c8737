# SPDX-License-Identifier: GPL-3.0-or-later
from collections import Counter

import pytest

from editor import formats
from editor.core.document import Document
from editor.core.proposal import accepted
from editor.language.conversion import TARGETS, title, to_script
from editor.language.script_proposals import proposals
from editor.repair.chunks import find_chunks
from tests.making import REAL, written


@pytest.fixture(scope="module")
def real() -> Document:
    return formats.read(REAL.read_bytes())


@pytest.fixture(scope="module")
def borders(real: Document) -> list[int]:
    return [chunk.first for chunk in find_chunks(real.cues)]


@pytest.mark.parametrize("target", TARGETS)
def test_accepting_all_is_converting(real: Document, borders: list[int], target: str) -> None:
    fixes = [proposal.fix for proposal in proposals(real, target, borders)]
    assert accepted(real, title(target), fixes, target) == to_script(real, target, borders)


def test_the_real_transcript_by_block(real: Document, borders: list[int]) -> None:
    found = proposals(real, "zh-Hans", borders)
    # Lines 112 and 370 stand in a block and are the same in both scripts.
    assert Counter(proposal.kind.text for proposal in found) == {
        "Traditional block 111–119": 8,
        "Traditional block 351–361": 11,
        "Traditional block 370–378": 8,
        "Traditional block 379–390": 12,
        "Traditional block 745–754": 10,
    }
    assert all(proposal.sure for proposal in found)


def test_accepting_some_changes_only_those(real: Document, borders: list[int]) -> None:
    chosen = proposals(real, "zh-Hans", borders)[::2]
    after = accepted(real, "some", [proposal.fix for proposal in chosen]).apply(real)
    changed = [row for row, cue in enumerate(after.cues) if cue != real.cues[row]]
    assert changed == [proposal.row for proposal in chosen]
    assert [after.cues[row].text for row in changed] == [proposal.after for proposal in chosen]


def test_what_may_be_meant_is_not_sure() -> None:
    document = written(
        (0, 1, "这个问题很难说"),
        (1, 2, "这個问题"),
        (2, 3, "我们来说"),
        (3, 4, "說好"),
        (4, 5, "他说这样"),
    )
    mixed, single = proposals(document, "zh-Hans")
    assert (mixed.row, mixed.kind.text, mixed.sure) == (1, "Both scripts in one cue", False)
    assert (single.row, single.after, single.sure) == (3, "说好", False)


def test_exchanged_words_are_not_sure() -> None:
    document = written((0, 1, "从互联网下载软件"), (1, 2, "我们来说"))
    words, characters = proposals(document, "zh-TW")
    assert (words.after, words.sure) == ("從網際網路下載軟體", False)
    assert (characters.after, characters.sure) == ("我們來說", True)
