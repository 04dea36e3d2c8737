# SPDX-License-Identifier: GPL-3.0-or-later
"""The open document. It changes only through `commit`, `undo` and `redo`; `changed` reports how."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal

from editor.beside import Beside
from editor.core.change import between
from editor.core.document import Document
from editor.core.done import Done
from editor.core.errors import UserError
from editor.core.filter import NO_FILTER, Filter
from editor.core.history import History, Step
from editor.core.i18n import N_
from editor.core.selection import START
from editor.core.state import NO_STATE, SUMMARY, State
from editor.core.time_index import TimeIndex
from editor.core.values import dataclass
from editor.project.journal_port import NoJournal
from editor.project.standing import Standing

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from editor.core.change import Change
    from editor.core.cue import Cue
    from editor.core.selection import Selection
    from editor.media.identity import Identity
    from editor.project.journal_port import Journal
    from editor.project.project_file import Saved

ELSEWHERE = N_("This work is being edited in another Jiaozi window. Here you can only view it.")
"""Why nothing can be changed while another window has the work."""

_NS_A_MS = 1_000_000

PAUSE = 1.0
"""Seconds: after a longer pause, typing begins a new undo step."""


@dataclass(frozen=True, slots=True)
class Applied:
    """A change that was applied to the open document.

    Attributes:
        change: Its splices are in rows of `before`.
        before: The document before.
        document: The document after.
    """

    change: Change
    before: Document
    document: Document


class Session(Beside):
    """The open document, the selection and the undo history.

    Signals:
        opened: Another document was opened; views must reload.
        changed (Applied): The document changed. Emitted before `selected`.
        selected (Selection): The selection changed.
        media_changed: `media` changed.
        saved: The work was saved, or has another project file.
        given_up: Another window took over the work; this window is now read-only.
        filtered: Other rows are hidden.

    Attributes:
        document: The current document.
        selection: The current selection; always inside the document.
        filter: Which rows are hidden; never the current one.
        history: Undo and redo stacks.
        done: What was done with each cue.
        path: The file that the document was read from, or None.
        media: Path of the medium, or None.
        identity: Identity of the medium, or None if unknown.
        project: The project file that the work was saved in, or None.
        earlier: Id of a session with other work on the file, or None.
    """

    opened = Signal()
    changed = Signal(object)
    selected = Signal(object)
    media_changed = Signal()
    saved = Signal()
    given_up = Signal()
    filtered = Signal()

    def __init__(self, now: Callable[[], float] = time.monotonic) -> None:
        super().__init__()
        self.document = Document()
        self.selection = START
        self.filter = NO_FILTER
        self.history = History()
        self.done = Done((), self.is_heard)
        self.path: Path | None = None
        self.media: Path | None = None
        self.identity: Identity | None = None
        self.project: Saved | None = None
        self.earlier: str | None = None
        self._now = now
        self._last_commit = now()
        self._index: TimeIndex | None = None
        self.heard_changed.connect(self._note)  # before anybody else

    @property
    def id(self) -> str | None:
        """Id under which the work is kept, or None if it is not."""
        return self._journal.id or None

    @property
    def is_open(self) -> bool:
        """Whether a document is open."""
        return self.document.source is not None or bool(self.document.cues)

    def open(  # noqa: PLR0913 - all parts of a session
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
        """Replace the open document and close its journal."""
        self._summarise()
        self._journal.close()
        self._journal = journal
        self.document, self._index = document, None
        self.path, self.media = path, media
        self.identity, self.project = identity, project
        self._load(state, elsewhere)
        self.done = Done(document.cues, self.is_heard)
        self.earlier = earlier
        self.selection = (selection or START).clipped(len(document.cues))
        self.filter = NO_FILTER
        self.history = history or History()
        self.opened.emit()
        self.media_changed.emit()

    def keep_in(self, journal: Journal) -> None:
        """Replace the journal by one that already contains all of the work; close the old one."""
        self._journal.close()
        self._journal = journal

    def commit(self, change: Change, selection: Selection | None = None) -> None:
        """Apply a change and record it as an undo step.

        Args:
            change: Must fit the current document; an empty change is ignored.
            selection: The new selection; None keeps the same cues selected.

        Raises:
            ValueError: The change was made for a different document; nothing was changed.
            UserError: Another window has the work; nothing was changed.
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
        step = Step(change, self.selection, after, time.time_ns() // _NS_A_MS)
        sealed = self.history.sealed
        self.history.record(step)
        self._journal.committed(step, sealed=sealed)
        self._become(document, step)

    def undo(self) -> None:
        """Undo the last step and restore the selection before it."""
        step = self.history.undo() if self.elsewhere is None else None
        if step is not None:
            self._journal.undone()
            self._become(step.change.apply(self.document), step)

    def redo(self) -> None:
        """Redo the step that was undone last."""
        step = self.history.redo() if self.elsewhere is None else None
        if step is not None:
            self._journal.redone()
            self._become(step.change.apply(self.document), step)

    def go_to(self, count: int) -> None:
        """Undo or redo until `count` steps are done, with one change for the views to follow."""
        if self.elsewhere is not None:
            return
        history, standing = self.history, Standing(self.document)
        last: Step | None = None
        while len(history.done) != count:
            back = len(history.done) > count
            step = history.undo() if back else history.redo()
            if step is None:
                break
            (self._journal.undone if back else self._journal.redone)()
            standing.apply(step.change)
            last = step
        if last is not None:
            document = standing.document()
            change = between(last.change.title, self.document, document)
            self._become(document, Step(change, self.selection, last.after))

    def select(self, selection: Selection) -> None:
        """Change the selection. Going to another row ends the merging of typed text."""
        selection = selection.clipped(len(self.document.cues))
        if selection == self.selection:
            return
        if selection.current != self.selection.current:
            self.history.seal()
        self.selection = selection
        self._journal.selected(selection)
        self._show_current()
        self.selected.emit(selection)

    @property
    def index(self) -> TimeIndex:
        """The cues of the document by time."""
        if self._index is None:
            self._index = TimeIndex(self.document.cues)
        return self._index

    @property
    def chosen(self) -> list[int]:
        """The selected rows that are not hidden, ascending."""
        return self.filter.shown(self.selection.rows())

    def neighbour(self, direction: int) -> int | None:
        """The nearest row in view after (1) or before (-1) the current one, or None."""
        return self.filter.next(self.selection.current, direction, len(self.document.cues))

    def set_filter(self, wanted: Filter) -> None:
        """Hide other rows; the current one stays in view."""
        self.filter = wanted.showing(self.selection.current)
        self.filtered.emit()

    def _show_current(self) -> None:
        if self.filter.hides(self.selection.current):
            self.set_filter(self.filter)

    def set_media(self, path: Path | None) -> None:
        """Assign another medium, or none."""
        if path != self.media:
            self.media, self.identity = path, None
            self._journal.media(path)
            self.media_changed.emit()

    def identify_media(self, identity: Identity) -> None:
        """Set the medium's identity, by which it is found again after a move."""
        if identity != self.identity:
            self.identity = identity
            self._journal.identified(identity)

    def mark_exported(self, written: bytes) -> None:
        """The current document was exported; without a project, it counts as saved.

        Args:
            written: Content of the exported file, so that opening it continues this session.
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
        """A project file was written. No step merges across a save.

        Args:
            project: The project file.
            document: Its document, that is, the current one when writing began.
        """
        self.project = project
        self._journal.project(project)
        if document is self.document:
            self.history.mark_saved()
            self._journal.saved()
        self.saved.emit()

    def hurry(self) -> None:
        """Have the journal write everything now, without waiting for it."""
        self._summarise()
        self._journal.hurry()

    def flush(self) -> bool:
        """Wait until the journal is written; returns whether it is."""
        self._summarise()
        return self._journal.flush()

    @property
    def trouble(self) -> UserError | None:
        """Why the last changes are not on disk; None if they are, or soon will be."""
        return self._journal.trouble

    @property
    def wanted(self) -> bool:
        """Whether another window asks to take over this work."""
        return self._journal.wanted

    def give_up(self) -> None:
        """Hand the work over to another window, if everything is on disk."""
        if self._journal.flush():
            self.elsewhere = self._journal.id
            self.close()
            self.given_up.emit()

    def close(self) -> None:
        """Close the journal, after it has written everything."""
        self._summarise()
        self._journal.close()
        self._journal = NoJournal()

    def _summarise(self) -> None:
        """Store what lists of sessions show, if anything was done here."""
        cues = self.document.cues
        if self.history.done and self.elsewhere is None:
            end = max((cue.end for cue in cues), default=0)
            self.keep(SUMMARY, "", {"cues": len(cues), "checked": self.done.checked, "end": end})

    def _note(self, cue: Cue) -> None:
        for row in self.index.between(cue.start, cue.start + 1):
            self.done.note(row, self.document.cues[row])

    def _become(self, document: Document, step: Step) -> None:
        before, self.document = self.document, document
        if self._index is not None:
            self._index = self._index.updated(step.change)
        self.done.follow(step.change)
        self.filter = self.filter.after(step.change)
        self.selection = step.after.clipped(len(document.cues))
        self.changed.emit(Applied(step.change, before, document))
        self._show_current()
        self.selected.emit(self.selection)
