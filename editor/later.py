# SPDX-License-Identifier: GPL-3.0-or-later
"""What is loaded when.

- *Before the first paint*: what that paint runs, and nothing else. What a page, a tool, a panel
  or a check needs is imported inside the function that opens it.
- *Once the window has been idle for a moment*: `LATER`, one module a turn of the event loop, so
  that whatever the user does first finds it there, and no key waits for more than one of them.
- *Never here*: what a worker process imports for itself (decoding), and FFmpeg and libVLC, which
  come with the first medium.

`tests/unit/test_later.py` holds the first line: nothing of `LATER` is there at the first paint.
"""

from __future__ import annotations

import importlib

from PySide6.QtCore import QObject, QTimer

LATER: tuple[str, ...] = (
    # what is looked at after each change, and the review of what it found
    "editor.repair.diagnosis",
    "editor.checks.rules",
    "editor.language.script",
    "editor.language.script_proposals",
    "editor.ui.review.panel",
    "editor.ui.panels.problems",
    "editor.ui.panels.tool",
    "editor.actions.tooling.proposing",
    "editor.repair.resegment",
    "editor.repair.snap",
    "editor.repair.sync",
    # what is opened by a key
    "editor.ui.times_editor",
    "editor.ui.palette",
    "editor.ui.key_sheet",
    "editor.ui.preferences.dialog",
    "editor.ui.preferences.key_rows",
    "editor.ui.repair.page",
    "editor.actions.diagnosing",
    # a medium: its sound, and who plays it
    "editor.media.medium",
    "editor.media.speech_finder",
    "editor.media.stream",
    "editor.media.silent_player",
    "PySide6.QtMultimedia",
    "editor.media.sink_player",
    # projects and earlier work
    "editor.project.project_reader",
    "editor.project.replay",
    "editor.core.merging",
)
"""Modules, the first to be needed first."""

_IDLE = 2_000
"""Milliseconds after the start when the window has been painted and its first checks are done."""

_SLICE = 20
"""Milliseconds from one module to the next: a key that is pressed comes in between."""


class Later(QObject):
    """Imports the modules of `LATER`, one at a time, and ends."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._left = list(reversed(LATER))
        self._timer = QTimer(self, interval=_SLICE)
        self._timer.timeout.connect(self._next)
        QTimer.singleShot(_IDLE, self._timer.start)

    def _next(self) -> None:
        if self._left:
            importlib.import_module(self._left.pop())
        else:
            self._timer.stop()
