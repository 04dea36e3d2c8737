# SPDX-License-Identifier: GPL-3.0-or-later
"""Cache of decoded sound on disk, so that a medium opens at once the next time.

A folder for each medium: samples, peaks, speech, and `sound.json`, which lists what is decoded.
An entry whose `sound.json` is missing, or does not match the files, is ignored.
"""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import tempfile
import time
from dataclasses import asdict
from typing import TYPE_CHECKING

from editor.core.errors import UserError
from editor.core.reasons import reason_of
from editor.core.values import dataclass

if TYPE_CHECKING:
    from pathlib import Path

    from editor.media.container import Info
    from editor.media.identity import Identity
    from editor.media.runs import Ranges
    from editor.media.sound import Sound

_NOTE = "sound.json"

_FORM = "2"
"""Changes with the format of the files: older entries are not found any more."""

_GOING = "removed-"
"""Beginning of the name of an entry that is being removed: it is not found any more."""

_ABANDONED = 3600.0
"""Seconds without a write after which an entry without a note was left by a program that died."""


@dataclass(frozen=True)
class Kept:
    """The contents of `sound.json`.

    Attributes:
        info: Of the medium.
        rate: Samples a second.
        total: How many samples there are; a guess where not all are decoded.
        ranges: Those that are decoded.
        whole: Whether all are.
        damaged: Packets that could not be decoded.
    """

    info: Info
    rate: int
    total: int
    ranges: Ranges
    whole: bool
    damaged: int = 0


class Cache:
    """A folder of bounded size; the entry that was used least recently is removed first.

    Several programs may share the folder: none removes what is open in this one.
    """

    def __init__(self, folder: Path, limit: int) -> None:
        """Keep up to `limit` bytes in `folder`, which is made when it is needed."""
        self._folder = folder
        self._limit = limit
        self._used: list[Path] = []

    @staticmethod
    def key(identity: Identity, track: int = 0) -> str:
        """The name of an entry, for the `track`-th sound track of a medium."""
        text = f"{_FORM} {identity.size} {identity.digest} {track}"
        return hashlib.blake2b(text.encode(), digest_size=12).hexdigest()

    @property
    def size(self) -> int:
        """Bytes in the folder."""
        return sum(_size(entry) for entry in self._entries())

    def find(self, key: str) -> Path | None:
        """The entry with the most of a sound, in use from now on; None without any."""
        entries = [entry for entry in self._entries() if entry.name.startswith(key)]
        kept = {entry: note for entry in entries if (note := load(entry)) is not None}
        if not kept:
            return None
        entry = max(kept, key=lambda each: (kept[each].whole, _decoded(kept[each].ranges)))
        os.utime(entry)
        self._used.append(entry)
        return entry

    def make(self, key: str) -> Path:
        """Make a new entry to decode into; it is in use.

        Raises:
            OSError: There is no room, or no permission.
        """
        self._folder.mkdir(parents=True, exist_ok=True)
        # Of its own, since another program may be decoding the same medium just now.
        entry = self._folder / tempfile.mkdtemp(prefix=f"{key}-", dir=self._folder)
        self._used.append(entry)
        return entry

    def release(self, entry: Path) -> None:
        """The entry is not in use any more. It is removed if it has no note."""
        self._used.remove(entry)
        if entry not in self._used and load(entry) is None:
            _remove(entry)

    def trim(self) -> None:
        """Remove the least recently used entries over the limit, but none in use."""
        total = sum(_size(entry) for entry in set(self._used))
        for entry in sorted(self._entries(), key=_age):
            if entry in self._used:
                continue
            total += _size(entry)
            abandoned = not (entry / _NOTE).exists() and _age(entry) > _ABANDONED
            if total > self._limit or abandoned or entry.name.startswith(_GOING):
                total -= _size(entry)
                _remove(entry)
                total += _size(entry)  # as much as was left

    def clear(self) -> None:
        """Remove all entries that are not in use."""
        for entry in self._entries():
            if entry not in self._used:
                _remove(entry)

    def _entries(self) -> list[Path]:
        try:
            return [entry for entry in self._folder.iterdir() if entry.is_dir()]
        except OSError:
            return []


def keep(entry: Path, kept: Kept) -> None:
    """Write the note of an entry. Without one, it is not found.

    Raises:
        OSError: There is no room, or no permission.
    """
    part = entry / f"{_NOTE}.part"
    part.write_text(json.dumps(asdict(kept)), encoding="utf-8")
    part.replace(entry / _NOTE)


def load(entry: Path) -> Kept | None:
    """The note of an entry, or None where it is missing or does not match the files."""
    from editor.media.container import Info, Track
    from editor.media.peaks import CELL, CELL_BYTES
    from editor.media.sound import PEAKS_FILE, SAMPLES_FILE

    try:
        values = json.loads((entry / _NOTE).read_bytes())
        info = values["info"]
        info["tracks"] = tuple(Track(**track) for track in info["tracks"])
        ranges = tuple((int(start), int(stop)) for start, stop in values["ranges"])
        kept = Kept(**values | {"info": Info(**info), "ranges": ranges})
        samples, cells = (entry / SAMPLES_FILE).stat(), (entry / PEAKS_FILE).stat()
        last = ranges[-1][1]
        there = samples.st_size >= 2 * last and cells.st_size >= CELL_BYTES * -(-last // CELL)
    except (OSError, ValueError, TypeError, KeyError, IndexError):
        return None
    return kept if there and kept.rate > 0 else None


def reopened(entry: Path, kept: Kept) -> Sound:
    """The sound of an entry, as far as it is decoded."""
    from editor.media.sound import Sound

    sound = Sound(entry, kept.rate, kept.total)
    for start, stop in kept.ranges:
        sound.fill(start, stop)
    if kept.whole:
        sound.finish(kept.total)
    return sound


def unkept(error: OSError) -> UserError:
    """The error of a cache that can't be written."""
    return UserError(
        "The audio cache cannot be written to disk: {reason}.", reason=reason_of(error)
    )


def _decoded(ranges: Ranges) -> int:
    return sum(stop - start for start, stop in ranges)


def _age(entry: Path) -> float:
    """Seconds since an entry was used or written to."""
    from editor.media.sound import SAMPLES_FILE

    times = [0.0]
    for file in (entry, entry / SAMPLES_FILE):
        try:
            times.append(file.stat().st_mtime)
        except OSError:
            continue
    return time.time() - max(times)


def _size(entry: Path) -> int:
    total = 0
    for file in entry.glob("*"):
        try:
            total += file.stat().st_size
        except OSError:
            continue
    return total


def _remove(entry: Path) -> None:
    """Remove an entry as a whole: first its name, then its files.

    Windows refuses to rename the folder while somebody has a file of it open: then it stays, whole.
    It refuses to remove a file that somebody has mapped: that goes another time.
    """
    gone = entry
    if not entry.name.startswith(_GOING):
        gone = entry.with_name(_GOING + entry.name)
        try:
            entry.rename(gone)
        except OSError:
            return
    shutil.rmtree(gone, ignore_errors=True)
