# SPDX-License-Identifier: GPL-3.0-or-later
"""The panel of speakers: their colours, names and cues; a name is changed where it stands."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QPushButton,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from editor.actions import speaking
from editor.core.speakers import speakers_of
from editor.ui.i18n import tr
from editor.ui.speaker_colours import chip, tints

if TYPE_CHECKING:
    from collections.abc import Mapping

    from PySide6.QtGui import QColor

    from editor.actions.context import Context
    from editor.ui.commands import Commands
    from editor.ui.theme import Theme

_QUIET = 200
"""Delay in ms after a change before the cues are counted again."""

_NAME = Qt.ItemDataRole.UserRole


def make(context: Context, commands: Commands, theme: Theme) -> SpeakersPanel:
    """Create the panel, connected to the session and the commands."""
    session = context.session
    panel = SpeakersPanel()

    tint = tints(session, context.speakers, theme)

    def show() -> None:
        counts = speakers_of(session.document.cues)
        panel.show_speakers(counts, {name: tint(name) for name in counts})

    def rename(old: str, new: str) -> None:
        # Not the command for renaming: that one is for the speaker of the current cue.
        give = partial(speaking.rename_to, old=old, new=new)
        commands.run("cue.speaker", give, here=True)
        # Also where it was refused; later, since the editor of the name would not survive it.
        soon.start()

    def go(name: str) -> None:
        cues, here = session.document.cues, session.selection.current
        rows = (*range(here + 1, len(cues)), *range(here + 1))
        row = next((row for row in rows if cues[row].speaker == name), None)
        if row is not None:
            session.select(session.selection.at(row))

    soon = QTimer(panel, singleShot=True, interval=_QUIET)
    soon.timeout.connect(show)
    for signal in (session.changed, session.opened):
        signal.connect(soon.start)
    theme.changed.connect(show)
    panel.renamed.connect(rename)
    panel.wanted.connect(go)
    show()
    return panel


class SpeakersPanel(QWidget):
    """A row for each speaker. Enter or a click goes to the next cue; F2 or a double click renames.

    Signals:
        wanted (str): Go to the next cue of that speaker.
        renamed (str, str): A speaker, and its new name; that of another one merges both.
    """

    wanted = Signal(str)
    renamed = Signal(str, str)

    def __init__(self) -> None:
        super().__init__()
        self.rows = QTreeWidget()
        self.rows.setAccessibleName(tr("Speakers"))
        self.rows.setRootIsDecorated(False)
        self.rows.setUniformRowHeights(True)
        self.rows.setHeaderLabels([tr("Speaker"), tr("Cues")])
        triggers = QAbstractItemView.EditTrigger
        self.rows.setEditTriggers(triggers.DoubleClicked | triggers.EditKeyPressed)
        self.rows.header().setStretchLastSection(False)
        self.rows.header().setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        self.rows.header().setSectionResizeMode(1, QHeaderView.ResizeMode.ResizeToContents)
        self.rows.itemChanged.connect(self._changed)
        self.rows.itemClicked.connect(lambda item: self.wanted.emit(item.data(0, _NAME)))
        self.rows.installEventFilter(self)
        self.hint = QLabel(wordWrap=True)
        self.hint.setContentsMargins(14, 8, 14, 12)
        self.rename = QPushButton(tr("Rename"))
        self.rename.setToolTip(tr("The name of another speaker merges both"))
        self.rename.clicked.connect(self._edit)
        foot = QHBoxLayout()
        foot.setContentsMargins(14, 8, 12, 12)
        foot.addStretch()
        foot.addWidget(self.rename)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self.rows, 1)
        layout.addWidget(self.hint)
        layout.addLayout(foot)
        self.setFocusProxy(self.rows)

    def show_speakers(self, counts: Mapping[str, int], colours: Mapping[str, QColor]) -> None:
        """Show speakers with their numbers of cues and their colours."""
        if self.rows.state() == QAbstractItemView.State.EditingState:
            return  # what is typed there stays
        current = self.rows.currentItem()
        chosen = None if current is None else current.data(0, _NAME)
        self.rows.blockSignals(True)  # noqa: FBT003 - Qt's
        self.rows.clear()
        for name, count in counts.items():
            item = QTreeWidgetItem(self.rows, [name, str(count)])
            item.setData(0, _NAME, name)
            item.setIcon(0, chip(colours[name], self.devicePixelRatioF()))
            item.setTextAlignment(1, Qt.AlignmentFlag.AlignRight)
            item.setFlags(item.flags() | Qt.ItemFlag.ItemIsEditable)
            if name == chosen:
                self.rows.setCurrentItem(item)
        self.rows.blockSignals(False)  # noqa: FBT003 - Qt's
        self.rename.setEnabled(bool(counts))
        self.hint.setText(
            tr("The name of another speaker merges both.")
            if counts
            else tr("No speakers yet. Give the selected cues one with “Speaker…”.")
        )

    def _edit(self) -> None:
        item = self.rows.currentItem() or self.rows.topLevelItem(0)
        if item is not None:
            self.rows.setCurrentItem(item)
            self.rows.editItem(item, 0)

    def _changed(self, item: QTreeWidgetItem, column: int) -> None:
        old, new = item.data(0, _NAME), item.text(0)
        if column == 0 and new != old:
            self.renamed.emit(old, new)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: D102 - Qt's
        enter, current = {Qt.Key.Key_Return, Qt.Key.Key_Enter}, self.rows.currentItem()
        if (
            watched is self.rows
            and isinstance(event, QKeyEvent)
            and event.type() == QEvent.Type.KeyPress
            and event.key() in enter
            and current is not None
        ):
            self.wanted.emit(current.data(0, _NAME))
            return True
        return super().eventFilter(watched, event)
