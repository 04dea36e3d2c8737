# SPDX-License-Identifier: GPL-3.0-or-later
"""An open medium: its description, its sound as it is decoded, and what is wrong with it."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from editor.background import BackgroundWriter
from editor.core.errors import Problem, UserError
from editor.core.i18n import N_
from editor.core.timecode import to_samples
from editor.formats.files import is_there
from editor.media import cache as kept_on_disk
from editor.media.cache import Kept, unkept
from editor.media.container import refuse_no_file
from editor.media.decoding import Decoding
from editor.media.identity import identify
from editor.media.sound import Sound

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from editor.media.cache import Cache
    from editor.media.container import Info
    from editor.media.identity import Identity
    from editor.media.runs import Ranges

_SHOWN = 50
"""ms from new samples to `progressed`: how often a growing waveform is repainted."""

_NOTED = 3_000
"""ms between two notes of what is decoded, so that a killed program loses little."""


class Medium(QObject):
    """A media file whose sound is decoded by child processes, or mapped from the cache.

    The constructor reads 128 KB of the file, to find it in the cache; children do the rest.
    What the cache has is there at once. All signals come from the event loop.

    Signals:
        probed: `info` is known.
        progressed: There is more of the sound, 20 times a second at most.
        ready: The sound is complete.
        failed (Problem): The medium or a part of it can't be used; also in `problem`. `info`
            and `sound` stay usable as far as they are known.

    Attributes:
        path: Its file.
        track: Which of its tracks of sound, from 0.
        identity: The file by its content, or None where that is not known.
        missing: Whether there is no such file; then its sound is what the cache has.
        info: What it consists of, or None where that is not known (yet).
        sound: Its sound as far as it is decoded, or None where there is none (yet).
        problem: What is wrong with it, or None.
        decoding: Samples done and expected while it is decoded, otherwise None.
    """

    probed = Signal()
    progressed = Signal()
    ready = Signal()
    failed = Signal(object)
    _unkept = Signal(object)

    def __init__(
        self,
        path: str,
        cache: Cache,
        track: int = 0,
        parent: QObject | None = None,
        *,
        identity: Identity | None = None,
    ) -> None:
        """Open sound track number `track` (from 0) of `path`.

        A known `identity` finds its sound in the cache even if the file is missing.
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
        self._decoding: Decoding | None = None
        self._news = QTimer(self, interval=_SHOWN, singleShot=True)
        self._news.timeout.connect(self.progressed)
        self._notes = QTimer(self, interval=_NOTED)
        self._notes.timeout.connect(self._note)
        self._writer = BackgroundWriter(self._keep)
        self._unkept.connect(self._not_kept)
        self._later: list[Callable[[], None]] = []
        try:
            self._open()
        except UserError as error:
            self.missing = not is_there(path)
            if self.missing and identity is not None:
                self._reopen(identity)
            self._fail(error.problem)
        except OSError as error:
            self._fail(unkept(error).problem)

    @property
    def decoding(self) -> tuple[int, int] | None:
        """Samples done and expected, or None where nothing is being decoded."""
        if self.settled:
            return None
        return (self.sound.decoded, self.sound.total) if self.sound else (0, 0)

    @property
    def length(self) -> int:
        """In ms, of the sound if there is any; an estimate until `ready`, 0 if unknown."""
        if self.sound is not None:
            return self.sound.length
        return self.info.duration_ms if self.info else 0

    @property
    def settled(self) -> bool:
        """Whether nothing is being decoded: without `sound` now, there will be none."""
        return self._decoding is None or not self._decoding.running

    def want(self, ms: int) -> None:
        """Decode from `ms` on before anything else; resumes decoding that was cancelled."""
        if self.sound is None or self.sound.complete:
            return
        wanted = self._decoding and self._decoding.want(to_samples(ms, self.sound.rate))
        if wanted:
            self.resume()

    def resume(self) -> None:
        """Resume decoding that was cancelled."""
        if self.problem is None and not (self.sound is not None and self.sound.complete):
            self._start()

    def cancel(self) -> None:
        """Stop decoding until more is wanted. What is decoded stays, and is noted."""
        self._stop()
        self._note()

    def close(self) -> None:
        """Release the file, the children and the cache. Emits nothing from then on."""
        self.cancel()
        self._writer.wait()
        self._later.clear()
        self.sound = None
        if self._entry is not None:
            self._cache.release(self._entry)
            self._entry = None

    def _open(self) -> None:
        refuse_no_file(self.path)
        self.identity = identify(self.path)
        if not self._reopen(self.identity):
            self._entry = self._cache.make(self._cache.key(self.identity, self.track))
            self._decode_into(self._entry)
        if self.sound is None or not self.sound.complete:
            self._start()

    def _reopen(self, identity: Identity) -> bool:
        """Take its sound from the cache, as far as it is decoded; whether there is any."""
        self._entry = self._cache.find(self._cache.key(identity, self.track))
        kept = kept_on_disk.load(self._entry) if self._entry else None
        if self._entry is None or kept is None:
            return False
        self.info, self.sound = kept.info, kept_on_disk.reopened(self._entry, kept)
        self._soon(self.probed.emit)
        self._decode_into(self._entry, kept.ranges, kept.damaged)
        if kept.whole:
            self._whole(kept.damaged)
        else:
            self._soon(self.progressed.emit)
        return True

    def _decode_into(self, entry: Path, done: Ranges = (), damaged: int = 0) -> None:
        """Prepare to decode into a folder of the cache."""
        self._decoding = decoding = Decoding(self.path, self.track, entry, done, damaged)
        if self.sound is not None:
            decoding.expect(self.sound.rate, self.sound.total)
        decoding.found.connect(self._found)
        decoding.begun.connect(self._begun)
        decoding.filled.connect(self._filled)
        decoding.complete.connect(self._complete)
        decoding.failed.connect(self._broke_off)

    def _start(self) -> None:
        if self._decoding is not None:
            self._decoding.start()
            self._notes.start()

    def _stop(self) -> None:
        if self._decoding is not None:
            self._decoding.stop()
        self._news.stop()
        self._notes.stop()

    def _found(self, info: Info) -> None:
        if self.info is not None:
            return
        self.info = info
        self.probed.emit()
        if not info.has_audio:
            self._stop()
            self._fail(_silent(self.path, info))

    def _begun(self, rate: int, expected: int) -> None:
        if self.sound is None and self._entry is not None and self._decoding is not None:
            self.sound = Sound(self._entry, rate, expected)
            self._decoding.expect(rate, expected)

    def _filled(self, start: int, stop: int) -> None:
        if self.sound is not None:
            self.sound.fill(start, stop)
            if not self._news.isActive():
                self._news.start()

    def _complete(self, total: int) -> None:
        self._stop()
        if self.sound is not None and self._decoding is not None:
            self.sound.finish(total)
            self._note()
            self._cache.trim()
            self._whole(self._decoding.damaged)

    def _note(self) -> None:
        """Note in the cache what is decoded so far.

        On another thread: while much is decoded, a disk takes up to a second for it.
        """
        sound, info = self.sound, self.info
        decoding = self._decoding
        if self._entry is None or decoding is None or info is None:
            return
        if sound is None or not sound.ranges:
            return
        if sound.complete:
            self.info = info = replace(info, duration_ms=sound.length)
        kept = Kept(info, sound.rate, sound.total, sound.ranges, sound.complete, decoding.damaged)
        self._writer.write((self._entry, kept))

    def _keep(self, noted: tuple[Path, Kept]) -> None:
        try:
            kept_on_disk.keep(*noted)
        except OSError as error:
            self._unkept.emit(error)

    def _not_kept(self, error: OSError) -> None:
        if self._entry is not None:
            self._fail(unkept(error).problem)

    def _whole(self, damaged: int) -> None:
        self._soon(self.progressed.emit)
        self._soon(self.ready.emit)
        if damaged:
            self._fail(
                Problem(
                    "“{name}” is damaged: parts of its audio are missing and play as silence.",
                    name=self.path,
                )
            )

    def _broke_off(self, problem: Problem | None) -> None:
        """It can't be decoded, or the decoding processes died."""
        self._stop()
        if problem is None and self.sound is not None:
            message = N_(
                "Decoding the audio of “{name}” stopped early. The decoded part can be used."
            )
            problem = Problem(message, name=self.path)
        elif problem is None:
            problem = Problem(
                N_("Reading “{name}” stopped early: the file may be damaged."), name=self.path
            )
        self._fail(problem)

    def _fail(self, problem: Problem) -> None:
        self.problem = problem
        self._soon(lambda: self.failed.emit(problem))

    def _soon(self, say: Callable[[], None]) -> None:
        """Call it from the event loop, in order, unless the medium is closed by then."""
        self._later.append(say)
        QTimer.singleShot(0, self, self._say)

    def _say(self) -> None:
        if self._later:
            self._later.pop(0)()


def _silent(path: str, info: Info) -> Problem:
    if info.has_video:
        return Problem("“{name}” has video but no audio.", name=path)
    return Problem("“{name}” has neither audio nor video.", name=path)
