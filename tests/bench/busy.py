# SPDX-License-Identifier: GPL-3.0-or-later
"""Key to painted text while all goes on at once, at three sizes of a document (wall-clock).

A medium plays and is decoded, half of the cues are hidden by a filter, every match of a search is
marked. 30 keys come a second: as fast as one that is held down repeats. Measured is from when a key
is due to the change of the screen's pixels. In the same process, keys in a bare editor of Qt's.
The program is started anew for each round; the last row of a size is of its worst one. The share
of the time that the host gave to other machines is told: from some 0.3 % on, delays are its own.
"""

from __future__ import annotations

import sys
from contextlib import ExitStack, closing
from dataclasses import dataclass
from itertools import chain, compress, product
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any

from tests.bench import cues
from tests.bench.framebuffer import Screen
from tests.bench.letters import delays, watched
from tests.bench.measure import Figure, processor, report
from tests.bench.peaks_window import ffmpeg
from tests.end2end.story import make_medium
from tests.sound_card import MISSING, SoundCard

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

_SIZES = (906, 10_000, 100_000)
_KEYS = 600
_ROUNDS = 3
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
            (folder / f"{size}.srt").write_text(cues.srt(cues.lines(size)), "utf-8")
        rounds: dict[int, list[_Round]] = {size: [] for size in _SIZES}
        for turn, size in product(range(_ROUNDS), _SIZES):
            environment["JIAOZI_HOME"] = str(folder / f"home {size} {turn}")
            child = [sys.executable, "-m", "tests.bench.busy_child", str(_KEYS)]
            before = processor()
            told, changes = watched(
                screen, [*child, str(folder / f"{size}.srt"), str(medium)], environment
            )
            stolen = processor().stolen_since(before)
            bare, busy = (
                [1000 * second for second in delays(told[name], changes)]
                for name in ("bare", "busy")
            )
            rounds[size].append(_Round(told, bare, busy, stolen))
        for size in _SIZES:
            figures += _figures(size, rounds[size])
    report("busy", figures)


@dataclass(frozen=True, slots=True)
class _Round:
    """A start of the program: what it told, the delays of keys in ms, the share stolen."""

    told: dict[str, Any]
    bare: list[float]
    busy: list[float]
    stolen: float

    @property
    def decoded(self) -> list[float]:
        """Delays while the medium was decoded."""
        return list(compress(self.busy, self.told["decoded"]))


def _p99(delays: Iterable[float]) -> float:
    ordered = sorted(delays)
    return ordered[-max(1, len(ordered) // 100)]


def _figures(size: int, rounds: Sequence[_Round]) -> Iterator[Figure]:
    bare, busy, decoded, played = (
        list(chain.from_iterable(of))
        for of in zip(*((r.bare, r.busy, r.decoded, r.told["played"]) for r in rounds), strict=True)
    )
    title = (
        f"{size} cues, {sum(played) / len(played):.0%} playing, {len(decoded) / len(busy):.0%} "
        f"decoding, {rounds[0].told['marked']} marked, {max(r.stolen for r in rounds):.2%} stolen"
    )
    for what, of in (("median", median), ("99th percentile", _p99)):
        ours, theirs = of(busy), of(bare)
        yield Figure(f"{what}: {title}", f"a bare QPlainTextEdit, {what}", ours / theirs, ours,
                     theirs, "ms")  # fmt: skip
    for what, worst in (
        ("99th percentile", _p99(busy)),
        ("99th percentile while decoding", _p99(decoded)),
        (f"99th percentile, worst of {len(rounds)} rounds", max(_p99(r.busy) for r in rounds)),
    ):
        yield Figure(f"{what}: {title}", "one frame", worst / _FRAME, worst, _FRAME, "ms")


if __name__ == "__main__":
    main()
