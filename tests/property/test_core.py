# SPDX-License-Identifier: GPL-3.0-or-later
"""Changes, history and edits hold what they promise, whatever the document."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule

from editor.core import editing
from editor.core import text as texts
from editor.core.change import Change, Splice
from editor.core.cue import Cue
from editor.core.document import Document
from editor.core.errors import UserError
from editor.core.history import History, Step
from editor.core.words import Word, Words

if TYPE_CHECKING:
    from collections.abc import Callable

PIECES = st.sampled_from(
    ["你", "好", "世界", "GPT", "fine-tune", "3.14", " ", "  ", "\n", "，", "!", "<i>",
     "</i>", "{\\an8}",
     "👨\u200d👩\u200d👧", "e\u0301", "🇨🇳", "각", "\u3000", "<3", "R&D", "it's"]
)  # fmt: skip
TEXTS = st.lists(PIECES, min_size=1, max_size=10).map("".join)


@st.composite
def cues(draw: st.DrawFn, cue_id: int) -> Cue:
    start = draw(st.integers(0, 5000))
    end = start + draw(st.integers(2, 6000))
    words = None
    if draw(st.booleans()):
        words = Words(
            [Word(start, (start + end) // 2, "你好"), Word((start + end) // 2, end, "GPT")]
        )
    hypothesis = draw(st.none() | TEXTS)
    return Cue(cue_id, start, end, draw(TEXTS), hypothesis=hypothesis, words=words)


@st.composite
def documents(draw: st.DrawFn, least: int = 0) -> Document:
    count = draw(st.integers(least, 6))
    return Document(tuple(draw(cues(number)) for number in range(count)), next_id=count)


@st.composite
def changes(draw: st.DrawFn, document: Document) -> Change:
    """Any splices that fit."""
    splices = []
    row, new = 0, document.next_id
    while row <= len(document.cues) and draw(st.booleans()):
        index = draw(st.integers(row, len(document.cues)))
        stop = draw(st.integers(index, len(document.cues)))
        inserted = tuple(draw(cues(new + n)) for n in range(draw(st.integers(0, 2))))
        new += len(inserted)
        splices.append(Splice(index, document.cues[index:stop], inserted))
        row = stop + 1
    return Change("any", tuple(splices))


def letters(document: Document) -> str:
    return "".join("".join(texts.without_tags(cue.text).split()) for cue in document.cues)


@given(st.data())
def test_undo_restores_and_redo_repeats(data: st.DataObject) -> None:
    old = data.draw(documents())
    change = data.draw(changes(old))
    new = change.apply(old)
    back = change.invert()
    assert back.apply(new) == old
    assert change.apply(back.apply(new)) == new
    assert back.invert() == change


@given(st.data())
def test_a_change_rebuilds_the_new_from_the_old(data: st.DataObject) -> None:
    old = data.draw(documents())
    change = data.draw(changes(old))
    rebuilt = list(old.cues)
    for splice in reversed(change.splices):
        rebuilt[splice.index : splice.index + len(splice.removed)] = splice.inserted
    new = change.apply(old)
    assert list(new.cues) == rebuilt
    assert all(cue.id < new.next_id for cue in new.cues)
    assert new.next_id >= old.next_id


@given(st.data())
def test_two_changes_in_one_do_what_they_did_in_turn(data: st.DataObject) -> None:
    old = data.draw(documents(least=1))
    row = data.draw(st.integers(0, len(old.cues) - 1))
    first = editing.set_text(old, row, data.draw(TEXTS))
    middle = first.apply(old)
    second = editing.set_text(middle, row, data.draw(TEXTS))
    joined = first.then(second)
    if first and second:
        assert joined is not None
    if joined is not None:
        assert joined.apply(old) == second.apply(middle)


@given(st.data())
def test_joining_what_was_split_restores_it(data: st.DataObject) -> None:
    old = data.draw(documents(least=1))
    row = data.draw(st.integers(0, len(old.cues) - 1))
    try:
        change = editing.split(old, row, data.draw(st.integers(0, 30)))
    except UserError:
        return
    parted = change.apply(old)
    left, right = parted.cues[row], parted.cues[row + 1]
    assert left.start < left.end == right.start < right.end
    assert right.id == old.next_id
    again = editing.join(parted, row).apply(parted)
    assert (again.cues[row].start, again.cues[row].end) == (old.cues[row].start, old.cues[row].end)
    assert letters(again) == letters(old)
    assert again.cues[row].words == old.cues[row].words


@given(st.data())
def test_handing_over_loses_no_text(data: st.DataObject) -> None:
    old = data.draw(documents(least=2))
    row = data.draw(st.integers(0, len(old.cues) - 1))
    hand: Callable[[Document, int, int], Change] = data.draw(
        st.sampled_from([editing.hand_to_next, editing.hand_to_previous])
    )
    try:
        new = hand(old, row, data.draw(st.integers(0, 30))).apply(old)
    except UserError:
        return
    assert letters(new) == letters(old)
    assert [cue.id for cue in new.cues] == [cue.id for cue in old.cues]


@given(TEXTS, st.integers(-5, 40))
@settings(max_examples=300)
def test_a_cut_goes_through_nothing_that_belongs_together(text: str, position: int) -> None:
    edge = texts.nearest_cut(text, position)
    assert 0 <= edge <= len(text)
    for whole in (
        r"<i>|</i>|\{\\an8\}",
        r"[A-Za-z0-9]+(?:[-'.&][A-Za-z0-9]+)*",
        "e\u0301|👨\u200d👩\u200d👧|🇨🇳|각",
    ):
        for match in re.finditer(whole, text):
            assert not match.start() < edge < match.end()


class Histories(RuleBasedStateMachine):
    """A user who types, nudges, pauses, undoes, redoes and saves."""

    def __init__(self) -> None:
        super().__init__()
        self.document = Document(
            tuple(Cue(n, n * 1000, n * 1000 + 900, "") for n in range(3)), next_id=3
        )
        self.history = History()
        self.saved = self.document
        self.first = self.document

    @rule(row=st.integers(0, 2), text=st.sampled_from("abcdef"))
    def type(self, row: int, text: str) -> None:
        self.commit(editing.set_text(self.document, row, text))

    @rule(row=st.integers(0, 2), end=st.integers(1, 5))
    def nudge(self, row: int, end: int) -> None:
        cue = self.document.cues[row]
        self.commit(editing.retime(self.document, row, cue.start, cue.start + end * 100))

    def commit(self, change: Change) -> None:
        if change:
            self.document = change.apply(self.document)
            self.history.record(Step(change))

    @rule()
    def pause(self) -> None:
        self.history.seal()

    @precondition(lambda self: self.history.undo_title is not None)
    @rule()
    def undo(self) -> None:
        step = self.history.undo()
        assert step is not None
        self.document = step.change.apply(self.document)

    @precondition(lambda self: self.history.redo_title is not None)
    @rule()
    def redo(self) -> None:
        step = self.history.redo()
        assert step is not None
        self.document = step.change.apply(self.document)

    @rule()
    def save(self) -> None:
        self.saved = self.document
        self.history.mark_saved()

    @invariant()
    def saved_means_what_is_on_the_disk(self) -> None:
        if self.history.at_saved:
            assert self.document == self.saved

    def teardown(self) -> None:
        while step := self.history.undo():
            self.document = step.change.apply(self.document)
        assert self.document == self.first


TestHistories = Histories.TestCase
TestHistories.settings = settings(max_examples=40, stateful_step_count=25, deadline=None)
