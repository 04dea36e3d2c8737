# SPDX-License-Identifier: GPL-3.0-or-later
"""The timeline widget: connects the canvas to session, mouse and keyboard."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QPoint, QPointF, Qt, Signal
from PySide6.QtGui import QAccessible, QHelpEvent, QKeyEvent, QMouseEvent, QWheelEvent
from PySide6.QtWidgets import QToolTip

from editor.core.time_index import TimeIndex
from editor.ui.i18n import tr
from editor.ui.roles import present
from editor.ui.timeline.gestures import Hit, Part
from editor.ui.timeline.mouse import Mouse, Wheel
from editor.ui.timeline.press import Click, Mark, Retime, Seek
from editor.ui.timeline.timeline_canvas import Canvas

if TYPE_CHECKING:
    from collections.abc import Mapping

    from PySide6.QtGui import QContextMenuEvent

    from editor.core.selection import Selection
    from editor.session import Applied, Session
    from editor.ui.theme import Theme
    from editor.ui.timeline.painting import Layer
    from editor.ui.timeline.press import Intent

_STEP, _LONG_STEP = 1000, 5000
"""ms that the arrow keys move the playhead, alone and with Ctrl."""

_SOON = 250
"""ms before its start from which a cue counts as playing."""

_FEW = 40
"""Maximum of changed rows that are repainted one by one."""


class Timeline(Canvas):
    """Audio and cues, with drag and drop. Follows the session by itself; never changes it.

    Signals:
        seek_wanted (int): Move the playhead to that time in ms; it is shown there already.
        cue_wanted (int): The cue at that row was clicked.
        play_wanted (int, int): A cue or the selected range was double-clicked: start, end in ms.
        menu_wanted (QPoint, int): Open a context menu, in screen coordinates, for the current cue
            and that time in ms.
        dragged (mapping): Start and end in ms, by row, of the cues that are being dragged; empty
            once the drag has ended.
        retimed (int, int, int): Row, start, end: a cue or its edge was dragged.
        several_retimed (list): (row, start, end) of two cues whose shared edge was dragged, or of
            all chosen cues, one of which was dragged.
    """

    seek_wanted = Signal(int)
    cue_wanted = Signal(int)
    play_wanted = Signal(int, int)
    menu_wanted = Signal(QPoint, int)
    dragged = Signal(object)
    retimed = Signal(int, int, int)
    several_retimed = Signal(list)

    def __init__(self, session: Session, theme: Theme) -> None:
        super().__init__(theme)
        self._session = session
        self._wheel = Wheel()
        self._theme = theme
        self._forgotten: tuple[int, int] | None = None
        self._label: Layer | None = None
        self._mouse = Mouse(self.scene, self)
        self._mouse.shown.connect(self._show)
        self._mouse.meant.connect(self._mean)
        self._mouse.called_off.connect(self._forget)
        self._mouse.hovered.connect(self._hover)
        session.opened.connect(self._open)
        session.changed.connect(self._change)
        session.selected.connect(self._select)
        self.setMouseTracking(True)
        # A click must not take the keyboard focus from the text.
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        present(self, QAccessible.Role.Canvas, tr("Timeline"))
        self.setAccessibleDescription(
            tr(
                "Audio and cues over time. Arrow keys move the playhead, plus and minus "
                "zoom, and dragging an edge changes a cue's time."
            )
        )
        self._open()

    def show_cue(self, row: int) -> None:
        """Scroll the cue into view; do nothing if it is visible."""
        start, end = self.scene.index.times(row)
        self.set_viewport(self.scene.viewport.showing(start, max(start, end)), later=True)

    def preview(self, times: Mapping[int, tuple[int, int]]) -> None:
        """Show rows at other times (start and end in ms); an empty mapping ends the preview."""
        scene = self.scene
        if not times and not scene.moved:
            return
        scene.moved, scene.index = dict(times), self._session.index
        if times:  # so that the index finds the visible cues, those moved here from far away too
            cues = list(scene.document.cues)
            for row, (start, end) in times.items():
                cues[row] = replace(cues[row], start=start, end=end)
            scene.index = TimeIndex(cues)
        self.fit()
        self.update()

    # Signals of the session

    def _open(self) -> None:
        scene = self.scene
        self._mouse.cancel()
        scene.document, scene.selection = self._session.document, self._session.selection
        scene.index = self._session.index
        scene.playhead, scene.borders, scene.hover = None, (), None
        self.marked = None
        self.fit()
        self.set_viewport(scene.viewport.moved_to(0))
        if scene.document.cues:
            self.show_cue(scene.selection.current)
        self.update()

    def _change(self, applied: Applied) -> None:
        scene, before = self.scene, self.scene.index  # that of a preview, if there is one
        self._mouse.cancel()  # the dragged cue may be in another row now
        self.preview({})
        scene.document, scene.index = applied.document, self._session.index
        splices = applied.change.splices
        if scene.index is not before:
            self.fit()
            self.update_later()
        elif sum(len(splice.removed) for splice in splices) > _FEW:
            self.update_later()
        else:
            rows = [splice.index + n for splice in splices for n in range(len(splice.removed))]
            self.update_blocks(rows)
        self._select(self._session.selection)

    def _select(self, selection: Selection) -> None:
        selection = selection.of(self._session.chosen)
        before, self.scene.selection = self.scene.selection, selection
        self._update_chosen(before, selection)
        row, has_cues = selection.current, bool(self.scene.document.cues)
        if row != before.current and has_cues and not self.held and not self._is_heard(row):
            self.show_cue(row)

    def _update_chosen(self, before: Selection, now: Selection) -> None:
        """Repaint what is selected no more, and what is selected now."""
        if (before.current, before.ranges) == (now.current, now.ranges):
            return
        rows = {before.current, now.current}
        if before.count == now.count == 1 and max(rows) < len(self.scene.index):
            self.update_later(map(self.scene.times_of, rows))
        else:
            self.update_later()

    def _is_heard(self, row: int) -> bool:
        """Whether the cue is playing: then only following may scroll the view."""
        start, end = self.scene.index.times(row)
        return self.playing and start - _SOON <= (self.scene.playhead or 0) <= end

    # Intents of the mouse

    def _show(self, intent: Intent) -> None:
        if isinstance(intent, Seek):
            self._seek(intent.ms)
        elif isinstance(intent, Mark):
            self.scene.marking = (intent.start, intent.end)
        elif isinstance(intent, Retime):
            self._drag({row: (start, end) for row, start, end in intent.times})
        self.update()

    def _mean(self, intent: Intent) -> None:
        self._forget()
        self._forgotten = None
        if isinstance(intent, Seek):
            self._forgotten, self.marked = self.marked, None
            self._seek(intent.ms)
        elif isinstance(intent, Click):
            self.cue_wanted.emit(intent.row)
        elif isinstance(intent, Mark):
            self.marked = (intent.start, intent.end) if intent.start < intent.end else None
        elif len(intent.times) > 1:
            self.several_retimed.emit(list(intent.times))
        else:
            self.retimed.emit(*intent.times[0])

    def _forget(self) -> None:
        self.held = False
        self.scene.marking = None
        self._drag({})
        self.update()

    def _drag(self, times: dict[int, tuple[int, int]]) -> None:
        """Show rows at the times that they are dragged to; empty: the drag has ended."""
        if times and self._label is None:
            from editor.ui.timeline.drag_label import DragLabel

            self._label = DragLabel(self.scene, self._theme)
            self.layers.append(self._label)
        before, self.scene.dragged = self.scene.dragged, times
        self.scene.moved = dict(times)
        if before != times:
            self.dragged.emit(times)

    def _hover(self) -> None:
        hover = self.scene.hover
        on_edge = hover is not None and hover.part in (Part.START, Part.END, Part.MARKED)
        on_body = hover is not None and hover.part is Part.BODY
        shape = Qt.CursorShape.OpenHandCursor if on_body else Qt.CursorShape.ArrowCursor
        self.setCursor(Qt.CursorShape.SizeHorCursor if on_edge else shape)
        self.update()

    def _seek(self, ms: int) -> None:
        ms = min(max(ms, 0), self.scene.viewport.length_ms)
        self.set_playhead(ms)  # at once: the player may take a moment
        self.update_waiting()
        self.seek_wanted.emit(ms)

    # Qt events

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Start a click or a drag."""
        if event.button() == Qt.MouseButton.LeftButton:
            shared = bool(event.modifiers() & Qt.KeyboardModifier.AltModifier)
            self.held = True
            self._mouse.press(event.position(), shared=shared)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Drag or hover; a drag beyond the left or right edge scrolls."""
        place = event.position()
        if self._mouse.pressed:
            beyond = min(place.x(), 0.0) + max(place.x() - self.width(), 0.0)
            self.set_viewport(self.scene.viewport.scrolled(beyond / 4))
        free = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        self._mouse.move(place, free=free)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """End the click or drag."""
        if event.button() == Qt.MouseButton.LeftButton:
            self._mouse.release()

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Play the selected range, or the cue."""
        if event.button() != Qt.MouseButton.LeftButton:
            return
        marked, here = self._forgotten, self._mouse.at(event.position()).ms
        row = self._row_at(event.position())
        if marked is not None and marked[0] <= here < marked[1]:
            self.marked = marked  # which the first of the two clicks has cleared
            self.play_wanted.emit(*marked)
        elif row is not None:
            self.play_wanted.emit(*self.scene.times_of(row))

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Request a menu; the cue under the pointer becomes the current one first."""
        ms = self.scene.playhead or 0
        if event.reason() == event.Reason.Mouse:
            self._mouse.cancel()
            place = QPointF(event.pos())
            ms, row = self._mouse.at(place).ms, self._row_at(place)
            if row is not None and row != self.scene.selection.current:
                self.cue_wanted.emit(row)
        self.menu_wanted.emit(event.globalPos(), max(ms, 0))

    def leaveEvent(self, event: QEvent) -> None:
        """End the hover."""
        super().leaveEvent(event)
        self._mouse.hover(None)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Scroll; with Ctrl, zoom around the pointer; with Shift, change the waveform's height."""
        viewport = self.scene.viewport
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.set_viewport(viewport.zoomed(self._wheel.steps(event), event.position().x()))
        elif event.modifiers() & Qt.KeyboardModifier.ShiftModifier:
            self.heighten(self._wheel.steps(event))
        else:
            self.set_viewport(viewport.scrolled(self._wheel.pixels(event)))
        event.accept()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Move the playhead, zoom, or clear the selected range."""
        ctrl = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        step = _LONG_STEP if ctrl else _STEP
        here = self.scene.playhead or 0
        goals = {
            Qt.Key.Key_Left: here - step,
            Qt.Key.Key_Right: here + step,
            Qt.Key.Key_Home: 0,
            Qt.Key.Key_End: self.scene.viewport.length_ms,
        }
        if event.key() in goals:
            self._seek(goals[Qt.Key(event.key())])
            self.set_viewport(self.scene.viewport.following(self.scene.playhead or 0, "page"))
        elif event.key() in (Qt.Key.Key_Plus, Qt.Key.Key_Equal):
            self.zoom(1)
        elif event.key() == Qt.Key.Key_Minus:
            self.zoom(-1)
        elif event.key() == Qt.Key.Key_Escape and self.marked is not None:
            self.marked = None
        else:
            super().keyPressEvent(event)

    def event(self, event: QEvent) -> bool:
        """Show a tool tip with a cue's full text and times, or with the time at the pointer."""
        if not isinstance(event, QHelpEvent) or event.type() != QEvent.Type.ToolTip:
            return super().event(event)
        from editor.ui.timeline.tips import told_cue, told_time  # needed by the mouse only

        place = QPointF(event.pos())
        row = self._row_at(place)
        told = told_cue(self.scene, row) if row is not None else told_time(self._mouse.at(place).ms)
        QToolTip.showText(event.globalPos(), told, self)
        return True

    def _row_at(self, place: QPointF) -> int | None:
        found: Hit = self._mouse.at(place)
        if found.part in (Part.RULER, Part.CHUNK, Part.MARKED):
            return None
        if found.row is None and self.scene.layout.dense:
            return self.scene.index.near(found.ms, self.scene.selection.current)
        return found.row
