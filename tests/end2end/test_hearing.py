# SPDX-License-Identifier: GPL-3.0-or-later
"""A speech model fits cues to the sound and hears afresh, in the real window.

The model is of random numbers: what it hears means nothing, all else does.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from editor.core.state import DRAFT
from editor.ear import placing
from editor.settings import MODEL
from editor.ui.panels.tool import ToolPanel
from tests import tiny_whisper
from tests.desk import srt
from tests.end2end.robot import Robot
from tests.making import times
from tests.media import talk, write_wave

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

CUES = 5


@pytest.fixture
def robot(tmp_path: Path) -> Iterator[Robot]:
    rows = [(4_000 * n, 4_000 * n + 2_900, f"the end {n}") for n in range(CUES)]
    (tmp_path / "talk.srt").write_text(srt(*rows), "utf-8")
    write_wave(tmp_path / "talk.wav", talk([(a, b) for a, b, _ in rows], 4 * CUES))
    tiny_whisper.write_ggml(tmp_path / "ggml-tiny.bin", tiny_whisper.tensors())
    robot = Robot(tmp_path / "home")
    robot.settings[MODEL] = str(tmp_path / "ggml-tiny.bin")
    robot.start(tmp_path / "talk.srt", tmp_path / "talk.wav")
    medium = robot.program.context.medium
    robot.wait(lambda: medium.sound is not None and medium.sound.complete, "decoded")
    robot.wait(lambda: medium.speech is not None, "speech")
    robot.wait_idle()
    yield robot
    robot.close()


def test_cues_are_fitted_previewed_and_taken_back(
    robot: Robot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(placing, "HEARD", -99.0)  # all cues count as spoken
    before = times(robot.cues)
    robot.program.commands.run("time.speech")
    robot.wait(lambda: isinstance(robot.program.bench.side, ToolPanel), "the tool")
    panel = robot.program.bench.side
    assert isinstance(panel, ToolPanel)
    robot.wait(lambda: panel.review.rows.proposals, "proposals")
    scene = robot.program.bench.timeline.scene
    robot.wait(lambda: scene.moved, "the preview")
    moved = dict(scene.moved)
    robot.press("Return")
    robot.wait(lambda: times(robot.cues) != before, "applied")
    assert {row: times(robot.cues)[row] for row in moved} == moved
    assert all(robot.cues[row].words is not None for row in moved)
    robot.press("Ctrl+Z")
    assert times(robot.cues) == before
    assert not any(cue.words for cue in robot.cues)


def test_hearing_afresh_keeps_what_it_heard_and_a_looking_window_refuses(robot: Robot) -> None:
    robot.program.commands.run("ear.afresh-all")
    robot.wait(lambda: "Nobody is heard" in robot.notice, "heard")
    assert len(robot.session.state.rows(DRAFT)) == CUES
    robot.session.give_up()
    for command in ("ear.afresh", "ear.afresh-all", "time.speech", "tools.by-ear"):
        robot.press("Escape")
        robot.program.commands.run(command)
        robot.wait(lambda: "another Jiaozi window" in robot.notice, command)
    assert not isinstance(robot.program.bench.side, ToolPanel)
