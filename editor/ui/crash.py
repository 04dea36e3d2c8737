# SPDX-License-Identifier: GPL-3.0-or-later
"""The crash dialog: a report to copy, after which the program goes on.

Every start imports this module, few need it: what only a report needs is imported with the report.
"""

from __future__ import annotations

import sys
import traceback
from typing import TYPE_CHECKING

import PySide6
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication

from editor import __version__
from editor.ui.i18n import tr

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from types import TracebackType

    from PySide6.QtWidgets import QWidget


def report_address() -> str:
    """Where to send reports: the URL named *Issues* in the project's metadata."""
    from importlib.metadata import metadata

    urls = dict(url.split(", ", 1) for url in metadata("jiaozi").get_all("Project-URL") or ())
    return str(urls["Issues"])


class Crashes:
    """Replaces `sys.excepthook`. One dialog at a time; further errors go to standard error only."""

    def __init__(self, window: QWidget, last: Callable[[], Sequence[str]]) -> None:
        """`last` returns the ids of the commands run last; never what was typed."""
        self._window, self._last = window, last
        self._shown = False

    def caught(
        self, kind: type[BaseException], error: BaseException, trace: TracebackType | None
    ) -> None:
        """Write the traceback to standard error and show the dialog."""
        text = "".join(traceback.format_exception(kind, error, trace))
        sys.stderr.write(text)
        if issubclass(kind, KeyboardInterrupt):
            self._window.close()
            return
        if self._shown:
            return
        self._shown = True
        import platform

        from PySide6.QtWidgets import QMessageBox

        box = QMessageBox(self._window)
        box.setIcon(QMessageBox.Icon.Critical)
        box.setWindowTitle(tr("Jiaozi"))
        box.setText(
            tr(
                "Something went wrong in Jiaozi. Your work is safe and you can continue. "
                "Please send the report below to {address}.",
                address=report_address(),
            )
        )
        box.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        report = (
            f"Jiaozi {__version__} · Python {platform.python_version()} · "
            f"PySide6 {PySide6.__version__} · {platform.platform()}\n"
            f"{' · '.join(self._last())}\n\n{text}"
        )
        box.setDetailedText(report)
        box.addButton(QMessageBox.StandardButton.Close)
        copy = box.addButton(tr("Copy report"), QMessageBox.ButtonRole.ActionRole)
        copy.clicked.disconnect()  # it must not close the dialog
        copy.clicked.connect(lambda: QGuiApplication.clipboard().setText(report))
        box.finished.connect(self._closed)
        box.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        box.open()

    def _closed(self) -> None:
        self._shown = False
