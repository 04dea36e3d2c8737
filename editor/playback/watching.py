# SPDX-License-Identifier: GPL-3.0-or-later
"""Switches between the exact player, for correcting, and libVLC, for watching."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QImage

from editor.media.loudness import Loudness

if TYPE_CHECKING:
    from pathlib import Path

    from editor.core.errors import Problem
    from editor.media.course import Course
    from editor.media.player import Player
    from editor.media.vlc_player import VlcPlayer


class Watching(QObject):
    """Hands playing over to libVLC, and takes it back.

        correcting ──begin──▶ watching, by libVLC ──it fails──▶ watching, by our own player
             ▲                        │                                  │
             └────────── leave, or the medium is over ───────────────────┘

    Where libVLC is missing, or plays the medium anyway since nothing else can, `begin`
    leads to the last state at once.

    Signals:
        changed: The player or its state changed.
        frame (QImage): A picture of a player that has its own.

    Attributes:
        missing: Why there is no libVLC, or None.
        problem: Why libVLC can't play this medium, or None.
    """

    changed = Signal()
    frame = Signal(QImage)

    def __init__(self) -> None:
        super().__init__()
        self.missing: Problem | None = None
        self.problem: Problem | None = None
        self._own: Player | None = None
        self._libvlc: VlcPlayer | None = None
        self._on = False
        self._rate = 1.0
        self._course: Course = ()
        self._loudness = Loudness()

    @property
    def on(self) -> bool:
        """Whether in watch mode, whichever player is used."""
        return self._on

    @property
    def player(self) -> Player | None:
        """The current player, or None if there is nothing to play."""
        return self._libvlc or self._own

    def serve(self, own: Player | None) -> None:
        """Use `own` for correcting from now on; the one before is closed.

        If libVLC is playing, it goes on: it has its own device.
        """
        if own is None or self._libvlc is None:
            self.leave()
        if self._own is not None:
            self._own.close()
        self._own, self.problem = own, None
        if own is not None:
            own.set_rate(self._rate)
            own.set_course(self._course)
            own.state_changed.connect(self.changed)
            own.finished.connect(self._over)
            own.frame.connect(self.frame)

    def set_rate(self, rate: float) -> None:
        """Set the speed; the pitch stays."""
        self._rate = rate
        for player in (self._own, self._libvlc):
            if player is not None:
                player.set_rate(rate)

    def set_course(self, course: Course) -> None:
        """Set how playing on runs; watching is not concerned."""
        self._course = course
        if self._own is not None:
            self._own.set_course(course)

    def set_loudness(self, loudness: Loudness) -> None:
        """Set libVLC's volume; `AudioOutput` sets that of `own`."""
        self._loudness = loudness
        if self._libvlc is not None:
            self._libvlc.set_loudness(loudness)

    def begin(self, path: Path) -> None:
        """Watch `path` from where `own` is."""
        from editor.media.vlc_player import VlcPlayer

        own = self._own
        if own is None or self._on:
            return
        at = own.position
        own.stop()
        self._on = True
        if not (self.missing or self.problem or isinstance(own, VlcPlayer)):
            self._libvlc = libvlc = VlcPlayer(path)
            libvlc.set_rate(self._rate)
            libvlc.set_loudness(self._loudness)
            libvlc.state_changed.connect(self.changed)
            libvlc.finished.connect(self._over)
            libvlc.frame.connect(self.frame)
            libvlc.failed.connect(self._failed)
        (self._libvlc or own).play(at)
        self.changed.emit()

    def leave(self) -> None:
        """Leave watch mode; `own` goes to where it is."""
        if not self._on:
            return
        self._on = False
        at = self._release()
        if self._own is not None and at is not None:
            self._own.seek(at)
        self.changed.emit()

    def _release(self) -> int | None:
        """Release libVLC; its position in ms, or None without one."""
        libvlc, self._libvlc = self._libvlc, None
        if libvlc is None:
            return None
        at = libvlc.position
        libvlc.close()
        return at

    def _over(self) -> None:
        if self._on:
            self.leave()
        else:
            self.changed.emit()

    def _failed(self, problem: Problem) -> None:
        self.problem = problem
        at = self._release()
        if self._own is not None and at is not None:
            self._own.play(at)
