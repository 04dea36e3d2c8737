# SPDX-License-Identifier: GPL-3.0-or-later
"""Repairing the clock of the real transcript, with and without its medium."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest

from editor import formats
from editor.core import editing
from editor.core.proposal import accepted
from editor.core.timecode import parse_time
from editor.project.journal_port import NoJournal
from editor.repair.chunks import find_chunks
from editor.repair.diagnosis import Evidence, diagnose, repair
from editor.session import Session
from editor.ui.repair.page import RepairPage
from editor.ui.theme import Theme
from tests.making import REAL, written
from tests.mouse import double_click
from tests.sound import Samples

if TYPE_CHECKING:
    from collections.abc import Callable

    from pytestqt.qtbot import QtBot

    from editor.repair.diagnosis import Diagnosis
    from editor.ui.repair.chunks import RepairChunks


@pytest.fixture
def session() -> Session:
    session = Session()
    session.open(formats.read(REAL.read_bytes()), journal=NoJournal())
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


def click(page: RepairPage, card: int) -> None:
    QTest.mouseClick(page.interpretations.cards[card], Qt.MouseButton.LeftButton)


def test_the_matter_is_said_in_a_sentence(page: RepairPage) -> None:
    assert page.finding.text().startswith("Times jump back 77 times")


@pytest.mark.parametrize(
    ("length", "model"), [("36:50", "running"), ("38:48", "fixed:30"), (None, "running")]
)
def test_the_likelier_interpretation_is_first_and_chosen(
    page: RepairPage, length: str | None, model: str
) -> None:
    page.set_medium(parse_time(length) if length else None, None)
    assert chosen(page) == model
    assert page.interpretations.cards[0].isChecked()
    assert "medium confidence" in page.interpretations.cards[0].accessibleName()
    assert not page.advice.isVisible()
    assert page.chunks.review.count.text() == "78 of 78 selected"


def test_where_nothing_fits_nothing_is_chosen_until_the_user_does(page: RepairPage) -> None:
    """Readings that end minutes after the medium are in the menu, for whoever knows better."""
    page.set_medium(parse_time("30:00"), None)
    assert chosen(page) is None
    assert not page.chunks.review.apply_button.isEnabled()
    assert page.advice.isVisible()
    assert [card.interpretation.candidate.kind for card in page.interpretations.cards] == ["keep"]
    page.interpretations.others.actions()[0].trigger()
    assert chosen(page) == "running"
    assert page.chunks.review.apply_button.isEnabled()


def test_applying_is_repairing_in_one_step(
    qtbot: QtBot, page: RepairPage, session: Session
) -> None:
    before = session.document
    interpretation = page.chosen
    assert interpretation is not None
    page.chunks.review.list.setFocus()
    qtbot.waitUntil(page.chunks.review.list.hasFocus)
    QTest.keyClick(page.chunks.review.list, Qt.Key.Key_Return)
    assert session.document == repair(before, interpretation.candidate).apply(before)
    session.undo()
    assert session.document == before


def test_the_other_interpretation_shows_its_own_times(page: RepairPage) -> None:
    rows = page.chunks.review.rows
    assert rows.proposals[1].after == "0:28.7 – 0:56.4"
    click(page, 1)
    assert rows.proposals[1].after == "0:30.0 – 0:57.7"


def test_a_typed_length_is_evidence_while_there_is_no_medium(
    qtbot: QtBot, page: RepairPage
) -> None:
    page.length_field.setFocus()
    qtbot.waitUntil(page.length_field.hasFocus)
    QTest.keyClicks(page.length_field, "38:48")
    assert chosen(page) == "fixed:30"
    assert page.length_field.hasFocus()
    page.set_medium(parse_time("36:50"), None)
    assert chosen(page) == "running"
    assert page.medium.text() == "Media: 36:50.0"
    assert not page.length_field.isVisible()


def test_without_a_medium_one_can_ask_for_it(qtbot: QtBot, page: RepairPage) -> None:
    with qtbot.waitSignal(page.medium_wanted):
        QTest.mouseClick(page.medium_button, Qt.MouseButton.LeftButton)


def test_p_and_a_double_click_hear_the_border_of_a_window(qtbot: QtBot, page: RepairPage) -> None:
    page.chunks.review.list.go_to(1)
    page.chunks.review.list.setFocus()
    qtbot.waitUntil(page.chunks.review.list.hasFocus)
    with qtbot.waitSignal(page.audition) as heard:
        QTest.keyClick(page.chunks.review.list, Qt.Key.Key_P)
    assert heard.args == [28_719]
    strip = page.chunks.strip
    with qtbot.waitSignal(page.audition) as heard:
        double_click(strip, QPoint(16, strip.height() // 2))
    assert heard.args == [0]


def test_a_click_in_the_strip_goes_to_the_window(page: RepairPage) -> None:
    strip = page.chunks.strip
    end = QPoint(strip.width() - 16, strip.height() // 2)
    QTest.mouseClick(strip, Qt.MouseButton.LeftButton, pos=end)
    assert page.chunks.review.list.current == 77


def test_a_clock_that_runs_through_leaves_nothing_to_apply(
    page: RepairPage, session: Session
) -> None:
    session.open(written((0, 900, "好"), (1000, 1900, "的")), journal=NoJournal())
    page.open()
    assert page.finding.text() == "Timing is continuous; there is nothing to repair."
    assert page.interpretations.cards == []
    assert not page.chunks.review.apply_button.isEnabled()


@pytest.fixture
def chunks(qtbot: QtBot, page: RepairPage) -> RepairChunks:
    """The list of chunks, with the keyboard in its third row."""
    page.chunks.review.list.setFocus()
    page.chunks.review.list.go_to(2)
    qtbot.waitUntil(page.chunks.review.list.hasFocus)
    return page.chunks


def press(chunks: RepairChunks, *keys: Qt.Key, shift: bool = False) -> None:
    held = Qt.KeyboardModifier.ShiftModifier if shift else Qt.KeyboardModifier.NoModifier
    for key in keys:
        QTest.keyClick(chunks.review.list, key, held)


def begins(chunks: RepairChunks) -> list[int]:
    assert chunks.adjusted is not None
    return [chunks.adjusted.start(place) for place in range(78)]


def test_arrows_move_a_chunk_and_all_after_it(chunks: RepairChunks, session: Session) -> None:
    before = begins(chunks)
    press(chunks, Qt.Key.Key_Right, Qt.Key.Key_Right, Qt.Key.Key_Left)
    press(chunks, Qt.Key.Key_Right, shift=True)
    assert begins(chunks) == [*before[:2], *(start + 1_020 for start in before[2:])]
    assert chunks.review.list.current == 2
    press(chunks, Qt.Key.Key_Space, Qt.Key.Key_Down, Qt.Key.Key_Left)
    assert chunks.review.count.text() == "77 of 78 selected"
    press(chunks, Qt.Key.Key_Return)
    source = session.document.source
    assert source is not None
    chunk = find_chunks(source.cues)[3]
    assert session.document.cues[chunk.first].start == before[3] + 1_000
    session.undo()
    assert session.document.cues == source.cues


def test_plus_puts_an_empty_chunk_in_up_to_one_that_is_held(chunks: RepairChunks) -> None:
    before = begins(chunks)
    chunks.review.list.go_to(5)
    press(chunks, Qt.Key.Key_L)
    chunks.review.list.go_to(2)
    press(chunks, Qt.Key.Key_Plus)
    moved = [start + 30_000 for start in before[2:5]]
    assert begins(chunks) == [*before[:2], *moved, *before[5:]]
    press(chunks, Qt.Key.Key_Minus)
    assert begins(chunks) == before


def test_nothing_is_moved_to_before_the_medium_begins(chunks: RepairChunks) -> None:
    press(chunks, Qt.Key.Key_Minus, Qt.Key.Key_Minus, Qt.Key.Key_Minus)
    assert begins(chunks)[2] == 0


def test_what_was_moved_stays_when_more_becomes_known(
    page: RepairPage, chunks: RepairChunks
) -> None:
    press(chunks, Qt.Key.Key_Right)
    moved = begins(chunks)
    page.set_medium(parse_time("38:48"), None)  # which speaks for the other interpretation
    assert page.interpretations.cards[0].interpretation.candidate.model == "fixed:30"
    assert chosen(page) == "running"
    assert begins(chunks) == moved
    click(page, 0)
    assert begins(chunks)[:3] == [0, 30_000, 60_000]


def test_the_sound_is_shown_around_the_window_under_the_cursor(
    page: RepairPage, chunks: RepairChunks
) -> None:
    assert not chunks.view.isVisible()
    page.set_sound(Samples(np.zeros(8_000 * 60, np.int16), 8_000))
    assert chunks.view.isVisible()
    shown = chunks.view.scene.viewport
    assert shown.start_ms < begins(chunks)[2] < shown.end_ms


def test_a_chunk_that_is_held_weighs_every_interpretation(
    page: RepairPage, chunks: RepairChunks, session: Session
) -> None:
    before = begins(chunks)
    press(chunks, Qt.Key.Key_Right, shift=True)
    press(chunks, Qt.Key.Key_L)
    heard = find_chunks(session.document.cues)[2].first
    assert page.evidence.anchors == ((heard, before[2] + 1_000),)
    assert chosen(page) == "anchored"
    assert begins(chunks) == [*before[:2], *(start + 1_000 for start in before[2:])]
    names = [card.accessibleName() for card in page.interpretations.cards]
    assert any("A known start time would be" in name for name in names)
    press(chunks, Qt.Key.Key_L)
    assert chunks.anchors == ()


def test_a_chunk_that_is_held_says_so_in_the_list(chunks: RepairChunks) -> None:
    def said(number: int) -> str:
        return chunks.review.rows.proposals[number].reason.text

    press(chunks, Qt.Key.Key_Right)
    assert said(2) == "Chunk 3, cues 31–39: 56.46 s later."
    press(chunks, Qt.Key.Key_L)
    assert said(2) == "Chunk 3, cues 31–39: locked at 0:56.458."
    assert "locked" not in said(1) + said(3)
    press(chunks, Qt.Key.Key_L)
    assert said(2) == "Chunk 3, cues 31–39: 56.46 s later."


def test_a_start_that_was_heard_is_kept_for_other_interpretations_and_the_next_page(
    qtbot: QtBot, session: Session
) -> None:
    def weigh(evidence: Evidence, then: Callable[[Diagnosis], None]) -> None:
        then(diagnose(session.document.cues, evidence))

    second = find_chunks(session.document.cues)[1].first
    known = {session.document.cues[second].id: 30_000}
    session.know_starts(known)
    page = RepairPage(session, Theme(), weigh)
    qtbot.addWidget(page)
    page.show()
    page.open()
    assert page.evidence.anchors == ((second, 30_000),)
    for card in page.interpretations.cards:
        QTest.mouseClick(card, Qt.MouseButton.LeftButton)
        adjusted = page.chunks.adjusted
        assert adjusted is not None
        meets = adjusted.start(1) == 30_000
        assert adjusted.held == ({1} if meets else set())
        assert session.known_starts == known


def test_s_says_that_the_marked_cue_starts_at_the_playhead(
    page: RepairPage, chunks: RepairChunks
) -> None:
    page.set_sound(Samples(np.zeros(8_000 * 200, np.int16), 8_000))
    before = begins(chunks)
    press(chunks, Qt.Key.Key_S)  # nothing was heard yet
    assert begins(chunks) == before
    view = chunks.view
    cue = view.cue
    assert cue is not None
    assert cue.start == before[2]
    second = view.scene.document.cues[view.scene.selection.current + 1]
    x = round(view.scene.viewport.x_of(second.start + 20)) + 1
    QTest.mouseClick(view, Qt.MouseButton.LeftButton, pos=QPoint(x, view.height() // 2))
    assert view.cue == second
    view.set_playhead(second.start + 740)
    chunks.review.list.setFocus()
    press(chunks, Qt.Key.Key_S)
    assert begins(chunks) == [*before[:2], *(start + 740 for start in before[2:])]
    assert chunks.adjusted is not None
    assert chunks.adjusted.held == {2}


def test_shift_tab_leads_from_the_list_to_the_chosen_interpretation_and_arrows_to_the_others(
    page: RepairPage, chunks: RepairChunks
) -> None:
    cards = page.interpretations.cards
    assert cards[0].isChecked()
    QTest.keyClick(chunks.review.list, Qt.Key.Key_Backtab, Qt.KeyboardModifier.ShiftModifier)
    assert cards[0].hasFocus()
    QTest.keyClick(cards[0], Qt.Key.Key_Right)
    assert cards[1].hasFocus()
    assert cards[1].isChecked()
    assert chosen(page) == cards[1].interpretation.candidate.model
    page.set_medium(parse_time("39:00"), None)  # the cards are dealt anew
    assert [card.hasFocus() for card in page.interpretations.cards] == [
        card.isChecked() for card in page.interpretations.cards
    ]
    assert any(card.hasFocus() for card in page.interpretations.cards)


def test_no_interpretation_is_offered_that_ends_long_after_the_medium(page: RepairPage) -> None:
    length = parse_time("38:48")
    page.set_medium(length, None)
    titles = [action.text() for action in page.interpretations.others.actions()]
    assert any("60 s" in title for title in titles)
    assert not any("90 s" in title for title in titles)


def test_interpretations_without_a_card_are_in_the_menu(page: RepairPage) -> None:
    interpretations = page.interpretations
    shown = {card.interpretation.candidate.model for card in interpretations.cards}
    titles = [action.text() for action in interpretations.others.actions()]
    assert interpretations.more.text() == f"Other options: {len(titles)}"
    assert "fixed:60" not in shown
    place = next(n for n, title in enumerate(titles) if title.startswith("Fixed chunks of 60 s"))
    interpretations.others.actions()[place].trigger()
    assert chosen(page) == "fixed:60"
    assert len(interpretations.cards) == 3
    assert page.chunks.review.rows.proposals[1].after == "1:00.0 – 1:27.7"


def test_what_is_shown_is_outdated_once_the_cues_change(
    qtbot: QtBot, session: Session, page: RepairPage
) -> None:
    with qtbot.waitSignal(page.outdated):
        session.commit(editing.delete(session.document, [0]))
