# SPDX-License-Identifier: GPL-3.0-or-later
"""Killed at any moment, nothing is lost but what was not yet told to be safe."""

from __future__ import annotations

import random
import subprocess
import sys
import time
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from editor.project.journal_port import NoJournal
from editor.project.store import SessionStore
from tests.end2end.typist import new_session, opened, working
from tests.program import ROOT, environment

if TYPE_CHECKING:
    from pathlib import Path

    from editor.project.replay import Restored
    from editor.session import Session

ROUNDS = 10
LATEST = 600
"""Edits after which a round ends at the latest."""


def start(folder: Path, seed: int, *more: str) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-m", "tests.end2end.typist", str(folder), str(seed), *more],
        cwd=ROOT,
        env=environment(),
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )


def reopened(folder: Path) -> Restored:
    store = SessionStore(folder, lambda _: None)
    entry = store.last()
    assert entry is not None
    restored = store.restore(entry)
    assert restored.problems == ()
    journal = store.resume(restored)  # the dead one holds no lock
    assert journal.flush()
    journal.close()
    return restored


def same(restored: Restored, session: Session) -> bool:
    return (
        restored.selection == session.selection
        and restored.document == session.document
        and restored.document.next_id == session.document.next_id
        and restored.history.done == session.history.done
        and restored.history.undone == session.history.undone
        and restored.history.saved == session.history.saved
    )


def fitting(restored: Restored, seed: int, most: int) -> list[int]:
    """After which of the typist's edits, up to the one numbered `most`, all was as restored."""
    session = new_session(seed)
    session.open(opened(), journal=NoJournal())
    numbers = [0] if same(restored, session) else []
    for number, _ in zip(range(1, most + 1), working(session, seed), strict=False):
        if same(restored, session):
            numbers.append(number)
    return numbers


@pytest.mark.parametrize("seed", range(ROUNDS))
def test_killed_at_any_moment_the_work_comes_back(tmp_path: Path, seed: int) -> None:
    chance = random.Random(seed)  # noqa: S311 - the same moment every time, as far as can be
    until = chance.randrange(1, LATEST)
    said = {"did": 0, "flushed": 0}
    with start(tmp_path, seed) as typist:
        assert typist.stdout is not None
        for line in typist.stdout:
            if not line.endswith("\n"):
                break  # died in the middle of the word
            word, number = line.split()
            said[word] = int(number)
            if said["did"] == until:
                time.sleep(chance.random() / 20)  # somewhere in a batch
                typist.kill()
    restored = reopened(tmp_path)
    found = fitting(restored, seed, said["did"] + 1)
    assert found
    assert said["flushed"] <= found[-1]
    while step := restored.history.undo():
        document = step.change.apply(restored.document)
        restored = replace(restored, document=document)
    assert restored.document == opened()


def test_what_nobody_flushed_is_written_all_the_same(tmp_path: Path) -> None:
    with start(tmp_path, 5, "40") as typist:
        assert typist.stdout is not None
        for line in typist.stdout:
            if line == "did 40\n":
                break
        store = SessionStore(tmp_path, lambda _: None)
        give_up = time.monotonic() + 20
        while True:
            entry = store.last()
            assert entry is not None
            if 40 in fitting(store.restore(entry), 5, 40):
                break
            assert time.monotonic() < give_up
        typist.kill()
    assert 40 in fitting(reopened(tmp_path), 5, 40)
