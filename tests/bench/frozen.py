# SPDX-License-Identifier: GPL-3.0-or-later
"""Start-up of the packed program (`make package`) against the same from source, in one run."""

from __future__ import annotations

import os
import sys
from contextlib import closing
from pathlib import Path
from tempfile import TemporaryDirectory

from tests.bench.framebuffer import Screen
from tests.bench.measure import Figure, against, report
from tests.bench.start import Start, started, write_cues

_ROUNDS = 9
_PROGRAM = Path(__file__).resolve().parents[2] / "build" / "frozen" / "jiaozi" / "jiaozi"
_FROZEN, _SOURCE = "packed, 906 cues", "from source, 906 cues"


def main() -> None:
    """Measure and report. Wall-clock figures need an otherwise idle machine."""
    if not _PROGRAM.exists():
        print("frozen: nothing is built; see `make package`", file=sys.stderr)
        report("frozen", [])
        return
    starts: dict[str, list[Start]] = {_FROZEN: [], _SOURCE: []}
    with closing(Screen()) as screen, TemporaryDirectory() as name:
        folder = Path(name)
        file = folder / "906.srt"
        write_cues(file, 906)
        commands = {
            _FROZEN: [str(_PROGRAM), str(file)],
            _SOURCE: [sys.executable, "-m", "editor", str(file)],
        }
        for turn in range(_ROUNDS):
            for what in list(commands)[:: -1 if turn % 2 else 1]:
                home = folder / f"home {turn} {what}"
                starts[what].append(started(screen, commands[what], home, what))
    figures: list[Figure] = []
    for measure in ("screenful", "pixel", "ready", "processor"):
        values = {what: [getattr(one, measure) for one in starts[what]] for what in starts}
        title = f"{measure}, {_FROZEN}"
        figures += against({title: values[_FROZEN], _SOURCE: values[_SOURCE]}, title, _SOURCE)
    report("frozen", figures)


if __name__ == "__main__":
    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
    main()
