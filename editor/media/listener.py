# SPDX-License-Identifier: GPL-3.0-or-later
"""A child process that looks for speech in a sound that is whole, unless that was done before."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from editor.media.speech import listen, load_speech
from editor.media.workers import child

if TYPE_CHECKING:
    from multiprocessing.process import BaseProcess
    from pathlib import Path

    from editor.media.sound import Sound
    from editor.media.speech import Speech

_TICK = 100
"""ms between two looks whether the child is done."""


class Listener(QObject):
    """Listens to one sound of the cache.

    What was found before is there at once. Where it can't be found, or not be kept, there
    just is none: nobody need be told, since everything works without.

    Signals:
        done: `speech` is there.

    Attributes:
        speech: What was found, or None where nothing was (yet).
    """

    done = Signal()

    def __init__(self, entry: Path, sound: Sound, parent: QObject) -> None:
        """Listen to `sound`, which is whole, and lies in `entry`."""
        super().__init__(parent)
        self._sound = (entry, sound.rate, sound.total)
        self._child: BaseProcess | None = None
        self._timer = QTimer(self, interval=_TICK)
        self._timer.timeout.connect(self._look)
        self.speech: Speech | None = load_speech(*self._sound)
        if self.speech is None:
            self._child = child("listener", listen, *self._sound)
            self._child.start()
            self._timer.start()

    def close(self) -> None:
        """Listen no further. Nothing is emitted any more."""
        self._timer.stop()
        if self._child is not None:
            self._child.terminate()
            self._child.join()
            self._child.close()
            self._child = None

    def _look(self) -> None:
        if self._child is None or self._child.is_alive():
            return
        self.close()
        self.speech = load_speech(*self._sound)
        if self.speech is not None:
            self.done.emit()
