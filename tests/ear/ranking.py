# SPDX-License-Identifier: GPL-3.0-or-later
"""How well wrong lines are found: errors are put in, one a line, and the lines are ranked."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from random import Random
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from editor.ear.fit import doubts, fits, rank, window_loudness, window_sound
from editor.ear.guessing import heard_word
from editor.ear.mel import RATE
from editor.ear.text import spoken
from editor.ear.windows import windows
from editor.language.homophones import homophones
from editor.language.pinyin import syllables
from tests.ear.spoiling import KINDS, Spoilt, spoilt

if TYPE_CHECKING:
    from collections.abc import Sequence

    from editor.ear.ear import Heard
    from editor.ear.fit import Fit
    from editor.ear.loudness import Loudness
    from editor.ear.weights import Floats
    from editor.ear.whisper import Whisper
    from editor.ear.windows import Line, Window
    from tests.ear.clips import Clip

_ROUNDS = 6
"""Errors of each kind that are tried in each line."""
_BOOTSTRAPS = 300


@dataclass
class Outcome:
    """Scores of right lines, and of lines with an error of one kind; which words were hit.

    `written`: whether the model writes the right word in the place of the wrong one.
    """

    right: list[float] = field(default_factory=list)
    wrong: list[float] = field(default_factory=list)
    lines: tuple[list[int], list[int]] = field(default_factory=lambda: ([], []))
    hits: list[bool] = field(default_factory=list)
    ranks: list[int] = field(default_factory=list)
    written: list[bool] = field(default_factory=list)
    drafts: tuple[list[float], list[float]] = field(default_factory=lambda: ([], []))


class Part(NamedTuple):
    """A window of a clip, encoded once, and where a voice is in it."""

    window: Window
    heard: Heard
    loudness: Loudness

    def judged(self, ear: Whisper, lines: Sequence[Line], prompt: str = "") -> list[Fit]:
        """How well `lines` fit in it, as in the pass, but for the comparison with silence."""
        (window,) = windows(lines, ear.tokens_of, ear.room)
        scored = ear.score(self.heard, [window.text], prompt)[0]
        seams = ear.seams(self.heard, window.text, scored, prompt)
        return fits(window, scored, scored, seams, self.loudness)


def heard_windows(ear: Whisper, clip: Clip) -> list[Part]:
    """The windows of a clip."""
    return [
        Part(
            window,
            ear.hear(window_sound(clip.samples, RATE, window)),
            window_loudness(clip.samples, RATE, window),
        )
        for window in windows(clip.lines, ear.tokens_of, ear.room)
    ]


def found_errors(
    ear: Whisper, clip: Clip, prompt: str = "", seed: str = "18"
) -> dict[str, Outcome]:
    """Rank the lines of a clip with errors of each kind: one in a fifth of the lines at a time."""
    outcomes: dict[str, Outcome] = defaultdict(Outcome)
    parts = heard_windows(ear, clip)
    drafts = [ear.transcribe(part.heard).text for part in parts]
    for kind in KINDS:
        for turn in range(_ROUNDS * 5):
            chance = Random(f"{seed} {kind} {turn}")  # noqa: S311 - the same every time
            broken = {
                line.row: error
                for line in clip.lines
                if line.row % 5 == turn % 5 and (error := spoilt(chance, line.text, kind))
            }
            for part, draft in zip(parts, drafts, strict=True):
                _score(ear, part, broken, prompt, draft, outcomes[kind])
    return outcomes


def _score(  # noqa: PLR0913, PLR0917 - all that a window is
    ear: Whisper,
    part: Part,
    broken: dict[int, Spoilt],
    prompt: str,
    draft: str,
    outcome: Outcome,
) -> None:
    lines = [
        line._replace(text=broken[line.row].text) if line.row in broken else line
        for line in part.window.lines
    ]
    heard, (changed,) = part.heard, windows(lines, ear.tokens_of, ear.room)
    for doubt in doubts(part.judged(ear, lines, prompt)):
        error = broken.get(doubt.row)
        text = next(line.text for line in lines if line.row == doubt.row)
        difference = _difference(text, draft)
        (outcome.wrong if error else outcome.right).append(doubt.score)
        outcome.drafts[bool(error)].append(-difference)
        outcome.lines[bool(error)].append(doubt.row)
        if error:
            start, stop = error.span
            outcome.hits.append(doubt.weakest[0] <= stop and doubt.weakest[1] >= start)
            if len(error.right) == stop - start:
                word = heard_word(ear, heard, changed, doubt.row, error.span, prompt=prompt)
                outcome.written.append(word is not None and word.word == error.right)
            if syllables(error.right) == syllables(text[start:stop]):
                outcome.ranks.append(_rank(ear, heard, changed, doubt.row, error, prompt))


def _rank(  # noqa: PLR0913, PLR0917
    ear: Whisper, heard: Heard, window: Window, row: int, error: Spoilt, prompt: str
) -> int:
    """The place of the right word among all that sound alike, from 1."""
    text = next(line.text for line in window.lines if line.row == row)
    start, stop = error.span
    others = dict.fromkeys(
        word for span, word in homophones(text, start) if span == (start, stop)
    ) | {error.right: None}
    texts = [text, *(spoken(text[:start] + word + text[stop:]).text for word in others)]
    scores = rank(ear, heard, window, row, texts, prompt=prompt)
    right = scores[1 + list(others).index(error.right)]
    return int((scores > right).sum()) + 1


def _difference(text: str, draft: str) -> float:
    """Share of a line's characters that a fresh transcription of its window does not have."""
    said = spoken(draft).text
    row = np.zeros(len(said) + 1)
    for here, character in enumerate(text, start=1):
        before, row = row, row.copy()
        row[0] = here
        for place, other in enumerate(said, start=1):
            cost = before[place - 1] + (character != other)
            row[place] = min(cost, before[place] + 1, row[place - 1] + 1)
    return float(row.min()) / max(1, len(text))


def auc(right: Floats, wrong: Floats) -> float:
    """How often a wrong line has the lower score; ties count half."""
    low = np.asarray(wrong)[:, None]
    high = np.asarray(right)[None]
    return float((low < high).mean() + (low == high).mean() / 2)


def interval(outcome: Outcome) -> tuple[float, float]:
    """The AUC's interval of 95 %, by drawing lines anew: errors in one line depend on it."""
    chance = np.random.default_rng(18)
    right, wrong = np.asarray(outcome.right), np.asarray(outcome.wrong)
    rows = [np.asarray(each) for each in outcome.lines]
    lines = np.unique(np.concatenate(rows))
    found = []
    for _ in range(_BOOTSTRAPS):
        drawn = np.bincount(chance.choice(lines, len(lines)), minlength=lines.max() + 1)
        some = right.repeat(drawn[rows[0]]), wrong.repeat(drawn[rows[1]])
        if len(some[0]) and len(some[1]):
            found.append(auc(*some))
    low, high = np.percentile(found, [2.5, 97.5])
    return float(low), float(high)


def found_in_first(right: Floats, wrong: Floats, share: float) -> float:
    """The share of wrong lines in the first `share` of a list of which a fifth is wrong."""
    weight = len(right) / len(wrong) / 4  # of a wrong line
    scores = np.array([*right, *wrong])
    weights = np.array([1.0] * len(right) + [weight] * len(wrong))
    order = np.argsort(scores, kind="stable")
    first = np.cumsum(weights[order]) <= share * weights.sum()
    return float((weights[order] * first)[order >= len(right)].sum() / (weight * len(wrong)))
