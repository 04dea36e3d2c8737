# SPDX-License-Identifier: GPL-3.0-or-later
"""The measurements of `peaks`, in a module of their own: children import the main module."""

import shutil
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory

import av
from PySide6.QtCore import QCoreApplication, QEventLoop, QTimer

from editor.media import processes
from editor.media.cache import Cache
from editor.media.medium import Medium
from tests.bench.measure import Figure, against

_ROUNDS = 3
_FILES = {
    "1 h m4a": (1, "m4a", ["-c:a", "aac", "-b:a", "128k"]),
    "1 h mp3": (1, "mp3", ["-c:a", "libmp3lame", "-b:a", "128k"]),
    "1 h mp4": (1, "mp4", ["-c:a", "aac", "-b:a", "128k", "-c:v", "libx264", "-g", "250"]),
    "2 h m4a": (2, "m4a", ["-c:a", "aac", "-b:a", "128k"]),
}
_FIRST, _AGAIN, _MEMORY = 0.3, 0.1, 100.0
"""Our limits: seconds to the first peaks, seconds to reopen, and MB."""


def measure() -> list[Figure]:
    """Each kind of file against plain FFmpeg, and against our limits."""
    app = QCoreApplication([])
    processes.warm()
    time.sleep(2)  # the window warms up long before a file is chosen
    figures: list[Figure] = []
    with TemporaryDirectory() as name:
        for what, (hours, kind, options) in _FILES.items():
            file = medium_of(Path(name), hours, kind, options)
            figures += _figures(what, file, Path(name) / "cache")
            file.unlink()
    del app
    return figures


def _figures(what: str, file: Path, cache: Path) -> list[Figure]:
    ours = f"complete peaks, {what} (FFmpeg {av.ffmpeg_version_info})"
    bare = f"ffmpeg {ffmpeg_version()} -f null, {what}"
    times: dict[str, list[float]] = {ours: [], bare: []}
    firsts, reopened = [], []
    for turn in range(_ROUNDS):
        for task in (ours, bare) if turn % 2 else (bare, ours):
            if task == bare:
                begin = time.monotonic()
                ffmpeg(["-i", str(file), "-map", "0:a:0", "-f", "null", "-"])
                times[bare].append(time.monotonic() - begin)
            else:
                shutil.rmtree(cache, ignore_errors=True)
                first, whole = _opened(file, cache)
                firsts.append(first)
                times[ours].append(whole)
                reopened.append(_opened(file, cache)[0])
    shutil.rmtree(cache)
    peak = 0.0

    def look() -> None:
        nonlocal peak
        peak = max(peak, _private_memory())

    _opened(file, cache, look)
    shutil.rmtree(cache)
    return [
        *against(times, ours, bare),
        _allowed(f"first peaks, {what}", median(firsts), _FIRST, "s"),
        _allowed(f"reopened, {what}", median(reopened), _AGAIN, "s"),
        _allowed(f"private memory of all who decode, {what}", peak, _MEMORY, "MB"),
    ]


def _allowed(what: str, ours: float, limit: float, unit: str) -> Figure:
    return Figure(what, "what we allow ourselves", ours / limit, ours, limit, unit)


def medium_of(folder: Path, hours: int, kind: str, options: list[str]) -> Path:
    """A file with hours of noise, and with moving pictures if it is an mp4, made by FFmpeg."""
    minute, whole = folder / f"minute.{kind}", folder / f"whole.{kind}"
    inputs = ["-f", "lavfi", "-i", _NOISE]
    if kind == "mp4":
        inputs += ["-f", "lavfi", "-i", "testsrc2=size=640x360:rate=25:duration=60"]
    ffmpeg([*inputs, "-ac", "2", *options, str(minute)])
    ffmpeg(["-stream_loop", str(60 * hours - 1), "-i", str(minute), "-c", "copy", str(whole)])
    minute.unlink()
    return whole


_NOISE = "anoisesrc=amplitude=0.3:color=pink:duration=60:sample_rate=44100:seed=906"


def ffmpeg(arguments: list[str]) -> None:
    """Run the system's FFmpeg."""
    subprocess.run(["ffmpeg", "-v", "error", "-nostdin", *arguments], check=True)


def ffmpeg_version() -> str:
    """Version of the system's FFmpeg."""
    told = subprocess.run(["ffmpeg", "-version"], stdout=subprocess.PIPE, text=True, check=True)
    return told.stdout.split()[2].partition("-")[0]


def _opened(file: Path, cache: Path, look: Callable[[], None] | None = None) -> tuple[float, float]:
    """Seconds to the first peaks, and to all of them; `look` is called every 50 ms meanwhile."""
    loop, watch = QEventLoop(), QTimer(interval=50)
    first: list[float] = []
    begin = time.monotonic()
    medium = Medium(str(file), Cache(cache, 1 << 40))

    def grown() -> None:
        if not first and medium.sound is not None and medium.sound.decoded:
            medium.sound.peaks(0, 1000, 1000)
            first.append(time.monotonic() - begin)

    medium.progressed.connect(grown)
    medium.ready.connect(loop.quit)
    medium.failed.connect(lambda problem: sys.exit(problem.text))
    if look is not None:
        watch.timeout.connect(look)
        watch.start()
    loop.exec()
    whole = time.monotonic() - begin
    medium.close()
    return first[0], whole


def _private_memory() -> float:
    """Private memory in MB of the descendants of this process; 0 if the system does not tell."""
    parents = {}
    for stat in Path("/proc").glob("[0-9]*/stat"):
        try:
            parents[int(stat.parent.name)] = int(stat.read_text().rpartition(")")[2].split()[1])
        except OSError:
            continue
    family = {Path("/proc/self").resolve().name}
    for _ in range(3):
        family |= {str(child) for child, parent in parents.items() if str(parent) in family}
    kilobytes = 0
    for process in family - {Path("/proc/self").resolve().name}:
        try:
            lines = Path(f"/proc/{process}/smaps_rollup").read_text(encoding="ascii").splitlines()
        except OSError:
            continue
        kilobytes += sum(int(line.split()[1]) for line in lines if line.startswith("Private_"))
    return kilobytes / 1024
