# SPDX-License-Identifier: GPL-3.0-or-later
"""After an edit, the check looks at what it changed only, and finds what a new check would."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from editor.checks.checked import Checked, Rule
from editor.checks.finding import Finding, View
from editor.checks.profiles import profile, profiles
from editor.checks.rules import RULES, check
from editor.core.errors import Problem
from editor.core.progress import Cancelled
from tests.making import written

if TYPE_CHECKING:
    from collections.abc import Iterator

    from editor.core.document import Document

TEXTS = st.sampled_from(
    [
        *("", "好", "这个问题", "這個", "这個", "<i>好</i>", "字" * 30, "ok\n好", "&amp;"),
        *("对,我  觉得。", "- 你好\n-再见", "一\n，二“", "约翰•史密斯...", "…他说“好”", "谢谢观看"),
        *("我们把", "的书。然后我", "one two three four five", "ＧＰＴ　好", "对！", "[音乐]"),
    ]
)
ROW = st.tuples(st.integers(-900, 9_000), st.integers(-200, 4_000), TEXTS)


def document_of(rows: list[tuple[int, int, str]]) -> Document:
    return written(*((start, start + length, text) for start, length, text in rows))


@given(
    st.lists(ROW, max_size=8),
    st.data(),
    st.sampled_from(sorted(profiles())),
    st.sampled_from([None, 5_000]),
)
def test_it_finds_what_a_new_check_finds(
    rows: list[tuple[int, int, str]], data: st.DataObject, limits: str, length: int | None
) -> None:
    document = document_of(rows)
    checked = Checked.of(View(document, profile(limits), length), RULES)
    for _ in range(data.draw(st.integers(1, 3))):
        cues = list(document.cues)
        first = data.draw(st.integers(0, len(cues)))
        stop = data.draw(st.integers(first, min(len(cues), first + 2)))
        put = document_of(data.draw(st.lists(ROW, max_size=2))).cues
        cues[first:stop] = [replace(cue, id=100 + cue.id) for cue in put]
        document = replace(document, cues=tuple(cues))
        checked = Checked.of(View(document, profile(limits), length), RULES, checked)
        assert checked.findings == check(document, profile(limits), length)


def looking(seen: list[int], scope: str) -> Rule:
    """A rule that remembers how many cues it was shown, and finds each of them."""

    def find(view: View) -> Iterator[Finding]:
        seen.append(len(view.cues))
        for row in range(len(view.cues)):
            yield Finding("x", "note", row, row, Problem("x"))

    return Rule("x", "x", find, scope)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("scope", "text", "times"), [("cue", 1, 1), ("pair", 5, 5), ("times", 5, 50), ("file", 50, 50)]
)
def test_what_a_rule_is_shown_after_an_edit(scope: str, text: int, times: int) -> None:
    document = written(*((at * 1000, at * 1000 + 900, "好") for at in range(50)))
    seen: list[int] = []
    rules = (looking(seen, scope),)
    limits = profile("youtube")
    last = Checked.of(View(document, limits, None), rules)
    for edited in (
        replace(document.cues[20], text="再见"),
        replace(document.cues[20], start=20_010),
    ):
        cues = (*document.cues[:20], edited, *document.cues[21:])
        again = Checked.of(View(replace(document, cues=cues), limits, None), rules, last)
        assert [finding.row for finding in again.findings] == list(range(50))
    assert seen == [50, text, times]


def test_other_limits_and_another_length_are_another_check() -> None:
    document = written((0, 900, "好"), (1_000, 6_000, "再见"))
    last = Checked.of(View(document, profile("youtube"), None), RULES)
    for limits, length in (("bilibili", None), ("youtube", 5_000)):
        again = Checked.of(View(document, profile(limits), length), RULES, last)
        assert again.findings == check(document, profile(limits), length)


def test_a_check_can_be_called_off_between_two_rules() -> None:
    document, seen = written((0, 900, "好")), list[int]()

    class Stop:
        def report(self, done: float, total: float | None = None) -> None:
            assert total == 3
            if done == 2:
                raise Cancelled

    with pytest.raises(Cancelled):
        Checked.of(
            View(document, profile("youtube"), None),
            (looking(seen, "cue"),) * 3,
            progress=Stop(),
        )
    assert seen == [1, 1]
