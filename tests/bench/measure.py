# SPDX-License-Identifier: GPL-3.0-or-later
"""How we measure: interleaved rounds, medians, and ratios within one round."""

import gc
import json
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from statistics import median

Task = Callable[[], object]
Times = Mapping[str, Sequence[float]]


@dataclass(frozen=True, slots=True)
class Figure:
    """One row of the table.

    Attributes:
        what: What of ours was measured.
        baseline: What it is measured against.
        ratio: Ours to the baseline, the median of the rounds' ratios; less is better.
        ours: Median of ours.
        theirs: Median of the baseline.
        unit: Of these two; they say much of the machine and little of the program.
    """

    what: str
    baseline: str
    ratio: float
    ours: float
    theirs: float
    unit: str = "s"


def rounds(tasks: Mapping[str, Task], count: int = 3) -> Times:
    """Seconds of processor that each task took in each round.

    The tasks take turns, so that a machine that slows down slows them all, and every
    other round goes backwards, so that none always profits from the one before it.
    Processor time does not count what other programs took. There is no warm-up: the
    median leaves out the first round, in which caches fill.

    The garbage collector stays on, since it is for users. But it must not find in one
    task's time what another one or the bench itself left: so all that stands before the
    rounds is frozen, and each task begins with an empty heap.
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
    """`task` several times over: for what is too quick to be measured alone."""

    def repeat() -> None:
        for _ in range(times):
            task()

    return repeat


def against(times: Times, what: str, *baselines: str, unit: str = "s") -> Iterator[Figure]:
    """The figures of one task against its baselines, round by round."""
    ours = times[what]
    for baseline in baselines:
        theirs = times[baseline]
        ratio = median(mine / other for mine, other in zip(ours, theirs, strict=True))
        yield Figure(what, baseline, ratio, median(ours), median(theirs), unit)


def report(bench: str, figures: Sequence[Figure]) -> None:
    """Print what `run.py` reads: one line of JSON."""
    print(json.dumps({"bench": bench, "figures": [asdict(figure) for figure in figures]}))
