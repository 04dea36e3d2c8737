# SPDX-License-Identifier: GPL-3.0-or-later
"""The open document. `commit` is the only door by which it changes, `changed` says what did."""

from __future__ import annotations

import time
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from editor.core.document import Document
from editor.core.errors import UserError
from editor.core.history import History, Step
from editor.core.i18n import N_
from editor.core.selection import START
from editor.core.state import KNOWN_START, NO_STATE, State, body_of
from editor.project.journal_port import NoJournal

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from editor.core.change import Change
    from editor.core.selection import Selection
    from editor.core.state import Json, KnownStarts
    from editor.media.identity import Identity
    from editor.project.journal_port import Journal
    from editor.project.project_file import Saved

ELSEWHERE = N_("This work is open in another window of Jiaozi; here you can look at it.")

PAUSE = 1.0
"""Seconds without a key after which typing becomes a new undo step."""


@dataclass(frozen=True, slots=True)
class Applied:
    """A change that was made to the open document.

    Attributes:
        change: The splices, ascending, in rows of `before`.
        before: The document before.
        document: The document now.
    """

    change: Change
    before: Document
    document: Document


class Session(QObject):
    """The open document, where the user is in it, and what can be undone.

    Signals:
        opened: Another document altogether; views start anew.
        changed (Applied): The document changed. Comes before `selected`.
        selected (Selection): The user is elsewhere, or marked something else.
        media_changed: `media` is another.
        saved: The work was saved, or has another project file.
        given_up: Another window goes on with the work; here one may look.

    Attributes:
        document: What stands now.
        selection: Where the user is; always inside the document.
        history: What can be undone and made again.
        path: The file the document came from, or None.
        media: The sound or video that belongs to it, or None.
        identity: Which file the medium is, as far as is known.
        state: What is kept of the work beside the document; undo leaves it as it is.
        project: The project file that the work was saved in, or None.
        elsewhere: Where another window is at work: that session's id. Nothing changes here then.
        earlier: Id of the session with work on an earlier version of the file, or None.
    """

    opened = Signal()
    changed = Signal(object)
    selected = Signal(object)
    media_changed = Signal()
    saved = Signal()
    given_up = Signal()

    def __init__(self, now: Callable[[], float] = time.monotonic) -> None:
        super().__init__()
        self.document = Document()
        self.selection = START
        self.history = History()
        self.path: Path | None = None
        self.media: Path | None = None
        self.identity: Identity | None = None
        self.state = NO_STATE
        self.project: Saved | None = None
        self.elsewhere: str | None = None
        self.earlier: str | None = None
        self._journal: Journal = NoJournal()
        self._now = now
        self._last_commit = now()

    @property
    def is_open(self) -> bool:
        """Whether there is a document at all."""
        return self.document.source is not None or bool(self.document.cues)

    def open(  # noqa: PLR0913 - all that a session consists of
        self,
        document: Document,
        *,
        journal: Journal,
        path: Path | None = None,
        media: Path | None = None,
        selection: Selection | None = None,
        history: History | None = None,
        identity: Identity | None = None,
        state: State = NO_STATE,
        project: Saved | None = None,
        elsewhere: str | None = None,
        earlier: str | None = None,
    ) -> None:
        """Take the place of the document that was open; that one's journal is closed."""
        self._journal.close()
        self._journal = journal
        self.document = document
        self.path, self.media = path, media
        self.identity, self.project = identity, project
        self.state = state
        self.elsewhere, self.earlier = elsewhere, earlier
        self.selection = (selection or START).clipped(len(document.cues))
        self.history = history or History()
        self.opened.emit()
        self.media_changed.emit()

    def keep_in(self, journal: Journal) -> None:
        """Go on with a journal that begins with all of the work; the one before is closed."""
        self._journal.close()
        self._journal = journal

    def commit(self, change: Change, selection: Selection | None = None) -> None:
        """Make a change, and remember it as a step that can be undone.

        Args:
            change: Made for the document as it stands; one that changes nothing does nothing.
            selection: Where the user is after it; without it, with the same cues.

        Raises:
            ValueError: The change was made for another document; nothing has happened.
            UserError: Another window is at work on it; nothing has happened.
        """
        if not change:
            return
        if self.elsewhere is not None:
            raise UserError(ELSEWHERE)
        document = change.apply(self.document)
        now = self._now()
        if now - self._last_commit > PAUSE:
            self.history.seal()
        self._last_commit = now
        after = selection or self.selection.after(change)
        step = Step(change, self.selection, after)
        sealed = self.history.sealed
        self.history.record(step)
        self._journal.committed(step, sealed=sealed)
        self._become(document, step)

    def undo(self) -> None:
        """Take the last step back; the user is where he was before it."""
        step = self.history.undo() if self.elsewhere is None else None
        if step is not None:
            self._journal.undone()
            self._become(step.change.apply(self.document), step)

    def redo(self) -> None:
        """Make the step again that was taken back last."""
        step = self.history.redo() if self.elsewhere is None else None
        if step is not None:
            self._journal.redone()
            self._become(step.change.apply(self.document), step)

    def select(self, selection: Selection) -> None:
        """Be elsewhere, or mark something else. Another row ends the joining of typed text."""
        selection = selection.clipped(len(self.document.cues))
        if selection == self.selection:
            return
        if selection.current != self.selection.current:
            self.history.seal()
        self.selection = selection
        self._journal.selected(selection)
        self.selected.emit(selection)

    def set_media(self, path: Path | None) -> None:
        """Let the document belong to another medium, or to none."""
        if path != self.media:
            self.media, self.identity = path, None
            self._journal.media(path)
            self.media_changed.emit()

    def identify_media(self, identity: Identity) -> None:
        """Which file the medium is became known: it is found again where it is moved."""
        if identity != self.identity:
            self.identity = identity
            self._journal.identified(identity)

    def keep(self, kind: str, key: str, value: Json) -> None:
        """Keep something beside the document; see `editor.core.state`.

        Args:
            kind: What sort of thing.
            key: Which one of these.
            value: What is known of it; None: nothing any more.
        """
        body = None if value is None else body_of(value)
        state = self.state.with_row(kind, key, body)
        if state != self.state:
            self.state = state
            self._journal.state(kind, key, body)

    @property
    def known_starts(self) -> KnownStarts:
        """Where cues truly start, as far as somebody has heard it."""
        return self.state.known_starts

    def know_starts(self, starts: KnownStarts) -> None:
        """Keep where cues truly start: all that is known of it. It changes no cue."""
        for cue in {*self.known_starts, *starts}:
            self.keep(KNOWN_START, str(cue), starts.get(cue))

    def mark_exported(self, written: bytes) -> None:
        """The document was written out as it stands; without a project that is where it is saved.

        Args:
            written: What the file holds now, so that opening it goes on with this work.
        """
        if self.project is not None:
            self._journal.written(written)
            self._journal.hurry()
            return
        self.history.mark_saved()
        self._journal.saved(written)
        self._journal.hurry()
        self.saved.emit()

    def mark_saved(self, project: Saved, document: Document) -> None:
        """A project file was written; nothing joins across that.

        Args:
            project: The file.
            document: What it holds: the document as it stood when the writing began.
        """
        self.project = project
        self._journal.project(project)
        if document is self.document:
            self.history.mark_saved()
            self._journal.saved()
        self.saved.emit()

    def hurry(self) -> None:
        """Have everything in the journal as soon as can be, without waiting for it."""
        self._journal.hurry()

    def flush(self) -> bool:
        """Wait until everything is in the journal; returns whether it is."""
        return self._journal.flush()

    @property
    def trouble(self) -> UserError | None:
        """Why what was done last is not on the disk; None where it is, or will be at once."""
        return self._journal.trouble

    @property
    def wanted(self) -> bool:
        """Whether another window asks to go on with this work."""
        return self._journal.wanted

    def give_up(self) -> None:
        """Let another window go on, if everything is on the disk."""
        if self._journal.flush():
            self.elsewhere = self._journal.id
            self.close()
            self.given_up.emit()

    def close(self) -> None:
        """Let go of the journal; everything is in it then."""
        self._journal.close()
        self._journal = NoJournal()

    def _become(self, document: Document, step: Step) -> None:
        before, self.document = self.document, document
        self.selection = step.after.clipped(len(document.cues))
        self.changed.emit(Applied(step.change, before, document))
        self.selected.emit(self.selection)
