# SPDX-License-Identifier: GPL-3.0-or-later
"""How well each cue fits the sound, and which are doubtful."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from editor.core.timecode import to_samples
from editor.ear.loudness import Loudness
from editor.ear.mel import resampled

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from numpy.typing import NDArray

    from editor.ear.ear import Ear, Heard, Scored, Seams
    from editor.ear.weights import Floats
    from editor.ear.windows import Window
    from editor.media.pcm import Samples

BIAS = 75
"""ms by which attention comes to a token before it is spoken: in trials 70 to 80."""


HEARD = 0.5
"""Least evidence that a cue is spoken at all. In trials, speech had 0.8 to 5.6, also with a wrong
word; silence, noise and music had 0.25 at most."""


_LEFT = 200
"""ms of voice in a cue, behind its last token, in which one word more is spoken: a syllable takes
so long, and times of cues are off by less, or by little more."""


@dataclass(frozen=True)
class Fit:
    """How well one cue's text fits the sound.

    Attributes:
        row: The cue's.
        spans: Shape (tokens, 2): the part [start, stop) of the cue's text that each token is of.
        log_probabilities: Of each token, shape (tokens,); the last one's is no higher than that of
            what follows, if the model expects that before the cue is over.
        smoothed: The same, each with a quarter of both neighbours' in the window: a word that is
            missing makes those beside it unlikely.
        evidence: By how much its tokens are likelier with this sound than with silence: the mean
            difference of their log-probabilities. About 0 in noise and music; see `HEARD`.
        starts: When each token begins and, last, the last one ends; ms of the medium, shape
            (tokens + 1,). The first of a cue is not to be relied on.
    """

    row: int
    spans: NDArray[np.intp]
    log_probabilities: Floats
    smoothed: Floats
    evidence: float
    starts: NDArray[np.intp]


class Doubt(NamedTuple):
    """A cue, by how doubtful it is.

    Attributes:
        row: The cue's.
        score: The lowest smoothed log-probability of its tokens: the lower, the more doubtful.
        weakest: The part [start, stop) of its text that fits worst.
        heard: Whether the sound says anything of it: else it is not spoken there.
    """

    row: int
    score: float
    weakest: tuple[int, int]
    heard: bool


def window_sound(samples: Samples, rate: int, window: Window) -> NDArray[np.float32]:
    """What is heard in a window, at 16 kHz.

    Args:
        samples: Of the whole medium.
        rate: Their number a second.
        window: Which part.
    """
    part = samples[to_samples(window.start, rate) : to_samples(window.end, rate)]
    return resampled(part, rate)


def window_loudness(samples: Samples, rate: int, window: Window) -> Loudness:
    """Where in a window a voice is heard; see `window_sound`."""
    part = samples[to_samples(window.start, rate) : to_samples(window.end, rate)]
    return Loudness(part, rate, window.start)


def fits(
    window: Window,
    scored: Scored,
    unheard: Scored,
    seams: Seams | None = None,
    loudness: Loudness | None = None,
) -> list[Fit]:
    """What a window's score says of each of its cues.

    The space between two cues is ours: a token counts with it or without it. And what follows a
    cue tells of that, too, where the model expects it before the cue is over: there, something is
    said that stands in neither.

    Args:
        window: Its cues.
        scored: How well its text fits the sound.
        unheard: How well it fits silence.
        seams: What the model makes of its spaces and its end; None where no scores are needed.
        loudness: Of its sound; without it, there is a voice everywhere.
    """
    gains = scored.log_probabilities - unheard.log_probabilities
    likely = scored.log_probabilities
    if seams is not None:
        likely = np.append(np.logaddexp(likely, seams.unspaced), np.float32(seams.end))
    smoothed = _smoothed(likely)
    starts = scored.starts if scored.starts is not None else np.zeros(0, np.intp)
    found = []
    for place, (line, said, first) in enumerate(
        zip(window.lines, window.spoken, window.firsts, strict=True)
    ):
        spans = scored.spans - first
        # A token that holds the space before the cue is the cue's if it holds more than that.
        mine = np.flatnonzero((spans[:, 1] > 0) & (spans[:, 0] < len(said.text)))
        if not len(mine) or not len(starts):
            continue
        own = [said.in_cue(max(0, start), stop) for start, stop in spans[mine].tolist()]
        times = starts[[*mine, mine[-1] + 1]] + BIAS + window.start
        over = min(each.end if each is line else each.start for each in window.lines[place:][:2])
        left = loudness.voiced(int(times[-1]), over) if loudness is not None else over - times[-1]
        until = mine[-1] + (2 if left > _LEFT else 1)
        found.append(
            Fit(
                line.row,
                np.asarray(own, np.intp),
                _with_what_follows(likely[mine[0] : until], len(mine)),
                _with_what_follows(smoothed[mine[0] : until], len(mine)),
                float(gains[mine].mean()),
                np.minimum(times, window.end),
            )
        )
    return found


def doubts(found: Iterable[Fit]) -> list[Doubt]:
    """The cues, the most doubtful first."""
    return sorted(map(_doubt, found), key=lambda doubt: (doubt.score, doubt.row))


def rank(  # noqa: PLR0913 - what was heard, and where
    ear: Ear, heard: Heard, window: Window, row: int, texts: Sequence[str], *, prompt: str = ""
) -> Floats:
    """How well a window, up to the cue behind, fits with each of several texts of one cue.

    What comes later depends little on them, and would be most of the work.

    Args:
        ear: Who listens.
        heard: The window.
        window: Its cues.
        row: Of the cue.
        texts: What may be spoken in it, in Simplified; the first is what stands there.
        prompt: See `Ear.score`.

    Returns:
        The mean log-probability of these tokens for each text; higher fits better.
    """
    place = next(n for n, line in enumerate(window.lines) if line.row == row)
    said = [each.text for each in window.spoken]
    whole = [" ".join([*said[:place], text, *said[place + 1 : place + 2]]) for text in texts]
    scored = ear.score(heard, whole, prompt)
    return np.array([each.log_probabilities.mean() for each in scored if len(each.spans)])


def _doubt(fit: Fit) -> Doubt:
    start, stop = fit.spans[fit.log_probabilities.argmin()].tolist()
    return Doubt(fit.row, float(fit.smoothed.min()), (start, stop), fit.evidence >= HEARD)


def _with_what_follows(row: Floats, count: int) -> Floats:
    """The first `count`, the last of them no higher than what is behind it."""
    return np.append(row[: count - 1], row[count - 1 :].min())


def _smoothed(row: Floats) -> Floats:
    if not len(row):
        return row
    padded = np.pad(row, 1, mode="edge")
    smoothed: Floats = (padded[:-2] + 2 * row + padded[2:]) / 4
    return smoothed
