# SPDX-License-Identifier: GPL-3.0-or-later
"""The tables of a project file; `docs/project-file.md` documents them.

To change them: append to `MIGRATIONS` the statements that lead from the last version to the new
one, update `SCHEMA`, and add a project of the last version to `tests/data/projects` (and its source
to `tests/data/SOURCES.md`).
"""

from __future__ import annotations

import sqlite3
from typing import TYPE_CHECKING

from editor.core.errors import UserError

if TYPE_CHECKING:
    from collections.abc import Sequence

APPLICATION = 0x4A5A5052
"""SQLite's `application_id` of a project: ASCII "JZPR"."""

MIGRATIONS: tuple[str, ...] = (
    "ALTER TABLE project ADD COLUMN known_starts TEXT;",
    """
ALTER TABLE project ADD COLUMN second_language TEXT;
ALTER TABLE project ADD COLUMN styles TEXT;
ALTER TABLE project ADD COLUMN script_info TEXT;
ALTER TABLE project ADD COLUMN speaker_colours TEXT;
ALTER TABLE cues ADD COLUMN words_of TEXT;
ALTER TABLE cues ADD COLUMN second TEXT NOT NULL DEFAULT '';
ALTER TABLE cues ADD COLUMN second_checked INTEGER NOT NULL DEFAULT 0;
ALTER TABLE cues ADD COLUMN mark TEXT;
ALTER TABLE cues ADD COLUMN chapter TEXT;
ALTER TABLE cues ADD COLUMN left_out INTEGER NOT NULL DEFAULT 0;
CREATE TABLE state (
  kind TEXT NOT NULL, key TEXT NOT NULL, body NOT NULL, PRIMARY KEY (kind, key)
) WITHOUT ROWID;
INSERT OR REPLACE INTO state
SELECT 'known-start', s.key, json_quote(s.value) FROM project, json_each(
  CASE typeof(known_starts) WHEN 'text' THEN
    CASE WHEN json_valid(known_starts) THEN
      CASE json_type(known_starts) WHEN 'object' THEN known_starts ELSE '{}' END
    ELSE '{}' END
  ELSE '{}' END
) s WHERE s.type = 'integer';
UPDATE project SET known_starts = NULL;
ALTER TABLE transcript ADD COLUMN read_as TEXT;
ALTER TABLE glossary ADD COLUMN kind TEXT;
ALTER TABLE glossary ADD COLUMN not_near TEXT;
ALTER TABLE glossary ADD COLUMN keep_script INTEGER;
""",
    "ALTER TABLE project ADD COLUMN saved_by TEXT;",
)
"""SQL scripts that migrate version 1 to 2, 2 to 3 and so on."""

SCHEMA = """
CREATE TABLE project (
  program TEXT NOT NULL, saved_ms INTEGER NOT NULL, revision TEXT NOT NULL,
  profile TEXT NOT NULL, selection TEXT NOT NULL, next_id INTEGER NOT NULL, named_medium TEXT,
  language TEXT, second_language TEXT,
  styles TEXT, script_info TEXT, speaker_colours TEXT, extras TEXT, saved_by TEXT
);
CREATE TABLE cues (
  number INTEGER PRIMARY KEY, id INTEGER NOT NULL UNIQUE,
  start_ms INTEGER NOT NULL, end_ms INTEGER NOT NULL, text TEXT NOT NULL,
  hypothesis TEXT, speaker TEXT, checked INTEGER NOT NULL, note TEXT NOT NULL, extras TEXT,
  words_of TEXT, second TEXT NOT NULL, second_checked INTEGER NOT NULL,
  mark TEXT, chapter TEXT, left_out INTEGER NOT NULL
);
CREATE TABLE words (
  cue INTEGER NOT NULL, number INTEGER NOT NULL,
  start_ms INTEGER NOT NULL, end_ms INTEGER NOT NULL, text TEXT NOT NULL, confidence REAL,
  PRIMARY KEY (cue, number)
) WITHOUT ROWID;
CREATE TABLE steps (
  number INTEGER PRIMARY KEY, state TEXT NOT NULL, title TEXT NOT NULL, change TEXT NOT NULL
);
CREATE TABLE transcript (
  format TEXT NOT NULL, absolute, relative, sha256 TEXT NOT NULL, read_as TEXT
);
CREATE TABLE sqlar (name TEXT PRIMARY KEY, mode INT, mtime INT, sz INT, data BLOB);
CREATE TABLE medium (absolute, relative, size INTEGER, digest TEXT);
CREATE TABLE glossary (
  term TEXT PRIMARY KEY, kind TEXT, heard_as TEXT, not_near TEXT,
  keep_script INTEGER, note TEXT
);
CREATE TABLE state (
  kind TEXT NOT NULL, key TEXT NOT NULL, body NOT NULL, PRIMARY KEY (kind, key)
) WITHOUT ROWID;
"""

