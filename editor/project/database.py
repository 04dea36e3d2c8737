# SPDX-License-Identifier: GPL-3.0-or-later
"""The database of one session: a file ``NAME.jiaozi-session``, SQLite with a write-ahead log.

`session` has one row, which nearly every write changes:

- ``path``, ``media``: paths of the transcript and of the medium, or NULL (a path that is
  not valid Unicode is stored as a blob of its bytes);
- ``format``, ``sha256``: the file as it was opened: id of its format, and the digest of its bytes
  in hex; NULL if no file was read;
- ``read_as``: the reader's options, a JSON object of the fields of `editor.core.options`,
  or NULL;
- ``cues``: number of cues that were read from it;
- ``written``: digest of the file that was saved last, or NULL;
- ``project``, ``revision``, ``project_saved``: path of the project file, the revision that this
  session last saved or opened, and when it was saved; NULL without one;
- ``medium_size``, ``medium_digest``: identity of the medium (`editor.media.identity`), or NULL;
- ``selection``: the last selection, or NULL if the last entry holds it;
- ``changed``: time of the last write, in milliseconds since 1970.

`source` has one row, written once: SQLite writes a row as a whole, and these are megabytes.

- ``data``: the bytes of the file as it was opened, or NULL;
- ``opening``: the initial document, if it differs from the file: a JSON object (``media``,
  ``head``, ``next_id``, ``cues`` as below), else NULL.

`entry` is the log of what was done since, ``number`` 1, 2, 3 …:

- ``kind``: ``step`` (an edit), ``undo`` and ``redo`` (the last step was undone or redone),
  ``saved`` (the file was written);
- ``at``: when, in milliseconds since 1970;
- ``body``: for a step a JSON object, else NULL: ``title`` and ``merge`` (undo title and merge
  key), ``head`` (for each changed field its values before and after: ``language``,
  ``second_language``, ``styles``, ``script_info``, ``speaker_colours``, ``extras``), ``before``
  and ``after`` (selections: current row, caret, caret's anchor, anchor row, other ranges, and
  ``"second"`` if the caret is in the second text), ``splices``: at ``row`` (from 0, in the
  document before) ``cues`` replace the number of cues in ``removed``. Each of those has an
  ``id`` and the fields that differ from the removed cue of that id, or from an empty cue:
  ``start`` and ``end`` in milliseconds, ``text``, ``hypothesis``, ``speaker``, ``words``
  (``of``: the text they belong to, ``hypothesis`` or ``text``; ``words``: start, end, text,
  confidence of each), ``checked``, ``note``, ``extras``, ``second``, ``second_checked``,
  ``mark``, ``chapter``, ``left_out``;
- ``crc``: CRC-32 of ``number|kind|body`` in UTF-8, with an empty body for NULL.

`state` holds what is kept beside the document and not affected by undo: ``kind``, ``key``,
``body`` (JSON); see `editor.core.state`, and ``docs/project-file.md`` for the kinds.

For example, every text typed into a cue:

    SELECT e.number, c.value ->> 'id', c.value ->> 'text'
    FROM entry e, json_each(e.body, '$.splices') s, json_each(s.value, '$.cues') c;
"""

from __future__ import annotations

import contextlib
import json
import os
import sqlite3
import time
import zlib
from pathlib import Path
from typing import TYPE_CHECKING

from editor.core.errors import UserError
from editor.core.reasons import reason, reason_of
from editor.core.state import IDLE_KINDS, KNOWN_START, State, body_of

if TYPE_CHECKING:
    from collections.abc import Iterator

APPLICATION = 0x4A5A5353
"""SQLite's `application_id` of a session: ASCII "JZSS"."""

VERSION = 5
"""SQLite's `user_version`: version of the tables above.

Version 1 had no project columns and no medium identity. Before 4 there was no `state`; 3 had a
column ``known_starts`` instead. Before 5 there was no `source`; its columns were in `session`.
Steps of versions 1 to 3 have ``language`` (before and after) instead of ``head``, and ``words``
without ``of``. Their ``opening`` has ``language`` and ``extras`` instead of ``head``.
"""

