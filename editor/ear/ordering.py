# SPDX-License-Identifier: GPL-3.0-or-later
"""Words for one place in a cue, in the order of how well the line with each fits the sound."""

from __future__ import annotations

from typing import TYPE_CHECKING

from editor.language.sound.alternatives import Alternative

if TYPE_CHECKING:
    from collections.abc import Sequence

    from editor.core.doubt import Candidate

Span = tuple[int, int]


def with_candidates(
    text: str, found: Sequence[Alternative], candidates: Sequence[Candidate], place: Span
) -> list[Alternative]:
    """Words found by the text alone, those first that are known to fit the sound better.

    Args:
        text: The cue's.
        found: The words, in their order by the text.
        candidates: What was found to fit better than what stands there.
        place: The caret, or what is selected: candidates that replace nothing of it, nor of what
            `found` replaces, do not count.
    """
    first = min([place[0], *(each.start for each in found)])
    last = max([place[0] + 1, place[1], *(each.end for each in found)])
    here = [each for each in candidates if each.start < last and first < each.end]
    said = {said_with(text, each): each for each in here}
    known = {said_with(text, each): each for each in found}
    better = [
        known.get(whole) or Alternative(*each[:3], is_term=False, gain=each.gain)
        for whole, each in sorted(said.items(), key=lambda pair: -pair[1].gain)
    ]
    return [*better, *(each for each in found if each not in better)]


def by_gain(
    text: str, found: Sequence[Alternative], gains: Sequence[float], heard: Candidate | None = None
) -> list[Alternative]:
    """The words that fit the sound best first.

    Args:
        text: The cue's.
        found: The words.
        gains: How much better the line fits with each.
        heard: What a model hears there, if it is another word; it is one of them then.
    """
    pairs = list(zip(gains, found, strict=True))
    known = {said_with(text, each) for each in found}
    if heard is not None and said_with(text, heard) not in known:
        word = Alternative(*heard[:3], is_term=False, gain=heard.gain, is_heard=True)
        pairs.append((heard.gain, word))
    return [each for _, each in sorted(pairs, key=lambda pair: -pair[0])]


def said_with(text: str, word: Alternative | Candidate) -> str:
    """The cue's text with another word in its place."""
    return text[: word.start] + word.word + text[word.end :]
