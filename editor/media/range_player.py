# SPDX-License-Identifier: GPL-3.0-or-later
"""Base class of the players: a range that is playing, paused or over."""

from __future__ import annotations

from abc import abstractmethod
from dataclasses import replace
from enum import Enum, auto
from typing import TYPE_CHECKING

from editor.media.loudness import Loudness
from editor.media.player import Player
from editor.media.stream import Span

if TYPE_CHECKING:
    from PySide6.QtCore import QObject

    from editor.media.course import Course


class _State(Enum):
    STOPPED = auto()
    PLAYING = auto()
    PAUSED = auto()


class RangePlayer(Player):
    """Keeps the range and its state; a back-end begins, ends, and knows the position.

    Holding, moving and another speed end what plays, and begin it again elsewhere.
    """

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._span = Span(0, 0, 0)
        self._state = _State.STOPPED
        self._rate = 1.0
        self._loudness = Loudness()
        self._course: Course = ()
        self._at = 0

    @abstractmethod
    def _begin(self, span: Span) -> None:
        """Play `span`, and call `_over` at its end. Nothing plays yet."""

    @abstractmethod
    def _end(self) -> None:
        """Stop the sound at once."""

    @abstractmethod
    def _heard(self) -> int:
        """The ms that is heard now; asked while it plays only."""

    def play(self, start: int, end: int | None = None, *, loop: bool = False) -> None:
        """Play the samples of [start, end), or from `start` to the medium's end."""
        start = max(0, start)
        self._hold()
        self._at = start
        self._state = _State.STOPPED
        if end is None or end > start:
            self._go_on(Span(start, end, start, loop=loop))
        self.state_changed.emit()

    def pause(self) -> None:
        """Pause; `resume` goes on from there. Does nothing if nothing plays."""
        if self.playing:
            self._hold()
            self._state = _State.PAUSED
            self.state_changed.emit()

    def resume(self) -> None:
        """Go on from where it was paused, to the end of the same range."""
        if self.paused:
            self._go_on(self._span)
            self.state_changed.emit()

    def stop(self) -> None:
        """Stop; the position stays."""
        if self._state is not _State.STOPPED:
            self._hold()
            self._state = _State.STOPPED
            self.state_changed.emit()

    def seek(self, position: int) -> None:
        """Put the playhead at `position`; what plays goes on from there to its range's end.

        Behind that end nothing is left to play: it stops there.
        """
        before = self._state
        self._hold()
        self._at = max(0, position)
        if self._span.end is not None and self._at >= self._span.end:
            self._state = _State.STOPPED
        elif before is _State.PLAYING:
            self._go_on(self._span)
        if before is not _State.STOPPED:
            self.state_changed.emit()

    def set_rate(self, rate: float) -> None:
        """Play at 0.5 to 2.5 times the speed with the same pitch; takes effect at once."""
        playing = self.playing
        self._hold()
        self._rate = rate
        if playing:
            self._go_on(self._span)

    def set_course(self, course: Course) -> None:
        """Play on like this from the next time on that playing begins or goes on somewhere."""
        self._course = course

    def set_range(self, start: int, end: int | None) -> None:
        """Change the range that plays or is paused to [start, end); the position stays."""
        if self._state is _State.STOPPED:
            return
        playing = self.playing
        self._hold()
        span = self._span = replace(self._span, start=start, end=end)
        if end is not None and self._at >= end:
            if not span.loop or end <= start:
                self._over(end)
                return
            self._at = start
        if playing:
            self._go_on(span)
        self.state_changed.emit()

    def set_loudness(self, loudness: Loudness) -> None:
        """Set the volume; if that changes samples, playing begins again at the position."""
        before, self._loudness = self._loudness, loudness
        if self.playing and (before.boost, before.levelled) != (loudness.boost, loudness.levelled):
            self._hold()
            self._go_on(self._span)

    @property
    def playing(self) -> bool:
        """Whether it plays now, or will as soon as the sound is decoded."""
        return self._state is _State.PLAYING

    @property
    def paused(self) -> bool:
        """Whether it is paused, and `resume` would go on."""
        return self._state is _State.PAUSED

    @property
    def position(self) -> int:
        """The time that is heard now, in ms. Where it goes back, a loop or course does."""
        return self._heard() if self.playing else self._at

    @property
    def rate(self) -> float:
        """The speed: 1 is normal."""
        return self._rate

    def _go_on(self, span: Span) -> None:
        self._state = _State.PLAYING
        self._span = replace(
            span,
            at=self._at,
            speed=self._rate,
            loudness=self._loudness,
            course=self._course if span.end is None else (),
        )
        self._begin(self._span)

    def _hold(self) -> None:
        if self.playing:
            self._at = self._heard()
            self._end()

    def _over(self, end: int) -> None:
        """The range was played up to `end` ms."""
        self._state = _State.STOPPED
        self._at = end
        self.state_changed.emit()
        self.finished.emit(self._span.start, end)

    def _broken(self) -> None:
        """It can't be played any more."""
        self._at = self._heard()
        self._state = _State.STOPPED
        self.state_changed.emit()
