# SPDX-License-Identifier: GPL-3.0-or-later
"""Docks beside and below the table, and the panels in them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QLineF, QObject, QRectF, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from editor.ui.elided import Elided
from editor.ui.i18n import tr
from editor.ui.icon_button import IconButton, cross

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from PySide6.QtGui import QPainter

    from editor.ui.commands import Commands
    from editor.ui.kept_layout import KeptLayout
    from editor.ui.panels.panel import Panel, Place
    from editor.ui.theme import Theme

_SHOWN = "panels"
"""Key in the kept layout of the ids of the visible panels."""

_PLACES = "panel-places"
"""Key in the kept layout of the places that the user chose, by panel."""

OTHER: dict[Place, Place] = {"side": "below", "below": "side"}
"""Where a panel goes that is moved."""


class Dock(QWidget):
    """A stack that shows one widget at a time, and is hidden while it is empty.

    A panel has a header with its name, and is reused. Work (a review, a tool) covers the panel
    until it is finished, and is then deleted.

    Signals:
        changed: Another widget is shown, or none.
        move_wanted: The panel is to go to the other place.
        close_wanted: The panel is to be hidden.
    """

    changed = Signal()
    move_wanted = Signal()
    close_wanted = Signal()

    def __init__(self, place: Place, theme: Theme) -> None:
        super().__init__()
        self._panel: QWidget | None = None
        self._work: QWidget | None = None
        self._allowed = True
        self._stack = QStackedWidget()
        self._title = Elided()
        move = (
            IconButton(tr("Move below the table"), _below, theme)
            if place == "side"
            else IconButton(tr("Move beside the table"), _beside, theme)
        )
        close = IconButton(tr("Hide panel"), cross, theme)
        move.clicked.connect(self.move_wanted)
        close.clicked.connect(self.close_wanted)
        self._header = QWidget()
        row = QHBoxLayout(self._header)
        row.setContentsMargins(14, 0, 6, 0)
        row.setSpacing(0)
        row.addWidget(self._title, 1)
        row.addWidget(move)
        row.addWidget(close)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._header)
        column.addWidget(self._stack, 1)
        self.hide()

    @property
    def work(self) -> QWidget | None:
        """The review or tool that is shown, or None."""
        return self._work

    @property
    def seen(self) -> QWidget | None:
        """The widget that is shown, or None."""
        return self._work or self._panel

    def allow(self, *, allowed: bool) -> None:
        """Whether there is room for it at all."""
        self._allowed = allowed
        self.setVisible(allowed and self.seen is not None)

    def show_panel(self, panel: QWidget | None) -> None:
        """Show a panel instead of whatever is shown; None shows nothing."""
        self._panel = panel
        self.show_work(None)

    def show_work(self, work: QWidget | None) -> None:
        """Show work over the panel; None removes the work."""
        before, self._work = self._work, work
        seen = self.seen
        if seen is not None:
            if self._stack.indexOf(seen) < 0:
                self._stack.addWidget(seen)
            self._stack.setCurrentWidget(seen)
            self._title.setText(seen.accessibleName())
        self._header.setVisible(work is None)
        self.setVisible(self._allowed and seen is not None)
        if before is not None and before is not work:
            self._stack.removeWidget(before)
            before.deleteLater()
        self.changed.emit()


class Docks(QObject):
    """Shows, moves and hides the panels; each is created when it is first shown."""

    def __init__(self, docks: Mapping[Place, Dock], kept: KeptLayout, parent: QObject) -> None:
        super().__init__(parent)
        self._docks, self._kept = docks, kept
        self._rows: dict[str, Panel] = {}
        self._made: dict[str, QWidget] = {}
        self._places: dict[str, Place] = {}
        self._latest = ""
        self._restored = False

    def serve(
        self, panels: Sequence[Panel], commands: Commands, make: Callable[[Panel], QWidget]
    ) -> None:
        """Start with these panels; their commands are checked while the panels are visible."""
        self._rows = {row.id: row for row in panels}
        self._make, self._commands = make, commands
        self._latest = panels[0].id if panels else ""
        for row in panels:
            commands.actions[row.command].setCheckable(True)
        for place, dock in self._docks.items():
            dock.changed.connect(self._tell)
            dock.move_wanted.connect(lambda place=place: self._move_seen(place))
            dock.close_wanted.connect(lambda place=place: self._docks[place].show_panel(None))

    def is_shown(self, name: str) -> bool:
        """Whether that panel is visible."""
        made = self._made.get(name)
        return made is not None and self._dock(name).seen is made

    def show(self, name: str) -> QWidget:
        """Show a panel and return it."""
        row = self._rows[name]
        if name not in self._made:
            made = self._made[name] = self._make(row)
            made.setAccessibleName(tr(row.title))
        self._latest = name
        self._dock(name).show_panel(self._made[name])
        return self._made[name]

    def hide(self, name: str) -> None:
        """Hide a panel."""
        if self.is_shown(name):
            self._dock(name).show_panel(None)

    def move(self, name: str) -> QWidget:
        """Move a panel to the other place, show it there and return it."""
        self.hide(name)
        self._places[name] = OTHER[self.place(name)]
        return self.show(name)

    def place(self, name: str) -> Place:
        """Where a panel is docked."""
        return self._places.get(name, self._rows[name].place)

    @property
    def latest(self) -> str:
        """Id of the panel that was shown last; empty if there are none."""
        return self._latest

    def keep(self) -> None:
        """Store where the panels are, and which are visible."""
        if self._restored:
            self._kept[_SHOWN] = [name for name in self._rows if self.is_shown(name)]
            self._kept[_PLACES] = dict(self._places)

    def restore(self) -> None:
        """Show the panels that were visible when the program ended; only the first call does so."""
        if self._restored:
            return
        self._restored = True
        self._lay_out()

    def change_screen(self) -> None:
        """Show the panels that were visible on this screen."""
        if self._restored:
            for dock in self._docks.values():
                dock.show_panel(None)
            self._lay_out()

    def _lay_out(self) -> None:
        places, shown = self._kept[_PLACES], self._kept[_SHOWN]
        self._places = {
            name: place
            for name, place in (places.items() if isinstance(places, dict) else ())
            if name in self._rows and place in OTHER
        }
        for name in shown if isinstance(shown, list) else ():
            if name in self._rows:
                self.show(name)

    def _dock(self, name: str) -> Dock:
        return self._docks[self.place(name)]

    def _move_seen(self, place: Place) -> None:
        for name in self._rows:
            if self.place(name) == place and self.is_shown(name):
                self.move(name).setFocus(Qt.FocusReason.OtherFocusReason)
                return

    def _tell(self) -> None:
        for row in self._rows.values():
            self._commands.actions[row.command].setChecked(self.is_shown(row.id))


def _below(painter: QPainter, area: QRectF) -> None:
    """A window with a pane below."""
    _pane(
        painter,
        area,
        QLineF(area.left(), area.center().y() + 1, area.right(), area.center().y() + 1),
    )


def _beside(painter: QPainter, area: QRectF) -> None:
    """A window with a pane at the right."""
    _pane(
        painter,
        area,
        QLineF(area.center().x() + 1, area.top(), area.center().x() + 1, area.bottom()),
    )


def _pane(painter: QPainter, area: QRectF, border: QLineF) -> None:
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawRoundedRect(area.adjusted(-1, 0, 1, 0), 1.5, 1.5)
    painter.drawLine(border)
