# SPDX-License-Identifier: GPL-3.0-or-later
"""What is doubtful in the open document, from all sources, the worst first.

A source gives what it found to `put`, under a name of its own; nothing else is needed to add one.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QObject, Signal

from editor.core.doubt import ranked

if TYPE_CHECKING:
    from collections.abc import Iterable

    from editor.core.cue import Cue
    from editor.core.doubt import Doubt
    from editor.core.selection import Selection
    from editor.core.text_marks import Span
    from editor.session import Session


class Listed(NamedTuple):
    """A doubtful cue: its row now, and what is doubted."""

    row: int
    doubt: Doubt


class Doubts(QObject):
    """The list of doubts. A cue that has changed since it was judged, or is checked, is not on it.

    Signals:
        changed: There are other doubts. Not emitted for changes of the document.
    """

    changed = Signal()

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self._sources: dict[str, tuple[Doubt, ...]] = {}
        self._order: dict[int, Doubt] = {}  # by the cue's id, the worst first
        self._places: dict[int, int] = {}
        self._last: int | None = None
        self._rows: tuple[tuple[Cue, ...], dict[int, int]] = ((), {})
        session.opened.connect(self._clear)

    def put(self, source: str, found: Iterable[Doubt]) -> None:
        """Replace what the source of that name doubts."""
        self._sources[source] = tuple(found)
        order = ranked(self._sources.values(), len(self._session.document.cues))
        self._order = {doubt.cue.id: doubt for doubt in order}
        self._places = {cue: place for place, cue in enumerate(self._order)}
        self.changed.emit()

    def has(self, source: str) -> bool:
        """Whether the source of that name has told what it doubts."""
        return source in self._sources

    def of(self, cue: Cue) -> Doubt | None:
        """What is doubted of a cue as it is now, or None."""
        doubt = self._order.get(cue.id)
        return doubt if doubt is not None and not cue.checked and doubt.holds(cue) else None

    def weakest(self, cue: Cue) -> Span | None:
        """The word of a cue that is doubted most, or None."""
        doubt = self.of(cue)
        return doubt.weakest if doubt is not None else None

    def entering(self, row: int) -> Selection:
        """Only the cue at `row`, the caret at the word that is doubted most, or at the start.

        So that the next key is for that word.
        """
        selection = self._session.selection
        word = self.weakest(self._session.document.cues[row])
        return selection.at(row, word[0] if word and selection.field == "text" else 0)

    def listed(self) -> list[Listed]:
        """All doubtful cues, the worst first."""
        if not self._order:
            return []
        cues, rows = self._session.document.cues, self._row_of()
        found = (rows.get(cue) for cue in self._order)
        doubts = ((row, self.of(cues[row])) for row in found if row is not None)
        return [Listed(row, doubt) for row, doubt in doubts if doubt is not None]

    def beside(self, direction: int) -> Listed | None:
        """The doubtful cue after (1) or before (-1) the current one, the worst first.

        From a cue that is not doubtful, it goes on from the last one it gave; behind the least
        doubtful one comes the worst. None if no cue is doubtful.
        """
        found, places = self.listed(), self._places
        if not found:
            return None
        current = self._session.document.cues[self._session.selection.current]
        here = current.id if self.of(current) is not None else self._last
        place = -1 if here is None else places.get(here, -1)
        if direction > 0:
            after = (each for each in found if places[each.doubt.cue.id] > place)
            wanted = next(after, found[0])
        else:
            before = (each for each in reversed(found) if places[each.doubt.cue.id] < place)
            wanted = next(before, found[-1])
        self._last = wanted.doubt.cue.id
        return wanted

    def _row_of(self) -> dict[int, int]:
        """The row of each cue, by its id."""
        cues = self._session.document.cues
        if self._rows[0] is not cues:
            self._rows = (cues, {cue.id: row for row, cue in enumerate(cues)})
        return self._rows[1]

    def _clear(self) -> None:
        self._sources, self._order, self._places = {}, {}, {}
        self._last = None
        self.changed.emit()
