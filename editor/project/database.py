# SPDX-License-Identifier: GPL-3.0-or-later
"""The database of one session: one file, ``NAME.jiaozi-session``, SQLite with a write-ahead log.

`session` has one row:

- ``path``, ``media``: the file and its sound or video, or NULL (a name that is no
  Unicode stands there as a blob of its bytes);
- ``format``, ``data``, ``sha256``: the file as it was opened: Jiaozi's id of its
  format, its bytes, and their digest in hex; NULL where no file was read;
- ``read_as``: what its reader was told beside the bytes: a JSON object of the fields of
  `editor.core.options`, or NULL;
- ``cues``: how many cues Jiaozi read from it;
- ``opening``: where the work did not begin with what the file says: what it began with,
  a JSON object (``media``, ``head``, ``next_id``, ``cues`` as below);
- ``written``: digest of the file that was saved last, or NULL;
- ``project``, ``revision``, ``project_saved``: the project file, which saving of it this session
  knows, and when that was; NULL without one;
- ``medium_size``, ``medium_digest``: which file the medium is (`editor.media.identity`), or NULL;
- ``selection``: where the user was last, or NULL where the last entry tells it;
- ``changed``: when something was written last, in milliseconds since 1970.

`entry` has a row for whatever led from that file to the work as it stands, ``number`` 1, 2, 3 …:

- ``kind``: ``step`` (an edit), ``undo`` and ``redo`` (the last step was taken back or
  made again), ``saved`` (the file was written);
- ``at``: when, in milliseconds since 1970;
- ``body``: for a step a JSON object, else NULL: ``title`` and ``merge`` (what is done;
  steps of the same key were typed in one go), ``head`` (of each of its fields that changes
  what it was before and after: ``language``, ``second_language``, ``styles``, ``script_info``,
  ``speaker_colours``, ``extras``), ``before`` and ``after`` (selections: current row, caret,
  caret's anchor, anchor row, other ranges, and ``"second"`` where the caret is in the second
  text), ``splices``: at ``row`` (from 0, in the document before) ``removed`` cues give way to
  ``cues``. Each of those has an ``id`` and what differs from the removed cue of that id, or
  from an empty cue: ``start`` and ``end`` in milliseconds, ``text``, ``hypothesis``,
  ``speaker``, ``words`` (``of``: whose they are, ``hypothesis`` or ``text``; ``words``: start,
  end, text, confidence of each), ``checked``, ``note``, ``extras``, ``second``,
  ``second_checked``, ``mark``, ``chapter``, ``left_out``;
- ``crc``: CRC-32 of ``number|kind|body`` in UTF-8, nothing for NULL.

`state` has what is kept of the work beside the document, which undo leaves as it is: ``kind``,
``key``, ``body`` (JSON); see `editor.core.state`, and ``docs/project-file.md`` for the kinds.

What was typed into which cue, for instance:

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
"""SQLite's `application_id` of a session: JZSS."""

VERSION = 4
"""SQLite's `user_version`: of the tables above.

1 had no project and did not know the medium. Before 4 there was no `state`; 3 had a column
``known_starts`` instead. Steps of before 4 have ``language`` (before and after) in the place of
``head``, and ``words`` that do not say whose they are. Their ``opening`` has ``language`` and
``extras`` in the place of ``head``.
"""

SUFFIX = ".jiaozi-session"

_STATE = """CREATE TABLE state (
  kind TEXT NOT NULL, key TEXT NOT NULL, body NOT NULL, PRIMARY KEY (kind, key)
) WITHOUT ROWID"""

_SCHEMA = f"""
CREATE TABLE session (
  path, media, format TEXT, data BLOB, sha256 TEXT, cues INTEGER NOT NULL, opening TEXT,
  written TEXT, selection TEXT, changed INTEGER NOT NULL,
  project, revision TEXT, project_saved INTEGER, medium_size INTEGER, medium_digest TEXT,
  read_as TEXT
);
CREATE TABLE entry (
  number INTEGER PRIMARY KEY, kind TEXT NOT NULL, at INTEGER NOT NULL, body TEXT,
  crc INTEGER NOT NULL
);
{_STATE};
"""

_SECOND = (
    *("project", "revision TEXT", "project_saved INTEGER"),
    *("medium_size INTEGER", "medium_digest TEXT"),
)
"""The columns of `session` that the second version added."""

_FIRST_WITH_PROJECT, _ONLY_WITH_STARTS, _FIRST_WITH_STATE = 2, 3, 4


def connect(path: Path, *, create: bool = False) -> sqlite3.Connection:
    """Open a session's database; transactions are the caller's business.

    Raises:
        sqlite3.Error: It isn't there, or can't be opened.
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
    """Set up a connection that writes: what is committed survives a power cut."""
    connection.execute("PRAGMA journal_mode=WAL")
    connection.execute("PRAGMA synchronous=FULL")


def make_tables(connection: sqlite3.Connection) -> None:
    """Make the tables, in the caller's transaction."""
    for statement in _SCHEMA.split(";"):
        connection.execute(statement)
    connection.execute(f"PRAGMA application_id={APPLICATION}")
    connection.execute(f"PRAGMA user_version={VERSION}")


