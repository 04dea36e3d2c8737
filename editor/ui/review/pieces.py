# SPDX-License-Identifier: GPL-3.0-or-later
"""Diff of two texts: which characters change."""

from __future__ import annotations

import re
from dataclasses import dataclass
from difflib import SequenceMatcher

from editor.core.text import LATIN_WORD

_TOKEN = re.compile(f"{LATIN_WORD.pattern}|.", re.DOTALL)
_LONGEST = 2_000
"""Maximum length in characters of a diff, which takes quadratic time; longer ones are not split."""


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of text, and whether it differs from the other text."""

    text: str
    changed: bool


def compared(before: str, after: str) -> tuple[tuple[Piece, ...], tuple[Piece, ...]]:
    """Both texts in pieces: Chinese is compared by characters, Latin by words."""
    if max(len(before), len(after)) > _LONGEST:
        return _whole(before, changed=True), _whole(after, changed=True)
    old, new = _TOKEN.findall(before), _TOKEN.findall(after)
    left: list[Piece] = []
    right: list[Piece] = []
    steps = SequenceMatcher(None, old, new, autojunk=False).get_opcodes()
    for step, first, stop, new_first, new_stop in steps:
        changed = step != "equal"
        left += _whole("".join(old[first:stop]), changed=changed)
        right += _whole("".join(new[new_first:new_stop]), changed=changed)
    return tuple(left), tuple(right)


def _whole(text: str, *, changed: bool) -> tuple[Piece, ...]:
    return (Piece(text, changed),) if text else ()
