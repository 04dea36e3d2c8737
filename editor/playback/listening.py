# SPDX-License-Identifier: GPL-3.0-or-later
"""A speech model listens to the open medium in a process; what it finds is kept.

It goes on where it was ended: windows that were heard are not heard again.
"""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QObject, QTimer, Signal

from editor.core.errors import Problem
from editor.core.state import CURRENT_MODEL, DOUBT
from editor.playback.asking import Asking
from editor.playback.ear_process import EarProcess
from editor.playback.verdicts import Verdicts

if TYPE_CHECKING:
    from pathlib import Path

    from editor.core.cue import Cue
    from editor.core.doubt import Doubt
    from editor.doubts import Doubts
    from editor.ear.aligning import Listener
    from editor.ear.spotting import Spoken
    from editor.ear.work import Judged, Prepared
    from editor.media.sound import Sound
    from editor.playback.ear_process import Call
    from editor.playback.open_medium import OpenMedium
    from editor.session import Session

SOURCE = "ear"
"""Its name among the sources of doubts."""

IDLE = 60_000
"""ms without a change, a move or a sound after which nobody works here."""

_PAINTED = 20
"""Delay in ms after opening, so that results of before do not slow down the first paint."""

_DIED = Problem("Listening has ended before its time; memory may have run out.")


class Progress(NamedTuple):
    """Windows that were heard, and all; both 0 as long as that is not known."""

    done: int
    total: int


class _Order(NamedTuple):
    model: Path
    terms: tuple[str, ...]
    anew: bool
    by_itself: bool


