# SPDX-License-Identifier: GPL-3.0-or-later
"""A user of the real window: presses keys, drops files, answers dialogs, and looks."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QTimer, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QInputMethodEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QApplication,
    QFileDialog,
    QLineEdit,
    QMessageBox,
    QPushButton,
    QWidget,
)

from editor import app
from editor.project.places import places
from editor.settings import FIRST_STEPS, Settings
from editor.ui.keys import sequence
from tests.pause import pause

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from editor.core.cue import Cue

_Kind = type[QWidget]

PATIENCE = 60
"""Seconds that a test waits for anything; a tenth of it for an answer it does not give."""
_LEFT = Qt.MouseButton.LeftButton


class Robot:
    """One program in a home of its own. `close` closes its window as a user does."""

    def __init__(self, home: Path, *, newcomer: bool = False, **tables: Any) -> None:
        """A window with the program's tables, or some of `app.build`'s arguments in their place.

        `newcomer`: somebody who has not put the first steps away.
        """
        self.places = places({"JIAOZI_HOME": str(home)})
        self.settings = Settings(self.places.settings)
        self.settings.remember("folder", str(home))
        if not newcomer:
            self.settings.remember(FIRST_STEPS, True)  # noqa: FBT003 - what is stored
        app.application(self.settings)
        QApplication.setAttribute(Qt.ApplicationAttribute.AA_DontUseNativeDialogs)
        self.program = app.build(self.places, self.settings, **tables)
        self.window = self.program.window
        self.session = self.program.context.session
        self.asked = ""
        self._closed = False
        self._answering: set[QTimer] = set()
        self._unanswered = ""
        # A question that no test expects would be waited for without end.
        self.watchman = QTimer(self.window, interval=PATIENCE * 100)
        self.watchman.timeout.connect(self._dismiss)
        self.watchman.start()
        self.window.resize(1280, 800)
        self.window.show()
        QTest.qWaitForWindowExposed(self.window)
        self.activate()

    def start(self, *paths: Path) -> None:
        app.begin(self.program, paths)

    def drop(self, *paths: Path) -> None:
        data = QMimeData()
        data.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
        copy, button = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton
        none = Qt.KeyboardModifier.NoModifier
        entered = QDragEnterEvent(QPoint(100, 100), copy, data, button, none)
        QApplication.sendEvent(self.window, entered)
        assert entered.isAccepted()
        QApplication.sendEvent(self.window, QDropEvent(QPointF(100, 100), copy, data, button, none))

    def wait(self, until: Callable[[], object], what: str = "") -> None:
        end = time.monotonic() + PATIENCE
        while not until():
            pause(10)
            assert not self._unanswered, f"nobody answers: {self._unanswered}"
            assert time.monotonic() < end, f"waited in vain: {what}"

    def wait_idle(self) -> None:
        """Until no work is under way and the document has been looked at."""
        context = self.program.context
        self.wait(
            lambda: (
                not context.jobs.running
                and context.inspection.report.document is self.session.document
            ),
            "idle",
        )

    def press(self, *keys: str) -> None:
        """Press keys, as they are written in menus, wherever the focus is."""
        for key in keys:
            combination = sequence(key)[0]  # type: ignore[index] # a stub lacks it
            QTest.keyClick(self.focus, combination.key(), combination.keyboardModifiers())

    def type(self, text: str) -> None:
        """Type text as an input method commits it."""
        event = QInputMethodEvent()
        event.setCommitString(text)
        QApplication.sendEvent(self.focus, event)

    def compose(self, preedit: str) -> None:
        """What an input method shows before it is committed."""
        QApplication.sendEvent(self.focus, QInputMethodEvent(preedit, []))

    @property
    def focus(self) -> QWidget:
        """What keys go to, once Qt knows of its window that it is active: Windows is ahead."""

        def found() -> QWidget | None:
            widget = QApplication.focusWidget()
            if widget is None:
                # No window manager gives the focus back where a dialog was closed.
                self.window.activateWindow()
                return None
            return widget if widget.window() is QApplication.activeWindow() else None

        self.wait(found, "focus")
        widget = found()
        assert widget is not None
        return widget

    def go_to(self, number: int, caret: int = 0) -> None:
        """To a cue by its number, the caret at an offset."""
        selection = self.session.selection.at(number - 1, caret)
        self.session.select(selection)
        self.program.bench.table.focus_text()

    def click(self, text: str) -> None:
        """Press the visible button of that name."""

        def found() -> list[QPushButton]:
            return [
                button
                for button in self.window.findChildren(QPushButton)
                if button.isVisible() and button.text().startswith(text)
            ]

        self.wait(found, f"button {text!r}")
        QTest.mouseClick(found()[0], Qt.MouseButton.LeftButton)

    def answer_file(self, path: Path) -> None:
        """Choose this file or folder in the next file dialog; it may replace what is there."""

        def choose(dialog: QWidget) -> None:
            if isinstance(dialog, QMessageBox):
                QTest.mouseClick(dialog.button(QMessageBox.StandardButton.Yes), _LEFT)
                return
            assert isinstance(dialog, QFileDialog)
            name = dialog.findChild(QLineEdit)
            assert name is not None
            name.setText(str(path))
            # Later, since what it asks next could not be answered from inside of this call. On a
            # slow machine this is done twice, and the second key must not reach the window.
            QTimer.singleShot(
                0, name, lambda: name.isVisible() and QTest.keyClick(name, Qt.Key.Key_Return)
            )

        self._when_asked(QFileDialog, choose)

    def answer(self, text: str, then: Callable[[], object] | None = None) -> None:
        """Press the button of that name in the next message, which `asked` has afterwards.

        `then` is done just before that.
        """

        def press(dialog: QWidget) -> None:
            assert isinstance(dialog, QMessageBox)
            self.asked = dialog.text()
            button = next(b for b in dialog.buttons() if b.text().replace("&", "") == text)
            if then is not None:
                then()
            QTest.mouseClick(button, Qt.MouseButton.LeftButton)

        self._when_asked(QMessageBox, press)

    def _when_asked(self, kind: _Kind, act: Callable[[QWidget], None]) -> None:
        timer = QTimer(self.window, interval=50)
        self._answering.add(timer)
        asked: list[QWidget] = []

        def over() -> None:
            timer.stop()
            self._answering.discard(timer)

        def look() -> None:
            dialog = QApplication.activeModalWidget()
            # The same one, or what that one asks; a later one is another's business.
            known = dialog in asked or (dialog is not None and dialog.parent() in asked)
            ours = known or (not asked and isinstance(dialog, kind))
            if dialog is not None and dialog.isVisible() and ours:
                asked.append(dialog)
                try:
                    act(dialog)  # again, where the dialog was not ready yet
                except BaseException:
                    over()  # now nobody answers, and that is what the test fails of
                    raise
            elif asked:
                over()

        timer.timeout.connect(look)
        timer.start()

    def _dismiss(self) -> None:
        dialog = QApplication.activeModalWidget()
        if dialog is not None and not self._answering:
            said = dialog.text() if isinstance(dialog, QMessageBox) else dialog.windowTitle()
            self._unanswered = said or str(dialog)
            dialog.close()

    @property
    def cues(self) -> tuple[Cue, ...]:
        return self.session.document.cues

    def come_back(self) -> None:
        """From another program's window to this one."""
        other = QWidget()
        other.show()
        self.activate(other)
        other.close()
        self.activate()

    def activate(self, window: QWidget | None = None) -> None:
        """Turn to this window, or to another one, until keys belong to it.

        Not until `isActiveWindow`: Windows says so at once, before Qt has heard of it.
        """
        wanted = window or self.window

        def active() -> bool:
            if QApplication.activeWindow() is wanted:
                return True
            wanted.activateWindow()  # again, where another process on this screen took it
            return False

        self.wait(active, "the window")

    @property
    def status(self) -> str:
        """What the status bar says of how the work is kept."""
        return self.program.status.kept.text()

    @property
    def notice(self) -> str:
        return self.program.bench.notice.text

    def screenshot(self, path: Path) -> None:
        QTest.qWait(50)
        self.window.grab().save(str(path))

    def close(self) -> None:
        """As a user does; once."""
        if self._closed:
            return
        self._closed = True
        if self.window.isVisible():  # it may have been closed by its own command
            self.window.close()
        self.window.deleteLater()
        QTest.qWait(0)
