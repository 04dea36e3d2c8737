# SPDX-License-Identifier: GPL-3.0-or-later
"""A disk that is full at any moment: the journal keeps what was done, and writes it when it can."""

from __future__ import annotations

import contextlib
import sys
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from editor import formats
from editor.core import editing
from editor.core.selection import START
from editor.formats.files import WriteError, write_bytes
from editor.project import journal, project_reader
from editor.project.project_file import Saved, Snapshot, write
from editor.project.store import SessionStore
from editor.session import Session
from tests.bench.cues import lines, srt
from tests.unit.project.again import is_found_again

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from editor.core.errors import UserError

if sys.platform == "win32":
    pytest.skip("no file can be kept small there", allow_module_level=True)

import resource

PAGE = 4096
EDITS = 12


@contextlib.contextmanager
def no_file_larger_than(size: int) -> Iterator[None]:
    """Writing beyond `size` bytes of any file fails, as on a disk that is full."""
    before, bytecode = resource.getrlimit(resource.RLIMIT_FSIZE), sys.dont_write_bytecode
    sys.dont_write_bytecode = True  # Python would keep half of a module compiled meanwhile
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, before[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)
        sys.dont_write_bytecode = bytecode


@pytest.mark.parametrize("pages", [0, 1, 2, 3, 4, 5, 6, 8, 10, 13, 17, 22, 30])
def test_what_was_done_while_the_disk_was_full_is_written_when_it_is_not(
    pages: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(journal, "RETRY", 0.01)
    failures: list[UserError | None] = []
    store = SessionStore(tmp_path, failures.append)
    document = formats.read(srt(lines(60)).encode(), "talk.srt")
    session = Session()
    with no_file_larger_than(pages * PAGE + 1):
        session.open(document, journal=store.begin(document))
        for number in range(EDITS):
            change = editing.set_text(session.document, number, f"第{number}次改的" * 40)
            session.commit(change)
            session.flush()
            session.undo()
            session.redo()
    while not session.flush():
        assert failures
    assert len(session.history.done) == EDITS
    session.close()
    is_found_again(store, session)


def test_a_project_that_has_no_room_leaves_the_old_one_whole(tmp_path: Path) -> None:
    path = tmp_path / "talk.jiaozi"
    document = formats.read(srt(lines(60)).encode(), "talk.srt")
    small = Snapshot(document, (), (), START, None, None, None, "youtube")
    large = replace(small, document=formats.read(srt(lines(6000)).encode(), "talk.srt"))
    old, new = (write(one, tmp_path, Saved(path, "r", 0)) for one in (small, large))
    write_bytes(str(path), old, replace=True)
    for size in range(0, len(new), len(new) // 9):
        with no_file_larger_than(size), pytest.raises(WriteError, match="could not be written"):
            write_bytes(str(path), new, replace=True)
        assert project_reader.read(path.read_bytes()).work.document == document
        assert list(tmp_path.iterdir()) == [path]
    write_bytes(str(path), new, replace=True)
    assert project_reader.read(path.read_bytes()).work.document == large.document
