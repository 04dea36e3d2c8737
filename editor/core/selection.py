# SPDX-License-Identifier: GPL-3.0-or-later
"""The selection: the current cue, the caret in its text, and the selected rows."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Literal

from editor.core.values import dataclass

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from editor.core.change import Change
    from editor.core.document import Document

Range = tuple[int, int]
"""Half-open range of rows: first, stop."""

Field = Literal["text", "second"]
"""A text of a cue that the caret can be in."""


@dataclass(frozen=True, slots=True)
class Selection:
    """An immutable value. Rows are stored as ranges: 100,000 selected cues cost no more than one.

    Attributes:
        current: Row of the current cue; 0 in an empty document.
        caret: Offset of the caret in the text of `field`, in code points; may lie beyond its end.
        caret_anchor: Other end of the selected text; equal to `caret` if nothing is selected.
        anchor: Row where the active range of rows begins; it extends to `current`.
        others: The other selected ranges, ascending and separate.
        field: Which of the cue's texts the caret is in; kept when the current row changes.
    """

    current: int = 0
    caret: int = 0
    caret_anchor: int = 0
    anchor: int = 0
    others: tuple[Range, ...] = ()
    field: Field = "text"

    @property
    def ranges(self) -> tuple[Range, ...]:
        """All selected rows as ascending ranges that do not touch; they include the current row."""
        low, high = sorted((self.anchor, self.current))
        return _united([*self.others, (low, high + 1)])

    @property
    def count(self) -> int:
        """Number of selected rows; at least one."""
        return sum(stop - first for first, stop in self.ranges)

    @property
    def is_several(self) -> bool:
        """Whether more than one row is selected; asked for each row that is painted."""
        return (self.anchor != self.current or bool(self.others)) and self.count > 1

    def __contains__(self, row: int) -> bool:
        return any(first <= row < stop for first, stop in self.ranges)

    def rows(self) -> Iterator[int]:
        """The selected rows, ascending."""
        for first, stop in self.ranges:
            yield from range(first, stop)

    def at(self, row: int, caret: int = 0) -> Selection:
        """Select only `row`, with the caret at `caret`."""
        return Selection(row, caret, caret, row, field=self.field)

    def with_caret(self, caret: int, anchor: int | None = None) -> Selection:
        """The same rows, with another caret (and text selection) in the current text."""
        return replace(self, caret=caret, caret_anchor=caret if anchor is None else anchor)

    def extended(self, row: int) -> Selection:
        """Extend the active range from the anchor to `row`, which becomes current."""
        return replace(self, current=row, caret=0, caret_anchor=0)

    def toggled(self, row: int) -> Selection:
        """Add `row` to the selection and make it current, or remove it.

        The last selected row is never removed.
        """
        if row not in self:
            return Selection(row, 0, 0, row, self.ranges, self.field)
        rest = [piece for span in self.ranges for piece in _without(span, row)]
        if not rest:
            return self
        # The last remaining range becomes the active one.
        first, stop = rest.pop()
        return Selection(stop - 1, 0, 0, first, tuple(rest), self.field)

    def spanning(self, first: int) -> Selection:
        """The rows from `first` to the current one, and no others."""
        return replace(self, anchor=first, others=())

    def of(self, rows: Sequence[int]) -> Selection:
        """Only these rows, ascending, selected; the current one must be among them."""
        if len(rows) == self.count:
            return self
        others = _united([(row, row + 1) for row in rows])
        return replace(self, anchor=self.current, others=others)

    def after(self, change: Change) -> Selection:
        """The selection of the same cues after `change`, or of nearby ones if they were deleted."""

        def moved(row: int) -> int:
            shift = 0
            for splice in change.splices:
                stop = splice.index + len(splice.removed)
                if row < splice.index:
                    break
                if row < stop:
                    last = max(len(splice.inserted) - 1, 0)
                    return splice.index + shift + min(row - splice.index, last)
                shift += len(splice.inserted) - len(splice.removed)
            return row + shift

        pieces = [(moved(first), moved(stop - 1) + 1) for first, stop in self.others]
        return replace(
            self,
            current=moved(self.current),
            anchor=moved(self.anchor),
            others=_united(pieces),
        )

    def within(self, before: Document, after: Document) -> Selection:
        """The same cues, selected in `before`, as they are in `after`.

        Cues that are not in `after` are left out. If none is left, see `clipped`.
        """
        if before is after:
            return self
        rows = {cue.id: row for row, cue in enumerate(after.cues)}
        ids = [before.cues[row].id for row in self.rows() if row < len(before.cues)]
        kept = [rows[id_] for id_ in ids if id_ in rows]
        if not kept:
            return self.clipped(len(after.cues))
        current = rows.get(before.cues[self.current].id, kept[0])
        others = _united([(row, row + 1) for row in kept])
        return replace(self, current=current, anchor=current, others=others)

    def clipped(self, count: int) -> Selection:
        """The selection clipped to a document of `count` cues."""
        last = max(count - 1, 0)
        if self.current <= last and self.anchor <= last and not self.others:
            return self
        others = [(first, min(stop, count)) for first, stop in self.others if first < count]
        return replace(
            self,
            current=min(self.current, last),
            anchor=min(self.anchor, last),
            others=tuple(others),
        )


START = Selection()
"""The selection in a document that was just opened."""


def _united(ranges: list[Range]) -> tuple[Range, ...]:
    united: list[Range] = []
    for first, stop in sorted(ranges):
        if stop <= first:
            continue
        if united and first <= united[-1][1]:
            united[-1] = (united[-1][0], max(united[-1][1], stop))
        else:
            united.append((first, stop))
    return tuple(united)


def _without(span: Range, row: int) -> list[Range]:
    first, stop = span
    if not first <= row < stop:
        return [span]
    edges = ((first, row), (row + 1, stop))
    return [(low, high) for low, high in edges if low < high]
