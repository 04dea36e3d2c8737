# SPDX-License-Identifier: GPL-3.0-or-later
from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from editor.core.cue import Cue
from editor.core.document import Document
from editor.core.progress import UNHEARD
from editor.core.proposal import accepted
from editor.language.deadline import Deadline
from editor.language.folding import Folding
from editor.language.replacing import Replacing
from editor.language.searching import Matcher, Options, Preparer, Query

if TYPE_CHECKING:
    from editor.core.proposal import Proposal

TEXTS = ("字幕和字幕", "Sub title, sub TITLE", "<i>一</i> i", "没有")
DOCUMENT = Document(
    tuple(Cue(row, 0, 1_000, text, speaker="李明") for row, text in enumerate(TEXTS)), next_id=4
)
CASE = Options(folding=Folding(case=False))


def proposals(wanted: str, instead: str, options: Options | None = None) -> list[Proposal]:
    options = options or Options()
    preparer, matcher = Preparer(options), Matcher(Query(wanted, options))
    rows = [preparer.row(cue) for cue in DOCUMENT.cues]
    found = list(enumerate(matcher.all(rows, UNHEARD, Deadline(5))))
    return Replacing(matcher, instead, Deadline(5)).proposals(DOCUMENT, rows, found, UNHEARD)


def replaced(wanted: str, instead: str, options: Options | None = None) -> Document:
    found = proposals(wanted, instead, options)
    return accepted(DOCUMENT, "", [one.fix for one in found]).apply(DOCUMENT)


def texts(wanted: str, instead: str, options: Options | None = None) -> list[str]:
    return [cue.text for cue in replaced(wanted, instead, options).cues]


def test_every_place_is_replaced_and_other_cues_are_left_alone() -> None:
    assert texts("字幕", "标题") == ["标题和标题", *TEXTS[1:]]
    assert texts("字幕", "") == ["和", *TEXTS[1:]]


@pytest.mark.parametrize(
    ("options", "after"), [(Options(), "subtitle, subtitle"), (CASE, "Sub title, sub TITLE")]
)
def test_capital_letters_differ_only_where_that_is_wanted(options: Options, after: str) -> None:
    assert texts("sub title", "subtitle", options)[1] == after


def test_what_is_typed_is_no_pattern() -> None:
    assert texts(".", "x") == list(TEXTS)
    assert texts("字", r"\1\n") == [r"\1\n幕和\1\n幕", *TEXTS[1:]]


def test_nothing_is_found_for_nothing_and_nothing_changes_into_itself() -> None:
    assert proposals("", "x") == []
    assert proposals("字幕", "字幕") == []


def test_what_touches_markup_is_not_ticked() -> None:
    found = proposals("i", "b", CASE)[-1]
    assert (found.after, found.sure) == ("<b>一</b> b", False)
    (found,) = proposals("一", "二")
    assert (found.after, found.sure) == ("<i>二</i> i", True)


def test_what_leaves_nothing_of_a_text_is_not_ticked() -> None:
    assert [found.sure for found in proposals("没有", "")] == [False]
    assert [found.sure for found in proposals("字幕", "")] == [True]


def test_speakers_are_replaced_too_but_never_times() -> None:
    options = Options(everywhere=True)
    after = replaced("李", "王", options)
    assert {cue.speaker for cue in after.cues} == {"王明"}
    assert [one.before for one in proposals("李明", "", options)][3] == "李明: 没有"
    assert {cue.speaker for cue in replaced("李明", "", options).cues} == {None}
    assert proposals("0:00:0", "9", options) == []
