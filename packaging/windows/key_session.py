# SPDX-License-Identifier: GPL-3.0-or-later
"""A correction session in the installed program, by keys of the X server, with pictures.

Pinyin is typed through fcitx5, which Wine asks as Windows asks an input method. Wine 8 tells the
program only what was chosen in the end: what is being composed stands in fcitx5's own window.
"""

from __future__ import annotations

import json
import shutil
import sys
from typing import TYPE_CHECKING

from hands import check, reached, until

from editor.formats import read
from editor.project.places import places
from editor.project.store import SessionStore

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from pathlib import Path

    from hands import Hands
    from windows.wine import Wine

    from editor.core.document import Document

COMPOSED = "你好"
LOOKS = (("light", "zh_Hans"), ("dark", "zh_Hans"))
"""Colours and language of each session; the first is corrected in, the other only looked at."""

_DIGITS = "2026"
"""Name of a folder, which can be typed in spite of the input method."""

_PREFERENCES = "首选项"
"""Title of a dialog."""

_TRIES, _PATIENCE = 6, 20.0
"""How often Enter is pressed until timing repair is applied, and seconds to wait each time: it does
nothing before the page is ready, which may take long on a busy machine."""


class KeySession:
    """Sessions with one program. Each has a home of its own, with Chinese and a space in its path.

    Args:
        wine: Where it is installed.
        installed: Folder of the program.
        hands: The user.
        method: Environment of the input method.
    """

    def __init__(
        self, wine: Wine, installed: Path, hands: Hands, method: Mapping[str, str]
    ) -> None:
        self._wine, self._hands, self._method = wine, hands, method
        self._program = installed / "jiaoziw.exe"
        self._sample = installed / "_internal" / "resources" / "sample"

    def run(self) -> None:
        """All looks; exits at the first thing that is wrong."""
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
        hands = self._hands
        self._open(home, "Jiaozi")
        hands.picture(f"{name}-start")
        self._kill()
        self._open(home, "sample", home / "sample.txt")
        hands.picture(f"{name}-correcting")
        hands.press("ctrl+r")
        hands.picture(f"{name}-repair")
        if corrects:
            self._correct(home, name)
            self._kill()
            self._open(home, "sample")
            check(COMPOSED in self._document(home).cues[0].text, "the work is not recovered")
            hands.picture(f"{name}-recovered")
            self._export(home)
        else:
            hands.press("Escape")
        hands.press("ctrl+comma")
        hands.turn_to(_PREFERENCES)  # on a busy machine they are not there yet
        hands.picture(f"{name}-preferences")
        self._kill()
        print(f"keys: {name}: ok", flush=True)

    def _correct(self, home: Path, name: str) -> None:
        """Repair, compose, split and undo."""
        hands = self._hands
        before = self._document(home)
        for _ in range(_TRIES):
            hands.press("Return")
            if reached(lambda: self._end(home) > before.cues[-1].end, _PATIENCE):
                break
        repaired = self._document(home)
        check(repaired.cues[-1].end > before.cues[-1].end, "the times are not repaired")
        hands.press("ctrl+1", "Home")
        hands.type("nihao")
        hands.picture(f"{name}-composing")
        check(self._document(home) == repaired, "what is being composed is in the text")
        hands.press("space")
        self._until(home, lambda new: new.cues[0].text.startswith(COMPOSED), "what was composed")
        hands.press("ctrl+Return")
        self._until(home, lambda new: len(new.cues) > len(repaired.cues), "a split cue")
        hands.press("ctrl+z")
        self._until(home, lambda new: len(new.cues) == len(repaired.cues), "the split undone")

    def _export(self, home: Path) -> None:
        """Export for Bilibili, into a folder chosen in Wine's dialog."""
        hands, folder = self._hands, home / _DIGITS
        folder.mkdir()
        hands.press("ctrl+shift+b")
        hands.type(_DIGITS)
        hands.picture("export")
        hands.press("Return")
        written = folder / "sample.zh-Hans.bilibili.srt"
        until(written.exists, f"{written.name} is written")
        exported, here = read(written.read_bytes(), written.name), self._document(home)
        rows = [[(cue.start, cue.end, cue.text) for cue in each.cues] for each in (exported, here)]
        check(rows[0] == rows[1], "other cues were exported")
        hands.turn_to("sample")  # Wine's dialog may leave the focus with no window

    def _document(self, home: Path) -> Document:
        """The document as it is on disk."""
        store = SessionStore(places({"JIAOZI_HOME": str(home)}).sessions, lambda _: None)
        entry = store.last()
        if entry is None:
            sys.exit("Keys under Wine: no session was written.")
        return store.restore(entry).document

    def _end(self, home: Path) -> int:
        return self._document(home).cues[-1].end

    def _until(self, home: Path, true: Callable[[Document], bool], what: str) -> None:
        until(lambda: true(self._document(home)), what)

    def _open(self, home: Path, title: str, *paths: Path) -> None:
        """Start the program, and give its window the focus."""
        names = [self._wine.name(path) for path in paths]
        own = {"JIAOZI_HOME": self._wine.name(home), **self._method}
        self._wine.start(self._program, *names, environment=own)
        self._hands.turn_to(title)

    def _kill(self) -> None:
        self._wine.run("taskkill", "/f", "/im", self._program.name, fine=(0, 1, 128))
        until(lambda: not self._hands.windows("Jiaozi"), "no window after the program was killed")
