# SPDX-License-Identifier: GPL-3.0-or-later
"""The timeline's mouse: Qt's events on the one side, gestures on the other."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QEvent, QObject, QPointF, Qt, Signal
from PySide6.QtGui import QKeyEvent, QWheelEvent

from editor.ui.timeline.gestures import Hit, Part, hit
from editor.ui.timeline.press import Press, edges_at

if TYPE_CHECKING:
    from editor.ui.timeline.scene import Scene

_NOTCH = 120
"""Eighths of a degree that one notch of a wheel turns."""

_PIXELS_A_NOTCH = 96


class Mouse(QObject):
    """Follows one press at a time.

    While it is held, Escape calls it off, whoever has the keyboard: the focus stays in
    the text.

    Signals:
        shown (Intent): What is meant so far; show it.
        meant (Intent): What was meant, on release.
        called_off: Show again what was there before.
        hovered: The scene's `hover` is another.
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
        """Whether a press is under way."""
        return self._press is not None

    def at(self, place: QPointF) -> Hit:
        """What is at `place`."""
        scene = self._scene
        return hit(
            place.x(),
            place.y(),
            scene.viewport,
            scene.layout,
            scene.bands,
            borders=scene.borders,
            current=scene.selection.current,
            marked=scene.marked,
        )

    def press(self, place: QPointF, *, shared: bool) -> None:
        """Begin; with `shared`, an edge takes the one along that it touches."""
        found = self.at(place)
        edges = edges_at(found, self._scene.layout.blocks, shared=shared)
        marked = self._scene.marked
        other = None
        if found.part is Part.MARKED and marked is not None:
            other = marked[found.ms == marked[0]]
        self._press = Press(found, place.x(), self._scene.viewport, edges, other)
        application = QCoreApplication.instance()
        if application is not None:
            application.installEventFilter(self)
        if self._press.dragging:
            self._show(self._press, place, free=True)

    def move(self, place: QPointF, *, free: bool) -> None:
        """Go on; with `free`, an edge clings to nothing."""
        if self._press is None:
            self.hover(self.at(place))
        else:
            self._show(self._press, place, free=free)

    def release(self) -> None:
        """End."""
        press = self._end()
        if press is None:
            return
        intent = press.release()
        if intent is not None:
            self.meant.emit(intent)
        else:
            self.called_off.emit()

    def cancel(self) -> None:
        """Forget the press."""
        if self._end() is not None:
            self.called_off.emit()

    def hover(self, found: Hit | None) -> None:
        """The pointer is over that, or gone."""
        before, self._scene.hover = self._scene.hover, found
        if _look(before) != _look(found):
            self.hovered.emit()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Keep Escape from the rest of the program while a press is under way."""
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
    """As far as one sees it."""
    if found is None or found.part not in (Part.START, Part.END, Part.MARKED):
        return None
    return found.part, found.row


class Wheel:
    """Turns of a wheel and strokes on a trackpad, as pixels and as whole steps."""

    def __init__(self) -> None:
        self._rest = 0.0

    def pixels(self, event: QWheelEvent) -> float:
        """How far to scroll right; exact where the device knows pixels."""
        exact = event.pixelDelta()
        if not exact.isNull():
            return -float(exact.x() if abs(exact.x()) > abs(exact.y()) else exact.y())
        return -self._turned(event) / _NOTCH * _PIXELS_A_NOTCH

    def steps(self, event: QWheelEvent) -> int:
        """How many notches were turned away from the user; parts of one are kept for later."""
        turned = self._turned(event)
        if turned * self._rest < 0:
            self._rest = 0.0
        self._rest += turned / _NOTCH
        whole = int(self._rest)
        self._rest -= whole
        return whole

    def _turned(self, event: QWheelEvent) -> float:
        # Shift and Alt turn the wheel's direction on some systems.
        angle = event.angleDelta()
        return float(angle.x() if abs(angle.x()) > abs(angle.y()) else angle.y())
