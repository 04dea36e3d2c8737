# SPDX-License-Identifier: GPL-3.0-or-later
"""Makes .venv ready for make: system needs first, then Jiaozi with the locked versions.

Called as `prepare.py [EXTRA ...]` by the system's Python, so: standard library only.
"""

import sys

if sys.version_info < (3, 11):  # noqa: UP036  # whoever calls may well be older
    sys.exit(f"Jiaozi needs Python 3.11 or newer, and this is {sys.version.split()[0]}.")

import hashlib
import importlib.util
import json
import os
import shlex
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import NoReturn

ROOT = Path(__file__).resolve().parents[1]
CONSTRAINTS = "packaging/constraints.txt"
VENV = ROOT / ".venv"
STAMP = VENV / "jiaozi.json"  # written when all went well, and only then


def has_module(name: str) -> bool:
    """Tells whether this Python can import a module; distributions split the library up."""
    importlib.invalidate_caches()
    return importlib.util.find_spec(name) is not None


# What the system must bring: what for, how to check, Debian's package.
SYSTEM_NEEDS: list[tuple[str, Callable[[], bool], str]] = [
    (
        "Python's venv and ensurepip, for an environment of our own",
        lambda: has_module("venv") and has_module("ensurepip"),
        f"python3.{sys.version_info.minor}-venv",
    ),
]


def meet_system_needs() -> None:
    """Installs what the system lacks where that needs no password; else says how, and stops."""
    missing = [(what, package) for what, present, package in SYSTEM_NEEDS if not present()]
    if not missing:
        return
    words = "".join(f"\n  {what} (Debian: {package})" for what, package in missing)
    if not shutil.which("apt-get"):
        sys.exit(f"Jiaozi needs, from your system:{words}\nInstall that, then make again.")

    packages = " ".join(package for _, package in missing)
    install = f"apt-get -q update; apt-get -q install -y --no-install-recommends {packages}"
    if os.access("/var/lib/dpkg", os.W_OK):  # root, that is
        command = ["sh", "-c", install]
    elif shutil.which("sudo"):
        command = ["sudo", "sh", "-c", install]
        if not silently(["sudo", "-n", "true"]):
            ask_for(words, command)
    else:
        ask_for(words, ["su", "-c", install])

    print(f"Installing {packages}", flush=True)
    if not silently(command) or not all(present() for _, present, _ in SYSTEM_NEEDS):
        ask_for(words, command)


def silently(command: list[str]) -> bool:
    """Runs a command that must not ask anything, and tells whether it went well."""
    done = subprocess.run(
        command, stdin=subprocess.DEVNULL, capture_output=True, text=True, check=False
    )
    if done.returncode:
        print(done.stderr, end="", file=sys.stderr)
    return done.returncode == 0


def ask_for(words: str, command: list[str]) -> NoReturn:
    """Ends here: asks for what is missing and says how to install it."""
    sys.exit(
        f"Jiaozi needs, from your system:{words}\nRun this, then make again:\n{shlex.join(command)}"
    )


def read_stamp() -> dict[str, str]:
    """Returns what was last installed; nothing if that broke off or its Python has gone."""
    try:
        stamp: dict[str, str] = json.loads(STAMP.read_text("utf-8"))
        subprocess.run([VENV / "bin" / "python", "-c", ""], check=True)
    except (OSError, ValueError, subprocess.CalledProcessError):
        return {}
    return stamp


def install(extras: set[str]) -> None:
    """Installs Jiaozi with these extras into .venv, unless that has been done."""
    stamp = read_stamp()
    # Scripts in an environment know it, and its Python, by their full paths.
    place = {"root": str(ROOT), "python": os.path.realpath(sys.executable)}
    fresh = not place.items() <= stamp.items()
    if not fresh:
        extras = extras.union(stamp["extras"].split())
    locked = hashlib.sha256()
    for name in ("pyproject.toml", CONSTRAINTS):
        locked.update((ROOT / name).read_bytes())
    wanted = {**place, "extras": " ".join(sorted(extras)), "locked": locked.hexdigest()}
    if stamp == wanted:
        return

    print("Preparing .venv; the first time this takes a minute.", flush=True)
    STAMP.unlink(missing_ok=True)
    if fresh:
        run([sys.executable, "-m", "venv", "--clear", VENV])
    what = f".[{','.join(sorted(extras))}]" if extras else "."
    run([VENV / "bin" / "python", "-m", "pip", "install", "--quiet", "--editable", what])
    STAMP.write_text(json.dumps(wanted), "utf-8")


def run(command: list[str | Path]) -> None:
    """Runs a command in the checkout; if it fails, it has said why, and that is the end."""
    # By variable, not by -c, so that setuptools, which pip fetches to build with, is locked too:
    # pip before 25.3 reads the first there, later ones the second. Relative, since pip splits
    # the value at spaces.
    env = {**os.environ, "PIP_CONSTRAINT": CONSTRAINTS, "PIP_BUILD_CONSTRAINT": CONSTRAINTS}
    env["PIP_USE_PEP517"] = "1"  # before 23.1, pip would build pysrt with a setuptools of its own
    env["PIP_DISABLE_PIP_VERSION_CHECK"] = "1"
    done = subprocess.run(command, cwd=ROOT, env=env, check=False)
    if done.returncode:
        sys.exit(f"Could not prepare .venv: {shlex.join(map(str, command))} failed; see above.")


if __name__ == "__main__":
    meet_system_needs()
    install(set(sys.argv[1:]))
