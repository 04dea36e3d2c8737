# SPDX-License-Identifier: GPL-3.0-or-later
"""Fillers, stutters, loops, credits and numbers: found, and never removed without being asked."""

from __future__ import annotations

import re
from collections import Counter
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from editor.core import lazy_re
from editor.core.text import HAN, is_blank
from editor.formats import asr_marks
from editor.language.glossary import plain
from editor.language.words import borders, word_class

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

_FILLER = lazy_re.compile(
    r"(?:(?<=^)|(?<=[，,。？！?! \n]))(?:嗯+|呃+|啊|哦|噢|唔|额|诶|um+|uh+|erm?|hmm+)"
    r"(?:[，,] *|(?=$|[^\w]) *)"
    rf"|(?:呃|嗯)+[，,]?(?={HAN.pattern})",
    re.IGNORECASE | re.MULTILINE,
)
_STUTTER = lazy_re.compile(rf"({HAN.pattern}{{1,4}}?)[，, ]?(?:\1[，, ]?)*(?=\1)")
_STUTTERED_WORD = lazy_re.compile(r"\b([A-Za-z]+)[ ,，]+(?:\1[ ,，]+)*(?=\1\b)", re.IGNORECASE)
_MEANT = frozenset("对好是嗯啊哦哈呵来去快慢走行不没看谢拜真很太非")
"""Said twice on purpose."""
_LOOP = lazy_re.compile(r"(.{2,30}?)(?:[\s，,。.!！]*\1){3,}", re.DOTALL)
_LEAST_LOOP = 4
"""Times that the same is said, by cues in a row or within one, if a recogniser is stuck."""
_CREDIT = lazy_re.compile(
    r"^\W*(?:谢谢观看|感謝觀看|感谢观看|謝謝觀看|多谢您的观看|thanks? (?:you )?for watching"
    r"|请订阅[^\n]{0,12}|請訂閱[^\n]{0,12}|字幕(?:by|制作|製作|提供)[^\n]{0,20}"
    r"|本字幕由[^\n]{1,30}(?:生成|提供|制作|製作)|明[镜鏡]需要您的支持[^\n]{0,20}"
    r"|[优優]{2}[独獨]播[剧劇][场場][^\n]{0,60}|[独獨]播[剧劇][场場]"
    r"|YoYo Television Series Exclusive"
    r"|作?[词詞][·・/、 ]?作?曲[ :：]{1,3}[^\s:：]{1,12}"
    r"|作[词詞][:：][ ]?[^\s:：]{1,12}(?:[ ]+作曲[:：][ ]?[^\s:：]{1,12})?"
    r"|MING PAO (?:CANADA|TORONTO)[^\n]{0,40}|(?:transcribed|transcription) by [^\n]{3,40}"
    r"|www\.mooji\.org|ご視聴(?:いただき)?ありがとうございました|시청해 ?주셔서 감사합니다"
    r"|Субтитры [^\n]{3,40}|Untertitel(?:ung)? (?:des|der|im|von) [^\n]{3,40}"
    r"|Sous-titr[^\n]{5,50})\W*$",
    re.IGNORECASE,
)
"""What Whisper is known to say over silence and music, in the languages that it says it in."""

_DIGITS = {character: value for value, character in enumerate("零一二三四五六七八九")} | {
    "〇": 0,
    "两": 2,
}
_TENS = {"十": 10, "百": 100, "千": 1000}
_NUMERAL = lazy_re.compile(
    r"百分之([零〇一二两三四五六七八九十百点]{1,12})|([零〇一二两三四五六七八九十百千万]{2,12})(?=[年月日号岁个分秒块元条次人米])"
)


class Cut(NamedTuple):
    """A stretch that may go, or be written otherwise."""

    start: int
    end: int
    instead: str


