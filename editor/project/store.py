# SPDX-License-Identifier: GPL-3.0-or-later
"""The local store of sessions: a folder with a database for each piece of work."""

from __future__ import annotations

import contextlib
import hashlib
import secrets
import time
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from editor.core.errors import UserError
from editor.core.reasons import reason_of
from editor.formats.files import is_there
from editor.project import database
from editor.project.journal import SqliteJournal
from editor.project.journal_writer import JournalWriter, Opening
from editor.project.listing import Listed, RecentEntry, look
from editor.project.lock import WANTED, Lock, SessionBusy

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from editor.core.document import Document
    from editor.core.progress import Progress
    from editor.project.replay import Restored

_TURN, _TURNS = 0.1, 50
"""Seconds between two looks whether another window has let go, and how many."""

MOST = 500
"""Sessions that are kept; beyond that the oldest go."""

MOST_UNTOUCHED = 20
"""Sessions kept that only say that a file was opened."""


class SessionStore:
    """All work of this user, the finished and the unfinished.

    One at a time writes to a session: a second window that wants to go on with it gets
    `SessionBusy`, and may read it all the same, or go on with a copy.
    """

    def __init__(self, folder: Path, failed: Callable[[UserError | None], None]) -> None:
        """Nothing is touched yet.

        Args:
            folder: Made when it is needed.
            failed: See `SqliteJournal`; called on a journal's thread.
        """
        self._folder = folder
        self._failed = failed

    def begin(
        self, document: Document, path: Path | None = None, media: Path | None = None
    ) -> SqliteJournal:
        """A new session. Returns at once: a disk that refuses is told by `failed`."""
        name = f"{datetime.now(UTC):%Y%m%d-%H%M%S}-{secrets.token_hex(4)}"
        writer = JournalWriter(self._path(name), opening=Opening(document, path, media))
        return SqliteJournal(writer, self._failed)

    def restore(self, entry: RecentEntry) -> Restored:
        """The work as it stood, undo and redo included. Reads only.

        Raises:
            UserError: Not even the file can be read from it.
        """
        from editor.project.replay import restore

        return restore(self._path(entry.id))

    def refreshed(self, restored: Restored) -> Restored:
        """The same work as it stands now, where more of it was written since.

        Raises:
            UserError: See `restore`.
        """
        from editor.project.replay import restore

        path = self._path(restored.id)
        return restored if _last_number(path) == restored.last else restore(path)

    def resume(self, restored: Restored, path: Path | None = None) -> SqliteJournal:
        """Go on writing where `restored` ends.

        A damaged session is put aside as it is, and a new one begins with what was restored.

        Args:
            restored: The work, as it was just restored.
            path: Where the file is now, if it is elsewhere.

        Raises:
            SessionBusy: Another window is at work on it.
            UserError: It can't be written to.
        """
        name = self._path(restored.id)
        try:
            lock = Lock(name.with_suffix(".lock"))
        except OSError as error:
            raise UserError(
                "The session “{name}” cannot be written: {reason}.",
                name=name.name,
                reason=reason_of(error),
            ) from None
        if restored.problems:
            journal = self.copy(restored)
            if journal.flush():
                for suffix in ("", "-wal"):
                    _put_aside(name, suffix)
            lock.release()
        else:
            if _last_number(name) != restored.last:
                lock.release()
                raise SessionBusy("Another window of Jiaozi went on with this work meanwhile.")
            writer = JournalWriter(name, number=restored.last, lock=lock)
            journal = SqliteJournal(writer, self._failed)
        if path is not None and path != restored.path:
            journal.moved(path)
        return journal

    def copy(self, restored: Restored) -> SqliteJournal:
        """A new session that begins with all of `restored`, where another window has that one."""
        journal = self.begin(restored.opened, restored.path, restored.media)
        journal.remember(restored.history)
        journal.selected(restored.selection)
        if restored.identity is not None:
            journal.identified(restored.identity)
        for kind, rows in restored.state.kinds.items():
            for key, body in rows.items():
                journal.state(kind, key, body)
        if restored.project is not None:
            journal.project(restored.project)
        return journal

    def entry(self, session: str) -> RecentEntry:
        """The session of that id.

        Raises:
            UserError: It can't be read.
        """
        return look(self._path(session)).entry

    def ask_for(self, session: str, progress: Progress) -> None:
        """Ask the window that is at work on a session to let go, and wait until it has.

        Raises:
            SessionBusy: It does not; it may be on another machine, or hang.
            Cancelled: See `Progress`.
        """
        path = self._path(session)
        wanted = path.with_suffix(WANTED)
        try:
            wanted.touch()
            for turn in range(_TURNS):
                progress.report(turn, _TURNS)
                with contextlib.suppress(SessionBusy):
                    Lock(path.with_suffix(".lock")).release()
                    return
                time.sleep(_TURN)
        except OSError as error:
            raise UserError(
                "The session “{name}” cannot be written: {reason}.",
                name=path.name,
                reason=reason_of(error),
            ) from None
        finally:
            wanted.unlink(missing_ok=True)
        raise SessionBusy("The other window does not let go. Close it, or go on with a copy.")

    def find(self, path: Path | None, data: bytes) -> RecentEntry | None:
        """The newest session of a file with these bytes, read or saved; that of `path` first."""
        digest = hashlib.sha256(data).hexdigest()
        found = [row.entry for row in self._listed() if row.continues(path, digest)]
        return next((entry for entry in found if entry.path == path), found[0] if found else None)

    def of(self, path: Path) -> list[RecentEntry]:
        """The sessions of the file at `path` in which something was done, the newest first."""
        return [
            row.entry
            for row in self._listed()
            if row.entry.path == path and not row.entry.untouched
        ]

    def find_project(self, revision: str) -> RecentEntry | None:
        """The newest session that saved or opened that very project."""
        found = (row.entry for row in self._listed() if row.revision == revision)
        return next(found, None)

    def last(self) -> RecentEntry | None:
        """The session that was last at work."""
        return next(iter(self.recent(1)), None)

    def recent(self, limit: int) -> list[RecentEntry]:
        """The sessions last at work, the newest first.

        Of a file that was begun again there are several; but one in which nothing was
        done says no more than the others.
        """
        found: list[RecentEntry] = []
        paths: set[Path] = set()
        for listed in self._listed():
            entry = listed.entry
            if entry.untouched and entry.path in paths:
                continue
            found.append(entry)
            if entry.path is not None:
                paths.add(entry.path)
        return found[:limit]

    def forget(self, session: str) -> None:
        """Remove the session of that id for good.

        Raises:
            SessionBusy: A window is at work on it.
        """
        path = self._path(session)
        if not is_there(path):
            return
        lock = Lock(path.with_suffix(".lock"))
        for suffix in ("", "-wal", "-shm"):
            path.with_name(path.name + suffix).unlink(missing_ok=True)
        lock.release()
        path.with_suffix(".lock").unlink(missing_ok=True)

    def prune(self) -> int:
        """Forget what is too much: see `MOST`. Returns how many sessions went."""
        entries = [listed.entry for listed in self._listed()]
        untouched = [entry for entry in entries if entry.untouched]
        gone = 0
        for entry in {*untouched[MOST_UNTOUCHED:], *entries[MOST:]}:
            with contextlib.suppress(SessionBusy, OSError):
                self.forget(entry.id)
                gone += 1
        return gone

    def _path(self, session: str) -> Path:
        return self._folder / f"{session}{database.SUFFIX}"

    def _listed(self) -> list[Listed]:
        """All sessions that can be read, the newest first."""
        listed: list[Listed] = []
        try:
            paths = list(self._folder.glob(f"*{database.SUFFIX}"))
        except OSError:  # its drive is gone
            return []
        for path in paths:
            with contextlib.suppress(UserError):
                listed.append(look(path))
        return sorted(listed, key=lambda one: one.entry.changed_at, reverse=True)


def _put_aside(path: Path, suffix: str) -> None:
    with contextlib.suppress(OSError):
        aside = path.with_suffix(f".damaged{suffix}")
        path.with_name(path.name + suffix).replace(aside)


def _last_number(path: Path) -> int:
    with database.reading(path) as connection:
        number: int | None = connection.execute("SELECT max(number) FROM entry").fetchone()[0]
    return number or 0
