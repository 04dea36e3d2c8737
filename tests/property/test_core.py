# SPDX-License-Identifier: GPL-3.0-or-later
"""Changes, history and edits hold what they promise, whatever the document."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule

from editor.core import editing
from editor.core import text as texts
from editor.core.change import Change, Splice, between
from editor.core.cue import MARKS, Cue
from editor.core.document import Document
from editor.core.errors import UserError
from editor.core.history import History, Step
from editor.core.merging import merges
from editor.core.tags import without_tags
from editor.core.words import Word, Words

if TYPE_CHECKING:
    from collections.abc import Callable

    from editor.core.words import Spoken

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
        middle = (start + end) // 2
        of: Spoken = draw(st.sampled_from(["hypothesis", "text"]))
        words = Words([Word(start, middle, "你好", 0.5), Word(middle, end, "GPT")], of)
    return Cue(
        cue_id,
        start,
        end,
        draw(TEXTS),
        hypothesis=draw(st.none() | TEXTS),
        speaker=draw(st.sampled_from([None, "甲", "乙"])),
        words=words,
        checked=draw(st.booleans()),
        note=draw(st.sampled_from(["", "听不清"])),
        second=draw(st.just("") | TEXTS),
        second_checked=draw(st.booleans()),
        mark=draw(st.sampled_from([None, *MARKS])),
        chapter=draw(st.sampled_from([None, "", "开场", "答问"])),
        left_out=draw(st.booleans()),
    )


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


def letters(document: Document) -> tuple[str, str]:
    """All letters of the first texts, and of the second ones."""
    said = "".join(without_tags(cue.text) for cue in document.cues)
    also = "".join(without_tags(cue.second) for cue in document.cues)
    return "".join(said.split()), "".join(also.split())


def spoken(cue: Cue) -> list[tuple[str, float | None]]:
    """The words without their times."""
    return [(word.text, word.confidence) for word in cue.words or ()]


def own(cue: Cue) -> tuple[object, ...]:
    """What stays with a cue whatever becomes of its text."""
    return cue.id, cue.mark, cue.chapter, cue.left_out, cue.note


def words_are_inside(document: Document) -> bool:
    return all(
        cue.start <= word.start <= word.end <= cue.end
        for cue in document.cues
        for word in cue.words or ()
    )


@st.composite
def edits(draw: st.DrawFn, document: Document) -> Change | None:
    """Anything that a person does to a document that is not empty; None where it can't be done."""
    count = len(document.cues)
    row, place = draw(st.integers(0, count - 1)), draw(st.integers(0, 30))
    start = draw(st.integers(0, 9000))
    do: Callable[[], Change] = draw(
        st.sampled_from(
            [
                lambda: editing.split(document, row, place),
                lambda: editing.split(document, row, place, start),
                lambda: editing.join(document, row, min(3, count - row)),
                lambda: editing.hand_to_next(document, row, place, start),
                lambda: editing.hand_to_previous(document, row, place),
                lambda: editing.retime(document, row, start, start + 1 + place * 100),
                lambda: editing.retime_many(document, [(row, start, start + 700)]),
                lambda: editing.shift(document, [row], start - 4000),
                lambda: editing.insert(document, row, start, start + 1),
                lambda: editing.set_text(document, row, "改过 GPT"),
                lambda: editing.delete(document, [0, row]),
            ]
        )
    )
    try:
        return do()
    except UserError:
        return None


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
    was, now = old.cues[row], again.cues[row]
    if was.words is None or was.words.of == "hypothesis" or was.hypothesis is None:
        assert spoken(now) == spoken(was)
    assert own(now) == own(was)
    assert (now.speaker, now.checked, now.second_checked) == (was.speaker, was.checked, False)
    assert [(half.mark, half.left_out) for half in (left, right)] == [(was.mark, was.left_out)] * 2
    assert right.chapter is None


@given(st.data())
def test_what_is_joined_holds_all_of_both(data: st.DataObject) -> None:
    old = data.draw(documents(least=2))
    row = data.draw(st.integers(0, len(old.cues) - 2))
    parts = old.cues[row : row + data.draw(st.integers(2, len(old.cues) - row))]
    new = editing.join(old, row, len(parts)).apply(old)
    whole = new.cues[row]
    assert letters(new) == letters(old)
    assert whole.mark == next((cue.mark for cue in parts if cue.mark), None)
    assert whole.chapter == next((cue.chapter for cue in parts if cue.chapter is not None), None)
    assert whole.left_out == all(cue.left_out for cue in parts)
    assert whole.second_checked == all(cue.second_checked for cue in parts)


@given(st.data())
def test_every_edit_keeps_words_inside_and_is_undone_whole(data: st.DataObject) -> None:
    old = data.draw(documents(least=1))
    change = data.draw(edits(old))
    if change is not None:
        new = change.apply(old)
        assert words_are_inside(new)
        assert change.invert().apply(new) == old


