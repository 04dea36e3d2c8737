# SPDX-License-Identifier: GPL-3.0-or-later
"""Where cues lie above each other, as in every transcript whose clock is not repaired yet."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from PySide6.QtGui import QContextMenuEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from editor.core.selection import Selection
from editor.project.journal_port import NoJournal
from tests import making
from tests.gui.test_timeline import CTRL, LEFT, NONE, drag, told
from tests.mouse import double_click
from tests.timelines import opened, place, shown

if TYPE_CHECKING:
    from PySide6.QtCore import QPoint
    from pytestqt.qtbot import QtBot

    from editor.session import Session
    from editor.ui.timeline.view import Timeline

WINDOWS = 120
"""Windows of a recogniser whose clock begins anew in each: too many cues to draw one by one."""


@pytest.fixture
def session(qapp: QApplication, request: pytest.FixtureRequest) -> Session:
    """The cue at 1 to 3 s of the second window is current."""
    del qapp
    cues = [(0, 1000, "甲"), (1000, 3000, "乙"), (3000, 6000, "丙")] * request.param
    session = opened()
    document = making.written(*cues)
    session.open(document, journal=NoJournal(), selection=Selection(4, 0, 0, 4))
    return session


@pytest.fixture
def timeline(qtbot: QtBot, session: Session) -> Timeline:
    return shown(qtbot, session)


def right_click(timeline: Timeline, at: QPoint) -> None:
    where = timeline.mapToGlobal(at)
    QApplication.sendEvent(timeline, QContextMenuEvent(QContextMenuEvent.Reason.Mouse, at, where))


several = pytest.mark.parametrize("session", [3, WINDOWS], indirect=True)
many = pytest.mark.parametrize("session", [WINDOWS], indirect=True)


@several
def test_a_click_where_the_current_cue_is_means_the_current_cue(timeline: Timeline) -> None:
    heard = told(timeline)
    right_click(timeline, place(timeline, 2000, "wave"))
    assert heard == []  # it stays the current one
    double_click(timeline, place(timeline, 2000, "wave"))
    assert heard[-1] == ("play", 1000, 3000)
    assert all(kind != "cue" for kind, *_ in heard)


@several
def test_where_the_current_cue_is_not_another_one_becomes_it(timeline: Timeline) -> None:
    heard = told(timeline)
    right_click(timeline, place(timeline, 4500, "wave"))
    ((kind, row),) = heard
    assert kind == "cue"
    assert isinstance(row, int)
    assert row % 3 == 2


@many
@pytest.mark.parametrize("part", ["wave", "blocks"])
def test_the_current_cue_can_be_changed_among_merged_ones(timeline: Timeline, part: str) -> None:
    assert timeline.scene.layout.dense
    heard = told(timeline)
    stop = place(timeline, 3800, part)
    drag(timeline, place(timeline, 3000, part), stop)
    assert timeline.scene.times_of(4) == (1000, 3800)
    QTest.mouseRelease(timeline, LEFT, NONE, stop)
    assert heard == [("retime", 4, 1000, 3800)]


@many
def test_the_current_cue_can_be_moved_among_merged_ones(timeline: Timeline) -> None:
    heard = told(timeline)
    stop = place(timeline, 3200, "blocks")
    drag(timeline, place(timeline, 2000, "blocks"), stop, CTRL)
    QTest.mouseRelease(timeline, LEFT, CTRL, stop)
    assert heard == [("retime", 4, 2200, 4200)]


@many
def test_a_cue_too_narrow_to_be_seen_is_not_taken_hold_of(timeline: Timeline) -> None:
    timeline.set_viewport(replace(timeline.scene.viewport, ms_per_px=400.0))
    heard = told(timeline)
    start, stop = place(timeline, 3000, "wave"), place(timeline, 40_000, "wave")
    drag(timeline, start, stop)
    QTest.mouseRelease(timeline, LEFT, NONE, stop)
    assert [kind for kind, *_ in heard] == ["marked"]
