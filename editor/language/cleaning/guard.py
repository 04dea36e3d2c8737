# SPDX-License-Identifier: GPL-3.0-or-later
"""What no pass may touch: Japanese, Cantonese and English lines, addresses, markup, some terms."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from editor.core import lazy_re
from editor.core.tags import TAG
from editor.core.text import HAN
from editor.language.script import is_japanese

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

_CANTONESE = frozenset("佢哋喺嘅嚟咗唔冇嘢啲咩嗰乜睇畀俾喎噉嘥揸瞓攰咁")
"""Characters that hardly any Mandarin text has."""
_ADDRESS = (
    r"(?:https?://|www\.)[^\s，。；、？！）》”]+"
    r"|(?<![A-Za-z0-9_.+-])[A-Za-z0-9_.+-]+@[\w-]+(?:\.[A-Za-z-]+)+"
    r"|(?<![A-Za-z0-9_])[@#][\w-]+#?"
)
LETTERS, BEGINS, ENDS, OTHER = "\ue0f0\ue0f1\ue0f2\ue0f3"
"""Stand for what is protected, while a pass works: for what begins and ends with a letter, for what
only begins or ends with one, and for all else."""
_STANDING = lazy_re.compile(f"[{LETTERS}{BEGINS}{ENDS}{OTHER}]")
_MIXED = lazy_re.compile(rf"(?=.*{HAN.pattern})(?=.*[A-Za-z0-9])", re.DOTALL)
_MARKED = lazy_re.compile(r"[^\w\s-]|_")


def is_cantonese(text: str) -> bool:
    """Whether a line is written Cantonese."""
    return not _CANTONESE.isdisjoint(text)


def is_left_alone(text: str) -> bool:
    """Whether a line is of a kind that passes for Mandarin must not touch."""
    return is_japanese(text) or is_cantonese(text) or HAN.search(text) is None


@lru_cache(maxsize=8)
def _protected(terms: tuple[str, ...]) -> re.Pattern[str]:
    words = "".join(rf"|{re.escape(term)}" for term in terms)
    return lazy_re.compile(rf"(?:{TAG.pattern})|{_ADDRESS}{words}", re.IGNORECASE)


def protected_terms(terms: Iterable[str]) -> tuple[str, ...]:
    """The terms that spacing and marks would spoil: OnBoard!, A/B testing, 3D打印."""
    spoiled = {term for term in terms if _MIXED.match(term) or _MARKED.search(term)}
    return tuple(sorted(spoiled, key=lambda term: (-len(term), term)))


def blanked(text: str) -> str:
    """A text with spaces instead of addresses, handles and markup; as long as before."""
    return _protected(()).sub(lambda match: " " * len(match[0]), text)


def guarded(text: str, terms: tuple[str, ...], work: Callable[[str], str]) -> str:
    """`work` done on a text whose protected parts it does not see; each stays as it is."""
    if _STANDING.search(text):
        return text
    kept: list[str] = []

    def hide(match: re.Match[str]) -> str:
        kept.append(match[0])
        first, last = (_is_letter(match[0][place]) for place in (0, -1))
        marked = _MARKED.match(match[0][-1]) and match[0][:1].isalnum()
        if first:
            return LETTERS if last or marked else BEGINS
        return ENDS if last else OTHER

    hidden = _protected(terms).sub(hide, text)
    done = work(hidden)
    if len(_STANDING.findall(done)) != len(kept):
        return text
    parts = iter(kept)
    return _STANDING.sub(lambda _: next(parts), done)


def _is_letter(character: str) -> bool:
    return character.isascii() and character.isalnum()
