# SPDX-License-Identifier: GPL-3.0-or-later
"""Disks that refuse, vanish or hang, for programs that are started with `faults.c` loaded."""

from __future__ import annotations

import contextlib
import ctypes
import errno
import os
import platform
import shutil
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.program import ROOT, environment

if TYPE_CHECKING:
    from collections.abc import Iterator

REASONS = (errno.ENOSPC, errno.EIO, errno.EACCES)
EVER = 1 << 30
"""A number that no count of calls reaches."""

_LIBRARY = "JIAOZI_FAULTS"


def run(folder: Path, module: str, *arguments: str | Path, seconds: float = 120) -> str:
    """Run a module of the tests as a program whose disk can refuse; what it printed.

    Skips where no such program can be made: without glibc, or without a C compiler.
    """
    compiler = shutil.which("cc")
    if platform.libc_ver()[0] != "glibc" or compiler is None:
        pytest.skip("disks that refuse need Linux's glibc and a C compiler")
    library = folder / "faults.so"
    source = Path(__file__).with_suffix(".c")
    subprocess.run(
        [compiler, "-shared", "-fPIC", "-O1", "-Werror", "-o", library, source, "-ldl"],
        check=True,
    )
    done = subprocess.run(
        [sys.executable, "-m", module, *map(str, arguments)],
        cwd=ROOT,
        env=environment(LD_PRELOAD=str(library), **{_LIBRARY: str(library)}),
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        timeout=seconds,
        check=False,
    )
    assert done.returncode == 0, done.stdout
    return done.stdout


class Disk:
    """One folder's disk, in a program that `run` started."""

    def __init__(self, folder: Path) -> None:
        self._library = ctypes.CDLL(os.environ[_LIBRARY])
        self._folder = os.fsencode(folder)

    @contextlib.contextmanager
    def refusing(self, number: int, reason: int, last: int | None = None) -> Iterator[None]:
        """The writing call of that number fails, from 1; or all from there up to `last`."""
        self._library.faults_refuse(self._folder, number, last or number, reason)
        with self._healed():
            yield

    @contextlib.contextmanager
    def vanished(self, reason: int) -> Iterator[None]:
        """Nothing is found there by its name."""
        self._library.faults_vanish(self._folder, reason)
        with self._healed():
            yield

    @contextlib.contextmanager
    def hanging(self) -> Iterator[None]:
        """Whoever asks waits for the end of the block."""
        self._library.faults_hang(self._folder)
        with self._healed():
            yield

    def heal(self) -> None:
        """All is well again, before the end of the block."""
        self._library.faults_heal()

    @property
    def called(self) -> int:
        """Writing calls so far since it refuses."""
        return int(self._library.faults_called())

    @property
    def waiting(self) -> int:
        """How many calls wait while it hangs."""
        return int(self._library.faults_waiting())

    @contextlib.contextmanager
    def _healed(self) -> Iterator[None]:
        try:
            yield
        finally:
            self.heal()
