# SPDX-License-Identifier: GPL-3.0-or-later
"""Moving the caret between cues, as between the lines of a text document."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF

if TYPE_CHECKING:
    from collections.abc import Callable

    from editor.core.selection import Selection
    from editor.session import Session
    from editor.ui.cue_table.sheet import Sheet


class Travel:
    """Moves the selection through `choose`."""

    def __init__(self, session: Session, sheet: Sheet, choose: Callable[[Selection], None]) -> None:
        self._session = session
        self._sheet = sheet
        self._choose = choose

    def step(self, direction: int, x: float) -> None:
        """To the line above (-1) or below (1), at that x; at the document's ends, to its edge."""
        row = self._session.neighbour(direction)
        if row is None:
            self._to_edge_of_text(direction)
            return
        laid = self._sheet.laid(row)
        y = laid.height - 1 if direction < 0 else 0
        self._choose(self._session.selection.at(row, laid.position_at(QPointF(x, y))))

    def cross(self, direction: int) -> None:
        """To the end of the previous cue (-1), or to the start of the next one (1)."""
        row = self._session.neighbour(direction)
        if row is not None:
            caret = len(self._sheet.cues[row].text) if direction < 0 else 0
            self._choose(self._session.selection.at(row, caret))

    def travel(self, way: str, direction: int, extend: bool) -> None:  # noqa: FBT001 - from a signal
        """By a ``page`` or to the ``edge`` of the document; `extend` selects the rows between."""
        cues = self._sheet.cues
        if not cues:
            return
        selection = self._session.selection
        if way == "edge":
            row = 0 if direction < 0 else len(cues) - 1
            if self._session.filter.hides(row):
                row = self._session.filter.next(row, -direction, len(cues)) or row
        else:
            scrolling = self._sheet.scrolling
            y = scrolling.y(selection.current) + direction * scrolling.view * 9 // 10
            row = scrolling.row_at(y)
            if row == selection.current:
                beyond = self._session.neighbour(direction)
                row = row if beyond is None else beyond
        caret = len(cues[row].text) if way == "edge" and direction > 0 else 0
        if extend:
            self._choose(selection.extended(row))
        else:
            self._choose(selection.at(row, caret))

    def _to_edge_of_text(self, direction: int) -> None:
        selection = self._session.selection
        text = self._sheet.cues[selection.current].text
        self._choose(selection.at(selection.current, 0 if direction < 0 else len(text)))
