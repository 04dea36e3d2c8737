# SPDX-License-Identifier: GPL-3.0-or-later
"""Keys whose times give way to the pauses of the talk that is heard."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.end2end.robot import Robot
from tests.media import talk, write_wave

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from pytestqt.qtbot import QtBot

SYLLABLES = [(at, at + 150) for at in range(7_000, 20_000, 300)]
"""Wherever one presses a key, one of their edges is near."""

TALK = [(1_000, 2_300), (2_500, 5_000), (5_000, 6_500), *SYLLABLES]

TEXT = """1
00:00:01,000 --> 00:00:05,000
你好世界再见朋友

2
00:00:05,000 --> 00:00:06,500
一句话

3
00:00:08,000 --> 00:00:11,000
又一句话
"""


@pytest.fixture
def robot(tmp_path: Path, qtbot: QtBot) -> Iterator[Robot]:
    """The window with a talk in it, whose pauses are known."""
    del qtbot  # it watches what Qt says
    robot = Robot(tmp_path / "home")
    transcript = tmp_path / "talk.srt"
    transcript.write_text(TEXT, "utf-8")
    robot.start(transcript, write_wave(tmp_path / "talk.wav", talk(TALK, 20, 16_000), rate=16_000))
    robot.wait(lambda: robot.program.context.medium.speech, "speech")
    robot.wait_idle()
    yield robot
    robot.close()


def test_a_cue_is_split_in_the_pause_and_the_second_half_is_heard(robot: Robot) -> None:
    began: list[tuple[int, int | None]] = []
    robot.program.context.playback.began.connect(lambda *span: began.append(span))
    robot.go_to(1, caret=4)  # half of the text: 3,000 by its length
    robot.press("Ctrl+Return")
    first, second = robot.cues[:2]
    assert (first.text, second.text) == ("你好世界", "再见朋友")
    assert first.end == second.start
    assert abs(first.end - 2_400) <= 20
    assert (first.start, second.end) == (1_000, 5_000)
    assert began == [(second.start, 5_000)]


def test_where_no_pause_is_near_the_text_decides(robot: Robot) -> None:
    robot.go_to(2, caret=1)  # 一: 1 and the breath, 句话: 2 and the breath, of 1,500
    robot.press("Ctrl+Return")
    assert [(cue.start, cue.end) for cue in robot.cues[1:3]] == [(5_000, 5_600), (5_600, 6_500)]


def test_text_handed_over_takes_the_cut_to_the_pause(robot: Robot) -> None:
    robot.go_to(1, caret=4)
    robot.press("Ctrl+Shift+Down")
    first, second = robot.cues[:2]
    assert (first.text, second.text) == ("你好世界", "再见朋友一句话")
    assert first.end == second.start
    assert abs(first.end - 2_400) <= 20
    robot.go_to(2, caret=4)
    robot.press("Ctrl+Shift+Up")
    assert robot.cues[0].text == "你好世界再见朋友"


def test_start_and_end_here_take_the_edge_that_was_meant(robot: Robot) -> None:
    playback = robot.program.context.playback
    robot.go_to(3)
    robot.press("F5")
    robot.wait(lambda: playback.position > 8_700, "playing")
    robot.press("F11")
    robot.wait(lambda: playback.position > 10_500, "playing on")
    robot.press("F12")
    robot.press("Esc")
    cue = robot.cues[2]
    assert min(abs(cue.start - start) for start, _ in SYLLABLES) <= 20
    assert min(abs(cue.end - end) for _, end in SYLLABLES) <= 20
    assert 8_200 < cue.start < cue.end <= playback.position


def test_a_place_that_was_chosen_at_rest_is_taken_as_it_is(robot: Robot) -> None:
    robot.go_to(3)
    robot.program.context.playback.seek(7_033)
    robot.press("F11")
    assert robot.cues[2].start == 7_033
    robot.press("Alt+2")
    assert robot.cues[2].start == 7_083
