# SPDX-License-Identifier: GPL-3.0-or-later
"""A correction session in the installed program, by keys that the X server sends, with pictures."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import time
from typing import TYPE_CHECKING

from windows.wine import until

from editor.project.places import places
from editor.project.store import SessionStore

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from windows.wine import Wine

    from editor.core.document import Document

TYPED = "windows"
LOOKS = (("light", "zh_Hans"), ("dark", "zh_Hans"))
"""Colours and language of each session; the first is corrected in, the other only looked at."""

_STILL, _LONGEST = 2.0, 5.0
"""Seconds for which nothing may change in a picture of what is finished, and for which that is
waited for at most: where there is a caret, it blinks."""
_DIAGNOSED = 60.0
"""Seconds that timing repair may take to be there."""


class KeySession:
    """Sessions with one program. Each has a home of its own, with Chinese and a space in its path.

    Args:
        wine: Where it is installed.
        installed: Folder of the program.
        pictures: Where screenshots go.
    """

    def __init__(self, wine: Wine, installed: Path, pictures: Path) -> None:
        self._wine, self._pictures = wine, pictures
        self._program = installed / "jiaoziw.exe"
        self._sample = installed / "_internal" / "resources" / "sample"
        self._env = {**os.environ, **wine.environment}

    def run(self) -> None:
        """All looks; exits at the first thing that is wrong."""
        self._pictures.mkdir(exist_ok=True)
        for number, (theme, language) in enumerate(LOOKS):
            home = self._wine.drive / f"家 home {number}"
            shutil.rmtree(home, ignore_errors=True)
            home.mkdir()
            settings = {"theme": theme, "language": language}
            (home / "settings.json").write_text(json.dumps(settings), "utf-8")
            for file in self._sample.iterdir():
                shutil.copy(file, home)
            self._look_around(home, f"{theme}-{language}", corrects=number == 0)

    def _look_around(self, home: Path, name: str, *, corrects: bool) -> None:
        self._open(home)
        self.picture(f"{name}-start")
        self._kill()
        window = self._open(home, home / "sample.txt")
        self.picture(f"{name}-correcting")
        self._press(window, "ctrl+r")
        self._wait_still(_DIAGNOSED)  # there is no caret, and pages fill when sound is decoded
        self.picture(f"{name}-repair")
        if corrects:
            self._correct(window, home)
            window = self._open(home)
            check(TYPED in self._document(home).cues[0].text, "the work is not recovered")
            self.picture(f"{name}-recovered")
        else:
            self._press(window, "Escape")
        self._press(window, "ctrl+comma")
        self.picture(f"{name}-preferences")
        self._kill()
        print(f"keys: {name}: ok", flush=True)

    def _correct(self, window: str, home: Path) -> None:
        """Repair, type, split and undo, and be killed."""
        before = self._document(home)
        self._press(window, "Return")
        self._until(home, lambda new: new.cues[-1].end > before.cues[-1].end, "repaired times")
        repaired = self._document(home)
        self._press(window, "ctrl+1", "Home")
        self._x("xdotool", "type", "--window", window, "--delay", "80", TYPED)
        self._until(home, lambda new: new.cues[0].text.startswith(TYPED), "what was typed")
        self._press(window, "ctrl+Return")
        self._until(home, lambda new: len(new.cues) > len(repaired.cues), "a split cue")
        self._press(window, "ctrl+z")
        self._until(home, lambda new: len(new.cues) == len(repaired.cues), "the split undone")
        self._kill()

    def _document(self, home: Path) -> Document:
        """The document as it is on disk."""
        store = SessionStore(places({"JIAOZI_HOME": str(home)}).sessions, lambda _: None)
        entry = store.last()
        if entry is None:
            sys.exit("Keys under Wine: no session was written.")
        return store.restore(entry).document

    def _until(self, home: Path, true: Callable[[Document], bool], what: str) -> None:
        until(lambda: true(self._document(home)), what)

    def _open(self, home: Path, *paths: Path) -> str:
        """Start the program; the id of its window."""
        names = [self._wine.name(path) for path in paths]
        own = {"JIAOZI_HOME": self._wine.name(home)}
        self._wine.start(self._program, *names, environment=own)
        title = "sample" if paths or self._has_work(home) else "Jiaozi"
        until(lambda: bool(self._windows(title)), f"a window called {title}")
        window = self._windows(title)[-1]
        self._x("xdotool", "windowmove", window, "40", "40")
        self._x("xdotool", "windowfocus", "--sync", window)
        self._wait_still()
        return window

    def _has_work(self, home: Path) -> bool:
        return (home / "sessions").exists()

    def _kill(self) -> None:
        self._wine.run("taskkill", "/f", "/im", self._program.name, fine=(0, 1, 128))
        until(lambda: not self._windows("Jiaozi"), "no window after the program was killed")

    def _windows(self, title: str) -> list[str]:
        return self._x("xdotool", "search", "--onlyvisible", "--name", title).split()

    def _press(self, window: str, *keys: str) -> None:
        for key in keys:
            self._x("xdotool", "key", "--window", window, key)
        self._wait_still()

    def picture(self, name: str) -> None:
        """Save what is on the screen."""
        (self._pictures / f"{name}.png").write_bytes(self._grab())

    def _wait_still(self, longest: float = _LONGEST) -> None:
        last, since = self._grab(), time.monotonic()
        latest = since + longest
        while time.monotonic() < min(since + _STILL, latest):
            time.sleep(0.2)
            now = self._grab()
            if now != last:
                last, since = now, time.monotonic()

    def _grab(self) -> bytes:
        command = ["import", "-window", "root", "-strip", "png:-"]
        return subprocess.run(command, env=self._env, capture_output=True, check=True).stdout

    def _x(self, *command: str) -> str:
        done = subprocess.run(command, env=self._env, capture_output=True, text=True, check=False)
        return done.stdout


def check(true: bool, what: str) -> None:  # noqa: FBT001 - read as a sentence
    """Exits if it is not true."""
    if not true:
        sys.exit(f"Keys under Wine: {what}.")