class Listening(QObject):
    """The pass over a medium.

    Signals:
        moved: It began, got on or ended.
        complete: All was heard that the user wanted to be.
        idle: Nobody has worked here for a while.
        failed (Problem): Why it ended.

    Attributes:
        progress: How far it is, or None while nobody listens.
        list: The list of doubts, which other sources may add to.
        process: Listens, also for others who ask.
        asking: Asks the same model which of several texts is said.
        verdicts: What the user found of the cues, by which its scores are calibrated.
        doubts: What was found of each cue that was heard, doubtful or not, by the cue's id.
    """

    moved = Signal()
    complete = Signal()
    idle = Signal()
    failed = Signal(object)

    def __init__(self, session: Session, medium: OpenMedium, doubts: Doubts) -> None:
        """What it finds is put into `doubts`."""
        super().__init__()
        self.progress: Progress | None = None
        self.doubts: dict[int, Doubt] = {}
        self.list = doubts
        self.process = EarProcess()
        self.asking = Asking(session, medium, self.process)
        self.verdicts = Verdicts(session)
        self.verdicts.changed.connect(self._tell)
        self._session, self._medium = session, medium
        self._order: _Order | None = None
        self._call: Call | None = None
        self._sound: Sound | None = None
        self._cues: tuple[Cue, ...] = ()
        self._known: frozenset[str] = frozenset()
        self._model = ""
        self._spoken: tuple[object, Spoken] | None = None
        self._active = True
        self._halted = False
        self._begun: object = None
        self._work = QTimer(self, singleShot=True, interval=IDLE)
        self._work.timeout.connect(self._rest)
        session.opened.connect(self._opened)
        for signal in (session.media_changed, session.given_up):
            signal.connect(self.stop)
        session.media_changed.connect(self._forget)
        for signal in (session.changed, session.selected, session.media_changed):
            signal.connect(self.stir)
        medium.grew.connect(self._grew)

    def start(self, model: Path, terms: tuple[str, ...], *, anew: bool = False) -> None:
        """Listen to what was not heard yet, as soon as all of the sound is decoded.

        Args:
            model: The file or folder of the model.
            terms: The user's words.
            anew: Listen to all, also to what was heard.
        """
        self.stir()
        self._start(_Order(model, terms, anew, by_itself=False))

    def start_by_itself(self, model: Path, terms: tuple[str, ...]) -> None:
        """The same when nobody works here; nobody is told that all was heard.

        Not where the user has stopped it, nor again for the same cues.
        """
        cues = (self._session.document.cues, model)
        if self.progress is None and not self._halted and self._begun != cues:
            self._start(_Order(model, terms, anew=False, by_itself=True))

    def _start(self, order: _Order) -> None:
        self.stop()
        self._halted, self._order = False, order
        self._move(Progress(0, 0))
        self._grew()

    def halt(self) -> None:
        """Stop, and do not begin again by itself until another document is opened."""
        self._halted = True
        self.stop()

    def stop(self) -> None:
        """End at once; what was found stays."""
        self._order = None
        self._end()

    def spoken(self, listener: Listener) -> Spoken:
        """How the medium sounds to a model: what was heard of it before, to be added to."""
        from editor.ear.spotting import Spoken

        key = (listener.model, self._session.media, self._medium.track)
        if self._spoken is None or self._spoken[0] != key:
            self._spoken = (key, Spoken())
        return self._spoken[1]

    def _forget(self) -> None:
        self._spoken = self._begun = None

    def close(self) -> None:
        """End all of it."""
        self.stop()
        self.asking.stop()
        self.process.stop()
        self._work.stop()
        self.verdicts.forget()

    def set_active(self, active: bool) -> None:  # noqa: FBT001 - a switch
        """Whether the window is the one that the user works in."""
        self._active = active
        self._pace()

    def stir(self, *_: object) -> None:
        """Somebody works here."""
        resting = not self._work.isActive()
        self._work.start()
        if resting:
            self._pace()

    # The pass

    def _grew(self) -> None:
        """Begin when all of the sound is there; end if it is another one."""
        sound = self._medium.sound
        if self._call is not None and sound is not self._sound:
            self.stop()
        if self._order is not None and self._call is None and sound and sound.complete:
            self._begin(self._order, sound)

    def _begin(self, order: _Order, sound: Sound) -> None:
        from editor.ear.results import windows_of
        from editor.ear.serving import BACKGROUND
        from editor.ear.windows import Line
        from editor.ear.work import Task, judge

        self._sound, self._cues = sound, self._session.document.cues
        self._begun = self._cues, order.model
        rows = self._session.state.rows(DOUBT)
        self._known = frozenset() if order.anew else windows_of(rows)
        lines = tuple(Line(row, cue.start, cue.end, cue.text) for row, cue in enumerate(self._cues))
        task = Task(
            order.model, sound.folder, sound.rate, lines, order.terms, self._known, self.threads
        )
        self._call = self.process.ask(judge, task, BACKGROUND, self._told)

    def _told(self, message: object) -> None:
        from editor.ear.work import Judged, Prepared
        from editor.media.processes import Failed

        if isinstance(message, Prepared):
            self._prepared(message)
        elif isinstance(message, Judged):
            self._judged(message)
        else:
            by_itself = self._order is not None and self._order.by_itself
            self.stop()
            if isinstance(message, Failed):
                self.failed.emit(message.problem or _DIED)
            elif not by_itself:
                self.complete.emit()

    def _prepared(self, message: Prepared) -> None:
        from editor.ear.work import judge_of

        self._model = judge_of(message.model)
        self._session.keep(DOUBT, CURRENT_MODEL, self._model)
        self._clear()
        self._read()
        done = sum(key in self._known for key in message.keys)
        self._move(Progress(done, len(message.keys)))

    def _judged(self, message: Judged) -> None:
        from editor.ear.results import judged_text, results, row_of

        found = list(results(message, self._cues))
        self.verdicts.know(map(judged_text, found))
        for doubt in found:
            key, body = row_of(doubt, message.key, self._model)
            self._session.keep(DOUBT, key, body)
            self.doubts[doubt.cue.id] = doubt
        done, total = self.progress or (0, 0)
        self._tell()
        self._move(Progress(done + 1, total))

    def _end(self) -> None:
        if self._call is not None:
            self._call.give_up()
        self._call = self._sound = None
        if self.progress is not None:
            self._move(None)

    def _move(self, progress: Progress | None) -> None:
        self.progress = progress
        self.moved.emit()

    @property
    def threads(self) -> int:
        """On how many to compute: one while somebody works in the window. From any thread."""
        working = self._active and self._work.isActive()
        return 1 if working else os.cpu_count() or 1

    def _rest(self) -> None:
        self._pace()
        self.idle.emit()

    def _pace(self) -> None:
        if self._call is not None:
            self._call.pace(self.threads)

    # What is kept

    def _clear(self) -> None:
        self.doubts = {}
        self.verdicts.forget()

    def _opened(self) -> None:
        self.stop()
        self.stir()
        self._forget()
        self._clear()
        self._halted = False
        QTimer.singleShot(_PAINTED, self, self._read)

    def _read(self) -> None:
        """Take what was found before, and is still about the cues as they are."""
        rows = self._session.state.rows(DOUBT)
        if rows:
            from editor.ear.results import judged_texts, kept_results

            self.verdicts.know(judged_texts(rows))
            found = kept_results(rows, self._session.document.cues)
            self.doubts = {doubt.cue.id: doubt for doubt in found}
            self._tell()

    def _tell(self) -> None:
        from editor.ear.results import is_doubtful

        calibration = self.verdicts.calibration
        doubts = self.doubts.values()
        self.list.put(SOURCE, (each for each in doubts if is_doubtful(each, calibration)))
