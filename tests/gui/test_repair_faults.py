# SPDX-License-Identifier: GPL-3.0-or-later
"""Faults that are no recogniser's chunks, on the page of timing repair."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from editor import formats
from editor.core.proposal import accepted
from editor.project.journal_port import NoJournal
from editor.repair.diagnosis import Evidence, diagnose
from editor.session import Session
from editor.ui.repair.page import RepairPage
from editor.ui.theme import Theme
from tests.making import DATA, times

if TYPE_CHECKING:
    from collections.abc import Callable

    from pytestqt.qtbot import QtBot

    from editor.repair.diagnosis import Diagnosis

CASES = DATA / "clocks"


@pytest.fixture
def session(request: pytest.FixtureRequest) -> Session:
    """A session with the case that the test names."""
    session = Session()
    path = CASES / f"{request.param}.srt"
    session.open(formats.read(path.read_bytes(), path.name), journal=NoJournal())
    return session


@pytest.fixture
def page(qtbot: QtBot, session: Session) -> RepairPage:
    def weigh(evidence: Evidence, then: Callable[[Diagnosis], None]) -> None:
        then(diagnose(session.document.cues, evidence))

    page = RepairPage(session, Theme(), weigh)
    page.applied.connect(lambda fixes: session.commit(accepted(session.document, "x", fixes)))
    qtbot.addWidget(page)
    page.resize(900, 760)
    page.show()
    page.activateWindow()
    page.open()
    return page


def chosen(page: RepairPage) -> str | None:
    return page.chosen.candidate.model if page.chosen else None


def apply(qtbot: QtBot, page: RepairPage) -> None:
    page.grab()  # every part is painted once
    reviewed = page.chunks.review.list
    reviewed.setFocus()
    qtbot.waitUntil(reviewed.hasFocus)
    QTest.keyClick(reviewed, Qt.Key.Key_Return)


@pytest.mark.parametrize("session", ["ad_end", "ad_end_dense_begin"], indirect=True)
def test_a_stray_cue_is_offered_a_place_and_the_times_as_they_are_are_chosen(
    qtbot: QtBot, page: RepairPage, session: Session
) -> None:
    before = times(session.document.cues)
    assert "is out of place, and reads like a credit" in page.finding.text()
    assert chosen(page) == "keep"
    QTest.mouseClick(page.interpretations.cards[1], Qt.MouseButton.LeftButton)
    assert chosen(page) == "stray"
    apply(qtbot, page)
    after = times(session.document.cues)
    assert after[:-1] == before[:-1]
    assert after[-1][0] == before[-2][1]


@pytest.mark.parametrize("session", ["localvocal_reset"], indirect=True)
def test_damaged_starts_are_mended_by_enter(
    qtbot: QtBot, page: RepairPage, session: Session
) -> None:
    assert page.finding.text().startswith("The times of 3 cues are damaged")
    assert chosen(page) == "mended"
    apply(qtbot, page)
    assert times(session.document.cues)[4:] == [
        (19_093, 19_925),
        (19_925, 21_237),
        (21_237, 26_830),
    ]


@pytest.mark.parametrize("session", ["lost_hour_late_start"], indirect=True)
def test_a_lost_hour_is_added_by_enter(qtbot: QtBot, page: RepairPage, session: Session) -> None:
    before = times(session.document.cues)
    page.set_medium(5_405_000, None)
    assert "high confidence" in page.interpretations.cards[0].accessibleName()
    apply(qtbot, page)
    after = times(session.document.cues)
    assert after[:394] == before[:394]
    assert after[395:] == [(start + 3_600_000, end + 3_600_000) for start, end in before[395:]]


@pytest.mark.parametrize("session", ["wall_clock", "all_zero"], indirect=True)
def test_what_cannot_be_told_is_left_to_the_user(
    qtbot: QtBot, page: RepairPage, session: Session
) -> None:
    page.set_medium(15_000, None)
    assert "nothing to repair" not in page.finding.text()
    assert chosen(page) is None
    assert page.advice.isVisible()
    QTest.mouseClick(page.interpretations.cards[0], Qt.MouseButton.LeftButton)
    apply(qtbot, page)
    placed = times(session.document.cues)
    assert placed[0][0] == 0
    assert placed[-1][1] <= 15_000


@pytest.mark.parametrize("session", ["wall_clock"], indirect=True)
def test_times_a_thousand_times_too_long_are_painted(page: RepairPage, session: Session) -> None:
    """The strip is as long as the times, which are 900 days."""
    long = [
        ((row, cue.retimed(cue.start * 1_000, cue.end * 1_000)),)
        for row, cue in enumerate(session.document.cues)
    ]
    session.commit(accepted(session.document, "x", long))
    page.set_medium(15_000, None)
    assert not page.grab().isNull()
