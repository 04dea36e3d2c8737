# SPDX-License-Identifier: GPL-3.0-or-later
"""A project file: a snapshot of a session as one SQLite database.

The database is created and read in memory, so that a file is always written atomically
(`editor.formats.files`) and no journal file beside it is needed.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
import secrets
import sqlite3
import zlib
from pathlib import Path
from typing import TYPE_CHECKING

from editor import __version__
from editor.core.errors import UserError
from editor.core.state import NO_STATE, TERM, State
from editor.core.values import dataclass
from editor.project import database, tables
from editor.project.columns import from_options, from_term
from editor.project.values import selection_to_json, step_to_json, storable

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from editor.core.cue import Cue
    from editor.core.document import Document, Source
    from editor.core.history import Step
    from editor.core.selection import Selection
    from editor.media.identity import Identity

SUFFIX = ".jiaozi"
"""File extension of a project."""

MAGIC = b"SQLite format 3\0"
"""First bytes of a project file, which is an SQLite database."""

HISTORY = 64 * 1024 * 1024
"""Limit on the stored undo history, in characters; the steps furthest from now are left out."""

_REGULAR = 0o100644
"""Unix mode of a regular file, ``rw-r--r--``."""


@dataclass(frozen=True, slots=True)
class Saved:
    """A project file as its session knows it.

    Attributes:
        path: Its path.
        revision: Random id of this save.
        at: Time of this save, in milliseconds since 1970.
    """

    path: Path
    revision: str
    at: int


@dataclass(frozen=True, slots=True)
class Snapshot:
    """A session at one moment.

    Attributes:
        document: The current document.
        done: Steps that can be undone, oldest first.
        undone: Steps that can be redone, the next one last.
        selection: The current selection.
        path: The transcript, or None.
        media: The medium, or None.
        identity: Identity of the medium, or None if unknown.
        profile: Id of the profile of limits.
        state: What is kept beside the document.
        author: Name of who saves it; empty if nobody is to be named.
    """

    document: Document
    done: tuple[Step, ...]
    undone: tuple[Step, ...]
    selection: Selection
    path: Path | None
    media: Path | None
    identity: Identity | None
    profile: str
    state: State = NO_STATE
    author: str = ""


def refuse_later(path: Path) -> None:
    """Check that the file about to be overwritten is no project of a later version of Jiaozi.

    Raises:
        UserError: It is one.
    """
    with contextlib.suppress(OSError), path.open("rb") as there:
        if tables.is_later(there.read(100)):
            raise UserError(
                "“{name}” was made by a newer version of Jiaozi and will not be "
                "overwritten. Choose another name.",
                name=path.name,
            )


def new_revision() -> str:
    """A random id for one save of a project, by which its session recognises the file."""
    return secrets.token_hex(8)


def write(snapshot: Snapshot, folder: Path, saved: Saved) -> bytes:
    """The bytes of a session's project file.

    Args:
        snapshot: The session.
        folder: Folder of the project file, for relative paths.
        saved: Revision and time of this save.

    Raises:
        UserError: A number is too large for a project.
    """
    with contextlib.closing(sqlite3.connect(":memory:", isolation_level=None)) as connection:
        tables.make(connection)
        connection.execute("BEGIN")
        try:
            _fill(connection, snapshot, folder, saved)
        except OverflowError:
            raise UserError(
                "A number in this document is too large to save in a project."
            ) from None
        connection.execute("COMMIT")
        return connection.serialize()


def _fill(connection: sqlite3.Connection, snapshot: Snapshot, folder: Path, saved: Saved) -> None:
    document = snapshot.document
    head = document.head
    row = (
        *(__version__, saved.at, saved.revision, snapshot.profile),
        *(selection_to_json(snapshot.selection), document.next_id, _text(document.media)),
        *(_text(head.language), _text(head.second_language), _json(head.styles)),
        *(_json(head.script_info), _json(head.speaker_colours), _json(head.extras)),
        _text(snapshot.author or None),
    )
    _insert(connection, "project", 14, [row])
    _insert(connection, "cues", 16, _cues(document.cues))
    _insert(connection, "words", 6, _words(document.cues))
    _insert(connection, "steps", 4, _steps(snapshot))
    _write_state(connection, snapshot.state)
    if document.source is not None:
        _write_source(connection, document.source, snapshot.path, folder)
    if snapshot.media is not None:
        size, digest = snapshot.identity or (None, None)
        _insert(connection, "medium", 4, [(*_places(snapshot.media, folder), size, digest)])


def _write_state(connection: sqlite3.Connection, state: State) -> None:
    """Write glossary terms to their own table and all other rows to `state`."""
    for kind, rows in state.kinds.items():
        for key, body in rows.items():
            term = from_term(key, body) if kind == TERM else None
            if term is None:
                database.put_state(connection, kind, key, body)
            else:
                _insert(connection, "glossary", 6, [term])


def _insert(
    connection: sqlite3.Connection, table: str, columns: int, rows: Iterable[tuple[object, ...]]
) -> None:
    marks = ", ".join("?" * columns)
    connection.executemany(f"INSERT INTO {table} VALUES ({marks})", rows)  # noqa: S608 - our names


def _cues(cues: Iterable[Cue]) -> Iterator[tuple[object, ...]]:
    for number, cue in enumerate(cues, start=1):
        yield (
            *(number, cue.id, cue.start, cue.end),
            *(_text(cue.text), _text(cue.hypothesis), _text(cue.speaker)),
            *(cue.checked, _text(cue.note), _json(cue.extras)),
            None if cue.words is None else cue.words.of,
            *(_text(cue.second), cue.second_checked, cue.mark, _text(cue.chapter), cue.left_out),
        )


def _words(cues: Iterable[Cue]) -> Iterator[tuple[object, ...]]:
    for cue in cues:
        for number, word in enumerate(cue.words or (), start=1):
            yield (cue.id, number, word.start, word.end, _text(word.text), word.confidence)


def _steps(snapshot: Snapshot) -> list[tuple[object, ...]]:
    """Steps outwards from the current document; the nearest are kept if not all fit."""
    room = HISTORY
    kept: list[tuple[str, Step, str]] = []
    for state, steps in (("done", snapshot.done), ("undone", snapshot.undone)):
        ways: list[tuple[str, Step, str]] = []
        for step in reversed(steps):
            change = step_to_json(step.invert() if state == "done" else step)
            room -= len(change)
            if room < 0:
                break
            ways.append((state, step, change))
        kept += reversed(ways) if state == "done" else ways
    return [
        (number, state, _text(step.change.title), change)
        for number, (state, step, change) in enumerate(kept, start=1)
    ]


def _write_source(
    connection: sqlite3.Connection, source: Source, path: Path | None, folder: Path
) -> None:
    """Write the transcript as an SQLite archive: `sqlite3 -A` extracts it."""
    digest = hashlib.sha256(source.data).hexdigest()
    row = (source.format, *_places(path, folder), digest, from_options(source.options))
    _insert(connection, "transcript", 5, [row])
    packed = zlib.compress(source.data)
    data = packed if len(packed) < len(source.data) else source.data
    name = path.name if path is not None else f"transcript.{source.format}"
    name = name.encode("utf-8", "replace").decode()
    moment = database.now() // 1000
    _insert(connection, "sqlar", 5, [(name, _REGULAR, moment, len(source.data), data)])


def _places(path: Path | None, folder: Path) -> tuple[object, object]:
    """Absolute path, and path relative to `folder` if there is one."""
    if path is None:
        return (None, None)
    try:
        relative = os.path.relpath(path, folder).replace(os.sep, "/")
    except ValueError:  # on another drive (Windows)
        return (database.from_path(path), None)
    return (database.from_path(path), database.from_path(Path(relative)))


def _text(text: str | None) -> str | bytes | None:
    """Text as stored in a column: a blob if it has lone surrogates."""
    if text is None:
        return None
    try:
        text.encode()
    except UnicodeEncodeError:
        return text.encode("utf-8", "surrogatepass")
    return text


def _json(extras: Mapping[str, object]) -> str | None:
    if not extras:
        return None
    dumped = json.dumps(dict(extras), default=dict, ensure_ascii=False, separators=(",", ":"))
    return storable(dumped)
