# SPDX-License-Identifier: GPL-3.0-or-later
"""What may stand in a doubtful cue instead: words of the same sound, ranked by the whole line."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from editor.ear.fit import rank
from editor.ear.text import spoken
from editor.language.conversion import convert
from editor.language.homophones import homophones
from editor.language.script import script_of
from editor.language.words import NO_TERMS

if TYPE_CHECKING:
    from collections.abc import Sequence

    from editor.ear.ear import Ear, Heard
    from editor.ear.fit import Doubt
    from editor.ear.windows import Window

_MOST = 24
"""Words that are tried: some hundredths of a second each."""


class Suggestion(NamedTuple):
    """Another word.

    Attributes:
        start: Where it would stand in the cue's text.
        stop: Where what it would replace ends.
        word: In Simplified Chinese; see `as_written`.
        gain: How much better the window fits with it: difference of the mean log-probabilities.
    """

    start: int
    stop: int
    word: str
    gain: float


def suggestions(  # noqa: PLR0913 - what was heard, where, and what is known
    ear: Ear,
    heard: Heard,
    window: Window,
    doubt: Doubt,
    *,
    prompt: str = "",
    terms: frozenset[str] = NO_TERMS,
) -> list[Suggestion]:
    """Words that sound like the weakest one, the best first; only those that fit better.

    Args:
        ear: Who listens.
        heard: The window.
        window: Its cues.
        doubt: The cue, and its weakest part.
        prompt: See `Ear.score`.
        terms: The user's words.
    """
    place = next(n for n, line in enumerate(window.lines) if line.row == doubt.row)
    text, places = window.spoken[place]
    begin, end = doubt.weakest
    inside = [n for n, at in enumerate(places) if begin <= at < end]
    changed: dict[str, tuple[int, int, str]] = {}
    for at in inside:
        for (start, stop), word in homophones(text, at, terms):
            whole = spoken(text[:start] + word + text[stop:]).text
            changed.setdefault(whole, (places[start], places[stop - 1] + 1, word))
    texts = list(changed)[:_MOST]
    if not texts:
        return []
    standing, *others = rank(ear, heard, window, doubt.row, [text, *texts], prompt=prompt)
    found = [
        Suggestion(*changed[whole], float(score - standing))
        for whole, score in zip(texts, others, strict=True)
        if score > standing
    ]
    return sorted(found, key=lambda each: -each.gain)


def as_written(text: str, found: Sequence[Suggestion]) -> list[Suggestion]:
    """Suggestions in the script of the cue's text."""
    if script_of(text) != "hant":
        return list(found)
    return [each._replace(word=convert(each.word, "zh-Hant")) for each in found]