def fillers(text: str) -> list[Cut]:
    """Sounds that say nothing, unless they are all that is said."""
    found = [Cut(match.start(), match.end(), "") for match in _FILLER.finditer(text)]
    return [] if is_blank(_without(text, found)) else found


def stutters(text: str) -> list[Cut]:
    """What is said again at once; not 刚刚 and 对对对, which are meant."""
    found = []
    for match in _STUTTER.finditer(text):
        again = match.end() + len(match[1])
        if not _is_meant(text, match.start(), again, match[1]):
            found.append(Cut(match.start(), match.end(), ""))
    found += [Cut(match.start(), match.end(), "") for match in _STUTTERED_WORD.finditer(text)]
    return sorted(found)


def _is_meant(text: str, start: int, end: int, said: str) -> bool:
    if len(set(said)) == 1 and said[0] in _MEANT:
        return True
    edges = set(borders(text))
    if len(said) == 1:
        # 刚刚, and the end of 回答|答案
        return bool(word_class(said * 2)) or not {start, end} <= edges
    return not {start, end - len(said)} <= edges  # 也放 goes on in 也放|也放开


def loops(text: str) -> list[Cut]:
    """A recogniser that says the same for ever."""
    if max(Counter(pairwise(text)).values(), default=0) < _LEAST_LOOP:
        return []  # the common case: no two characters stand together four times
    return [
        Cut(match.start(), match.end(), match[1])
        for match in _LOOP.finditer(text)
        if not set(plain(match[1])) <= _MEANT
    ]


def repeated_rows(texts: Sequence[str]) -> Iterator[int]:
    """Rows that say again what the ones before say, at least for the fourth time in a row."""
    first = 0
    # Neighbours mostly begin with different letters; only the others are compared as a whole.
    begins = [letter.casefold()[0] if (letter := text[:1]).isalnum() else "" for text in texts]
    for row in range(1, len(texts) + 1):
        if (
            row < len(texts)
            and (begins[row] == begins[first] or not (begins[row] and begins[first]))
            and plain(texts[row]) == plain(texts[first]) != ""
        ):
            continue
        if row - first >= _LEAST_LOOP:
            yield from range(first + 1, row)
        first = row


def is_credit(text: str) -> bool:
    """Whether a whole text is one that recognisers invent over silence."""
    return bool(_CREDIT.match(text)) or asr_marks.CREDIT.search(text) is not None


def numerals(text: str) -> list[Cut]:
    """Numbers in Chinese characters before a unit, in digits."""
    found = []
    for match in _NUMERAL.finditer(text):
        value = _value(match[1] or match[2])
        if value is not None:
            found.append(Cut(match.start(), match.end(), value + "%" * bool(match[1])))
    return found


def _value(said: str) -> str | None:
    whole, point, rest = said.partition("点")
    if point and not (rest and all(character in _DIGITS for character in rest)):
        return None
    if all(character in _DIGITS for character in whole):
        number = "".join(str(_DIGITS[character]) for character in whole)
    else:
        counted = _counted(whole)
        if counted is None:
            return None
        number = str(counted)
    return number + "." * bool(point) + "".join(str(_DIGITS[character]) for character in rest)


def _counted(said: str) -> int | None:
    high, _, low = said.rpartition("万")
    if high:
        above, below = _counted(high), _counted(low) if low else 0
        return None if above is None or below is None else above * 10_000 + below
    total, digit = 0, 0
    for character in said:
        if character in _DIGITS:
            if digit:
                return None  # 二三十 is about that many
            digit = _DIGITS[character]
        else:
            total += (digit or 1) * _TENS.get(character, 0)
            digit = 0
    return total + digit


def applied(text: str, cuts: Sequence[Cut]) -> str:
    """A text with all cuts made."""
    for cut in reversed(cuts):
        text = text[: cut.start] + cut.instead + text[cut.end :]
    return text.strip()


def _without(text: str, cuts: Sequence[Cut]) -> str:
    return applied(text, cuts)
