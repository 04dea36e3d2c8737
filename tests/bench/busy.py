# SPDX-License-Identifier: GPL-3.0-or-later
"""Key to painted text while all goes on at once, at three sizes of a document (wall-clock).

A medium plays and is decoded, half of the cues are hidden by a filter, every match of a search is
marked. 30 keys come a second: as fast as one that is held down repeats. Measured is from when a key
is due to the change of the screen's pixels. In the same process, keys in a bare editor of Qt's.
"""

from __future__ import annotations

import sys
from contextlib import ExitStack, closing
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any

from tests.bench import cues
from tests.bench.framebuffer import Screen
from tests.bench.letters import delays, watched
from tests.bench.measure import Figure, report
from tests.bench.peaks_window import ffmpeg
from tests.end2end.story import make_medium
from tests.sound_card import MISSING, SoundCard

if TYPE_CHECKING:
    from collections.abc import Iterator

_SIZES = (906, 10_000, 100_000)
_KEYS = 600
_MINUTES = 15
_TIMES = 40
"""The medium is so many minutes, so many times: long enough to be decoded until the last key."""
_FRAME = 16
"""Milliseconds: one frame of a screen."""


def main() -> None:
    """Measure and report."""
    figures: list[Figure] = []
    with ExitStack() as stack:
        screen = stack.enter_context(closing(Screen()))
        folder = Path(stack.enter_context(TemporaryDirectory()))
        environment = dict(screen.environment)
        if not MISSING:
            environment |= stack.enter_context(SoundCard()).environment
        environment |= {"DISPLAY": screen.environment["DISPLAY"], "QT_QPA_PLATFORM": "xcb"}
        environment |= {"DBUS_SESSION_BUS_ADDRESS": "disabled:"}
        part, medium = make_medium(folder / "part.mp4", seconds=60 * _MINUTES), folder / "talk.mp4"
        ffmpeg(["-stream_loop", str(_TIMES - 1), "-i", str(part), "-c", "copy", str(medium)])
        for size in _SIZES:
            transcript = folder / f"{size}.srt"
            transcript.write_text(cues.srt(cues.lines(size)), "utf-8")
            environment["JIAOZI_HOME"] = str(folder / f"home {size}")
            child = [sys.executable, "-m", "tests.bench.busy_child", str(_KEYS)]
            told, changes = watched(screen, [*child, str(transcript), str(medium)], environment)
            figures += _figures(size, told, changes)
    report("busy", figures)


def _figures(size: int, told: dict[str, Any], changes: list[float]) -> Iterator[Figure]:
    title = (
        f"{size} cues, {told['playing']:.0%} playing, {told['decoding']:.0%} decoding, "
        f"{told['marked']} marked"
    )
    bare, busy = (
        sorted(1000 * second for second in delays(told[name], changes)) for name in ("bare", "busy")
    )
    for what, of in (("median", median), ("99th percentile", lambda all_: all_[-len(all_) // 100])):
        ours, theirs = of(busy), of(bare)
        yield Figure(f"{what}: {title}", f"a bare QPlainTextEdit, {what}", ours / theirs, ours,
                     theirs, "ms")  # fmt: skip
    worst = busy[-len(busy) // 100]
    yield Figure(f"99th percentile: {title}", "one frame", worst / _FRAME, worst, _FRAME, "ms")


if __name__ == "__main__":
    main()
