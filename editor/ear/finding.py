# SPDX-License-Identifier: GPL-3.0-or-later
"""Models that other programs have on this machine. Nothing is searched but their folders."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from editor.ear import ctranslate, ggml, safetensors

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

_MOST = 64
"""Entries of a folder that are looked at."""

# Folders of whisper.cpp, hub caches (a folder for each repository, and in its `snapshots` one for
# each version: faster-whisper's, too), Buzz, Subtitle Edit and SmartSub.
_HOME = ("whisper.cpp/models",)
_CACHE = ("huggingface/hub", "Buzz", "Buzz/models")
_DATA = (
    *("Subtitle Edit/Whisper/Cpp/Models", "Subtitle Edit/Whisper/CTranslate2/Models"),
    "Subtitle Edit/Whisper/Purfview-Whisper-Faster/_models",
    *("smartsub/whisper-models", "SmartSub/whisper-models"),
    *("Buzz/Buzz/Cache", "Buzz/Buzz/Cache/models"),
)


def known_models(environment: Mapping[str, str] | None = None) -> list[Path]:
    """Files and folders that look like models, in the places of other programs.

    Args:
        environment: Of the user; the process's own without it.
    """
    found = dict.fromkeys(
        model for folder in _places(environment or os.environ) for model in _models_in(folder)
    )
    return list(found)


def _places(environment: Mapping[str, str]) -> Iterator[Path]:
    home = Path(environment.get("HOME") or environment.get("USERPROFILE") or "~").expanduser()
    if hub := environment.get("HF_HUB_CACHE"):
        yield Path(hub)
    if hugging := environment.get("HF_HOME"):
        yield Path(hugging) / "hub"
    caches, data = [home / ".cache"], [home / ".local/share", home / ".config"]
    if sys.platform == "win32":
        local = Path(environment.get("LOCALAPPDATA", home / "AppData/Local"))
        data = [Path(environment.get("APPDATA", home / "AppData/Roaming")), local]
    elif sys.platform == "darwin":
        caches.append(home / "Library/Caches")
        data = [home / "Library/Application Support"]
    for tops, names in (([home], _HOME), (caches, _CACHE), (data, _DATA)):
        for top in tops:
            yield from (top / name for name in names)


def _models_in(folder: Path) -> Iterator[Path]:
    for entry in _entries(folder):
        if _is_model(entry):
            yield entry
        elif entry.name.startswith("models--") and "whisper" in entry.name:
            yield from filter(_is_model, _entries(entry / "snapshots"))


def _entries(folder: Path) -> list[Path]:
    try:
        return sorted(folder.iterdir())[:_MOST]
    except OSError:  # it is not there, or not ours
        return []


def _is_model(entry: Path) -> bool:
    """Whether it looks like one; names of ggml files are not the same everywhere."""
    try:
        if entry.is_file():
            with entry.open("rb") as file:
                return entry.suffix == ".bin" and file.read(len(ggml.MAGIC)) == ggml.MAGIC
    except OSError:
        return False
    weights = (ctranslate.MODEL, safetensors.MODEL)
    return (entry / "config.json").is_file() and any((entry / name).is_file() for name in weights)
