# SPDX-License-Identifier: GPL-3.0-or-later
"""An audit reads its answers off the document, and goes on after an undo and a restart."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest

from editor.audit import Audit
from editor.core import editing
from editor.core.change import replaced
from editor.core.state import AUDIT, NO_STATE, State
from editor.project.journal_port import NoJournal
from editor.session import Session
from tests.making import document, talk

COUNT = 60
MOST = 4
"""8 % of 60, rounded down."""


@pytest.fixture
def session() -> Session:
    session = Session()
    cues = talk(*((1000 * row, 1000 * row + 900) for row in range(COUNT)))
    session.open(document(cues), journal=NoJournal())
    return session


@pytest.fixture
def audit(session: Session) -> Audit:
    return Audit(session)


def answer(session: Session, audit: Audit, text: str | None = None) -> None:
    """Correct the cue that is asked about, if there is a text, and mark it checked."""
    row = audit.row
    assert row is not None
    if text is not None:
        session.commit(editing.set_text(session.document, row, text))
    checked = replace(session.document.cues[row], checked=True)
    session.commit(replaced(session.document, "Mark checked", [(row, checked)]))


def known(audit: Audit) -> tuple[int, int]:
    standing = audit.standing
    assert standing is not None
    return standing.asked, standing.wrong


def test_each_answer_leads_to_the_next_until_all_are_asked(session: Session, audit: Audit) -> None:
    wanted: list[int] = []
    over: list[None] = []
    audit.wanted.connect(wanted.append)
    audit.over.connect(lambda: over.append(None))
    audit.start(set(), 0, 3)
    assert (audit.running, audit.most, wanted) == (True, MOST, [audit.row])
    for number in range(MOST):
        answer(session, audit, "改了" if number == 1 else None)
        assert known(audit) == (number + 1, int(number >= 1))
    assert len(set(wanted)) == MOST
    assert (len(over), audit.running, audit.row) == (1, False, None)
    standing = audit.standing
    assert standing is not None
    assert standing.left_at_most == standing.at_most - 1 / COUNT


def test_it_ends_at_its_goal(session: Session, audit: Audit) -> None:
    audit.start(set(), 0.9, 3)
    answer(session, audit)
    assert audit.running  # one right cue says little
    answer(session, audit)
    answer(session, audit)
    answer(session, audit)
    assert not audit.running
    audit.start(set(), 1.0, 3)
    answer(session, audit)
    assert not audit.running


def test_an_undo_takes_an_answer_back(session: Session, audit: Audit) -> None:
    audit.start(set(), 0, 3)
    first = audit.row
    answer(session, audit, "改了")
    session.undo()
    assert (known(audit), audit.row) == ((0, 0), first)
    session.redo()
    assert known(audit) == (1, 1)


def test_what_is_changed_later_or_joined_was_wrong(session: Session, audit: Audit) -> None:
    audit.start(set(), 0, 3)
    first = audit.row
    assert first is not None
    answer(session, audit)
    session.commit(editing.set_text(session.document, first, "后来改了"))
    assert known(audit) == (1, 1)
    second = audit.row
    assert second is not None
    session.commit(editing.delete(session.document, [second]))
    assert known(audit) == (2, 2)


def test_checked_cues_are_not_asked_about_and_count_as_right(
    session: Session, audit: Audit
) -> None:
    cues = session.document.cues
    rows = [(row, replace(cues[row], checked=True)) for row in range(COUNT // 2)]
    session.commit(replaced(session.document, "Mark checked", rows))
    audit.start({59}, 0, 3)
    assert audit.most == MOST // 2
    assert (audit.row or 0) >= COUNT // 2
    assert audit.standing is not None
    assert audit.standing.at_most == 0.5


def test_it_goes_on_after_a_restart(session: Session, audit: Audit) -> None:
    audit.start({1, 2}, 0.01, 3)
    answer(session, audit)
    state, now, asked = session.state, session.document, audit.row
    session.open(document(talk((0, 900))), journal=NoJournal())
    assert (audit.standing, audit.row, audit.running) == (None, None, False)
    session.open(now, journal=NoJournal(), state=state)
    assert (known(audit), audit.row, audit.running) == ((1, 0), asked, True)
    audit.stop()
    assert (known(audit), audit.row) == ((1, 0), None)
    session.open(now, journal=NoJournal(), state=state, elsewhere="other")
    assert (known(audit), audit.running) == ((1, 0), False)


@pytest.mark.parametrize(
    "damage",
    [{"order": [99]}, {"order": ["a"]}, {"cues": [[1]]}, {"right": -1}, {"doubtful": 7}, None],
)
def test_a_damaged_audit_is_none(
    session: Session, audit: Audit, damage: dict[str, object] | None
) -> None:
    audit.start(set(), 0, 3)
    body = session.state.rows(AUDIT)[""]
    assert isinstance(body, dict)
    kept: State = NO_STATE.with_row(AUDIT, "", json.dumps(body | damage if damage else [body]))
    session.open(session.document, journal=NoJournal(), state=kept)
    assert (audit.standing, audit.running) == (None, False)
