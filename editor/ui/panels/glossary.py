# SPDX-License-Identifier: GPL-3.0-or-later
"""The glossary panel: terms of this document and of all documents, how they were heard, notes."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from editor.actions import changing, sounding
from editor.core.errors import UserError
from editor.language.glossary import Term, parts
from editor.ui.elided import Elided
from editor.ui.entrance import Entrance
from editor.ui.i18n import as_html, tr
from editor.ui.panels.glossary_table import EVERYWHERE, HEARD, KEEP, KIND, NOTE, TERM, Table, Ticks

if TYPE_CHECKING:
    from collections.abc import Sequence

    from editor.actions.context import Context
    from editor.language.corrections import Correction
    from editor.language.glossary import Glossary
    from editor.terms import Terms
    from editor.ui.commands import Commands
    from editor.ui.theme import Theme

_LATER = 50
"""Delay in ms of showing the terms anew."""


def make(context: Context, commands: Commands, theme: Theme) -> GlossaryPanel:
    """Create the panel, connected to the glossaries and the commands."""
    panel = GlossaryPanel(context.terms, theme)
    panel.refused.connect(lambda error: context.views.notice(error.problem))
    panel.blocked.connect(lambda: changing.is_refused(context))
    panel.find_button.clicked.connect(lambda: commands.click("tools.terms"))
    panel.term_wanted.connect(
        lambda name: commands.run("tools.terms", partial(sounding.find_term, name=name))
    )
    panel.table.undo_wanted.connect(lambda: commands.run("terms.undo"))
    panel.start_button.clicked.connect(lambda: commands.click("terms.start"))
    panel.read_button.clicked.connect(lambda: commands.click("terms.import"))
    panel.write_button.clicked.connect(lambda: commands.click("terms.export"))
    return panel


class GlossaryPanel(Entrance):
    """A table to type into; a row whose term is emptied is gone.

    Signals:
        refused (UserError): The user's glossary cannot be written.
        blocked: The document's cannot be changed: another window is editing it.
        term_wanted (str): Find the places that sound like this term.
    """

    refused = Signal(object)
    blocked = Signal()
    term_wanted = Signal(str)

    def __init__(self, terms: Terms, theme: Theme) -> None:
        super().__init__()
        self._terms = terms
        self._filling = False
        # A cell may be open: what is typed there would be lost.
        self._later = QTimer(self, singleShot=True, interval=_LATER)
        self._later.timeout.connect(self._fill)
        self.table = Table(0, 6)
        self.table.setHorizontalHeaderLabels(
            [
                tr("Term"),
                tr("Heard as"),
                tr("Kind"),
                tr("Keep script"),
                tr("Everywhere"),
                tr("Note"),
            ]
        )
        self.table.setAccessibleName(tr("Glossary"))
        ticks = Ticks(theme, self)
        for column in (KEEP, EVERYWHERE):
            self.table.setItemDelegateForColumn(column, ticks)
        theme.changed.connect(self.table.viewport().update)
        hint = QLabel(tr("Several words with | between them. Everywhere: for all documents."))
        hint.setWordWrap(True)
        hint.setContentsMargins(14, 8, 12, 8)
        self.find_button, self.one_button = (
            QPushButton(tr("Find in the text…")),
            QPushButton(tr("Only this term…")),
        )
        self.start_button = QPushButton(tr("Suggest…"))
        self.offer = _Offer(terms)
        self.read_button, self.write_button = QPushButton(tr("Import…")), QPushButton(tr("Export…"))
        buttons = QHBoxLayout()
        buttons.setContentsMargins(12, 8, 12, 8)
        buttons.setSpacing(8)
        for button in (self.find_button, self.one_button, self.start_button):
            buttons.addWidget(button)
        for button in (self.read_button, self.write_button):
            buttons.addWidget(button)
        buttons.addStretch()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self.offer)
        layout.addWidget(hint)
        layout.addWidget(self.table, 1)
        layout.addLayout(buttons)
        self.enter_at(self.table)
        self.table.itemChanged.connect(self._edited)
        self.table.delete_wanted.connect(self._delete)
        self.one_button.clicked.connect(self._want_one)
        terms.changed.connect(self._fill)
        self._fill()

    def _fill(self) -> None:
        """Show the terms, and an empty row for a new one."""
        if self._filling or self.table.state() == QAbstractItemView.State.EditingState:
            self._later.start()
            return
        self._filling = True
        user, document = self._terms.of_user, self._terms.of_document
        rows = [(term, False) for term in document] + [(term, True) for term in user]
        self.table.setRowCount(len(rows) + 1)
        for row, (term, everywhere) in enumerate([*rows, (Term(""), False)]):
            self._show(row, term, everywhere=everywhere)
        self._filling = False

    def _show(self, row: int, term: Term, *, everywhere: bool) -> None:
        texts = {
            TERM: term.term,
            HEARD: " | ".join(term.heard_as),
            KIND: term.kind,
            NOTE: term.note,
        }
        for column, text in texts.items():
            item = QTableWidgetItem(text)
            self.table.setItem(row, column, item)
        self._cell(row, TERM).setData(Qt.ItemDataRole.UserRole, term)
        for column, ticked in ((KEEP, term.keep_script), (EVERYWHERE, everywhere)):
            item = QTableWidgetItem()
            item.setFlags(Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsUserCheckable)
            item.setCheckState(Qt.CheckState.Checked if ticked else Qt.CheckState.Unchecked)
            self.table.setItem(row, column, item)

    def _edited(self, _item: QTableWidgetItem) -> None:
        if not self._filling:
            self._store()

    def _want_one(self) -> None:
        term = self._term(max(0, self.table.currentRow())).term
        if term:
            self.term_wanted.emit(term)

    def _delete(self, rows: Sequence[int]) -> None:
        self._filling = True
        for row in rows:
            self._cell(row, TERM).setText("")
        self._filling = False
        self._store()

    def _store(self) -> None:
        """Take what the table says."""
        document: dict[str, Term] = {}
        user: dict[str, Term] = {}
        for row in range(self.table.rowCount()):
            term = self._term(row)
            if term.term:
                everywhere = self._cell(row, EVERYWHERE).checkState()
                (user if everywhere == Qt.CheckState.Checked else document)[term.term] = term
        self._filling = True  # what is typed into stays as it is until all is stored
        try:
            self._take(tuple(document.values()), tuple(user.values()))
        finally:
            self._filling = False
        self._later.start()

    def _take(self, document: Glossary, user: Glossary) -> None:
        if document != self._terms.of_document and self._terms.read_only:
            self.blocked.emit()
        try:
            self._terms.set_both(document, user)
        except UserError as error:
            self.refused.emit(error)

    def _cell(self, row: int, column: int) -> QTableWidgetItem:
        return self.table.item(row, column) or QTableWidgetItem()

    def _term(self, row: int) -> Term:
        def text(column: int) -> str:
            return " ".join(self._cell(row, column).text().split())

        before = self._cell(row, TERM).data(Qt.ItemDataRole.UserRole)
        kept = before if isinstance(before, Term) else Term("")
        return replace(
            kept,
            term=text(TERM),
            heard_as=parts(text(HEARD)),
            kind=text(KIND),
            keep_script=self._cell(row, KEEP).checkState() == Qt.CheckState.Checked,
            note=text(NOTE),
        )


class _Offer(QWidget):
    """A row that offers to keep what was corrected last; hidden while there is nothing."""

    def __init__(self, terms: Terms) -> None:
        super().__init__()
        self._terms = terms
        self._shown: Correction | None = None
        self.text = Elided()
        self.keep = QPushButton(tr("Add to the glossary"))
        self.refuse = QPushButton(tr("Not this"))
        layout = QHBoxLayout(self)
        layout.setContentsMargins(14, 8, 12, 0)
        layout.setSpacing(8)
        layout.addWidget(self.text, 1)
        for button, kept in ((self.keep, True), (self.refuse, False)):
            button.setAutoDefault(True)  # Enter on a focused button presses it
            button.clicked.connect(lambda _=False, kept=kept: self._answer(keep=kept))
            layout.addWidget(button)
        terms.offered.connect(self._show)
        terms.changed.connect(self._show)
        self._show()

    def _show(self) -> None:
        offers = [] if self._terms.read_only else self._terms.offers
        self._shown = offers[0] if offers else None
        if self._shown is not None:
            text = tr("Heard {heard}, corrected to {right}",
                      heard=self._shown.heard, right=self._shown.right)  # fmt: skip
            more = f" (+{len(offers) - 1})" if len(offers) > 1 else ""
            self.text.setToolTip(as_html(text))
            self.text.setText(text + more)
        self.setVisible(self._shown is not None)

    def _answer(self, *, keep: bool) -> None:
        if self._shown is not None:
            self._terms.answer(self._shown, keep=keep)
