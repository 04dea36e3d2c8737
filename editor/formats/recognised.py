# SPDX-License-Identifier: GPL-3.0-or-later
"""What recognisers say, as cues: stretches of speech with words, confidences and speakers.

Their files differ in the names of fields and in the unit of times; a `Shape` tells both.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from math import isfinite
from typing import TYPE_CHECKING
from unicodedata import east_asian_width

from editor.core.errors import UserError
from editor.core.head import NO_EXTRAS
from editor.core.timecode import parse_time
from editor.core.words import Word
from editor.formats.asr_marks import MEASURE
from editor.formats.json_text import LONGEST, number
from editor.formats.loose_json import Object, first, objects

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

SECOND, TICK = 1000.0, 1 / 10_000
"""Milliseconds in a second, and in a tick of 100 ns."""

_ROUNDED = 4
"""Decimals of a confidence."""


_NUMBERING = frozenset({"id", "sid", "seek", "sentence_id", "index", "tokens", "label", "type"})
"""Names of fields that only number, or name what is known."""


@dataclass(frozen=True, slots=True)
class Shape:
    """How a recogniser's objects name their fields.

    Attributes:
        text: Names of the text; the first one that is there counts.
        start: Names of the start.
        end: Names of the end.
        length: Names of the duration, which counts where there is no end.
        unit: Milliseconds in one unit of time.
        speaker: Names of the speaker.
        confidence: Names of the confidence, from 0 to 1.
        words: Names of the list of words.
        word: Shape of a word.
        mark: Names of what follows a word, such as a comma.
        used: All names of fields that are read.
    """

    text: tuple[str, ...] = ("text", "transcript", "sentence")
    start: tuple[str, ...] = ("start",)
    end: tuple[str, ...] = ("end",)
    length: tuple[str, ...] = ()
    unit: float = SECOND
    speaker: tuple[str, ...] = ("speaker", "speaker_id", "spk", "speakerId", "speaker_label")
    confidence: tuple[str, ...] = ("probability", "confidence", "score", "p")
    words: tuple[str, ...] = ("words",)
    word: Shape | None = None
    mark: tuple[str, ...] = ()
    used: frozenset[str] = field(init=False, compare=False)

    def __post_init__(self) -> None:
        names = (*self.text, *self.start, *self.end, *self.length, *self.speaker, *self.words)
        object.__setattr__(self, "used", frozenset(names))


@dataclass(slots=True)
class Said:
    """A stretch of speech; times in ms, None where the file does not tell them."""

    start: float | None
    end: float | None
    text: str
    words: list[Word] = field(default_factory=list)
    speaker: str | None = None
    extras: Mapping[str, object] = field(default_factory=lambda: NO_EXTRAS)
    second: str = ""


def said(item: Object, shape: Shape) -> Said:
    """What one object says."""
    words = spoken(first(item, shape.words), shape)
    written = first(item, shape.text)
    text = written if isinstance(written, str) else ""
    if isinstance(written, list):
        text = joined(piece for piece in written if isinstance(piece, str))
    elif not isinstance(written, str):
        text = joined([word.text for word in words])
    return Said(
        *_times(item, shape),
        text.strip(),
        words,
        speaker_of(first(item, shape.speaker)),
        leftovers(item, shape.used),
    )


def _times(item: Object, shape: Shape) -> tuple[float | None, float | None]:
    """Start and end in ms."""
    start = time_of(first(item, shape.start), shape.unit)
    end = time_of(first(item, shape.end), shape.unit)
    if end is None and start is not None and shape.length:
        length = time_of(first(item, shape.length), shape.unit)
        end = None if length is None else start + length
    return start, end


def spoken(listed: object, shape: Shape) -> list[Word]:
    """The words of a list; times that are missing are put between those of their neighbours."""
    return [word for word, _ in voiced(listed, shape)]


def voiced(listed: object, shape: Shape) -> list[tuple[Word, str | None]]:
    """The words of a list, and who says each."""
    if not isinstance(listed, list) or not listed:
        return []
    own = shape.word or shape
    names = ("word", "text") if shape.word is None else own.text
    found, speakers = [], []
    for item in objects(listed):
        text = first(item, names)
        if not isinstance(text, str) or not text.strip():
            continue
        mark = first(item, own.mark) if own.mark else None
        start, end = _times(item, own)
        text += mark if isinstance(mark, str) else ""
        found.append((start, end, text, confidence_of(first(item, own.confidence))))
        speakers.append(speaker_of(first(item, own.speaker)))
    words = _timed(found)
    return list(zip(words, speakers, strict=False))


_Timed = tuple[float | None, float | None, str, float | None]
"""Start, end, text and confidence of a word; a time is None where the file does not tell it."""


def _timed(found: Sequence[_Timed]) -> list[Word]:
    """Words with times; those without share the time between their neighbours by length."""
    known = [row for row, item in enumerate(found) if item[0] is not None]
    if not known:
        return []
    if len(known) == len(found):  # the common case, first
        return [_word(item[0] or 0.0, item[1], item) for item in found]
    words: list[Word] = []
    for row, following in zip(known, [*known[1:], len(found)], strict=True):
        start, last = found[row][0] or 0.0, found[row][1]
        stop = found[following][0] if following < len(found) else last
        group = found[row:following]
        end = start if last is None else last
        if len(group) > 1 and stop is not None and stop > end > start:
            words += [_word(start, end, group[0]), *_shared(end, stop, group[1:])]
        elif len(group) > 1:
            words += _shared(start, max(start, stop or end), group)
        else:
            words.append(_word(start, end, group[0]))
    return [*(_word(words[0].start, words[0].start, item) for item in found[: known[0]]), *words]


def _shared(start: float, end: float, group: Sequence[_Timed]) -> list[Word]:
    total = sum(len(item[2].strip()) for item in group) or 1
    words, passed = [], 0
    for item in group:
        begin = start + (end - start) * passed / total
        passed += len(item[2].strip())
        words.append(_word(begin, start + (end - start) * passed / total, item))
    return words


def _word(start: float, end: float | None, item: _Timed) -> Word:
    return Word(round(start), round(start if end is None else end), item[2].strip(), item[3])


def time_of(value: object, unit: float) -> float | None:
    """A time in ms, or None if it is no number or beyond all measure.

    Written as on a clock (``00:01:02,500``), it has its unit.
    """
    if type(value) is float or (type(value) is int and -LONGEST < value < LONGEST):
        ms = value * unit
        return ms if -LONGEST <= ms <= LONGEST else None
    if isinstance(value, str):
        value = value.strip().removesuffix("s")
        if ":" in value or "：" in value:
            return _clock(value)
    found = number(value)
    if found is None or abs(found * unit) > LONGEST:
        return None
    return found * unit


def _clock(written: str) -> float | None:
    """Ms of a written time; with a fraction as its own field, as some models write (0:01:500)."""
    plain = written.replace("：", ":").replace("，", ",").strip("[]() ")
    try:
        return float(parse_time(_THOUSANDTHS.sub(r".\1", plain)))
    except UserError:
        return None


_THOUSANDTHS = re.compile(r":(\d{3})$")


def confidence_of(value: object) -> float | None:
    """A confidence from 0 to 1, or None."""
    found = number(value)
    return None if found is None or not 0 <= found <= 1 else round(found, _ROUNDED)


def speaker_of(value: object) -> str | None:
    """A speaker's name; a bare number is given a word."""
    if isinstance(value, dict):
        value = first(value, ("name", "user_name", "label", "id", "@id"))
    if isinstance(value, bool) or value is None:
        return None
    if isinstance(value, (int, float)):
        found = number(value)
        return None if found is None else f"Speaker {found:g}"
    name = str(value).strip()
    if name.isdecimal():
        return f"Speaker {name}"
    return name or None


