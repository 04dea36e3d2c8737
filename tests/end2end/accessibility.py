# SPDX-License-Identifier: GPL-3.0-or-later
"""A window with a screen reader beside it, on an accessibility bus of their own (Linux)."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import time
from pathlib import Path
from queue import Empty, SimpleQueue
from threading import Thread
from typing import TYPE_CHECKING, Any, Self

from tests.program import ROOT

if TYPE_CHECKING:
    from collections.abc import Callable

PATIENCE = 60
_SYSTEM_PYTHON = "/usr/bin/python3"
_READER = Path(__file__).with_name("screen_reader.py")
_GI = "import gi; gi.require_version('Atspi', '2.0'); from gi.repository import Atspi"

Event = dict[str, Any]


def _missing() -> str:
    has_gi = (
        Path(_SYSTEM_PYTHON).exists()
        and not subprocess.run(
            [_SYSTEM_PYTHON, "-c", _GI], capture_output=True, check=False
        ).returncode
    )
    if has_gi and shutil.which("dbus-daemon"):
        return ""
    return (
        "What a screen reader gets is only known with AT-SPI "
        "(Debian: apt-get install at-spi2-core gir1.2-atspi-2.0 python3-gi dbus)."
    )


MISSING = _missing()


class Heard:
    """The sample in a window in `language`, and what a screen reader hears. Ends with the block."""

    def __init__(self, home: Path, language: str) -> None:
        self._home, self._language = home, language
        self._lines: SimpleQueue[Event] = SimpleQueue()
        self.events: list[Event] = []

    def __enter__(self) -> Self:
        command = ["dbus-daemon", "--session", "--nofork", "--print-address=1"]
        self._bus = self._run(command, dict(os.environ))
        assert self._bus.stdout is not None
        address = self._bus.stdout.readline().strip()
        environment = os.environ | {
            "DBUS_SESSION_BUS_ADDRESS": address,
            "QT_LINUX_ACCESSIBILITY_ALWAYS_ON": "1",
            "PYTHONPATH": str(ROOT),
        }
        self._reader = self._run([_SYSTEM_PYTHON, str(_READER)], environment)
        self._listening = Thread(target=self._listen, daemon=True)
        self._listening.start()
        self._next(lambda line: "ready" in line)
        module = [sys.executable, "-m", "tests.end2end.heard_window"]
        self._window = self._run([*module, str(self._home), self._language], environment)
        self._answer()
        return self

    def __exit__(self, *_: object) -> None:
        for process in (self._window, self._reader, self._bus):
            assert process.stdin is not None
            process.stdin.close()  # which ends the window and the reader
            if process is self._bus:
                process.terminate()
            try:
                process.wait(PATIENCE)
            except subprocess.TimeoutExpired:
                process.kill()
                raise
            if process is self._reader:
                self._listening.join()
            assert process.stdout is not None
            process.stdout.close()

    def do(self, what: str, *given: object) -> tuple[int, str]:
        """Have the user do it (see `heard_window`): the number and the text of the current cue."""
        self.events.clear()
        self._write(self._window, json.dumps([what, *given]))
        return self._answer()

    def wait_for(self, heard: Callable[[Event], object], what: str) -> Event:
        """The first event since the last `do` of which `heard` is true."""
        for event in self.events:
            if heard(event):
                return event
        try:
            return self._next(heard)
        except AssertionError:
            raise AssertionError(f"not heard: {what}; but {self.events}") from None

    def said(self, text: str) -> Event:
        """Wait until an announcement with `text` in it."""
        return self.wait_for(
            lambda event: event.get("event") == "announcement" and text in event["said"], text
        )

    def tree(self) -> list[Event]:
        """All elements that are showing."""
        self._write(self._reader, "tree")
        found: list[Event] = self._next(lambda line: "tree" in line)["tree"]
        return found

    @staticmethod
    def _run(command: list[str], environment: dict[str, str]) -> subprocess.Popen[str]:
        return subprocess.Popen(
            command,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            text=True,
            env=environment,
            cwd=ROOT,
        )

    def _listen(self) -> None:
        assert self._reader.stdout is not None
        for line in self._reader.stdout:
            self._lines.put(json.loads(line))

    def _next(self, wanted: Callable[[Event], object]) -> Event:
        end = time.monotonic() + PATIENCE / 4
        while True:
            try:
                event = self._lines.get(timeout=max(0, end - time.monotonic()))
            except Empty:
                raise AssertionError("the screen reader is silent") from None
            self.events.append(event)
            assert "fault" not in event, event["fault"]
            if wanted(event):
                return event

    @staticmethod
    def _write(process: subprocess.Popen[str], line: str) -> None:
        assert process.stdin is not None
        process.stdin.write(line + "\n")
        process.stdin.flush()

    def _answer(self) -> tuple[int, str]:
        assert self._window.stdout is not None
        line = self._window.stdout.readline()
        assert line, "the window has ended"
        number, text = json.loads(line)
        return number, text
