# SPDX-License-Identifier: GPL-3.0-or-later
"""Cues put where they are spoken: hears the windows that are needed, and places the cues.

Runs without a window; what listens is a process of its own.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from editor.core.progress import UNHEARD
from editor.core.timecode import to_samples
from editor.ear.loudness import Loudness
from editor.ear.passing import passed
from editor.ear.placing import placed
from editor.ear.windows import Line
from editor.ear.work import Task
from editor.media.headless_sound import required_sound
from editor.media.sound import SAMPLES_FILE

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping, Sequence
    from pathlib import Path

    from editor.core.cue import Cue
    from editor.core.progress import Progress
    from editor.ear.fit import Fit
    from editor.ear.passing import Serve, Threads
    from editor.ear.placing import Placed
    from editor.ear.work import Judged
    from editor.media.headless_sound import Decoded, Source

MOST = 1000
"""ms that an edge may move, unless the user says otherwise."""

_AROUND = 15_000
"""ms of sound on both sides of a cue by which voice is told from background."""


class Listener(NamedTuple):
    """Who listens, and to what.

    Attributes:
        model: The file or folder of the model.
        source: The medium.
        terms: The user's words, which the model is told.
        threads: How many compute; asked now and then.
        served: Where the work is done; None: in processes of its own.
    """

    model: Path
    source: Source
    terms: tuple[str, ...]
    threads: Threads
    served: Serve | None = None


class Aligner:
    """Places cues. What was heard is remembered while the cues stay the same.

    Attributes:
        model: The name of the model that listened last; empty before.
    """

    def __init__(self, listener: Listener) -> None:
        self.model = ""
        self._listener = listener
        self._cues: Sequence[Cue] = ()
        self._heard: dict[str, Judged] = {}

    def aligned(
        self, cues: Sequence[Cue], rows: Collection[int], most: int, progress: Progress = UNHEARD
    ) -> list[Placed]:
        """The cues with new times and words, in the order of the file.

        Args:
            cues: All of the document.
            rows: Which of them may change; all others stay, and none is moved past them.
            most: ms that an edge may move.
            progress: Reported the windows that are heard; may cancel.

        Raises:
            UserError: The model or the medium cannot be used.
            Cancelled: `progress` cancelled.
        """
        with required_sound(self._listener.source) as sound:
            fits = self._fits(cues, rows, sound, progress)
            return _placed(cues, _in_order(cues), fits, sound, most)

    def fits(
        self, cues: Sequence[Cue], rows: Collection[int], progress: Progress = UNHEARD
    ) -> dict[int, Fit]:
        """How these rows fit the sound; those that cannot be scored are left out. See `aligned`."""
        with required_sound(self._listener.source) as sound:
            return self._fits(cues, rows, sound, progress)

    def _fits(
        self, cues: Sequence[Cue], rows: Collection[int], sound: Decoded, progress: Progress
    ) -> dict[int, Fit]:
        if not rows:
            return {}
        if cues is not self._cues:
            self._cues, self._heard = cues, {}
        listener, wanted = self._listener, frozenset(rows)
        lines = tuple(
            Line(row, cues[row].start, cues[row].end, cues[row].text) for row in _in_order(cues)
        )
        task = Task(
            *(listener.model, *sound, lines, listener.terms, frozenset(self._heard)),
            threads=listener.threads(),
            suggests=False,
            rows=wanted,
        )
        prepared, judged = passed(task, progress, listener.threads, listener.served)
        self.model = prepared.model
        self._heard |= {each.key: each for each in judged}
        heard = (self._heard[key] for key in prepared.keys)
        return {fit.row: fit for each in heard for fit in each.fits if fit.row in wanted}


def _in_order(cues: Sequence[Cue]) -> list[int]:
    """The rows, in the order in which their cues start."""
    return sorted(range(len(cues)), key=lambda row: (cues[row].start, row))


def _placed(
    cues: Sequence[Cue], order: Sequence[int], fits: Mapping[int, Fit], sound: Decoded, most: int
) -> list[Placed]:
    loudness = _loudness(fits.values(), sound)
    places = {place: row for place, row in enumerate(order) if row in fits}
    found = placed(
        [cues[row] for row in order],
        {place: fits[row] for place, row in places.items()},
        {place: loudness[row] for place, row in places.items()},
        most,
    )
    by_row = dict(zip(order, found, strict=True))
    return [by_row[row] for row in range(len(cues))]


def _loudness(fits: Iterable[Fit], sound: Decoded) -> dict[int, Loudness]:
    """The sound around each cue, by row."""
    samples = np.memmap(sound.folder / SAMPLES_FILE, np.int16, "r")
    rate, found = sound.rate, {}
    for fit in fits:
        start = max(0, int(fit.starts[0]) - _AROUND)
        part = samples[to_samples(start, rate) : to_samples(int(fit.starts[-1]) + _AROUND, rate)]
        found[fit.row] = Loudness(part, rate, start)
    return found
