# SPDX-License-Identifier: GPL-3.0-or-later
"""Two ways of working in which Enter sets times: tapping, and typing from the sound."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from PySide6.QtCore import QObject, Signal

if TYPE_CHECKING:
    from editor.core.cue import Cue
    from editor.playback.following import Following
    from editor.playback.playback import Playback
    from editor.session import Session

_LEAD = 1_000
"""ms before a cue that the user goes to, from which it is heard: one cannot tap without that."""

Mode = Literal["", "tap", "type"]
"""``tap``: Enter ends a cue and starts the next one. ``type``: Enter makes the next piece of sound
a cue. Empty: neither."""


class Tapping(QObject):
    """Which of the two is on, and which cues have begun.

    It ends when another document is opened: Enter must not change times that are right. While it is
    on, the current cue does not follow the sound.

    Signals:
        changed: `mode` is another one.

    Attributes:
        mode: What is on now.
        made: Id of the cue that typing from the sound made last, or None.
    """

    changed = Signal()

    def __init__(self, session: Session, playback: Playback, following: Following) -> None:
        super().__init__(following)
        self._session, self._playback, self._following = session, playback, following
        self.mode: Mode = ""
        self.made: int | None = None
        self._begun: dict[int, int] = {}  # starts in ms, by cue id
        self._row = session.selection.current
        self._by_change = False
        session.opened.connect(lambda: self.switch(""))
        session.given_up.connect(lambda: self.switch(""))
        session.changed.connect(self._changed)
        session.selected.connect(self._selected)

    def switch(self, mode: Mode) -> None:
        """Turn one of them on, or both off."""
        self._begun.clear()
        self.made = None
        if mode != self.mode:
            self.mode = mode
            self._following.keep_still(bool(mode))
            self.changed.emit()

    def begin(self, cue: Cue) -> None:
        """The start of `cue` was tapped."""
        self._begun[cue.id] = cue.start

    def has_begun(self, cue: Cue) -> bool:
        """Whether the start of `cue` was tapped, and neither undone nor left since."""
        return self._begun.get(cue.id) == cue.start

    def _changed(self) -> None:
        self._by_change = True

    def _selected(self) -> None:
        """A cue that the user goes to begins anew, unless a tap or its undoing led there."""
        row, cues = self._session.selection.current, self._session.document.cues
        if self.mode and row != self._row and not self._by_change and row < len(cues):
            self._begun.pop(cues[row].id, None)
            if not cues[row].is_untimed:
                self._playback.seek(max(cues[row].start - _LEAD, 0))
        self._row, self._by_change = row, False
