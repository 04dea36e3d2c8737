# SPDX-License-Identifier: GPL-3.0-or-later
"""What sites would object to: a list by site and track, each row one click from its cue."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QListWidget, QListWidgetItem

from editor.checks.sites import site
from editor.core.i18n import N_
from editor.ui.fonts import heading_font
from editor.ui.i18n import sentence, tr
from editor.ui.severity import severity_icon

if TYPE_CHECKING:
    from collections.abc import Mapping

    from editor.publish.plan import Plan
    from editor.ui.theme import Theme

TRACK_NAMES: Mapping[str, str] = {
    "zh-Hans": N_("Simplified Chinese"),
    "zh-Hant": N_("Traditional Chinese"),
    "zh-TW": N_("Traditional Chinese, Taiwan"),
    "zh-HK": N_("Traditional Chinese, Hong Kong"),
    "text": N_("The text as it is"),
    "second": N_("The second text"),
    "both": N_("Both texts, one above the other"),
    "chapters": N_("Chapters"),
}
"""Names of tracks, untranslated."""

_ROW = int(Qt.ItemDataRole.UserRole)
"""Role of the row of a cue, or None."""

_MOST = 200
"""Objections that are listed for a site and track."""

_RANK = {"error": 0, "warning": 1, "note": 2}


def track_name(track: str) -> str:
    """The name of a track, translated."""
    return tr(TRACK_NAMES[track])


class ObjectionList(QListWidget):
    """A heading for each site and track, with what is wrong below it, errors first.

    Signals:
        cue_wanted (int): Go to the cue at this row.
    """

    cue_wanted = Signal(int)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self.setAccessibleName(tr("Objections"))
        self.setWordWrap(True)
        self.setFrameShape(QListWidget.Shape.NoFrame)
        self.itemClicked.connect(self._go)
        self.itemActivated.connect(self._go)

    def show_plan(self, plan: Plan) -> None:
        """List the objections of a plan."""
        self.clear()
        if not plan.uploads:
            self._head(tr("Nothing is chosen to be published."))
        elif not plan.objections:
            self._head(tr("The sites would object to nothing."))
        for (name, track), group in groupby(plan.objections, lambda one: (one.site, one.track)):
            found = sorted(group, key=lambda one: _RANK[one.severity])
            self._head(f"{tr(site(name).name)} · {track_name(track)} · {len(found)}")
            for one in found[:_MOST]:
                where = "" if one.row is None else f"{one.row + 1}  "
                icon = severity_icon(one.severity, self._theme.colours, self.devicePixelRatioF())
                item = QListWidgetItem(icon, where + sentence(one.message), self)
                item.setData(_ROW, one.row)
            if len(found) > _MOST:
                self._head(tr("… and {count} more", count=len(found) - _MOST))

    def _head(self, text: str) -> None:
        item = QListWidgetItem(text, self)
        item.setFont(heading_font())
        item.setFlags(Qt.ItemFlag.ItemIsEnabled)

    def _go(self, item: QListWidgetItem) -> None:
        row = item.data(_ROW)
        if isinstance(row, int):
            self.cue_wanted.emit(row)
