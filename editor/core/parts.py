# SPDX-License-Identifier: GPL-3.0-or-later
"""Splitting one cue into two and joining two into one, for every field of a cue."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from editor.core import text as texts
from editor.core.cue import Cue
from editor.core.errors import UserError
from editor.core.tags import without_tags
from editor.core.words import Word, Words

if TYPE_CHECKING:
    from editor.core.words import Spoken

SHORTEST_PART = 300
"""Minimum duration of each half in ms, where the cue is long enough."""


def halves(cue: Cue, position: int, at: int | None, new_id: int) -> tuple[Cue, Cue]:
    """The cue split in two at the offset `position` of its text.

    Hypothesis and second text are cut at their corresponding positions. Since those are estimates,
    the second text becomes unchecked in both halves. Each half takes the words of its text, clamped
    to its times. Speaker, mark, `checked` and `left_out` go to both halves; note, chapter and
    extras that end in ``.id`` stay with the first.

    Args:
        cue: The cue to split.
        position: A position that `texts.nearest_cut` allows.
        at: Time of the cut in ms; None for `cut_time`.
        new_id: Id of the second half.

    Raises:
        UserError: The cue is shorter than 2 ms, or `at` is not inside it.
    """
    if cue.duration < 2:  # noqa: PLR2004 - 1 ms for each half
        raise UserError("This cue is too short to be split.")
    left, right = texts.cut(cue.text, position)
    words = _cut_words(cue, position)
    if at is None:
        at = _cut_time(cue, left, right, words[1])
    elif not cue.start < at < cue.end:
        raise UserError("The split point must be inside the cue.")
    hypothesis: tuple[str | None, str | None] = (None, None)
    if cue.hypothesis is not None:
        place = texts.matching_position(cue.text, cue.hypothesis, position)
        hypothesis = texts.cut(cue.hypothesis, place)
    place = texts.matching_position(cue.text, cue.second, position)
    seconds = texts.cut(cue.second, texts.nearest_cut(cue.second, place))
    first = replace(
        cue,
        end=at,
        text=left,
        hypothesis=hypothesis[0],
        words=words[0] and words[0].inside(cue.start, at),
        second=seconds[0],
        second_checked=False,
    )
    second = Cue(
        new_id,
        at,
        cue.end,
        right,
        hypothesis=hypothesis[1],
        speaker=cue.speaker,
        words=words[1] and words[1].inside(at, cue.end),
        checked=cue.checked,
        extras={name: value for name, value in cue.extras.items() if not name.endswith(".id")},
        second=seconds[1],
        mark=cue.mark,
        left_out=cue.left_out,
    )
    return first, second


def cut_time(cue: Cue, position: int) -> int:
    """Default time in ms at which `halves` cuts `cue`; undefined if either side has no text.

    It is the start of the second half's first word; without word timings the duration is divided
    by the weights of the texts.
    """
    position = texts.nearest_cut(cue.text, position)
    left, right = texts.cut(cue.text, position)
    return _cut_time(cue, left, right, _cut_words(cue, position)[1])


def joined(first: Cue, second: Cue) -> Cue:
    """Two cues as one, from the earlier start to the later end, with the first one's id.

    Texts, hypotheses, second texts and notes are joined; a missing hypothesis counts as the text.
    Speaker, mark and chapter come from the first cue that has one. `checked`, `second_checked` and
    `left_out` are true only if they are for both.
    """
    hypothesis = None
    if first.hypothesis is not None or second.hypothesis is not None:
        hypothesis = texts.join(first.heard, second.heard)
    start, end = min(first.start, second.start), max(first.end, second.end)
    words = _joined_words(first, second)
    return replace(
        first,
        start=start,
        end=end,
        text=texts.join(first.text, second.text),
        hypothesis=hypothesis,
        speaker=first.speaker if first.speaker is not None else second.speaker,
        words=words.inside(start, end) if words is not None and start < end else words,
        checked=first.checked and second.checked,
        note="\n".join(note for note in (first.note, second.note) if note),
        second=texts.join(first.second, second.second),
        second_checked=first.second_checked and second.second_checked,
        mark=first.mark if first.mark is not None else second.mark,
        chapter=first.chapter if first.chapter is not None else second.chapter,
        left_out=first.left_out and second.left_out,
    )


def _cut_words(cue: Cue, position: int) -> tuple[Words | None, Words | None]:
    """The words on each side; a word with at least half of its letters before the cut goes left."""
    if cue.words is None:
        return None, None
    place = texts.matching_position(cue.text, cue.spoken, position)
    letters, before = _letters(cue.spoken), len(_letters(cue.spoken[:place]))
    left: list[Word] = []
    right: list[Word] = []
    read = 0
    for word in cue.words:
        said = "".join(word.text.split())
        found = letters.find(said, read)  # skips letters that belong to no word
        read = found if found >= 0 else read
        (left if before >= read + (len(said) + 1) // 2 and not right else right).append(word)
        read += len(said)
    return Words(left, cue.words.of), Words(right, cue.words.of)


def _letters(text: str) -> str:
    return "".join(without_tags(text).split())


def _cut_time(cue: Cue, left: str, right: str, second_words: Words | None) -> int:
    if second_words:
        at = next(iter(second_words)).start
        if cue.start < at < cue.end:
            return at
    first, second = texts.weight(left), texts.weight(right)
    at = cue.start + round(cue.duration * first / (first + second))
    shortest = SHORTEST_PART if cue.duration >= 2 * SHORTEST_PART else 1
    return min(max(at, cue.start + shortest), cue.end - shortest)


def _joined_words(first: Cue, second: Cue) -> Words | None:
    """The words of both cues, as words of the text that the first cue's words belong to."""
    one = first.words if first.words is not None else second.words
    if one is None:
        return None
    of = one.of
    return Words([*_words_of(first, of), *_words_of(second, of)], of)


def _words_of(cue: Cue, of: Spoken) -> list[Word]:
    """The cue's words that belong to its text `of`."""
    if cue.words is None:
        return []
    words = cue.words
    if words.of != of:
        words = words.standing_in(cue.text if of == "text" else cue.heard) or Words([])
    return list(words)
