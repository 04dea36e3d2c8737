# SPDX-License-Identifier: GPL-3.0-or-later
"""Writes a session's events to disk, in order, on its own thread: typing never waits for a disk."""

from __future__ import annotations

import threading
import time
from queue import Empty, SimpleQueue
from typing import TYPE_CHECKING

from editor.core.errors import UserError
from editor.core.i18n import N_
from editor.core.reasons import reason_of
from editor.formats.files import is_there
from editor.project import database
from editor.project.journal_writer import JournalWriter, Note
from editor.project.lock import WANTED

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from editor.core.history import History, Step
    from editor.core.selection import Selection
    from editor.media.identity import Identity
    from editor.project.project_file import Saved

GATHER = 0.02
"""Batching delay in seconds: the first event of a batch waits this long for more. The disk gets
the rest of the 50 ms that an event may take.
"""

RETRY = 2.0
"""Seconds until a failed write is retried."""

PATIENCE = 5.0
"""Timeout in seconds when the window waits for the disk, so that a hanging disk cannot block it."""


class _Mark:
    """A queue item that ends a batch; the caller may wait for it."""

    def __init__(self, *, last: bool) -> None:
        self.last = last
        self.reached = threading.Event()
        self.written = False


class SqliteJournal:
    """The journal of one session; see `editor.project.journal_port.Journal`.

    Values are immutable, so they are passed without copying and serialised on the journal's thread.
    Events that cannot be written are kept and retried.
    """

    def __init__(self, writer: JournalWriter, failed: Callable[[UserError | None], None]) -> None:
        """Start the thread.

        Args:
            writer: Used only by the journal's thread from now on.
            failed: Called on the journal's thread: once with the error when writing starts to fail,
                and with None when the kept events have been written. Retrying does not help against
                `SessionLost`.
        """
        self._writer = writer
        self._failed = failed
        self._trouble: UserError | None = None
        self._queue: SimpleQueue[Note | _Mark] = SimpleQueue()
        self._thread = threading.Thread(target=self._run, name="journal", daemon=True)
        self._thread.start()

    @property
    def id(self) -> str:
        """The session's id."""
        return self._writer.path.stem

    @property
    def trouble(self) -> UserError | None:
        """Why the last events are not on disk; None if they are, or soon will be."""
        return self._trouble

    @property
    def wanted(self) -> bool:
        """Whether another window asks to take over the session."""
        return is_there(self._writer.path.with_suffix(WANTED))

    def committed(self, step: Step, *, sealed: bool) -> None:
        """A step was made; `sealed` if it must not merge into the previous one."""
        self._queue.put(Note("step", step.at or 0, step, sealed))

    def undone(self) -> None:
        """The last step was undone."""
        self._queue.put(Note("undo", database.now()))

    def redone(self) -> None:
        """The last undone step was redone."""
        self._queue.put(Note("redo", database.now()))

    def selected(self, selection: Selection) -> None:
        """The selection changed."""
        self._queue.put(Note("selection", database.now(), selection))

    def media(self, path: Path | None) -> None:
        """The medium changed; None for no medium."""
        self._queue.put(Note("media", database.now(), path))

    def identified(self, identity: Identity | None) -> None:
        """The medium's identity was determined."""
        self._queue.put(Note("identity", database.now(), identity))

    def state(self, kind: str, key: str, body: object) -> None:
        """A row of state (`editor.core.state`) changed; a body of None deletes it."""
        self._queue.put(Note("state", database.now(), (kind, key, body)))

    def project(self, saved: Saved | None) -> None:
        """The session's project file changed or was saved."""
        self._queue.put(Note("project", database.now(), saved))

    def written(self, data: bytes) -> None:
        """The current document was exported as `data`; the project remains its main file."""
        self._queue.put(Note("written", database.now(), data))

    def moved(self, path: Path | None) -> None:
        """The session's transcript has another path now."""
        self._queue.put(Note("path", database.now(), path))

    def saved(self, written: bytes | None = None) -> None:
        """The current document was saved; `written` is the file's new content."""
        self._queue.put(Note("saved", database.now(), written))

    def remember(self, history: History) -> None:
        """Write a whole history, for a session that begins with one."""
        steps = [*history.done, *reversed(history.undone)]
        if history.saved is None:  # the saved state is unreachable: save after a step, then undo it
            self.committed(steps[0], sealed=True)
            self.saved()
            self.undone()
        for number, step in enumerate(steps, start=1):
            self.committed(step, sealed=True)
            if number == history.saved:
                self.saved()
        for _ in history.undone:
            self.undone()

    def hurry(self) -> None:
        """Write all events now instead of waiting for more. Returns at once."""
        self._queue.put(_Mark(last=False))

    def flush(self) -> bool:
        """Wait until all events are written or have failed; returns whether they are written.

        Waits for at most `PATIENCE` seconds.
        """
        return self._wait(_Mark(last=False))

    def close(self) -> None:
        """Write the remaining events and close the database. Has no effect when already closed."""
        self._wait(_Mark(last=True))

    def _wait(self, mark: _Mark) -> bool:
        self._queue.put(mark)
        until = time.monotonic() + PATIENCE
        while self._thread.is_alive() and not mark.reached.wait(0.1):
            if time.monotonic() > until:
                return False
        if mark.last:
            self._thread.join()
        return mark.written

    def _run(self) -> None:
        notes: list[Note] = []
        last = False
        written = self._write(notes)
        while not last:
            marks = self._collect(notes, None if written else RETRY)
            if notes or not written:
                written = self._write(notes)
            for mark in marks:
                last = last or mark.last
                if mark.last:
                    self._writer.close()
                mark.written = written
                mark.reached.set()

    def _collect(self, notes: list[Note], patience: float | None) -> list[_Mark]:
        """Collect events into `notes` until the batch is full, a mark arrives, or time is up."""
        until: float | None = None
        while True:
            try:
                item = self._queue.get(timeout=patience)
            except Empty:
                return []
            if isinstance(item, _Mark):
                return [item]
            notes.append(item)
            now = time.monotonic()
            until = until or now + GATHER
            patience = until - now
            if patience <= 0:
                return []

    def _write(self, notes: list[Note]) -> bool:
        """Write and clear `notes`; on failure keep and report them."""
        try:
            self._writer.write(notes)
        except UserError as error:
            self._tell(error)
            return False
        except Exception as error:  # noqa: BLE001 - never lose what was typed
            message = N_("Your changes cannot be written to disk; retrying: {reason}.")
            self._tell(UserError(message, reason=reason_of(error)))
            return False
        notes.clear()
        if self._trouble is not None:
            self._trouble = None
            self._failed(None)
        return True

    def _tell(self, error: UserError) -> None:
        """Report an error, unless one of the same type was already reported."""
        told, self._trouble = self._trouble, error
        if told is None or type(told) is not type(error):
            self._failed(error)
