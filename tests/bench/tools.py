# SPDX-License-Identifier: GPL-3.0-or-later
"""Response time of timing repair and of each tool, at two sizes.

906 cues with 40 minutes of audio, and 10,000 cues with eight hours. The baseline is one pass that
moves every cue. Measured of the repair page: diagnosing with the available evidence, and showing
an interpretation.
"""

import random
from collections.abc import Iterator, Mapping
from dataclasses import replace
from functools import partial
from typing import Any

from editor.actions.tooling.fields import Anchors, Given, Number, Text, Time, Tool
from editor.actions.tooling.table import TOOLS
from editor.checks.profiles import profile
from editor.core.cue import Cue
from editor.core.document import Document, Source
from editor.core.selection import START
from editor.core.timecode import mark
from editor.repair.diagnosis import Diagnosis, diagnose, proposals, repair
from editor.repair.evidence import Evidence
from tests.bench.measure import Figure, Task, against, report, rounds
from tests.clocks import Case, at_pauses, made, restarted, talk
from tests.making import document

_SIZES = ((906, 40), (10_000, 480))
_PLAIN = "moving every cue"
_LATE = 1_500


def main() -> None:
    """Measure and report."""
    report("tools", [figure for cues, minutes in _SIZES for figure in _measured(cues, minutes)])


def _measured(cues: int, minutes: int) -> Iterator[Figure]:
    """The figures for a recording of `minutes` with `cues` cues."""
    case = _talk(cues, minutes)
    heard = case.evidence(_chance(minutes), "length", "speech")
    retold = case.evidence(_chance(minutes), "length", "reference")
    broken = document(case.cues)
    found = diagnose(broken.cues, heard)
    tasks: dict[str, Task] = {
        _PLAIN: partial(_moved, broken.cues),
        "weighing by length": partial(diagnose, broken.cues, Evidence(minutes * 60_000)),
        "weighing by speech": partial(diagnose, broken.cues, heard),
        "weighing by a reference": partial(diagnose, broken.cues, retold),
        "showing an interpretation": partial(_shown, broken, found),
    }
    right = _right(case)
    late = replace(document(tuple(_moved(right))), source=Source("srt", b"", cues=right))
    now = Given(late, START, heard, profile("netflix-zh-hans"))
    for name, tool in TOOLS.items():
        tasks[name] = partial(tool.propose, now, _values(tool, now))
    times = rounds(tasks)
    for name in tasks:
        if name != _PLAIN:
            for figure in against(times, name, _PLAIN):
                yield replace(figure, what=f"{figure.what}, {cues} cues")


def _talk(cues: int, minutes: int) -> Case:
    """Cues in chunks split at pauses, which take longest to diagnose."""
    lines = talk(_chance(minutes), minutes)[:cues]
    return restarted(made(lines), at_pauses(lines))


def _right(case: Case) -> tuple[Cue, ...]:
    return tuple(
        Cue(row, *times, cue.text)
        for row, (times, cue) in enumerate(zip(case.truth, case.cues, strict=True))
        if times is not None
    )


def _moved(cues: tuple[Cue, ...]) -> list[Cue]:
    return [cue.shifted(_LATE) for cue in cues]


def _shown(broken: Document, found: Diagnosis) -> object:
    """The cost of moving a chunk, without painting."""
    candidate = found.interpretations[0].candidate
    return proposals(broken, candidate), repair(broken, candidate).apply(broken)


def _values(tool: Tool, now: Given) -> Mapping[str, Any]:
    """Default values of a tool's fields, for all cues; where they would do nothing, 1.5 s."""
    cues = now.document.cues
    values: dict[str, Any] = {"scope": 0}
    for field in tool.fields:
        if isinstance(field, Anchors):
            values[field.id] = f"1=0:01, {len(cues)}={mark(cues[-1].start, 1)}"
        elif isinstance(field, Time):
            values[field.id] = mark(field.default(now) + _LATE, 1)
        elif isinstance(field, Number):
            values[field.id] = field.default(now) or _LATE / 1000
        elif isinstance(field, Text):
            values[field.id] = "的" if field.id == "find" else ""
        else:
            values.setdefault(field.id, field.default)
    return values


def _chance(number: int) -> random.Random:
    return random.Random(f"tools {number}")  # noqa: S311 - the same talk every time


if __name__ == "__main__":
    main()
