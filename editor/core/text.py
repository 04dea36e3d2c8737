# SPDX-License-Identifier: GPL-3.0-or-later
"""Cue text: markup, counting, joining, and where it may be cut.

Offsets are code points of a Python string. A *unit* is the width of a CJK
character; a *weight* is a text's estimated share of speaking time.
"""

from __future__ import annotations

import math
import re
import unicodedata
from functools import lru_cache
from typing import Literal

from editor.core import lazy_re
from editor.core.tags import TAG, without_tags

Counting = Literal["cjk", "all1"]
"""How `units` counts characters; see there."""

_HAN = (
    "\u2e80-\u2fdf\u3005\u3007\u3021-\u3029\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff"
    "\U00020000-\U0003ffff"
)
_LETTER = "0-9A-Za-z\u00aa\u00b5\u00ba\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u024f\u0370-\u052f"
HAN = lazy_re.compile(f"[{_HAN}]")
"""One Han character (ideographs, radicals, 々, 〇 and Hangzhou numerals)."""

LATIN_WORD = lazy_re.compile(rf"[{_LETTER}]+(?:[-'’.+&/][{_LETTER}]+)*")
"""A word of Latin, Greek or Cyrillic letters and digits; may contain - ' . + & and / inside."""

_LETTERS = lazy_re.compile(f"[{_LETTER}]")
_STYLE_TAG = lazy_re.compile(r"<(/?)([a-z]+)[^<>]*>", re.IGNORECASE)
_EMPTY_TAG = lazy_re.compile(r"<([a-z]+)[^<>]*>\s*</\1>", re.IGNORECASE)
_UNSEEN = lazy_re.compile(
    "[\\s\u00ad\u034f\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u202a-\u202e"
    "\u2060-\u206f\u2800\u3164\ufe00-\ufe0f\ufeff\uffa0]+"
)
_COMMON = lazy_re.compile("[\u4e00-\u9fff、。，！？：；（） -~]*")
"""Nearly all lines: characters of one byte in UTF-8, which count ½, and of three, which count 1."""
# Characters that may share a grapheme with their neighbour: only a text that has any of
# these needs a real segmenter.
_CLUSTERED = lazy_re.compile(
    "[\u0300-\u036f\u0483-\u0489\u0591-\u05c7\u0610-\u0e4e\u0eb1-\u1cff\u1dc0-\u1dff\u200c\u200d"
    "\u20d0-\u20ff\u302a-\u302f\u3099\u309a\ua66f-\uabff\ud7b0-\ud7ff\ufe00-\ufe0f\ufe20-\ufe2f"
    "\U0001f1e6-\U0001f1ff\U0001f3fb-\U0001f3ff\U000e0100-\U000e01ef\U000e0020-\U000e007f]"
)


def is_blank(text: str) -> bool:
    """Whether a viewer sees nothing of `text`: only markup, spaces and invisible characters."""
    if "一" <= text[:1] <= "鿿":
        return False  # the common case, first
    return not _UNSEEN.sub("", without_tags(text))


def graphemes(text: str) -> list[str]:
    """User-perceived characters: combining marks and joined emoji stay with their base."""
    if not _CLUSTERED.search(text):
        return list(text)
    import grapheme

    return list(grapheme.graphemes(text))


@lru_cache(maxsize=16384)
def _half_units(cluster: str) -> int:
    """Width of a grapheme in half units: 0, 1 or 2."""
    first = cluster[0]
    if unicodedata.category(first) in {"Cc", "Cf", "Mn", "Me", "Zl", "Zp"}:
        return 0
    return 2 if unicodedata.east_asian_width(first) in "WF" else 1