def leftovers(item: Mapping[str, object], used: frozenset[str]) -> Mapping[str, object]:
    """What else a recogniser says of a stretch, as extras; lists and ids are left to the file."""
    kept = {
        MEASURE + name: value
        for name, value in item.items()
        if name not in used and name not in _NUMBERING and value is not False
        if isinstance(value, int)
        or (isinstance(value, float) and isfinite(value))
        or _is_short(value)
    }
    return kept or NO_EXTRAS


_LONGEST_EXTRA = 40


def _is_short(value: object) -> bool:
    return isinstance(value, str) and 0 < len(value) <= _LONGEST_EXTRA


def joined(pieces: Iterable[str]) -> str:
    """Words as a text, with the spaces that they have at their ends.

    Also one between Latin words; none next to CJK and before punctuation.
    """
    text, spaced = "", False
    for piece in pieces:
        bare = piece.strip()
        if not bare:
            continue
        spaced = spaced or piece[0].isspace()
        text += " " * bool(text and (spaced or _parted(text[-1], bare[0]))) + bare
        spaced = piece[-1].isspace()
    return text


def _parted(left: str, right: str) -> bool:
    if right in _CLOSING or left in "([{“‘":
        return False
    return east_asian_width(left) not in "WF" and east_asian_width(right) not in "WF"


_CLOSING = ",.!?;:%)]}’”"
