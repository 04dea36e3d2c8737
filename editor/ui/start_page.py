# SPDX-License-Identifier: GPL-3.0-or-later
"""The start page: a drop target for files, and recent work."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFont, QFontDatabase, QFontMetricsF, QPainter, QPen
from PySide6.QtWidgets import (
    QAbstractButton,
    QHBoxLayout,
    QLabel,
    QMenu,
    QPushButton,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from editor.ui.fonts import chinese_families, ui_font
from editor.ui.i18n import as_html, tr

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtCore import QPoint
    from PySide6.QtGui import (
        QContextMenuEvent,
        QDragEnterEvent,
        QDragLeaveEvent,
        QDropEvent,
        QMouseEvent,
        QPaintEvent,
    )

    from editor.ui.theme import Theme

_SERIF = (
    *("Songti SC", "Source Han Serif SC", "Source Han Serif CN", "Noto Serif CJK SC"),
    *("Noto Serif SC", "STSong", "SimSun"),
)
"""Serif fonts for the two large characters, the best first."""

_COLUMN = 520
"""Maximum width of the column, in logical pixels."""

_NAME = 64
"""Size of the characters of the name, in pixels."""

_PAD = 8
"""Space above and below the text of a recent entry, in logical pixels."""


class Recent(NamedTuple):
    """A recent document.

    Attributes:
        id: Id of its session.
        title: Its name.
        path: Its path.
        when: When it was changed.
        summary: What it has come to, in a few words; empty if unknown.
        pinned: Whether it stays at the top.
    """

    id: str
    title: str
    path: str
    when: str
    summary: str = ""
    pinned: bool = False


class StartPage(QWidget):
    """The name, a drop target, and recent work; files can be dropped anywhere on the page.

    Signals:
        dropped (list[Path]): These files were dropped.
        open_wanted: The user wants to choose a file.
        sample_wanted: The user wants to try the sample.
        recent_wanted (str): The user wants to resume the work of that id.
        pin_wanted (str): The user wants to pin the work of that id, or no longer.
        remove_wanted (str): The user wants to remove the work of that id.
    """

    dropped = Signal(list)
    open_wanted = Signal()
    sample_wanted = Signal()
    recent_wanted = Signal(str)
    pin_wanted = Signal(str)
    remove_wanted = Signal(str)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self.name = QLabel("校字")
        self.meaning = QLabel(tr("The subtitle editor for correcting by ear"))
        self.target = DropTarget(theme)
        self.open_button = QPushButton(f"{tr('Open file…')}  Ctrl+O")
        self.sample_button = QPushButton(tr("Try the sample"))
        self.heading = QLabel(tr("Continue"))
        self.recent: list[RecentRow] = []
        self.setAcceptDrops(True)
        self._build()
        self.open_button.clicked.connect(self.open_wanted)
        self.sample_button.clicked.connect(self.sample_wanted)
        self.target.pressed.connect(self.open_wanted)
        theme.changed.connect(self._colour)
        self._colour()
        self.set_recent(())

    def set_recent(self, rows: Sequence[Recent]) -> None:
        """List recent documents, in the given order."""
        for old in self.recent:
            self._rows.removeWidget(old)
            old.hide()
            old.deleteLater()
        self.recent = [RecentRow(row, self._theme) for row in rows]
        for button in self.recent:
            self._rows.addWidget(button)
            button.wanted.connect(self.recent_wanted)
            button.pin_wanted.connect(self.pin_wanted)
            button.remove_wanted.connect(self.remove_wanted)
        self.heading.setVisible(bool(rows))

    def _build(self) -> None:
        face = QFont(_serif() or ui_font())
        face.setPixelSize(_NAME)
        face.setLetterSpacing(QFont.SpacingType.AbsoluteSpacing, _NAME / 8)
        self.name.setFont(face)
        self.name.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        self.name.setIndent(_NAME // 8)  # makes up for the spacing after the last character
        self.heading.setIndent(12)  # aligned with the text of its rows
        self.meaning.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        self.open_button.setProperty("primary", True)  # noqa: FBT003 - Qt's
        buttons = QHBoxLayout()
        buttons.setSpacing(12)
        buttons.addStretch()
        for button in (self.sample_button, self.open_button):
            button.setAutoDefault(True)
            buttons.addWidget(button)
        buttons.addStretch()
        self._rows = QVBoxLayout()
        self._rows.setSpacing(0)
        self._lay_out(buttons)

    def _lay_out(self, buttons: QHBoxLayout) -> None:
        """One column, centred horizontally, slightly above the middle."""
        column = QVBoxLayout()
        column.addStretch(2)
        column.addWidget(self.name)
        column.addWidget(self.meaning)
        column.addSpacing(32)
        column.addWidget(self.target)
        column.addSpacing(16)
        column.addLayout(buttons)
        column.addSpacing(32)
        column.addWidget(self.heading)
        column.addSpacing(4)
        column.addLayout(self._rows)
        column.addStretch(3)
        page = QHBoxLayout(self)
        page.setContentsMargins(24, 16, 24, 16)
        page.addStretch()
        inner = QWidget()
        inner.setLayout(column)
        column.setContentsMargins(0, 0, 0, 0)
        inner.setMaximumWidth(_COLUMN)
        inner.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        page.addWidget(inner, 100)
        page.addStretch()

    def _colour(self) -> None:
        dim = f"color: {self._theme.colours.dim.name()}"
        self.meaning.setStyleSheet(dim)
        self.heading.setStyleSheet(dim)

    # Dropping

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:  # noqa: D102 - Qt's
        if any(url.isLocalFile() for url in event.mimeData().urls()):
            event.acceptProposedAction()
            self.target.set_hovered(on=True)

    def dragLeaveEvent(self, _event: QDragLeaveEvent) -> None:  # noqa: D102 - Qt's
        self.target.set_hovered(on=False)

    def dropEvent(self, event: QDropEvent) -> None:  # noqa: D102 - Qt's
        self.target.set_hovered(on=False)
        urls = event.mimeData().urls()
        paths = [Path(url.toLocalFile()) for url in urls if url.isLocalFile()]
        if paths:
            event.acceptProposedAction()
            self.dropped.emit(paths)


class DropTarget(QWidget):
    """A dashed frame that says what can be dropped.

    Signals:
        pressed: It was clicked; the user wants to choose a file.
    """

    pressed = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._hovered = False
        self.setFixedHeight(120)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        theme.changed.connect(self.update)

    def set_hovered(self, *, on: bool) -> None:
        """Set whether files are dragged over the page."""
        self._hovered = on
        self.update()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:  # noqa: D102 - Qt's
        if event.button() == Qt.MouseButton.LeftButton:
            self.pressed.emit()

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: D102 - Qt's
        colours = self._theme.colours
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        pen = QPen(colours.accent if self._hovered else colours.cue_border, 1.5)
        pen.setDashPattern([4, 3])
        painter.setPen(pen)
        painter.setBrush(colours.current if self._hovered else colours.base)
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), 10, 10)
        large, small = ui_font(), ui_font()
        large.setPointSizeF(large.pointSizeF() * 1.25)
        middle = self.height() / 2
        first = QRectF(16, middle - 30, self.width() - 32, 30)
        centre = int(Qt.AlignmentFlag.AlignCenter)
        painter.setFont(large)
        painter.setPen(colours.text)
        painter.drawText(first, centre, tr("Drop a transcript and its media here"))
        painter.setFont(small)
        painter.setPen(colours.dim)
        second = first.translated(0, 32)
        painter.drawText(
            second, centre, tr("SRT, VTT, recogniser logs and more, with audio or video")
        )


class RecentRow(QAbstractButton):
    """A recent document, as a button.

    Signals:
        wanted (str): The user wants to resume the work of that id.
        pin_wanted, remove_wanted (str): The same as in `StartPage`.
    """

    wanted = Signal(str)
    pin_wanted = Signal(str)
    remove_wanted = Signal(str)

    def __init__(self, recent: Recent, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._recent = recent
        self._theme = theme
        self._small = ui_font()
        self._small.setPointSizeF(max(8.0, self._small.pointSizeF() - 1))
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        told = [recent.title, recent.when, recent.summary]
        self.setAccessibleName(", ".join(part for part in told if part))
        self.setToolTip(as_html(recent.path))
        self.clicked.connect(lambda: self.wanted.emit(recent.id))

    def sizeHint(self) -> QSize:  # noqa: D102 - Qt's
        heights = (QFontMetricsF(font).height() for font in (ui_font(), self._small))
        return QSize(_COLUMN, round(sum(heights) + 2 * _PAD))

    def hitButton(self, _position: QPoint) -> bool:  # noqa: D102 - Qt's
        return True

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Offer to pin or remove it."""
        menu = QMenu(self)
        pin = menu.addAction(tr("Unpin") if self._recent.pinned else tr("Pin to the top"))
        pin.triggered.connect(lambda: self.pin_wanted.emit(self._recent.id))
        remove = menu.addAction(tr("Remove this work…"))
        remove.triggered.connect(lambda: self.remove_wanted.emit(self._recent.id))
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(event.globalPos())

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: D102 - Qt's
        colours = self._theme.colours
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        rect = QRectF(self.rect())
        if self.underMouse() or self.hasFocus():
            painter.setPen(QPen(colours.accent, 1) if self.hasFocus() else Qt.PenStyle.NoPen)
            painter.setBrush(colours.hover)
            painter.drawRoundedRect(rect.adjusted(0.5, 0.5, -0.5, -0.5), 6, 6)
        plain, small = QFontMetricsF(ui_font()), QFontMetricsF(self._small)
        left, width = 12.0, rect.width() - 24
        when = small.horizontalAdvance(self._recent.when)
        first, second = _PAD + plain.ascent(), _PAD + plain.height() + small.ascent()
        painter.setPen(colours.text)
        painter.setFont(ui_font())
        room = width - when - 16
        name = f"📌 {self._recent.title}" if self._recent.pinned else self._recent.title
        title = plain.elidedText(name, Qt.TextElideMode.ElideRight, room)
        painter.drawText(QPointF(left, first), title)
        painter.setPen(colours.dim)
        painter.setFont(self._small)
        painter.drawText(QPointF(left + width - when, first), self._recent.when)
        told = small.horizontalAdvance(self._recent.summary)
        painter.drawText(QPointF(left + width - told, second), self._recent.summary)
        room = width - told - (16 if told else 0)
        path = small.elidedText(self._recent.path, Qt.TextElideMode.ElideMiddle, room)
        painter.drawText(QPointF(left, second), path)


def _serif() -> QFont | None:
    """An installed serif font, with its fallbacks, or None."""
    there = [family for family in _SERIF if QFontDatabase.hasFamily(family)]
    if not there:
        return None
    font = QFont()
    font.setFamilies([*there, *chinese_families()])
    return font