def units(text: str, counting: Counting = "cjk") -> float:
    """Length of `text` without tags and line breaks, as reading speed and line limits count it.

    Args:
        text: Text of a cue or of one line.
        counting: ``cjk``: a CJK or full-width character is 1, any other printable
            one ½. ``all1``: every printable character is 1.
    """
    text = without_tags(text)
    if _COMMON.fullmatch(text):
        return float(len(text)) if counting == "all1" else (len(text) + len(text.encode())) / 4
    halves = map(_half_units, graphemes(text))
    return float(sum(map(bool, halves))) if counting == "all1" else sum(halves) / 2


def cps(text: str, duration: int, counting: Counting = "cjk") -> float:
    """Characters per second to be read; 0 if the duration is not positive.

    Args:
        text: Text of a cue.
        duration: Display time, in ms.
        counting: See `units`.
    """
    return units(text, counting) * 1000 / duration if duration > 0 else 0.0


def reading_time(text: str, speed: float, counting: Counting = "cjk") -> int:
    """Minimum duration in ms at which `text` needs at most `speed` characters per second."""
    return math.ceil(units(text, counting) * 1000 / speed)


def weight(text: str) -> float:
    """Share of speaking time: a Han character 1, a Latin letter or digit ½, and 1 for the breath.

    On 785 neighbouring real lines, cutting at the ratio of these weights hit the
    true border with a median error of 226 ms; counting characters alone, 303 ms.
    """
    bare = without_tags(text)
    return len(HAN.findall(bare)) + len(_LETTERS.findall(bare)) / 2 + 1


def join(first: str, second: str) -> str:
    """Two texts on one line: a space between Latin words, none next to CJK."""
    first, second = first.rstrip(), second.lstrip()
    if not first or not second:
        return first or second
    left, right = without_tags(first)[-1:], without_tags(second)[:1]
    if left and right and not _is_wide(left) and not _is_wide(right):
        return f"{first} {second}"
    return first + second


def _is_wide(character: str) -> bool:
    return unicodedata.east_asian_width(character) in "WF"


def nearest_cut(text: str, position: int) -> int:
    """The offset nearest to `position` that is not inside a grapheme, Latin word or tag.

    A hyphenated Latin word and a number with its decimals count as one word.
    """
    position = min(max(position, 0), len(text))
    for pattern in (TAG, LATIN_WORD):
        for match in pattern.finditer(text):
            if match.start() < position < match.end():
                before, after = position - match.start(), match.end() - position
                return match.start() if before < after else match.end()
    edge = 0
    for cluster in graphemes(text):
        if edge >= position:
            break
        edge += len(cluster)
    return edge


def cut(text: str, position: int) -> tuple[str, str]:
    """`text` split at the offset `position`; markup open there is closed and reopened."""
    left, right = text[:position].rstrip(), text[position:].lstrip()
    open_tags: list[str] = []
    for match in _STYLE_TAG.finditer(left):
        if not TAG.fullmatch(match[0]):
            continue
        if not match[1]:
            open_tags.append(match[0])
        elif open_tags and _tag_name(open_tags[-1]) == match[2].lower():
            open_tags.pop()
    closing = "".join(f"</{_tag_name(tag)}>" for tag in reversed(open_tags))
    return _without_empty_tags(left + closing), _without_empty_tags("".join(open_tags) + right)


def _without_empty_tags(text: str) -> str:
    """`text` without empty tags and without spaces at its edges."""
    while (shorter := _EMPTY_TAG.sub("", text)) != text:
        text = shorter
    return text.strip(" \t\n")


def _tag_name(tag: str) -> str:
    match = _STYLE_TAG.fullmatch(tag)
    return match[2].lower() if match else ""


def matching_position(text: str, other: str, position: int) -> int:
    """The offset in `other`, a different version of `text`, that corresponds to `position`."""
    from difflib import SequenceMatcher

    if position >= len(text):
        return len(other)
    matcher = SequenceMatcher(None, text, other, autojunk=False)
    for tag, start, end, other_start, other_end in matcher.get_opcodes():
        if position >= end:
            continue
        if tag == "equal":
            return other_start + position - start
        share = (position - start) / (end - start)
        return other_start + round(share * (other_end - other_start))
    return len(other)
