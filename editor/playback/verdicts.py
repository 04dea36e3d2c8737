# SPDX-License-Identifier: GPL-3.0-or-later
"""What the user finds of cues that a speech model has judged, and what that says of the others.

It is read off the document and what is kept of the pass: a text that was judged is right if the cue
says the same when it is checked, and wrong if it says something else. So it holds after an undo and
a restart.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

if TYPE_CHECKING:
    from collections.abc import Iterable

    from editor.core.cue import Cue
    from editor.ear.calibrating import Calibration, Verdict
    from editor.ear.results import JudgedText
    from editor.session import Applied, Session

_SOON = 300
"""Delay in ms after a change before it counts: nobody waits for it."""


class Verdicts(QObject):
    """Calibrates a model's scores on the open document.

    Signals:
        changed: There is another calibration.
    """

    changed = Signal()

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self._scores: dict[int, dict[str, float]] = {}  # by the cue's id, by what it said
        self._found: dict[int, tuple[Verdict, ...]] = {}  # by the cue's id
        self._calibration: Calibration | None = None
        self._soon = QTimer(self, singleShot=True, interval=_SOON)
        self._soon.timeout.connect(self._calibrate)
        session.changed.connect(self._changed)

    @property
    def calibration(self) -> Calibration:
        """How likely a cue is wrong, by its score."""
        from editor.ear.calibrating import PRIOR

        return self._calibration or PRIOR

    def forget(self) -> None:
        """Nothing was judged: another document, or another model."""
        self._soon.stop()
        self._scores, self._found, self._calibration = {}, {}, None

    def know(self, judged: Iterable[JudgedText]) -> None:
        """Add what was judged."""
        new = set[int]()
        for each in judged:
            self._scores.setdefault(each.cue, {})[each.said] = each.score
            new.add(each.cue)
        self._judge(cue for cue in self._session.document.cues if cue.id in new)

    def _changed(self, applied: Applied) -> None:
        for splice in applied.change.splices:
            for cue in splice.removed:
                if self._found.pop(cue.id, None) is not None:
                    self._soon.start()
            self._judge(splice.inserted)

    def _judge(self, cues: Iterable[Cue]) -> None:
        for cue in cues:
            scores = self._scores.get(cue.id)
            if scores is None or not cue.checked:
                continue
            from editor.ear.calibrating import Verdict
            from editor.ear.text import letters_of

            now = letters_of(cue.text)
            found = (Verdict(score, said != now) for said, score in sorted(scores.items()))
            self._found[cue.id] = tuple(found)
            self._soon.start()

    def _calibrate(self) -> None:
        from editor.ear.calibrating import calibrated

        before = self.calibration
        self._calibration = calibrated(
            verdict for cue in sorted(self._found) for verdict in self._found[cue]
        )
        if self._calibration != before:
            self.changed.emit()
