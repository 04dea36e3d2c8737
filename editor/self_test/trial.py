# SPDX-License-Identifier: GPL-3.0-or-later
"""A window on the sample that is tried step by step."""

from __future__ import annotations

import shutil
import time
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QEventLoop, QTimer
from PySide6.QtGui import QGuiApplication, QInputMethodEvent

from editor import app, formats
from editor.actions import exporting, opening
from editor.core.timecode import clock
from editor.media.cache import Cache
from editor.media.medium import Medium
from editor.media.silent_player import SilentPlayer
from editor.project.places import HOME, places
from editor.settings import Settings
from editor.ui.repair.page import RepairPage
from editor.ui.review.panel import ReviewPanel

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from editor.core.cue import Cue

TYPED = "校字"
"""What is typed before the window is killed."""

_CACHE = 100_000_000
"""Bytes of a cache: more than the sample needs."""
_PATIENCE = 60
"""Seconds for one thing."""


class Failed(Exception):  # noqa: N818 - a result, not an error of the program
    """A step did not do what it should; the text says what was waited for."""


class Trial:
    """One window on the sample. Each step returns what it found."""

    def __init__(self, home: Path) -> None:
        where = places({HOME: str(home)})
        self._home = home
        self._program = app.build(where, Settings(where.settings))
        self._context = self._program.context
        self._window = self._program.window

    @property
    def _cues(self) -> tuple[Cue, ...]:
        return self._context.session.document.cues

    def show(self) -> None:
        """Show the window, and wait for its first paint."""
        self._window.show()
        handle = self._window.windowHandle()
        wait(lambda: handle is not None and handle.isExposed(), "the window on the screen")

    def begin_sample(self) -> None:
        """Open a copy of the sample."""
        for source in self._context.sample.iterdir():
            shutil.copy(source, self._home)
        paths = [self._home / "sample.txt", self._home / "sample.ogg"]
        opening.open_paths(self._context, paths)
        self._wait_idle()

    def type(self, text: str) -> None:
        """Type as an input method does, composing first."""
        self._program.bench.table.focus_text()
        field = self._window.focusWidget()
        if field is None:
            raise Failed("a field to type in")
        before = self._cues
        QCoreApplication.sendEvent(field, QInputMethodEvent(text, []))
        if self._cues != before:
            raise Failed("a document without what is only being composed")
        event = QInputMethodEvent()
        event.setCommitString(text)
        QCoreApplication.sendEvent(field, event)
        wait(lambda: any(text in cue.text for cue in self._cues), "the text that was typed")

    def keep(self) -> None:
        """Write all work to disk."""
        if not self._context.session.flush():
            raise Failed(f"the work on disk: {self._context.session.trouble}")

    def recover(self) -> str:
        """Go on where the killed window was."""
        self.show()
        app.begin(self._program, [])
        self._wait_idle()
        typed = [number for number, cue in enumerate(self._cues, start=1) if TYPED in cue.text]
        if not typed:
            raise Failed("what was typed before the window was killed")
        screen = QGuiApplication.primaryScreen()
        platform = QGuiApplication.platformName()
        return (
            f"{len(self._cues)} cues, what was typed in cue {typed[0]} is there; "
            f"{platform}, {screen.size().width()} × {screen.size().height()}"
            f" at {screen.devicePixelRatio():.2g}"
        )

    def decode(self) -> str:
        """Decode the medium and find speech in it."""
        medium, playback = self._context.medium, self._context.playback
        wait(lambda: playback.has_medium and medium.decoding is None, "the decoded medium")
        wait(lambda: medium.speech is not None, "speech in the medium")
        return clock(medium.length or 0)

    def play(self) -> str:
        """Play a cue with the player for this machine."""
        self._play_first()
        return self._player()

    def play_without_sound(self) -> str:
        """Play as on a machine without a sound card."""
        medium = Medium(str(self._home / "sample.ogg"), Cache(self._home / "silence", _CACHE))
        player = SilentPlayer(medium)
        over: list[bool] = []
        player.finished.connect(lambda: over.append(True))
        player.play(0, 500)
        wait(lambda: over, f"the end of half a second, played by {player.name}")
        player.close()
        medium.close()
        return player.name

    def watch(self) -> str:
        """Play in watch mode: with libVLC, or else with our own player."""
        playback = self._context.playback
        start = playback.position
        playback.set_watching(True)
        wait(lambda: playback.position > start + 300, "watching")
        said = self._player()
        playback.set_watching(False)
        return said

    def repair(self) -> str:
        """Diagnose the clock and apply the likeliest interpretation."""
        bench, before = self._program.bench, self._cues
        self._program.commands.run("tools.repair")
        wait(lambda: isinstance(bench.page, RepairPage), "the page of timing repair")
        page = bench.page
        assert isinstance(page, RepairPage)  # noqa: S101 - for mypy
        wait(lambda: page.chosen is not None, "an interpretation")
        chosen = page.chosen
        page.chunks.review.apply()
        wait(lambda: self._cues != before, "repaired times")
        model = chosen.candidate.model if chosen is not None else ""
        return f"{model}, ends at {clock(self._cues[-1].end)}"

    def convert(self) -> str:
        """Convert to Simplified, as reviewed."""
        bench, before = self._program.bench, self._cues
        self._program.commands.run("tools.zh-Hans")
        wait(lambda: isinstance(bench.side, ReviewPanel), "the review of a conversion")
        review = bench.side
        assert isinstance(review, ReviewPanel)  # noqa: S101 - for mypy
        review.apply()
        wait(lambda: self._cues != before, "converted cues")
        changed = sum(cue != old for cue, old in zip(self._cues, before, strict=True))
        return f"{changed} cues changed"

    def edit(self) -> str:
        """Split, undo and type."""
        commands, count = self._program.commands, len(self._cues)
        selection = self._context.session.selection.at(1, 1)
        self._context.session.select(selection)
        for command, expected in (("cue.split", count + 1), ("edit.undo", count)):
            commands.run(command)
            if len(self._cues) != expected:
                raise Failed(f"{expected} cues after {command}; there are {len(self._cues)}")
        self.type("好")
        self.keep()
        return "split, undone, typed"

    def export(self) -> str:
        """Export in every format, and read back each that can be read."""
        document, folder = self._context.session.document, self._home / "导出 results"
        folder.mkdir()
        rows = [row for row in formats.FORMATS if row.write is not None]
        paths = {folder / f"sample-{row.id}{row.suffixes[0]}": row.id for row in rows}
        exporting.write(self._context, document, paths)
        self._wait_idle()
        for path, row in paths.items():
            wait(path.exists, f"the exported file {path.name}")
            if formats.by_id(row).reader is None:
                continue
            count = len(formats.read(path.read_bytes(), str(path), row).cues)
            if count != len(document.cues):
                raise Failed(f"{len(document.cues)} cues in {path.name}; it has {count}")
        return ", ".join(paths.values())

    def another_engine(self) -> str:
        """Look for the program that a Python of the user's would run."""
        from editor.ear.engine import PROGRAM

        if not PROGRAM.is_file():
            raise Failed(f"{PROGRAM.name} was not packed")
        return PROGRAM.name

    def close(self) -> str:
        """Close the window."""
        self._window.close()
        wait(lambda: not self._window.isVisible(), "a closed window")
        return "all is on disk"

    def _play_first(self) -> None:
        playback, cue = self._context.playback, self._cues[0]
        heard: list[int] = []
        playback.moved.connect(heard.append)
        playback.play_cue(0)
        wait(
            lambda: not playback.playing and heard and heard[-1] >= cue.end - 1,
            f"the end of the first cue, played by {playback.player_name}",
        )
        playback.moved.disconnect(heard.append)

    def _player(self) -> str:
        playback = self._context.playback
        said = "; ".join(map(str, playback.problems)) or "no problem"
        return f"{playback.player_name}: {said}"

    def _wait_idle(self) -> None:
        context = self._context
        wait(
            lambda: (
                context.session.is_open
                and not context.jobs.running
                and context.inspection.report.document is context.session.document
            ),
            "the opened sample",
        )


def wait(true: Callable[[], object], what: str) -> None:
    """Handle events until it is true.

    Raises:
        Failed: It did not become true.
    """
    until = time.monotonic() + _PATIENCE
    beat = QTimer(interval=20)
    beat.start()
    while not true():
        if time.monotonic() > until:
            raise Failed(what)
        QCoreApplication.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents)
