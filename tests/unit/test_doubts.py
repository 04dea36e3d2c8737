# SPDX-License-Identifier: GPL-3.0-or-later
"""The list of doubts follows the document, and is walked worst first."""

from __future__ import annotations

from dataclasses import replace

import pytest

from editor.core import editing
from editor.core.change import replaced
from editor.core.doubt import Doubt
from editor.doubts import Doubts
from editor.project.journal_port import NoJournal
from editor.session import Session
from tests.making import document, talk


@pytest.fixture
def session() -> Session:
    session = Session()
    cues = talk(*((1000 * row, 1000 * row + 900) for row in range(20)))
    session.open(document(cues), journal=NoJournal())
    return session


@pytest.fixture
def doubts(session: Session) -> Doubts:
    """Of rows 3, 7, 5 and 9, in this order."""
    doubts = Doubts(session)
    cues = session.document.cues
    rows = {3: -9.0, 7: -8.0, 5: -7.0, 9: -6.0}
    doubts.put("ear", [Doubt(cues[row], score, (1, 2)) for row, score in rows.items()])
    return doubts


def rows(doubts: Doubts) -> list[int]:
    return [listed.row for listed in doubts.listed()]


def check(session: Session, row: int) -> None:
    cue = session.document.cues[row]
    change = replaced(session.document, "Mark checked", [(row, replace(cue, checked=True))])
    session.commit(change)


def walk(session: Session, doubts: Doubts, *directions: int) -> list[int]:
    found = []
    for direction in directions:
        listed = doubts.beside(direction)
        assert listed is not None
        session.select(session.selection.at(listed.row))
        found.append(listed.row)
    return found


def test_a_cue_is_entered_at_the_word_that_is_doubted_most(
    session: Session, doubts: Doubts
) -> None:
    assert doubts.entering(3) == session.selection.at(3, 1)
    assert doubts.entering(4) == session.selection.at(4)
    check(session, 3)
    assert doubts.entering(3) == session.selection.at(3)
    session.select(replace(session.selection, field="second"))
    assert doubts.entering(7).caret == 0  # what is doubted is in the other text


def test_what_is_checked_or_changed_is_off_the_list_until_that_is_undone(
    session: Session, doubts: Doubts
) -> None:
    assert rows(doubts) == [3, 7, 5, 9]
    check(session, 7)
    session.commit(editing.set_text(session.document, 3, "改了"))
    assert rows(doubts) == [5, 9]  # and no fifth one takes their place
    assert doubts.weakest(session.document.cues[3]) is None
    session.undo()
    session.undo()
    assert rows(doubts) == [3, 7, 5, 9]
    assert doubts.weakest(session.document.cues[3]) == (1, 2)


def test_rows_follow_cues_that_come_and_go_before_them(session: Session, doubts: Doubts) -> None:
    session.commit(editing.delete(session.document, range(4)))
    assert rows(doubts) == [3, 1, 5]


def test_it_is_walked_from_the_worst_and_round(session: Session, doubts: Doubts) -> None:
    session.select(session.selection.at(4))
    assert walk(session, doubts, 1, 1, 1, 1, 1) == [3, 7, 5, 9, 3]
    assert walk(session, doubts, -1, -1) == [9, 5]


def test_the_walk_goes_on_from_where_it_was(session: Session, doubts: Doubts) -> None:
    assert walk(session, doubts, 1, 1) == [3, 7]  # 3 is passed over
    check(session, 7)
    session.select(session.selection.at(8))  # as Enter does
    assert walk(session, doubts, 1) == [5]
    session.select(session.selection.at(0))
    assert walk(session, doubts, -1) == [3]


def test_without_doubts_there_is_nowhere_to_go(session: Session, doubts: Doubts) -> None:
    doubts.put("ear", [])
    assert doubts.beside(1) is None
    assert doubts.listed() == []
    doubts.put("ear", [Doubt(session.document.cues[0], -3, (0, 1))])
    session.open(document(talk((0, 900))), journal=NoJournal())
    assert doubts.listed() == []  # those were of another document


def test_another_source_adds_its_own(session: Session, doubts: Doubts) -> None:
    told: list[None] = []
    doubts.changed.connect(lambda: told.append(None))
    doubts.put("words", [Doubt(session.document.cues[9], 0.3, (0, 1))])
    assert rows(doubts)[0] == 9
    assert len(told) == 1
