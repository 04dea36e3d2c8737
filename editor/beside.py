# SPDX-License-Identifier: GPL-3.0-or-later
"""What is kept beside the open document: what was heard, known starts. Undo does not affect it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from editor.core.state import HEARD, KNOWN_START, NO_STATE, State, body_of, key_of
from editor.project.journal_port import NoJournal

if TYPE_CHECKING:
    from editor.core.cue import Cue
    from editor.core.state import Json, KnownStarts
    from editor.project.journal_port import Journal

_LONGER = 500
"""ms by which a cue that was heard may become longer and still count as heard."""


class Beside(QObject):
    """The part of a session that is no edit; see `editor.core.state`.

    Signals:
        heard_changed (Cue): This cue was heard.

    Attributes:
        state: All rows.
        elsewhere: If another window has the work, that session's id; then this window is read-only.
    """

    heard_changed = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.state = NO_STATE
        self.elsewhere: str | None = None
        self._journal: Journal = NoJournal()
        self._heard: dict[int, int] = {}

    def _load(self, state: State, elsewhere: str | None) -> None:
        self.state, self.elsewhere = state, elsewhere
        self._heard = state.heard

    def keep(self, kind: str, key: str, value: Json) -> None:
        """Store a value beside the document; see `editor.core.state`.

        Args:
            kind: Kind of row.
            key: Key within that kind.
            value: JSON value; None deletes the row.
        """
        key, body = key_of(key), None if value is None else body_of(value)
        state = self.state.with_row(kind, key, body)
        if state != self.state:
            self.state = state
            self._journal.state(kind, key, body)

    def hear(self, cue: Cue) -> None:
        """Mark a cue as heard: it was played to its end."""
        if self.elsewhere is None and self._heard.get(cue.id) != cue.duration:
            self._heard[cue.id] = cue.duration
            self.keep(HEARD, str(cue.id), cue.duration)
            self.heard_changed.emit(cue)

    def is_heard(self, cue: Cue) -> bool:
        """Whether a cue was played to its end, and has not become much longer since."""
        heard = self._heard.get(cue.id)
        return heard is not None and cue.duration <= heard + _LONGER

    @property
    def known_starts(self) -> KnownStarts:
        """True starts of cues in ms, confirmed by the user, by cue id."""
        return self.state.known_starts

    def know_starts(self, starts: KnownStarts) -> None:
        """Replace all known true starts of cues. No cue is changed."""
        for cue in {*self.known_starts, *starts}:
            self.keep(KNOWN_START, str(cue), starts.get(cue))
