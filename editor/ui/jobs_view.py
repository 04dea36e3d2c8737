# SPDX-License-Identifier: GPL-3.0-or-later
"""Running jobs in the status bar."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QHBoxLayout, QLabel, QProgressBar, QToolButton, QWidget

from editor.ui.announce import announce
from editor.ui.i18n import tr

if TYPE_CHECKING:
    from editor.jobs import Job, Jobs
    from editor.playback.listening import Listening
    from editor.playback.open_medium import OpenMedium

_SHOWN_AFTER = 300
"""Delay in ms before progress is shown; shorter work is never shown."""


class JobsView(QWidget):
    """The oldest running job, with its progress and a button to cancel it.

    Without one, decoding, or the speech model that listens.
    """

    def __init__(self, jobs: Jobs, medium: OpenMedium, listening: Listening) -> None:
        super().__init__()
        self._jobs, self._medium, self._listening = jobs, medium, listening
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
        listening.moved.connect(self._changed)
        self.hide()

    def _changed(self) -> None:
        if not self._timer.isActive():
            self._timer.start()
        if self._now() is None:
            self._timer.stop()
            self.hide()

    @property
    def _job(self) -> Job | None:
        """The oldest running job that somebody waits for."""
        return next((job for job in self._jobs.running if job.title), None)

    def _now(self) -> tuple[str, float, float | None] | None:
        """What is being done, how much of it is, and all of it, where known; None for nothing."""
        job = self._job
        if job is not None:
            return tr(job.title).format(**job.facts), job.done, job.total
        if self._medium.decoding is not None:
            return tr("Reading audio"), *self._medium.decoding
        if self._listening.progress is not None:
            return tr("Listening for doubtful cues"), *self._listening.progress
        return None

    def _show(self) -> None:
        now = self._now()
        if now is None:
            return
        text, done, total = now
        if text != self._label.text() or not self.isVisible():
            announce(self, text)
        self._label.setText(text)
        self._bar.setAccessibleName(text)
        self._bar.setRange(0, 1000 if total else 0)
        self._bar.setValue(round(1000 * done / total) if total else 0)
        self.show()

    def _stop(self) -> None:
        job = self._job
        if job is not None:
            job.cancel()
        elif self._medium.decoding is not None:
            self._medium.stop_decoding()
        else:
            self._listening.halt()
