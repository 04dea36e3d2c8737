# SPDX-License-Identifier: GPL-3.0-or-later
"""The page of publishing: what to publish, what the sites would object to, the files, chapters."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QPushButton,
    QTabWidget,
    QVBoxLayout,
    QWidget,
)

from editor.ui.entrance import Entrance
from editor.ui.fonts import heading_font
from editor.ui.i18n import told, tr
from editor.ui.publish.chapters import ChapterView
from editor.ui.publish.choices import Choices
from editor.ui.publish.objections import ObjectionList
from editor.ui.publish.preview import Preview

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from PySide6.QtGui import QKeyEvent

    from editor.publish.chapters import Chapter
    from editor.publish.plan import Plan
    from editor.publish.uploads import Choice, Upload
    from editor.ui.theme import Theme


class PublishPage(Entrance):
    """Shown in place of the table.

    Signals:
        chosen (Choice): Something else is to be published: work out its plan.
        cue_wanted (int): Go to the cue at this row.
        filter_wanted (str): Show only the cues of this kind.
        folder_wanted: Choose another folder.
        publish_wanted: Write the files.
        open_wanted: Open the folder with the system's program for it.
        copied (str): Text for the clipboard.
        paste_wanted: Take chapters from the clipboard.
        left: The user leaves the page.
    """

    chosen = Signal(object)
    cue_wanted = Signal(int)
    filter_wanted = Signal(str)
    folder_wanted = Signal()
    publish_wanted = Signal()
    open_wanted = Signal()
    copied = Signal(str)
    paste_wanted = Signal()
    left = Signal()

    def __init__(self, tracks: Sequence[str], choice: Choice, folder: Path, theme: Theme) -> None:
        """Offer `tracks`; `choice` is chosen at first."""
        super().__init__()
        self.setAccessibleName(tr("Publish"))
        self.plan: Plan | None = None
        self.choices = Choices(tracks, choice, theme)
        self.objections = ObjectionList(theme)
        self.chapters = ChapterView()
        self.preview = Preview()
        self.files = QLabel()
        self.files.setTextFormat(Qt.TextFormat.PlainText)
        self.files.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.files.setAlignment(Qt.AlignmentFlag.AlignTop)
        self.files.setWordWrap(True)
        self.files.setMargin(12)
        self.folder = QLabel(wordWrap=True)
        self.publish = QPushButton(tr("Publish"))
        self.publish.setProperty("primary", True)  # noqa: FBT003 - Qt's
        self.open_folder = QPushButton(tr("Open the folder"))
        self.open_folder.hide()
        self.unchecked, self.doubtful = QPushButton(), QPushButton()
        self._build()
        self.set_folder(folder)
        self.choices.changed.connect(self._choose)
        self.objections.cue_wanted.connect(self.cue_wanted)
        self.chapters.copied.connect(self.copied)
        self.chapters.paste_wanted.connect(self.paste_wanted)
        self.publish.clicked.connect(self.publish_wanted)
        self.open_folder.clicked.connect(self.open_wanted)
        self.unchecked.clicked.connect(lambda: self.filter_wanted.emit("unchecked"))
        self.doubtful.clicked.connect(lambda: self.filter_wanted.emit("doubtful"))
        self.enter_at(self.publish)

    def set_counts(self, unchecked: int, doubtful: int, cues: int) -> None:
        """Show how many cues are not checked yet, and how many have a doubtful word."""
        self.unchecked.setText(tr("Not checked: {count} of {cues}", count=unchecked, cues=cues))
        self.unchecked.setVisible(bool(unchecked))
        self.doubtful.setText(tr("With doubtful words: {count}", count=doubtful))
        self.doubtful.setVisible(bool(doubtful))

    def set_folder(self, folder: Path) -> None:
        """Show where the files will be."""
        self.folder.setText(str(folder))
        self.open_folder.hide()

    def set_chapters(self, chapters: Sequence[Chapter], length: int | None) -> None:
        """Show the document's chapters; `length` of the medium in ms."""
        self.chapters.show_chapters(chapters, length)

    def expect(self) -> None:
        """The plan is being worked out."""
        self.plan = None
        self.publish.setEnabled(False)

    def show_plan(self, plan: Plan) -> None:
        """Show the files, and what the sites would object to."""
        self.plan = plan
        self.publish.setEnabled(bool(plan.uploads))
        if self.hasFocus():  # for the button, which was disabled until now
            self.setFocus()
        self.objections.show_plan(plan)
        self.preview.show_ready(plan.ready)
        self.files.setText("\n".join(upload.name for upload in plan.uploads))
        errors = sum(found.severity == "error" for found in plan.objections)
        rest = len(plan.objections) - errors
        title = tr("Objections: {count}", count=len(plan.objections))
        self._tabs.setTabText(
            0,
            title
            if not errors
            else tr("Errors: {errors}, others: {rest}", errors=errors, rest=rest),
        )
        self._tabs.setTabText(1, tr("Files: {count}", count=len(plan.uploads)))

    def show_written(self, uploads: Sequence[Upload]) -> None:
        """Show what to do with the files that were written."""
        from editor.publish.uploads import entry

        lines = []
        for upload in uploads:
            where = entry(upload)
            lines.append(f"✓ {upload.name}" + ("" if where is None else f"\n     {told(where)}"))
        self.files.setText("\n".join(lines))
        self._tabs.setCurrentIndex(1)
        self.open_folder.show()
        self.open_folder.setFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter publishes, Esc leaves."""
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        elif event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter} and self.publish.isEnabled():
            self.publish_wanted.emit()
        else:
            super().keyPressEvent(event)

    def _choose(self) -> None:
        self.open_folder.hide()
        self.chosen.emit(self.choices.choice)

    def _build(self) -> None:
        title = QLabel(tr("Publish"))
        title.setFont(heading_font(1.4))
        change = QPushButton(tr("Choose folder…"))
        change.clicked.connect(self.folder_wanted)
        cancel = QPushButton(tr("Cancel"))
        cancel.clicked.connect(self.left)
        buttons = QHBoxLayout()
        for button in (self.publish, cancel):
            buttons.addWidget(button)
        buttons.addStretch()
        side = QWidget()
        side.setFixedWidth(320)
        column = QVBoxLayout(side)
        column.setContentsMargins(16, 12, 16, 12)
        column.setSpacing(8)
        for widget in (title, self.choices, _heading(tr("Folder")), self.folder, change):
            column.addWidget(widget)
        column.addStretch()
        column.addWidget(self.open_folder)
        column.addLayout(buttons)
        counts = QHBoxLayout()
        counts.setContentsMargins(0, 12, 16, 0)
        counts.addStretch()
        for count in (self.unchecked, self.doubtful):
            count.setProperty("quiet", True)  # noqa: FBT003 - Qt's
            count.setToolTip(tr("Show only these cues"))
            counts.addWidget(count)
        self._tabs = QTabWidget()
        self._tabs.setDocumentMode(True)
        self._tabs.addTab(self.objections, tr("Objections: {count}", count=0))
        self._tabs.addTab(self.files, tr("Files: {count}", count=0))
        self._tabs.addTab(self.chapters, tr("Chapters"))
        self._tabs.addTab(self.preview, tr("Preview"))
        main = QVBoxLayout()
        main.addLayout(counts)
        main.addWidget(self._tabs, 1)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(side)
        row.addLayout(main, 1)


def _heading(text: str) -> QLabel:
    label = QLabel(text)
    label.setFont(heading_font())
    return label
