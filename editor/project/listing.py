# SPDX-License-Identifier: GPL-3.0-or-later
"""What is told of a session in a list, and how it is found again; nothing is replayed for that."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from editor.core.errors import UserError
from editor.formats.files import is_there
from editor.project import database

if TYPE_CHECKING:
    from pathlib import Path


@dataclass(frozen=True, slots=True)
class RecentEntry:
    """A session in the store.

    Attributes:
        title: Name of the project, or else of the file or the medium; empty where none is known.
        path: The file, or None.
        media: Its sound or video, or None.
        changed_at: When it was last at work.
        id: Of the session.
        untouched: Whether nothing was ever done in it.
        project: Its project file, or None.
    """

    title: str
    path: Path | None
    media: Path | None
    changed_at: datetime
    id: str
    untouched: bool
    project: Path | None = None


@dataclass(frozen=True, slots=True)
class Listed:
    """A session, and the digests by which it is found again.

    Attributes:
        entry: What is told of it.
        read: Of the file as it was opened, or None.
        written: Of what was exported last, or None.
        revision: Of the project file, or None.
    """

    entry: RecentEntry
    read: object
    written: object
    revision: object

    def continues(self, path: Path | None, digest: str) -> bool:
        """Whether a file at `path` with these bytes is the one that is worked on here.

        It is the same file, or what was written of it; or it was moved. A copy of a file
        that is still there is another one.
        """
        if digest == self.written:
            return True
        if digest != self.read:
            return False  # without a look at its drive, which may hang
        there = self.entry.path
        return there is None or there == path or not is_there(there)


def look(path: Path) -> Listed:
    """Look into the session in the database `path`.

    Raises:
        UserError: It can't be read.
    """
    with database.reading(path) as connection:
        row = database.session_row(
            connection,
            *("path", "media", "sha256", "written", "changed", "project", "revision"),
        )
        (steps,) = connection.execute("SELECT EXISTS (SELECT 1 FROM entry)").fetchone()
        worked = bool(steps) or database.has_worked(connection)
    if row is None or not isinstance(row[4], int):
        raise UserError("“{name}” holds no session of Jiaozi.", name=path.name)
    file, media, project = (database.to_path(row[place]) for place in (0, 1, 5))
    named = project or file or media
    try:
        changed = datetime.fromtimestamp(row[4] / 1000, UTC)
    except (ValueError, OverflowError, OSError):
        changed = datetime.fromtimestamp(0, UTC)
    entry = RecentEntry(
        title=named.name if named else "",
        path=file,
        media=media,
        changed_at=changed,
        id=path.stem,
        untouched=not worked,
        project=project,
    )
    return Listed(entry, row[2], row[3], row[6])
