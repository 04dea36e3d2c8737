# SPDX-License-Identifier: GPL-3.0-or-later
"""The local store of sessions: a folder with one database per session."""

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
    from collections.abc import Callable, Collection
    from pathlib import Path

    from editor.core.document import Document
    from editor.core.progress import Progress
    from editor.project.replay import Restored

_TURN, _TURNS = 0.1, 50
"""Polling interval in seconds, and number of polls, for another window to release a session."""

MOST = 500
"""Maximum number of sessions kept; the oldest are deleted."""

MOST_UNTOUCHED = 20
"""Maximum number of sessions kept in which a file was only opened."""


class SessionStore:
    """All sessions of this user.

    Each session has one writer at a time: a second window gets `SessionBusy`, but may read the
    session or continue with a copy.
    """

    def __init__(self, folder: Path, failed: Callable[[UserError | None], None]) -> None:
        """Store the arguments; no file is touched yet.

        Args:
            folder: Folder of the sessions; created when needed.
            failed: See `SqliteJournal`; called on a journal's thread.
        """
        self._folder = folder
        self._failed = failed

    def begin(
        self, document: Document, path: Path | None = None, media: Path | None = None
    ) -> SqliteJournal:
        """Begin a new session. Returns at once; disk errors are reported through `failed`."""
        name = f"{datetime.now(UTC):%Y%m%d-%H%M%S}-{secrets.token_hex(4)}"
        writer = JournalWriter(self._path(name), opening=Opening(document, path, media))
        return SqliteJournal(writer, self._failed)

    def restore(self, entry: RecentEntry) -> Restored:
        """Restore a session, with its undo history. Only reads.

        Raises:
            UserError: Not even its file can be read.
        """
        from editor.project.replay import restore

        return restore(self._path(entry.id))

    def refreshed(self, restored: Restored) -> Restored:
        """`restored`, read again if the session has new entries.

        Raises:
            UserError: See `restore`.
        """
        from editor.project.replay import restore

        path = self._path(restored.id)
        return restored if _last_number(path) == restored.last else restore(path)

    def resume(self, restored: Restored, path: Path | None = None) -> SqliteJournal:
        """Continue writing where `restored` ends.

        A damaged session is set aside unchanged, and a new one begins with what was restored.

        Args:
            restored: The session, just restored.
            path: New path of the file, if it was moved.

        Raises:
            SessionBusy: Another window is writing to it, or has written since.
            UserError: It cannot be written.
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
                _put_aside(name)
            lock.release()
        else:
            if _last_number(name) != restored.last:
                lock.release()
                raise SessionBusy("Another Jiaozi window has continued this work in the meantime.")
            writer = JournalWriter(name, number=restored.last, lock=lock)
            journal = SqliteJournal(writer, self._failed)
        if path is not None and path != restored.path:
            journal.moved(path)
        return journal

    def copy(self, restored: Restored) -> SqliteJournal:
        """Begin a new session with all of `restored`."""
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
        """The session with that id.

        Raises:
            UserError: It cannot be read.
        """
        return look(self._path(session)).entry

    def ask_for(self, session: str, progress: Progress) -> None:
        """Ask the window that holds a session to release it, and wait until it has.

        Raises:
            SessionBusy: It did not; it may be on another computer, or hang.
            UserError: The session's folder cannot be written.
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
        raise SessionBusy("The other window did not release this work. Close it, or edit a copy.")

    def find(self, path: Path | None, data: bytes) -> RecentEntry | None:
        """The newest session that read or wrote these bytes, preferably for `path`; or None."""
        digest = hashlib.sha256(data).hexdigest()
        found = [row.entry for row in self._listed() if row.continues(path, digest)]
        return next((entry for entry in found if entry.path == path), found[0] if found else None)

    def of(self, path: Path) -> list[RecentEntry]:
        """The sessions with work on the file at `path`, newest first."""
        return [
            row.entry
            for row in self._listed()
            if row.entry.path == path and not row.entry.untouched
        ]

    def find_project(self, revision: str) -> RecentEntry | None:
        """The newest session that saved or opened this revision of a project, or None."""
        found = (row.entry for row in self._listed() if row.revision == revision)
        return next(found, None)

    def last(self) -> RecentEntry | None:
        """The session that was written to last, or None."""
        return next(iter(self.recent(1)), None)

    def recent(self, limit: int, pinned: Collection[str] = ()) -> list[RecentEntry]:
        """The latest sessions, newest first, and those of the ids in `pinned`, however old.

        One file may have several; an untouched session is skipped if its file has a newer one.
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
        return [*found[:limit], *(entry for entry in found[limit:] if entry.id in pinned)]

    def forget(self, session: str) -> None:
        """Delete the session with that id permanently.

        Raises:
            SessionBusy: A window is writing to it.
            OSError: It cannot be deleted; on Windows, because another window reads it just now.
        """
        path = self._path(session)
        if not is_there(path):
            return
        lock = Lock(path.with_suffix(".lock"))
        try:
            for suffix in ("", "-wal", "-shm"):
                path.with_name(path.name + suffix).unlink(missing_ok=True)
        finally:
            lock.release()
        path.with_suffix(".lock").unlink(missing_ok=True)

    def prune(self, pinned: Collection[str] = ()) -> int:
        """Delete sessions beyond `MOST` and `MOST_UNTOUCHED`, except those of the ids in `pinned`.

        Returns how many were deleted.
        """
        entries = [row.entry for row in self._listed() if row.entry.id not in pinned]
        untouched = [entry for entry in entries if entry.untouched]
        gone = 0
        for entry in {*untouched[MOST_UNTOUCHED:], *entries[MOST:]}:
            with contextlib.suppress(SessionBusy, OSError):
                self.forget(entry.id)
                gone += 1
        return gone

    def unreadable(self) -> list[Path]:
        """The files of sessions that cannot be read, of those that no window is writing to."""
        found = []
        for path in self._files():
            try:
                look(path)
            except UserError:
                with contextlib.suppress(SessionBusy, OSError):
                    Lock(path.with_suffix(".lock")).release()
                    found.append(path)
        return found

    def _files(self) -> list[Path]:
        try:
            return list(self._folder.glob(f"*{database.SUFFIX}"))
        except OSError:  # its drive is gone
            return []

    def _path(self, session: str) -> Path:
        return self._folder / f"{session}{database.SUFFIX}"

    def _listed(self) -> list[Listed]:
        """All readable sessions, newest first."""
        listed: list[Listed] = []
        for path in self._files():
            with contextlib.suppress(UserError):
                listed.append(look(path))
        return sorted(listed, key=lambda one: one.entry.changed_at, reverse=True)


def _put_aside(path: Path) -> None:
    """Rename the files of a damaged session; if the first cannot be renamed, none is."""
    with contextlib.suppress(OSError):
        for suffix in ("", "-wal"):
            aside = path.with_suffix(f".damaged{suffix}")
            path.with_name(path.name + suffix).replace(aside)


def _last_number(path: Path) -> int:
    with database.reading(path) as connection:
        number: int | None = connection.execute("SELECT max(number) FROM entry").fetchone()[0]
    return number or 0
