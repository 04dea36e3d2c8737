# SPDX-License-Identifier: GPL-3.0-or-later
"""Three-way merge of two edits of one text, character by character."""

from __future__ import annotations

from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

LONGEST = 2_000
"""Texts of more characters are not merged, because comparing takes quadratic time."""


@dataclass(frozen=True, slots=True)
class _Edit:
    """[start, stop) of the base is replaced by `text`."""

    start: int
    stop: int
    text: str


def merged(base: str, ours: str, theirs: str) -> tuple[str, bool]:
    """Both edits of `base`; where they meet and differ, theirs.

    Returns:
        The text, and whether both are in it.
    """
    if ours in (base, theirs):
        return theirs, True
    if theirs == base:
        return ours, True
    if max(map(len, (base, ours, theirs))) > LONGEST:
        return theirs, False
    mine, other = _edits(base, ours), _edits(base, theirs)
    found, clean, read = "", True, 0
    for start, stop, own, foreign in _groups(mine, other):
        here, there = (_applied(base, start, stop, edits) for edits in (own, foreign))
        wanted = there if foreign else here
        clean = clean and (not own or not foreign or here == there)
        found += base[read:start] + wanted
        read = stop
    return found + base[read:], clean


def _edits(base: str, text: str) -> list[_Edit]:
    codes = SequenceMatcher(None, base, text, autojunk=False).get_opcodes()
    return [_Edit(a, b, text[c:d]) for tag, a, b, c, d in codes if tag != "equal"]


def _groups(
    mine: Sequence[_Edit], other: Sequence[_Edit]
) -> Iterator[tuple[int, int, list[_Edit], list[_Edit]]]:
    """Edits that overlap: the range of the base, ours in it, and theirs.

    Edits that only touch are independent, unless both insert at one point.
    """
    waiting = sorted(
        [(edit.start, edit.stop, 0, edit) for edit in mine]
        + [(edit.start, edit.stop, 1, edit) for edit in other],
        key=lambda each: each[:3],
    )
    group: list[tuple[int, int, int, _Edit]] = []
    end = -1
    for each in waiting:
        both_insert = each[0] == each[1] == end and group and group[-1][0] == end
        if group and each[0] >= end and not both_insert:
            yield _group(group)
            group = []
        group.append(each)
        end = max(end, each[1]) if len(group) > 1 else each[1]
    if group:
        yield _group(group)


def _group(
    edits: Sequence[tuple[int, int, int, _Edit]],
) -> tuple[int, int, list[_Edit], list[_Edit]]:
    sides = [[edit for _, _, side, edit in edits if side == wanted] for wanted in (0, 1)]
    return edits[0][0], max(stop for _, stop, _, _ in edits), sides[0], sides[1]


def _applied(base: str, start: int, stop: int, edits: Sequence[_Edit]) -> str:
    """`base` from `start` to `stop` after the edits, which lie in it."""
    found, read = "", start
    for edit in edits:
        found += base[read : edit.start] + edit.text
        read = edit.stop
    return found + base[read:stop]
