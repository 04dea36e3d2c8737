# SPDX-License-Identifier: GPL-3.0-or-later
"""An hour of sound decoded to samples and peaks on disk, against bare FFmpeg decoding it.

Processor time of the children, start included. FFmpeg only decodes; ours also mixes down,
writes 300 MB and makes the peaks.
"""

import multiprocessing
import resource
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory

from editor.media import decode
from tests.bench.measure import Figure, against, report

_ROUNDS = 3
_FILES = {"m4a": ["-c:a", "aac", "-b:a", "128k"], "mp3": ["-c:a", "libmp3lame", "-b:a", "128k"]}


def main() -> None:
    """Measure, for each kind of file."""
    if not shutil.which("ffmpeg"):
        sys.exit("This bench needs ffmpeg (Debian: apt-get install ffmpeg).")
    figures: list[Figure] = []
    with TemporaryDirectory() as name:
        folder = Path(name)
        for kind, options in _FILES.items():
            file = _hour(folder, kind, options)
            tasks = {
                f"samples and peaks, 1 h {kind}": lambda file=file: _ours(file, folder),
                f"ffmpeg -f null, 1 h {kind}": lambda file=file: _ffmpeg(
                    ["-i", str(file), "-map", "0:a:0", "-f", "null", "-"]
                ),
            }
            ours, bare = tasks
            times: dict[str, list[float]] = {task: [] for task in tasks}
            for turn in range(_ROUNDS):
                for task in list(tasks)[:: -1 if turn % 2 else 1]:
                    times[task].append(_cost(tasks[task]))
            figures += against(times, ours, bare)
    report("peaks", figures)


def _hour(folder: Path, kind: str, options: list[str]) -> Path:
    minute, hour = folder / f"minute.{kind}", folder / f"hour.{kind}"
    noise = "anoisesrc=amplitude=0.3:color=pink:duration=60:sample_rate=44100:seed=906"
    _ffmpeg(["-f", "lavfi", "-i", noise, "-ac", "2", *options, str(minute)])
    _ffmpeg(["-stream_loop", "59", "-i", str(minute), "-c", "copy", str(hour)])
    return hour


def _ffmpeg(arguments: list[str]) -> None:
    subprocess.run(["ffmpeg", "-v", "error", "-nostdin", *arguments], check=True)


def _ours(file: Path, folder: Path) -> None:
    """As `Medium` does it, without the window."""
    context = multiprocessing.get_context("spawn")
    ear, mouth = context.Pipe(duplex=False)
    child = context.Process(target=decode.run, args=(str(file), folder, mouth))
    child.start()
    mouth.close()
    last = None
    try:
        while True:
            last = ear.recv()
    except EOFError:
        child.join()
    if not isinstance(last, decode.Whole):
        sys.exit(f"It was not decoded: {last}")


def _cost(task: Callable[[], None]) -> float:
    """Seconds of processor that its children took."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    task()
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


if __name__ == "__main__":
    main()
