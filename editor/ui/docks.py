# SPDX-License-Identifier: GPL-3.0-or-later
"""The places beside the table, and the panels that stand there."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QStackedWidget

from editor.ui.i18n import tr

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from PySide6.QtWidgets import QWidget

    from editor.settings import Settings
    from editor.ui.commands import Commands
    from editor.ui.panels.panel import Panel, Place

_SHOWN = "panels"
"""Under this name the settings hold the ids of the panels that are shown."""


class Dock(QStackedWidget):
    """A place where one thing is seen at a time, hidden while there is none.

    A panel stays for later. Work (a review, a tool) lies over it until it is done with, and is
    deleted then.

    Signals:
        changed: Something else is seen.
    """

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._panel: QWidget | None = None
        self._work: QWidget | None = None
        self.hide()

    @property
    def work(self) -> QWidget | None:
        """The work that is seen, or None."""
        return self._work

    @property
    def seen(self) -> QWidget | None:
        """What is seen, or None."""
        return self._work or self._panel

    def show_panel(self, panel: QWidget | None) -> None:
        """Let a panel be seen in the place of whatever is, or none."""
        self._panel = panel
        self.show_work(None)

    def show_work(self, work: QWidget | None) -> None:
        """Lay work over the panel, or take away what lies there."""
        before, self._work = self._work, work
        seen = self.seen
        if seen is not None:
            if self.indexOf(seen) < 0:
                self.addWidget(seen)
            self.setCurrentWidget(seen)
        self.setVisible(seen is not None)
        if before not in (None, work):
            self.removeWidget(before)
            before.deleteLater()
        self.changed.emit()


class Docks(QObject):
    """The panels of a table: made when they are first shown, and shown where they belong."""

    def __init__(self, places: Mapping[Place, Dock], settings: Settings, parent: QObject) -> None:
        super().__init__(parent)
        self._places, self._settings = places, settings
        self._rows: dict[str, Panel] = {}
        self._made: dict[str, QWidget] = {}
        self._latest = ""
        self._restored = False

    def serve(
        self, panels: Sequence[Panel], commands: Commands, make: Callable[[Panel], QWidget]
    ) -> None:
        """Begin: with these panels, whose commands show whether they are seen."""
        self._rows = {row.id: row for row in panels}
        self._make, self._commands = make, commands
        self._latest = panels[0].id if panels else ""
        for row in panels:
            commands.actions[row.command].setCheckable(True)
        for dock in self._places.values():
            dock.changed.connect(self._tell)

    def is_shown(self, name: str) -> bool:
        """Whether that panel is seen."""
        made = self._made.get(name)
        return made is not None and self._places[self._rows[name].place].seen is made

    def show(self, name: str) -> QWidget:
        """Let a panel be seen."""
        row = self._rows[name]
        if name not in self._made:
            made = self._made[name] = self._make(row)
            made.setAccessibleName(tr(row.title))
        self._latest = name
        self._places[row.place].show_panel(self._made[name])
        return self._made[name]

    def hide(self, name: str) -> None:
        """Put a panel away."""
        if self.is_shown(name):
            self._places[self._rows[name].place].show_panel(None)

    def latest(self) -> QWidget | None:
        """The panel that was shown last, seen again; None where there are no panels."""
        return self.show(self._latest) if self._latest else None

    def keep(self) -> None:
        """Remember which panels are seen."""
        if self._restored:
            self._settings.remember(_SHOWN, [name for name in self._rows if self.is_shown(name)])

    def restore(self) -> None:
        """Show those that were seen when the program was last left; only the first time."""
        if self._restored:
            return
        self._restored = True
        kept = self._settings.state(_SHOWN)
        for name in kept if isinstance(kept, list) else ():
            if name in self._rows:
                self.show(name)

    def _tell(self) -> None:
        for row in self._rows.values():
            self._commands.actions[row.command].setChecked(self.is_shown(row.id))
