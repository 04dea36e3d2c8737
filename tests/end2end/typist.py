# SPDX-License-Identifier: GPL-3.0-or-later
"""A user in a process of its own, who can be killed: `python -m tests.end2end.typist FOLDER SEED`.

Tells every edit on standard output once it is done, and every flush once it has returned.
"""

from __future__ import annotations

import random
import sys
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING

from editor import formats
from editor.core import editing
from editor.core.selection import Selection
from editor.project.store import SessionStore
from editor.session import Session
from tests.making import REAL

if TYPE_CHECKING:
    from collections.abc import Iterator

    from editor.core.document import Document

FLUSH = 0.03
"""Share of edits after which the work is flushed, as on a loss of the focus."""


def opened() -> Document:
    return formats.read(REAL.read_bytes(), REAL.name)


def working(session: Session, seed: int) -> Iterator[bool]:
    """Edit without end, the same for the same seed; yields whether to flush now."""
    chance = random.Random(seed)  # noqa: S311 - the same edits every time are the point
    while True:
        _edit(session, chance)
        yield chance.random() < FLUSH


def new_session(seed: int) -> Session:
    chance = random.Random(seed)  # noqa: S311
    ticks = count()
    return Session(lambda: next(ticks) * chance.choice((0.1, 0.1, 0.1, 1.5)))


def _edit(session: Session, chance: random.Random) -> None:
    document = session.document
    row = session.selection.current
    kind = chance.random()
    if kind < 0.1:
        row = chance.randrange(len(document.cues))
        session.select(Selection(row, chance.randrange(5), 0, row))
    elif kind < 0.2:
        session.undo()
    elif kind < 0.28:
        session.redo()
    elif kind < 0.31:
        session.commit(editing.delete(document, range(row, min(row + 3, len(document.cues)))))
    elif kind < 0.36:
        session.commit(editing.shift(document, range(len(document.cues)), chance.randrange(50)))
    elif kind < 0.40:
        session.mark_exported(b"")
    elif kind < 0.45:
        session.commit(editing.insert(document, row, 0, 900, chance.choice("天地玄黄")))
    else:
        text = document.cues[row].text + chance.choice("宇宙洪荒")
        session.commit(editing.set_text(document, row, text), session.selection.with_caret(1))


def tell(*words: object) -> None:
    sys.stdout.write(" ".join(map(str, words)) + "\n")
    sys.stdout.flush()


def main() -> None:
    folder, seed = Path(sys.argv[1]), int(sys.argv[2])
    session = new_session(seed)
    document = opened()
    store = SessionStore(folder, lambda error: sys.exit(str(error)))
    session.open(document, journal=store.begin(document, REAL), path=REAL)
    session.flush()
    tell("flushed", 0)
    for number, to_flush in enumerate(working(session, seed), start=1):
        tell("did", number)
        if to_flush and session.flush():
            tell("flushed", number)
        if sys.argv[3:] == [str(number)]:
            sys.stdin.read()  # sits there, doing nothing


if __name__ == "__main__":
    main()
