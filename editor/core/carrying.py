# SPDX-License-Identifier: GPL-3.0-or-later
"""Corrections go along when cues are cut differently: by their words, not by their numbers."""

from __future__ import annotations

from dataclasses import replace
from functools import reduce
from itertools import accumulate, pairwise
from typing import TYPE_CHECKING

from editor.core import text as texts
from editor.core.parts import joined
from editor.core.tags import without_tags
from editor.core.text_merge import merged

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from editor.core.cue import Cue

_NEAR = 200
"""ms: borders of two cuts that are no further apart are the same."""

Cues = tuple["Cue", ...]


def carried(base: Cues, ours: Cues, theirs: Cues, next_id: int) -> tuple[Cues, bool]:
    """Their cues with our corrections of the `base` in them.

    Text is merged as in `text_merge`. Speakers go along with their words; note, mark, chapter and
    second text with the cue that has most of theirs; a cue stays checked if all of it was. Times
    that were moved here are moved there, too.

    Args:
        base: The cues before.
        ours: As many, corrected; the same cues.
        theirs: The cues that replace them; their ids are ignored.
        next_id: Id of the first of them.

    Returns:
        The cues, and whether all our corrections are in them.
    """
    found: list[Cue] = []
    clean = True
    for first, stop, begin, end in _groups(base, theirs):
        old, own, new = base[first:stop], ours[first:stop], theirs[begin:end]
        if not new:
            clean = clean and old == own
            continue
        said, all_in = _texts(old, own, new)
        clean = clean and all_in
        cues = [cue.saying(text) if text != cue.text else cue for cue, text in zip(new, said)]  # noqa: B905 - as many
        found += _with_the_rest(old, own, cues) if own else cues
    return tuple(replace(cue, id=next_id + n) for n, cue in enumerate(found)), clean


def _texts(old: Cues, own: Cues, new: Cues) -> tuple[list[str], bool]:
    """The texts of `new` with our corrections, and whether all are in them."""
    base, ours, theirs = _joined(old), _joined(own), _joined(new)
    text, clean = merged(base, ours, theirs)
    ends = [len(_joined(new[:count])) for count in range(1, len(new))]
    places = [texts.matching_position(theirs, text, end) for end in ends]
    edges = [0, *(texts.nearest_cut(text, place) for place in places), len(text)]
    return [text[first:stop].strip() for first, stop in pairwise(edges)], clean


def _joined(cues: Cues) -> str:
    return reduce(texts.join, [cue.text for cue in cues], "")


def _with_the_rest(old: Cues, own: Cues, new: list[Cue]) -> list[Cue]:
    """The new cues with what our cues have beside their text."""
    homes = _homes(own, new)
    said = {cue.speaker for cue in old}
    found = []
    for place, cue in enumerate(new):
        within = [ours for ours, home in zip(own, homes, strict=True) if home == place]
        around = within or [own[_nearest(place, homes)]]
        first = around[0]
        before = next(each for each in old if each.id == first.id)
        moved = cue.shifted(first.start - before.start)
        moved = replace(
            moved,
            speaker=first.speaker if cue.speaker in said else cue.speaker,
            checked=cue.checked or all(each.checked for each in around),
            left_out=cue.left_out or all(each.left_out for each in own),
        )
        found.append(_with_labels(moved, reduce(joined, within)) if within else moved)
    return found


def _with_labels(cue: Cue, ours: Cue) -> Cue:
    return replace(
        cue,
        note=cue.note or ours.note,
        second=cue.second or ours.second,
        mark=cue.mark or ours.mark,
        chapter=ours.chapter if cue.chapter is None else cue.chapter,
    )


def _homes(own: Cues, new: Sequence[Cue]) -> list[int]:
    """For each of our cues, the place in `new` where the middle of its text is."""
    ends = [*accumulate(max(len(_letters(cue.text)), 1) for cue in new)]
    middles, read = [], 0.0
    total = sum(max(len(_letters(cue.text)), 1) for cue in own)
    for cue in own:
        length = max(len(_letters(cue.text)), 1)
        middles.append((read + length / 2) / total * ends[-1])
        read += length
    return [next(n for n, end in enumerate(ends) if middle <= end) for middle in middles]


def _nearest(place: int, homes: Sequence[int]) -> int:
    """The index of our cue whose words are nearest before `place`, or else after it."""
    return max((n for n, home in enumerate(homes) if home <= place), default=0)


def _letters(text: str) -> str:
    return "".join(without_tags(text).split())


def _groups(base: Cues, theirs: Cues) -> Iterator[tuple[int, int, int, int]]:
    """Ranges of `base` and of `theirs` that have the same words, as few at a time as possible.

    If both say the same, letter by letter; else, by their times.
    """
    old, new = _ends(base), _ends(theirs)
    same = _all_letters(base) == _all_letters(theirs)
    if same and base and theirs:
        ends = sorted(set(old) & set(new))
        borders = [(old.index(end) + 1, new.index(end) + 1) for end in ends]
        borders[-1:] = [(len(base), len(theirs))]
    else:
        borders = [*_by_time(base, theirs), (len(base), len(theirs))]
    before = (0, 0)
    for border in borders:
        if border != before:
            yield before[0], border[0], before[1], border[1]
        before = border


def _by_time(base: Cues, theirs: Cues) -> Iterator[tuple[int, int]]:
    """Where a cue of each begins at about the same time; their indices."""
    place = 1
    for index in range(1, len(base)):
        while place < len(theirs) and theirs[place].start < base[index].start - _NEAR:
            place += 1
        if place < len(theirs) and abs(theirs[place].start - base[index].start) <= _NEAR:
            yield index, place
            place += 1


def _ends(cues: Cues) -> list[int]:
    """The number of letters up to the end of each cue."""
    return list(accumulate(len(_letters(cue.text)) for cue in cues))


def _all_letters(cues: Cues) -> str:
    return "".join(_letters(cue.text) for cue in cues)
