# SPDX-License-Identifier: GPL-3.0-or-later
"""Figures of a document, counted by hand."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from editor.checks.figures import Counter, Figures
from editor.checks.profiles import Profile
from editor.core.document import Document
from editor.core.progress import UNHEARD
from tests.making import written

if TYPE_CHECKING:
    from editor.core.cue import Cue

LIMIT = Profile("test", "Test", cps=9)


def figures(
    document: Document, profile: Profile = LIMIT, heard: frozenset[int] = frozenset()
) -> Figures:
    def is_heard(cue: Cue) -> bool:
        return cue.id in heard

    return Counter().figures(document, profile, is_heard, UNHEARD)


def test_cues_that_are_checked_heard_and_changed() -> None:
    document = written(
        (0, 1_000, "科代表来了"), (1_000, 2_000, "<i>好 的</i>"), (2_000, 3_000, "ok")
    )
    first, second, third = document.cues
    cues = (
        replace(first.saying("柯代表来"), checked=True, speaker="甲"),
        replace(second, speaker="乙"),
        replace(third, checked=True, speaker="甲"),
    )
    found = figures(replace(document, cues=cues), heard=frozenset({1}))
    assert (found.cues, found.checked, found.heard) == (3, 2, 1)
    assert found.characters == 4 + 2 + 2
    assert (found.changed_cues, found.changed_characters) == (1, 2)
    assert found.speakers == {"甲": 2, "乙": 1}


def test_the_spread_of_reading_speeds() -> None:
    rows = [(n * 1_000, n * 1_000 + 1_000, "字" * (n + 1)) for n in range(21)]  # 1 to 21 a second
    speeds = figures(written(*rows)).speeds
    assert speeds is not None
    assert (speeds.low, speeds.median, speeds.high) == pytest.approx((2, 11, 20))
    assert (speeds.above, speeds.count) == (12, 21)


def test_cues_without_text_or_duration_have_no_speed() -> None:
    found = figures(written((0, 0, "字"), (0, 1_000, "")))
    assert found.speeds is None
    one = figures(written((0, 0, "字"), (0, 1_000, "两字")), Profile("none", "None")).speeds
    assert one is not None
    assert (one.low, one.median, one.high, one.above, one.count) == (2, 2, 2, None, 1)


def test_nothing_is_counted_in_an_empty_document() -> None:
    assert figures(Document()) == Figures(0, 0, 0, 0, None, 0, 0, {})


def test_a_counter_counts_what_has_changed_and_another_document_anew() -> None:
    counter = Counter()

    def count(document: Document) -> tuple[int, int]:
        found = counter.figures(document, LIMIT, lambda _: False, UNHEARD)
        return found.characters, found.changed_characters

    first = written((0, 1_000, "一二三"))
    assert count(first) == (3, 0)
    assert count(replace(first, cues=(first.cues[0].saying("一二三四"),))) == (4, 1)
    assert count(written((0, 1_000, "别的一份"))) == (4, 0)
