# SPDX-License-Identifier: GPL-3.0-or-later
"""The medium that is open: what it is, its sound as it is decoded, and what is wrong with it."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from editor.core.errors import Problem, UserError
from editor.core.i18n import N_
from editor.core.timecode import to_samples
from editor.formats.files import is_there
from editor.media import cache as kept_on_disk
from editor.media import reports
from editor.media.cache import Kept
from editor.media.container import refuse_no_file
from editor.media.identity import identify
from editor.media.listener import Listener
from editor.media.runs import Runs
from editor.media.sound import Sound
from editor.media.workers import Workers

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from editor.media.cache import Cache
    from editor.media.container import Info
    from editor.media.identity import Identity
    from editor.media.runs import Order
    from editor.media.speech import Speech

_TICK, _SHOWN, _NOTED = 10, 50, 3_000
"""ms between two looks at what the workers say; two signals, as often as a waveform need be
drawn anew; and two notes of what is decoded, for a program that is killed."""

_NEAR = 10_000
"""ms of sound that are decoded in a blink, on a slow machine, too."""

_WORKERS = 2
"""Decoding processes. They leave the window its share of a machine that has no more cores."""


class Medium(QObject):
    """A media file, decoded by child processes, or mapped from the cache where it was before.

    Opening reads 128 KB on this thread, to look into the cache; all else is the children's.
    What the constructor finds is there at once; its signals come from the event loop.

    Signals:
        probed: `info` is known now.
        progressed: There is more of the sound, 20 times a second at most.
        ready: The sound is there from end to end.
        spoken: `speech` is known now.
        failed (Problem): Something of it can't be used; `problem` has the same. What `info`
            and `sound` have by then stays usable.

    Attributes:
        path: Its file.
        track: Which of its tracks of sound, from 0.
        identity: Which file that is, or None where that is not known.
        missing: Whether there was no such file; then only what the cache has is there.
        info: What it consists of, or None where that is not known (yet).
        sound: Its sound as far as it is decoded, or None where there is none (yet).
        problem: What is wrong with it, or None.
        decoding: Samples done and expected while it is decoded, otherwise None.
    """

    probed = Signal()
    progressed = Signal()
    ready = Signal()
    spoken = Signal()
    failed = Signal(object)

    def __init__(
        self,
        path: str,
        cache: Cache,
        track: int = 0,
        parent: QObject | None = None,
        *,
        identity: Identity | None = None,
    ) -> None:
        """Open `path` for the `track`-th of its tracks of sound.

        `identity`, from before, finds its sound in the cache where the file is missing.
        """
        super().__init__(parent)
        self.path = path
        self.track = track
        self.identity = identity
        self.missing = False
        self.info: Info | None = None
        self.sound: Sound | None = None
        self.problem: Problem | None = None
        self._cache = cache
        self._entry: Path | None = None
        self._runs = Runs()
        self._workers: Workers | None = None
        self._listener: Listener | None = None
        self._damaged = 0
        self._ticks = 0
        self._grown = False
        self._timer = QTimer(self, interval=_TICK)
        self._timer.timeout.connect(self._look)
        self._later: list[Callable[[], None]] = []
        try:
            self._open()
        except UserError as error:
            self.missing = not is_there(path)
            if self.missing and identity is not None:
                self._reopen(identity)
            self._fail(error.problem)
        except OSError as error:
            self._fail(reports.unkept(error))

    @property
    def decoding(self) -> tuple[int, int] | None:
        """Samples done and expected, or None where nothing is being decoded."""
        if self._workers is None:
            return None
        return (self.sound.decoded, self.sound.total) if self.sound else (0, 0)

    @property
    def length(self) -> int:
        """In ms, of the sound where there is any; a guess until `ready`, 0 where unknown."""
        if self.sound is not None:
            return self.sound.length
        return self.info.duration_ms if self.info else 0

    @property
    def speech(self) -> Speech | None:
        """Where somebody speaks; None until some time after `ready`, and where that failed."""
        return self._listener.speech if self._listener is not None else None

    @property
    def settled(self) -> bool:
        """Whether nothing more is to come: no `sound` now means none ever."""
        return self._workers is None

    def want(self, ms: int) -> None:
        """Decode what is at `ms` before anything else; go on where decoding was cancelled."""
        if self.sound is None or self.sound.complete:
            return
        sample = to_samples(ms, self.sound.rate)
        if self._runs.lacks(sample):
            self._tell(self._runs.want(sample))
            self.resume()

    def resume(self) -> None:
        """Go on where decoding was cancelled."""
        whole = self.sound is not None and self.sound.complete
        if self._workers is None and self.problem is None and not whole:
            self._start()

    def cancel(self) -> None:
        """Decode no further, until more is wanted. What there is stays, and is noted."""
        self._end_workers()
        self._note()

    def close(self) -> None:
        """Let go of the file, the children and the cache. Nothing is emitted any more."""
        self._later.clear()
        if self._listener is not None:
            self._listener.close()
            self._listener = None
        self.cancel()
        self.sound = None
        if self._entry is not None:
            self._cache.release(self._entry)
            self._entry = None

    def _open(self) -> None:
        refuse_no_file(self.path)
        self.identity = identify(self.path)
        if not self._reopen(self.identity):
            self._entry = self._cache.make(self._cache.key(self.identity, self.track))
        if self.sound is None or not self.sound.complete:
            self._start()

    def _reopen(self, identity: Identity) -> bool:
        """Have its sound from the cache, as far as it was decoded; whether there is any."""
        self._entry = self._cache.find(self._cache.key(identity, self.track))
        kept = kept_on_disk.load(self._entry) if self._entry else None
        if self._entry is None or kept is None:
            return False
        self.info, self.sound = kept.info, kept_on_disk.reopened(self._entry, kept)
        self._damaged = kept.damaged
        self._soon(self.probed.emit)
        if kept.whole:
            self._whole()
        else:
            self._runs = Runs(kept.ranges)
            self._soon(self.progressed.emit)
        return True

    def _start(self) -> None:
        if self._entry is not None:
            if self.sound is not None:
                self._runs.expect(self.sound.total, to_samples(_NEAR, self.sound.rate))
            self._workers = Workers(self.path, self.track, self._entry)
            self._employ()

    def _employ(self) -> None:
        """Whoever has nothing to do gets something; and who is needed is started."""
        self._timer.start()
        for number in range(_WORKERS):
            if self._workers and self._workers.usable(number) and not self._runs.busy(number):
                self._tell(self._runs.give(number))

    def _tell(self, orders: dict[int, Order]) -> None:
        for number, order in orders.items():
            if self._workers is not None:
                self._workers.order(number, order)

    def _end_workers(self) -> None:
        self._timer.stop()
        if self._workers is not None:
            self._workers.end()
            self._workers = None
            for number in range(_WORKERS):
                self._runs.drop(number)

    def _look(self) -> None:
        """Take what the workers sent."""
        self._ticks += 1
        if self._workers is not None:
            for number, report in self._workers.reports():
                self._take(number, report)
        if self._grown and self._ticks * _TICK % _SHOWN == 0:
            self._grown = False
            self.progressed.emit()
        if self._ticks * _TICK % _NOTED == 0:
            self._note()

    def _take(self, number: int, report: reports.Report | None) -> None:
        match report:
            case None:
                self._runs.drop(number)
                self._lost_one()
            case reports.Found(info) if self.info is None:
                self.info = info
                self.probed.emit()
                if not info.has_audio:
                    self._end_workers()
                    self._fail(_silent(self.path, info))
            case reports.Begun(rate, expected) if self.sound is None and self._entry is not None:
                self.sound = Sound(self._entry, rate, expected)
                self._runs.expect(expected, to_samples(_NEAR, rate))
                self._employ()
            case reports.Filled(run, start, stop) if self.sound is not None:
                self._grown = True
                self._runs.fill(number, run, start, stop)
                self.sound.fill(start, stop)
            case reports.Over() as over if self.sound is not None:
                self._over(self.sound, number, over)
            case reports.Failed(problem):
                self._end_workers()
                self._fail(problem)

    def _over(self, sound: Sound, number: int, over: reports.Over) -> None:
        lost = self._runs.finish(number, over.number, over.end)
        self._damaged += over.damaged + bool(lost)
        if lost:
            sound.fill(*lost)
        sound.total = self._runs.total
        if self._runs.complete:
            self._end_workers()
            sound.finish(self._runs.total)
            self._note()
            self._cache.trim()
            self._whole()
        else:
            self._employ()

    def _note(self) -> None:
        """Keep what is decoded so far."""
        sound, info = self.sound, self.info
        if self._entry is None or sound is None or info is None or not sound.ranges:
            return
        if sound.complete:
            self.info = info = replace(info, duration_ms=sound.length)
        kept = Kept(info, sound.rate, sound.total, sound.ranges, sound.complete, self._damaged)
        try:
            kept_on_disk.keep(self._entry, kept)
        except OSError as error:
            self._fail(reports.unkept(error))

    def _whole(self) -> None:
        self._soon(self.progressed.emit)
        self._soon(self.ready.emit)
        self._soon(self._listen)
        if self._damaged:
            self._fail(
                Problem(
                    "“{name}” is damaged: parts of its sound are missing and silent.",
                    name=self.path,
                )
            )

    def _listen(self) -> None:
        """Look for speech: last, so that nobody waits for a process that starts."""
        if self._entry is None or self.sound is None:
            return
        self._listener = Listener(self._entry, self.sound, self)
        self._listener.done.connect(self.spoken)
        if self._listener.speech is not None:
            self.spoken.emit()

    def _lost_one(self) -> None:
        """A worker died: another one does its share, unless none is left."""
        if self._workers is not None and self._workers.alive:
            self._employ()
            return
        self._end_workers()
        if self.sound is not None:
            message = N_("Decoding the sound of “{name}” broke off. What was decoded can be used.")
        else:
            message = N_("Reading “{name}” broke off: it may be damaged.")
        self._fail(Problem(message, name=self.path))

    def _fail(self, problem: Problem) -> None:
        self.problem = problem
        self._soon(lambda: self.failed.emit(problem))

    def _soon(self, say: Callable[[], None]) -> None:
        """From the event loop, in order; not at all once it is closed."""
        self._later.append(say)
        QTimer.singleShot(0, self, self._say)

    def _say(self) -> None:
        if self._later:
            self._later.pop(0)()


def _silent(path: str, info: Info) -> Problem:
    if info.has_video:
        return Problem("“{name}” has no sound, only pictures.", name=path)
    return Problem("“{name}” has neither sound nor pictures.", name=path)
