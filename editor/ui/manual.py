# SPDX-License-Identifier: GPL-3.0-or-later
"""The manual in a window of its own: contents, a search, and the pages of the folder `docs`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import (
    QDesktopServices,
    QFont,
    QKeySequence,
    QShortcut,
    QTextBlockFormat,
    QTextCharFormat,
    QTextCursor,
    QTextDocument,
    QTextFormat,
    QTextFrameFormat,
    QTextTable,
)
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QLabel,
    QListWidget,
    QListWidgetItem,
    QSplitter,
    QTextBrowser,
    QTextEdit,
    QVBoxLayout,
    QWidget,
)

from editor.ui.i18n import tr
from editor.ui.line import Line

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from PySide6.QtGui import QKeyEvent, QResizeEvent, QTextBlock

    from editor.ui.theme import Theme

_WIDTH, _HEIGHT = 1040, 760
"""Maximum size of the window in logical pixels."""

_LINE = 760
"""Maximum width of the text in logical pixels: longer lines are hard to read."""

_LEADING = 140
"""Line height in per cent."""

_CONTENTS = 2
"""Headings up to this level are in the contents."""

_PLACE = int(Qt.ItemDataRole.UserRole)
"""Role of a contents row: the heading's position in the document."""


class Manual(QDialog):
    """Shows one page at a time; links lead to other pages."""

    def __init__(self, folder: Path, page: str, theme: Theme, parent: QWidget) -> None:
        """Show `page`, a name of a Markdown file in `folder`."""
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._folder, self._theme = folder, theme
        self._found: list[QTextCursor] = []
        self._current = -1
        self.contents = QListWidget()
        self.contents.setAccessibleName(tr("Contents"))
        self.contents.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.contents.itemClicked.connect(self._go)
        self.contents.itemActivated.connect(self._go)
        self.text = _Page()
        self.text.anchorClicked.connect(self._follow)
        self.field = Line(hint=tr("Search the manual"))
        self.field.setAccessibleName(tr("Search the manual"))
        self.field.setClearButtonEnabled(True)
        self.field.textChanged.connect(self._search)
        self.count = QLabel()
        row = QHBoxLayout()
        row.addWidget(self.field, 1)
        row.addWidget(self.count)
        parts = QSplitter()
        parts.setChildrenCollapsible(False)
        parts.setHandleWidth(1)
        parts.addWidget(self.contents)
        parts.addWidget(self.text)
        parts.setStretchFactor(1, 1)
        layout = QVBoxLayout(self)
        layout.addLayout(row)
        layout.addWidget(parts, 1)
        QShortcut(QKeySequence.StandardKey.Find, self, self.field.setFocus)
        QShortcut(QKeySequence.StandardKey.FindNext, self, lambda: self._step(1))
        QShortcut(QKeySequence.StandardKey.FindPrevious, self, lambda: self._step(-1))
        size = parent.size()
        self.resize(min(_WIDTH, size.width() - 32), min(_HEIGHT, size.height() - 32))
        parts.setSizes([220, self.width() - 220])
        theme.changed.connect(self._mark_anew)  # a function of ours would outlive the window
        self.show_page(page)
        self.field.setFocus()

    def _mark_anew(self) -> None:
        self._search(self.field.text())

    def show_page(self, page: str) -> None:
        """Show another page of the folder."""
        url = QUrl.fromLocalFile(str(self._folder / page))
        self.text.setSource(url, QTextDocument.ResourceType.MarkdownResource)
        self.text.dress()
        self.contents.clear()
        for level, block in _headings(self.text.document()):
            if level == 1:
                self.setWindowTitle(block.text())
            elif level <= _CONTENTS:
                item = QListWidgetItem(block.text(), self.contents)
                item.setData(_PLACE, block.position())
        self._search(self.field.text())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter goes to the next match; Esc clears the search, then closes the window."""
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            back = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
            self._step(-1 if back else 1)
        elif event.key() == Qt.Key.Key_Escape and self.field.text():
            self.field.clear()
        else:
            super().keyPressEvent(event)

    def _go(self, item: QListWidgetItem) -> None:
        self.text.reveal(QTextCursor(self.text.document().findBlock(item.data(_PLACE))))

    def _follow(self, url: QUrl) -> None:
        """Open a page here, anything else with the system's program for it."""
        path = url.path().rpartition("/")[2]
        if url.isRelative() and path.endswith(".md") and (self._folder / path).is_file():
            self.show_page(path)
        elif url.isRelative() and not path:
            self.text.scrollToAnchor(url.fragment())
        elif not url.isRelative():
            QDesktopServices.openUrl(url)

    def _search(self, wanted: str) -> None:
        """Mark all matches and go to the first."""
        document, self._found = self.text.document(), []
        found = document.find(wanted) if wanted else QTextCursor()
        while not found.isNull():
            self._found.append(found)
            found = document.find(wanted, found)
        self._current = -1
        if self._found:
            self._step(1)
        else:
            self._mark()
            self.count.setText(tr("No matches") if wanted else "")

    def _step(self, step: int) -> None:
        if self._found:
            self._current = (self._current + step) % len(self._found)
            self._mark()
            self.text.reveal(self._found[self._current])
            now = tr("{number} of {count}", number=self._current + 1, count=len(self._found))
            self.count.setText(now)

    def _mark(self) -> None:
        colours, marks = self._theme.colours, []
        for number, found in enumerate(self._found):
            mark = QTextEdit.ExtraSelection()
            mark.cursor = found
            look = QTextCharFormat()
            look.setBackground(colours.selection if number == self._current else colours.found)
            mark.format = look
            marks.append(mark)
        self.text.setExtraSelections(marks)


