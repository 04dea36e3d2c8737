# SPDX-License-Identifier: GPL-3.0-or-later
"""Diagnosis and repair of the cues' times, against one plain pass over the cues.

If the ratio is the same at 906 and at 100,000 cues, the work is linear in the number of cues.
"""

import random
from collections.abc import Sequence
from functools import partial

from editor.core.cue import Cue
from editor.repair.diagnosis import Evidence, diagnose, repair
from editor.repair.models import running
from tests.bench import cues
from tests.bench.measure import Task, against, repeated, report, rounds

_FEW = 906
_TIMES = 20  # repeats of the small tasks


def main() -> None:
    """Measure and report."""
    through = cues.lines()
    shuffled = through.copy()
    random.Random(1).shuffle(shuffled)  # noqa: S311 - the same order every time
    talks = {
        "windows of 30 s": cues.windowed(through),
        "clock never falls": through,
        "falls at every cue": [(0, end - start, text) for start, end, text in through],
        "runs backwards": through[::-1],
        "shuffled": shuffled,
    }
    tasks: dict[str, Task] = {}
    pairs = []
    for name, talk in talks.items():
        for count in (_FEW, cues.COUNT):
            document = cues.document(talk[:count])
            size = f"{name}, {count} cues"
            chunks = diagnose(document.cues, Evidence()).chunks
            plain = f"plain pass, {size}"
            work: dict[str, Task] = {
                plain: partial(_plain, document.cues),
                f"diagnose: {size}": partial(diagnose, document.cues, Evidence()),
            }
            if len(chunks) > 1:
                work[f"repair: {size}"] = partial(repair, document, running(chunks))
            for what, task in work.items():
                tasks[what] = repeated(task, _TIMES) if count == _FEW else task
            pairs += [(what, plain) for what in work if what != plain]
    times = rounds(tasks)
    report("clock", [figure for pair in pairs for figure in against(times, *pair)])


def _plain(talk: Sequence[Cue]) -> int:
    """The minimum: look at every start and end once."""
    falls = latest = 0
    for cue in talk:
        falls += cue.start < latest
        latest = max(latest, cue.end)
    return falls


if __name__ == "__main__":
    main()
