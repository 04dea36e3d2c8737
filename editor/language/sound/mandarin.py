# SPDX-License-Identifier: GPL-3.0-or-later
"""Syllables of Mandarin as phones."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from editor.language.sound.phones import numbers

if TYPE_CHECKING:
    from editor.language.sound.phones import Phones

_INITIALS = {
    "zh": "Zh",
    "ch": "Ch",
    "sh": "Sh",
    "b": "b",
    "p": "p",
    "m": "m",
    "f": "f",
    "d": "d",
    "t": "t",
    "n": "n",
    "l": "l",
    "g": "g",
    "k": "k",
    "h": "h",
    "j": "J",
    "q": "Q",
    "x": "X",
    "r": "R",
    "z": "Dz",
    "c": "Ts",
    "s": "s",
}
"""By their letters, longer ones first."""

_FINALS = {
    "a": "a",
    "o": "o",
    "e": "E",
    "i": "i",
    "u": "u",
    "v": "v",
    "ai": "a i",
    "ei": "e i",
    "ao": "a u",
    "ou": "o u",
    "an": "a n",
    "en": "E n",
    "ang": "a ng",
    "eng": "E ng",
    "ong": "o ng",
    "er": "a r",
    "ia": "i a",
    "ie": "i e",
    "iao": "i a u",
    "iu": "i o u",
    "iou": "i o u",
    "ian": "i e n",
    "in": "i n",
    "iang": "i a ng",
    "ing": "i ng",
    "iong": "i o ng",
    "ua": "u a",
    "uo": "u o",
    "uai": "u a i",
    "ui": "u e i",
    "uei": "u e i",
    "uan": "u a n",
    "un": "u E n",
    "uen": "u E n",
    "uang": "u a ng",
    "ueng": "u E ng",
    "ve": "v e",
    "ue": "v e",
    "van": "v a n",
    "vn": "v n",
    "io": "i o",
    "m": "m",
    "n": "n",
    "ng": "ng",
    "g": "ng",
}
_WHOLE = {
    "yi": "i",
    "wu": "u",
    "yu": "v",
    "yue": "v e",
    "yuan": "v a n",
    "yun": "v n",
    "yin": "i n",
    "ying": "i ng",
    "hm": "h m",
    "hng": "h ng",
    "r": "r",
}
_HISSING = frozenset({"Zh", "Ch", "Sh", "R", "Dz", "Ts", "s"})
_PALATAL = frozenset({"J", "Q", "X"})


class Syllable(NamedTuple):
    """A syllable: its phones, and its tone from 1 to 5."""

    phones: Phones
    tone: int


@lru_cache(maxsize=4096)
def syllable(pinyin: str) -> Syllable | None:
    """A syllable in letters with its tone behind it: ``quan2``; None if it is none."""
    letters, tone = (pinyin[:-1], int(pinyin[-1])) if pinyin[-1:].isdecimal() else (pinyin, 5)
    letters = letters.replace("ü", "v").replace("ê", "e")
    names = _names(letters)
    return None if names is None else Syllable(numbers(names), tone)


def _names(letters: str) -> str | None:
    if letters in _WHOLE:
        return _WHOLE[letters]
    start = next((each for each in _INITIALS if letters.startswith(each)), "")
    rest = letters[len(start) :]
    name = _INITIALS.get(start, "")
    if not start and letters[:1] in {"y", "w"}:
        glide, rest = ("i", letters[1:]) if letters[0] == "y" else ("u", letters[1:])
        if rest == "an" and glide == "i":
            return "i e n"
        final = _FINALS.get(rest)
        return None if final is None else f"{glide} {final}"
    if name in _HISSING and rest == "i":
        return f"{name} I"
    if name in _PALATAL and rest.startswith("u"):
        rest = "v" + rest[1:]
    final = _FINALS.get(rest)
    return None if final is None else f"{name} {final}".strip()
