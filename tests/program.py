# SPDX-License-Identifier: GPL-3.0-or-later
"""The program as users and their scripts start it: a process of its own."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parents[1]
COMMAND = [sys.executable, "-m", "editor"]


@dataclass(frozen=True)
class Done:
    """A verb that ran in this process."""

    code: object
    out: str
    err: str


Run = Callable[..., Done]


def environment(**changes: str) -> dict[str, str]:
    return os.environ | {"PYTHONPATH": str(ROOT)} | changes


def python(
    code: str, *arguments: str, cwd: Path = ROOT, check: bool = True, **changes: str
) -> subprocess.CompletedProcess[str]:
    """Run these lines as a program, with changes of the environment."""
    return subprocess.run(
        [sys.executable, "-c", code, *arguments],
        cwd=cwd,
        env=environment(**changes),
        capture_output=True,
        encoding="utf-8",
        check=check,
        timeout=60,
    )


def jiaozi(
    *arguments: str | Path, cwd: Path, stdin: bytes = b"", env: dict[str, str] | None = None
) -> subprocess.CompletedProcess[bytes]:
    return subprocess.run(
        [*COMMAND, *map(str, arguments)],
        cwd=cwd,
        input=stdin,
        env=env or environment(),
        capture_output=True,
        check=False,
    )
