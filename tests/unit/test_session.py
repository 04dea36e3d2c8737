# SPDX-License-Identifier: GPL-3.0-or-later
from __future__ import annotations

import time
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from editor.core import editing
from editor.core.change import Change, Splice, replaced
from editor.core.done import CHECKED, HEARD, NOTHING
from editor.core.head import NO_HEAD, Head
from editor.core.history import History, Step
from editor.core.selection import Selection
from editor.core.state import NO_STATE
from editor.project.journal_port import NoJournal
from editor.project.store import SessionStore
from editor.session import PAUSE, Applied, Session
from tests.making import written

if TYPE_CHECKING:
    from collections.abc import Callable

    from editor.core.document import Document

DOCUMENT = written((0, 900, "大家好"), (1000, 1900, "我是"), (2000, 2900, "再见"))


class Clock:
    """A clock that stands until it is told to go on."""

    def __init__(self) -> None:
        self.time = 100.0

    def __call__(self) -> float:
        return self.time


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def session(clock: Clock) -> Session:
    session = Session(clock)
    session.open(DOCUMENT, journal=NoJournal())
    return session


def texts(document: Document) -> list[str]:
    return [cue.text for cue in document.cues]


def type_into(session: Session, row: int, text: str) -> None:
    session.commit(editing.set_text(session.document, row, text))


def undo_all(session: Session) -> list[list[str]]:
    """What stands after each undo, to the start."""
    stages = []
    while session.history.undo_title is not None:
        session.undo()
        stages.append(texts(session.document))
    return stages


def test_nothing_is_open_at_first() -> None:
    session = Session()
    assert not session.is_open
    session.undo()
    session.redo()
    assert session.flush()
    session.close()
    assert not session.is_open


def test_opening_tells_views_to_start_anew(session: Session) -> None:
    seen: list[object] = []
    session.opened.connect(lambda: seen.append(texts(session.document)))
    session.media_changed.connect(lambda: seen.append(session.media))
    other = written((0, 1, "别的"))
    session.open(
        other,
        journal=NoJournal(),
        path=Path("b.srt"),
        media=Path("b.mp4"),
        selection=Selection(7, 1, 1, 7),
    )
    assert seen == [["别的"], Path("b.mp4")]
    assert session.path == Path("b.srt")
    assert session.selection == Selection(0, 1, 1, 0)
    assert session.history.undo_title is None


def test_undo_leaves_what_is_kept_beside_the_document(session: Session) -> None:
    type_into(session, 1, "我们是")
    session.keep("heard", "1", value=True)
    session.know_starts({0: 120, 2: 2050})
    session.undo()
    session.redo()
    session.know_starts({2: 2050})
    session.keep("doubt", "abc", {"score": 0.5, "right": None})
    session.undo()
    assert session.state.rows("heard") == {"1": True}
    assert session.known_starts == {2: 2050}
    assert session.state.rows("doubt") == {"abc": {"score": 0.5, "right": None}}
    assert [step.change.title for step in session.history.undone] == ["Edit text"]


def test_a_key_may_be_any_text(session: Session) -> None:
    session.keep("term", "半\udce4", {"note": "\udce4"})
    assert session.state.rows("term") == {"半\\udce4": {"note": "\udce4"}}


def test_another_document_has_a_state_of_its_own(session: Session) -> None:
    session.keep("heard", "1", value=True)
    session.open(DOCUMENT, journal=NoJournal())
    assert session.state == NO_STATE


def test_opening_with_a_history_can_undo_what_was_done_before(session: Session) -> None:
    type_into(session, 1, "我们是")
    again = Session()
    again.open(session.document, journal=NoJournal(), history=session.history)
    again.undo()
    assert again.document == DOCUMENT


def test_a_commit_changes_the_document_and_can_be_undone_and_made_again(session: Session) -> None:
    type_into(session, 1, "我们是")
    assert texts(session.document) == ["大家好", "我们是", "再见"]
    assert (session.history.undo_title, session.history.redo_title) == ("Edit text", None)
    session.undo()
    assert session.document == DOCUMENT
    assert (session.history.undo_title, session.history.redo_title) == (None, "Edit text")
    session.redo()
    assert texts(session.document) == ["大家好", "我们是", "再见"]


