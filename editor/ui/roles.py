# SPDX-License-Identifier: GPL-3.0-or-later
"""What screen readers are told of painted widgets: their roles, and interfaces of our own.

Qt takes a widget that it does not know for a filler, which screen readers pass over.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any

from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QAccessibleWidget, QWidget
from shiboken6 import isValid

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtCore import QObject
    from PySide6.QtGui import QAccessibleInterface

    Make = Callable[[Any], QAccessibleInterface]

_ROLE = "accessible-role"


def present(widget: QWidget, role: QAccessible.Role, name: str) -> None:
    """Present `widget` to screen readers with a role and a translated name."""
    _factory()
    widget.setProperty(_ROLE, role.value)  # first, since naming it may create its interface
    widget.setAccessibleName(name)


def provide(kind: type[QObject], make: Make) -> None:
    """Have `make` create the interface of each object of the class `kind`."""
    _factory().kinds[kind] = make


class _Factory:
    """Creates interfaces, and keeps each until Qt deletes it.

    Qt deletes an interface with its object, or when the program ends. If Python released it
    first, Qt would delete it a second time.
    """

    def __init__(self) -> None:
        self.kinds: dict[type[QObject], Make] = {}
        self._alive: list[QAccessibleInterface] = []

    def make(self, _class: str, thing: QObject) -> QAccessibleInterface | None:
        """The interface of `thing`, or None if that is Qt's business."""
        make = self.kinds.get(type(thing))
        if make is not None:
            made = make(thing)
        elif isinstance(thing, QWidget) and (role := thing.property(_ROLE)) is not None:
            made = QAccessibleWidget(thing, QAccessible.Role(role))
        else:
            return None
        self._alive = [interface for interface in self._alive if isValid(interface)]
        self._alive.append(made)
        return made


@cache
def _factory() -> _Factory:
    """The one in Qt's global list."""
    factory = _Factory()
    QAccessible.installFactory(factory.make)
    return factory
