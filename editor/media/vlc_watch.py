# SPDX-License-Identifier: GPL-3.0-or-later
"""Plays a medium with libVLC.

libVLC is called on the window's thread only, and polled; its own threads only paint. So it
never waits for one of ours.
"""

from __future__ import annotations

import threading
import time
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Qt, QTimer, Signal
from PySide6.QtGui import QImage

from editor.core.errors import Problem, UserError
from editor.media import libvlc
from editor.media.container import opened, pictures_of, seen_size
from editor.media.vlc_screen import Seen, VlcScreen
from editor.media.watch_clock import WatchClock

if TYPE_CHECKING:
    from pathlib import Path

_TICK = 30
"""ms between two polls."""

_PATIENCE = 3.0
"""Seconds to wait for libVLC to stop; what takes longer ends by itself."""

_SETTLED = 0.3
"""Seconds after which libVLC, told to hold, shows where it is told to go; sooner it forgets."""


class VlcWatch(QObject):
    """A medium played by libVLC.

    Positions and seeks are libVLC's: within some 100 ms, not exact. All signals come from
    the event loop; after `close` there are none.

    Signals:
        frame (QImage): The picture that is due.
        ended: It was played to its end.
        state_changed: `playing` is another than before.
        failed (Problem): It can't be played.
    """

    frame = Signal(QImage)
    ended = Signal()
    state_changed = Signal()
    failed = Signal(object)
    _painted = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._player: Any = None
        self._screen: VlcScreen | None = None
        self._path: Path | None = None
        self._options: tuple[str, ...] = ()
        self._playing = False
        self._pending: int | None = None  # a place to go to as soon as it plays
        self._held: float | None = None  # since when libVLC was told to hold
        self._reading = -1
        self._last = QImage()
        self._clock = WatchClock()
        self._problem: Problem | None = None
        self._timer = QTimer(self, interval=_TICK)
        self._timer.timeout.connect(self._look)
        self._painted.connect(self._take, Qt.ConnectionType.QueuedConnection)

    @property
    def playing(self) -> bool:
        """Whether it plays, or will as soon as libVLC is ready."""
        return self._playing

    @property
    def position(self) -> int:
        """Where it is, in ms; it does not go back while it plays."""
        return self._clock.read(time.monotonic())

    def open(self, path: Path) -> None:
        """Get ready to play `path`; `failed` says later if that can't be."""
        self.close()
        self._problem = libvlc.missing()
        self._timer.start()
        if self._problem is not None:
            return
        self._path = path
        self._options, seen = _looked_at(path)
        self._player = libvlc.make_player()
        decorators = libvlc.library().CallbackDecorators
        self._screen = VlcScreen(decorators, seen, self._painted.emit)
        self._screen.attach(self._player)

    def play(self, at_ms: int) -> None:
        """Play from `at_ms` on."""
        if self._player is None or self._path is None:
            return
        self._pending = None
        if self._state() in {"Opening", "Buffering", "Playing", "Paused"}:
            self._go_on()
            self.seek(at_ms)
        else:
            self._player.stop()  # ended: otherwise it would not begin again
            start = f":start-time={at_ms / 1000:.3f}"
            media = libvlc.make_media(self._path, start, *self._options)
            self._player.set_media(media)
            media.release()
            self._player.play()
            self._clock.put(at_ms)
            self._reading, self._held = -1, None
        self._timer.start()
        self._set_playing(playing=True)

    def pause(self) -> None:
        """Pause."""
        if self._player is None:
            return
        self._clock.stop(time.monotonic())
        self._hold()
        self._set_playing(playing=False)

    def seek(self, ms: int) -> None:
        """Go to `ms`, and go on playing if it plays."""
        if self._player is None:
            return
        runs = self._clock.runs
        self._clock.put(ms)
        if not self._ready():
            self._pending = ms
            return
        self._player.set_time(ms)
        self._reading = self._player.get_time()  # an echo of what it was told
        if runs:
            self._clock.start(time.monotonic())

    def set_rate(self, rate: float) -> None:
        """Play at `rate` times the speed, the pitch kept."""
        self._clock.set_rate(rate, time.monotonic())
        if self._player is not None:
            self._player.set_rate(rate)

    def set_volume(self, volume: float) -> None:
        """Play at 0 to 1 times the loudness."""
        if self._player is not None:
            # libVLC cubes what it is given.
            self._player.audio_set_volume(round(100 * volume ** (1 / 3)))

    def close(self) -> None:
        """Release the medium and libVLC."""
        self._timer.stop()
        self._clock.stop(time.monotonic())
        self._playing, self._problem, self._pending = False, None, None
        if self._player is None or self._screen is None:
            return
        self._screen.silence()
        # Stopping waits for threads that paint, and for sound devices: not at the window's cost.
        ending = threading.Thread(
            target=_end, args=(self._player, self._screen), daemon=True, name="libVLC ends"
        )
        self._player = self._screen = self._path = None
        ending.start()
        ending.join(_PATIENCE)

    def _state(self) -> str:
        return str(self._player.get_state()).rpartition(".")[2]

    def _ready(self) -> bool:
        if self._held is not None:
            return self._state() == "Paused" and time.monotonic() - self._held > _SETTLED
        return self._state() in {"Playing", "Paused"}

    def _hold(self) -> None:
        # Before it is ready it can't hold, and would stop instead: `_look` tries again. Told
        # twice, it goes on.
        if self._held is None and self._state() == "Playing" and self._player.can_pause():
            self._player.set_pause(1)
            self._held = time.monotonic()

    def _go_on(self) -> None:
        self._player.set_pause(0)
        self._held = None

    def _set_playing(self, *, playing: bool) -> None:
        if playing != self._playing:
            self._playing = playing
            self.state_changed.emit()

    def _look(self) -> None:
        """Take note of how libVLC is. What is emitted may close us: it comes last."""
        if self._player is None:
            self._timer.stop()
            problem, self._problem = self._problem, None
            if problem is not None:
                self.failed.emit(problem)
            return
        state = self._state()
        if state in {"Ended", "Error"}:
            # What it can't make out it does not call an error, but at an end at once.
            length = self._player.get_length()
            self._finish(0 if state == "Error" else max(0, length))
            return
        if self._pending is not None and self._ready():
            pending, self._pending = self._pending, None
            self.seek(pending)
        if not self._playing:
            self._hold()
            return
        if state == "Paused":
            self._go_on()  # it was told so before it held, and did not listen
        reading = self._player.get_time()
        if reading > 0 and reading != self._reading:
            self._reading = reading
            self._clock.hear(reading, time.monotonic())

    def _finish(self, length: int) -> None:
        """It was played to its end; without a `length` it was not played at all."""
        self._timer.stop()
        self._clock.stop(time.monotonic())
        if length:
            self._clock.put(length)
        path = self._path
        self._set_playing(playing=False)
        if self._player is None:
            return  # closed by who heard of it
        if not length:
            self.failed.emit(Problem("VLC can't play “{name}”.", name=str(path)))
        else:
            self.ended.emit()

    def _take(self) -> None:
        image = self._screen.take() if self._screen is not None else None
        if image is None or (not self._playing and image == self._last):
            return  # holding, libVLC paints the same picture again and again
        self._last = image
        if self._playing and self._pending is None:
            self._clock.start(time.monotonic())
        self.frame.emit(image)


def _looked_at(path: Path) -> tuple[tuple[str, ...], Seen | None]:
    """How libVLC is to open it, and what PyAV knows of its pictures."""
    try:
        with opened(str(path)) as container:
            video = pictures_of(container)
            if video is None:
                return (), None
            return (), Seen(seen_size(video), (video.width, video.height))
    except UserError:
        return (libvlc.careful(path),), None


def _end(player: Any, _screen: VlcScreen) -> None:
    """Stop and release; the screen's callbacks are kept until nothing calls them any more."""
    player.stop()
    player.release()