def test_a_change_that_changes_nothing_is_no_step(session: Session) -> None:
    seen: list[object] = []
    session.changed.connect(seen.append)
    type_into(session, 1, "我是")
    assert session.history.undo_title is None
    assert seen == []


def test_a_change_made_for_another_document_leaves_everything_as_it_was(session: Session) -> None:
    stale = editing.set_text(session.document, 1, "旧的")
    type_into(session, 1, "新的")
    now = session.document
    with pytest.raises(ValueError, match="does not fit"):
        session.commit(stale)
    assert session.document is now
    assert undo_all(session) == [texts(DOCUMENT)]


def test_changed_comes_before_selected_and_tells_both_documents(session: Session) -> None:
    seen: list[str] = []
    applied: list[Applied] = []
    session.changed.connect(applied.append)
    session.changed.connect(lambda _: seen.append("changed"))
    session.selected.connect(lambda selection: seen.append(f"selected {selection.current}"))
    session.commit(editing.delete(session.document, [0]), Selection(1, 0, 0, 1))
    session.undo()
    session.redo()
    assert seen == ["changed", "selected 1", "changed", "selected 0", "changed", "selected 1"]
    assert [len(fact.before.cues) for fact in applied] == [3, 2, 3]
    assert all(fact.change.apply(fact.before) == fact.document for fact in applied)
    assert applied[-1].document is session.document


def test_views_that_are_told_see_the_new_state(session: Session) -> None:
    seen: list[tuple[int, int]] = []
    session.changed.connect(
        lambda _: seen.append((len(session.document.cues), session.selection.current))
    )
    session.select(Selection(2, 0, 0, 2))
    session.commit(editing.delete(session.document, [1]))
    assert seen == [(2, 1)]


def test_typing_in_one_go_is_one_step(session: Session, clock: Clock) -> None:
    for text in ("我们", "我们是", "我们是谁"):
        clock.time += PAUSE
        type_into(session, 1, text)
    assert undo_all(session) == [texts(DOCUMENT)]


def test_a_pause_begins_a_new_step(session: Session, clock: Clock) -> None:
    type_into(session, 1, "我们")
    clock.time += PAUSE + 0.01
    type_into(session, 1, "我们是")
    assert undo_all(session) == [["大家好", "我们", "再见"], texts(DOCUMENT)]


@pytest.mark.parametrize(
    ("between", "steps"),
    [
        (lambda session: session.select(Selection(1, 2, 2, 1)), 1),
        (lambda session: session.select(Selection(2, 0, 0, 2)), 2),
        (lambda session: session.mark_exported(b""), 2),
        (lambda session: type_into(session, 0, "大家"), 3),
        (lambda session: (session.undo(), session.redo()), 2),
        (lambda session: session.set_media(Path("a.mp4")), 1),
    ],
    ids=["caret moved", "row changed", "saved", "another cue", "undone", "medium set"],
)
def test_what_ends_the_joining_of_typed_text(
    session: Session, between: Callable[[Session], None], steps: int
) -> None:
    session.select(Selection(1, 0, 0, 1))
    type_into(session, 1, "我们")
    between(session)
    type_into(session, 1, "我们是")
    assert len(undo_all(session)) == steps
    assert session.document == DOCUMENT


def test_undo_and_redo_bring_the_user_back(session: Session) -> None:
    before = Selection(1, 2, 1, 1)
    session.select(before)
    session.commit(editing.split(session.document, 1, 1), Selection(2, 0, 0, 2))
    session.select(Selection(0, 3, 3, 0))
    session.undo()
    assert session.selection == before
    session.select(Selection(2, 0, 0, 2))
    session.redo()
    assert session.selection == Selection(2, 0, 0, 2)


