# SPDX-License-Identifier: GPL-3.0-or-later
"""A person's measure: how many errors are heard at the normal speed after how much listening.

In the order of the file, by the list of doubts, and by doubt. An error counts as heard where at
least half of the time in which the right word is spoken is played at the normal speed or slower.
"""

from __future__ import annotations

from difflib import SequenceMatcher
from random import Random
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from editor.ear.calibrating import PRIOR
from editor.ear.fit import doubts
from editor.ear.pacing import Plan, Said, Weak, plan, silences
from editor.ear.placing import weakest_words
from editor.ear.text import letters_of
from editor.ear.work import DOUBTFUL
from tests.ear.ranking import heard_windows
from tests.ear.spoiling import KINDS, spoilt

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from editor.core.doubt import Spoken
    from editor.ear.whisper import Whisper
    from editor.ear.windows import Line
    from tests.ear.clips import Clip
    from tests.ear.ranking import Part

ROUNDS = 24
"""Times that a recording is heard with errors of each kind, in other lines or other ones."""
_ONE_IN = 8
"""Lines of which one is wrong: 12 %, as in the real transcript."""
PAUSE = 3_000
"""ms of a pause between two lines."""
_SHARES = (0.1, 0.2, 0.3, 0.4, 0.5, 0.6)


class Judged(NamedTuple):
    """A line: when it is spoken, its score, its weakest words, and where it is wrong, in ms."""

    start: int
    end: int
    score: float
    words: tuple[Spoken, ...]
    error: tuple[int, int] | None

    def later(self, ms: int) -> Judged:
        """The same, so many ms later."""
        words = tuple(w._replace(start=w.start + ms, end=w.end + ms) for w in self.words)
        error = (self.error[0] + ms, self.error[1] + ms) if self.error is not None else None
        return Judged(self.start + ms, self.end + ms, self.score, words, error)


def spoilt_talk(ear: Whisper, clip: Clip) -> tuple[list[Judged], int]:
    """A long talk of a recording again and again with errors put in, and its length in ms."""
    parts = heard_windows(ear, clip)
    right = {row: times for row, (_, _, times) in _judged(ear, parts, clip.lines).items()}
    length = len(clip.samples) // 16
    talk: list[Judged] = []
    for number in range(ROUNDS * len(KINDS)):
        kind = KINDS[number % len(KINDS)]
        chance = Random(f"walk {number}")  # noqa: S311 - the same every time
        lines, errors = list(clip.lines), {}
        for line in clip.lines:
            error = (
                spoilt(chance, line.text, kind) if line.row % _ONE_IN == number % _ONE_IN else None
            )
            if error is not None:
                lines[line.row] = line._replace(text=error.text)
                errors[line.row] = _changed(error.text, line.text, right[line.row])[0]
        for row, (score, words, _) in _judged(ear, parts, lines).items():
            here = Judged(lines[row].start, lines[row].end, score, words, errors.get(row))
            talk.append(here.later(number * length))
    return talk, ROUNDS * len(KINDS) * length


def transcript_talk(
    ear: Whisper, clip: Clip, texts: Sequence[str], truth: Sequence[Sequence[int]]
) -> tuple[list[Judged], int]:
    """A voice that says what is right, and a transcript's own texts; `truth`: of each character."""
    lines = [line._replace(text=text) for line, text in zip(clip.lines, texts, strict=True)]
    talk: list[Judged] = []
    for row, (score, words, _) in _judged(ear, heard_windows(ear, clip), lines).items():
        line, error = clip.lines[row], None
        if letters_of(line.text) != letters_of(lines[row].text):
            error = _changed(lines[row].text, line.text, [*truth[row], line.end])[0]
        talk.append(Judged(line.start, line.end, score, words, error))
    return talk, len(clip.samples) // 16


