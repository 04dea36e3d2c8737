# SPDX-License-Identifier: GPL-3.0-or-later
"""A player by libVLC: for watching, and for media that PyAV cannot decode."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer, Signal

from editor.core.i18n import N_
from editor.media.range_player import RangePlayer
from editor.media.vlc_watch import VlcWatch

if TYPE_CHECKING:
    from pathlib import Path

    from PySide6.QtCore import QObject

    from editor.core.errors import Problem
    from editor.media.loudness import Loudness
    from editor.media.sound_server import Output
    from editor.media.stream import Span

_TICK = 10
"""ms between two looks whether a range is over; libVLC's clock is far coarser."""


class VlcPlayer(RangePlayer):
    """Ranges by going to their begin and watching the clock: within some 100 ms, not exact.

    Signals:
        failed (Problem): libVLC can't play it; nothing plays any more.
    """

    failed = Signal(object)

    name = "VLC"
    manner = N_("Played by VLC: good for watching, but its timing is not exact.")

    def __init__(
        self,
        path: Path,
        problem: Problem | None = None,
        *,
        has_pictures: bool = True,
        parent: QObject | None = None,
    ) -> None:
        """Play `path`; `problem` says why nothing better does."""
        super().__init__(parent)
        self.problem = problem
        self.has_pictures = has_pictures
        self._path = path
        self._open = False
        self._watch = VlcWatch(self)
        self._watch.frame.connect(self.frame)
        self._watch.ended.connect(self._ended)
        self._watch.failed.connect(self._failed)
        self._timer = QTimer(self, interval=_TICK, timerType=Qt.TimerType.PreciseTimer)
        self._timer.timeout.connect(self._look)

    def seek(self, position: int) -> None:
        """Move the playhead to `position`; if something plays, it goes on from there."""
        end = self._span.end
        if self.playing and (end is None or position < end):
            # Without holding first: libVLC would forget one of the two.
            self._span = replace(self._span, at=max(0, position))
            self._watch.seek(self._span.at)
            self.state_changed.emit()
        else:
            super().seek(position)
            self._watch.seek(self._at)

    def set_rate(self, rate: float) -> None:
        """Play at 0.5 to 2.5 times the speed with the same pitch; takes effect at once."""
        self._rate = rate
        self._watch.set_rate(rate)

    def set_loudness(self, loudness: Loudness) -> None:
        """Set the volume, up to 100 per cent; nothing is levelled."""
        self._loudness = loudness
        self._watch.set_volume(loudness.volume)

    def choose(self, wanted: Output | None) -> None:
        """Does nothing: libVLC uses the system's device."""

    def set_latency(self, latency: int) -> None:
        """Does nothing: libVLC's clock is too coarse for that."""

    def close(self) -> None:
        """Stop, and release libVLC. Must be the last call."""
        self.blockSignals(True)  # noqa: FBT003 - Qt's
        self.stop()
        self._watch.close()

    def _begin(self, span: Span) -> None:
        if not self._open:
            self._open = True
            self._watch.open(self._path)
            self._watch.set_rate(span.speed)
            self._watch.set_volume(span.loudness.volume)
        self._watch.play(span.at)
        self._timer.start()

    def _end(self) -> None:
        self._timer.stop()
        self._watch.pause()

    def _heard(self) -> int:
        position, end = self._watch.position, self._span.end
        return position if end is None else min(position, end)

    def _look(self) -> None:
        end = self._span.end
        if end is None or self._watch.position < end:
            return
        if self._span.loop:
            self._watch.seek(self._span.start)
        else:
            self._end()
            self._over(end)

    def _ended(self) -> None:
        """The medium is over, maybe before the range is."""
        if self._span.loop and self.playing:
            self._watch.play(self._span.start)
            return
        self._timer.stop()
        if self.playing:
            self._over(self._watch.position)

    def _failed(self, problem: Problem) -> None:
        self._timer.stop()
        self.problem = problem
        if self.playing:
            self._broken()
        self.failed.emit(problem)
