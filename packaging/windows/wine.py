# SPDX-License-Identifier: GPL-3.0-or-later
"""Windows programs on Linux: a Wine prefix of its own, and commands in it."""

from __future__ import annotations

import os
import subprocess
import sys
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

WINE, SERVER = Path("/usr/lib/wine/wine64"), Path("/usr/lib/wine/wineserver64")
"""Debian's."""

PATIENCE = 300
"""Timeout of a command in seconds."""

GRACE = 5
"""Seconds until what a command has printed is read."""

_OVERRIDES = "mscoree,mshtml,winemenubuilder.exe="
"""Off: .NET and HTML, which Wine would ask to download, and entries in this machine's menus."""


class Wine:
    """Runs commands in one prefix.

    Args:
        prefix: Its folder; made by `Wine.boot`.
        environment: Variables of all commands, beside the usual ones: display and sound card.
    """

    def __init__(self, prefix: Path, environment: Mapping[str, str]) -> None:
        self.prefix = prefix
        home = prefix.with_name("home")  # the prefix has links to its folders
        home.mkdir(parents=True, exist_ok=True)
        self.environment = {
            "PATH": os.environ["PATH"],
            "HOME": str(home),
            "WINEPREFIX": str(prefix),
            "WINEARCH": "win64",
            "WINEDEBUG": "-all",
            "WINEDLLOVERRIDES": _OVERRIDES,
            "LC_ALL": "C.UTF-8",
            **environment,
        }

    @property
    def drive(self) -> Path:
        """Drive C:."""
        return self.prefix / "drive_c"

    @property
    def user(self) -> Path:
        """The user's own folder."""
        return next(path for path in (self.drive / "users").iterdir() if path.name != "Public")

    @property
    def system(self) -> Path:
        """Windows' folder of libraries."""
        return self.drive / "windows" / "system32"

    def name(self, path: Path) -> str:
        """The Windows name of a path of this machine."""
        drive, root = ("C:", self.drive) if path.is_relative_to(self.drive) else ("Z:", Path("/"))
        return drive + "\\" + str(path.relative_to(root)).replace("/", "\\")

    def run(
        self,
        *command: str | Path,
        cwd: Path | None = None,
        environment: Mapping[str, str] | None = None,
        fine: tuple[int, ...] = (0,),
        timeout: int = PATIENCE,
    ) -> str:
        """What a command prints on standard output; exits if its exit code is not in `fine`.

        Its output goes to pipes: Wine 8 cannot write to a plain file as standard output.
        """
        done = subprocess.run(
            self._command(command),
            cwd=cwd or self.prefix,
            env={**self.environment, **(environment or {})},
            stdin=subprocess.DEVNULL,
            capture_output=True,
            encoding="utf-8",
            errors="replace",
            timeout=timeout,
            check=False,
        )
        if done.returncode not in fine:
            words = " ".join(map(str, command))
            sys.exit(f"{words}\nreturned {done.returncode}:\n{done.stdout}{done.stderr}")
        return done.stdout

    def follow(
        self, *command: str | Path, cwd: Path, environment: Mapping[str, str], timeout: int
    ) -> None:
        """Run a command, printing what it says as it comes; end it if it takes too long.

        Services of the prefix that it was the first to need have its pipe, too, and stay.
        """
        with subprocess.Popen(["cat"], stdin=subprocess.PIPE) as printing:
            with subprocess.Popen(
                self._command(command),
                cwd=cwd,
                env={**self.environment, **environment},
                stdin=subprocess.DEVNULL,
                stdout=printing.stdin,
                stderr=subprocess.STDOUT,
            ) as running:
                try:
                    running.wait(timeout)
                except subprocess.TimeoutExpired:
                    self.close()
            assert printing.stdin is not None  # noqa: S101 - for mypy
            printing.stdin.close()
            with suppress(subprocess.TimeoutExpired):
                printing.wait(GRACE)
            printing.kill()

    def start(
        self, *command: str | Path, environment: Mapping[str, str] | None = None
    ) -> subprocess.Popen[bytes]:
        """Start a command whose output nobody reads."""
        quiet = subprocess.DEVNULL
        where, env = self.prefix, {**self.environment, **(environment or {})}
        return subprocess.Popen(
            self._command(command), cwd=where, env=env, stdin=quiet, stdout=quiet, stderr=quiet
        )

    def _command(self, command: tuple[str | Path, ...]) -> list[str | Path]:
        return ["nice", WINE, *command]

    def boot(self) -> None:
        """Make the prefix, as Windows 10."""
        self.prefix.mkdir(parents=True)
        self.run("wineboot", "-i")
        self.run("winecfg", "-v", "win10")

    def register(self, key: str, name: str, value: str) -> None:
        """Write a string to the registry."""
        self.run("reg", "add", key, "/v", name, "/d", value, "/f")

    def registered(self, key: str, name: str | None = None) -> str:
        """What the registry holds under a key; empty without it."""
        what = ("/v", name) if name else ("/s",)
        said = self.run("reg", "query", key, *what, fine=(0, 1))
        return said if "REG_" in said else ""  # else it says that there is no such key

    def close(self) -> None:
        """End all that runs in the prefix."""
        env = self.environment
        subprocess.run([SERVER, "-k"], env=env, check=False, capture_output=True)
        subprocess.run([SERVER, "-w"], env=env, check=False, capture_output=True, timeout=60)
