# SPDX-License-Identifier: GPL-3.0-or-later
"""Terms, ready to be listened for: each in all ways in which it may be spoken."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import product
from typing import TYPE_CHECKING, NamedTuple

from editor.core.text import HAN
from editor.language.sound.english import readings
from editor.language.sound.phones import weight
from editor.language.sound.stream import Unit, units_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from editor.language.glossary import Term
    from editor.language.sound.phones import Phones

_MOST_READINGS = 6
_PIECE = re.compile(r"[A-Z]+(?![a-z])|[A-Z]?[a-z]+|\d+")
_GIVEN = 3
"""Characters of a Chinese name whose last two are what people are called by."""
_SURNAMES = frozenset(
    "王李张刘陈杨黄赵吴周徐孙马朱胡郭何高林罗郑梁谢宋唐许韩冯邓曹彭曾肖萧田董袁潘于蒋蔡余杜叶程苏魏吕丁任"
    "沈姚卢姜崔钟谭陆汪范金石廖贾夏韦付傅方白邹孟熊秦邱江尹薛闫阎段雷侯龙史陶黎贺顾毛郝龚邵万钱严覃武戴莫"
    "孔向汤温康施文牛樊葛邢安齐易乔伍庞颜倪庄聂章鲁岳翟殷詹申欧耿关兰焦俞左柳甘祝包宁尚符舒阮柯纪梅童凌毕"
    "單張劉陳楊黃趙吳孫馬鄭謝許韓馮鄧蕭蔣葉蘇魏呂盧薑鍾譚陸汪範賈鄒閻龍賀顧錢嚴"
)
"""Characters that Chinese family names begin with."""


class Piece(NamedTuple):
    """A part of a term that must be heard: a character, a word, an abbreviation."""

    text: str
    phones: Phones
    tone: int


@dataclass(frozen=True, slots=True)
class Wanted:
    """One way to speak a term.

    Attributes:
        term: Its row of the glossary.
        instead: What is written where it is heard: the term, or the part of a name that was said.
        pieces: What is said.
        phones: All phones of the pieces.
        weight: How much they say together; see `phones.weight`.
        is_han: Whether all of it is Chinese.
        is_latin: Whether nothing of it is.
    """

    term: Term
    instead: str
    pieces: tuple[Piece, ...]
    phones: Phones
    weight: float
    is_han: bool
    is_latin: bool


def wanted(terms: Iterable[Term]) -> Iterator[Wanted]:
    """All terms in all ways, and the names that people of the glossary are called by."""
    for term in terms:
        for instead in dict.fromkeys((term.term, *_parts_of_name(term))):
            for pieces in _ways(instead):
                phones = tuple(phone for piece in pieces for phone in piece.phones)
                if phones:
                    han = [piece.tone > 0 for piece in pieces]
                    whole = weight(phones)
                    yield Wanted(term, instead, pieces, phones, whole, all(han), not any(han))


def _parts_of_name(term: Term) -> tuple[str, ...]:
    name = term.term
    if term.kind.casefold() not in {"person", "人", "人名"}:
        return ()
    if len(name) == _GIVEN and name[0] in _SURNAMES and all(map(HAN.match, name)):
        return (name[1:],)
    words = re.split(r"[\s·]+", name)
    return tuple(word for word in words if len(word) > _GIVEN) if len(words) > 1 else ()


def _ways(text: str) -> list[tuple[Piece, ...]]:
    units = [unit for unit in units_of(text) if isinstance(unit, Unit)]
    choices = [_choices(text[unit.start : unit.end], unit) for unit in units]
    found = []
    for way in product(*choices):
        found.append(tuple(piece for pieces in way for piece in pieces))
        if len(found) == _MOST_READINGS:
            break
    return found


def _choices(text: str, unit: Unit) -> list[tuple[Piece, ...]]:
    """The ways to speak a unit: as a whole, or ChatGPT as Chat and GPT."""
    if unit.is_han:
        return [(Piece(text, unit.phones, unit.tone),)]
    text = re.sub(r"['’]", "", text)
    whole: list[tuple[Piece, ...]] = [(Piece(text, phones, 0),) for phones in readings(text)]
    pieces = _PIECE.findall(text)
    if len(pieces) == 1 or any(len(piece) == 1 and piece.isalpha() for piece in pieces):
        return whole
    if sum(map(len, pieces)) != len(text) or text[:1].islower():
        return whole
    apart = tuple(Piece(piece, readings(piece)[0], 0) for piece in pieces)
    return [apart, *(way for way in whole if way[0].phones != whole[0][0].phones)]
