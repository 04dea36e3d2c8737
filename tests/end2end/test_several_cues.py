# SPDX-License-Identifier: GPL-3.0-or-later
"""Several cues by real keys: whole cues through the real clipboard, borders at the playhead."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton

from tests.end2end.robot import Robot
from tests.end2end.story import make_medium

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from pytestqt.qtbot import QtBot


@pytest.fixture
def robot(tmp_path: Path, qtbot: QtBot) -> Iterator[Robot]:
    """Six cues of a second, one after the other, with their medium."""
    del qtbot  # it watches what Qt says
    rows = [f"0:00:0{n}.000,0:00:0{n + 1}.000\n第{n}句子\n" for n in range(6)]
    (tmp_path / "talk.sbv").write_text("\n".join(rows), "utf-8")
    robot = Robot(tmp_path / "home")
    robot.start(tmp_path / "talk.sbv", make_medium(tmp_path / "talk.mp4", 8, silent=True))
    robot.wait(lambda: robot.program.context.playback.has_medium, "medium")
    robot.wait_idle()
    yield robot
    robot.close()


def texts(robot: Robot) -> list[str]:
    return [cue.text for cue in robot.cues]


def test_whole_cues_through_the_clipboard(robot: Robot) -> None:
    before = robot.cues
    robot.go_to(2)
    robot.press("Shift+PgDown", "Ctrl+Shift+Home")
    assert robot.session.chosen == [0, 1]
    robot.press("Ctrl+C")
    text = QGuiApplication.clipboard().text()
    assert text.startswith("1\n00:00:00,000 --> 00:00:01,000\n第0句子\n\n2\n")
    robot.go_to(6)
    robot.press("Ctrl+V")
    assert texts(robot)[6:] == ["第0句子", "第1句子"]
    robot.press("Ctrl+X")
    assert robot.cues == before
    robot.press("Ctrl+Z", "Ctrl+Z", "Ctrl+Z")
    assert robot.cues == before


def test_what_a_notice_offers_to_undo_is_the_step_that_undo_takes_back(robot: Robot) -> None:
    def offered() -> tuple[str, bool]:
        QTest.qWait(10)  # a button that is replaced goes with the next event
        button = robot.program.bench.notice.findChild(QPushButton)
        assert button is not None, robot.notice
        return button.text(), button.isEnabled()

    robot.wait(lambda: "no audio" in robot.notice, "what is said of the medium")
    robot.go_to(2)
    robot.press("Alt+7", "Shift+PgDown", "Ctrl+C", "Ctrl+V")
    assert robot.notice.startswith("Cues pasted")
    assert offered() == ("Undo Paste cues", True)
    robot.press("Alt+Up")
    robot.type("新")
    assert offered() == ("Undo Edit text", True)
    robot.press("Ctrl+Z", "Ctrl+Z")
    assert offered() == ("Redo Paste cues", True)
    robot.type("新")
    assert offered() == ("Redo", False), "what was undone is gone"


def test_text_is_still_text(robot: Robot) -> None:
    QGuiApplication.clipboard().setText("新的")
    robot.go_to(3, caret=1)
    robot.press("Ctrl+V")
    assert texts(robot)[2] == "第新的2句子"
    robot.press("Shift+Left", "Ctrl+X")
    assert QGuiApplication.clipboard().text() == "的"
    assert texts(robot)[2] == "第新2句子"


def test_a_border_moves_to_the_playhead_with_both_its_edges(robot: Robot) -> None:
    robot.go_to(3)
    robot.program.context.playback.seek(2_300)
    robot.press("Shift+F11")
    assert [(cue.start, cue.end) for cue in robot.cues[1:3]] == [(1_000, 2_300), (2_300, 3_000)]
    robot.press("Ctrl+Z")
    assert [(cue.start, cue.end) for cue in robot.cues[1:3]] == [(1_000, 2_000), (2_000, 3_000)]


def test_caret_and_playhead_split_together(robot: Robot) -> None:
    robot.go_to(3, caret=2)
    robot.program.context.playback.seek(2_700)
    robot.press("Ctrl+Shift+Return")
    assert texts(robot)[2:4] == ["第2", "句子"]
    assert [(cue.start, cue.end) for cue in robot.cues[2:4]] == [(2_000, 2_700), (2_700, 3_000)]
    assert robot.session.selection.current == 3
    robot.program.context.playback.seek(100)
    robot.press("Ctrl+Shift+Return")
    assert len(robot.cues) == 7
    assert robot.notice


def test_all_chosen_cues_are_dragged_together(robot: Robot) -> None:
    timeline = robot.program.bench.timeline
    robot.go_to(2)
    robot.session.select(robot.session.selection.extended(2))
    before = [(cue.start, cue.end) for cue in robot.cues]
    timeline.several_retimed.emit([(1, 1_100, 2_100), (2, 2_100, 3_100)])
    assert [(cue.start, cue.end) for cue in robot.cues[1:3]] == [(1_100, 2_100), (2_100, 3_100)]
    robot.press("Ctrl+Z")
    assert [(cue.start, cue.end) for cue in robot.cues] == before
