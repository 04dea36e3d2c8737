# SPDX-License-Identifier: GPL-3.0-or-later
"""Accessibility of the painted rows: assistive technology sees a list of the visible rows.

In PySide6, a factory creates interfaces for objects, and Qt deletes an interface with its object;
so each visible row needs an object.
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
    from collections.abc import Sequence

    from editor.core.cue import Cue

_Text = QAccessible.Text


class Rows(Protocol):
    """What the interfaces ask about the rows."""

    def visible(self) -> Sequence[int]:
        """The visible rows."""

    def cue(self, row: int) -> Cue:
        """The cue at `row`."""

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
        _install()

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
    """Creates interfaces, and keeps each until Qt deletes it.

    Qt deletes an interface with its object, or when the program ends. If Python released it
    first, Qt would delete it a second time.
    """

    def __init__(self) -> None:
        self._alive: list[QAccessibleInterface] = []

    def make(self, _class: str, thing: QObject) -> QAccessibleInterface | None:
        """The interface of `thing`, or None if `thing` is not one of our classes."""
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
    """Install the factory in Qt's global list, once."""
    factory = _Factory()
    QAccessible.installFactory(factory.make)
    return factory