@given(st.data(), st.integers(0, 9000), st.integers(1, 7000))
def test_other_times_lose_no_word(data: st.DataObject, start: int, length: int) -> None:
    cue = data.draw(cues(0))
    moved = cue.retimed(start, start + length)
    assert (moved.start, moved.end) == (start, start + length)
    assert spoken(moved) == spoken(cue)
    assert replace(moved, start=cue.start, end=cue.end, words=cue.words) == cue  # all else is kept
    assert words_are_inside(Document((moved,)))
    whole = cue.retimed(start, start + cue.duration)
    assert whole == cue.shifted(start - cue.start)


@given(st.data(), TEXTS)
def test_words_of_a_text_stand_in_it(data: st.DataObject, text: str) -> None:
    cue = data.draw(cues(0))
    changed = cue.saying(text)
    if cue.words is not None and cue.words.of == "hypothesis":
        assert changed.words == cue.words
    elif text != cue.text:
        place = 0
        for word, _ in spoken(changed):
            place = text.index(word, place) + len(word)
        assert not changed.second_checked


@given(st.data())
def test_a_chapter_starts_where_its_first_cue_is_left(data: st.DataObject) -> None:
    old = data.draw(documents(least=1))
    gone = data.draw(st.sets(st.integers(0, len(old.cues) - 1)))
    new = editing.delete(old, gone).apply(old)
    expected = []
    chapter = None
    for row, cue in enumerate(old.cues):
        if row in gone:
            chapter = chapter if cue.chapter is None else cue.chapter
        else:
            expected.append(chapter if cue.chapter is None else cue.chapter)
            chapter = None
    assert [cue.chapter for cue in new.cues] == expected


@given(st.data())
def test_a_file_that_others_changed_takes_nothing_that_it_cannot_hold(data: st.DataObject) -> None:
    """A block of cues is other cues there; second texts and the rest are only here."""
    ours = data.draw(documents(least=1)).cues
    base = tuple(Cue(cue.id, cue.start, cue.end, cue.text) for cue in ours)
    first = data.draw(st.integers(0, len(base) - 1))
    stop = data.draw(st.integers(first + 1, len(base)))
    count = data.draw(st.integers(1, 3))
    block = tuple(Cue(n, 20_000 + n, 20_001 + n, f"他们的 {n}") for n in range(count))
    found, lost = merges(base, ours, (*base[:first], *block, *base[stop:]), next_id=50)
    new = Change("take", tuple(one.splice for one in found)).apply(Document(ours))
    assert lost == 0
    assert letters(new)[1] == letters(Document(ours))[1]
    theirs = new.cues[first : first + count]
    if stop - first != count:
        here = ours[first:stop]
        mark = next((cue.mark for cue in here if cue.mark), None)
        assert mark in {cue.mark for cue in theirs}
        chapter = next((cue.chapter for cue in here if cue.chapter is not None), None)
        assert chapter in {cue.chapter for cue in theirs}
        assert {cue.left_out for cue in theirs} == {all(cue.left_out for cue in here)}


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
    assert [own(cue) for cue in new.cues] == [own(cue) for cue in old.cues]


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


@given(st.lists(st.sampled_from(("same", "changed", "gone", "joined by another")), max_size=9))
def test_the_change_between_two_documents_leads_from_one_to_the_other(fates: list[str]) -> None:
    before = Document(tuple(Cue(n, n, n + 1, "一") for n in range(len(fates))), next_id=len(fates))
    cues: list[Cue] = []
    for cue, fate in zip(before.cues, fates, strict=True):
        if fate != "gone":
            cues.append(cue.saying("二") if fate == "changed" else cue)
        if fate == "joined by another":
            cues.append(Cue(100 + cue.id, 0, 1, "三"))
    after = replace(before, cues=tuple(cues))
    change = between("There", before, after)
    assert change.apply(before).cues == after.cues
    assert change.invert().apply(after).cues == before.cues
    if {*fates} <= {"same", "changed"}:
        assert change.size == fates.count("changed"), "views redo no more than that"


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


WIDTHS = {"你": 1, "，": 1, "（": 1, "\u3000": 1, "。": 1, "각": 1, "龥": 1,
          "a": 0.5, "~": 0.5, " ": 0.5, "é": 0.5, "…": 0.5, "“": 0.5,
          "\u200b": 0, "\n": 0, "👨\u200d👩\u200d👧": 1}  # fmt: skip
"""Units of a grapheme, by what Unicode says of its width."""


@given(st.lists(st.sampled_from(sorted(WIDTHS)), max_size=12))
def test_a_line_is_as_long_as_its_characters(said: list[str]) -> None:
    line = "".join(said)
    assert texts.units(line) == sum(WIDTHS[one] for one in said)
    assert texts.units(line, "all1") == sum(bool(WIDTHS[one]) for one in said)