def bring_up(connection: sqlite3.Connection) -> None:
    """Bring the tables to this version, in the caller's transaction."""
    there = _pragma(connection, "user_version")
    if there == VERSION:
        return
    state = state_of(connection)
    for column in _SECOND if there < _FIRST_WITH_PROJECT else ():
        connection.execute(f"ALTER TABLE session ADD COLUMN {column}")
    if there == _ONLY_WITH_STARTS:
        connection.execute("ALTER TABLE session DROP COLUMN known_starts")
    connection.execute("ALTER TABLE session ADD COLUMN read_as TEXT")
    connection.execute(_STATE)
    for kind, rows in state.kinds.items():
        for key, body in rows.items():
            put_state(connection, kind, key, body)
    connection.execute(f"PRAGMA user_version={VERSION}")


def put_state(connection: sqlite3.Connection, kind: str, key: str, body: object) -> None:
    """Write a row of `state`; None takes it out."""
    if body is None:
        connection.execute("DELETE FROM state WHERE kind = ? AND key = ?", (kind, key))
    else:
        connection.execute("INSERT OR REPLACE INTO state VALUES (?, ?, ?)", (kind, key, body))


def state_of(connection: sqlite3.Connection) -> State:
    """All of `state`, as far as it is whole."""
    if _pragma(connection, "user_version") >= _FIRST_WITH_STATE:
        return read_state(connection)
    row = session_row(connection, "known_starts")
    state = State()
    with contextlib.suppress(ValueError, TypeError, AttributeError, RecursionError):
        for cue, at in json.loads(row[0]).items() if row else ():  # type: ignore[arg-type] # any
            state = state.with_row(KNOWN_START, cue, body_of(at))
    return state


def read_state(connection: sqlite3.Connection) -> State:
    """All rows of a table `state`, as far as it is whole."""
    kinds: dict[str, dict[str, object]] = {}
    with contextlib.suppress(sqlite3.Error, UnicodeDecodeError):
        for kind, key, body in connection.execute("SELECT kind, key, body FROM state"):
            if isinstance(kind, str) and isinstance(key, str):
                kinds.setdefault(kind, {})[key] = body
    return State(kinds)


def has_worked(connection: sqlite3.Connection) -> bool:
    """Whether something is in `state` that is worth keeping a session for."""
    if _pragma(connection, "user_version") < _FIRST_WITH_STATE:
        return bool(state_of(connection).kinds)
    kinds = connection.execute("SELECT DISTINCT kind FROM state")
    return any(kind not in IDLE_KINDS for (kind,) in kinds)


def session_row(connection: sqlite3.Connection, *columns: str) -> tuple[object, ...] | None:
    """Columns of the one row; NULL where the database is older than the column."""
    there = {row[1] for row in connection.execute("PRAGMA table_info(session)")}
    names = ", ".join(name if name in there else "NULL" for name in columns)
    row: tuple[object, ...] | None = connection.execute(
        f"SELECT {names} FROM session"  # noqa: S608 - our names
    ).fetchone()
    return row


@contextlib.contextmanager
def reading(path: Path) -> Iterator[sqlite3.Connection]:
    """A session's database to read from.

    Raises:
        UserError: It can't be read, is none, or comes from a later version.
    """
    try:
        with contextlib.closing(connect(path)) as connection:
            if _pragma(connection, "application_id") != APPLICATION:
                raise UserError("“{name}” holds no session of Jiaozi.", name=path.name)
            if _pragma(connection, "user_version") > VERSION:
                raise UserError("“{name}” was made by a later version of Jiaozi.", name=path.name)
            yield connection
    except (sqlite3.Error, OSError) as error:
        raise UserError(
            "The session “{name}” cannot be read: {reason}.",
            name=path.name,
            reason=reason_of(error),
        ) from None
    except UnicodeDecodeError:  # what SQLite says of damaged tables quotes them
        raise UserError(
            "The session “{name}” cannot be read: {reason}.",
            name=path.name,
            reason=reason("database disk image is malformed"),
        ) from None


def _pragma(connection: sqlite3.Connection, name: str) -> int:
    return int(connection.execute(f"PRAGMA {name}").fetchone()[0])


def crc(number: int, kind: str, body: str | None) -> int:
    """The check sum of an entry."""
    return zlib.crc32(f"{number}|{kind}|{body or ''}".encode())


def now() -> int:
    """Milliseconds since 1970."""
    return time.time_ns() // 1_000_000


def from_path(path: Path | None) -> str | bytes | None:
    """A path as the database holds it."""
    if path is None:
        return None
    try:
        str(path).encode()
    except UnicodeEncodeError:
        return os.fsencode(path)
    return str(path)


def to_path(value: object) -> Path | None:
    """The way back from `from_path`."""
    if isinstance(value, bytes):
        return Path(os.fsdecode(value))
    return Path(value) if isinstance(value, str) else None
