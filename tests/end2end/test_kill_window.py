# SPDX-License-Identifier: GPL-3.0-or-later
"""The real window is killed again and again, and each time it goes on where it was.

`pytest tests/end2end/test_kill_window.py --kills 1000` does it more often.
"""

from __future__ import annotations

import json
import random
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import IO, TYPE_CHECKING, Any

import pytest

from editor import formats
from editor.project.places import places
from editor.project.store import SessionStore
from editor.ui.start_page import StartPage
from tests.end2end.corrector import TRANSCRIPT, state_of
from tests.end2end.robot import Robot
from tests.program import ROOT, environment

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from editor.core.document import Document
    from editor.project.replay import Restored

AT_ONCE = 2
"""Homes in which windows are killed at the same time."""

EARLY = 0.1
"""Share of windows that are killed while they start."""

START = 0.8
"""Seconds that a start takes, about."""

CUES = 30


@dataclass
class Home:
    """One user's folder, and what is known to be kept in it.

    Attributes:
        folder: It.
        kept: What was last told to be kept, or None where nothing was yet.
        possible: What may be there: `kept`, or that and the one key after it.
    """

    folder: Path
    kept: Any = None
    possible: tuple[Any, ...] = ()

    @property
    def original(self) -> Document:
        return formats.read((self.folder / TRANSCRIPT).read_bytes(), TRANSCRIPT)

    def work(self, seed: int) -> None:
        """Start the window, look whether all is there, correct a little, and be killed."""
        chance = random.Random(seed)  # noqa: S311 - the same moment every time, as far as can be
        with subprocess.Popen(
            [sys.executable, "-m", "tests.end2end.corrector", self.folder, str(seed)],
            cwd=ROOT,
            env=environment(),
            stdout=subprocess.PIPE,
            encoding="ascii",
        ) as window:
            assert window.stdout is not None
            if self.kept is not None and chance.random() < EARLY:
                time.sleep(chance.random() * START)
                window.kill()
                self._hear(window.stdout, first=True)
            else:
                self._hear(window.stdout, first=True, most=1)
                self._hear(window.stdout, most=chance.randrange(6))
                time.sleep(chance.random() / 50)  # somewhere within the next key
                window.kill()
                self._hear(window.stdout)
        self.possible = (self.kept, *self._with_one_more())

    def _hear(self, lines: IO[str], *, first: bool = False, most: int | None = None) -> None:
        """Take what is told, up to `most` times; what is told first must be what was kept."""
        heard = 0
        while most is None or heard < most:
            line = lines.readline()
            if not line.endswith("\n"):  # died in the middle of the word
                assert most is None, "the window ended by itself"
                return
            state = json.loads(line)
            if first and self.kept is not None:
                assert state in self.possible
            first = False
            self.kept = state
            heard += 1

    def _with_one_more(self) -> Iterator[Any]:
        for way in ("undo", "redo"):
            restored = self.restored()
            step = getattr(restored.history, way)()
            if step is not None and state_of(step.change.apply(restored.document)) == self.kept:
                yield state_of(restored.document)

    def restored(self) -> Restored:
        store = SessionStore(places({"JIAOZI_HOME": str(self.folder)}).sessions, lambda _: None)
        entry = store.last()
        assert entry is not None
        restored = store.restore(entry)
        assert restored.problems == ()
        return restored


@pytest.mark.first
def test_whatever_was_acknowledged_is_there_after_every_kill(
    pytestconfig: pytest.Config, tmp_path: Path
) -> None:
    kills = pytestconfig.getoption("--kills")
    rows = [f"{n}\n00:00:{n:02},000 --> 00:00:{n:02},900\n第{n}句话\n" for n in range(1, CUES)]
    homes = [Home(tmp_path / str(number)) for number in range(AT_ONCE)]
    for home in homes:
        home.folder.mkdir()
        (home.folder / TRANSCRIPT).write_text("\n".join(rows), "utf-8")

    def be_killed(number: int) -> None:
        for seed in range(number, kills, AT_ONCE):
            homes[number].work(seed)

    with ThreadPoolExecutor(AT_ONCE) as pool:
        list(pool.map(be_killed, range(AT_ONCE)))
    for home in homes:
        restored = home.restored()
        assert state_of(restored.document) in home.possible
        document = restored.document
        while step := restored.history.undo():
            document = step.change.apply(document)
        assert state_of(document) == state_of(home.original)


def test_killed_before_the_settings_were_written_it_goes_on_nevertheless(tmp_path: Path) -> None:
    home = tmp_path / "home"
    home.mkdir()
    talk = home / TRANSCRIPT
    talk.write_text("1\n00:00:01,000 --> 00:00:02,000\n你好\n", "utf-8")
    robot = Robot(home)
    robot.start(talk)
    robot.wait(lambda: robot.session.is_open, "open")
    robot.go_to(1, caret=2)
    robot.type("吗")
    robot.close()
    robot.places.settings.unlink()
    robot = Robot(home)
    robot.start()
    robot.wait(lambda: robot.session.is_open, "what was open")
    assert [cue.text for cue in robot.cues] == ["你好吗"]
    robot.program.commands.run("file.close")
    robot.close()
    robot = Robot(home)
    robot.start()
    page = robot.window.findChild(StartPage)
    assert page is not None
    robot.wait(page.isVisible, "the start page")
    robot.close()
