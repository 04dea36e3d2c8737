# SPDX-License-Identifier: GPL-3.0-or-later
"""The interface of what listens, and the back-end that stands for no model."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from editor.ear.decoder import Pairs
    from editor.ear.weights import Floats


@dataclass(frozen=True)
class Heard:
    """A window that was heard: texts are scored on it, as many as wanted.

    Attributes:
        pairs: Keys and values of the decoder's attention on it.
        positions: Positions that have sound, of 20 ms; those behind are padding.
    """

    pairs: Pairs
    positions: int


@dataclass(frozen=True)
class Scored:
    """How well a text fits what was heard.

    Attributes:
        spans: Shape (tokens, 2): the characters [start, stop) that each token has bytes of.
        log_probabilities: Natural logarithm of each token's probability among all tokens of text,
            given the sound and the text before it; shape (tokens,).
        starts: Where each token begins and, last, where the text ends, in ms of the window; shape
            (tokens + 1,). None for alternatives.
    """

    spans: NDArray[np.intp]
    log_probabilities: Floats
    starts: NDArray[np.intp] | None


@dataclass(frozen=True)
class Seams:
    """What a model makes of the places where a text is joined to others.

    Attributes:
        unspaced: Natural logarithm of the probability that a token stands there without the space
            that it begins with; minus infinity for tokens without one, and for those that are
            likelier than all others as they are written; shape (tokens,).
        end: That of the text's ending where it does, among all tokens of text and the end; 0 where
            that is not known.
    """

    unspaced: Floats
    end: float


@dataclass(frozen=True)
class Draft:
    """What was heard afresh.

    Attributes:
        text: The recogniser's text.
        log_probability: The mean of its tokens'.
        no_speech: Probability that nobody speaks.
    """

    text: str
    log_probability: float
    no_speech: float


class Ear(Protocol):
    """What listens to windows of 30 s at most.

    Attributes:
        name: Of the model, for the user.
    """

    name: str

    def hear(self, sound: NDArray[np.float32]) -> Heard:
        """Listen to a window: samples of -1 to 1 at 16 kHz."""
        ...

    def tokens_of(self, text: str) -> int:
        """How many tokens a text has."""
        ...

    def score(self, window: Heard, texts: Sequence[str], prompt: str = "") -> list[Scored]:
        """Score texts that may be what is said in a window.

        Args:
            window: What was heard.
            texts: The text that stands there, and alternatives that begin as it does; in
                Simplified Chinese, since models know that best.
            prompt: What might have been said before: terms that occur.
        """
        ...

    def seams(self, window: Heard, text: str, scored: Scored, prompt: str = "") -> Seams:
        """What the model makes of the spaces and the end of a text that was scored just now."""
        ...

    def transcribe(self, window: Heard, prompt: str = "") -> Draft:
        """What the model itself hears."""
        ...


class NoModel:
    """No model: nothing is heard, no token has a score, so no line is doubtful."""

    name = ""

    def hear(self, sound: NDArray[np.float32]) -> Heard:
        """Hear nothing."""
        del sound
        return Heard([], 0)

    def tokens_of(self, text: str) -> int:
        """No tokens."""
        del text
        return 0

    def score(self, window: Heard, texts: Sequence[str], prompt: str = "") -> list[Scored]:
        """Scores without tokens."""
        del window, prompt
        nothing = Scored(np.zeros((0, 2), np.intp), np.zeros(0, np.float32), None)
        return [nothing for _ in texts]

    def seams(self, window: Heard, text: str, scored: Scored, prompt: str = "") -> Seams:
        """Nothing of any token."""
        del window, text, prompt
        return Seams(np.full(len(scored.spans), -np.inf, np.float32), 0.0)

    def transcribe(self, window: Heard, prompt: str = "") -> Draft:
        """No text."""
        del window, prompt
        return Draft("", 0.0, 1.0)