def paused(talk: Sequence[Judged], length: int, share: float) -> tuple[list[Judged], int]:
    """The same talk with silence of `PAUSE` now and then, which is that share of its new length."""
    count = round(share / (1 - share) * length / PAUSE)
    later = [PAUSE * (count * place // len(talk)) for place in range(len(talk))]
    spoken = sorted(talk, key=lambda each: each.start)
    moved = [each.later(ms) for each, ms in zip(spoken, later, strict=True)]
    return moved, length + count * PAUSE


def heard_by(talk: Sequence[Judged], length: int, fast: float) -> Iterator[tuple[str, str]]:
    """The share of errors heard after some shares of the length, in each order."""
    made = planned(talk, length, fast)
    errors = [each for each in talk if each.error is not None]
    ranked = sorted(talk, key=lambda each: each.score)
    listed = dict(zip(ranked, np.cumsum([each.end - each.start for each in ranked]), strict=True))
    orders: dict[str, list[float]] = {
        "in the order of the file": [float(each.end) for each in errors],
        "by the list of doubts": [float(listed[each]) for each in errors],
        f"by doubt, at {fast:g}×": [when_heard(made, each.error) for each in errors if each.error],
    }
    yield "lines, of them wrong; expected", f"{len(talk)}, {len(errors)}; {made.errors_left(0):.0f}"
    for order, times in orders.items():
        found = [np.mean(np.asarray(times) <= share * length) for share in _SHARES]
        yield order, ", ".join(f"{100 * share:.0f} %" for share in found)
    all_of_it = np.mean(np.isfinite(orders[f"by doubt, at {fast:g}×"]))
    share = made.left(0) / length
    yield "by doubt, all", f"{100 * all_of_it:.0f} % in {100 * share:.0f} % of the length"


def planned(talk: Sequence[Judged], length: int, fast: float) -> Plan:
    """How it is listened to by doubt, with nothing learned yet."""
    chance = PRIOR.chance
    worst = sorted(talk, key=lambda each: each.score)[: len(talk) // 5]
    marked = {each.start for each in worst if each.score < DOUBTFUL}
    said = [
        Said(
            each.start,
            each.end,
            chance(each.score),
            tuple(Weak(w.start, w.end, chance(w.score)) for w in each.words),
            each.start in marked,
        )
        for each in talk
    ]
    return plan(said, silences([each[:2] for each in talk], length), length, fast)


def when_heard(made: Plan, error: tuple[int, int]) -> float:
    """After how many ms of listening an error was heard; infinite if never at the normal speed."""
    places = np.linspace(error[0], error[1] - 1, 9).astype(int).tolist()
    slow = [made.at(place).pace in {"normal", "again"} for place in places]
    return made.left(0) - made.left(error[1]) if np.mean(slow) >= 0.5 else np.inf


def _judged(
    ear: Whisper, parts: Sequence[Part], lines: Sequence[Line]
) -> dict[int, tuple[float, tuple[Spoken, ...], list[int]]]:
    """By row: the score, the weakest words, and when each character and the end are, in ms."""
    found = {}
    for part in parts:
        judged = part.judged(ear, [lines[line.row] for line in part.window.lines])
        scores = {doubt.row: doubt.score for doubt in doubts(judged)}
        for fit in judged:
            text = lines[fit.row].text
            tokens = np.searchsorted(fit.spans[:, 1], np.arange(len(text)), "right")
            times = fit.starts[[*np.minimum(tokens, len(fit.spans) - 1), -1]].tolist()
            found[fit.row] = (scores[fit.row], weakest_words(text, fit), times)
    return found


def _changed(written: str, said: str, times: Sequence[int]) -> list[tuple[int, int]]:
    """When what was said otherwise than it is written is spoken; `times` as in `_judged`."""
    found = []
    for tag, _, _, start, stop in SequenceMatcher(None, written, said, False).get_opcodes():  # noqa: FBT003
        if tag != "equal":
            last = max(stop, min(start + 1, len(said)))
            found.append((times[min(start, len(said) - 1)], max(times[last], times[start] + 1)))
    return found
