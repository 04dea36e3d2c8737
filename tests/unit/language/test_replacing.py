# SPDX-License-Identifier: GPL-3.0-or-later
from __future__ import annotations

import pytest

from editor.core.cue import Cue
from editor.core.document import Document
from editor.core.proposal import accepted
from editor.language.replacing import replacements

TEXTS = ("字幕和字幕", "Sub title, sub TITLE", "<i>一</i> i", "没有")
DOCUMENT = Document(tuple(Cue(row, 0, 1_000, text) for row, text in enumerate(TEXTS)), next_id=4)


def replaced(wanted: str, instead: str, *, match_case: bool = False) -> list[str]:
    found = replacements(DOCUMENT, range(4), wanted, instead, match_case=match_case)
    after = accepted(DOCUMENT, "", [one.fix for one in found]).apply(DOCUMENT)
    return [cue.text for cue in after.cues]


def test_every_place_is_replaced_and_other_cues_are_left_alone() -> None:
    assert replaced("字幕", "标题") == ["标题和标题", *TEXTS[1:]]
    assert replaced("字幕", "") == ["和", *TEXTS[1:]]


@pytest.mark.parametrize(
    ("match_case", "after"), [(False, "subtitle, subtitle"), (True, "Sub title, sub TITLE")]
)
def test_capital_letters_differ_only_where_that_is_wanted(*, match_case: bool, after: str) -> None:
    assert replaced("sub title", "subtitle", match_case=match_case)[1] == after


def test_what_is_typed_is_no_pattern() -> None:
    assert replaced(".", "x") == list(TEXTS)
    assert replaced("字", r"\1\n") == [r"\1\n幕和\1\n幕", *TEXTS[1:]]


def test_nothing_is_found_for_nothing_and_nothing_changes_into_itself() -> None:
    assert replacements(DOCUMENT, range(4), "", "x", match_case=True) == []
    assert replacements(DOCUMENT, range(4), "字幕", "字幕", match_case=True) == []


def test_only_the_rows_that_are_asked_for_are_looked_at() -> None:
    found = replacements(DOCUMENT, [1, 3], "字幕", "x", match_case=True)
    assert found == []


def test_what_touches_markup_is_not_ticked() -> None:
    (found,) = replacements(DOCUMENT, [2], "i", "b", match_case=True)
    assert (found.after, found.sure) == ("<b>一</b> b", False)
    (found,) = replacements(DOCUMENT, [2], "一", "二", match_case=True)
    assert (found.after, found.sure) == ("<i>二</i> i", True)


def test_what_would_be_deleted_is_not_ticked() -> None:
    """Enter after typing what to find means to search."""
    (found,) = replacements(DOCUMENT, [0], "字幕", "", match_case=True)
    assert (found.after, found.sure) == ("和", False)
