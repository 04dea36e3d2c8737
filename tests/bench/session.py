# SPDX-License-Identifier: GPL-3.0-or-later
"""A session of about four hours in some minutes: 20,000 edits, 2,000 plays, panels and dialogs.

Key to paint at its median and its 99.9th percentile, and how the memory grows. In turns with each
edit, a key is pressed in a bare editor of Qt's in the same process: what a busy machine costs both.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from contextlib import ExitStack, closing
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any

from tests import screen
from tests.bench.measure import Figure, processor, report
from tests.end2end.story import make_medium
from tests.sound_card import MISSING, SoundCard

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

_EDITS, _PLAYS = 20_000, 2_000
_TALK = Path(__file__).resolve().parents[1] / "data" / "onboard-transcript.txt"
_LIMIT = 33
"""Milliseconds that a key may take at the 99.9th percentile: two frames of a screen."""


def main() -> None:
    """Measure and report."""
    virtual = screen.VirtualScreen()
    with ExitStack() as stack:
        stack.enter_context(closing(virtual))
        folder = Path(stack.enter_context(TemporaryDirectory()))
        environment = dict(os.environ)
        if not MISSING:
            environment = dict(stack.enter_context(SoundCard()).environment)
        environment |= {
            "DISPLAY": virtual.display,
            "QT_QPA_PLATFORM": "xcb",
            "DBUS_SESSION_BUS_ADDRESS": "disabled:",
            "JIAOZI_HOME": str(folder / "home"),
        }
        medium = make_medium(folder / "talk.mp4")
        child = [sys.executable, "-m", "tests.bench.session_child", str(_EDITS), str(_PLAYS)]
        before = processor()
        done = subprocess.run(
            [*child, str(_TALK), str(medium)],
            env=environment,
            stdout=subprocess.PIPE,
            text=True,
            check=True,
        )
    stolen = processor().stolen_since(before)
    report("session", list(_figures(json.loads(done.stdout), stolen)))


def _figures(told: dict[str, Any], stolen: float) -> Iterator[Figure]:
    for kind in ("wall", "processor"):
        keys = told[kind]
        bare = keys.pop("bare")
        every = [second for spent in keys.values() for second in spent]
        clock = "" if kind == "wall" else ", processor time"
        for name, spent in {"an edit": every, **keys}.items():
            for what, of in (("median", median), ("99.9th percentile", _tail)):
                ours, theirs = 1000 * of(spent), 1000 * of(bare)
                title = f"{what} of key to paint, {name}{clock}"
                yield Figure(
                    title, f"a bare QPlainTextEdit, {what}", ours / theirs, ours, theirs, "ms"
                )
        worst = 1000 * _tail(every)
        title = f"99.9th percentile of key to paint, an edit{clock}; {stolen:.1%} stolen"
        yield Figure(title, "two frames", worst / _LIMIT, worst, _LIMIT, "ms")
    start, first, *_, last = (size / 2**20 for size in told["memory"])
    title = "private memory after the session"
    yield Figure(title, "when all was used once, a tenth in", last / first, last, first, "MB")
    yield Figure(title, "once the document was open", last / start, last, start, "MB")


def _tail(seconds: Sequence[float]) -> float:
    return sorted(seconds)[-max(1, len(seconds) // 1000)]


if __name__ == "__main__":
    main()
