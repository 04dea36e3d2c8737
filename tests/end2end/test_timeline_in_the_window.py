# SPDX-License-Identifier: GPL-3.0-or-later
"""The timeline at work in the real window: its commands, its following, its marked range."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QEvent, QObject

from editor.settings import FOLLOW, SIGHT
from tests.end2end.robot import Robot
from tests.end2end.story import make_medium

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from PySide6.QtWidgets import QWidget
    from pytestqt.qtbot import QtBot

    from editor.ui.timeline.view import Timeline

SECONDS = 40


@pytest.fixture
def robot(tmp_path: Path, qtbot: QtBot) -> Iterator[Robot]:
    """With twenty cues of two seconds each, and their medium."""
    del qtbot  # it watches what Qt says
    rows = [
        f"{n + 1}\n00:00:{2 * n:02},000 --> 00:00:{2 * n + 1:02},900\n第{n}句\n"
        for n in range(SECONDS // 2)
    ]
    transcript = tmp_path / "talk.srt"
    transcript.write_text("\n".join(rows), "utf-8")
    robot = Robot(tmp_path / "home")
    robot.start(transcript, make_medium(tmp_path / "talk.mp4", SECONDS))
    robot.wait(lambda: robot.session.is_open, "open")
    playback = robot.program.context.playback
    robot.wait(
        lambda: playback.has_medium and robot.program.context.medium.decoding is None, "decoded"
    )
    robot.wait_idle()
    yield robot
    robot.close()


@pytest.fixture
def timeline(robot: Robot) -> Timeline:
    return robot.program.bench.timeline


def test_keys_show_the_cue_or_all_of_it(robot: Robot, timeline: Timeline) -> None:
    robot.go_to(8)
    robot.press("Ctrl+9")
    view = timeline.scene.viewport
    cue = robot.cues[7]
    assert view.shows(cue.start, cue.end)
    assert view.span_ms < 4 * (cue.end - cue.start)
    robot.press("Ctrl+0")
    assert timeline.scene.viewport.shows(0, timeline.scene.viewport.length_ms)
    robot.press("Ctrl+=")
    assert not timeline.scene.viewport.shows(0, timeline.scene.viewport.length_ms)


class Order(QObject):
    """Notes which of some widgets were painted, in order."""

    def __init__(self, *widgets: QWidget) -> None:
        super().__init__()
        self.seen: list[QObject] = []
        for widget in widgets:
            widget.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's
        if event.type() == QEvent.Type.Paint:
            self.seen.append(watched)
        return False


def test_a_chosen_cue_is_in_the_table_before_the_timeline_is_painted(
    robot: Robot, timeline: Timeline
) -> None:
    table = robot.program.bench.table.viewport()
    order = Order(table, timeline)
    robot.press("Ctrl+9")
    robot.wait(lambda: timeline in order.seen, "zoomed")
    order.seen.clear()
    robot.session.select(robot.session.selection.at(18))
    robot.wait(lambda: timeline in order.seen, "painted")
    assert order.seen[0] is table
    assert timeline.scene.viewport.shows(robot.cues[18].start, robot.cues[18].end)


def test_how_the_sound_is_shown_is_remembered(robot: Robot, timeline: Timeline) -> None:
    settings = robot.program.context.settings
    seen = []
    for _ in range(3):
        robot.program.commands.run("view.spectrogram")
        seen.append((timeline.scene.sight, settings[SIGHT]))
    assert seen == [("both", "both"), ("spectrum", "spectrum"), ("wave", "wave")]


def test_the_sound_is_drawn_higher_and_lower(robot: Robot, timeline: Timeline) -> None:
    for name in ("view.louder", "view.louder", "view.louder", "view.quieter"):
        robot.program.commands.run(name)
    assert timeline.scene.gain == 2


def test_gliding_keeps_what_plays_in_the_middle(robot: Robot, timeline: Timeline) -> None:
    robot.program.commands.run("view.glide")
    assert robot.program.context.settings[FOLLOW] == "centre"
    robot.press("Ctrl+9")  # a few seconds across
    robot.press("F5")
    view = timeline.scene.viewport
    starts: list[float] = []
    timeline.viewport_changed.connect(lambda: starts.append(timeline.scene.viewport.start_ms))
    robot.wait(lambda: (timeline.scene.playhead or 0) > view.end_ms, "more than a page")
    robot.press("Esc")
    playhead = timeline.scene.playhead or 0
    after = timeline.scene.viewport
    assert after.x_of(playhead) == pytest.approx(after.width / 2, rel=0.1)
    assert starts == sorted(starts)
    assert len(starts) > 20


def test_a_marked_range_is_heard_and_forgotten(robot: Robot, timeline: Timeline) -> None:
    playback = robot.program.context.playback
    robot.press("Ctrl+F5")
    assert not playback.playing
    timeline.marked = (3000, 3400)
    robot.press("Ctrl+F5")
    robot.wait(lambda: playback.playing, "playing")
    assert 3000 <= playback.position <= 3400
    robot.wait(lambda: playback.at_rest, "its end")
    assert abs(playback.position - 3400) <= 1
    assert timeline.marked == (3000, 3400)
    robot.press("Esc")
    assert timeline.marked is None
    assert not playback.playing
