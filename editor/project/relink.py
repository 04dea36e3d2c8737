# SPDX-License-Identifier: GPL-3.0-or-later
"""Finds a medium that was moved or renamed, by its name and content."""

from __future__ import annotations

from typing import TYPE_CHECKING

from editor.media.identity import identify

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator
    from pathlib import Path

    from editor.core.progress import Progress
    from editor.media.identity import Identity


def find(
    missing: Path,
    identity: Identity | None,
    folders: Iterable[Path],
    suffixes: Collection[str],
    progress: Progress,
) -> Path | None:
    """The medium in one of these folders (not in subfolders), or None.

    Args:
        missing: Its old path.
        identity: Its identity; if None, the file name decides.
        folders: Folders to search; unreadable ones are skipped.
        suffixes: File extensions of media, in lower case.
        progress: Checked for cancellation between files.

    Raises:
        Cancelled: See `Progress`.
    """
    there = [path for folder in dict.fromkeys(folders) for path in _media(folder, suffixes)]
    there.sort(key=lambda path: path.name != missing.name)  # files with its name first
    for number, path in enumerate(there):
        progress.report(number, len(there))
        if path == missing:
            continue
        if identity is None:
            return path if path.name == missing.name else None
        if _is(path, identity):
            return path
    return None


def _media(folder: Path, suffixes: Collection[str]) -> Iterator[Path]:
    try:
        yield from (path for path in folder.iterdir() if path.suffix.lower() in suffixes)
    except OSError:
        return


def _is(path: Path, identity: Identity) -> bool:
    try:
        return path.stat().st_size == identity.size and identify(path) == identity
    except OSError:
        return False
