# SPDX-License-Identifier: GPL-3.0-or-later
"""The search in the open document: what is searched for, and every place where it is.

The rows in sight are searched at once, all others on another thread; from then on, the places
follow each change of the document.
"""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from editor.core.errors import Problem, UserError
from editor.core.garbage import uncollected
from editor.core.i18n import N_
from editor.jobs import Latest
from editor.language.places import Places, followed

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from editor.core.change import Change
    from editor.core.cue import Cue
    from editor.core.progress import Progress
    from editor.core.selection import Selection
    from editor.jobs import Jobs
    from editor.language.deadline import Deadline
    from editor.language.places import Place
    from editor.language.searching import (
        Matcher,
        Matches,
        Options,
        Preparer,
        Query,
        Row,
    )
    from editor.session import Applied, Session

_MOST = 2.0
"""Seconds that all cues may take together; only a regular expression that explodes needs them."""

_AT_ONCE = 0.02
"""The same for the rows in sight, and for those that a change touched."""

_GLANCE = 0.004
"""The same for the rows from the current cue on: a key must not wait for more."""

_PAINTED = 10
"""Delay in ms of the other thread: the typed letter is painted before."""

_FEW = 1_000
"""Up to this many changed cues are searched at once."""


class Search(QObject):
    """Searches the document for the newest query.

    Signals:
        changed: There are other places, or another `problem`.

    Attributes:
        query: What was searched for last, or None.
        instead: What shall replace it.
        problem: Why it was not found everywhere, or None.
        places: Where it is, as far as that is known.
        shown: Whether the places are marked, because the bar is open.
    """

    changed = Signal()

    def __init__(self, session: Session, jobs: Jobs) -> None:
        super().__init__()
        self.query: Query | None = None
        self.instead = ""
        self.problem: Problem | None = None
        self._session = session
        self._latest = Latest(jobs, lambda: self._asked)
        self._asked: object = None  # a new one for each job
        self._scope: frozenset[int] | None = None
        self._matcher: Matcher | None = None
        self._kind: Options | None = None
        self._preparer: Preparer | None = None
        self._rows: list[Row] | None = None
        self._missed: list[Change] = []
        self._waiting: list[Callable[[], None]] = []
        self._went: tuple[Selection, Place] | None = None
        self.places = Places.none(0)
        self.shown = False
        self._soon = QTimer(self, singleShot=True, interval=_PAINTED)
        self._soon.timeout.connect(self._start)
        session.opened.connect(self._opened)
        session.changed.connect(self._follow)

    # What is searched for

    def look_for(
        self, query: Query, near: Sequence[int], scope: frozenset[int] | None = None
    ) -> None:
        """Search for `query`.

        Args:
            query: An empty text finds nothing.
            near: Rows in sight, searched at once; if none has a match, those from the current
                cue on, as far as one can in an instant.
            scope: Ids of the only cues to search, or None for all.
        """
        from editor.language.searching import Matcher, Preparer

        if (query, scope) == (self.query, self._scope) and self._rows is not None:
            self.changed.emit()  # it is known, or will be
            return
        if query.options != self._kind:
            self._kind, self._rows = query.options, None
            self._preparer = Preparer(query.options, self._session.state.terms)
        self.query, self._scope, self.problem = query, scope, None
        self._went = None
        try:
            self._matcher = Matcher(query)
        except UserError as error:
            self._matcher, self.problem = None, error.problem
        self._latest.cancel()
        if self._matcher is None:
            self.places = Places.none(len(self._session.document.cues))
            self._ready()
        else:
            self._glance(near)
            self._soon.start()
        self.changed.emit()

    def show(self, *, shown: bool) -> None:
        """Whether to mark the places."""
        self.shown = shown
        self.changed.emit()

    def stop(self) -> None:
        """Do not go on searching; what was found stays."""
        self._soon.stop()
        self._latest.cancel()
        self._waiting.clear()

    @property
    def busy(self) -> bool:
        """Whether there may be more places than are known."""
        return self._soon.isActive() or self._latest.busy

    def when_ready(self, then: Callable[[], None]) -> None:
        """Call `then` when all places are known: now, or later."""
        if self.busy:
            self._waiting.append(then)
        else:
            then()

    # Where it is

    @property
    def here(self) -> Place | None:
        """The place that is selected now, or None."""
        selection = self._session.selection
        if self._went is not None and self._went[0] == selection:
            return self._went[1]
        span = tuple(sorted((selection.caret, selection.caret_anchor)))
        here = enumerate(self.places.matches(selection.current))
        numbers = (n for n, at in here if at.field == "text" and (at.start, at.end) == span)
        number = next(numbers, None)
        return None if number is None else (selection.current, number)

    def go(self, place: Place) -> None:
        """Select a place: its text, or for a time or a speaker its cue."""
        match = self.places.match(place)
        there = self._session.selection.at(place[0])
        if match.field == "text":
            there = there.with_caret(match.end, match.start)
        self._session.select(there)
        self._went = (self._session.selection, place)

    # Replacing

    @property
    def matcher(self) -> Matcher | None:
        """What finds the query; None if there is none, or if it is no valid expression."""
        return self._matcher

    def prepared(self) -> Sequence[Row]:
        """All cues as they are searched; call it when ready."""
        return self._rows or []

    def found(self) -> list[tuple[int, Matches]]:
        """The rows with a match, and their matches."""
        return [(row, self.places.matches(row)) for row in self.places.rows()]

    # The work

    def _glance(self, near: Sequence[int]) -> None:
        """Search the rows in sight; if nothing is there, some from the current cue on."""
        from editor.language.deadline import Deadline

        cues, limit = self._session.document.cues, Deadline(_AT_ONCE)
        self.places = Places.none(len(cues))
        for row in near:
            self.places.set(row, self._matches(cues[row], limit, row))
        limit = Deadline(_GLANCE)
        for row in range(self._session.selection.current, len(cues)):
            if self.places.total or limit.passed:
                break
            self.places.set(row, self._matches(cues[row], limit, row))

    def _start(self) -> None:
        """Search all rows on another thread."""
        self._asked, self._missed = object(), []
        matcher, preparer, rows = self._matcher, self._preparer, self._rows
        if matcher is None or preparer is None:
            self._latest.cancel()
            self._ready()
            return
        cues, scope = self._session.document.cues, self._scope

        def work(progress: Progress) -> tuple[list[Row], list[Matches], int]:
            from editor.language.deadline import Deadline

            with uncollected():
                prepared = rows if rows is not None else _prepared(cues, preparer, progress)
                wanted = prepared
                if scope is not None:
                    wanted = [
                        row if cue.id in scope else ()
                        for cue, row in zip(cues, prepared, strict=True)
                    ]
                found = matcher.all(wanted, progress, Deadline(_MOST, time.thread_time))
                return prepared, found, sum(map(len, found))

        self._latest.start(N_("Searching"), work, lambda made: self._take(*made))

    def _take(self, rows: list[Row], found: list[Matches], total: int) -> None:
        self.places = Places(found + [()] * (len(rows) - len(found)), total)
        missed, self._missed = self._missed, []
        if self._rows is None:  # else they have followed already
            self._rows = rows
            for change in missed:
                self._prepare(change)
        for change in missed:
            self._find(change)
        if len(found) < len(rows):
            self._give_up(len(found))
        self._ready()
        self.changed.emit()

    def _give_up(self, row: int) -> None:
        self.problem = Problem(
            "The expression takes too long in cue {number}. The search was stopped there.",
            number=row + 1,
        )

    def _ready(self) -> None:
        waiting, self._waiting = self._waiting, []
        for then in waiting:
            then()

    def _opened(self) -> None:
        self.stop()
        self._rows, self._kind, self._matcher, self.query = None, None, None, None
        self.places, self.problem, self._went = Places.none(0), None, None
        self.changed.emit()

    def _follow(self, applied: Applied) -> None:
        """Search what a change has brought."""
        if self.query is None:
            return
        change, self._went = applied.change, None
        if sum(len(splice.inserted) for splice in change.splices) > _FEW:
            self._rows = None
            self.places = Places.none(len(applied.document.cues))
            self._latest.cancel()
            self._soon.start()
        else:
            self._prepare(change)
            self._find(change)
            if self.busy:
                self._missed.append(change)
        self.changed.emit()

    def _prepare(self, change: Change) -> None:
        if self._rows is not None and self._preparer is not None:
            self._rows = followed(self._rows, change, self._preparer.row)

    def _find(self, change: Change) -> None:
        from editor.language.deadline import Deadline

        limit = Deadline(_AT_ONCE)
        self.places.follow(change, lambda cue: self._matches(cue, limit))

    def _matches(self, cue: Cue, limit: Deadline, row: int | None = None) -> Matches:
        """The matches in a cue, as far as found in time; `row`: where it is, if it is prepared."""
        if self._matcher is None or self._preparer is None:
            return ()
        if self._scope is not None and cue.id not in self._scope:
            return ()
        try:
            known = None if self._rows is None or row is None else self._rows[row]
            return self._matcher.matches(known or self._preparer.row(cue), limit)
        except TimeoutError:
            return ()


def _prepared(cues: Sequence[Cue], preparer: Preparer, progress: Progress) -> list[Row]:
    rows: list[Row] = []
    for number, cue in enumerate(cues):
        if not number % 1_024:
            progress.report(number, len(cues))
        rows.append(preparer.row(cue))
    return rows