SUFFIX = ".jiaozi-session"
"""File extension of a session."""

_STATE = """CREATE TABLE state (
  kind TEXT NOT NULL, key TEXT NOT NULL, body NOT NULL, PRIMARY KEY (kind, key)
) WITHOUT ROWID"""

_SESSION = """CREATE TABLE session (
  path, media, format TEXT, sha256 TEXT, cues INTEGER NOT NULL, written TEXT, selection TEXT,
  changed INTEGER NOT NULL, project, revision TEXT, project_saved INTEGER, medium_size INTEGER,
  medium_digest TEXT, read_as TEXT
)"""

_SOURCE = "CREATE TABLE source (data BLOB, opening TEXT)"

_ENTRY = """CREATE TABLE entry (
  number INTEGER PRIMARY KEY, kind TEXT NOT NULL, at INTEGER NOT NULL, body TEXT,
  crc INTEGER NOT NULL
)"""

_FIRST_WITH_STATE = 4
"""The first version with a table `state`."""


def connect(path: Path, *, create: bool = False) -> sqlite3.Connection:
    """Open a session's database in autocommit mode; the caller manages transactions.

    Raises:
        sqlite3.Error: It does not exist or cannot be opened.
    """
    mode = "rwc" if create else "rw"
    connection = sqlite3.connect(
        f"{path.absolute().as_uri()}?mode={mode}",
        uri=True,
        timeout=5,
        isolation_level=None,
        check_same_thread=False,
    )
    connection.execute("PRAGMA trusted_schema=OFF")
    return connection


def prepare(connection: sqlite3.Connection) -> None:
    """Configure a connection for writing: a commit survives a power cut."""
    connection.execute("PRAGMA journal_mode=WAL")
    connection.execute("PRAGMA synchronous=FULL")


def make_tables(connection: sqlite3.Connection) -> None:
    """Create the tables, in the caller's transaction."""
    for statement in (_SESSION, _SOURCE, _ENTRY, _STATE):
        connection.execute(statement)
    connection.execute(f"PRAGMA application_id={APPLICATION}")
    connection.execute(f"PRAGMA user_version={VERSION}")


def bring_up(connection: sqlite3.Connection) -> None:
    """Migrate the tables to this version, in the caller's transaction."""
    if _pragma(connection, "user_version") == VERSION:
        return
    state, had_state = state_of(connection), bool(_columns(connection, "state"))
    before = _columns(connection, "session")
    connection.execute("ALTER TABLE session RENAME TO session_before")
    for table, statement in (("session", _SESSION), ("source", _SOURCE)):
        connection.execute(statement)
        names = ", ".join(before & _columns(connection, table))
        connection.execute(
            f"INSERT INTO {table} ({names}) SELECT {names} FROM session_before"  # noqa: S608 - ours
        )
    connection.execute("DROP TABLE session_before")
    if not had_state:
        connection.execute(_STATE)
        for kind, rows in state.kinds.items():
            for key, body in rows.items():
                put_state(connection, kind, key, body)
    connection.execute(f"PRAGMA user_version={VERSION}")


def put_state(connection: sqlite3.Connection, kind: str, key: str, body: object) -> None:
    """Write a row of `state`; a body of None deletes it."""
    if body is None:
        connection.execute("DELETE FROM state WHERE kind = ? AND key = ?", (kind, key))
    else:
        connection.execute("INSERT OR REPLACE INTO state VALUES (?, ?, ?)", (kind, key, body))


def state_of(connection: sqlite3.Connection) -> State:
    """The state of a session of any version; damaged rows are skipped."""
    if _pragma(connection, "user_version") >= _FIRST_WITH_STATE:
        return read_state(connection)
    row = session_row(connection, "known_starts")
    starts: dict[str, object] = {}
    with contextlib.suppress(ValueError, TypeError, AttributeError, RecursionError):
        for cue, at in json.loads(row[0]).items() if row else ():  # type: ignore[arg-type] # any
            starts[cue] = body_of(at)
    return State({KNOWN_START: starts} if starts else {})


