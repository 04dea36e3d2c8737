# SPDX-License-Identifier: GPL-3.0-or-later
"""Deferred imports: which modules are loaded when.

- *Before the first paint*: only what the first paint runs. Modules of a page, tool, panel or
  check are imported inside the function that opens it.
  Patterns come from `core/lazy_re`, dataclasses from `core/values`: importing a module costs little
  then.
- *When the window has been idle for a moment*: `LATER`, one module per turn of the event loop, so
  that they are ready for the user's first action and no key press waits for more than one. Nothing
  is imported while somebody works.
- *Never here*: what a worker process imports itself (decoding), and FFmpeg and libVLC, which are
  loaded with the first medium.

`tests/unit/test_later.py` tests the first point: no module of `LATER` is loaded at the first paint.
"""

from __future__ import annotations

import importlib

from PySide6.QtCore import QCoreApplication, QEvent, QObject, QTimer
from PySide6.QtGui import QInputEvent, QInputMethodEvent

from editor.core.garbage import settle, uncollected

LATER: tuple[str, ...] = (
    # all formats, whose table takes long by itself
    "editor.formats.xlsx",
    "editor.formats.ttml",
    "editor.formats.ass",
    "editor.formats.recognisers",
    "editor.formats.transcript",
    "editor.formats.table",
    # analysis after each change, and the review of its findings
    "editor.repair.diagnosis",
    "editor.checks.rules",
    # dictionaries that the search for more of a correction needs; each holds up all threads for
    # 0.2 s, which must not be in the pause after the first correction
    "rjieba",
    "pypinyin",
    "editor.language.script",
    "editor.language.script_proposals",
    "editor.ui.review.panel",
    "editor.ui.panels.problems",
    "editor.ui.panels.doubts",
    "editor.ui.panels.speakers",
    "editor.ui.panels.history",
    "editor.ui.panels.statistics",
    "editor.ui.panels.glossary",
    "editor.ui.panels.tool",
    "editor.actions.prepare_queue",
    "editor.actions.tooling.proposing",
    "editor.repair.resegment",
    "editor.repair.snap",
    "editor.repair.sync",
    # opened by a key
    "editor.ui.focus_frame",
    "editor.ui.find_bar",
    "editor.ui.speaker_editor",
    "editor.language.searching",
    "editor.language.replacing",
    "editor.ui.times_editor",
    "editor.ui.note_editor",
    "editor.ui.palette",
    "editor.ui.key_sheet",
    "editor.ui.preferences.dialog",
    "editor.ui.preferences.key_rows",
    "numpy",
    "editor.ui.repair.page",
    "editor.actions.diagnosing",
    # a medium: its audio and players
    "editor.media.processes",
    "editor.media.medium",
    "editor.media.speech_finder",
    "editor.media.stream",
    "editor.media.silent_player",
    "editor.media.multimedia",
    # projects and earlier sessions
    "editor.project.project_reader",
    "editor.project.replay",
    "editor.core.merging",
)
"""Modules, in the order in which they are likely to be needed."""

_IDLE = 2_000
"""Delay in ms after the start: by then the window is painted and its first checks are done."""

_SLICE = 20
"""Interval in ms between imports, so that key presses are handled in between."""

_PAUSE = 1_000
"""ms after what the user did last: some modules take longer than a key may wait."""


class Later(QObject):
    """Imports the modules of `LATER`, one at a time; they are never garbage."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._left = list(reversed(LATER))
        self._timer = QTimer(self, interval=_SLICE)
        self._timer.timeout.connect(self._next)
        QTimer.singleShot(_IDLE, self, self._begin)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's
        """Go on only after a pause: somebody presses keys, or moves the mouse, in any window."""
        del watched
        if isinstance(event, (QInputEvent, QInputMethodEvent)):
            self._timer.start(_PAUSE)
        return False

    def _begin(self) -> None:
        self._timer.start()
        if app := QCoreApplication.instance():
            app.installEventFilter(self)

    def _next(self) -> None:
        self._timer.setInterval(_SLICE)
        if self._left:
            with uncollected():
                importlib.import_module(self._left.pop())
        else:
            settle()
            self._timer.stop()
            self.deleteLater()  # each event has gone through its filter
