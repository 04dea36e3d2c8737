# SPDX-License-Identifier: GPL-3.0-or-later
"""`--self-test`, from source: what each package is tried with."""

from __future__ import annotations

import os
import re
import shlex
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from tests.program import COMMAND, environment, jiaozi

if TYPE_CHECKING:
    from pathlib import Path

STEPS = (
    *("program", "kill", "recover", "decode", "play", "play without sound", "watch", "repair"),
    *("convert", "edit", "export", "another engine", "close"),
)
SILENT = {"PULSE_SERVER": "unix:/nonexistent"}


def test_it_tries_all_and_says_so(tmp_path: Path) -> None:
    done = jiaozi("--self-test", cwd=tmp_path, env=environment(TMPDIR=str(tmp_path), **SILENT))
    said = done.stdout.decode()
    assert done.returncode == 0, said + done.stderr.decode()
    assert tuple(re.findall(r"(?m)^self-test: ([\w ]+): ", said)) == STEPS
    assert said.splitlines()[-1] == "self-test: ok"
    assert list(tmp_path.glob("jiaozi-*")) == [], "it leaves nothing behind"


@pytest.mark.skipif(os.name != "posix", reason="no file can be kept small there")
def test_what_fails_is_named_and_returned(tmp_path: Path) -> None:
    command = shlex.join([*COMMAND, "--self-test"])
    done = subprocess.run(
        ["sh", "-c", f"ulimit -f 16; {command}"],  # no file larger than 8 KB, as on a full disk
        cwd=tmp_path,
        # Python would keep a compiled module of which only 8 KB could be written.
        env=environment(PYTHONDONTWRITEBYTECODE="1", **SILENT),
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 1
    assert re.search(r"(?m)^self-test: FAILED, waiting for ", done.stdout)
    assert "self-test: ok" not in done.stdout


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere there is always a display")
def test_without_a_display_it_says_so(tmp_path: Path) -> None:
    bare = environment()
    for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"):
        bare.pop(name, None)
    done = jiaozi("--self-test", cwd=tmp_path, env=bare)
    assert (done.returncode, done.stdout) == (2, b"")
    assert b"needs a display" in done.stderr