VERSION = 1 + len(MIGRATIONS)
"""SQLite's `user_version`: version of the tables above."""

_NAMES = {"project", "cues", "words", "steps", "transcript", "sqlar", "medium", "glossary"}
"""Tables that every version has."""
_LONGEST = 1 << 28
"""SQLite's limit on the size of a string, blob or row, in bytes."""


def make(connection: sqlite3.Connection) -> None:
    """Create the tables in an empty database."""
    connection.executescript(SCHEMA)
    connection.execute(f"PRAGMA application_id={APPLICATION}")
    connection.execute(f"PRAGMA user_version={VERSION}")


def is_later(head: bytes) -> bool:
    """Whether a file that begins with these 100 bytes is a project of a later version."""
    version, application = (int.from_bytes(head[at : at + 4]) for at in (60, 68))
    return application == APPLICATION and version > VERSION


def bring_up(connection: sqlite3.Connection, migrations: Sequence[str] = MIGRATIONS) -> bool:
    """Migrate an in-memory copy of a project to this version, and restrict it to reading tables.

    Returns:
        Whether the version is known; of a later version only our tables are read.

    Raises:
        UserError: It is not a project, or a later version made it without our tables.
        sqlite3.Error: It is damaged.
    """
    connection.execute("PRAGMA trusted_schema=OFF")
    connection.execute("PRAGMA cell_size_check=ON")
    connection.setlimit(sqlite3.SQLITE_LIMIT_LENGTH, _LONGEST)
    if _pragma(connection, "application_id") != APPLICATION:
        raise UserError("This is a database, but not a Jiaozi project.")
    version = _pragma(connection, "user_version")
    known = version <= 1 + len(migrations)
    if version < 1:
        raise UserError("This is a database, but not a Jiaozi project.")
    _refuse_strange(connection, known=known)
    for statements in migrations[version - 1 :]:
        connection.executescript(statements)
    connection.set_authorizer(_only_tables)
    return known


def _pragma(connection: sqlite3.Connection, name: str) -> int:
    return int(connection.execute(f"PRAGMA {name}").fetchone()[0])


def _refuse_strange(connection: sqlite3.Connection, *, known: bool) -> None:
    """Check that our names are real tables: a view or virtual table could compute forever."""
    connection.set_authorizer(_only_tables)
    rows = connection.execute(
        "SELECT name FROM sqlite_schema WHERE type = 'table' AND rootpage > 0"
    )
    there = {name for (name,) in rows}
    connection.set_authorizer(None)
    if not there >= _NAMES and not known:
        raise UserError(
            "This project was made by a newer version of Jiaozi. Please update to "
            "open it; the file was not changed."
        )
    if not there >= _NAMES:
        raise UserError("This project is incomplete and cannot be read.")


def _only_tables(
    action: int, _first: str | None, _second: str | None, _base: str | None, inner: str | None
) -> int:
    """SQLite authorizer: allows reading columns, but nothing that the file itself defines."""
    allowed = action in (sqlite3.SQLITE_SELECT, sqlite3.SQLITE_READ) and inner is None
    return sqlite3.SQLITE_OK if allowed else sqlite3.SQLITE_DENY
