# SPDX-License-Identifier: GPL-3.0-or-later
from __future__ import annotations

import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from editor.project.lock import Lock, SessionBusy
from tests.program import environment

if TYPE_CHECKING:
    from pathlib import Path

HOLDER = (
    "import sys, pathlib; from editor.project.lock import Lock;"
    "lock = Lock(pathlib.Path(sys.argv[1])); print('held', flush=True); sys.stdin.read()"
)


def test_only_one_has_it_until_it_lets_go(tmp_path: Path) -> None:
    lock = Lock(tmp_path / "a.lock")
    with pytest.raises(SessionBusy, match="another Jiaozi window"):
        Lock(tmp_path / "a.lock")
    Lock(tmp_path / "b.lock").release()
    lock.release()
    lock.release()
    Lock(tmp_path / "a.lock").release()


def test_a_process_that_was_killed_has_let_go(tmp_path: Path) -> None:
    path = tmp_path / "a.lock"
    with subprocess.Popen(
        [sys.executable, "-c", HOLDER, path],
        env=environment(),
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
    ) as holder:
        assert holder.stdout is not None
        assert holder.stdout.readline().rstrip() == b"held"
        with pytest.raises(SessionBusy):
            Lock(path)
        holder.kill()
        holder.wait()
        Lock(path).release()
