# SPDX-License-Identifier: GPL-3.0-or-later
"""Tapping in the real window: text without times gets them while the medium plays."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from PySide6.QtGui import QGuiApplication

from editor.core.tapping import SHORTEST
from editor.settings import PIECE, REACTION
from tests.end2end.robot import Robot
from tests.end2end.story import make_medium

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pytestqt.qtbot import QtBot

SAMPLE = Path(__file__).parents[2] / "resources" / "sample"
LINES = ["第一句", "second line", "第三句", "最后"]
NEAR = 400
"""ms: how far a tap may be from where the key was pressed: the reaction time, and snapping."""


@pytest.fixture
def home(tmp_path: Path, qtbot: QtBot) -> Path:
    del qtbot  # it watches what Qt says
    return tmp_path


@pytest.fixture
def robot(home: Path) -> Iterator[Robot]:
    """Four lines without times, a blank one among them, and their medium."""
    (home / "talk.txt").write_text("\n\n".join(LINES), "utf-8")
    robot = Robot(home / "home")
    robot.start(home / "talk.txt", make_medium(home / "talk.mp4", seconds=12))
    robot.wait(lambda: robot.program.context.playback.has_medium, "medium")
    robot.wait_idle()
    robot.settings[REACTION] = 200
    yield robot
    robot.close()


def row(robot: Robot) -> int:
    return robot.session.selection.current


def texts(robot: Robot) -> list[str]:
    return [cue.text for cue in robot.cues]


def plays_past(robot: Robot, at: int) -> int:
    playback = robot.program.context.playback
    robot.wait(lambda: playback.position >= at, f"playing past {at}")
    return playback.position


def test_plain_text_opens_as_cues_without_times_and_advises_to_tap(robot: Robot) -> None:
    assert [(cue.text, cue.start, cue.end) for cue in robot.cues] == [(t, 0, 0) for t in LINES]
    bench = robot.program.bench
    robot.wait(lambda: bench.notice.offers("play.tap"), "the advice")
    assert bench.timeline.scene.viewport.span_ms > 5_000, "one sees where to tap"


def test_enter_ends_a_cue_and_starts_the_next_one(robot: Robot) -> None:
    playback, status = robot.program.context.playback, robot.program.status
    robot.press("Ctrl+F9")
    robot.wait(lambda: status.manner.text() == "Tapping", "the mode is seen")
    robot.press("Return")
    assert playback.playing, "at rest, it plays on"
    assert not robot.session.history.done
    first = plays_past(robot, 500)
    robot.press("Return")
    assert row(robot) == 0
    assert first - NEAR <= robot.cues[0].start <= playback.position
    second = plays_past(robot, 1_500)
    robot.press("Return")
    assert row(robot) == 1
    assert robot.cues[0].end == robot.cues[1].start
    assert second - NEAR <= robot.cues[1].start <= playback.position
    third = plays_past(robot, 2_500)
    robot.press("Shift+Return")  # a gap
    assert row(robot) == 2
    assert third - NEAR <= robot.cues[1].end <= playback.position
    assert robot.cues[2].is_untimed
    fourth = plays_past(robot, 3_500)
    robot.press("Return")
    assert row(robot) == 2
    assert fourth - NEAR <= robot.cues[2].start <= playback.position
    plays_past(robot, 4_500)
    robot.press("Return")
    assert row(robot) == 3
    assert playback.playing
    plays_past(robot, 5_500)
    robot.press("Return")
    assert not playback.playing, "without another cue, it waits"
    assert robot.cues[3].end >= 5_500 - NEAR
    assert texts(robot) == LINES, "no line was broken"
    assert not any(cue.checked for cue in robot.cues)
    assert len(robot.session.history.done) == 6


def test_each_tap_is_one_step_and_one_goes_on_from_an_undone_one(robot: Robot) -> None:
    robot.press("Ctrl+F9", "Return")
    plays_past(robot, 300)
    robot.press("Return")
    plays_past(robot, 1_000)
    robot.press("Return")
    start = robot.cues[0].start
    assert row(robot) == 1
    robot.press("Ctrl+Z")
    assert row(robot) == 0
    assert robot.cues[0].start == start
    assert robot.cues[1].is_untimed
    here = plays_past(robot, 2_000)
    robot.press("Return")
    assert robot.cues[0].start == start
    assert robot.cues[0].end >= here - NEAR
    assert row(robot) == 1


def test_a_cue_that_one_goes_to_begins_anew_a_second_before_it(robot: Robot) -> None:
    playback = robot.program.context.playback
    robot.press("Ctrl+F9", "Return")
    for at in (300, 1_500, 3_000, 4_500):
        plays_past(robot, at)
        robot.press("Return")
    assert row(robot) == 3
    robot.press("Alt+Up", "Alt+Up")
    start = robot.cues[1].start
    robot.wait(lambda: playback.position < start, "going back")
    plays_past(robot, start + 300)
    robot.press("Return")
    assert row(robot) == 1
    assert start < robot.cues[1].start


def test_a_key_that_bounces_or_is_held_ends_nothing(robot: Robot) -> None:
    robot.press("Ctrl+F9", "Return")
    plays_past(robot, 300)
    robot.press("Return", "Return", "Return")
    assert row(robot) == 0
    assert len(robot.session.history.done) == 1
    assert robot.cues[0].duration >= SHORTEST
    assert not robot.program.commands.actions["cue.accept"].autoRepeat()


def test_esc_stops_and_then_ends_it_and_shift_enter_breaks_lines_again(robot: Robot) -> None:
    status = robot.program.status
    robot.press("Ctrl+F9", "Return")
    plays_past(robot, 100)
    robot.press("Esc")
    assert not robot.program.context.playback.playing
    assert robot.program.context.tapping.mode == "tap"
    robot.press("Esc")
    robot.wait(lambda: status.manner.text() == "Step", "the mode is off")
    robot.press("End", "Shift+Return")
    robot.type("下")
    assert texts(robot)[0] == "第一句\n下"
    robot.press("Return")
    assert robot.cues[0].checked


def test_another_document_ends_it(robot: Robot, home: Path) -> None:
    robot.press("Ctrl+F9")
    (home / "other.srt").write_text("1\n00:00:01,000 --> 00:00:02,000\n好\n", "utf-8")
    robot.start(home / "other.srt")
    robot.wait(lambda: texts(robot) == ["好"], "open")
    assert robot.program.context.tapping.mode == ""


def test_pasted_lines_are_to_be_tapped_and_text_is_poured(robot: Robot) -> None:
    robot.go_to(4)
    QGuiApplication.clipboard().setText("甲\n\n 乙 \n")
    robot.program.commands.run("edit.paste-untimed")
    assert texts(robot) == [*LINES, "甲", "乙"]
    assert row(robot) == 4
    assert all(cue.is_untimed for cue in robot.cues[4:])
    robot.press("Ctrl+Z")
    assert texts(robot) == LINES
    robot.go_to(2)
    QGuiApplication.clipboard().setText("二\n第三句\n四\n五")
    robot.program.commands.run("edit.pour")
    robot.press("Return")
    robot.wait(lambda: texts(robot) == ["第一句", "二", "第三句", "四"], "poured")
    assert robot.cues[1].heard == "second line"
    robot.press("Ctrl+Z")
    assert texts(robot) == LINES


@pytest.fixture
def speech(home: Path) -> Iterator[Robot]:
    """Real speech without a transcript."""
    shutil.copy(SAMPLE / "sample.ogg", home / "sound.ogg")
    robot = Robot(home / "home")
    robot.answer("New transcript")
    robot.start(home / "sound.ogg")
    robot.wait(lambda: robot.program.context.medium.speech is not None, "speech")
    yield robot
    robot.close()


def test_empty_cues_for_speech_are_one_step(speech: Robot) -> None:
    found = speech.program.context.medium.speech
    assert found is not None
    stretches = [(a, b) for a, b in zip(found.starts, found.ends, strict=True) if b - a >= 300]
    assert stretches
    speech.program.commands.run("tools.speech-cues")
    assert [(cue.start, cue.end) for cue in speech.cues] == stretches
    assert not any(texts(speech))
    assert f"{len(stretches)}" in speech.notice
    speech.program.commands.run("tools.speech-cues")
    assert len(speech.cues) == len(stretches), "all speech has its cue"
    speech.session.undo()
    assert not speech.cues


def test_taps_snap_to_where_somebody_begins_and_ends_to_speak(speech: Robot) -> None:
    context = speech.program.context
    found = context.medium.speech
    assert found is not None
    QGuiApplication.clipboard().setText("甲\n乙")
    speech.program.commands.run("edit.paste-untimed")
    speech.settings[REACTION] = 200
    context.playback.set_rate(0.5)  # so that a busy machine presses in time
    speech.press("Ctrl+F9")
    assert speech.program.context.tapping.mode == "tap"
    speech.press("Return")
    assert context.playback.playing
    late = 100  # the reaction time at this speed
    plays_past(speech, int(found.starts[0]) + late)
    speech.press("Return")
    assert speech.cues[0].start == found.starts[0]
    plays_past(speech, int(found.ends[0]) + late - 50)
    speech.press("Shift+Return")
    assert speech.cues[0].end == found.ends[0]


def test_a_transcript_is_typed_piece_by_piece(speech: Robot) -> None:
    playback = speech.program.context.playback
    speech.settings[PIECE] = 2_000
    speech.press("Ctrl+Shift+F9")
    (first,) = speech.cues
    assert playback.playing
    assert abs(first.duration - 2_000) <= 900, "a piece, up to a pause"
    speech.type("大家好")
    speech.press("Return")
    said, empty = speech.cues
    assert (said.text, empty.text) == ("大家好", "")
    assert (said.start, said.end) == (first.start, first.end)
    assert empty.start >= first.end
    assert playback.range == (empty.start, empty.end)
    speech.press("Return")  # nothing was said
    assert len(speech.cues) == 2
    assert speech.cues[-1].start >= empty.end
    speech.type("再见")
    speech.press("Shift+Return")
    speech.type("了")
    assert texts(speech)[1] == "再见\n了"
    speech.press("Return", "Esc", "Esc")
    assert texts(speech) == ["大家好", "再见\n了"], "the empty piece is gone"
    assert speech.program.context.tapping.mode == ""


def test_cues_that_are_there_are_filled_in_their_turn(speech: Robot) -> None:
    speech.program.commands.run("tools.speech-cues")
    count = len(speech.cues)
    times = [(cue.start, cue.end) for cue in speech.cues]
    speech.go_to(1)
    speech.press("Ctrl+Shift+F9")
    for text in ("一", "二"):
        speech.type(text)
        speech.press("Return")
    assert texts(speech) == ["一", "二", *[""] * (count - 2)]
    assert [(cue.start, cue.end) for cue in speech.cues] == times
