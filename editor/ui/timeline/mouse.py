# SPDX-License-Identifier: GPL-3.0-or-later
"""Mouse input of the timeline: from Qt events to gestures."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QEvent, QObject, QPointF, Qt, Signal
from PySide6.QtGui import QKeyEvent, QWheelEvent

from editor.ui.timeline.gestures import Hit, Part, hit
from editor.ui.timeline.press import Body, Press, edges_at

if TYPE_CHECKING:
    from collections.abc import Sequence

    from editor.ui.timeline.press import Edge
    from editor.ui.timeline.scene import Scene

_NOTCH = 120
"""Angle of one notch of a mouse wheel, in eighths of a degree, as Qt counts."""

_PIXELS_A_NOTCH = 96
"""Pixels that one notch of a mouse wheel scrolls."""


class Mouse(QObject):
    """Follows one press at a time.

    During a press, Escape cancels it, even though the keyboard focus stays in the text.

    Signals:
        shown (Intent): Preview of what the press would do so far.
        meant (Intent): What to do, on release.
        called_off: The press was cancelled; remove the preview.
        hovered: The scene's `hover` has changed visibly.
    """

    shown = Signal(object)
    meant = Signal(object)
    called_off = Signal()
    hovered = Signal()

    def __init__(self, scene: Scene, parent: QObject) -> None:
        super().__init__(parent)
        self._scene = scene
        self._press: Press | None = None

    @property
    def pressed(self) -> bool:
        """Whether a press is in progress."""
        return self._press is not None

    def at(self, place: QPointF) -> Hit:
        """What is at `place`."""
        scene = self._scene
        return hit(
            place.x(),
            place.y(),
            scene.viewport,
            scene.within_reach,
            scene.bands,
            borders=scene.borders,
            current=scene.selection.current,
            marked=scene.marked,
        )

    def press(self, place: QPointF, *, shared: bool) -> None:
        """Start a press; `shared`: an edge takes a touching neighbour's edge along."""
        found = self.at(place)
        dragged = self._dragged(found, shared=shared)
        marked = self._scene.marked
        other = None
        if found.part is Part.MARKED and marked is not None:
            other = marked[found.ms == marked[0]]
        self._press = Press(found, place.x(), self._scene.viewport, dragged, other)
        application = QCoreApplication.instance()
        if application is not None:
            application.installEventFilter(self)
        if self._press.dragging:
            self._show(self._press, place, free=True)

    def _dragged(self, found: Hit, *, shared: bool) -> Sequence[Edge] | Body:
        if found.part is Part.BODY and found.row is not None:
            times, selection = self._scene.times_of, self._scene.selection
            rows = selection.rows() if found.row in selection and selection.is_several else ()
            others = tuple((row, *times(row)) for row in rows if row != found.row)
            return Body(found.row, *times(found.row), others)
        return edges_at(found, self._scene.within_reach, shared=shared)

    def move(self, place: QPointF, *, free: bool) -> None:
        """Continue the press, or hover; `free`: an edge does not snap."""
        if self._press is None:
            self.hover(self.at(place))
        else:
            self._show(self._press, place, free=free)

    def release(self) -> None:
        """End the press."""
        press = self._end()
        if press is None:
            return
        intent = press.release()
        if intent is not None:
            self.meant.emit(intent)
        else:
            self.called_off.emit()

    def cancel(self) -> None:
        """Cancel the press."""
        if self._end() is not None:
            self.called_off.emit()

    def hover(self, found: Hit | None) -> None:
        """Set what is under the pointer; None if the pointer has left."""
        before, self._scene.hover = self._scene.hover, found
        if _look(before) != _look(found):
            self.hovered.emit()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """During a press, handle Escape and keep it from the rest of the program."""
        if isinstance(event, QKeyEvent) and event.key() == Qt.Key.Key_Escape:
            if event.type() == QEvent.Type.ShortcutOverride:
                event.accept()
                return True
            if event.type() == QEvent.Type.KeyPress:
                self.cancel()
                return True
        return super().eventFilter(watched, event)

    def _show(self, press: Press, place: QPointF, *, free: bool) -> None:
        marks = [] if free else self._scene.marks(press.parts)
        intent = press.move(place.x(), self._scene.viewport, marks)
        self._scene.snapped = press.snapped
        if intent is not None:
            self.shown.emit(intent)

    def _end(self) -> Press | None:
        press, self._press = self._press, None
        self._scene.snapped = None
        application = QCoreApplication.instance()
        if application is not None:
            application.removeEventFilter(self)
        return press


def _look(found: Hit | None) -> tuple[Part, int | None] | None:
    """The part of a hit that is visible as a hover effect, or by the pointer's shape."""
    if found is None or found.part not in (Part.START, Part.END, Part.MARKED, Part.BODY):
        return None
    return found.part, found.row


class Wheel:
    """Converts turns of a wheel and trackpad gestures to pixels or whole steps."""

    def __init__(self) -> None:
        self._rest = 0.0

    def pixels(self, event: QWheelEvent) -> float:
        """Pixels to scroll to the right; exact if the device reports pixels."""
        exact = event.pixelDelta()
        if not exact.isNull():
            return -float(exact.x() if abs(exact.x()) > abs(exact.y()) else exact.y())
        return -self._turned(event) / _NOTCH * _PIXELS_A_NOTCH

    def steps(self, event: QWheelEvent) -> int:
        """Whole notches turned away from the user; fractions are kept for the next event."""
        turned = self._turned(event)
        if turned * self._rest < 0:
            self._rest = 0.0
        self._rest += turned / _NOTCH
        whole = int(self._rest)
        self._rest -= whole
        return whole

    def _turned(self, event: QWheelEvent) -> float:
        # With Shift or Alt, some systems report the horizontal axis.
        angle = event.angleDelta()
        return float(angle.x() if abs(angle.x()) > abs(angle.y()) else angle.y())
