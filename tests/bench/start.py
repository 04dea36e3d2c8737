# SPDX-License-Identifier: GPL-3.0-or-later
"""Start-up time to the last pixel, against a bare Qt window and Aegisub, in one run.

Measured from outside, on a virtual screen: when the last pixel changed, the processor time of the
process and its children, and when both were idle. Then from inside: the first key, first play and
first open after the start, to see what is loaded late. Pictures of each case are written to
``build/start``, since a program that stops in an error dialog looks fast.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import time
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

import psutil

from tests.bench.framebuffer import Screen, changed
from tests.bench.measure import Figure, against, report

if TYPE_CHECKING:
    from collections.abc import Sequence

_ROUNDS = 5
_BARE = "a bare QMainWindow with a menu"
_AEGISUB = "Aegisub, 906 cues"
_AGAIN = "the same again, once all is quiet"
_ROOT = Path(__file__).resolve().parents[2]
_PICTURES = _ROOT / "build" / "start"

_STEP = 0.005
"""Interval in seconds at which the screen is read."""
_QUIET = 1.5
"""Seconds without a changed pixel and with an idle processor after which a program is ready."""
_BUSY = 0.12
"""Share of a core, over the last `_SPAN` seconds, above which a program is busy."""
_SPAN = 0.1
_SEEN = 300
"""Minimum number of changed pixels; fewer are a blinking caret."""
_LARGE = 100_000
"""Minimum number of changed pixels for a screenful of cues."""
_LONGEST = 30
"""Time-out in seconds."""

_WINDOW = """
import sys
from PySide6.QtWidgets import QApplication, QMainWindow
app = QApplication(sys.argv)
window = QMainWindow()
window.resize(1280, 800)
window.menuBar().addMenu("File")
window.show()
app.exec()
"""

_GENERATE = """
import pathlib, sys
from tests.bench import cues
pathlib.Path(sys.argv[1]).write_bytes(cues.srt(cues.lines(int(sys.argv[2]))).encode())
"""

# Debian 12's Aegisub shows assertion dialogs of wxWidgets, which its users dismiss.
_NO_ASSERTIONS = """
#define _GNU_SOURCE
#include <dlfcn.h>
__attribute__((constructor)) static void off(void) {
    void **handler = dlsym(RTLD_DEFAULT, "wxTheAssertHandler");
    if (handler) *handler = 0;
}
"""


@dataclass(frozen=True, slots=True)
class Start:
    """The result of one start.

    Attributes:
        screenful: Seconds from the process's start to the first picture with cues: the first large
            change after the window itself; without cues, the window.
        pixel: Seconds to the last changed pixel.
        ready: Seconds until the processor was idle as well.
        processor: Processor time in seconds until then, including children.
    """

    screenful: float
    pixel: float
    ready: float
    processor: float


def main() -> None:
    """Measure and report. Wall-clock figures need an otherwise idle machine."""
    with closing(Screen()) as screen, TemporaryDirectory() as name:
        folder = Path(name)
        commands = _commands(folder)
        starts: dict[str, list[Start]] = {what: [] for what in commands}
        for turn in range(_ROUNDS):
            for what in list(commands)[:: -1 if turn % 2 else 1]:
                home = folder / f"home {turn} {what}"
                starts[what].append(started(screen, commands[what], home, what))
        figures = _figures(starts)
        figures += _first_acts(screen, folder)
    report("start", figures)


def _commands(folder: Path) -> dict[str, list[str]]:
    ours = [sys.executable, "-m", "editor"]
    commands = {_BARE: [sys.executable, "-c", _WINDOW], "nothing open": ours}
    for count in (906, 10_000, 100_000):
        file = folder / f"{count}.srt"
        write_cues(file, count)
        commands[f"{count:,} cues"] = [*ours, str(file)]
    if (aegisub := shutil.which("aegisub-3.2") or shutil.which("aegisub")) and shutil.which("cc"):
        source = folder / "no_assertions.c"
        source.write_text(_NO_ASSERTIONS, encoding="utf-8")
        library = source.with_suffix(".so")
        subprocess.run(["cc", "-shared", "-fPIC", "-o", library, source, "-ldl"], check=True)
        commands[_AEGISUB] = [
            *("env", f"LD_PRELOAD={library}", "WXSUPPRESS_SIZER_FLAGS_CHECK=1"),
            *(aegisub, str(folder / "906.srt")),
        ]
    return commands


def write_cues(file: Path, count: int) -> None:
    """Write a file of so many cues, from another process: this one's heap stays as it is."""
    subprocess.run([sys.executable, "-c", _GENERATE, str(file), str(count)], check=True)


