# SPDX-License-Identifier: GPL-3.0-or-later
"""Keeps editor and document in sync: typed text is committed, and committed changes are shown.

Text in an input method's composition is never lost: it is committed before the caret goes to
another cue, and it is carried over if something else changes the cue under it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from editor.core import editing
from editor.core.selection import START
from editor.core.text import matching_position
from editor.ui.cue_table.shown import edited, moved, shown

if TYPE_CHECKING:
    from collections.abc import Callable

    from editor.core.change import Change
    from editor.core.cue import Cue
    from editor.core.selection import Selection
    from editor.session import Applied, Session
    from editor.ui.cue_table.editor import CueEditor

    Commit = Callable[[Change, Selection | None], bool]
    """Makes a change and sets the selection after it; returns whether it was accepted."""

_Typed = tuple[int, int, str]
"""Id of a cue, an offset in its text, and text typed there that is not committed yet."""


class LiveText:
    """Synchronises the current cue's text with the editor.

    Attributes:
        row: The row of the cue, or None in a document without cues.
    """

    def __init__(self, session: Session, editor: CueEditor, commit: Commit) -> None:
        """Synchronise `editor`; `commit` makes the changes that are typed."""
        self._session = session
        self._editor = editor
        self._commit = commit
        self.row: int | None = None
        self._id = -1
        self._text = ""
        self._caret = (0, 0)
        self._own = False
        self._held = False
        self._carried: _Typed | None = None
        self._followed: tuple[int, int] | None = None
        editor.edited.connect(self._typed)
        editor.caret_moved.connect(self._moved)

    @property
    def typing(self) -> bool:
        """Whether the change being reported was typed here."""
        return self._own

    def opened(self) -> None:
        """Show the current cue of a document that was just opened."""
        self._hold_composition()
        self._carried = None
        self._load()

    def flush(self) -> None:
        """Commit the composition and the typed text."""
        self._editor.finish_composition()
        self._typed()

    def changed(self, applied: Applied) -> None:
        """Follow the cue through a change made elsewhere; `selected` is called after it."""
        if self._own or self.row is None:
            return
        row = START.at(self.row).after(applied.change).current
        cue = self._cue(row)
        same = cue is not None and cue.id == self._id
        if cue is not None and same and cue.text == self._text:
            self.row = row  # the composition stays open
            return
        self._hold_composition()
        typed = self._uncommitted()
        if cue is None or not same:
            self._carried = (self._id, *typed) if typed else None
            self.row = None
            return
        self.row, old, self._text = row, self._text, cue.text
        if typed:
            self._carried = (cue.id, _carried_over(old, cue.text, typed[0]), typed[1])
        self._editor.load(shown(cue.text))
        if not self._session.history.undone:  # undo and redo set the caret themselves
            self._follow_caret(old)
        self._caret = (-1, -1)

    def selected(self, selection: Selection) -> None:
        """Show the current cue and its caret."""
        cue = self._cue(selection.current)
        if cue is None or self.row != selection.current or cue.id != self._id:
            if self.row is not None:
                self.flush()
            self._load()
        if self._carried is not None:
            self._carry(self._carried)
            return
        if self._followed is not None:
            caret, self._followed = self._followed, None
            selection = selection.with_caret(*caret)
            if selection != self._session.selection:
                self._session.select(selection)
                return
        caret = (selection.caret, selection.caret_anchor)
        if caret != self._caret:
            self._editor.finish_composition()
            self._editor.place_caret(*caret)
            self._caret = caret

    def _load(self) -> None:
        selection = self._session.selection
        cue = self._cue(selection.current)
        self.row = selection.current if cue is not None else None
        self._id, self._text = (cue.id, cue.text) if cue is not None else (-1, "")
        self._editor.load(shown(self._text))
        self._editor.place_caret(selection.caret, selection.caret_anchor)
        self._caret = (selection.caret, selection.caret_anchor)

    def _cue(self, row: int) -> Cue | None:
        cues = self._session.document.cues
        return cues[row] if row < len(cues) else None

    def _typed(self) -> None:
        """Commit the difference between editor and document."""
        if self._held or self.row is None:
            return
        now, caret = self._editor.text(), self._editor.caret()
        before = shown(self._text)
        if now == before:
            self._moved()
            return
        text = edited(self._text, before, now, caret[0])
        change = editing.set_text(self._session.document, self.row, text)
        self._text, self._caret = text, caret
        if shown(text) != now:  # the typed text had invalid characters, which were dropped
            self._editor.load(shown(text))
            self._editor.place_caret(*caret)
            self._caret = self._editor.caret()
        selection = self._session.selection
        here = selection.current == self.row
        if here:
            # The letter first: what follows it, in all of the window, takes longer to paint.
            self._editor.repaint()
        self._own = True
        try:
            done = self._commit(change, selection.with_caret(*self._caret) if here else None)
        finally:
            self._own = False
        if not done:
            self._load()

    def _moved(self) -> None:
        if self._held or self.row != self._session.selection.current:
            return
        if self._editor.text() != shown(self._text):
            return  # Qt reports the caret before the typed text
        self._caret = self._editor.caret()
        self._session.select(self._session.selection.with_caret(*self._caret))

    def _hold_composition(self) -> None:
        """Commit the composition to the editor, but not yet to the document."""
        self._held = True
        self._editor.finish_composition()
        self._held = False

    def _uncommitted(self) -> tuple[int, str] | None:
        """Offset and text of what was typed but is not in the document, or None."""
        now, before = self._editor.text(), shown(self._text)
        if now == before:
            return None
        caret = self._editor.caret()[0]
        # The inserted text only; a selection that it replaced is ignored.
        behind = len(now) - caret
        ahead = 0
        while ahead < min(caret, len(before)) and now[ahead] == before[ahead]:
            ahead += 1
        return (ahead, now[ahead : len(now) - behind]) if ahead < caret else None

    def _carry(self, typed: _Typed) -> None:
        """Insert typed text into its cue, or into the current cue if its own is gone."""
        self._carried = None
        self._followed = None  # the caret goes after the typed text
        cue_id, position, text = typed
        selection = self._session.selection
        cue = self._cue(selection.current)
        if cue is None:
            return
        if cue.id != cue_id:
            position = min(selection.caret, len(cue.text))
        whole = cue.text[:position] + text + cue.text[position:]
        change = editing.set_text(self._session.document, selection.current, whole)
        self._commit(change, selection.with_caret(position + len(text)))

    def _follow_caret(self, old: str) -> None:
        """Keep the caret between the same characters, unless the change has set it."""
        selection = self._session.selection
        caret = (selection.caret, selection.caret_anchor)
        if caret == self._caret and selection.current == self.row:
            places = [_carried_over(old, self._text, place) for place in caret]
            self._followed = (places[0], places[1])


def _carried_over(old: str, new: str, position: int) -> int:
    """The offset in `new` that corresponds to `position` in `old`."""
    place = moved(old, new, min(position, len(old)))
    return matching_position(old, new, position) if place is None else place
