# SPDX-License-Identifier: GPL-3.0-or-later
"""Writes a session's events to its database; see `editor.project.database` for the tables."""

from __future__ import annotations

import contextlib
import hashlib
import os
import sqlite3
from dataclasses import field
from typing import TYPE_CHECKING, Any, Literal, NamedTuple

from editor.core.errors import UserError
from editor.core.i18n import N_
from editor.core.values import dataclass
from editor.project import database
from editor.project.columns import from_options
from editor.project.lock import Lock
from editor.project.values import (
    document_to_json,
    selection_to_json,
    step_to_json,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from editor.core.document import Document
    from editor.core.history import Step
    from editor.media.identity import Identity
    from editor.project.project_file import Saved


@dataclass(frozen=True, slots=True)
class Opening:
    """The initial state of a session."""

    document: Document
    path: Path | None = None
    media: Path | None = None


Kind = Literal[
    "step",
    "undo",
    "redo",
    "saved",
    "selection",
    "media",
    "identity",
    "path",
    "project",
    "written",
    "state",
]


class Note(NamedTuple):
    """One event.

    Attributes:
        kind: From ``selection`` on these are not entries: only the last value of each is stored
            (for ``state``, of each row).
        at: When, in milliseconds since 1970; 0 for a step of which that is not known.
        value: The step, the bytes that were saved, the selection, the path …; for ``state`` the
            row's kind, key and body.
        sealed: Whether a step must not merge into the previous one, whatever its merge key.
    """

    kind: Kind
    at: int
    value: Any = None
    sealed: bool = True


@dataclass(slots=True)
class _Batch:
    """What a batch of notes writes.

    Attributes:
        number: Number of the last entry.
        last: The step in that entry if another one may merge into it, else None.
        entries: New entries by number.
        columns: New values of columns of `session`.
        state: New bodies of `state` rows by kind and key; None deletes.
    """

    number: int
    last: Step | None
    entries: dict[int, Note] = field(default_factory=dict)
    columns: dict[str, object] = field(default_factory=dict)
    state: dict[tuple[str, str], object] = field(default_factory=dict)


class SessionLost(UserError):  # noqa: N818 - a condition, not a mistake
    """The database is damaged, deleted or replaced: writing to it can never succeed again."""

    def __init__(self) -> None:
        super().__init__(
            N_(
                "Jiaozi's saved copy of your work was damaged or removed; it is being "
                "written again."
            )
        )


class JournalWriter:
    """One session's database, open for writing. Used by a single thread.

    Attributes:
        path: The database file.
    """

    def __init__(
        self,
        path: Path,
        *,
        opening: Opening | None = None,
        number: int = 0,
        lock: Lock | None = None,
    ) -> None:
        """Store the arguments; no file is touched yet.

        Args:
            path: The database file.
            opening: The initial state if the database must be created, else None.
            number: Number of the last existing entry.
            lock: The session's lock, if already held.
        """
        self.path = path
        self._opening = opening
        self._number = number
        self._last: Step | None = None
        self._lock = lock
        self._connection: sqlite3.Connection | None = None
        self._file: os.stat_result | None = None

    def write(self, notes: Sequence[Note]) -> None:
        """Write `notes` in one transaction; a failure leaves everything unchanged.

        Raises:
            sqlite3.Error, OSError: Not written.
            SessionBusy: Not written; another window holds the lock.
            SessionLost: Not written; retrying cannot succeed.
        """
        batch = self._batch(notes)
        rows = [_row(place, note) for place, note in batch.entries.items()]
        try:
            connection = self._open()
            connection.execute("BEGIN IMMEDIATE")
            if self._opening is None:
                database.bring_up(connection)
            else:
                database.make_tables(connection)
                _insert(connection, "session", _first_row(self._opening))
                _insert(connection, "source", _source(self._opening.document))
            for row in rows:
                _insert(connection, "entry", row)
            for (kind, key), body in batch.state.items():
                database.put_state(connection, kind, key, body)
            batch.columns["changed"] = database.now()
            columns = ", ".join(f"{name}=:{name}" for name in batch.columns)
            connection.execute(f"UPDATE session SET {columns}", batch.columns)  # noqa: S608 - ours
            connection.execute("COMMIT")
        except sqlite3.Error as error:
            self._disconnect()
            if getattr(error, "sqlite_errorcode", 0) & 0xFF in _DAMAGED:
                raise SessionLost from None
            raise
        except BaseException:
            self._disconnect()
            raise
        self._opening = None
        self._number, self._last = batch.number, batch.last

    def close(self) -> None:
        """Close the database and release the lock."""
        self._disconnect()
        if self._lock is not None:
            self._lock.release()
            self._lock = None

    def _batch(self, notes: Sequence[Note]) -> _Batch:
        """Convert notes to rows.

        Steps that merge share one entry, which is rewritten as it grows, as `History` merges them.
        """
        batch = _Batch(self._number, self._last)
        for note in notes:
            if note.kind == "state":
                kind, key, body = note.value
                batch.state[kind, key] = body
                continue
            if note.kind in _COLUMNS:
                batch.columns |= _COLUMNS[note.kind](note.value)
                continue
            if note.kind == "step":
                last = batch.last
                joined = None if last is None or note.sealed else last.then(note.value)
                batch.number += joined is None
                batch.last = joined or note.value
                batch.entries[batch.number] = note._replace(value=batch.last)
            else:
                batch.number += 1
                batch.last = None
                batch.entries[batch.number] = note
            if note.kind != "saved":
                batch.columns["selection"] = None
            elif note.value is not None:
                batch.columns |= _written(note.value)
        return batch

    def _open(self) -> sqlite3.Connection:
        self._look()
        if self._connection is None:
            if self._opening is not None:
                self.path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            if self._lock is None:
                self._lock = Lock(self.path.with_suffix(".lock"))
            self._connection = database.connect(self.path, create=self._opening is not None)
            database.prepare(self._connection)
            self._file = self.path.stat()
        return self._connection

    def _look(self) -> None:
        """Check that the database file still exists: SQLite keeps writing to a deleted file."""
        if self._opening is not None and self._connection is None:
            return
        try:
            there = self.path.stat()
        except (FileNotFoundError, NotADirectoryError):
            self._disconnect()
            raise SessionLost from None
        if self._file is not None and not os.path.samestat(there, self._file):
            self._disconnect()
            raise SessionLost

    def _disconnect(self) -> None:
        """Close the connection, which rolls back an open transaction."""
        if self._connection is not None:
            with contextlib.suppress(sqlite3.Error):
                self._connection.close()
            self._connection = None


_DAMAGED = {sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB}


def _written(data: bytes) -> dict[str, object]:
    return {"written": hashlib.sha256(data).hexdigest()}


def _media(path: Path | None) -> dict[str, object]:
    return {"media": database.from_path(path), **_identity(None)}


def _identity(identity: Identity | None) -> dict[str, object]:
    size, digest = identity or (None, None)
    return {"medium_size": size, "medium_digest": digest}


def _project(saved: Saved | None) -> dict[str, object]:
    if saved is None:
        return {"project": None, "revision": None, "project_saved": None}
    return {
        "project": database.from_path(saved.path),
        "revision": saved.revision,
        "project_saved": saved.at,
    }


_COLUMNS: dict[str, Callable[[Any], dict[str, object]]] = {
    "selection": lambda selection: {"selection": selection_to_json(selection)},
    "media": _media,
    "identity": _identity,
    "path": lambda path: {"path": database.from_path(path)},
    "project": _project,
    "written": _written,
}
"""Kinds that are not entries, with the `session` columns they set."""


def _row(number: int, note: Note) -> dict[str, object]:
    body = step_to_json(note.value) if note.kind == "step" else None
    crc = database.crc(number, note.kind, body)
    return {"number": number, "kind": note.kind, "at": note.at, "body": body, "crc": crc}


def _first_row(opening: Opening) -> dict[str, object]:
    source = opening.document.source
    row: dict[str, object] = {
        "path": database.from_path(opening.path),
        "media": database.from_path(opening.media),
        "cues": 0,
        "changed": database.now(),
    }
    if source is not None:
        row |= {"format": source.format, "sha256": hashlib.sha256(source.data).hexdigest()}
        row["read_as"] = from_options(source.options)
        row["cues"] = len(source.cues)
    return row


def _source(document: Document) -> dict[str, object]:
    source = document.source
    as_read = source is not None and (document.cues, document.head) == (source.cues, source.head)
    return {
        "data": None if source is None else source.data,
        "opening": None if as_read else document_to_json(document),
    }


def _insert(connection: sqlite3.Connection, table: str, row: dict[str, object]) -> None:
    columns, values = ", ".join(row), ", ".join(f":{name}" for name in row)
    statement = f"INSERT OR REPLACE INTO {table} ({columns}) VALUES ({values})"  # noqa: S608
    connection.execute(statement, row)