def test_without_a_selection_the_user_stays_with_the_same_cue(session: Session) -> None:
    session.select(Selection(2, 1, 1, 2))
    session.commit(editing.insert(session.document, 0, 0, 10, "新"))
    assert session.selection == Selection(3, 1, 1, 3)


def test_the_selection_stays_inside_the_document(session: Session) -> None:
    session.select(Selection(99, 0, 0, 50, ((1, 77),)))
    assert session.selection == Selection(2, 0, 0, 2, ((1, 3),))
    session.commit(editing.delete(session.document, [0, 1, 2]))
    assert session.selection.current == 0
    session.undo()
    assert session.selection == Selection(2, 0, 0, 2, ((1, 3),))


def test_selecting_the_same_again_says_nothing(session: Session) -> None:
    seen: list[object] = []
    session.selected.connect(seen.append)
    session.select(Selection(1, 0, 0, 1))
    session.select(Selection(1, 0, 0, 1))
    assert seen == [Selection(1, 0, 0, 1)]


def test_a_new_step_after_undo_takes_the_place_of_what_was_undone(session: Session) -> None:
    type_into(session, 0, "甲")
    session.undo()
    type_into(session, 1, "乙")
    session.redo()
    assert texts(session.document) == ["大家好", "乙", "再见"]
    assert session.history.redo_title is None


def test_undo_back_to_what_was_saved_is_saved_again(session: Session) -> None:
    assert session.history.at_saved
    type_into(session, 0, "甲")
    assert not session.history.at_saved
    session.mark_exported(b"")
    type_into(session, 1, "乙")
    assert not session.history.at_saved
    session.undo()
    assert session.history.at_saved
    session.undo()
    type_into(session, 1, "丙")
    session.undo()
    assert not session.history.at_saved  # the saved state can't be reached any more


def test_the_language_changes_with_the_text_and_back(session: Session) -> None:
    cue = DOCUMENT.cues[0]
    change = Change("Convert", (Splice(0, (cue,), (cue,)),), head=(NO_HEAD, Head("zh-Hant")))
    session.commit(change)
    assert session.document.head.language == "zh-Hant"
    session.undo()
    assert session.document.head.language is None


def test_another_medium_is_told_once(session: Session) -> None:
    seen: list[object] = []
    session.media_changed.connect(lambda: seen.append(session.media))
    session.set_media(Path("a.mp4"))
    session.set_media(Path("a.mp4"))
    session.set_media(None)
    assert seen == [Path("a.mp4"), None]


def test_what_is_journalled_comes_back(session: Session, tmp_path: Path) -> None:
    failures: list[object] = []
    store = SessionStore(tmp_path, failures.append)
    session.open(DOCUMENT, journal=store.begin(DOCUMENT), path=Path("a.srt"))
    type_into(session, 0, "甲")
    session.set_media(Path("a.mp4"))
    session.mark_exported(b"saved")
    session.select(Selection(2, 1, 0, 1))
    session.commit(editing.delete(session.document, [1]))
    session.undo()
    session.select(Selection(0, 1, 1, 0))
    assert session.flush()
    found = store.find(None, b"saved")
    assert found is not None
    restored = store.restore(found)
    assert restored.document == session.document
    assert restored.selection == session.selection
    assert restored.media == Path("a.mp4")
    assert restored.history.done == session.history.done
    assert restored.history.undone == session.history.undone
    assert restored.history.at_saved
    session.close()
    assert failures == []


def test_opening_another_document_closes_the_journal_of_the_one_before(
    session: Session, tmp_path: Path
) -> None:
    store = SessionStore(tmp_path, lambda _: None)
    session.open(DOCUMENT, journal=store.begin(DOCUMENT))
    type_into(session, 0, "甲")
    session.open(DOCUMENT, journal=NoJournal())
    found = store.last()
    assert found is not None
    journal = store.resume(store.restore(found))  # would be refused while the other held it
    assert journal.flush()
    journal.close()


