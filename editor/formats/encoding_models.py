# SPDX-License-Identifier: GPL-3.0-or-later
"""How likely a decoded text is, by language: the fewer bits its characters cost, the likelier.

A cost is the binary logarithm of one in how many characters it is, so that the costs of two
decodings of the same bytes can be compared, and their difference says how sure the better one is.

Two tables: `han_costs.txt` (see `packaging/make_han_costs.py`) and `letters.tsv`. Columns of the
latter, separated by tabs: the encoding; the language; its letters beyond ASCII, the most frequent
first; some of its most frequent words.
"""

from __future__ import annotations

import math
import unicodedata
from functools import cache
from itertools import pairwise
from pathlib import Path

from editor.core import lazy_re
from editor.core.values import dataclass

RARE = 22.0
"""Bits of a Han character that is in no table."""
WRONG = 25.0
"""Bits of what has no place in a text: half a character, a control character."""

_COMMON = 13.0
"""Bits of a Han character that anybody knows."""

_MARKS = dict.fromkeys("，。？！、：；“”‘’…—《》「」『』（）【】·～％　", 7.0)
_LATIN_MARKS = frozenset("“”‘’«»–—…„‚¿¡°€£§·•©®™½×÷%‰\u00a0′″‹›")
_KANA = dict.fromkeys(
    "のいるにはしなたとてがでをれかっらもこりうまだそんすあくよさけちせわどえお", 6.0
)
_HANGUL = dict.fromkeys(
    "이다는에의을가고한하지로도은사기를리어시인나대으자일그아해서수정들보라과있니부주스여게면습오장요까안야만내"
    "없것같우세모원전제상동생비성구조선거소말네무당마신알진위저히너노드았었겠했했죠왜뭐럼렇감문방물될된",
    6.5,
)
_CANTONESE = dict.fromkeys("佢哋喺嘅嚟咗唔冇嘢咁啲咩嗰乜睇咪啱攞搵諗畀俾喎噉嘥靚揸瞓攰", 11.0)
_FOLLOWS_CONSONANT = lazy_re.compile("[\u0e31\u0e34-\u0e3a\u0e47-\u0e4e]")
_SECOND_BYTES = frozenset("@[\\]^_`{|}~")
"""ASCII that hardly stands beside a letter, but often is the second byte of a Big5 character."""
_WORD = lazy_re.compile(r"[^\W\d_]+")
_WORD_BONUS = 4.0
_JOINTS = lazy_re.compile(r"[a-z](?=[^\x00-\x7f])|(?<=[^\x00-\x7f])[a-z]")
_BESIDE_LATIN = 3.0
"""Bits of a small Latin letter beside a Chinese character."""
_LATIN = frozenset({"cp1250", "cp1252", "cp1254", "cp1257", "cp1258"})


@dataclass(frozen=True, slots=True)
class Language:
    """A row of `letters.tsv`.

    Attributes:
        latin: Whether it is written with ASCII's letters too.
        costs: Bits of each letter beyond ASCII, in lower case.
        words: Frequent words.
    """

    latin: bool
    costs: dict[str, float]
    words: frozenset[str]


@cache
def languages() -> dict[str, list[Language]]:
    """The languages of each one-byte encoding."""
    lines = Path(__file__).with_name("letters.tsv").read_text(encoding="utf-8").splitlines()
    found: dict[str, list[Language]] = {}
    for line in lines[1:]:
        encoding, _, letters, words = line.split("\t")
        weights = [1 / (rank + 2.5) for rank in range(len(letters))]
        bits = [math.log2(sum(weights) / weight) for weight in weights]
        costs = dict(zip(letters, bits, strict=True))
        row = Language(encoding in _LATIN, costs, frozenset(words.split()))
        found.setdefault(encoding, []).append(row)
    return found


def common_han() -> list[str]:
    """The two thousand or so commonest Simplified characters, commonest first."""
    simplified, _ = _han()
    common = [han for han, bits in simplified.items() if bits <= _COMMON and han not in _MARKS]
    return sorted(common, key=lambda han: simplified[han])


