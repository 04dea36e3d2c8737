# SPDX-License-Identifier: GPL-3.0-or-later
"""The measurements of `decoding`, in a module of their own: children import the main module."""

import os
import shutil
import sys
import time
from multiprocessing import active_children
from pathlib import Path
from tempfile import TemporaryDirectory

from PySide6.QtCore import QCoreApplication, QEventLoop

from editor.media import processes
from editor.media.cache import Cache
from editor.media.medium import Medium
from editor.media.speech_finder import SpeechFinder
from tests.bench.measure import Figure, against
from tests.bench.peaks_window import ffmpeg, ffmpeg_version, medium_of

_ROUNDS = 5
_FILES = {
    "1 h m4a": ("m4a", ["-c:a", "aac", "-b:a", "128k"]),
    "1 h mp3": ("mp3", ["-c:a", "libmp3lame", "-b:a", "128k"]),
    "1 h opus": ("opus", ["-c:a", "libopus", "-b:a", "96k"]),
}


def measure() -> list[Figure]:
    """Each kind of file against plain FFmpeg."""
    app = QCoreApplication([])
    processes.warm()
    time.sleep(2)  # the window warms up long before a file is chosen
    figures: list[Figure] = []
    with TemporaryDirectory() as name:
        for what, (kind, options) in _FILES.items():
            file = medium_of(Path(name), 1, kind, options)
            figures += _figures(what, file, Path(name) / "cache")
            file.unlink()
    del app
    return figures


def _figures(what: str, file: Path, cache: Path) -> list[Figure]:
    ours = f"samples, peaks and speech, {what}"
    bare = f"ffmpeg {ffmpeg_version()} -f null"
    times: dict[str, list[float]] = {ours: [], bare: []}
    for turn in range(_ROUNDS):
        for task in (ours, bare) if turn % 2 else (bare, ours):
            shutil.rmtree(cache, ignore_errors=True)
            begin = _family_time()
            if task == ours:
                _opened(file, cache)
            else:
                ffmpeg(["-i", str(file), "-map", "0:a:0", "-f", "null", "-"])
            times[task].append(_family_time() - begin)
    return list(against(times, ours, bare))


def _opened(file: Path, cache: Path) -> None:
    loop = QEventLoop()
    medium = Medium(str(file), Cache(cache, 1 << 40))
    finder = SpeechFinder(medium)
    finder.found.connect(loop.quit)
    medium.failed.connect(lambda problem: sys.exit(problem.text))
    loop.exec()
    finder.close()
    medium.close()
    while active_children():
        time.sleep(0.01)


def _family_time() -> float:
    """Processor time in seconds of this process and its descendants, including ended ones."""
    stats = {}
    for stat in Path("/proc").glob("[0-9]*/stat"):
        try:
            fields = stat.read_text().rpartition(")")[2].split()
        except OSError:
            continue
        stats[stat.parent.name] = fields
    family = {str(os.getpid())}
    for _ in range(3):  # the fork server's children are two levels down
        family |= {child for child, fields in stats.items() if fields[1] in family}
    ticks = sum(int(tick) for each in family for tick in stats[each][11:15])
    return ticks / os.sysconf("SC_CLK_TCK")
