# SPDX-License-Identifier: GPL-3.0-or-later
"""The medium that is open: what it is, its sound as it is decoded, and what is wrong with it."""

from __future__ import annotations

import multiprocessing
import stat
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from editor.core.errors import Problem
from editor.core.i18n import N_
from editor.media import cache as kept_on_disk
from editor.media import decode
from editor.media.identity import identify
from editor.media.sound import Sound

if TYPE_CHECKING:
    from collections.abc import Callable
    from multiprocessing.connection import Connection
    from multiprocessing.context import SpawnProcess

    from editor.media.cache import Cache, Kept
    from editor.media.container import Info
    from editor.media.identity import Identity

_TICK = 50
"""ms between two looks at what the child says: as often as a waveform need be drawn anew."""


class Medium(QObject):
    """A media file, decoded by a child process, or mapped from the cache where it was before.

    Opening reads 128 KB on this thread, to look into the cache; all else is the child's.
    What the constructor finds is there at once; its signals come from the event loop.

    Signals:
        probed: `info` is known now.
        progressed: There is more of the sound, 20 times a second at most.
        ready: The sound is there from end to end.
        failed (Problem): Something of it can't be used; `problem` has the same. What `info`
            and `sound` have by then stays usable.

    Attributes:
        path: Its file.
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
    failed = Signal(object)

    def __init__(
        self,
        path: str,
        cache: Cache,
        parent: QObject | None = None,
        *,
        identity: Identity | None = None,
    ) -> None:
        """Open it; `identity`, from before, finds its sound in the cache where it is missing."""
        super().__init__(parent)
        self.path = path
        self.identity = identity
        self.missing = False
        self.info: Info | None = None
        self.sound: Sound | None = None
        self.problem: Problem | None = None
        self._cache = cache
        self._entry: Path | None = None
        self._child: SpawnProcess | None = None
        self._wire: Connection | None = None
        self._timer = QTimer(self, interval=_TICK)
        self._timer.timeout.connect(self._look)
        self._later: list[Callable[[], None]] = []
        try:
            self._open()
        except FileNotFoundError:
            self.missing = True
            if identity is not None:
                self._open_kept(identity)
            self._fail(Problem("There is no medium “{name}”.", name=path))
        except PermissionError:
            self._fail(Problem("You have no permission to read “{name}”.", name=path))
        except OSError as error:
            self._fail(decode.unkept(error))

    @property
    def decoding(self) -> tuple[int, int] | None:
        """Samples done and expected, or None where nothing is being decoded."""
        if self._child is None:
            return None
        return (self.sound.decoded, self.sound.total) if self.sound else (0, 0)

    @property
    def length(self) -> int:
        """In ms, of the sound where there is any; a guess until `ready`, 0 where unknown."""
        if self.sound is not None:
            return self.sound.length
        return self.info.duration_ms if self.info else 0

    @property
    def settled(self) -> bool:
        """Whether nothing more is to come: no `sound` now means none ever."""
        return self._child is None

    def cancel(self) -> None:
        """Decode no further. What there is stays, until `close`."""
        self._end_child()

    def close(self) -> None:
        """Let go of the file, the child and the cache. Nothing is emitted any more."""
        self._timer.stop()
        self._later.clear()
        self._end_child()
        self.sound = None
        if self._entry is not None:
            self._cache.release(self._entry)
            self._entry = None

    def _open(self) -> None:
        mode = Path(self.path).stat().st_mode
        if stat.S_ISDIR(mode):
            self._fail(Problem("“{name}” is a folder, not a medium.", name=self.path))
            return
        if not stat.S_ISREG(mode):  # a pipe would be waited for without end
            self._fail(
                Problem("“{name}” is no sound or video file that can be read.", name=self.path)
            )
            return
        self.identity = identify(self.path)
        if not self._open_kept(self.identity):
            self._entry = self._cache.make(self._cache.key(self.identity))
            self._start_child(self._entry)

    def _open_kept(self, identity: Identity) -> bool:
        """Have its sound from the cache; returns whether it is there."""
        self._entry = self._cache.find(self._cache.key(identity))
        kept = kept_on_disk.load(self._entry) if self._entry else None
        if self._entry is None or kept is None:
            return False
        self.info, self.sound = kept.info, kept_on_disk.reopened(self._entry, kept)
        self._soon(self.probed.emit)
        self._whole(kept)
        return True

    def _start_child(self, entry: Path) -> None:
        context = multiprocessing.get_context("spawn")
        self._wire, far_end = context.Pipe(duplex=False)
        self._child = context.Process(
            target=decode.run, args=(self.path, entry, far_end), name="decoder", daemon=True
        )
        self._child.start()
        far_end.close()  # ours: so that the pipe ends when the child does
        self._timer.start()

    def _end_child(self) -> None:
        self._timer.stop()
        if self._child is None or self._wire is None:
            return
        self._child.terminate()
        self._child.join()
        self._child.close()
        self._wire.close()
        self._child = self._wire = None

    def _look(self) -> None:
        """Take what the child sent; if it sent no last word, it broke off."""
        grown = False
        try:
            while self._wire is not None and self._wire.poll():
                report: decode.Report = self._wire.recv()
                grown |= isinstance(report, decode.Grown)
                self._take(report)
        except (EOFError, OSError):
            self._broken_off()
        if grown:
            self.progressed.emit()

    def _take(self, report: decode.Report) -> None:
        match report:
            case decode.Found(info):
                self.info = info
                self.probed.emit()
                if not info.has_audio:
                    self._end_child()
                    self._fail(_silent(self.path, info))
            case decode.Begun(rate, total) if self._entry is not None:
                self.sound = Sound(self._entry, rate, total)
            case decode.Grown(decoded, cells, total) if self.sound is not None:
                self.sound.grow(decoded, cells, total)
            case decode.Whole(kept) if self.sound is not None:
                self.info = kept.info
                self.sound.grow(kept.samples, kept.cells, kept.samples)
                self.sound.finish()
                self._end_child()
                self._cache.trim()
                self._whole(kept)
            case decode.Failed(problem):
                self._end_child()
                self._fail(problem)

    def _whole(self, kept: Kept) -> None:
        self._soon(self.progressed.emit)
        self._soon(self.ready.emit)
        if kept.damaged:
            self._fail(
                Problem(
                    "“{name}” is damaged: parts of its sound are missing and silent.",
                    name=self.path,
                )
            )

    def _broken_off(self) -> None:
        self._end_child()
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
