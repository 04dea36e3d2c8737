# SPDX-License-Identifier: GPL-3.0-or-later
"""What may stand in a doubtful cue instead: words of the same sound, ranked by the whole line."""

from __future__ import annotations

from typing import TYPE_CHECKING

from editor.core.doubt import Candidate
from editor.ear.fit import rank
from editor.ear.text import spoken
from editor.language.conversion import in_script_of
from editor.language.homophones import homophones
from editor.language.words import NO_TERMS

if TYPE_CHECKING:
    from editor.ear.ear import Ear, Heard
    from editor.ear.fit import Doubt
    from editor.ear.windows import Window

_MOST = 24
"""Words that are tried: some hundredths of a second each."""


def suggestions(  # noqa: PLR0913 - what was heard, where, and what is known
    ear: Ear,
    heard: Heard,
    window: Window,
    doubt: Doubt,
    *,
    prompt: str = "",
    terms: frozenset[str] = NO_TERMS,
) -> list[Candidate]:
    """Words that sound like the weakest one, the best first; only those that fit better.

    A word's gain is the difference of mean log-probabilities (see `rank`), and it is in the script
    of the cue.

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
    written = window.lines[place].text
    found = [
        Candidate(start, end, in_script_of(written, word), float(score - standing))
        for (start, end, word), score in zip(map(changed.__getitem__, texts), others, strict=True)
        if score > standing
    ]
    return sorted(found, key=lambda each: -each.gain)
