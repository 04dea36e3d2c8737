# SPDX-License-Identifier: GPL-3.0-or-later
"""The file of the settings, which all windows share."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from editor.core.errors import UserError
from editor.formats.files import read_bytes, write_bytes

if TYPE_CHECKING:
    from pathlib import Path


class SettingsFile:
    """Writes what was set in this window, and nothing else: other windows write there, too.

    On one thread at a time.
    """

    def __init__(self, path: Path, known: dict[str, str]) -> None:
        """`known`: what was read from it; see `write`."""
        self._path, self._known = path, known

    def write(self, values: dict[str, str]) -> None:
        """Write what has changed since the last time; `values`: JSON by name."""
        self._path.parent.mkdir(parents=True, exist_ok=True)
        there, known = read(self._path), self._known
        if there is None:
            there, known = {}, {}
        for name in known.keys() - values.keys():
            there.pop(name, None)
        changed = [name for name, value in values.items() if known.get(name) != value]
        there.update((name, json.loads(values[name])) for name in changed)
        write_bytes(str(self._path), _data(there), replace=True)
        self._known = values


def read(path: Path) -> dict[str, object] | None:
    """What is in a file; None if it is missing or invalid."""
    try:
        values = json.loads(read_bytes(str(path)))
    except (UserError, ValueError, RecursionError):
        return None
    return values if isinstance(values, dict) else None


def texts(values: dict[str, object]) -> dict[str, str]:
    """Values as JSON."""
    return {name: json.dumps(value, sort_keys=True) for name, value in values.items()}


def _data(values: dict[str, object]) -> bytes:
    text = json.dumps(values, ensure_ascii=False, indent=1, sort_keys=True)
    try:
        return text.encode()
    except UnicodeEncodeError:  # a file name that is not valid Unicode
        return json.dumps(values, indent=1, sort_keys=True).encode()
