# SPDX-License-Identifier: GPL-3.0-or-later
"""Finds the speech of an open medium, in a child process, unless that was done before."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from editor.media import tasks
from editor.media.child import Child
from editor.media.speech import load_speech

if TYPE_CHECKING:
    from editor.media.medium import Medium
    from editor.media.speech import Speech


class SpeechFinder(QObject):
    """Starts when the medium's sound is complete.

    A failure is not reported: speech stays None, and everything works without it.

    Signals:
        found: `speech` is known.

    Attributes:
        speech: Where somebody speaks, or None where that is not known (yet).
    """

    found = Signal()

    def __init__(self, medium: Medium) -> None:
        """Find the speech of `medium`, which was just opened."""
        super().__init__()
        self.speech: Speech | None = None
        self._medium = medium
        self._child: Child | None = None
        medium.ready.connect(self._begin)

    def close(self) -> None:
        """Stop looking. Emits nothing from then on."""
        self._medium.ready.disconnect(self._begin)
        if self._child is not None:
            self._child.stop()

    def _begin(self) -> None:
        sound = self._medium.sound
        if sound is None:
            return
        job = (sound.folder, sound.rate, sound.total)
        kept = load_speech(*job)
        if kept is not None:
            self._tell(kept)
            return
        self._child = Child("speech finder", tasks.listen, *job)
        self._child.message.connect(self._tell)
        self._child.start()

    def _tell(self, speech: Speech) -> None:
        self.speech = speech
        self.found.emit()
