# SPDX-License-Identifier: GPL-3.0-or-later
"""What a correction replaced by what, in whole words."""

from __future__ import annotations

from difflib import SequenceMatcher
from itertools import pairwise

from editor.core.tags import without_tags
from editor.language.words import borders

_LONGEST = 12
"""Longest replaced stretch, in characters, that is a mishearing and not another sentence."""


def corrections(heard: str, text: str) -> list[tuple[str, str]]:
    """Pairs of what was heard and what was written for it, in order.

    What was only added or removed is none, nor is what is longer than a few words.
    """
    before, after = _words(without_tags(heard)), _words(without_tags(text))
    found = []
    for what, first, stop, other, end in SequenceMatcher(
        None, before, after, autojunk=False
    ).get_opcodes():
        if what != "replace":
            continue
        one, two = "".join(before[first:stop]).strip(), "".join(after[other:end]).strip()
        if any(map(str.isalnum, one)) and any(map(str.isalnum, two)) and _is_short(one, two):
            found.append((one, two))
    return list(dict.fromkeys(found))


def _words(text: str) -> list[str]:
    return [text[start:end] for start, end in pairwise(borders(text))]


def _is_short(one: str, two: str) -> bool:
    return max(len(one), len(two)) <= _LONGEST or len(two.split()) <= 3  # noqa: PLR2004 - English
