# SPDX-License-Identifier: GPL-3.0-or-later
"""Finishes what PyInstaller made on a Mac: notices, checks, signature, and a disk image.

Untried: there was no Mac to run it on.
"""

from __future__ import annotations

import os
import platform
import shutil
import subprocess
import sys
from pathlib import Path

from macos import mach_o
from macos.wheels import is_too_new

HERE = Path(__file__).resolve().parent
IDENTITY = "JIAOZI_IDENTITY"
"""Variable with the name of the certificate to sign with; without it the signature is ad hoc."""

NOTICES = ("LICENSE.txt", "THIRD-PARTY.txt", "sbom.cdx.json")


def finish(folder: Path, app: Path) -> None:
    """Complete and sign `app`; `folder` is the same program as a folder, with its notices.

    Exits if a library is not for this machine, or only for a newer macOS than Info.plist says.
    """
    for name in NOTICES:
        shutil.copy(folder / name, app / "Contents" / "Resources" / name)
    if wrong := problems(app, platform.machine()):
        sys.exit("\n".join(wrong))
    identity = os.environ.get(IDENTITY, "")
    subprocess.run([HERE / "sign.sh", app, *([identity] if identity else [])], check=True)


def problems(app: Path, machine: str) -> list[str]:
    """What is wrong with the libraries of a bundle, a sentence each."""
    found = []
    for path in sorted(app.rglob("*")):
        if path.is_symlink() or not path.is_file() or not mach_o.is_mach_o(path):
            continue
        name = path.relative_to(app / "Contents").as_posix()
        parts = {part.machine: part for part in mach_o.slices(path)}
        if machine not in parts:
            found.append(f"{name} is not for {machine}.")
        elif is_too_new(name, parts[machine]):
            found.append(f"{name} is for a newer macOS: {parts[machine].minimum}.")
    return found


def pack(app: Path, folder: Path, version: str) -> None:
    """Make the disk image."""
    target = folder / f"jiaozi-{version}-macos-{platform.machine()}.dmg"
    subprocess.run([HERE / "disk_image.sh", app, target], check=True)
    print(f"{target.name}: {target.stat().st_size / 1e6:.1f} MB")