def read_state(connection: sqlite3.Connection) -> State:
    """The rows of a table `state`, as far as they are readable."""
    kinds: dict[str, dict[str, object]] = {}
    with contextlib.suppress(sqlite3.Error, UnicodeDecodeError):
        for kind, key, body in connection.execute("SELECT kind, key, body FROM state"):
            if isinstance(kind, str) and isinstance(key, str):
                kinds.setdefault(kind, {})[key] = body
    return State(kinds)


def state_body(connection: sqlite3.Connection, kind: str, key: str) -> object:
    """The parsed body of one row of state; None if there is none, or it is damaged."""
    if _pragma(connection, "user_version") < _FIRST_WITH_STATE:
        return None
    with contextlib.suppress(sqlite3.Error, UnicodeDecodeError, ValueError, TypeError):
        query = "SELECT body FROM state WHERE kind = ? AND key = ?"
        row = connection.execute(query, (kind, key)).fetchone()
        return json.loads(row[0]) if row else None
    return None


def has_worked(connection: sqlite3.Connection) -> bool:
    """Whether `state` has rows that make the session worth keeping."""
    if _pragma(connection, "user_version") < _FIRST_WITH_STATE:
        return bool(state_of(connection).kinds)
    with contextlib.suppress(sqlite3.Error):
        kinds = connection.execute("SELECT DISTINCT kind FROM state")
        return any(kind not in IDLE_KINDS for (kind,) in kinds)
    return False


def session_row(connection: sqlite3.Connection, *columns: str) -> tuple[object, ...] | None:
    """Columns of the single rows of `session` and `source`; NULL where an older one has none."""
    session, source = _columns(connection, "session"), _columns(connection, "source")
    names = ", ".join(name if name in session | source else "NULL" for name in columns)
    tables = "session LEFT JOIN source" if source & set(columns) else "session"
    row: tuple[object, ...] | None = connection.execute(
        f"SELECT {names} FROM {tables}"  # noqa: S608 - our names
    ).fetchone()
    return row


def _columns(connection: sqlite3.Connection, table: str) -> set[str]:
    """Names of a table's columns; none if there is no such table."""
    return {row[1] for row in connection.execute(f"PRAGMA table_info({table})")}


@contextlib.contextmanager
def reading(path: Path) -> Iterator[sqlite3.Connection]:
    """A session's database, opened for reading.

    Raises:
        UserError: It cannot be read, is not a session, or was made by a later version.
    """
    try:
        with contextlib.closing(connect(path)) as connection:
            if _pragma(connection, "application_id") != APPLICATION:
                raise UserError("“{name}” is not a Jiaozi session.", name=path.name)
            if _pragma(connection, "user_version") > VERSION:
                raise UserError("“{name}” was made by a newer version of Jiaozi.", name=path.name)
            yield connection
    except (sqlite3.Error, OSError) as error:
        raise UserError(
            "The session “{name}” cannot be read: {reason}.",
            name=path.name,
            reason=reason_of(error),
        ) from None
    except UnicodeDecodeError:  # SQLite's message quotes bytes of the damaged table
        raise UserError(
            "The session “{name}” cannot be read: {reason}.",
            name=path.name,
            reason=reason("database disk image is malformed"),
        ) from None


def _pragma(connection: sqlite3.Connection, name: str) -> int:
    return int(connection.execute(f"PRAGMA {name}").fetchone()[0])


def crc(number: int, kind: str, body: str | None) -> int:
    """The checksum of an entry."""
    return zlib.crc32(f"{number}|{kind}|{body or ''}".encode())


def now() -> int:
    """Current time in milliseconds since 1970."""
    return time.time_ns() // 1_000_000


def from_path(path: Path | None) -> str | bytes | None:
    """A path as stored: text, or its bytes if it is not valid Unicode."""
    if path is None:
        return None
    try:
        str(path).encode()
    except UnicodeEncodeError:
        return os.fsencode(path)
    return str(path)


def to_path(value: object) -> Path | None:
    """The inverse of `from_path`; None for any other value."""
    if isinstance(value, bytes):
        return Path(os.fsdecode(value))
    return Path(value) if isinstance(value, str) else None
