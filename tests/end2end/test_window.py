# SPDX-License-Identifier: GPL-3.0-or-later
"""The real window on a virtual screen: a whole session, and one that is killed."""

from __future__ import annotations

import ast
import os
import subprocess
import sys
from contextlib import nullcontext
from typing import TYPE_CHECKING

import pytest

from tests.end2end.robot import Robot
from tests.end2end.story import make_medium
from tests.program import ROOT, environment
from tests.screen import NEEDED
from tests.sound_card import MISSING, SoundCard

if TYPE_CHECKING:
    from pathlib import Path

    from pytestqt.qtbot import QtBot

LIMIT = 240

on_linux = pytest.mark.skipif(
    not NEEDED, reason="only on Linux can a machine be made to have no sound, and one sound card"
)


@pytest.fixture(scope="module")
def medium(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make_medium(tmp_path_factory.mktemp("medium") / "talk.mp4")


@on_linux
@pytest.mark.parametrize("equipped", [True, False], ids=["all", "no-vlc-no-sound"])
def test_a_session_from_the_dropped_transcript_to_the_files(
    equipped: bool,  # noqa: FBT001 - which of two machines
    medium: Path,
    tmp_path: Path,
) -> None:
    if equipped and MISSING:
        pytest.skip(MISSING)
    with SoundCard() if equipped else nullcontext() as card:
        surroundings = dict(card.environment) if card else dict(os.environ)
        surroundings |= {"PYTHONPATH": str(ROOT), "DISPLAY": os.environ["DISPLAY"]}
        if not equipped:
            surroundings |= {"PYTHON_VLC_LIB_PATH": str(tmp_path / "none.so")}
            surroundings |= {"PULSE_SERVER": str(tmp_path / "none")}
        done = subprocess.run(
            [sys.executable, "-m", "tests.end2end.story", tmp_path, medium],
            cwd=ROOT,
            env=surroundings,
            capture_output=True,
            text=True,
            timeout=LIMIT,
            check=False,
        )
    assert done.returncode == 0, done.stdout + done.stderr
    assert done.stdout.endswith("told\n")
    assert ("player: Sound | no problem" in done.stdout) == equipped
    assert ("watching: VLC" in done.stdout) == equipped
    assert done.stderr == ""


# What asks in a dialog, or shows another window or page.
OPENING = {
    *("file.open", "file.medium", "file.sample", "file.export", "file.youtube", "file.bilibili"),
    *("file.save", "file.save-as", "file.outside"),
    *("file.preferences", "file.close", "file.quit", "file.afresh", "edit.go-to", "cue.times"),
    *("help.palette", "help.keys", "help.about"),
}

KEYS = """
import random, sys
from pathlib import Path
from tests.end2end.robot import Robot

def main():
    home, seed = Path(sys.argv[1]), int(sys.argv[2])
    robot, chance = Robot(home), random.Random(seed)
    robot.start(home / "talk.srt")
    robot.wait(lambda: robot.session.is_open)
    while True:
        here = robot.session.selection.current
        there = [row for row in range(len(robot.cues)) if row != here]
        robot.go_to(chance.choice(there) + 1, chance.randint(0, 3))
        key = chance.choice(["的", "Ctrl+Return", "Delete", "Ctrl+Z", "Return"])
        robot.type(key) if len(key) == 1 else robot.press(key)
        assert robot.session.flush()
        print(repr([cue.text for cue in robot.cues]), flush=True)

if __name__ == "__main__":
    main()
"""


@pytest.mark.parametrize("seed", range(3))
def test_a_killed_window_comes_back_with_the_edits(seed: int, tmp_path: Path, qtbot: QtBot) -> None:
    del qtbot
    rows = [f"{n}\n00:00:{n:02},000 --> 00:00:{n:02},900\n第{n}句话\n" for n in range(1, 30)]
    (tmp_path / "talk.srt").write_text("\n".join(rows), "utf-8")
    script = tmp_path / "keys.py"
    script.write_text(KEYS, "utf-8")
    with subprocess.Popen(
        [sys.executable, script, tmp_path, str(seed)],
        cwd=ROOT,
        env=environment(PYTHONIOENCODING="utf-8"),
        stdout=subprocess.PIPE,
        encoding="utf-8",
    ) as child:
        assert child.stdout is not None
        for _ in range(3 + 4 * seed):
            line = child.stdout.readline()
        child.kill()
        rest = child.stdout.read().splitlines()
    last = ast.literal_eval([line, *(row for row in rest if row.endswith("]"))][-1])

    robot = Robot(tmp_path)
    robot.start()
    robot.wait(lambda: robot.session.is_open, "what was open")
    # At most the one key after the last acknowledged state was in flight.
    reached = [texts(robot)]
    for there, back in (("Ctrl+Z", "Ctrl+Y"), ("Ctrl+Y", "Ctrl+Z")):
        before = texts(robot)
        robot.press(there)
        reached.append(texts(robot))
        if texts(robot) != before:
            robot.press(back)
    assert last in reached
    while robot.session.history.undo_title is not None:
        robot.press("Ctrl+Z")
    assert texts(robot) == [f"第{n}句话" for n in range(1, 30)]
    robot.close()


def texts(robot: Robot) -> list[str]:
    return [cue.text for cue in robot.cues]


def test_no_command_and_no_other_document_loses_what_is_being_composed(
    tmp_path: Path, qtbot: QtBot
) -> None:
    del qtbot
    first, second = tmp_path / "first.srt", tmp_path / "second.srt"
    for path in (first, second):
        path.write_text("1\n00:00:01,000 --> 00:00:02,000\n你好\n", "utf-8")
    robot = Robot(tmp_path / "home")
    robot.start(first)
    robot.wait(lambda: robot.session.is_open, "open")
    for name in sorted(set(robot.program.commands.actions) - OPENING):
        robot.go_to(1, caret=2)
        robot.compose("ma")
        assert texts(robot) == ["你好"]
        robot.program.commands.run(name)
        assert texts(robot) != ["你好"] or name == "edit.undo", name
        while robot.session.history.undo_title is not None:
            robot.session.undo()
    robot.go_to(1, caret=2)
    robot.compose("ma")
    robot.drop(second)
    robot.wait(lambda: robot.session.path == second, "the second document")
    robot.drop(first)
    robot.wait(lambda: robot.session.path == first, "the first again")
    assert texts(robot) == ["你好ma"]
    robot.close()
