# SPDX-License-Identifier: GPL-3.0-or-later
"""What recognisers say, as cues: stretches of speech with words, confidences and speakers.

Their files differ in the names of fields and in the unit of times; a `Shape` tells both.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING
from unicodedata import east_asian_width

from editor.core.cue import Cue
from editor.core.errors import Problem, UserError
from editor.core.head import NO_EXTRAS, Head
from editor.core.i18n import N_
from editor.core.text import weight
from editor.core.words import Word, Words
from editor.formats.asr_marks import MEASURE
from editor.formats.format import Parsed
from editor.formats.json_text import LONGEST, number
from editor.formats.language_names import tag_of
from editor.formats.lines import shortened
from editor.formats.loose_json import fields, first, objects

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

SECOND, TICK = 1000.0, 1 / 10_000
"""Milliseconds in a second, and in a tick of 100 ns."""

_PACE = 250.0
"""Milliseconds for a Han character, where nothing says when speech ends."""

_LONGEST_GUESS = 7000
_NO_UNIT = 200
"""A median length of cues above this is none in seconds."""

_ROUNDED = 4
"""Decimals of a confidence."""


@dataclass(frozen=True, slots=True)
class Shape:
    """How a recogniser's objects name their fields.

    Attributes:
        text: Names of the text; the first one that is there counts.
        start: Names of the start.
        end: Names of the end.
        unit: Milliseconds in one unit of time.
        speaker: Names of the speaker.
        confidence: Names of the confidence, from 0 to 1.
        words: Names of the list of words.
        word: Shape of a word.
        mark: Names of what follows a word, such as a comma.
    """

    text: tuple[str, ...] = ("text", "transcript", "sentence")
    start: tuple[str, ...] = ("start",)
    end: tuple[str, ...] = ("end",)
    unit: float = SECOND
    speaker: tuple[str, ...] = ("speaker", "speaker_id", "spk", "speakerId", "speaker_label")
    confidence: tuple[str, ...] = ("probability", "confidence", "score", "p")
    words: tuple[str, ...] = ("words",)
    word: Shape | None = None
    mark: tuple[str, ...] = ()

    def of_names(self) -> frozenset[str]:
        """All names of fields that are read."""
        names = (self.text, self.start, self.end, self.speaker, self.words)
        return frozenset(name for group in names for name in group)


@dataclass(slots=True)
class Said:
    """A stretch of speech; times in ms, None where the file does not tell them."""

    start: float | None
    end: float | None
    text: str
    words: list[Word] = field(default_factory=list)
    speaker: str | None = None
    extras: Mapping[str, object] = field(default_factory=lambda: NO_EXTRAS)


def said(item: Mapping[str, object], shape: Shape) -> Said:
    """What one object says."""
    item = dict(item)
    words = spoken(first(item, shape.words), shape)
    written = first(item, shape.text)
    text = written if isinstance(written, str) else ""
    if not isinstance(written, str):
        text = joined([word.text for word in words])
    return Said(
        time_of(first(item, shape.start), shape.unit),
        time_of(first(item, shape.end), shape.unit),
        text.strip(),
        words,
        speaker_of(first(item, shape.speaker)),
        leftovers(item, shape.of_names()),
    )


def spoken(listed: object, shape: Shape) -> list[Word]:
    """The words of a list; times that are missing are put between those of their neighbours."""
    return [word for word, _ in voiced(listed, shape)]


def voiced(listed: object, shape: Shape) -> list[tuple[Word, str | None]]:
    """The words of a list, and who says each."""
    own = shape.word or replace(shape, text=("word", "text"))
    found, speakers = [], []
    for item in objects(listed) if isinstance(listed, list) else []:
        text = first(item, own.text)
        if not isinstance(text, str) or not text.strip():
            continue
        mark = first(item, own.mark)
        start = time_of(first(item, own.start), own.unit)
        end = time_of(first(item, own.end), own.unit)
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


def _word(start: float, end: float, item: _Timed) -> Word:
    return Word(round(start), round(end), item[2].strip(), item[3])


def time_of(value: object, unit: float) -> float | None:
    """A time in ms, or None if it is no number or beyond all measure."""
    if type(value) is float or type(value) is int:  # the common case, first
        ms = value * unit
        return ms if -LONGEST <= ms <= LONGEST else None
    if isinstance(value, str):
        value = value.strip().removesuffix("s")
    found = number(value)
    if found is None or abs(found * unit) > LONGEST:
        return None
    return found * unit


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
        return f"Speaker {value:g}"
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
        if isinstance(value, (int, float)) or _is_short(value)
    }
    return kept or NO_EXTRAS


_NUMBERING = frozenset({"id", "sid", "seek", "sentence_id", "index", "tokens", "label", "type"})
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


class Heard:
    """Collects stretches of speech, and makes cues of them."""

    def __init__(self, problems: list[Problem]) -> None:
        """Add to `problems`."""
        self._problems = problems
        self._said: list[Said] = []
        self._place = 0

    def __len__(self) -> int:
        """Number of stretches so far."""
        return len(self._said)

    def add(self, one: Said) -> None:
        """Add a stretch; without any time it is told and left out."""
        self._place += 1
        if one.start is None and one.words:
            one.start = float(one.words[0].start)
        if one.end is None and one.words:
            one.end = float(max(word.end for word in one.words))
        if one.start is None:
            text = shortened(one.text)
            message = N_("Entry {place} has no readable time and was skipped: “{text}”.")
            self._problems.append(Problem(message, place=self._place, text=text))
            return
        self._said.append(one)

    def add_all(self, items: Iterable[object], shape: Shape) -> None:
        """Add the objects of a list; anything else in it is told."""
        for item in items:
            if isinstance(item, dict):
                self.add(said(item, shape))
            else:
                self.add(Said(None, None, str(item)))

    def parsed(self, language: object = None) -> Parsed:
        """The cues.

        Raises:
            UserError: There is none.
        """
        if not self._said:
            raise UserError("There are no cues in this file.")
        parsed = Parsed(problems=self._problems)
        guessed = 0
        for row, one in enumerate(self._said):
            if one.end is None:
                following = self._said[row + 1].start if row + 1 < len(self._said) else None
                one.end = _end(one, following)
                guessed += 1
            parsed.cues.append(_cue(one, row))
            if one.end < (one.start or 0):
                message = N_("Cue {place} ends before it starts.")
                parsed.problems.append(Problem(message, place=row + 1))
        if guessed:
            message = N_(
                "Where the file does not say when a cue ends, the next start was taken."
                " Cues affected: {count}."
            )
            parsed.problems.append(Problem(message, count=guessed))
        parsed.head = Head(language=tag_of(language))
        return parsed


def _end(one: Said, following: float | None) -> float:
    start = one.start or 0.0
    if following is not None and following > start:
        return following
    return start + min(_LONGEST_GUESS, max(SECOND, _PACE * weight(one.text)))


def _cue(one: Said, row: int) -> Cue:
    start, end = round(one.start or 0), round(one.end or 0)
    words = Words(one.words) if one.words else None
    if words is not None and start < end:
        words = words.inside(start, end)
    return Cue(
        row,
        start,
        end,
        one.text,
        hypothesis=one.text,
        speaker=one.speaker,
        words=words,
        extras=one.extras,
    )


def without_unit(items: Iterable[object], shape: Shape, problems: list[Problem]) -> Shape:
    """The shape with the unit that the lengths of the entries speak for; milliseconds are told."""
    lengths = []
    for item in map(fields, items):
        start, end = number(first(item, shape.start)), number(first(item, shape.end))
        if start is not None and end is not None:
            lengths.append(end - start)
    lengths.sort()
    if shape.unit != SECOND or not lengths or lengths[len(lengths) // 2] <= _NO_UNIT:
        return shape
    message = N_("The times have no unit; by the length of the cues they are milliseconds.")
    problems.append(Problem(message))
    word = None if shape.word is None else replace(shape.word, unit=1.0)
    return replace(shape, unit=1.0, word=word)
