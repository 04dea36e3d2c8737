# SPDX-License-Identifier: GPL-3.0-or-later
"""Docks beside and below the table, and the panels in them."""

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
"""Key in the settings' state of the ids of the visible panels."""


class Dock(QStackedWidget):
    """A stack that shows one widget at a time, and is hidden while it is empty.

    A panel is reused. Work (a review, a tool) covers the panel until it is finished, and is then
    deleted.

    Signals:
        changed: Another widget is shown, or none.
    """

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._panel: QWidget | None = None
        self._work: QWidget | None = None
        self.hide()

    @property
    def work(self) -> QWidget | None:
        """The review or tool that is shown, or None."""
        return self._work

    @property
    def seen(self) -> QWidget | None:
        """The widget that is shown, or None."""
        return self._work or self._panel

    def show_panel(self, panel: QWidget | None) -> None:
        """Show a panel instead of whatever is shown; None shows nothing."""
        self._panel = panel
        self.show_work(None)

    def show_work(self, work: QWidget | None) -> None:
        """Show work over the panel; None removes the work."""
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
    """Shows and hides the panels; each is created when it is first shown."""

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
        """Start with these panels; their commands are checked while the panels are visible."""
        self._rows = {row.id: row for row in panels}
        self._make, self._commands = make, commands
        self._latest = panels[0].id if panels else ""
        for row in panels:
            commands.actions[row.command].setCheckable(True)
        for dock in self._places.values():
            dock.changed.connect(self._tell)

    def is_shown(self, name: str) -> bool:
        """Whether that panel is visible."""
        made = self._made.get(name)
        return made is not None and self._places[self._rows[name].place].seen is made

    def show(self, name: str) -> QWidget:
        """Show a panel and return it."""
        row = self._rows[name]
        if name not in self._made:
            made = self._made[name] = self._make(row)
            made.setAccessibleName(tr(row.title))
        self._latest = name
        self._places[row.place].show_panel(self._made[name])
        return self._made[name]

    def hide(self, name: str) -> None:
        """Hide a panel."""
        if self.is_shown(name):
            self._places[self._rows[name].place].show_panel(None)

    def latest(self) -> QWidget | None:
        """Show the panel that was shown last and return it; None if there are no panels."""
        return self.show(self._latest) if self._latest else None

    def keep(self) -> None:
        """Store which panels are visible."""
        if self._restored:
            self._settings.remember(_SHOWN, [name for name in self._rows if self.is_shown(name)])

    def restore(self) -> None:
        """Show the panels that were visible when the program ended; only the first call does so."""
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