def test_a_step_that_joins_keeps_where_the_user_was_first() -> None:
    first = Step(editing.set_text(DOCUMENT, 0, "甲"), Selection(0, 3, 3), Selection(0, 1, 1))
    middle = first.change.apply(DOCUMENT)
    second = Step(editing.set_text(middle, 0, "甲乙"), Selection(0, 1, 1), Selection(0, 2, 2))
    history = History()
    history.record(first)
    history.record(second)
    assert [(step.before.caret, step.after.caret) for step in history.done] == [(3, 2)]


def test_going_to_a_step_is_undoing_or_redoing_to_it_with_one_change(session: Session) -> None:
    stages = [session.document]
    places = [session.selection]
    for number in range(6):
        session.select(Selection(number % 3))
        places[-1] = session.selection
        if number == 2:
            session.commit(editing.split(session.document, 0, 1))
        elif number == 4:
            session.commit(editing.delete(session.document, [1]))
        else:
            type_into(session, number % 2, f"第{number}步")
        stages.append(session.document)
        places.append(session.selection)
    seen: list[Applied] = []
    session.changed.connect(seen.append)
    for count in (0, 6, 3, 5, 1, 2, 6):
        session.go_to(count)
        assert session.document == stages[count]
        assert len(session.history.done) == count
        applied = seen.pop()
        assert seen == []
        assert applied.change.apply(applied.before) == session.document
    assert session.selection == places[6]
    session.go_to(2)
    assert session.selection == places[2]


def test_going_to_where_one_is_or_where_no_step_is(session: Session) -> None:
    type_into(session, 1, "我们是")
    seen: list[object] = []
    session.changed.connect(seen.append)
    session.go_to(1)
    assert seen == []
    session.go_to(9)
    assert seen == []
    assert len(session.history.done) == 1


def test_a_step_has_the_time_of_its_last_change(session: Session) -> None:
    before = time.time_ns() // 1_000_000
    type_into(session, 1, "我们")
    first = session.history.done[0].at
    assert first is not None
    assert before <= first <= time.time_ns() // 1_000_000
    while time.time_ns() // 1_000_000 <= first:
        pass
    type_into(session, 1, "我们是")
    (step,) = session.history.done
    assert step.at is not None
    assert step.at > first


def test_what_was_done_with_each_cue_follows_all_changes(session: Session) -> None:
    def seen() -> tuple[list[int], int, int]:
        done = session.done
        return list(done.levels), done.checked, done.heard

    assert seen() == ([NOTHING, NOTHING, NOTHING], 0, 0)
    told: list[tuple[list[int], int, int]] = []
    session.heard_changed.connect(lambda: told.append(seen()))
    session.hear(session.document.cues[2])
    assert told == [([NOTHING, NOTHING, HEARD], 0, 1)]
    session.commit(
        replaced(session.document, "", [(1, replace(session.document.cues[1], checked=True))])
    )
    assert seen() == ([NOTHING, CHECKED, HEARD], 1, 2)
    session.commit(editing.split(session.document, 0, 1, 400))
    assert seen() == ([NOTHING, NOTHING, CHECKED, HEARD], 1, 2)
    session.hear(session.document.cues[2])
    assert seen() == ([NOTHING, NOTHING, CHECKED, HEARD], 1, 2)
    undo_all(session)
    assert seen() == ([NOTHING, HEARD, HEARD], 0, 2)
    session.open(DOCUMENT, journal=NoJournal())
    assert seen() == ([NOTHING, NOTHING, NOTHING], 0, 0)


def test_the_index_by_time_is_that_of_the_document(session: Session) -> None:
    assert session.index.at(500) == 0
    told: list[int | None] = []
    session.changed.connect(lambda: told.append(session.index.at(500)))
    session.commit(editing.insert(session.document, 0, 0, 1, "嗯"))
    session.commit(editing.retime(session.document, 1, 600, 900))
    session.undo()
    assert told == [1, None, 1]
    session.open(written((400, 600, "大家好")), journal=NoJournal())
    assert session.index.between(0, 1_000) == [0]
