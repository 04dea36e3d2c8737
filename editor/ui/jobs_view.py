# SPDX-License-Identifier: GPL-3.0-or-later
"""Running jobs in the status bar."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QHBoxLayout, QLabel, QProgressBar, QToolButton, QWidget

from editor.ui.announce import announce
from editor.ui.i18n import tr

if TYPE_CHECKING:
    from editor.jobs import Jobs
    from editor.playback.open_medium import OpenMedium

_SHOWN_AFTER = 300
"""Delay in ms before progress is shown; shorter work is never shown."""


class JobsView(QWidget):
    """The oldest running job, with its progress and a button to cancel it; or decoding."""

    def __init__(self, jobs: Jobs, medium: OpenMedium) -> None:
        super().__init__()
        self._jobs, self._medium = jobs, medium
        self._label = QLabel()
        self._bar = QProgressBar(textVisible=False)
        self._bar.setFixedWidth(96)
        self._cancel = QToolButton(autoRaise=True)
        self._cancel.setText("✕")
        self._cancel.setToolTip(tr("Cancel"))
        self._cancel.setAccessibleName(tr("Cancel"))
        self._cancel.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self._cancel.clicked.connect(self._stop)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self._label)
        layout.addWidget(self._bar)
        layout.addWidget(self._cancel)
        self._timer = QTimer(self, interval=_SHOWN_AFTER)
        self._timer.timeout.connect(self._show)
        jobs.changed.connect(self._changed)
        medium.grew.connect(self._changed)
        self.hide()

    def _changed(self) -> None:
        if not self._timer.isActive():
            self._timer.start()
        if not self._jobs.running and self._medium.decoding is None:
            self._timer.stop()
            self.hide()

    def _show(self) -> None:
        if self._jobs.running:
            job = self._jobs.running[0]
            text, done, total = tr(job.title).format(**job.facts), job.done, job.total
        elif self._medium.decoding is not None:
            done, total = self._medium.decoding
            text = tr("Reading audio")
        else:
            return
        if text != self._label.text() or not self.isVisible():
            announce(self, text)
        self._label.setText(text)
        self._bar.setAccessibleName(text)
        self._bar.setRange(0, 1000 if total else 0)
        self._bar.setValue(round(1000 * done / total) if total else 0)
        self.show()

    def _stop(self) -> None:
        if self._jobs.running:
            self._jobs.running[0].cancel()
        else:
            self._medium.stop_decoding()
