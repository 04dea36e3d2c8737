# SPDX-License-Identifier: GPL-3.0-or-later
"""Plays and falls silent again and again, while objects of the window's end; and closes at once.

For `test_devices`: in a process of its own, with the sound card of its environment.
Argument: a medium.
"""

from __future__ import annotations

import faulthandler
import sys
from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from editor.media.cache import Cache
from editor.media.medium import Medium
from editor.media.sink_player import SinkPlayer
from editor.media.sound_server import sound_server

TIMES = 300
PATIENCE = 40
"""Seconds for all of it, after which it hangs: then all threads say where, and it ends."""


class Bell(QObject):
    """Something of the window's that others listen to."""

    rung = Signal()


class Ear(QObject):
    """Listens to a bell. When it ends, Qt asks the bell, with a lock of its own held."""

    def __init__(self, bell: Bell) -> None:
        super().__init__()
        bell.rung.connect(self.hear)

    def hear(self) -> None:
        """Nothing is ever rung."""


def main() -> None:
    """Tell how many times it played and fell silent."""
    faulthandler.dump_traceback_later(PATIENCE, exit=True)
    app = QApplication([])
    medium = Medium(sys.argv[1], Cache(Path(sys.argv[1]).parent / "cache", 1 << 24))
    player = SinkPlayer(medium, sound_server())
    while not medium.settled:
        QTest.qWait(5)
    for _ in range(TIMES):
        bells = [Bell() for _ in range(150)]
        ears = [Ear(bell) for bell in bells]
        while ears:
            player.play(0)
            del ears[-50:]
    player.close()
    for _ in range(5):
        player = SinkPlayer(medium, sound_server())
        player.close()
        QTest.qWait(1)  # now what it still had to say arrives
    medium.close()
    app.quit()
    print(TIMES)  # noqa: T201


if __name__ == "__main__":
    main()
