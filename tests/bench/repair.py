# SPDX-License-Identifier: GPL-3.0-or-later
"""Share of cues that a repair places correctly, by kind of broken times and by evidence.

Compared with the untouched file; and the time of a diagnosis with speech. A cue is correct if it
is exact to the millisecond, where the rule is a whole number of windows, or to a tenth of a
second, where pauses must be detected. A diagnosis of low confidence changes nothing.
"""

import random
from collections.abc import Iterator
from functools import partial

from editor.core.cue import Cue
from editor.repair.diagnosis import diagnose, repair
from editor.repair.evidence import Evidence
from tests.bench.cues import document
from tests.bench.measure import Figure, Task, against, report, rounds
from tests.clock_families import FAMILIES
from tests.clocks import Case, at_pauses, made, restarted, talk

_CASES = 2
_EVIDENCE = {
    "times": (),
    "length": ("length",),
    "speech": ("length", "speech"),
    "reference": ("length", "reference"),
}
_MINUTES = (40, 370)  # 1,100 and 10,000 cues


def main() -> None:
    """Measure and report."""
    report("repair", [*_shares(), *_times()])


def _shares() -> Iterator[Figure]:
    for name, family in FAMILIES.items():
        cases = [family.make(_chance(name, variant), variant) for variant in range(_CASES)]
        plain = 100 * sum(_right(case, case.cues) for case in cases) / _CASES
        for what, wanted in _EVIDENCE.items():
            ours = 100 * sum(_right(case, _repaired(case, wanted)) for case in cases) / _CASES
            ratio = plain / ours if ours else 1.0
            yield Figure(f"{name}, by {what}", "untouched", ratio, ours, plain, "% right")


def _repaired(case: Case, wanted: tuple[str, ...]) -> tuple[Cue, ...]:
    found = diagnose(case.cues, case.evidence(_chance("evidence", 0), *wanted))
    if not found.interpretations or found.confidence == "low":
        return case.cues
    before = document(case.shown)
    return repair(before, found.interpretations[0].candidate).apply(before).cues


def _right(case: Case, cues: tuple[Cue, ...]) -> float:
    return case.right({cue.id: (cue.start, cue.end) for cue in cues})


def _times() -> Iterator[Figure]:
    """Time of a diagnosis with speech, against one without."""
    tasks: dict[str, Task] = {}
    pairs = []
    for minutes in _MINUTES:
        lines = talk(_chance("time", minutes), minutes)
        case = restarted(made(lines), at_pauses(lines))
        chunks, through = case.cues, made(lines)
        for line in lines:
            through.add(line, 0, 0 if line.start < lines[-1].start // 2 else 30_000)
        speech = case.evidence(_chance("time", 0), "length", "speech")
        for kind, cues in (("chunks at pauses", chunks), ("a step", through.cues)):
            what, plain = (
                f"{kind} by speech, {len(cues)} cues",
                f"without, {kind}, {len(cues)} cues",
            )
            tasks[what] = partial(diagnose, cues, speech)
            tasks[plain] = partial(diagnose, cues, Evidence(speech.media_length))
            pairs.append((what, plain))
    times = rounds(tasks)
    for pair in pairs:
        yield from against(times, *pair)


def _chance(name: str, number: int) -> random.Random:
    return random.Random(f"{name} {number}")  # noqa: S311 - the same talk every time


if __name__ == "__main__":
    main()
