# SPDX-License-Identifier: GPL-3.0-or-later
"""Method of the benches: interleaved rounds, medians, and ratios within one round."""

from __future__ import annotations

import gc
import json
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from statistics import median

Task = Callable[[], object]
Times = Mapping[str, Sequence[float]]


@dataclass(frozen=True, slots=True)
class Figure:
    """One row of the table of results.

    Attributes:
        what: What of ours was measured.
        baseline: What it is compared with.
        ratio: Ours divided by the baseline, as the median over rounds; less is better.
        ours: Median of ours.
        theirs: Median of the baseline.
        unit: Unit of these two. They depend on the machine more than on the program.
    """

    what: str
    baseline: str
    ratio: float
    ours: float
    theirs: float
    unit: str = "s"


def rounds(tasks: Mapping[str, Task], count: int = 3) -> Times:
    """Processor time in seconds of each task in each round.

    Tasks run in turns, so that a slower phase of the machine affects all of them. Every other
    round runs in reverse order, so that no task always benefits from the one before it.
    Processor time excludes other programs. There is no warm-up: the median leaves out the
    first round, in which caches are filled.

    The garbage collector is on, as for users. But a task must not pay for garbage of others:
    all objects that exist before the rounds are frozen, and each task starts after a collection.
    """
    gc.collect()
    gc.freeze()
    times: dict[str, list[float]] = {name: [] for name in tasks}
    for turn in range(count):
        for name in list(tasks)[:: -1 if turn % 2 else 1]:
            gc.collect()
            begin = time.process_time()
            result = tasks[name]()
            times[name].append(time.process_time() - begin)
            del result
    gc.unfreeze()
    return times


def repeated(task: Task, times: int = 20) -> Task:
    """`task` repeated, for what is too fast to be measured once."""

    def repeat() -> None:
        for _ in range(times):
            task()

    return repeat


def against(times: Times, what: str, *baselines: str, unit: str = "s") -> Iterator[Figure]:
    """The figures of one task against its baselines, with ratios by round."""
    ours = times[what]
    for baseline in baselines:
        theirs = times[baseline]
        ratio = median(mine / other for mine, other in zip(ours, theirs, strict=True))
        yield Figure(what, baseline, ratio, median(ours), median(theirs), unit)


@dataclass(frozen=True, slots=True)
class Processor:
    """What the machine's processors did since it started, in ticks.

    Attributes:
        all: All ticks.
        stolen: Those that the host gave to other machines, as proc_stat(5) counts them.
    """

    all: int
    stolen: int

    def stolen_since(self, before: Processor) -> float:
        """The share stolen since then."""
        return (self.stolen - before.stolen) / max(1, self.all - before.all)


def processor() -> Processor:
    """What they have done so far; nothing where the system does not tell."""
    try:
        first = Path("/proc/stat").read_text(encoding="ascii").splitlines()[0]
    except OSError:
        return Processor(0, 0)
    ticks = [int(part) for part in first.split()[1:]]
    return Processor(sum(ticks[:8]), ticks[7])  # the guests' are counted twice


def report(bench: str, figures: Sequence[Figure]) -> None:
    """Print the line of JSON that `run.py` reads."""
    print(json.dumps({"bench": bench, "figures": [asdict(figure) for figure in figures]}))
