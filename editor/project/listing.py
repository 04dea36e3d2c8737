# SPDX-License-Identifier: GPL-3.0-or-later
"""Summary of a session for lists and lookups, without replaying it."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

from editor.core.errors import UserError
from editor.core.state import SUMMARY
from editor.core.values import dataclass
from editor.formats.files import is_there
from editor.project import database

if TYPE_CHECKING:
    from pathlib import Path


@dataclass(frozen=True, slots=True)
class RecentEntry:
    """A session in the store.

    Attributes:
        title: File name of the project, else of the transcript or medium; empty if unknown.
        path: The transcript, or None.
        media: The medium, or None.
        changed_at: Time of the last write.
        id: Id of the session.
        untouched: Whether nothing was ever done in it.
        project: The project file, or None.
        summary: What it has come to, or None if unknown.
    """

    title: str
    path: Path | None
    media: Path | None
    changed_at: datetime
    id: str
    untouched: bool
    project: Path | None = None
    summary: Summary | None = None


@dataclass(frozen=True, slots=True)
class Summary:
    """What a session has come to.

    Attributes:
        cues: Number of cues.
        checked: How many of them are checked.
        end: End of the last one, in ms.
    """

    cues: int
    checked: int
    end: int

    @classmethod
    def of(cls, body: object) -> Summary | None:
        """From the body of its state row; None if it is none."""
        known = body if isinstance(body, dict) else {}
        fields = [known.get(name) for name in ("cues", "checked", "end")]
        whole = [field for field in fields if type(field) is int and field >= 0]
        return cls(*whole) if len(whole) == 3 else None  # noqa: PLR2004 - its fields


@dataclass(frozen=True, slots=True)
class Listed:
    """A session with the digests by which it is found again.

    Attributes:
        entry: Its summary.
        read: Digest of the file as opened, or None.
        written: Digest of the last export, or None.
        revision: Revision of the project file, or None.
    """

    entry: RecentEntry
    read: object
    written: object
    revision: object

    def continues(self, path: Path | None, digest: str) -> bool:
        """Whether the file at `path` with this digest belongs to this session.

        It does if it is the last export, or the file that was opened, at the same path or moved. A
        copy of a file that still exists does not belong.
        """
        if digest == self.written:
            return True
        if digest != self.read:
            return False  # before `is_there`, as its drive may hang
        there = self.entry.path
        return there is None or there == path or not is_there(there)


def look(path: Path) -> Listed:
    """Read the summary of the session in the database `path`.

    Raises:
        UserError: It cannot be read.
    """
    with database.reading(path) as connection:
        row = database.session_row(
            connection,
            *("path", "media", "sha256", "written", "changed", "project", "revision"),
        )
        (steps,) = connection.execute("SELECT EXISTS (SELECT 1 FROM entry)").fetchone()
        worked = bool(steps) or database.has_worked(connection)
        body = database.state_body(connection, SUMMARY, "")
    if row is None or not isinstance(row[4], int):
        raise UserError("“{name}” is not a Jiaozi session.", name=path.name)
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
        summary=Summary.of(body),
    )
    return Listed(entry, row[2], row[3], row[6])
