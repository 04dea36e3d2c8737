# SPDX-License-Identifier: GPL-3.0-or-later
"""The likeliest encoding of bytes that are no UTF-8, by what they say in each."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from editor.core import lazy_re
from editor.formats import encoding_models as models

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

_FOREIGN = lazy_re.compile(rb"[\x80-\xff]")
_LINE_END = lazy_re.compile(rb"[\r\n]")
_BEFORE = 400
"""Bytes before the first one beyond ASCII in a line that are looked at, too."""
_SAMPLE = 2048
"""Bytes that are looked at: a few hundred characters decide."""
_EAST_ASIAN: tuple[tuple[str, Callable[[str], float], float], ...] = (
    ("gb18030", models.chinese, 0.0),
    ("big5hkscs", models.chinese, 0.0),
    ("cp932", models.japanese, 10.0),
    ("euc_jp", models.japanese, 14.0),
    ("cp949", models.korean, 12.0),
)
"""Encodings of several bytes a character, with their language, and bits by which they are rarer
among the files of people who correct Chinese.
"""
_ONE_BYTE = 12.0
"""The same for the encodings of one byte."""
_ALSO = {"cp1250": ("iso8859_2",), "cp1251": ("koi8_u", "cp866", "iso8859_5")}
"""Other encodings of the same letters, which are rarer by `_OLD` bits."""
_OLD = 4.0
_SURE, _SURE_OF_FEW = 6.0, 9.0
"""Bits by which the likeliest must be ahead: in general, and of very few characters."""
_FEW = 2
_ODD = 16.5
"""Bits a character above which not even the likeliest is believed."""


class Guess(NamedTuple):
    """What bytes may be.

    Attributes:
        encoding: The likeliest encoding.
        bits: What they cost in it; see `encoding_models`.
        foreign: Number of their characters beyond ASCII in it.
        sure: Whether every other reading is far less likely.
        odd: Whether it would be an odd text even so.
    """

    encoding: str
    bits: float
    foreign: int
    sure: bool
    odd: bool


def telling(data: bytes, size: int = _SAMPLE) -> bytes:
    """The first lines with bytes beyond ASCII, of about `size` bytes."""
    found: list[bytes] = []
    left = size
    match = _FOREIGN.search(data)
    while match is not None and left > 0:
        begin = max(data.rfind(b"\n", 0, match.start()), data.rfind(b"\r", 0, match.start())) + 1
        stop = _LINE_END.search(data, match.end())
        end = len(data) if stop is None else stop.start()
        found.append(data[max(begin, match.start() - _BEFORE) : min(end, match.start() + size)])
        left -= len(found[-1])
        match = _FOREIGN.search(data, end)
    return b"\n".join(found)


def likeliest(data: bytes) -> Guess:
    """The likeliest encoding of `data`, which has bytes beyond ASCII."""
    sample = telling(data)
    readings = sorted(_readings(sample), key=lambda reading: reading[0])
    bits, encoding, text = readings[0]
    others = [cost for cost, _, other in readings[1:] if other != text]
    foreign = sum(character > "\x7f" for character in text) or 1
    ahead = min(others, default=bits + _SURE_OF_FEW) - bits
    odd = bits / foreign >= _ODD
    sure = ahead >= (_SURE if foreign > _FEW else _SURE_OF_FEW) and not odd
    return Guess(encoding, bits, foreign, sure, odd)


def bits_of(text: str) -> float:
    """Bits of a text in the language in which it costs least; see `encoding_models`."""
    rows = [row for group in models.languages().values() for row in group]
    return min(
        *(model(text) for _, model, _ in _EAST_ASIAN),
        *(models.in_language(text, row) + _ONE_BYTE for row in rows),
    )


def encodings_by_likelihood(data: bytes) -> list[str]:
    """All encodings that are tried, the likeliest first."""
    found = sorted(_readings(telling(data)), key=lambda reading: reading[0])
    return list(dict.fromkeys(encoding for _, encoding, _ in found))


def _readings(sample: bytes) -> Iterator[tuple[float, str, str]]:
    """Yield bits, encoding and text of each reading."""
    for encoding, model, rarer in _EAST_ASIAN:
        text = _decoded(sample, encoding)
        yield model(text) + rarer, encoding, text
    for first, languages in models.languages().items():
        for encoding in (first, *_ALSO.get(first, ())):
            text = _decoded(sample, encoding)
            rarer = _ONE_BYTE + (0.0 if encoding == first else _OLD)
            # A line is in one language; a file may be in several.
            bits = sum(
                min(models.in_language(line, language) for language in languages)
                for line in text.split("\n")
            )
            yield bits + rarer, encoding, text


def _decoded(sample: bytes, encoding: str) -> str:
    return sample.decode(encoding, errors="surrogateescape")
