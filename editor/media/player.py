# SPDX-License-Identifier: GPL-3.0-or-later
"""The interface of all players; each back-end has a file of its own.

Times are ms of the medium. A back-end lives on the window's thread. What must not wait for the
window, the sound itself, has a thread of its own.
"""

from __future__ import annotations

from abc import abstractmethod
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QImage

if TYPE_CHECKING:
    from editor.core.errors import Problem
    from editor.media.course import Course
    from editor.media.loudness import Loudness
    from editor.media.sound_server import Output


class Player(QObject):
    """Plays ranges of one medium; exact to the sample, unless it has a `problem`.

    Signals:
        state_changed: It began, paused, stopped, or was sought while it played or was paused.
        finished (int, int): The range [start, end) was played to its end, and nothing
            plays any more.
        output_changed: `output` or `problem` is another.
        frame (QImage): The picture that is due, of one that has its own.

    Attributes:
        name: The back-end, for the status bar.
        manner: How it plays, in a sentence, for the tooltip.
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
        """Pause; `resume` goes on from there. Does nothing if nothing plays."""

    @abstractmethod
    def resume(self) -> None:
        """Go on from where it was paused, to the end of the same range."""

    @abstractmethod
    def stop(self) -> None:
        """Stop; the position stays."""

    @abstractmethod
    def seek(self, position: int) -> None:
        """Move the playhead to `position`; if something plays, it goes on from there."""

    @abstractmethod
    def set_rate(self, rate: float) -> None:
        """Play at 0.5 to 2.5 times the speed with the same pitch; takes effect at once."""

    @abstractmethod
    def set_course(self, course: Course) -> None:
        """Play on like this, its speeds multiplied by `rate`, whenever no end is given.

        Takes effect when playing begins, or goes on somewhere. One whose player cannot do that
        plays on as always.
        """

    @abstractmethod
    def set_range(self, start: int, end: int | None) -> None:
        """Change the range that plays or is paused to [start, end); the position stays.

        If that is past the new end, playing is over; in a loop, it begins again.
        """

    @abstractmethod
    def set_loudness(self, loudness: Loudness) -> None:
        """Set the volume; takes effect at once."""

    @abstractmethod
    def choose(self, wanted: Output | None) -> None:
        """Play on that device, or on the system's default one with None; takes effect at once."""

    @abstractmethod
    def set_latency(self, latency: int) -> None:
        """Set the delay of the device in ms; positions are corrected by it."""

    @abstractmethod
    def close(self) -> None:
        """Stop, and release devices and threads. Must be the last call."""

    @property
    @abstractmethod
    def playing(self) -> bool:
        """Whether it plays now."""

    @property
    @abstractmethod
    def paused(self) -> bool:
        """Whether it is paused, and `resume` would go on."""

    @property
    @abstractmethod
    def position(self) -> int:
        """The time that is heard now, in ms."""

    @property
    @abstractmethod
    def rate(self) -> float:
        """The speed: 1 is normal."""
