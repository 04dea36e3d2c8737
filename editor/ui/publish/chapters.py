# SPDX-License-Identifier: GPL-3.0-or-later
"""The chapters in each site's form, with what it would refuse, to be copied."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import (
    QComboBox,
    QHBoxLayout,
    QLabel,
    QPlainTextEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from editor.checks.sites import SITES
from editor.publish.chapters import fitting, listing, objections
from editor.ui.i18n import sentence, tr
from editor.ui.wheel import only_with_focus

if TYPE_CHECKING:
    from collections.abc import Sequence

    from editor.publish.chapters import Chapter


class ChapterView(QWidget):
    """Shows the list for a site, or one that all sites take.

    Signals:
        copied (str): The list, for the clipboard.
        paste_wanted: Take chapters from the clipboard.
    """

    copied = Signal(str)
    paste_wanted = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._chapters: Sequence[Chapter] = ()
        self._length: int | None = None
        self._rules = [row.chapters for row in SITES if row.chapters is not None]
        self.site = QComboBox()
        only_with_focus(self.site)
        self.site.setAccessibleName(tr("Site"))
        for rules in self._rules:
            self.site.addItem(rules.site)
        for rules in self._rules:
            self.site.addItem(tr("Valid on all sites, for {site}", site=rules.site))
        self.text = QPlainTextEdit(readOnly=True)
        self.text.setAccessibleName(tr("Chapters"))
        self.said = QLabel(wordWrap=True)
        self.copy_button = QPushButton(tr("Copy"))
        self.paste_button = QPushButton(tr("Paste a list…"))
        self.paste_button.setToolTip(tr("Marks the cues where the chapters of a copied list start"))
        row = QHBoxLayout()
        row.addWidget(self.site, 1)
        row.addWidget(self.copy_button)
        row.addWidget(self.paste_button)
        column = QVBoxLayout(self)
        column.addLayout(row)
        column.addWidget(self.text, 1)
        column.addWidget(self.said)
        self.site.currentIndexChanged.connect(self._show)
        self.copy_button.clicked.connect(lambda: self.copied.emit(self.text.toPlainText()))
        self.paste_button.clicked.connect(self.paste_wanted)
        self._show()

    def show_chapters(self, chapters: Sequence[Chapter], length: int | None) -> None:
        """Show these chapters; `length` of the medium in ms, or None."""
        self._chapters, self._length = chapters, length
        self._show()

    def _show(self) -> None:
        place = self.site.currentIndex()
        rules = self._rules[place % len(self._rules)]
        chapters = self._chapters
        if place >= len(self._rules):
            chapters = fitting(chapters, self._rules, tr("Opening"), self._length)
        self.text.setPlainText(listing(chapters, rules))
        said = [sentence(problem) for _, problem in objections(chapters, rules, self._length)]
        if not chapters:
            said = [tr("No cue is marked as the start of a chapter: Chapter starts here… (Cue)")]
        self.said.setText("\n".join(said))
        self.copy_button.setEnabled(bool(chapters))
