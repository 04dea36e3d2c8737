# SPDX-License-Identifier: GPL-3.0-or-later
"""The application object, which macOS tells what files to open."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QEvent, QTimer, Signal
from PySide6.QtGui import QFileOpenEvent
from PySide6.QtWidgets import QApplication

_AGAIN = 200
"""ms after which files that were asked for under a dialog are tried again."""


class Application(QApplication):
    """Collects the files that the system asks to open.

    Windows and Linux name them when they start a program. macOS starts it once, and tells it of
    each file by an event, also while it runs.

    Signals:
        files_asked (list of Path): Files that were chosen together.
    """

    files_asked = Signal(list)

    def __init__(self, arguments: list[str]) -> None:
        super().__init__(arguments)
        self._files: list[Path] = []

    def event(self, event: QEvent) -> bool:
        """Note a file; those that were chosen together come one after another."""
        if not isinstance(event, QFileOpenEvent) or not event.file():
            return super().event(event)
        if not self._files:
            QTimer.singleShot(0, self, self._ask)
        self._files.append(Path(event.file()))
        return True

    def _ask(self) -> None:
        if self.activeModalWidget() is not None:
            # The dialog, such as one that saves, is about the document that is open.
            QTimer.singleShot(_AGAIN, self, self._ask)
            return
        files, self._files = self._files, []
        self.files_asked.emit(files)
