# SPDX-License-Identifier: GPL-3.0-or-later
"""What to publish: sites, tracks, the length of lines, speakers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QSpinBox, QVBoxLayout, QWidget

from editor.checks.sites import SITES
from editor.publish.uploads import Choice
from editor.ui.fonts import heading_font
from editor.ui.i18n import tr
from editor.ui.publish.objections import track_name
from editor.ui.tick import TickBox
from editor.ui.wheel import only_with_focus

if TYPE_CHECKING:
    from collections.abc import Sequence

    from editor.ui.theme import Theme

_MOST = 60
"""Longest line that can be chosen."""


class Choices(QWidget):
    """Ticks and fields of a `Choice`.

    Signals:
        changed: Something else was chosen.
    """

    changed = Signal()

    def __init__(self, tracks: Sequence[str], choice: Choice, theme: Theme) -> None:
        """Offer `tracks`; `choice` is chosen at first."""
        super().__init__()

        def ticked(text: str, *, on: bool) -> TickBox:
            box = TickBox(text, theme)
            box.setChecked(on)
            return box

        self.sites = {row.id: ticked(tr(row.name), on=row.id in choice.sites) for row in SITES}
        self.tracks = {name: ticked(track_name(name), on=name in choice.tracks) for name in tracks}
        self.line = QSpinBox()
        self.line.setRange(0, _MOST)
        self.line.setSpecialValueText(tr("as they are"))
        self.line.setValue(choice.line)
        only_with_focus(self.line)
        self.line.setAccessibleName(tr("Longest line"))
        self.names = ticked(tr("Write speakers into the text"), on=choice.names)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        for title, ticks in ((tr("Sites"), self.sites), (tr("Tracks"), self.tracks)):
            heading = QLabel(title)
            heading.setFont(heading_font())
            column.addWidget(heading)
            for tick in ticks.values():
                column.addWidget(tick)
            column.addSpacing(6)
        row = QHBoxLayout()
        row.addWidget(QLabel(tr("Longest line")))
        row.addWidget(self.line, 1)
        column.addLayout(row)
        column.addWidget(self.names)
        for tick in (*self.sites.values(), *self.tracks.values(), self.names):
            tick.toggled.connect(self.changed)
        self.line.valueChanged.connect(self.changed)

    @property
    def choice(self) -> Choice:
        """What is chosen."""
        return Choice(
            tuple(name for name, tick in self.sites.items() if tick.isChecked()),
            tuple(name for name, tick in self.tracks.items() if tick.isChecked()),
            self.line.value(),
            self.names.isChecked(),
        )
