# SPDX-License-Identifier: GPL-3.0-or-later
"""Accessibility of the painted rows: assistive technology sees a list of the visible rows.

In PySide6, a factory creates interfaces for objects (`ui.roles`); so each visible row needs an
object.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from PySide6.QtCore import QObject, QRect
from PySide6.QtGui import QAccessible, QAccessibleInterface, QAccessibleObject
from PySide6.QtWidgets import QAccessibleWidget, QWidget

from editor.core.original import is_changed
from editor.core.timecode import spoken
from editor.ui.i18n import told, tr
from editor.ui.marks import told_labels
from editor.ui.roles import provide

if TYPE_CHECKING:
    from collections.abc import Sequence

    from editor.core.cue import Cue
    from editor.core.errors import Problem
    from editor.core.text_marks import WordOf
    from editor.session import Applied

_Text = QAccessible.Text


class Rows(Protocol):
    """What the interfaces ask about the rows.

    Attributes:
        originals: Whether the hypothesis is shown below the text of changed cues.
        weakest: The word of a cue that is doubted most, or None.
    """

    originals: bool
    weakest: WordOf

    def visible(self) -> Sequence[int]:
        """The visible rows."""

    def cue(self, row: int) -> Cue:
        """The cue at `row`."""

    def problems_at(self, row: int) -> Sequence[Problem]:
        """What the checks found in the cue at `row`."""

    def is_chosen(self, row: int) -> bool:
        """Whether `row` is selected."""

    def rect(self, row: int) -> QRect:
        """The rectangle of `row` in the viewport, in logical pixels."""


class RowsViewport(QWidget):
    """The viewport in which rows are painted; its accessible children: the editor, then rows."""

    def __init__(self) -> None:
        super().__init__()
        self.rows: Rows | None = None
        self._objects: list[RowObject] = []
        provide(RowsViewport, _ListInterface)
        provide(RowObject, _RowInterface)

    def in_view(self) -> Sequence[int]:
        """The visible rows."""
        return self.rows.visible() if self.rows is not None else ()

    def row_object(self, place: int) -> RowObject:
        """The object for the row at index `place` of the visible rows."""
        while len(self._objects) <= place:
            self._objects.append(RowObject(self, len(self._objects)))
        return self._objects[place]


class RowObject(QObject):
    """Represents the row at index `place` of the visible rows."""

    def __init__(self, viewport: RowsViewport, place: int) -> None:
        super().__init__(viewport)
        self.viewport = viewport
        self.place = place

    @property
    def row(self) -> int | None:
        """The row at that index now, or None."""
        rows = self.viewport.in_view()
        return rows[self.place] if self.place < len(rows) else None


def cue_name(row: int, cue: Cue) -> str:
    """The accessible name of a cue."""
    if cue.is_untimed:
        return tr("Cue {number}, without times", number=row + 1)
    start, end = spoken(cue.start), spoken(cue.end)
    return tr("Cue {number}, {start} to {end}", number=row + 1, start=start, end=end)


def newly_checked(applied: Applied) -> bool | None:
    """Whether a change marks cues as checked (True), as not checked (False), or neither or both."""
    splices = applied.change.splices
    before = {cue.id: cue.checked for splice in splices for cue in splice.removed}
    marked = {
        cue.checked
        for splice in splices
        for cue in splice.inserted
        if before.get(cue.id, cue.checked) != cue.checked
    }
    return marked.pop() if len(marked) == 1 else None


def newly_labelled(applied: Applied) -> str | None:
    """The marks and notes after a change of them, if they are the same for all of its cues."""
    splices = applied.change.splices
    before = {cue.id: (cue.mark, cue.note) for splice in splices for cue in splice.removed}
    labels = {
        ". ".join(told_labels(cue)) or tr("No mark")
        for splice in splices
        for cue in splice.inserted
        if before.get(cue.id, (cue.mark, cue.note)) != (cue.mark, cue.note)
    }
    return labels.pop() if len(labels) == 1 else None


def news_of(applied: Applied) -> str | None:
    """What a screen reader is told of a change: that cues are checked, marked or noted."""
    checked = newly_checked(applied)
    if checked is None:
        return newly_labelled(applied)
    return tr("Checked") if checked else tr("Not checked")


def told_row(rows: Rows, row: int) -> str:
    """All that stands in a row, but for its number and times."""
    cue = rows.cue(row)
    quoted = rows.originals and is_changed(cue)
    original = [tr("Original: {text}", text=cue.heard)] if quoted else []
    weakest = rows.weakest(cue)
    doubted = [tr("Doubtful: {word}", word=cue.text[slice(*weakest)])] if weakest else []
    problems = map(told, rows.problems_at(row))
    return ". ".join([cue.text, *original, *doubted, *told_labels(cue), *problems])


class _RowInterface(QAccessibleObject):
    def __init__(self, row: RowObject) -> None:
        super().__init__(row)
        self._row = row

    def parent(self) -> QAccessibleInterface:
        return QAccessible.queryAccessibleInterface(self._row.viewport)

    def childCount(self) -> int:
        return 0

    def child(self, _index: int) -> QAccessibleInterface | None:  # type: ignore[override]
        return None

    def indexOfChild(self, _child: QAccessibleInterface) -> int:
        return -1

    def role(self) -> QAccessible.Role:
        return QAccessible.Role.ListItem

    def state(self) -> QAccessible.State:
        state = QAccessible.State()
        row, rows = self._row.row, self._row.viewport.rows
        if row is None or rows is None:
            state.invisible = 1
            return state
        state.selectable = 1
        state.selected = int(rows.is_chosen(row))
        state.checkable = 1
        state.checked = int(rows.cue(row).checked)
        return state

    def rect(self) -> QRect:
        row, viewport = self._row.row, self._row.viewport
        if row is None or viewport.rows is None:
            return QRect()
        rect = viewport.rows.rect(row)
        return QRect(viewport.mapToGlobal(rect.topLeft()), rect.size())

    def text(self, kind: QAccessible.Text) -> str:
        row, rows = self._row.row, self._row.viewport.rows
        if row is None or rows is None:
            return ""
        cue = rows.cue(row)
        if kind == _Text.Name:
            return cue_name(row, cue)
        if kind == _Text.Description:
            return told_row(rows, row)
        return cue.text if kind == _Text.Value else ""


class _ListInterface(QAccessibleWidget):
    def __init__(self, viewport: RowsViewport) -> None:
        super().__init__(viewport, QAccessible.Role.List, tr("Cues"))
        self._viewport = viewport

    def childCount(self) -> int:
        return super().childCount() + len(self._viewport.in_view())

    def child(self, index: int) -> QAccessibleInterface:
        widgets = super().childCount()
        if index < widgets:
            return super().child(index)
        return QAccessible.queryAccessibleInterface(self._viewport.row_object(index - widgets))

    def childAt(self, x: int, y: int) -> QAccessibleInterface:
        for place in range(len(self._viewport.in_view())):
            child = QAccessible.queryAccessibleInterface(self._viewport.row_object(place))
            if child.rect().contains(x, y):
                return child
        return super().childAt(x, y)

    def indexOfChild(self, child: QAccessibleInterface) -> int:
        row = child.object()
        if isinstance(row, RowObject):
            return super().childCount() + row.place
        return super().indexOfChild(child)
