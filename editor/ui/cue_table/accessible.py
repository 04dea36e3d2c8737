# SPDX-License-Identifier: GPL-3.0-or-later
"""What assistive technology sees of the painted rows: a list of those in view.

PySide6 lets a factory make interfaces for objects, and Qt ties their lives to these; so the
rows in view are objects too.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Protocol

from PySide6.QtCore import QObject, QRect
from PySide6.QtGui import QAccessible, QAccessibleInterface, QAccessibleObject
from PySide6.QtWidgets import QAccessibleWidget, QWidget
from shiboken6 import isValid

from editor.core.timecode import spoken
from editor.ui.i18n import tr

if TYPE_CHECKING:
    from editor.core.cue import Cue

_Text = QAccessible.Text


class Rows(Protocol):
    """What is told about the rows."""

    def visible(self) -> range:
        """The rows in view."""

    def cue(self, row: int) -> Cue:
        """The cue at `row`."""

    def is_chosen(self, row: int) -> bool:
        """Whether `row` is chosen."""

    def rect(self, row: int) -> QRect:
        """Where `row` stands in the viewport."""


class RowsViewport(QWidget):
    """The viewport that rows are painted on; its list has the editor first, then the rows."""

    def __init__(self) -> None:
        super().__init__()
        self.rows: Rows | None = None
        self._objects: list[RowObject] = []
        _install()

    def in_view(self) -> range:
        """The rows in view."""
        return self.rows.visible() if self.rows is not None else range(0)

    def row_object(self, place: int) -> RowObject:
        """The object that stands for the row at `place` of those in view."""
        while len(self._objects) <= place:
            self._objects.append(RowObject(self, len(self._objects)))
        return self._objects[place]


class RowObject(QObject):
    """Stands for the row at `place` of those in view."""

    def __init__(self, viewport: RowsViewport, place: int) -> None:
        super().__init__(viewport)
        self.viewport = viewport
        self.place = place

    @property
    def row(self) -> int | None:
        """The row there now, or None."""
        rows = self.viewport.in_view()
        return rows[self.place] if self.place < len(rows) else None


def cue_name(row: int, cue: Cue) -> str:
    """How a cue is called."""
    start, end = spoken(cue.start), spoken(cue.end)
    return tr("Cue {number}, {start} to {end}", number=row + 1, start=start, end=end)


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
        return cue.text if kind in (_Text.Value, _Text.Description) else ""


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


class _Factory:
    """Makes interfaces, and keeps each until Qt deletes it.

    Qt does so when the object behind it goes, or at the program's end. Were Python the first
    to let one go, Qt would delete it once more.
    """

    def __init__(self) -> None:
        self._alive: list[QAccessibleInterface] = []

    def make(self, _class: str, thing: QObject) -> QAccessibleInterface | None:
        """The interface of `thing`, or None where that is not ours to make."""
        made: QAccessibleInterface
        if isinstance(thing, RowsViewport):
            made = _ListInterface(thing)
        elif isinstance(thing, RowObject):
            made = _RowInterface(thing)
        else:
            return None
        self._alive = [interface for interface in self._alive if isValid(interface)]
        self._alive.append(made)
        return made


@cache
def _install() -> _Factory:
    """Qt has one list of factories for the whole program; ours goes there once."""
    factory = _Factory()
    QAccessible.installFactory(factory.make)
    return factory
