# SPDX-License-Identifier: GPL-3.0-or-later
"""What plays: one interface, and a file for each back-end.

Times are ms of the medium. A back-end lives on the window's thread; what must not wait
for the window (the sound itself) it keeps on a thread of its own.
"""

from __future__ import annotations

from abc import abstractmethod
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QImage

if TYPE_CHECKING:
    from editor.core.errors import Problem
    from editor.media.loudness import Loudness
    from editor.media.sound_server import Output


class Player(QObject):
    """Plays ranges of one medium: exactly, if it has no `problem`.

    Signals:
        state_changed: `playing` or `position` jumped: begun, paused, stopped, moved.
        finished (int, int): The range [start, end) was played to its end, and nothing
            plays any more.
        output_changed: `output` or `problem` is another.
        frame (QImage): The picture that is due, of one that has its own.

    Attributes:
        name: The back-end, for the status bar.
        manner: How it plays, in a sentence, for who wonders.
        output: The device it is heard on, or None.
        problem: Why it cannot do all (no sound device, say), or None.
        has_pictures: Whether it shows the medium's pictures itself.
    """

    state_changed = Signal()
    finished = Signal(int, int)
    output_changed = Signal()
    frame = Signal(QImage)

    name: str
    manner: str
    output: Output | None = None
    problem: Problem | None = None
    has_pictures: bool = False

    @abstractmethod
    def play(self, start: int, end: int | None = None, *, loop: bool = False) -> None:
        """Play the samples of [start, end), or from `start` to the medium's end.

        What played before stops at once. A range that is not decoded yet begins as soon
        as it is.
        """

    @abstractmethod
    def pause(self) -> None:
        """Hold; `resume` goes on from there. Nothing where nothing plays."""

    @abstractmethod
    def resume(self) -> None:
        """Go on from where it was held, to the end of the same range."""

    @abstractmethod
    def stop(self) -> None:
        """Play nothing more; the position stays."""

    @abstractmethod
    def seek(self, position: int) -> None:
        """Put the playhead at `position`; what plays goes on from there to its range's end."""

    @abstractmethod
    def set_rate(self, rate: float) -> None:
        """Play at 0.5 to 2 times the speed, the pitch kept; at once where something plays."""

    @abstractmethod
    def set_range(self, start: int, end: int | None) -> None:
        """What plays, or is held, is [start, end) from now on; it goes on where the ear is.

        Where that is behind the end already, it is over; in a loop, it begins again.
        """

    @abstractmethod
    def set_loudness(self, loudness: Loudness) -> None:
        """How loud it is; at once where something plays."""

    @abstractmethod
    def choose(self, wanted: Output | None) -> None:
        """Play on that device, or on the system's default one; at once."""

    @abstractmethod
    def set_latency(self, latency: int) -> None:
        """The device is heard `latency` ms after it says so: the position is less by that."""

    @abstractmethod
    def close(self) -> None:
        """Stop, and let go of devices and threads. Nothing is called after it."""

    @property
    @abstractmethod
    def playing(self) -> bool:
        """Whether something sounds now (or would, on the silent back-end)."""

    @property
    @abstractmethod
    def paused(self) -> bool:
        """Whether something is held that `resume` would go on with."""

    @property
    @abstractmethod
    def position(self) -> int:
        """Where the ear is."""

    @property
    @abstractmethod
    def rate(self) -> float:
        """The speed."""
