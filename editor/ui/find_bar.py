# SPDX-License-Identifier: GPL-3.0-or-later
"""The search bar below the table: what to find, how, and what to put in its place."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from editor.ui.announce import announce
from editor.ui.cue_bar import BarButton, arrow_down, arrow_up
from editor.ui.find_field import FindField, Kept
from editor.ui.find_ticks import SELECTION, FindTicks
from editor.ui.i18n import told, tr

if TYPE_CHECKING:
    from PySide6.QtGui import QHideEvent, QKeyEvent

    from editor.search import Search
    from editor.session import Session
    from editor.settings import Settings
    from editor.ui.commands import Commands
    from editor.ui.cue_table.table import CueTable
    from editor.ui.theme import Theme

_SAY = 300
"""Delay in ms before the bar says that it is searching: usually it has finished by then."""


class FindBar(QFrame):
    """Searches while one types. Enter and Shift+Enter walk, Esc leaves.

    The table only scrolls to the first match; the caret stays where it is until one walks. So Esc
    leads back to where one was, or stays at the match that one went to.

    Signals:
        left: The bar was closed.
    """

    left = Signal()

    def __init__(  # noqa: PLR0913, PLR0917 - a part of the window
        self,
        session: Session,
        search: Search,
        settings: Settings,
        commands: Commands,
        theme: Theme,
        table: CueTable,
    ) -> None:
        super().__init__()
        self.setObjectName("find")
        self.setAccessibleName(tr("Find"))
        self._session, self._search, self._table = session, search, table
        self._commands, self._theme = commands, theme
        self._kept = Kept(settings)
        self._scope: frozenset[int] | None = None
        self._origin = (session.document, session.selection, 0)
        self._peeking = False

        def terms() -> frozenset[str]:
            return session.state.terms

        self.field = FindField(tr("Find"), self._kept, "find", terms)
        self.instead = FindField(tr("Replace with"), self._kept, "replace", terms)
        self.count, self.trouble = QLabel(), QLabel(wordWrap=True)
        self.ticks = FindTicks(self._kept, theme)
        self._late = QTimer(self, singleShot=True, interval=_SAY)
        self._late.timeout.connect(self._tell)
        self._replacing = QWidget()
        self._build()
        self.field.textEdited.connect(self._typed)
        self.ticks.toggled.connect(self._ticked)
        self.instead.textChanged.connect(self._instead)
        search.changed.connect(self._found)
        session.selected.connect(self._selected)
        session.opened.connect(self.close_bar)
        theme.changed.connect(self._colour)
        self._colour()
        self.hide()

    def open(self, text: str, *, replace: bool) -> None:
        """Show the bar and search, for `text` or else for what was searched for last."""
        if self.isHidden():
            top = self._table.verticalScrollBar().value()
            self._origin = (self._session.document, self._session.selection, top)
            self.show()
            self._table.ensure_visible(self._session.selection.current)
        self._replacing.setVisible(replace or self._replacing.isVisibleTo(self))
        if text or not self.field.text():
            self.field.setText(text or self._kept.last("find"))
        self.field.selectAll()
        self.field.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self._search.show(shown=True)
        self._look()

    def close_bar(self) -> None:
        """Hide the bar and the marks; if one walked nowhere, scroll back to where one was."""
        if self.isHidden():
            return
        self._keep()
        self._search.show(shown=False)
        self._replacing.hide()
        self.hide()
        document, selection, top = self._origin
        if self._session.document is document and self._session.selection == selection:
            self._table.verticalScrollBar().setValue(top)
        self.left.emit()

    # Building

    def _build(self) -> None:
        first, second = QHBoxLayout(), QHBoxLayout(self._replacing)
        walk = [
            BarButton("edit.find-previous", arrow_up, self._commands, self._theme),
            BarButton("edit.find-next", arrow_down, self._commands, self._theme),
        ]
        close = QToolButton(autoRaise=True)
        close.setText("✕")
        close.setAccessibleName(tr("Close"))
        close.setToolTip(tr("Close"))
        close.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        close.clicked.connect(self.close_bar)
        self.count.setMinimumWidth(self.count.fontMetrics().horizontalAdvance("0" * 12))
        first.addWidget(self.field, 1)
        for widget in (self.count, *walk, close):
            first.addWidget(widget)
        second.setContentsMargins(0, 0, 0, 0)
        second.addWidget(self.instead, 1)
        for name in ("edit.replace-one", "edit.replace-all"):
            second.addWidget(self._button(name))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(12, 6, 8, 6)
        layout.setSpacing(6)
        layout.addLayout(first)
        for widget in (self.trouble, self._replacing, self.ticks):
            layout.addWidget(widget)
        self.setTabOrder(self.field, self.instead)
        self.trouble.hide()
        self._replacing.hide()

    def _button(self, name: str) -> QPushButton:
        action = self._commands.actions[name]
        button = QPushButton(action.text())
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        button.setEnabled(action.isEnabled())
        action.changed.connect(lambda: button.setEnabled(action.isEnabled()))
        button.clicked.connect(lambda: self._run(name))
        return button

    # Searching

    def _look(self) -> None:
        from editor.language.searching import Query

        query = Query(self.field.text(), self.ticks.options)
        self._peeking = bool(query.text)
        self._late.start()
        self._search.look_for(query, self._table.rows_in_sight, self._scope)

    def _typed(self) -> None:
        if not self.field.text():
            self._table.verticalScrollBar().setValue(self._origin[2])
        self._look()

    def _ticked(self, name: str) -> None:
        if name == SELECTION:
            cues, rows = self._session.document.cues, self._session.chosen
            chosen = frozenset(cues[row].id for row in rows)
            self._scope = chosen if self.ticks.in_selection else None
        self._look()

    def _instead(self, text: str) -> None:
        self._search.instead = text

    def _found(self) -> None:
        if not self._search.shown:
            return
        if not self._search.busy:
            self._tell()
        self._peek()

    def _peek(self) -> None:
        """Scroll to the first match from the caret on, unless one is in sight."""
        search, selection = self._search, self._session.selection
        if not self._peeking:
            return
        if not any(search.places.matches(row) for row in self._table.rows_in_sight):
            if search.busy and not search.places.total:
                return
            place = search.places.after(selection.current, selection.caret)
            if place is not None:
                self._table.ensure_visible(place[0])
        self._peeking = False

    def _selected(self) -> None:
        if self._search.shown and not self._search.busy:
            self._tell()

    def _tell(self) -> None:
        """Say how many there are, and which of them is selected."""
        search, total = self._search, self._search.places.total
        self._late.stop()
        here = None if search.busy else search.here
        if not self.field.text():
            said = ""
        elif search.busy:
            said = tr("Searching…")
        elif here is not None:
            said = tr("{number} of {total}", number=search.places.number(here), total=total)
        else:
            said = tr("Found: {total}", total=total)
        problem = "" if search.problem is None else told(search.problem)
        self.trouble.setText(problem)
        self.trouble.setVisible(bool(problem))
        if said != self.count.text():
            self.count.setText(said)
            announce(self, problem or said)

    def _keep(self) -> None:
        """Remember what was searched for, and how."""
        self._kept.keep("find", self.field.text())
        if self._replacing.isVisibleTo(self):
            self._kept.keep("replace", self.instead.text())
        self.ticks.keep()

    def _run(self, name: str) -> None:
        self._keep()
        self._commands.run(name)

    # Events

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter goes on, or replaces; Esc leaves."""
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            back = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
            if self.instead.hasFocus():
                self._run("edit.replace-one")
            else:
                self._run("edit.find-previous" if back else "edit.find-next")
        elif event.key() == Qt.Key.Key_Escape:
            self.close_bar()
        else:
            super().keyPressEvent(event)

    def hideEvent(self, event: QHideEvent) -> None:
        """Forget a selection that was searched: it is another one the next time."""
        super().hideEvent(event)
        self._scope = None
        self.ticks.forget_selection()

    def _colour(self) -> None:
        colours = self._theme.colours
        self.setStyleSheet(
            f"#find {{ background: {colours.raised.name()}; "
            f"border-top: 1px solid {colours.border.name()}; }}"
        )
        self.trouble.setStyleSheet(f"color: {colours.warning.name()}")
