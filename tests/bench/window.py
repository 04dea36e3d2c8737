# SPDX-License-Identifier: GPL-3.0-or-later
"""The whole window against an empty one: start to first paint, peak memory, key to paint.

Keys are pressed while a medium of 37 minutes is loaded, with its waveform and video shown.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from contextlib import closing
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any

from tests import screen
from tests.bench.measure import Figure, against, report

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

_ROUNDS = 5
_KEYS = 300
_TALK = Path(__file__).resolve().parents[1] / "data" / "onboard-transcript.txt"
_BASELINE = "an empty QMainWindow"
_UNIT = 2**20 if sys.platform == "darwin" else 2**10
"""Units of the system's peak memory per MB."""

_GENERATE = """
import pathlib, sys
from tests.bench import cues
pathlib.Path(sys.argv[1]).write_bytes(cues.srt(cues.lines(int(sys.argv[2]))).encode())
"""

_MAKE = """
import pathlib, sys
from tests.end2end.story import make_medium
make_medium(pathlib.Path(sys.argv[1]))
"""

_EMPTY = """
import json, resource, time
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QMainWindow
class Window(QMainWindow):
    def paintEvent(self, event):
        QTimer.singleShot(0, ready)
def ready():
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    print(json.dumps({"ready": time.monotonic(), "ready_peak": peak, "peak": peak}), flush=True)
    app.exit()
app = QApplication([])
window = Window()
window.resize(1280, 800)
window.show()
app.exec()
"""

_CHILD = ["-m", "tests.bench.window_child"]


def main() -> None:
    """Measure and report. This process must stay small: on Linux, a child inherits its peak."""
    virtual = screen.VirtualScreen()
    os.environ |= {"DISPLAY": virtual.display, "QT_QPA_PLATFORM": "xcb"}
    with closing(virtual), TemporaryDirectory() as name:
        folder = Path(name)
        files = {"906 cues": _TALK}
        for count in (10_000, 100_000):
            files[f"{count} cues"] = file = folder / f"{count}.srt"
            subprocess.run([sys.executable, "-c", _GENERATE, str(file), str(count)], check=True)
        medium = folder / "talk.mp4"
        subprocess.run([sys.executable, "-c", _MAKE, str(medium)], check=True)
        figures = [*_starts(folder, files), *_typing(folder, files, medium)]
    report("window", figures)


def _starts(folder: Path, files: Mapping[str, Path]) -> list[Figure]:
    commands = {_BASELINE: ["-c", _EMPTY], "ready, nothing open": [*_CHILD, "start", "0"]}
    for name, file in files.items():
        opened = [*_CHILD, "table", "0", str(file)]
        commands[f"ready, {name}"] = opened
        commands[f"ready, {name} resumed"] = [*_CHILD, "table", "0"]
        _run(opened, folder / f"ready, {name} resumed")
    seconds: dict[str, list[float]] = {name: [] for name in commands}
    peaks: dict[str, list[float]] = {name: [] for name in commands}
    for turn in range(_ROUNDS):
        for name in list(commands)[:: -1 if turn % 2 else 1]:
            home = folder / (name if name.endswith("resumed") else f"{name} {turn}")
            begin = time.monotonic()
            told = _run(commands[name], home)
            seconds[name].append(told["ready"] - begin)
            peaks[name].append(told["peak"] / _UNIT)
    ours = [name for name in commands if name != _BASELINE]
    waits = [figure for name in ours for figure in against(seconds, name, _BASELINE)]
    memory = {name.replace("ready", "peak memory"): values for name, values in peaks.items()}
    return [
        *waits,
        *(
            figure
            for name in memory
            if name != _BASELINE
            for figure in against(memory, name, _BASELINE, unit="MB")
        ),
    ]


def _typing(folder: Path, files: Mapping[str, Path], medium: Path) -> list[Figure]:
    figures = []
    for name in ("906 cues", "100000 cues"):
        command = [*_CHILD, "table", str(_KEYS), str(files[name]), str(medium)]
        keys = _run(command, folder / f"keys, {name}")["keys"]
        bare = median(keys.pop("bare")) * 1000
        for state, spent in keys.items():
            milliseconds = sorted(1000 * second for second in spent)
            for what, value in (
                ("median", median(milliseconds)),
                ("99th percentile", milliseconds[-len(milliseconds) // 100]),
                ("longest", milliseconds[-1]),
            ):
                title = f"{what} of key to paint, {name}" + (
                    " while checks run" if state == "checking" else ""
                )
                baseline = "a bare QPlainTextEdit, median"
                figures.append(Figure(title, baseline, value / bare, value, bare, "ms"))
    return figures


def _run(command: Sequence[str], home: Path) -> dict[str, Any]:
    """The child's result; it stores its sessions and settings in `home`."""
    child = subprocess.run(
        [sys.executable, *command],
        env=os.environ | {"JIAOZI_HOME": str(home)},
        stdout=subprocess.PIPE,
        text=True,
        check=True,
    )
    told: dict[str, Any] = json.loads(child.stdout)
    return told


if __name__ == "__main__":
    main()
