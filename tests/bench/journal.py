# SPDX-License-Identifier: GPL-3.0-or-later
"""What the journal costs while typing, and how long it takes to restore a session.

Typing: append one character to a cue of a session, on the thread that commits, at the rate of a
held key, with and without a journal in turns. Wall-clock time, because what matters is how long
the window is blocked.
"""

import gc
import sys
import time
from collections.abc import Iterator
from functools import partial
from itertools import count
from pathlib import Path
from statistics import median, quantiles
from tempfile import TemporaryDirectory

from editor import formats
from editor.core import editing
from editor.core.document import Document
from editor.core.errors import UserError
from editor.core.history import Step
from editor.project.journal_port import NoJournal
from editor.project.listing import RecentEntry
from editor.project.store import SessionStore
from editor.session import Session
from tests.bench import cues
from tests.bench.measure import Figure, against, report, rounds

_FEW = 906
_ROUNDS = 5
_KEYS = 300  # per round
_PACE = 0.01  # s; faster than the repeat rate of any keyboard
_STEPS = 20_000  # about an hour of editing
_NONE = "no journal"


def main() -> None:
    """Measure and report."""
    figures: list[Figure] = []
    with TemporaryDirectory() as folder:
        store = SessionStore(Path(folder), _failed)
        for size in (_FEW, cues.COUNT):
            data = cues.srt(cues.lines(size)).encode()
            document = formats.read(data)
            figures += _typing(store, document)
            figures += _bulk(store, document)
            figures += _coming_back(store, document)
    report("journal", figures)


def _typing(store: SessionStore, document: Document) -> Iterator[Figure]:
    what = f"{{}} of a key, {len(document.cues)} cues"
    times: dict[str, list[list[float]]] = {"journal": [], _NONE: []}
    sessions = {name: Session() for name in times}
    sessions["journal"].open(document, journal=store.begin(document))
    sessions[_NONE].open(document, journal=NoJournal())
    sessions["journal"].flush()
    gc.collect()
    gc.freeze()
    for turn in range(_ROUNDS):
        for name in list(times)[:: -1 if turn % 2 else 1]:
            times[name].append(list(_keys(sessions[name])))
    gc.unfreeze()
    for session in sessions.values():
        session.close()
    for name, pick in (("median", median), ("99th percentile", partial(_percentile, part=99))):
        ours, theirs = ([pick(keys) for keys in times[which]] for which in times)
        ratio = median(mine / other for mine, other in zip(ours, theirs, strict=True))
        yield Figure(
            what.format(name), _NONE, ratio, median(ours) * 1e3, median(theirs) * 1e3, "ms"
        )


def _keys(session: Session) -> Iterator[float]:
    for number in range(_KEYS):
        time.sleep(_PACE)
        row = number // 20
        text = session.document.cues[row].text + "字"
        begin = time.perf_counter()
        session.commit(editing.set_text(session.document, row, text))
        yield time.perf_counter() - begin


def _percentile(values: list[float], part: int) -> float:
    return quantiles(values, n=100)[part - 1]


def _bulk(store: SessionStore, document: Document) -> Iterator[Figure]:
    """The longest delay of another thread while a change of all cues is written."""
    change = editing.shift(document, range(len(document.cues)), 1000)
    worst: dict[str, list[float]] = {"journal": [], _NONE: []}
    for _ in range(_ROUNDS):
        journal = store.begin(document)
        journal.flush()
        worst[_NONE].append(max(_frames()))
        journal.committed(Step(change), sealed=True)
        worst["journal"].append(max(_frames()))
        journal.close()
    ratio = median(mine / other for mine, other in zip(*worst.values(), strict=True))
    ours, theirs = (median(waits) * 1e3 for waits in worst.values())
    what = f"longest wait of a thread that works 1 ms in 5, {len(document.cues)} cues changed"
    yield Figure(what, _NONE, ratio, ours, theirs, "ms")


def _frames() -> Iterator[float]:
    """The delay in seconds of each of many short tasks."""
    for _ in range(300):
        time.sleep(0.004)
        begin = time.perf_counter()
        own = time.thread_time() + 0.001
        while time.thread_time() < own:
            pass
        yield time.perf_counter() - begin


def _coming_back(store: SessionStore, document: Document) -> Iterator[Figure]:
    session = Session(partial(next, count(0, 10)))  # 10 s between steps, so none are merged
    source = document.source
    assert source is not None
    session.open(document, journal=store.begin(document, Path(f"{len(document.cues)}.srt")))
    size = len(document.cues)
    for number in range(_STEPS):
        row = number * 7 % min(size, 900)
        change = editing.set_text(session.document, row, f"第{number}次改的这一句话")
        session.commit(change)
    session.close()
    (entry,) = (one for one in store.recent(99) if one.path == Path(f"{size}.srt"))
    assert store.restore(entry).document == session.document
    what, baseline = f"read and replay {_STEPS} edits, {size} cues", f"read, {size} cues"
    times = rounds(
        {what: partial(_restore, store, entry), baseline: partial(formats.read, source.data)}
    )
    return against(times, what, baseline)


def _restore(store: SessionStore, entry: RecentEntry) -> object:
    return store.restore(entry)


def _failed(error: UserError | None) -> None:
    sys.exit(str(error))


if __name__ == "__main__":
    main()
