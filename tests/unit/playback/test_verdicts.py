# SPDX-License-Identifier: GPL-3.0-or-later
"""What the user finds of judged cues calibrates the scores; it is read off the work itself."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QObject, Signal

from editor.core import editing
from editor.core.change import replaced
from editor.core.doubt import Doubt
from editor.core.state import CURRENT_MODEL, DOUBT
from editor.doubts import Doubts
from editor.ear.calibrating import PRIOR, Verdict, calibrated
from editor.ear.results import row_of
from editor.playback.listening import Listening
from editor.project.journal_port import NoJournal
from editor.session import Session
from tests.making import written

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

MODEL = "base (9)"
CUES = written(*((1000 * n, 1000 * n + 900, f"第{n}句全中") for n in range(30)))
SCORES = [-2.5 if n < 20 else -1.5 for n in range(30)]


class FakeMedium(QObject):
    grew = Signal()
    sound = None


class Desk:
    """A document of thirty cues that were judged: the first twenty are a little doubtful."""

    def __init__(self, qtbot: QtBot) -> None:
        self.wait = qtbot.waitUntil
        self.session = Session()
        self.ear = Listening(self.session, FakeMedium(), Doubts(self.session))  # type: ignore[arg-type]
        self.session.open(CUES, journal=NoJournal())
        self.session.keep(DOUBT, CURRENT_MODEL, MODEL)
        for cue, score in zip(CUES.cues, SCORES, strict=True):
            self.session.keep(DOUBT, *row_of(Doubt(cue, score, (0, 1)), "window", MODEL))
        self.reopen()

    def reopen(self) -> None:
        """As after a restart."""
        session = self.session
        session.open(session.document, journal=NoJournal(), state=session.state)
        self.wait(lambda: bool(self.ear.doubts))

    def check(self, *rows: int) -> None:
        document = self.session.document
        checked = [(row, replace(document.cues[row], checked=True)) for row in rows]
        self.session.commit(replaced(document, "Mark checked", checked))

    def write(self, row: int, text: str) -> None:
        self.session.commit(editing.set_text(self.session.document, row, text))

    @property
    def chance(self) -> float:
        return self.ear.verdicts.calibration.chance(-2.5)


@pytest.fixture
def desk(qtbot: QtBot) -> Desk:
    return Desk(qtbot)


def test_right_cues_lower_the_chance_and_wrong_ones_raise_it(desk: Desk) -> None:
    assert desk.ear.verdicts.calibration == PRIOR
    desk.check(0, 1, 2)
    desk.wait(lambda: desk.chance < PRIOR.chance(-2.5))
    expected = calibrated([Verdict(-2.5, wrong=False)] * 3)
    assert desk.ear.verdicts.calibration == pytest.approx(expected)
    for row in range(3, 8):
        desk.write(row, f"第{row}句权重")
        desk.check(row)
    verdicts = [Verdict(-2.5, wrong) for wrong in [False] * 3 + [True] * 5]
    desk.wait(lambda: desk.ear.verdicts.calibration == pytest.approx(calibrated(verdicts)))
    desk.session.undo()
    desk.wait(lambda: desk.ear.verdicts.calibration == pytest.approx(calibrated(verdicts[:-1])))


def test_it_survives_a_restart(desk: Desk) -> None:
    desk.write(0, "第0句权重")
    desk.check(0, 1)
    desk.wait(lambda: desk.chance != PRIOR.chance(-2.5))
    before = desk.ear.verdicts.calibration
    desk.reopen()
    assert desk.ear.verdicts.calibration == PRIOR
    desk.wait(lambda: desk.ear.verdicts.calibration == pytest.approx(before))


def test_other_marks_another_script_and_other_times_make_nothing_wrong(desk: Desk) -> None:
    desk.write(0, "第0句，全中。")
    desk.write(1, "<i>第1句</i>全中")
    document = desk.session.document
    moved = document.cues[2].retimed(2100, 2900)
    desk.session.commit(replaced(document, "Times", [(2, moved)]))
    desk.check(0, 1, 2)
    expected = calibrated([Verdict(-2.5, wrong=False)] * 3)
    desk.wait(lambda: desk.ear.verdicts.calibration == pytest.approx(expected))


def test_how_many_are_listed_goes_by_what_was_found_and_is_a_fifth_at_most(desk: Desk) -> None:
    found = [listed.row for listed in desk.ear.list.listed()]
    assert found == [0, 1, 2, 3, 4, 5]
    desk.check(*range(6, 20))
    desk.wait(lambda: not desk.ear.list.listed())
    desk.session.undo()
    for row in range(6, 20):
        desk.write(row, "全不对")
    desk.check(*range(6, 20))
    desk.wait(lambda: [listed.row for listed in desk.ear.list.listed()] == found)
    desk.wait(lambda: desk.ear.verdicts.calibration.chance(-1.5) > PRIOR.chance(-2))


def test_results_of_another_model_do_not_count(desk: Desk) -> None:
    desk.session.keep(DOUBT, CURRENT_MODEL, "small (7)")
    cue = CUES.cues[29]
    desk.session.keep(DOUBT, *row_of(Doubt(cue, -4.0, (0, 1)), "other", "small (7)"))
    desk.check(0, 1, 29)
    desk.reopen()
    expected = calibrated([Verdict(-4.0, wrong=False)])
    desk.wait(lambda: desk.ear.verdicts.calibration == pytest.approx(expected))
