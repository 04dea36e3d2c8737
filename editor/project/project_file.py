# SPDX-License-Identifier: GPL-3.0-or-later
"""A project file: a snapshot of a session as the bytes of one SQLite database.

The database is made and read in memory, so that a file is always written whole
(`editor.formats.files`), and nobody's half-written log beside it counts.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
import secrets
import sqlite3
import zlib
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from editor import __version__
from editor.core.errors import UserError
from editor.core.state import NO_STATE, State
from editor.project import database, tables
from editor.project.columns import from_options
from editor.project.values import selection_to_json, step_to_json, storable

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from editor.core.cue import Cue
    from editor.core.document import Document, Source
    from editor.core.history import Step
    from editor.core.selection import Selection
    from editor.media.identity import Identity

SUFFIX = ".jiaozi"

MAGIC = b"SQLite format 3\0"

HISTORY = 64 * 1024 * 1024
"""Characters of history that are kept; of more, the steps longest ago are left out."""

_REGULAR = 0o100644


@dataclass(frozen=True, slots=True)
class Saved:
    """A project file as a session knows it.

    Attributes:
        path: Where it is.
        revision: Which saving that was.
        at: When, in milliseconds since 1970.
    """

    path: Path
    revision: str
    at: int


@dataclass(frozen=True, slots=True)
class Snapshot:
    """A session at one moment.

    Attributes:
        document: As it stands.
        done: Steps that can be undone, the oldest first.
        undone: Steps that can be made again, the next one last.
        selection: Where the user is.
        path: The transcript, or None.
        media: Its sound or video, or None.
        identity: Of the medium, or None where that is not known.
        profile: Id of the limits to check against.
        state: What is kept beside the document.
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


def refuse_later(path: Path) -> None:
    """See that what is about to be written over is no project of a later version of Jiaozi.

    Raises:
        UserError: It is one.
    """
    with contextlib.suppress(OSError), path.open("rb") as there:
        if tables.is_later(there.read(100)):
            raise UserError(
                "“{name}” was made by a later version of Jiaozi and is not written over; "
                "choose another name.",
                name=path.name,
            )


def new_revision() -> str:
    """A name for one saving of a project, by which a session knows its own file again."""
    return secrets.token_hex(8)


def write(snapshot: Snapshot, folder: Path, saved: Saved) -> bytes:
    """The project file of a session.

    Args:
        snapshot: The session.
        folder: Where the file will lie: other files are named from there as well.
        saved: Which saving this is.

    Raises:
        UserError: Something in it is beyond what a project can hold.
    """
    with contextlib.closing(sqlite3.connect(":memory:", isolation_level=None)) as connection:
        tables.make(connection)
        connection.execute("BEGIN")
        try:
            _fill(connection, snapshot, folder, saved)
        except OverflowError:
            raise UserError("A number in this document is too large for a project.") from None
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
    )
    _insert(connection, "project", 13, [row])
    _insert(connection, "cues", 16, _cues(document.cues))
    _insert(connection, "words", 6, _words(document.cues))
    _insert(connection, "steps", 4, _steps(snapshot))
    for kind, rows in snapshot.state.kinds.items():
        _insert(connection, "state", 3, ((kind, key, body) for key, body in rows.items()))
    if document.source is not None:
        _write_source(connection, document.source, snapshot.path, folder)
    if snapshot.media is not None:
        size, digest = snapshot.identity or (None, None)
        _insert(connection, "medium", 4, [(*_places(snapshot.media, folder), size, digest)])


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
    """From what stands outwards: those who lie nearest are kept where not all can be."""
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
    """The transcript's bytes, as an SQLite archive has them: `sqlite3 -A` gets them out."""
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
    """A path, and the way to it from the project's folder where there is one."""
    if path is None:
        return (None, None)
    try:
        relative = os.path.relpath(path, folder).replace(os.sep, "/")
    except ValueError:  # on another drive of Windows
        return (database.from_path(path), None)
    return (database.from_path(path), database.from_path(Path(relative)))


def _text(text: str | None) -> str | bytes | None:
    """Text as a column holds it: a blob where there are halves of characters in it."""
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