@cache
def _han() -> tuple[dict[str, float], dict[str, float]]:
    """Bits of Simplified and of Traditional characters."""
    lines = Path(__file__).with_name("han_costs.txt").read_text(encoding="utf-8").splitlines()
    simplified: dict[str, float] = {}
    traditional: dict[str, float] = {}
    for line in lines:
        bits, hans, hant = line.split("\t")
        simplified |= dict.fromkeys(hans, float(bits))
        traditional |= dict.fromkeys(hant, float(bits))
    return simplified | _MARKS, traditional | _MARKS | _CANTONESE


def chinese(text: str) -> float:
    """Bits of the characters beyond ASCII in Chinese, Simplified or Traditional."""
    bits = min(sum(_han_cost(c, table) for c in text if c > "\x7f") for table in _han())
    return bits + _BESIDE_LATIN * len(_JOINTS.findall(text))


def japanese(text: str) -> float:
    """Bits of the same in Japanese."""
    costs = _han()[1] | _KANA
    kana = sum("\u3041" <= c <= "\u30fe" for c in text)
    bits = sum(_japanese_cost(c, costs) for c in text if c > "\x7f")
    return bits if kana else bits + 10


def korean(text: str) -> float:
    """Bits of the same in Korean."""
    return sum(_korean_cost(c) for c in text if c > "\x7f")


def in_language(text: str, language: Language) -> float:
    """Bits of the same in a language that is written with one byte a letter."""
    latin = language.latin
    bits = 0.0
    run = 0
    for before, character in pairwise(f"\n{text}\n"):
        if character <= "\x7f":
            if before > "\x7f":
                bits += _joint(before, character, latin=latin)
            run = 0
            continue
        bits += _letter_cost(character, before, language)
        if before.isascii():
            bits += _joint(character, before, latin=latin)
        run += 1
        if latin and character not in _LATIN_MARKS:
            bits += 3.0 * max(0, run - 1)
    if language.words:
        words = _WORD.findall(text.lower())
        bits -= _WORD_BONUS * sum(word in language.words for word in words)
    return bits


def _joint(foreign: str, ascii_: str, *, latin: bool) -> float:
    """Bits of an ASCII character beside a foreign one."""
    if ascii_ in _SECOND_BYTES:
        return 6.0
    if not ascii_.isalpha():
        return 0.0
    if foreign == "’":
        return 0.0
    if not latin or not foreign.isalpha():
        return 5.0
    return 3.0 if foreign.islower() and ascii_.isupper() else 0.0


def _han_cost(character: str, table: dict[str, float]) -> float:
    known = table.get(character)
    if known is not None:
        return known
    if "\u4e00" <= character <= "\u9fff":
        return RARE
    if "\uff01" <= character <= "\uff5e":
        return 14.0
    if "\u3041" <= character <= "\u30fe":
        return 18.0
    return WRONG


def _japanese_cost(character: str, costs: dict[str, float]) -> float:
    if "\u3041" <= character <= "\u30fe":
        return costs.get(character, 8.0)
    if "\uff61" <= character <= "\uff9f":
        return 13.0
    return _han_cost(character, costs) + (0 if character in _MARKS else 2.0)


def _korean_cost(character: str) -> float:
    if "\uac00" <= character <= "\ud7a3":
        return _HANGUL.get(character, 14.0 if _is_in_ks(character) else 20.0)
    return _MARKS.get(character, RARE)


def _is_in_ks(character: str) -> bool:
    """Whether this is one of the 2,350 common syllables."""
    return len(character.encode("euc_kr", "ignore")) == 2  # noqa: PLR2004 - the others have none


def _letter_cost(character: str, before: str, language: Language) -> float:
    lower = character.lower()
    bits = language.costs.get(lower if len(lower) == 1 else character)
    if bits is None:
        return 8.0 if character in _LATIN_MARKS else WRONG if _is_no_text(character) else 16.0
    if lower != character:
        bits += 7.0 if before.islower() else 2.0
    elif before.isupper() and before > "\x7f":
        bits += 1.0
    if _FOLLOWS_CONSONANT.match(character) and not "\u0e01" <= before <= "\u0e4e":
        bits += 9.0
    return bits


def _is_no_text(character: str) -> bool:
    return unicodedata.category(character) in {"Cc", "Cs", "Cn", "Co"} or character == "\ufffd"