class _Page(QTextBrowser):
    """A page of Markdown, laid out to be read."""

    def __init__(self) -> None:
        super().__init__()
        self.setOpenLinks(False)
        self.setFrameShape(QTextBrowser.Shape.NoFrame)
        self.setAccessibleName(tr("Manual"))

    def dress(self) -> None:
        """Set spaces, sizes and borders: Markdown has none, and style sheets do not reach it."""
        document = self.document()
        block, cursor = document.begin(), QTextCursor(document)
        while block.isValid():
            cursor.setPosition(block.position())
            look = QTextBlockFormat()
            if cursor.currentTable() is None:
                level = block.blockFormat().headingLevel()
                look.setTopMargin(24 if level else 0)
                look.setBottomMargin(8)
            look.setLineHeight(_LEADING, QTextBlockFormat.LineHeightTypes.ProportionalHeight.value)
            cursor.mergeBlockFormat(look)
            block = block.next()
        for frame in document.rootFrame().childFrames():
            if isinstance(frame, QTextTable):
                table = frame.format().toTableFormat()
                table.setBorderCollapse(True)
                table.setBorderStyle(QTextFrameFormat.BorderStyle.BorderStyle_Solid)
                table.setBorder(1)
                table.setBorderBrush(self.palette().mid())
                table.setCellPadding(6)
                table.setBottomMargin(12)
                frame.setFormat(table)
        self._fit()

    def reveal(self, cursor: QTextCursor) -> None:
        """Scroll so that this place is near the top, and put the caret there."""
        place = QTextCursor(cursor)
        place.setPosition(cursor.selectionStart())
        self.setTextCursor(place)
        bar = self.verticalScrollBar()
        bar.setValue(bar.value() + self.cursorRect(place).top() - self.viewport().height() // 5)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep lines short and pictures within them."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        side = max(24, (self.viewport().width() - _LINE) // 2)
        frame = self.document().rootFrame()
        look = frame.frameFormat()
        look.setLeftMargin(side)
        look.setRightMargin(side)
        look.setTopMargin(12)
        look.setBottomMargin(24)
        frame.setFrameFormat(look)
        width = self.viewport().width() - 2 * side - 8
        for cursor in _pictures(self.document()):
            image = cursor.charFormat().toImageFormat()
            image.setWidth(width)
            image.setFontPointSize(QFont().pointSizeF())
            cursor.mergeCharFormat(image)


def _headings(document: QTextDocument) -> Iterator[tuple[int, QTextBlock]]:
    block = document.begin()
    while block.isValid():
        if block.blockFormat().headingLevel():
            yield block.blockFormat().headingLevel(), block
        block = block.next()


def _pictures(document: QTextDocument) -> Iterator[QTextCursor]:
    """A selection of each picture."""
    block = document.begin()
    while block.isValid():
        fragments = block.begin()
        while not fragments.atEnd():
            part = fragments.fragment()
            if part.charFormat().objectType() == QTextFormat.ObjectTypes.ImageObject.value:
                cursor = QTextCursor(document)
                cursor.setPosition(part.position())
                cursor.setPosition(part.position() + part.length(), QTextCursor.MoveMode.KeepAnchor)
                yield cursor
            fragments += 1
        block = block.next()
