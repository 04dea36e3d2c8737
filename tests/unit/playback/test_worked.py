# SPDX-License-Identifier: GPL-3.0-or-later
"""Time worked: counted between signs of activity, kept by day, never in a looking window."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest

from editor.core import editing
from editor.core.state import TIME_WORKED, State
from editor.playback.worked import IDLE, Worked
from tests.desk import Desk, srt

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from pytestqt.qtbot import QtBot

DAY = "2026-11-29"


class At:
    """A clock that goes on when it is told to."""

    def __init__(self) -> None:
        self.seconds = 1_000.0
        self.day = date.fromisoformat(DAY)


@pytest.fixture
def at() -> At:
    return At()


@pytest.fixture
def desk(tmp_path: Path, qtbot: QtBot, at: At) -> Iterator[Desk]:
    del qtbot  # it watches what is raised
    desk = Desk(tmp_path / "home")
    Worked(desk.session, desk.context.playback, lambda: at.seconds, lambda: at.day)
    desk.open(tmp_path / "talk.srt", srt((0, 1_500, "大家好"), (2_000, 3_500, "再见")))
    yield desk
    desk.close()


def act(desk: Desk, at: At, after: float) -> None:
    """Go to the other cue after some seconds."""
    at.seconds += after
    desk.session.select(desk.session.selection.at(1 - desk.session.selection.current))


def test_time_between_two_signs_counts_unless_it_is_long(desk: Desk, at: At) -> None:
    act(desk, at, 500)
    for pause in (10, IDLE, IDLE + 1, 20):
        act(desk, at, pause)
    assert desk.session.state.worked == {DAY: 90_000}


def test_typing_counts_and_undo_does_not_take_it_back(desk: Desk, at: At) -> None:
    act(desk, at, 0)
    at.seconds += 30
    desk.session.commit(editing.set_text(desk.session.document, 1, "再会"))
    desk.session.undo()
    assert desk.session.state.worked == {DAY: 30_000}


def test_each_day_has_its_own(desk: Desk, at: At) -> None:
    act(desk, at, 0)
    act(desk, at, 30)
    at.day = date.fromisoformat("2026-11-30")
    act(desk, at, 40)
    act(desk, at, 10)
    assert desk.session.state.worked == {DAY: 30_000, "2026-11-30": 50_000}


def test_it_goes_on_from_what_was_kept_and_is_no_work_by_itself(
    desk: Desk, at: At, tmp_path: Path
) -> None:
    act(desk, at, 0)
    act(desk, at, 30)
    desk.session.close()
    entry = desk.context.store.last()
    assert entry is not None
    restored = desk.context.store.restore(entry)
    assert restored.state.worked == {DAY: 30_000}
    at.seconds += 20
    desk.open(tmp_path / "other.srt", srt((0, 1_500, "别的"), (2_000, 3_000, "文件")))
    act(desk, at, 5)
    act(desk, at, 7)
    assert desk.session.state.worked == {DAY: 12_000}, "the pause before opening belongs to none"


def test_a_looking_window_counts_nothing(desk: Desk, at: At) -> None:
    act(desk, at, 0)
    desk.session.elsewhere = "another"
    act(desk, at, 30)
    assert desk.session.state.worked == {}


def test_damaged_rows_do_not_count() -> None:
    state = State({TIME_WORKED: {"a": "1000", "b": '"x"', "c": "-5", "d": "true", "e": "{"}})
    assert state.worked == {"a": 1_000}
