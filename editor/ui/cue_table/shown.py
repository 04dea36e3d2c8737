# SPDX-License-Identifier: GPL-3.0-or-later
"""A cue's text as Qt can show it, and back: nothing is changed that the user did not type.

Qt's text documents turn some characters round (NUL, U+2028, half a surrogate pair, the
marks of their own frames). Each of these gets a stand-in, one for one, so that offsets
stay the same; an edit is found by what is alike before and behind it, and only what is
between is taken from Qt. Knows no Qt.
"""

from __future__ import annotations

import re

_STAND_IN = "\ufffd"
_ODD = re.compile("[\0\r\u2028\u2029\ufdd0\ufdd1\ufeff\ufffc\ufffe\ud800-\udfff]")
_BREAKS = re.compile("\r\n|[\r\u2028\u2029\v\f]")
_NOT_TYPED = re.compile("[\0\ufdd0\ufdd1\ufeff\ufffc\ufffe\ud800-\udfff]")


def shown(text: str) -> str:
    """`text` with stand-ins, of the same length in code points."""
    return _ODD.sub(_STAND_IN, text)


def typed(text: str) -> str:
    """Typed or pasted text: ``\\n`` for every kind of line break, without what is no character."""
    return _NOT_TYPED.sub("", _BREAKS.sub("\n", text))


def edited(text: str, before: str, after: str, caret: int) -> str:
    """`text` with the edit that made `after` of what was shown of it.

    Args:
        text: The cue's text.
        before: What was shown, `shown(text)`.
        after: What Qt has now.
        caret: Where the edit ended in `after`; what is alike behind it was there before.
    """
    behind = _alike_behind(before, after, len(after) - caret)
    ahead = _alike_ahead(before, after, min(len(before), len(after)) - behind)
    return text[:ahead] + typed(after[ahead : len(after) - behind]) + text[len(text) - behind :]


def moved(before: str, after: str, position: int) -> int | None:
    """Where `position` of `before` is in `after`; None inside of what differs."""
    most = min(len(before), len(after))
    ahead = _alike_ahead(before, after, most)
    if position <= ahead:
        return position
    behind = _alike_behind(before, after, most - ahead)
    if position >= len(before) - behind:
        return position + len(after) - len(before)
    return None


def utf16(text: str, position: int) -> int:
    """Qt's offset of the code point at `position`."""
    if text.isascii():
        return position
    return position + sum(character > "\uffff" for character in text[:position])


def code_points(text: str, position: int) -> int:
    """The code point at Qt's offset `position`; one inside of a pair counts as before it."""
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
    """How many characters at the end are the same in both, up to `most`."""
    most = min(most, len(first), len(second))
    count = 0
    while count < most and first[-1 - count] == second[-1 - count]:
        count += 1
    return count
