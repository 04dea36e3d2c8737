# SPDX-License-Identifier: GPL-3.0-or-later
"""What fixes may do to a document, whatever is in it."""

from dataclasses import replace
from itertools import combinations

from hypothesis import given
from hypothesis import strategies as st

from editor.checks.finding import Finding, View
from editor.checks.profiles import profile, profiles
from editor.checks.rules import FIX_TITLE, RULES, check, fix, fix_proposals
from editor.core.cue import Cue
from editor.core.document import Document
from editor.core.proposal import accepted
from tests.making import written

TEXTS = st.sampled_from(
    [
        *("", "好", "这个问题", "這個問題", "<i>好</i>", "字" * 30, "ok\n好", "<b></b>", "x" * 70),
        *("对,我  觉得。", "- 你好\n-再见", "一\n，二“", "约翰•史密斯...", "他说“好”", "⋯一…"),
        *("谢谢观看", "-一 -二", "ＧＰＴ　好", "对！", "（一\n）"),
    ]
)
TEXT_RULES = {
    *("tags", "script-block", "empty", "loop", "credit", "kinsoku", "width", "spaces", "ellipsis"),
    *("interpunct", "dialog-dash", "italics", "punctuation", "quotes", "stray-markup", "asr-mark"),
}


@st.composite
def documents(draw: st.DrawFn) -> Document:
    """Files in any order, crossing and touching one another, some cues turned round."""
    rows = st.tuples(st.integers(-2000, 20_000), st.integers(-500, 9000), TEXTS)
    return written(
        *((start, start + length, text) for start, length, text in draw(st.lists(rows, max_size=8)))
    )


SIGNS = st.text('好a1 \t\u3000\n.,，。！…·-<>{}&“”「」"谢字[(【*Ａ', max_size=8)


@given(st.lists(SIGNS, max_size=6), st.sampled_from(sorted(profiles())))
def test_what_is_wrong_in_a_cue_does_not_depend_on_the_others(
    texts: list[str], profile_id: str
) -> None:
    limits = profile(profile_id)
    document = written(*((1000 * row, 1000 * row + 900, text) for row, text in enumerate(texts)))
    # `asr-mark` also counts what readers keep apart: here, nothing.
    for rule in (rule for rule in RULES if rule.scope == "cue" or rule.id == "asr-mark"):
        alone: list[Finding] = []
        for row, cue in enumerate(document.cues):
            for found in rule.find(View(replace(document, cues=(cue,)), limits, None)):
                fix = tuple((row, after) for _, after in found.fix)
                alone.append(replace(found, row=row, last_row=row, fix=fix))
        assert list(rule.find(View(document, limits, None))) == alone


def meet(first: Cue, second: Cue) -> bool:
    return max(first.start, second.start) < min(first.end, second.end)


@given(documents(), st.sampled_from(sorted(profiles())), st.sampled_from([None, 5000, 15_000]))
def test_fixes_harm_nothing(document: Document, profile_id: str, length: int | None) -> None:
    limits = profile(profile_id)
    findings = check(document, limits, length)
    change = fix(document, findings)
    after = {cue.id: cue for cue in change.apply(document).cues}
    before = {cue.id: cue for cue in document.cues}
    texts = {row for f in findings if f.rule in TEXT_RULES for row, _ in f.fix}
    for row, old in before.items():
        new = after.get(row)
        if new is None or new.text != old.text:
            assert row in texts
        if new is not None:
            assert new.end > new.start or (new.start, new.end) == (old.start, old.end)
            assert new.start == max(0, old.start) or new.start == old.start
    for first, second in combinations(after, 2):
        if meet(after[first], after[second]):
            assert meet(before[first], before[second])
    assert change.invert().apply(change.apply(document)) == document


@given(documents(), st.sampled_from(sorted(profiles())))
def test_findings_are_in_order_and_name_cues_that_exist(
    document: Document, profile_id: str
) -> None:
    rows = [finding.row for finding in check(document, profile(profile_id), 10_000)]
    known = [row for row in rows if row is not None]
    assert known == sorted(known)
    assert rows == known  # nothing about the file as a whole: it has no source
    assert set(known) <= set(range(len(document.cues)))


@given(documents(), st.sampled_from(sorted(profiles())))
def test_fixing_comes_to_an_end(document: Document, profile_id: str) -> None:
    """No two fixes undo one another."""
    limits = profile(profile_id)
    for _ in range(12):
        change = fix(document, check(document, limits, 15_000))
        if not change:
            return
        document = change.apply(document)
    raise AssertionError(document.cues)


@given(documents(), st.sampled_from(sorted(profiles())), st.data())
def test_accepting_proposals_is_fixing(
    document: Document, profile_id: str, data: st.DataObject
) -> None:
    findings = check(document, profile(profile_id), 15_000)
    proposals = fix_proposals(document, findings)
    fixes = [proposal.fix for proposal in proposals]
    assert accepted(document, FIX_TITLE, fixes) == fix(document, findings)
    chosen = [fix for fix in fixes if data.draw(st.booleans())]
    touched = {document.cues[row].id for rows in chosen for row, _ in rows}
    after = {cue.id: cue for cue in accepted(document, "some", chosen).apply(document).cues}
    for cue in document.cues:
        assert cue.id in touched or after[cue.id] == cue
