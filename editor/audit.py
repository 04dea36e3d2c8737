# SPDX-License-Identifier: GPL-3.0-or-later
"""An audit of the open document: which cues are to be listened to, and what was found of them.

An answer is what the user does anyway: a cue that is marked checked as it was is right, one that
was changed before is wrong. So answers are read off the document, also after an undo or a restart.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QObject, Signal

from editor.core.state import AUDIT

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from editor.core.state import Json
    from editor.ear.auditing import Standing
    from editor.session import Applied, Session

_KEY = ""


class _Sample(NamedTuple):
    """What was drawn.

    Attributes:
        doubtful: Whether each cue that nobody had checked was doubtful.
        order: Places of those that are asked about.
        cues: Id and text of each of these, in this order.
        right: Cues that were checked before.
    """

    doubtful: list[bool]
    order: list[int]
    cues: list[tuple[int, str]]
    right: int


class Audit(QObject):
    """Goes from one drawn cue to the next, until its goal is met or no more are to be asked.

    Signals:
        changed: It began, ended, or knows more.
        wanted (int): The cue at this row is to be listened to.
        over: It has met its goal, or all that were drawn were asked.

    Attributes:
        running: Whether it asks.
    """

    changed = Signal()
    wanted = Signal(int)
    over = Signal()

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.running = False
        self._session = session
        self._sample: _Sample | None = None
        self._ids: frozenset[int] = frozenset()
        self._goal = 0.0
        self._answers: list[bool] = []
        session.opened.connect(self._opened)
        session.changed.connect(self._changed)
        session.given_up.connect(self._give_up)

    def start(self, doubtful: Collection[int], goal: float, seed: int) -> None:
        """Draw cues of those that nobody has checked, and ask about the first.

        Args:
            doubtful: Ids of doubtful cues.
            goal: Share of wrong cues that are left at most, at which it ends.
            seed: The same draws the same.
        """
        from editor.ear.auditing import drawn

        cues = self._session.document.cues
        open_ = [cue for cue in cues if not cue.checked]
        flags = [cue.id in doubtful for cue in open_]
        order = drawn(flags, seed)
        asked = [(open_[place].id, open_[place].text) for place in order]
        self._take(_Sample(flags, order, asked, len(cues) - len(open_)))
        self.running, self._goal = bool(open_), goal
        self._keep()
        self._answers = list(self._read())
        self.changed.emit()
        self._go_on()

    def stop(self) -> None:
        """Ask no more; what is known stays."""
        if self.running:
            self.running = False
            self._keep()
            self.changed.emit()

    @property
    def most(self) -> int:
        """How many cues are asked about at most."""
        return len(self._sample.order) if self._sample is not None else 0

    @property
    def standing(self) -> Standing | None:
        """What is known, or None if there was no audit."""
        if self._sample is None:
            return None
        from editor.ear.auditing import standings

        doubtful, order, _, right = self._sample
        *_, last = standings(doubtful, order, self._answers, right)
        return last

    @property
    def row(self) -> int | None:
        """The row of the cue to listen to, or None."""
        if self._sample is None or not self.running or len(self._answers) >= self.most:
            return None
        wanted = self._sample.cues[len(self._answers)][0]
        cues = enumerate(self._session.document.cues)
        return next((row for row, cue in cues if cue.id == wanted), None)

    def _read(self) -> Iterator[bool]:
        """Whether each cue that was asked about was wrong, until the first without an answer."""
        if self._sample is None:
            return
        cues = {cue.id: cue for cue in self._session.document.cues if cue.id in self._ids}
        for cue_id, text in self._sample.cues:
            cue = cues.get(cue_id)
            if cue is not None and not cue.checked:
                return
            yield cue is None or cue.text != text

    def _changed(self, applied: Applied) -> None:
        if self._sample is None or not self._touches(applied):
            return
        before, self._answers = self._answers, list(self._read())
        if before == self._answers:
            return
        self.changed.emit()
        if self.running and len(self._answers) > len(before):
            self._go_on()

    def _touches(self, applied: Applied) -> bool:
        """Whether a change is about a cue that was drawn."""
        return any(
            cue.id in self._ids
            for splice in applied.change.splices
            for cue in (*splice.removed, *splice.inserted)
        )

    def _go_on(self) -> None:
        """Go to the next cue, or end."""
        standing = self.standing
        met = standing is not None and standing.asked > 0 and standing.left_at_most <= self._goal
        row = self.row
        if row is not None and not met:
            self.wanted.emit(row)
        elif self.running:
            self.stop()
            self.over.emit()

    # What is kept

    def _take(self, sample: _Sample | None) -> None:
        self._sample = sample
        self._ids = frozenset(cue for cue, _ in sample.cues) if sample is not None else frozenset()

    def _keep(self) -> None:
        if self._sample is None:
            return
        doubtful, order, cues, right = self._sample
        body: dict[str, Json] = {
            "doubtful": "".join("01"[flag] for flag in doubtful),
            "order": [*order],
            "cues": [[cue, text] for cue, text in cues],
            "right": right,
            "goal": self._goal,
            "running": self.running,
        }
        self._session.keep(AUDIT, _KEY, body)

    def _opened(self) -> None:
        body = self._session.state.rows(AUDIT).get(_KEY)
        self._take(_sample(body))
        kept = body if isinstance(body, dict) and self._sample is not None else {}
        goal = kept.get("goal")
        self._goal = float(goal) if isinstance(goal, int | float) else 0.0
        self.running = kept.get("running") is True and self._session.elsewhere is None
        self._answers = list(self._read())
        self.changed.emit()

    def _give_up(self) -> None:
        self.running = False
        self.changed.emit()


def _sample(body: Json) -> _Sample | None:
    """What was kept; None where it is damaged."""
    match body:
        case {"doubtful": str() as flags, "order": [*order], "cues": [*cues], "right": int() as n}:
            places = [each for each in order if isinstance(each, int) and 0 <= each < len(flags)]
            asked = [pair for pair in map(_asked, cues) if pair is not None]
            if len(places) == len(order) == len(asked) and n >= 0:
                return _Sample([flag == "1" for flag in flags], places, asked, n)
    return None


def _asked(pair: Json) -> tuple[int, str] | None:
    match pair:
        case [int() as cue, str() as text]:
            return cue, text
        case _:
            return None