def started(screen: Screen, command: Sequence[str], home: Path, what: str) -> Start:
    """Start a program with its own home folder, wait until it is idle, and end it."""
    home.mkdir()
    (home / ".aegisub").mkdir()
    (home / ".aegisub" / "config.json").write_text(
        '{"App": {"First Start": false, "Auto": {"Check For Updates": false}}}', encoding="utf-8"
    )
    environment = {
        **screen.environment,
        "HOME": str(home),
        "JIAOZI_HOME": str(home / "jiaozi"),
        "PYTHONPATH": str(_ROOT),
        "XDG_CONFIG_HOME": str(home / ".config"),
        "LC_ALL": "C.UTF-8",
    }
    environment.pop("PYTHONDONTWRITEBYTECODE", None)
    before = screen.pixels()
    begin = time.monotonic()
    process = subprocess.Popen(
        command,
        env=environment,
        cwd=home,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )
    try:
        found = _watched(screen, psutil.Process(process.pid), before, begin)
        screen.save(_PICTURES / f"{what}.png")
    finally:
        for child in [*psutil.Process(process.pid).children(recursive=True), process]:
            child.kill()
        process.wait()
    while changed(screen.pixels(), before) > _SEEN and time.monotonic() < begin + _LONGEST:
        time.sleep(_STEP)  # until the window is gone
    return found


def _watched(screen: Screen, process: psutil.Process, before: bytes, begin: float) -> Start:
    pixel = ready = begin
    processor = 0.0
    spent: list[tuple[float, float]] = []
    large: list[float] = []
    last = before
    while time.monotonic() - max(ready, pixel) < _QUIET or pixel == begin:
        now = time.monotonic()
        if now - begin > _LONGEST:
            raise RuntimeError(f"{process.cmdline()} is not quiet after {_LONGEST} s.")
        pixels = screen.pixels()
        if (count := changed(last, pixels)) > _SEEN:
            pixel = now
            if count > _LARGE:
                large.append(now)
        last = pixels
        spent = [(at, sum_) for at, sum_ in spent if now - at <= _SPAN]
        spent.append((now, _processor(process)))
        load = (spent[-1][1] - spent[0][1]) / _SPAN
        if load > _BUSY:
            ready = now
        if max(ready, pixel) == now:
            processor = spent[-1][1]
        time.sleep(_STEP)
    screenful = large[:2][-1]
    return Start(screenful - begin, pixel - begin, max(ready, pixel) - begin, processor)


def _processor(process: psutil.Process) -> float:
    """Processor time in seconds of a process and its children, including ended ones."""
    total = 0.0
    for one in [process, *process.children(recursive=True)]:
        try:
            times = one.cpu_times()
        except psutil.NoSuchProcess:
            continue
        total += times.user + times.system
        if one.pid == process.pid:
            total += times.children_user + times.children_system
    return total


def _figures(starts: dict[str, list[Start]]) -> list[Figure]:
    figures: list[Figure] = []
    for what in starts:
        if what in {_BARE, _AEGISUB}:
            continue
        baselines = [_BARE, *([_AEGISUB] if what == "906 cues" and _AEGISUB in starts else [])]
        for measure in ("screenful", "pixel", "ready", "processor"):
            values = {
                f"{measure}, {name}" if name == what else name: [
                    getattr(one, measure) for one in starts[name]
                ]
                for name in (what, *baselines)
            }
            figures += against(values, f"{measure}, {what}", *baselines)
    return figures


def _first_acts(screen: Screen, folder: Path) -> list[Figure]:
    """The first key, play and open after a start, against the same action repeated."""
    medium = folder / "talk.mp4"
    subprocess.run([sys.executable, "-m", "tests.bench.start_child", "--make", medium], check=True)
    figures: list[Figure] = []
    for act in ("key", "play", "open"):
        told = []
        for turn in range(_ROUNDS):
            child = subprocess.run(
                [
                    *(sys.executable, "-m", "tests.bench.start_child", act),
                    *(str(folder / "906.srt"), str(medium)),
                ],
                env={**screen.environment, "JIAOZI_HOME": str(folder / f"{act} {turn}")},
                cwd=_ROOT,
                stdout=subprocess.PIPE,
                text=True,
                check=True,
            )
            told.append(json.loads(child.stdout))
        first = [one["first"] * 1000 for one in told]
        again = [one["again"] * 1000 for one in told]
        title = {
            "key": "first key to painted text",
            "play": "first Tab to playing",
            "open": "first open to painted table",
        }[act]
        figures += against(
            {title: first, "the same again": again}, title, "the same again", unit="ms"
        )
    return figures


if __name__ == "__main__":
    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
    main()
