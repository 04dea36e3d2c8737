# SPDX-License-Identifier: GPL-3.0-or-later
"""The cue table: rows painted from the document, with the editor over the current one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, Qt, QTimer, Signal
from PySide6.QtGui import QAccessible

from editor.core.selection import START
from editor.ui.announce import announce
from editor.ui.cue_table.accessible import cue_name, news_of, told_row
from editor.ui.cue_table.pointer import Pointer
from editor.ui.cue_table.scrolling import CONTEXT
from editor.ui.cue_table.table_canvas import Canvas
from editor.ui.cue_table.travel import Travel
from editor.ui.i18n import tr
from editor.ui.roles import present

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Mapping, Sequence

    from PySide6.QtGui import QColor, QContextMenuEvent, QKeySequence, QMouseEvent
    from PySide6.QtWidgets import QMenu

    from editor.checks.finding import Severity
    from editor.checks.profiles import Profile
    from editor.core.errors import Problem
    from editor.core.selection import Selection
    from editor.session import Applied, Session
    from editor.ui.cue_table.live_text import Commit
    from editor.ui.theme import Theme

_DRAG_EVERY = 30
"""Interval in ms of scrolling while the pointer is dragged outside."""

_NOTHING = (None, START.at(-1))
"""Row of the editor, and selection, while nothing has been shown."""


class CueTable(Canvas):
    """All cues in rows; the text of the current one can be edited in place.

    Signals:
        composed: An input method's composition in the current cue has begun or changed.
        wanted (str): A command for the current cue that the table cannot do itself:
            ``join-previous``, ``join-next``, ``edit-times``, ``toggle-checked``.
        menu_wanted (QPoint): Open a context menu for the selected cues, in screen coordinates.
        columns_chosen (frozenset): Ids of the columns that the user has hidden.
    """

    composed = Signal()
    wanted = Signal(str)
    menu_wanted = Signal(QPoint)
    columns_chosen = Signal(object)

    def __init__(
        self,
        session: Session,
        theme: Theme,
        is_command: Callable[[QKeySequence], bool],
        commit: Commit,
        size: float = 13,
    ) -> None:
        """A table of the session's cues.

        Args:
            session: The open document.
            theme: Colours.
            is_command: Whether keys are bound to a command of the window.
            commit: Makes the changes that are typed.
            size: Size of the text in points.
        """
        super().__init__(session, theme, is_command, commit)
        self._size, self._density, self._centred = size, "normal", False
        self._pointer = Pointer(session, self)
        self._travel = Travel(session, self._sheet, self.choose)
        self._shown: tuple[int | None, Selection] = _NOTHING
        self._drag_timer = QTimer(self)
        self._drag_timer.setInterval(_DRAG_EVERY)
        self._connect()
        present(self, QAccessible.Role.Pane, tr("Cues"))
        self._opened()

    def _connect(self) -> None:
        self._session.opened.connect(self._opened)
        self._session.changed.connect(self._changed)
        self._session.selected.connect(self._selected)
        for signal in (self._session.opened, self._session.given_up):
            signal.connect(self._hold)
        self._session.filtered.connect(self._filtered)
        self._session.heard_changed.connect(self.viewport().update)
        self._theme.changed.connect(self._restyle)
        self._header.toggled.connect(self._toggle_column)
        self._drag_timer.timeout.connect(self._drag_on)
        editor, travel = self._editor, self._travel
        editor.grown.connect(self._grown)
        editor.stepped.connect(travel.step)
        editor.crossed.connect(travel.cross)
        editor.travelled.connect(travel.travel)
        editor.wanted.connect(self.wanted)
        editor.composed.connect(self.composed)
        editor.focus_changed.connect(self._update_current)

    def _hold(self) -> None:
        """Make the editor read-only while another window is editing the document."""
        self._editor.setReadOnly(self._session.elsewhere is not None)

    # Requests from outside

    def focus_text(self) -> None:
        """Give the keyboard focus to the current cue's text."""
        self._editor.setFocus(Qt.FocusReason.OtherFocusReason)

    @property
    def composing(self) -> bool:
        """Whether an input method's composition is open in the current cue."""
        return self._editor.composing

    def commit_composition(self) -> None:
        """Commit an input method's composition and typed text to the document.

        Call this before anything but typing changes, closes or writes the document.
        """
        self._live.flush()

    def insert_text(self, text: str) -> None:
        """Replace the selected text of the current cue by `text`, as if typed."""
        self._live.flush()
        self._editor.insert(text)

    def copy_text(self, *, cut: bool) -> None:
        """Copy the selected text of the current cue to the clipboard, and delete it if `cut`."""
        (self._editor.cut if cut else self._editor.copy)()

    def paste_text(self) -> None:
        """Replace the selected text of the current cue by the clipboard's."""
        self._editor.paste()

    def set_profile(self, profile: Profile) -> None:
        """Set the limits that colour reading speeds."""
        self._sheet.profile = profile
        self._restyle()

    def set_problems(self, problems: Mapping[int, tuple[Severity, Sequence[Problem]]]) -> None:
        """Set the problems: for each row, the worst severity and all messages."""
        self._sheet.problems = dict(problems)
        self.viewport().update()

    def set_text_size(self, size: float) -> None:
        """Set the text size in points; the size of numbers follows."""
        self._size = size
        self._restyle()

    def set_density(self, density: str) -> None:
        """Set how densely rows are set: ``compact``, ``normal`` or ``roomy``."""
        self._density = density
        self._restyle()

    def show_originals(self, *, shown: bool) -> None:
        """Show or hide the hypothesis below the text of changed cues."""
        self._sheet.show_originals(shown=shown)
        self._arrange()
        if shown:
            self._announce()

    def set_lingering(self, row: int | None) -> None:
        """Mark the row that was current until just now and that commands still act on."""
        before, self._sheet.lingering = self._sheet.lingering, row
        for changed in {before, row} - {None}:
            self._update_row(changed)

    @property
    def rows_in_sight(self) -> Sequence[int]:
        """The visible rows."""
        return self._sheet.visible()

    def colour_speakers(self, tint: Callable[[str], QColor]) -> None:
        """Set what gives the colour of a speaker."""
        self._sheet.tint = tint

    def preview(self, times: Mapping[int, tuple[int, int]]) -> None:
        """Show rows at other times, start and end in ms; an empty mapping ends the preview."""
        before, self._sheet.moved = self._sheet.moved, dict(times)
        for row in {*before, *times}:
            self._update_row(row)

    def fill_columns(self, menu: QMenu) -> None:
        """Fill a menu with a check for each column."""
        self._header.fill(menu)

    def set_centred(self, *, centred: bool) -> None:
        """Whether the current row is kept in the middle."""
        self._centred = centred

    def set_hidden(self, columns: Collection[str]) -> None:
        """Hide the columns of these ids, and show all others."""
        self._sheet.hidden = frozenset(columns)
        self._sheet.reflow()
        self._show_columns()

    def ensure_visible(self, row: int, context: int = CONTEXT) -> None:
        """Scroll as little as possible to show `row` with `context` rows around it."""
        self._reveal(row, context)
        self._arrange()

    def _reveal(self, row: int, context: int) -> None:
        if row < len(self._sheet.cues) and self._centred and not self._pointer.dragging:
            self._sheet.scrolling.centre(row)
        elif row < len(self._sheet.cues):
            self._sheet.scrolling.reveal(row, context)

    def choose(self, selection: Selection) -> None:
        """Commit the composition, then set the selection."""
        self._live.flush()
        self._session.select(selection)

    def toggle_checked(self) -> None:
        """Request that the current cue be marked checked, or not checked."""
        self.wanted.emit("toggle-checked")

    # Signals of the session

    def _opened(self) -> None:
        self._sheet.dress(self._size, self._density)
        self._live.opened()
        self._sheet.open()
        self._shown = _NOTHING
        self._selected(self._session.selection)
        self._show_columns()

    def _changed(self, applied: Applied) -> None:
        self._live.changed(applied)
        if QAccessible.isActive() and (news := news_of(applied)) is not None:
            announce(self, news)
        columns, rows = self._sheet.follow(applied)
        if rows:
            (self._show_columns if columns else self._arrange)()
            return
        for splice in applied.change.splices:
            for row in range(splice.index, splice.index + len(splice.inserted)):
                self._update_row(row)

    def _selected(self, selection: Selection) -> None:
        self._live.selected(selection)
        (row, before), self._shown = self._shown, (self._live.row, selection)
        self._editor.setVisible(self._live.row is not None)
        if (row, before.current) != (self._live.row, selection.current):
            stood = self._sheet.scrolling.stand
            grown = self._sheet.grown()
            self._reveal(selection.current, 0 if self._pointer.dragging else CONTEXT)
            moved = grown or self._sheet.scrolling.stand != stood
            self._show_selection(before, selection, moved=moved)
            self._announce()
        elif before.ranges != selection.ranges:
            self.viewport().update()

    def _filtered(self) -> None:
        self._sheet.filter()
        self._arrange()

    def _announce(self) -> None:
        """Name the editor after its cue, and announce the cue to assistive technology."""
        row = self._live.row
        if row is None:
            return
        cue = self._session.document.cues[row]
        name = cue_name(row, cue)
        self._editor.setAccessibleName(name)
        if self._editor.hasFocus():
            announce(self, f"{name}. {told_row(self._sheet, row)}")

    # Input

    def _grown(self) -> None:
        current = self._session.selection.current
        if self._sheet.grown():
            self._arrange()
        else:
            self._place_editor()
            self._update_current()
        if current not in self._sheet.scrolling.visible():
            self.ensure_visible(current)

    def _restyle(self) -> None:
        self._sheet.restyle(self._size, self._density)
        self._show_columns()
        self._header.update()

    def _toggle_column(self, column: str) -> None:
        self.set_hidden(self._sheet.hidden ^ {column})
        self.columns_chosen.emit(self._sheet.hidden)

    def _update_current(self) -> None:
        self._update_row(self._session.selection.current)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Place the caret or select rows."""
        if event.button() == Qt.MouseButton.LeftButton:
            self.focus_text()
            self._pointer.press(event)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Select a word."""
        if event.button() == Qt.MouseButton.LeftButton:
            self._pointer.double_press(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Select text or rows while the button is down; else update hover and pointer shape."""
        point = event.position().toPoint()
        if self._pointer.dragging:
            self._pointer.drag(point)
            outside = not 0 <= point.y() < self.viewport().height()
            if outside and not self._drag_timer.isActive():
                self._drag_timer.start()
            return
        self._hover(self.row_at(point.y()))
        in_text = self.column_at(point.x()) == "text" and self.row_at(point.y()) is not None
        shape = Qt.CursorShape.IBeamCursor if in_text else Qt.CursorShape.ArrowCursor
        if self.viewport().cursor().shape() != shape:
            self.viewport().setCursor(shape)

    def mouseReleaseEvent(self, _event: QMouseEvent) -> None:
        """End the drag."""
        self._drag_timer.stop()
        self._pointer.release()

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Request a menu; a row that is not selected becomes the current one first."""
        point = self.viewport().mapFromGlobal(event.globalPos())
        row = self.row_at(point.y())
        by_mouse = event.reason() == event.Reason.Mouse
        if by_mouse and row is not None and row not in self._session.selection:
            self.choose(self._session.selection.at(row, self.caret_at(row, point)))
        self.menu_wanted.emit(event.globalPos())

    def _drag_on(self) -> None:
        """While the pointer is dragged outside: scroll and extend the selection."""
        point = self.viewport().mapFromGlobal(self.cursor().pos())
        height = self.viewport().height()
        beyond = point.y() if point.y() < 0 else max(point.y() - height + 1, 0)
        if not beyond:
            self._drag_timer.stop()
            return
        bar = self.verticalScrollBar()
        bar.setValue(bar.value() + max(min(beyond, 60), -60))
        self._pointer.drag(point)
