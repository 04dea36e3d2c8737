# SPDX-License-Identifier: GPL-3.0-or-later
"""A filter: which rows of the document are hidden. The document itself is never touched."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from editor.core.change import Change

_SHOWN = b"\0"
_HIDDEN = b"\1"


class Filter:
    """An immutable set of hidden rows.

    It does not change by itself: a cue that no longer meets the condition stays in view, so that
    no row vanishes under the user's eyes. New cues are in view.
    """

    __slots__ = ("_hidden", "name")

    def __init__(self, name: str = "", hidden: bytes = b"") -> None:
        """A filter.

        Args:
            name: Id of the condition; empty if nothing is filtered.
            hidden: One byte for each row: 1 if it is hidden. Rows after the last byte are shown.
        """
        self.name = name
        self._hidden = hidden

    def __bool__(self) -> bool:
        return bool(self.name)

    @property
    def hidden(self) -> int:
        """Number of hidden rows."""
        return self._hidden.count(_HIDDEN)

    def hides(self, row: int) -> bool:
        """Whether `row` is hidden."""
        return row < len(self._hidden) and bool(self._hidden[row])

    def shown(self, rows: Iterable[int]) -> list[int]:
        """Those of `rows` that are not hidden."""
        if not self._hidden:
            return list(rows)
        return [row for row in rows if not self.hides(row)]

    def next(self, row: int, direction: int, count: int) -> int | None:
        """The nearest shown row after (1) or before (-1) `row`, or None.

        Args:
            row: A row.
            direction: 1 or -1.
            count: Number of rows of the document.
        """
        if direction > 0:
            found = self._hidden.find(_SHOWN, row + 1)
            after = found if found >= 0 else max(row + 1, len(self._hidden))
            return after if after < count else None
        if row > len(self._hidden):
            return row - 1
        before = self._hidden.rfind(_SHOWN, 0, max(row, 0))
        return before if before >= 0 else None

    def showing(self, row: int) -> Filter:
        """The same filter, with `row` in view."""
        if not self.hides(row):
            return self
        return Filter(self.name, self._hidden[:row] + _SHOWN + self._hidden[row + 1 :])

    def after(self, change: Change) -> Filter:
        """The same cues, hidden after `change`."""
        if not self._hidden or not change.splices:
            return self
        pieces, row = [], 0
        for splice in change.splices:
            stop = splice.index + len(splice.removed)
            pieces.append(self._hidden[row : splice.index])
            were = {cue.id: self.hides(splice.index + n) for n, cue in enumerate(splice.removed)}
            pieces.append(bytes(were.get(cue.id, False) for cue in splice.inserted))
            row = stop
        pieces.append(self._hidden[row:])
        return Filter(self.name, b"".join(pieces))


NO_FILTER = Filter()
"""All rows are shown."""
