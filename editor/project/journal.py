# SPDX-License-Identifier: GPL-3.0-or-later
"""Writes down what happens, in order, on a thread of its own: typing never waits for a disk."""

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
"""Seconds that the first of a batch waits for others; the disk has the rest of its 50 ms."""

RETRY = 2.0
"""Seconds until a write that failed is tried again."""

PATIENCE = 5.0
"""Seconds that the window waits for a disk at most: one that hangs must not hold it for ever."""


class _Mark:
    """A place in the queue where a batch ends, and that somebody may wait for."""

    def __init__(self, *, last: bool) -> None:
        self.last = last
        self.reached = threading.Event()
        self.written = False


class SqliteJournal:
    """The journal of one session; see `editor.project.journal_port.Journal`.

    Values are immutable, so they are handed over as they are and written out on the
    journal's thread. What cannot be written is kept and tried again.
    """

    def __init__(self, writer: JournalWriter, failed: Callable[[UserError | None], None]) -> None:
        """Begin at once.

        Args:
            writer: Belongs to the journal's thread from now on.
            failed: Told, on the journal's thread, that the disk refuses: once, and None when it
                has taken what was kept. A `SessionLost` is not mended by waiting.
        """
        self._writer = writer
        self._failed = failed
        self._trouble: UserError | None = None
        self._queue: SimpleQueue[Note | _Mark] = SimpleQueue()
        self._thread = threading.Thread(target=self._run, name="journal", daemon=True)
        self._thread.start()

    @property
    def id(self) -> str:
        """Of the session."""
        return self._writer.path.stem

    @property
    def trouble(self) -> UserError | None:
        """Why what was done last is not on the disk; None where it is, or will be at once."""
        return self._trouble

    @property
    def wanted(self) -> bool:
        """Whether another window asks to go on with the session."""
        return is_there(self._writer.path.with_suffix(WANTED))

    def committed(self, step: Step, *, sealed: bool) -> None:
        """A step was made; `sealed` where it must not join the one before."""
        self._queue.put(Note("step", database.now(), step, sealed))

    def undone(self) -> None:
        """The last step was taken back."""
        self._queue.put(Note("undo", database.now()))

    def redone(self) -> None:
        """The step taken back last was made again."""
        self._queue.put(Note("redo", database.now()))

    def selected(self, selection: Selection) -> None:
        """The user is elsewhere."""
        self._queue.put(Note("selection", database.now(), selection))

    def media(self, path: Path | None) -> None:
        """Another medium, or none."""
        self._queue.put(Note("media", database.now(), path))

    def identified(self, identity: Identity | None) -> None:
        """Which file the medium is became known."""
        self._queue.put(Note("identity", database.now(), identity))

    def state(self, kind: str, key: str, body: object) -> None:
        """A row of what is kept beside the document (`editor.core.state`); None: it is gone."""
        self._queue.put(Note("state", database.now(), (kind, key, body)))

    def project(self, saved: Saved | None) -> None:
        """The project file of the session."""
        self._queue.put(Note("project", database.now(), saved))

    def written(self, data: bytes) -> None:
        """The document was exported as it stands, beside the project that it is saved in."""
        self._queue.put(Note("written", database.now(), data))

    def moved(self, path: Path | None) -> None:
        """The file of the session is elsewhere now."""
        self._queue.put(Note("path", database.now(), path))

    def saved(self, written: bytes | None = None) -> None:
        """The document was written out as it stands."""
        self._queue.put(Note("saved", database.now(), written))

    def remember(self, history: History) -> None:
        """Write down a whole history: for a session that begins with one."""
        steps = [*history.done, *reversed(history.undone)]
        if history.saved is None:  # as after saving, undoing and doing something else
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
        """Write what there is now, and wait for no more to write with it. Returns at once."""
        self._queue.put(_Mark(last=False))

    def flush(self) -> bool:
        """Wait until all of it is written, or has been tried; returns whether it is.

        A disk that does not answer is waited for a while (`PATIENCE`).
        """
        return self._wait(_Mark(last=False))

    def close(self) -> None:
        """Write the rest, and let go. Without effect on a journal that is closed."""
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
        """Add to `notes` what comes, until a batch is full, somebody waits, or nothing came."""
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
        """Write and forget `notes`, or keep them and say so."""
        try:
            self._writer.write(notes)
        except UserError as error:
            self._tell(error)
            return False
        except Exception as error:  # noqa: BLE001 - whatever it is, what was typed is kept
            message = N_("Your work cannot be written to the disk; it is tried again: {reason}.")
            self._tell(UserError(message, reason=reason_of(error)))
            return False
        notes.clear()
        if self._trouble is not None:
            self._trouble = None
            self._failed(None)
        return True

    def _tell(self, error: UserError) -> None:
        told, self._trouble = self._trouble, error
        if told is None or type(told) is not type(error):
            self._failed(error)
