# SPDX-License-Identifier: GPL-3.0-or-later
"""Conversion between a cue's text and what Qt can show, so that only typed text changes.

Qt's text documents alter some characters (NUL, U+2028, unpaired surrogates, the markers of
frames). Each of these is replaced by one stand-in, so that offsets stay the same. An edit is
found by the common prefix and suffix of the texts before and after it, and only what lies between
is taken from Qt. Independent of Qt.
"""

from __future__ import annotations

from editor.core import lazy_re

_STAND_IN = "\ufffd"
_ODD = lazy_re.compile("[\0\r\u2028\u2029\ufdd0\ufdd1\ufeff\ufffc\ufffe\ud800-\udfff]")
_BREAKS = lazy_re.compile("\r\n|[\r\u2028\u2029\v\f]")
_NOT_TYPED = lazy_re.compile("[\0\ufdd0\ufdd1\ufeff\ufffc\ufffe\ud800-\udfff]")


def shown(text: str) -> str:
    """`text` with stand-ins, of the same length in code points."""
    return _ODD.sub(_STAND_IN, text)


def typed(text: str) -> str:
    """Typed or pasted text, with ``\\n`` for all line breaks and without invalid characters."""
    return _NOT_TYPED.sub("", _BREAKS.sub("\n", text))


def edited(text: str, before: str, after: str, caret: int) -> str:
    """`text` after the edit that turned what was shown of it into `after`.

    Args:
        text: The cue's text.
        before: What was shown, `shown(text)`.
        after: What Qt has now.
        caret: Where the edit ended in `after`; the common suffix starts there at the earliest.
    """
    behind = _alike_behind(before, after, len(after) - caret)
    ahead = _alike_ahead(before, after, min(len(before), len(after)) - behind)
    return text[:ahead] + typed(after[ahead : len(after) - behind]) + text[len(text) - behind :]


def moved(before: str, after: str, position: int) -> int | None:
    """The offset in `after` of `position` in `before`; None inside the part that differs."""
    most = min(len(before), len(after))
    ahead = _alike_ahead(before, after, most)
    if position <= ahead:
        return position
    behind = _alike_behind(before, after, most - ahead)
    if position >= len(before) - behind:
        return position + len(after) - len(before)
    return None


def utf16(text: str, position: int) -> int:
    """Qt's offset, in UTF-16 code units, of the code point at `position`."""
    if text.isascii():
        return position
    return position + sum(character > "\uffff" for character in text[:position])


def code_points(text: str, position: int) -> int:
    """The code point offset of Qt's offset; inside a surrogate pair, the one before it."""
    if text.isascii():
        return position
    units = 0
    for place, character in enumerate(text):
        units += 2 if character > "\uffff" else 1
        if units > position:
            return place
    return len(text)


def _alike_ahead(first: str, second: str, most: int) -> int:
    count = 0
    while count < most and first[count] == second[count]:
        count += 1
    return count


def _alike_behind(first: str, second: str, most: int) -> int:
    """Length of the common suffix, up to `most`."""
    most = min(most, len(first), len(second))
    count = 0
    while count < most and first[-1 - count] == second[-1 - count]:
        count += 1
    return count
