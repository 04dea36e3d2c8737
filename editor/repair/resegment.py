# SPDX-License-Identifier: GPL-3.0-or-later
"""Resegmentation: joins fragments, and splits cues over a limit where a line may break.

Changes only cues beyond a limit: a recogniser's own breaks are at pauses, at least.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import pairwise
from typing import TYPE_CHECKING

from editor.core import editing
from editor.core.document import Document
from editor.core.errors import Problem, UserError
from editor.core.i18n import N_
from editor.core.proposal import Proposal
from editor.core.tags import without_tags
from editor.core.text import HAN, units
from editor.language.sentences import ENDS, NOT_FIRST, NOT_LAST, parts_phrase
from editor.language.words import borders

if TYPE_CHECKING:
    from collections.abc import Sequence

    from editor.core.cue import Cue

_ANSWERS = frozenset(
    (
        *("对", "对对", "对对对", "嗯", "嗯嗯", "是", "是的", "好", "好的", "没错", "对吧"),
        *("哦", "啊", "對", "對對", "對對對", "沒錯", "對吧"),
    )
)
"""Answers of one word: they stay cues of their own, since another person says them."""

_BEFORE = ("但是", "所以", "然后", "如果", "就是", "那", "因为", "而且", "不过", "然後", "因為")
"""Conjunctions: a good break is before them."""

_AFTER = ("吧", "吗", "呢", "嘛", "啊", "嗎", "，", "。", "？", "！", "；", ",", ".", "?", "!", ";")
"""Final particles and punctuation: a good break is after them."""

# Costs by which the best breaks are found (dynamic programming over word borders). Chosen by
# hand; only their proportions matter.
_OVER = 40.0
"""A cue over the limit: more than any break. Every unit over it costs 1 more."""

_SHORT = 3.0
"""A cue shorter than five units, or half of the limit."""

_BAD_START = 8.0
"""A cue that starts with a particle (`NOT_FIRST`)."""

_BAD_END = 2.0
"""A cue that ends with a word that wants another one (`NOT_LAST`)."""

_IN_LATIN = 5.0
"""A break between two words in Latin letters."""

_GOOD = -2.0
"""A break before a conjunction, after a particle or punctuation, or at a space."""

_PIECE = 3.0
"""Every cue: fewer are better."""

_UNEVEN = 0.15
"""Every unit by which a cue differs from three quarters of the limit."""


@dataclass(frozen=True, slots=True)
class Limits:
    """Limits of a cue.

    Attributes:
        units: Greatest length in CJK characters; see `core.text.units`.
        longest: Greatest duration in ms.
        least_units: A cue of no more units is a fragment.
        shortest: A cue of less duration, in ms, is a fragment, too.
        pause: Cues further apart than this, in ms, are not joined.
    """

    units: float = 18
    longest: int = 7_000
    least_units: float = 3
    shortest: int = 1_000
    pause: int = 300


def joined(document: Document, limits: Limits) -> list[Proposal]:
    """Join fragments with the cues before or after them, also across the border of a chunk.

    Never across a change of speaker, the start of a chapter, a pause or the end of a sentence, nor
    with a cue that is left out of exports; answers of one word stay. Proposals are ticked where
    the break was within a phrase.
    """
    found = []
    row = 0
    cues = document.cues
    while row + 1 < len(cues):
        count = _joinable(cues, row, limits)
        if count > 1:
            whole = editing.join(document, row, count).splices[0].inserted[0]
            fix = ((row, whole), *((other, None) for other in range(row + 1, row + count)))
            before = " | ".join(cue.text for cue in cues[row : row + count])
            reason = Problem(
                "Together they form one phrase of {units} characters.",
                units=f"{units(whole.text):g}",
            )
            kind = Problem("Join fragments")
            sure = any(_dangles(*pair) for pair in pairwise(cues[row : row + count]))
            found.append(Proposal(fix, before, whole.text, reason, kind, sure=sure))
        row += max(1, count)
    return found


def parted(document: Document, limits: Limits) -> list[Proposal]:
    """Split cues over a limit where words and phrases allow it best."""
    found = []
    next_id = document.next_id
    for row, cue in enumerate(document.cues):
        if "\n" in cue.text or not _too_much(cue, limits):
            continue
        pieces = _parted(cue, _breaks(cue.text, limits, cue), next_id)
        if len(pieces) < 2:  # noqa: PLR2004 - whole
            continue
        next_id += len(pieces) - 1
        over = N_("{units} characters; the limit is {most}.")
        slow = N_("Lasts {seconds} s; the limit is {most} s.")
        length = units(cue.text)
        reason = (
            Problem(over, units=f"{length:g}", most=f"{limits.units:g}")
            if length > limits.units
            else Problem(
                slow, seconds=f"{cue.duration / 1000:.1f}", most=f"{limits.longest / 1000:g}"
            )
        )
        fix = tuple((row, piece) for piece in pieces)
        after = " | ".join(piece.text for piece in pieces)
        found.append(Proposal(fix, cue.text, after, reason, Problem("Split long cues"), sure=True))
    return found


def _too_much(cue: Cue, limits: Limits) -> bool:
    return units(cue.text) > limits.units or cue.duration > limits.longest


def _joinable(cues: Sequence[Cue], row: int, limits: Limits) -> int:
    """How many cues from `row` on are to be one; 1 if it stays alone."""
    count = 1
    length, end = units(cues[row].text), cues[row].end
    while row + count < len(cues):
        last, after = cues[row + count - 1], cues[row + count]
        fragment = is_fragment(last, limits) or is_fragment(after, limits) or _dangles(last, after)
        if not fragment or not goes_on(last, after, limits):
            break
        length, end = length + units(after.text), max(end, after.end)
        if length > limits.units or end - cues[row].start > limits.longest:
            break
        count += 1
    return count


def is_fragment(cue: Cue, limits: Limits) -> bool:
    """Whether a cue is too short to stay alone."""
    return cue.duration < limits.shortest or units(cue.text) <= limits.least_units


def _dangles(last: Cue, after: Cue) -> bool:
    """Whether the break between the two is within a phrase."""
    return parts_phrase(_bare(last), _bare(after))


def goes_on(last: Cue, after: Cue, limits: Limits) -> bool:
    """Whether `after` may go on with what `last` says: nobody else, no pause, no end."""
    if last.left_out != after.left_out or after.chapter is not None:
        return False
    if last.speaker != after.speaker or not 0 <= after.start - last.end <= limits.pause:
        return False
    texts = _bare(last), _bare(after)
    if any(text in _ANSWERS or not text for text in texts) or "\n" in last.text + after.text:
        return False
    return not texts[0].endswith(ENDS)


def _bare(cue: Cue) -> str:
    return without_tags(cue.text).strip()


def _parted(cue: Cue, places: Sequence[int], next_id: int) -> list[Cue]:
    """The pieces of a cue split at these offsets, timed by its words where they are known."""
    pieces = [cue]
    rest = Document(cues=(cue,), next_id=next_id)
    for place in reversed(places):
        try:
            change = editing.split(rest, 0, place)
        except UserError:  # too short to be parted, or nothing but tags on one side
            return [cue]
        rest = change.apply(rest)
        head, *tail = rest.cues
        pieces = [head, *tail]
    ids = iter(range(next_id, next_id + len(pieces)))
    return [pieces[0], *(replace(piece, id=next(ids)) for piece in pieces[1:])]


def _breaks(text: str, limits: Limits, cue: Cue) -> list[int]:
    """Offsets at which `text` is best parted, ascending."""
    edges = [edge for edge in borders(text) if not text[edge : edge + 1].isspace() or edge == 0]
    most = limits.units
    if units(text) <= most:  # too long in time: as many parts as that takes
        most = units(text) / (cue.duration // limits.longest + 1) + 1
    ahead, behind = _widths(text, edges)
    opening = [0.0, *(_break_cost(text, edge) for edge in edges[1:])]
    best: list[tuple[float, int]] = [(0.0, -1)]
    for number in range(1, len(edges)):
        costs = []
        for start in range(number - 1, -1, -1):
            length = behind[number] - ahead[start]
            costs.append((best[start][0] + opening[start] + _piece_cost(length, most), start))
            if length > 2 * most:  # nor would one that begins still earlier do
                break
        best.append(min(costs))
    places = []
    number = best[-1][1]
    while number > 0:
        places.append(edges[number])
        number = best[number][1]
    return places[::-1]


def _widths(text: str, edges: Sequence[int]) -> tuple[list[float], list[float]]:
    """Units before a piece that begins at each edge, and before the end of one that ends there.

    They differ by the spaces between two pieces, which belong to neither.
    """
    ahead, behind = [0.0], [0.0]
    for first, last in pairwise(edges):
        word = text[first:last]
        behind.append(ahead[-1] + units(word.rstrip()))
        ahead.append(ahead[-1] + units(word))
    return ahead, behind


def _piece_cost(length: float, most: float) -> float:
    cost = _PIECE + _UNEVEN * abs(length - most * 0.75)
    cost += _OVER + (length - most) if length > most else 0.0
    return cost + (_SHORT if length < min(5.0, most / 2) else 0.0)


def _break_cost(text: str, at: int) -> float:
    """What a break there costs, whatever is before and after the two pieces."""
    before, after = text[:at].rstrip(), text[at:].lstrip()
    cost = _BAD_START if after.startswith(NOT_FIRST) else 0.0
    cost += _BAD_END if before.endswith(NOT_LAST) else 0.0
    cost += _GOOD if after.startswith(_BEFORE) else 0.0
    cost += _GOOD if before.endswith(_AFTER) else 0.0
    if text[at - 1].isspace():
        latin = not HAN.match(before[-1:]) and not HAN.match(after[:1])
        cost += _IN_LATIN if latin and before[-1:].isalnum() and after[:1].isalnum() else _GOOD
    return cost
