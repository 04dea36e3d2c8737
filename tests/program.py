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
