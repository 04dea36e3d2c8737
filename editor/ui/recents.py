# SPDX-License-Identifier: GPL-3.0-or-later
"""Recent work: what the start page and the *File* menu list, and what can be done with it."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QDateTime, QLocale

from editor.actions import opening
from editor.core.errors import Problem
from editor.core.i18n import N_
from editor.core.timecode import mark
from editor.core.visible import visible
from editor.project.lock import SessionBusy
from editor.ui.i18n import as_html, tr
from editor.ui.start_page import Recent, StartPage

if TYPE_CHECKING:
    from datetime import datetime
    from pathlib import Path

    from PySide6.QtWidgets import QMenu

    from editor.actions.context import Context
    from editor.project.listing import RecentEntry
    from editor.ui.commands import Commands
    from editor.ui.theme import Theme

_COUNT = 12
"""How many recent documents are listed."""

PINNED = "pinned"
"""Key in the settings' state of the ids of pinned sessions."""


class Recents:
    """Lists recent work: what is pinned first, then the newest."""

    def __init__(self, context: Context, commands: Commands, theme: Theme) -> None:
        self._context, self._commands = context, commands
        self.page = StartPage(theme)
        self.page.recent_wanted.connect(self.open)
        self.page.pin_wanted.connect(self.pin)
        self.page.remove_wanted.connect(self.remove)
        self.page.sample_wanted.connect(lambda: commands.run("file.sample"))
        self.page.open_wanted.connect(lambda: commands.run("file.open"))

    @property
    def pinned(self) -> list[str]:
        """Ids of the pinned sessions."""
        kept = self._context.settings.state(PINNED)
        return [name for name in kept if isinstance(name, str)] if isinstance(kept, list) else []

    def show(self) -> None:
        """Show the current list on the start page."""
        pinned, rows = self.pinned, []
        seen: set[Path] = set()
        for entry in self._entries():
            aside = entry.path is not None and entry.path in seen
            if entry.path is not None:
                seen.add(entry.path)
            path = visible(str(entry.project or entry.path or ""))
            row = Recent(
                entry.id,
                visible(entry.title),
                path,
                _when(entry.changed_at),
                _summary(entry, aside=aside),
                entry.id in pinned,
            )
            rows.append(row)
        self.page.set_recent(rows)

    def fill(self, menu: QMenu) -> None:
        """Fill a menu with recent work."""
        menu.clear()
        for entry in self._entries():
            action = menu.addAction(visible(entry.title).replace("&", "&&"))
            action.setToolTip(as_html(str(entry.project or entry.path or "")))
            action.triggered.connect(lambda _=False, name=entry.id: self.open(name))
        if menu.isEmpty():
            menu.addAction(tr("No recent files")).setEnabled(False)

    def open(self, name: str) -> None:
        """Resume the work of that id."""
        entry = self._entry(name)
        if entry is not None:
            self._commands.run("file.open", partial(opening.open_entry, entry=entry))

    def pin(self, name: str) -> None:
        """Pin the work of that id, or no longer."""
        before = self.pinned
        pinned = [other for other in before if other != name]
        if name not in before:
            pinned.append(name)
        self._context.settings.remember(PINNED, pinned or None)
        self.show()

    def remove(self, name: str) -> None:
        """Delete the work of that id, if the user confirms that."""
        context, entry = self._context, self._entry(name)
        question = Problem(
            "Remove this work on “{name}”? What was not saved or exported is lost.",
            name=visible(entry.title) if entry is not None else "",
        )
        if entry is None or context.ask.choose(question, (N_("Remove"),)) is None:
            return
        try:
            context.store.forget(name)
        except SessionBusy as busy:
            context.ask.tell(busy.problem)
        except OSError as error:
            context.ask.tell(Problem("It cannot be removed: {reason}.", reason=str(error)))
        self.show()

    def _entry(self, name: str) -> RecentEntry | None:
        return next((entry for entry in self._entries() if entry.id == name), None)

    def _entries(self) -> list[RecentEntry]:
        pinned = self.pinned
        entries = self._context.store.recent(_COUNT, pinned)
        return sorted(entries, key=lambda entry: entry.id not in pinned)


def _summary(entry: RecentEntry, *, aside: bool) -> str:
    """``906 cues · 12 % checked · 36:50``, and whether newer work on the file has replaced it."""
    parts = [tr("set aside")] if aside else []
    summary = entry.summary
    if summary is not None and summary.cues:
        parts.append(tr("{count} cues", count=summary.cues))
        parts.append(tr("{share}% checked", share=100 * summary.checked // summary.cues))
        parts.append(mark(summary.end, 1_000))
    return " · ".join(parts)


def _when(moment: datetime) -> str:
    """A time in the user's time zone and format."""
    local = QDateTime.fromSecsSinceEpoch(round(moment.timestamp()))
    return QLocale().toString(local, QLocale.FormatType.ShortFormat)
