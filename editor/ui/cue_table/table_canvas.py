# SPDX-License-Identifier: GPL-3.0-or-later
"""The surface of the cue table: painting, scrolling and hit tests."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QPoint, QPointF, QRect, Qt, Signal
from PySide6.QtGui import QHelpEvent, QPainter
from PySide6.QtWidgets import QAbstractScrollArea, QFrame, QToolTip

from editor.ui.cue_table.accessible import RowsViewport
from editor.ui.cue_table.columns import GAP
from editor.ui.cue_table.editor import CueEditor
from editor.ui.cue_table.header import Header
from editor.ui.cue_table.live_text import LiveText
from editor.ui.cue_table.sheet import Sheet
from editor.ui.i18n import told
from editor.ui.marks import told_labels

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtGui import QKeyEvent, QKeySequence, QPaintEvent, QResizeEvent, QWheelEvent
    from PySide6.QtWidgets import QWidget

    from editor.core.selection import Selection
    from editor.core.text_marks import WordOf
    from editor.language.searching import Matches
    from editor.session import Session
    from editor.ui.cue_table.live_text import Commit
    from editor.ui.theme import Theme

_ROWS_A_NOTCH = 3
"""Rows that one notch of a mouse wheel scrolls."""

_NOTCH = 120
"""Angle of one notch of a mouse wheel, in eighths of a degree, as Qt counts."""


class Canvas(QAbstractScrollArea):
    """Lays out and paints rows, header and editor. It makes no decisions.

    Signals:
        painted: Rows were painted.
    """

    painted = Signal()

    def __init__(
        self,
        session: Session,
        theme: Theme,
        is_command: Callable[[QKeySequence], bool],
        commit: Commit,
    ) -> None:
        super().__init__()
        self._session, self._theme = session, theme
        viewport = RowsViewport()
        self.setViewport(viewport)
        self._editor = CueEditor(self.viewport(), is_command, lambda: session.state.terms)
        self._live = LiveText(session, self._editor, commit)
        self._sheet = Sheet(session, theme, self._editor, self._live)
        viewport.rows = self._sheet
        self._header = Header(self, theme)
        self._arranging = False
        self._bar: QWidget | None = None
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusProxy(self._editor)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        self.viewport().setMouseTracking(True)
        self.viewport().setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.verticalScrollBar().valueChanged.connect(self._scrolled)

    def mark_doubts(self, weakest: WordOf) -> None:
        """Underline the word that is doubted most in each cue."""
        self._sheet.weakest = weakest
        self.viewport().update()

    def mark_found(self, found: Callable[[int], Matches] | None) -> None:
        """Mark what a search has found in each row; None marks nothing."""
        self._sheet.found = found
        self.viewport().update()

    def keep_found(self, found: Callable[[int], Matches] | None) -> None:
        """The same, after a change of the document, which shows its own rows again."""
        self._sheet.found = found

    # Points are in logical pixels of the viewport.

    def row_at(self, y: int) -> int | None:
        """The row at `y`, or None below the last."""
        scrolling = self._sheet.scrolling
        if scrolling.top + y >= self._sheet.scrolling.heights.total:
            return None
        return scrolling.row_at(y)

    def nearest_row(self, y: int) -> int:
        """The row at `y`, clamped to the visible rows."""
        return self._sheet.scrolling.row_at(min(max(y, 0), self._sheet.scrolling.view - 1))

    def column_at(self, x: int) -> str | None:
        """Id of the column at `x`."""
        for column, place in self._sheet.places.items():
            if place.x <= x < place.right or (column == "text" and x >= place.x - GAP):
                return column
        return None

    def caret_at(self, row: int, point: QPoint) -> int:
        """The caret offset in the text of `row` nearest to `point`."""
        origin = self._sheet.text_origin(row)
        return self._sheet.laid(row).position_at(QPointF(point - origin))

    def character_at(self, row: int, point: QPoint) -> int:
        """The offset of the character of `row` at `point`."""
        origin = self._sheet.text_origin(row)
        return self._sheet.laid(row).character_at(QPointF(point - origin))

    def row_rect(self, row: int) -> QRect:
        """The rectangle of `row`."""
        return self._sheet.rect(row)

    def text_point(self, row: int, position: int) -> QPoint:
        """The middle of the left edge of the character at `position` in the text of `row`."""
        box = next(self._sheet.laid(row).boxes((position, position)))
        return self._sheet.text_origin(row) + QPoint(round(box.x()), round(box.center().y()))

    def place_of(self, column: str) -> QRect:
        """A cell of the current row, or else its text, in coordinates of the table."""
        sheet = self._sheet
        place = sheet.places.get(column) or sheet.places["text"]
        row = sheet.rect(self._session.selection.current)
        cell = QRect(place.x, max(row.top(), 0), place.width, row.height())
        return QRect(self.viewport().mapTo(self, cell.topLeft()), cell.size())

    def _arrange(self) -> None:
        """Update scroll bar, editor and painting after rows have moved."""
        scrolling = self._sheet.scrolling
        bar = self.verticalScrollBar()
        self._arranging = True
        bar.setPageStep(scrolling.view)
        bar.setSingleStep(self._sheet.row_height)
        bar.setRange(0, scrolling.most)
        bar.setValue(scrolling.top)
        self._arranging = False
        self._place_editor()
        self.viewport().update()

    def _place_editor(self) -> None:
        if self._live.row is not None:
            self._editor.setGeometry(self._sheet.editor_rect())

    def set_bar(self, bar: QWidget | None) -> None:
        """Show buttons in the header, at its right end; None shows none."""
        if self._bar is not None:
            self._bar.hide()
        self._bar = bar
        if bar is not None:
            bar.setParent(self)
        self._place_bar()

    def _place_bar(self) -> None:
        if self._bar is None:
            return
        wide = self._bar.sizeHint().width()
        self._bar.setGeometry(self.width() - wide, 0, wide, self._header.height() - 1)
        room = self.width() - self._sheet.places["text"].x
        self._bar.setVisible(room > 2 * wide)

    def _show_columns(self) -> None:
        sheet = self._sheet
        self._header.show_columns(sheet.places, sheet.hidden, speakers=sheet.has_speakers)
        self.setMinimumWidth(sheet.least_width + self.verticalScrollBar().sizeHint().width())
        self._place_bar()
        self._arrange()

    def _scrolled(self, value: int) -> None:
        if not self._arranging:
            self._sheet.scrolling.scroll_to(value)
            self._arrange()

    def _hover(self, row: int | None) -> None:
        before, self._sheet.hovered = self._sheet.hovered, row
        if before != row:
            self._update_row(before)
            self._update_row(row)

    def _update_row(self, row: int | None) -> None:
        if row is not None and 0 <= row < len(self._sheet.cues):
            self.viewport().update(self._sheet.rect(row))

    def _show_selection(self, before: Selection, now: Selection, *, moved: bool) -> None:
        """Repaint two rows: all of them only if they have moved, or several are selected."""
        if moved or before.is_several or now.is_several:
            self._arrange()
            return
        self._place_editor()
        self._update_row(before.current)
        self._update_row(now.current)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Lay out the rows again; the current row stays where it is."""
        super().resizeEvent(event)
        height = self._header.wanted_height
        self.setViewportMargins(0, height, 0, 0)
        self._header.setGeometry(0, 0, self.width(), height)
        self._place_bar()
        self._sheet.resize(self.viewport().width(), self.viewport().height())
        self._show_columns()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the visible rows."""
        painter = QPainter(self.viewport())
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.fillRect(event.rect(), self._theme.colours.base)
        self._sheet.paint(painter, event.rect())
        painter.end()
        self.painted.emit()

    def scrollContentsBy(self, dx: int, dy: int) -> None:
        """Do nothing: `_scrolled` repaints."""

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Scroll by pixels."""
        step = event.pixelDelta().y()
        if not step:
            step = event.angleDelta().y() * _ROWS_A_NOTCH * self._sheet.row_height // _NOTCH
        bar = self.verticalScrollBar()
        bar.setValue(bar.value() - step)
        self._hover(self.row_at(event.position().toPoint().y()))
        event.accept()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Keys that the editor ignores must not scroll either."""
        event.ignore()

    def viewportEvent(self, event: QEvent) -> bool:
        """Show tool tips; end the hover when the pointer leaves."""
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            text = self.tip_at(event.pos())
            QToolTip.showText(event.globalPos(), text, self.viewport())
            return True
        if event.type() == QEvent.Type.Leave:
            self._hover(None)
        return super().viewportEvent(event)

    def tip_at(self, point: QPoint) -> str:
        """The text of the tool tip at `point`; empty if there is none."""
        row = self.row_at(point.y())
        if row is None:
            return ""
        column = self.column_at(point.x())
        if column == "problem":
            found = self._sheet.problems.get(row)
            return "\n".join(map(told, found[1])) if found else ""
        if column == "label":
            return "\n".join(told_labels(self._sheet.cues[row]))
        if column == "speaker":
            return self._sheet.cues[row].speaker or ""
        return ""
