# SPDX-License-Identifier: GPL-3.0-or-later
"""Conversion to Simplified or Traditional: of a text, and of a document.

Text that must not be converted (addresses, handles, Japanese) stays unchanged.
"""

from __future__ import annotations

import re
from dataclasses import replace
from functools import lru_cache
from typing import TYPE_CHECKING

from editor.core import lazy_re
from editor.core.change import replaced
from editor.core.errors import UserError
from editor.core.i18n import N_
from editor.language.script import blocks, is_japanese, script_of
from editor.language.simplified import to_simplified

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from editor.core.change import Change
    from editor.core.cue import Cue
    from editor.core.document import Document

SIMPLIFIED = "zh-Hans"
PLACES = {"zh-Hant": "tw", "zh-TW": "twp", "zh-HK": "hk"}
"""Language tag of Traditional, and whose it is; see `traditional.to_traditional`."""
TARGETS = (SIMPLIFIED, *PLACES)
"""Language tags to convert to."""

YOU = "妳"
"""A form of 你 that Simplified hardly has; who converts may keep it."""

_PROTECTED = lazy_re.compile(
    r"(?:https?://|www\.)[^\s，。；、？！）》”]+"
    # Without the lookbehind, matching takes quadratic time on a long line.
    r"|(?<![A-Za-z0-9_.+-])[A-Za-z0-9_.+-]+@[\w-]+(?:\.[A-Za-z-]+)+"
    r"|(?<![A-Za-z0-9_])[@#][\w-]+#?"
)
_ENDS = lazy_re.compile("([\n\0\ud800-\udfff])")
"""Between these each part is converted by itself: OpenCC drops what follows a NUL, and cannot take
half a character."""


def convert(text: str, target: str, keep: Collection[str] = (), *, you: bool = False) -> str:
    """`text` in the script of `target`, one of `TARGETS`.

    Web and mail addresses, handles, hashtags and lines with kana stay unchanged.

    Args:
        text: Text to convert.
        target: Language tag.
        keep: Names and terms to leave unchanged.
        you: Whether Simplified gets 你 for 妳.

    Raises:
        UserError: `target` is unknown, or the wrong `opencc` is installed.
    """
    if target not in TARGETS:
        raise UserError(
            "Unknown script “{target}”. Available: {known}.",
            target=target,
            known=", ".join(TARGETS),
        )
    if text.isascii():
        return text
    pieces = _ENDS.split(text)
    pieces[::2] = [_convert_line(line, target, tuple(keep), you=you) for line in pieces[::2]]
    return "".join(pieces)


def _convert_line(line: str, target: str, keep: tuple[str, ...], *, you: bool) -> str:
    if is_japanese(line):
        return line
    parts = []
    position = 0
    for match in _protected(keep).finditer(line):
        parts += [_convert_part(line[position : match.start()], target, you=you), match[0]]
        position = match.end()
    return "".join([*parts, _convert_part(line[position:], target, you=you)])


def _convert_part(text: str, target: str, *, you: bool) -> str:
    if text.isascii():
        return text
    if target == SIMPLIFIED:
        return to_simplified(text, you=you)
    from editor.language.traditional import to_traditional

    return to_traditional(text, PLACES[target])


@lru_cache(maxsize=8)
def _protected(keep: tuple[str, ...]) -> re.Pattern[str]:
    terms = sorted((re.escape(term) for term in keep if term), key=len, reverse=True)
    return lazy_re.compile("|".join([_PROTECTED.pattern, *terms]))


def to_script(
    document: Document,
    target: str,
    borders: Sequence[int] = (0,),
    keep: Collection[str] = (),
    *,
    you: bool = False,
) -> Change:
    """A change that converts the whole document to one script and sets its language.

    To Simplified: lines with a Traditional character, and ambiguous lines in a Traditional block.
    To Traditional: all lines except those already Traditional or without Han. Hypotheses stay
    unchanged.

    Args:
        document: The document before.
        target: Language tag, one of `TARGETS`.
        borders: See `blocks`.
        keep: See `convert`.
        you: See `convert`.
    """
    rows = converted(document, target, borders, keep, you=you)
    change = replaced(document, title(target), rows)
    if document.head.language == target:
        return change
    return replace(change, head=(document.head, replace(document.head, language=target)))


def title(target: str) -> str:
    """Undo title of a conversion to `target`."""
    return N_("Convert to Simplified") if target == SIMPLIFIED else N_("Convert to Traditional")


def in_script_of(text: str, word: str) -> str:
    """`word`, which is Simplified, in the script of `text`."""
    return convert(word, "zh-Hant") if script_of(text) == "hant" else word


def converted(
    document: Document,
    target: str,
    borders: Sequence[int],
    keep: Collection[str],
    *,
    you: bool = False,
) -> list[tuple[int, Cue]]:
    """The rows that `to_script` converts, with their new cues."""
    texts = [cue.text for cue in document.cues]
    if target == SIMPLIFIED:
        rows = {
            row
            for row, text in enumerate(texts)
            if script_of(text) in {"hant", "mixed"} or (you and YOU in text)
        }
        for block in blocks(texts, borders):
            if block.script == "hant":
                rows.update(range(block.first, block.stop))
    else:
        rows = {row for row, text in enumerate(texts) if script_of(text) not in {"hant", "none"}}
    return [
        (row, document.cues[row].saying(convert(texts[row], target, keep, you=you)))
        for row in sorted(rows)
    ]
