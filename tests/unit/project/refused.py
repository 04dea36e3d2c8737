# SPDX-License-Identifier: GPL-3.0-or-later
"""A journal whose disk refuses each call in turn: a program, for `test_refusing_disk.py`."""

from __future__ import annotations

import errno
import shutil
import sys
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from editor import formats
from editor.core import editing
from editor.project import journal
from editor.project.database import SUFFIX
from editor.project.replay import restore
from editor.project.store import SessionStore
from editor.session import Session
from tests.bench.cues import lines, srt
from tests.faults import EVER, REASONS, Disk
from tests.unit.project.again import is_found_again

if TYPE_CHECKING:
    from editor.core.document import Document
    from editor.core.errors import UserError

EDITS = 2
SECONDS = 0.002
"""Between two tries; a user's disk is given longer."""


class Trial(NamedTuple):
    """How a session went: writing calls that it took, and whether the user was told of trouble."""

    called: int
    told: bool


def work(folder: Path, disk: Disk, number: int, last: int, reason: int) -> Trial:
    """Correct three lines while calls fail, and find all of it again."""
    told: list[UserError | None] = []
    store = SessionStore(folder, told.append)
    session = Session()
    document = formats.read(srt(lines(30)).encode(), "talk.srt")
    stages = [document]
    with disk.refusing(number, reason, last):
        session.open(document, journal=store.begin(document))
        begun = session.flush()
        for row in range(EDITS):
            session.commit(editing.set_text(session.document, row, f"第{row}次改的" * 200))
            stages.append(session.document)
            if not session.flush():
                assert told
                kept(folder, stages, begun=begun)
        called = disk.called
    while not session.flush():
        assert told
    assert session.trouble is None
    assert [error is None for error in told] == [False, True] * (len(told) // 2)
    session.close()
    is_found_again(store, session)
    shutil.rmtree(folder)
    return Trial(called, bool(told))


def kept(folder: Path, stages: list[Document], *, begun: bool) -> None:
    """Were we killed now, the work would be whole, as it stood at some time; or not `begun` yet."""
    copies = folder.with_name("as-if-killed")
    if folder.exists():
        shutil.copytree(folder, copies)
    entry = SessionStore(copies, lambda _: None).last()
    assert entry is not None or not begun
    if entry is not None:
        found = restore(copies / f"{entry.id}{SUFFIX}")
        assert found.problems == ()
        assert found.document in stages
    shutil.rmtree(copies, ignore_errors=True)


def main(home: Path) -> None:
    """Let each call fail once, and then all from some on."""
    journal.RETRY = SECONDS
    folder = home / "sessions"
    disk = Disk(folder)
    for reason in REASONS:
        trials = [work(folder, disk, 1, 1, reason)]
        while len(trials) < trials[-1].called:
            number = len(trials) + 1
            trials.append(work(folder, disk, number, number, reason))
        assert len(trials) > 20
        assert sum(trial.told for trial in trials) > len(trials) // 2
    for number in range(1, 60, 7):
        work(folder, disk, number, EVER, errno.EIO)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
