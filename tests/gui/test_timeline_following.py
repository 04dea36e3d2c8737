# SPDX-License-Identifier: GPL-3.0-or-later
"""What the view does while something plays."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QMouseEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from editor.ui.theme import Theme
from editor.ui.timeline.overview import Overview
from tests.timelines import opened, place, shown

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from editor.session import Session
    from editor.ui.timeline.view import Timeline
    from editor.ui.timeline.viewport import Follow

LEFT = Qt.MouseButton.LeftButton
NONE = Qt.KeyboardModifier.NoModifier
PAGE = 6400
"""Milliseconds in view: 800 px of 8 ms."""


@pytest.fixture
def session(qapp: QApplication) -> Session:
    del qapp
    return opened()


@pytest.fixture
def timeline(qtbot: QtBot, session: Session) -> Timeline:
    return shown(qtbot, session)


def play(timeline: Timeline, start: int, stop: int, step: int = 16) -> list[float]:
    """Play from `start` to `stop`; where the view was at each look."""
    starts = []
    for ms in range(start, stop, step):
        timeline.set_playhead(ms)
        starts.append(timeline.scene.viewport.start_ms)
    return starts


def begin(timeline: Timeline, follow: Follow, at: int = 0) -> None:
    timeline.set_follow(follow)
    timeline.play_anew()
    timeline.set_playhead(at)
    timeline.set_playing(True)


def test_gliding_waits_for_the_middle_and_keeps_the_playhead_there(timeline: Timeline) -> None:
    begin(timeline, "centre")
    starts = play(timeline, 0, 20_000)
    assert starts[: PAGE // 2 // 16] == [0] * (PAGE // 2 // 16)
    assert all(0 <= after - before <= 16 + 1e-6 for before, after in pairwise(starts))
    assert timeline.scene.viewport.x_of(20_000 - 16) == pytest.approx(400, abs=3)


def test_gliding_catches_up_without_a_jump(timeline: Timeline) -> None:
    begin(timeline, "centre", 6000)  # far right of the middle
    starts = play(timeline, 6000, 8000)
    assert max(after - before for before, after in pairwise([0.0, *starts])) < PAGE / 8
    assert starts == sorted(starts)
    assert timeline.scene.viewport.x_of(8000 - 16) == pytest.approx(400, abs=3)


def test_free_is_free(timeline: Timeline) -> None:
    begin(timeline, "free")
    assert set(play(timeline, 0, 20_000)) == {0}
    timeline.play_anew()
    assert set(play(timeline, 30_000, 31_000)) == {0}


def test_a_page_is_turned_once(timeline: Timeline) -> None:
    begin(timeline, "page")
    starts = play(timeline, 0, 10_000)
    assert len(set(starts)) == 2
    assert starts[PAGE // 16 - 1] == 0


@pytest.mark.parametrize("follow", ["page", "centre"])
def test_who_scrolls_away_is_left_alone_until_it_is_seen_again(
    timeline: Timeline, follow: Follow
) -> None:
    begin(timeline, follow)
    play(timeline, 0, 1000)
    timeline.set_viewport(timeline.scene.viewport.moved_to(3000))
    assert set(play(timeline, 1000, 3000)) == {3000}
    starts = play(timeline, 3000, 16_000)  # it comes along, and is followed again
    assert starts[0] == 3000
    assert timeline.scene.viewport.shows(16_000 - 16, 16_000 - 16)


@pytest.mark.parametrize("follow", ["page", "centre"])
def test_what_begins_anew_is_shown(timeline: Timeline, follow: Follow) -> None:
    begin(timeline, follow)
    play(timeline, 0, 1000)
    timeline.set_viewport(timeline.scene.viewport.moved_to(50_000))
    play(timeline, 1000, 1200)
    timeline.play_anew()
    timeline.set_playhead(1216)
    assert timeline.scene.viewport.shows(1216, 1216)


@pytest.mark.parametrize("follow", ["page", "centre"])
def test_nothing_moves_under_a_pressed_button(timeline: Timeline, follow: Follow) -> None:
    begin(timeline, follow, 3000)
    QTest.mousePress(timeline, LEFT, NONE, place(timeline, 4800, "wave"))
    assert set(play(timeline, 3000, 9000)) == {0}
    QTest.mouseRelease(timeline, LEFT, NONE, place(timeline, 4800, "wave"))
    timeline.set_playhead(9016)
    assert timeline.scene.viewport.shows(9016, 9016)


def test_nothing_moves_while_the_overview_is_dragged(qtbot: QtBot, timeline: Timeline) -> None:
    overview = Overview(opened(), timeline, Theme())
    qtbot.addWidget(overview)
    overview.resize(1000, 36)
    begin(timeline, "centre", 3000)
    QTest.mousePress(overview, LEFT, NONE, QPoint(5, 15))
    assert set(play(timeline, 3000, 9000)) == {0}
    QTest.mouseRelease(overview, LEFT, NONE, QPoint(5, 15))
    timeline.set_playhead(9016)
    assert timeline.scene.viewport.shows(9016, 9016)


def test_the_cue_that_is_heard_does_not_move_the_view_another_one_does(
    timeline: Timeline, session: Session
) -> None:
    begin(timeline, "free")
    play(timeline, 0, 90_001, 1000)
    session.select(session.selection.at(3))  # as what plays comes to it
    assert timeline.scene.viewport.start_ms == 0
    session.select(session.selection.at(0))
    timeline.set_playing(False)
    session.select(session.selection.at(3))
    assert timeline.scene.viewport.shows(90_000, 91_000)


def test_at_rest_a_click_moves_nothing(timeline: Timeline) -> None:
    timeline.set_follow("centre")
    at = place(timeline, 6000, "ruler")
    QTest.mouseClick(timeline, LEFT, NONE, at)
    where = QPointF(timeline.mapToGlobal(at))
    button = Qt.MouseButton.NoButton
    move = QMouseEvent(QEvent.Type.MouseMove, QPointF(at), where, button, button, NONE)
    QApplication.sendEvent(timeline, move)
    assert timeline.scene.playhead == 6000
    assert timeline.scene.viewport.start_ms == 0
