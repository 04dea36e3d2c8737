# SPDX-License-Identifier: GPL-3.0-or-later
from __future__ import annotations

from dataclasses import replace

from editor.core.change import Change
from editor.core.cue import Cue
from editor.core.document import Document
from editor.core.merging import merges

BASE = tuple(Cue(n, 1000 * n, 1000 * n + 900, text) for n, text in enumerate("甲乙丙丁戊"))


def with_text(cues: tuple[Cue, ...], row: int, text: str) -> tuple[Cue, ...]:
    return (*cues[:row], replace(cues[row], text=text), *cues[row + 1 :])


def taken(ours: tuple[Cue, ...], theirs: tuple[Cue, ...]) -> tuple[list[str], list[bool], int]:
    """The texts with all of theirs taken, which changes were clean, and how many were lost."""
    found, lost = merges(BASE, ours, theirs, next_id=50)
    document = Change("take", tuple(one.splice for one in found)).apply(Document(ours))
    assert len({cue.id for cue in document.cues}) == len(document.cues)
    return [cue.text for cue in document.cues], [one.clean for one in found], lost


def test_what_they_changed_is_taken_and_what_we_changed_stays() -> None:
    ours, theirs = with_text(BASE, 0, "我"), with_text(BASE, 3, "他")
    assert taken(ours, theirs) == (["我", "乙", "丙", "他", "戊"], [True], 0)


def test_what_both_changed_is_told() -> None:
    ours, theirs = with_text(BASE, 3, "我"), with_text(BASE, 3, "他")
    assert taken(ours, theirs) == (["甲", "乙", "丙", "他", "戊"], [False], 0)


def test_a_clock_that_was_repaired_here_stays_repaired() -> None:
    ours = tuple(cue.shifted(5000) for cue in BASE)
    found, _ = merges(BASE, ours, with_text(BASE, 1, "他"), next_id=50)
    assert [one.splice.inserted for one in found] == [
        (replace(ours[1], text="他", hypothesis="乙"),)
    ]


def test_new_cues_and_cues_taken_out() -> None:
    theirs = (Cue(9, 0, 1, "零"), BASE[0], *BASE[2:4], Cue(7, 3950, 3990, "新"), BASE[4])
    theirs = (*theirs, Cue(8, 9000, 9900, "末"))
    assert taken(BASE, theirs)[0] == ["零", "甲", "丙", "丁", "新", "戊", "末"]


def test_what_fits_nowhere_is_counted() -> None:
    ours = BASE[:3] + BASE[4:]
    assert taken(ours, with_text(BASE, 3, "他")) == (["甲", "乙", "丙", "戊"], [], 1)


def test_what_both_did_alike_is_no_change() -> None:
    both = with_text(BASE, 2, "同")
    assert merges(BASE, both, both, next_id=50) == ([], 0)


def test_cues_in_another_order_here_stay_in_it() -> None:
    ours = BASE[::-1]
    texts, _, lost = taken(ours, (*BASE[:2], Cue(9, 1950, 1990, "新"), *BASE[2:4], BASE[4]))
    assert (len(texts), lost) in {(6, 0), (5, 1)}


def test_a_cue_that_is_two_there_keeps_what_only_we_have() -> None:
    ours = (BASE[0], replace(BASE[1], second="B", mark="red", chapter="答问"), *BASE[2:])
    theirs = (BASE[0], Cue(1, 1000, 1400, "乙一"), Cue(2, 1400, 1900, "乙二"), *BASE[2:])
    (found,), lost = merges(BASE, ours, theirs, next_id=50)
    assert lost == 0
    first, second = found.splice.inserted
    assert [(cue.id, cue.text) for cue in (first, second)] == [(50, "乙一"), (51, "乙二")]
    assert (first.second, first.mark, first.chapter) == ("B", "red", "答问")
    assert (second.second, second.mark, second.chapter) == ("", None, None)


def test_another_text_there_leaves_our_second_one_unchecked() -> None:
    ours = (replace(BASE[0], second="A", second_checked=True), *BASE[1:])
    (found,), _ = merges(BASE, ours, with_text(BASE, 0, "他"), next_id=50)
    assert found.splice.inserted == (replace(BASE[0], text="他", hypothesis="甲", second="A"),)
