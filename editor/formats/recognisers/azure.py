# SPDX-License-Identifier: GPL-3.0-or-later
"""JSON of Azure Speech: batch transcription, detailed results of the SDK, fast transcription.

Times are ticks of 100 ns, ms, or ISO 8601 durations. The names differ in their capitals.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from editor.core.words import Word
from editor.formats.heard import Heard
from editor.formats.json_text import number
from editor.formats.loose_json import Object, at, first, found, load_any, names_in, objects
from editor.formats.recognised import TICK, Said, confidence_of, speaker_of, time_of

if TYPE_CHECKING:
    from editor.core.options import Options
    from editor.formats.format import Parsed

_ISO = re.compile(r"PT(?:(\d{1,4})H)?(?:(\d{1,5})M)?(?:(\d{1,9}(?:\.\d{1,9})?)S)?", re.IGNORECASE)
_MILLISECOND, _MINUTE, _HOUR = 1000.0, 60.0, 3600.0
_PHRASES = ("recognizedphrases", "phrases", "segmentresults")


def score(text: str) -> float:
    """Sure of its own names."""
    names = {name.lower() for name in names_in(text)}
    if names & {"recognizedphrases", "offsetinticks"}:
        return 0.95
    if {"phrases", "offsetmilliseconds"} <= names:
        return 0.95
    said = names & {"nbest", "displaytext"}  # of the SDK: detailed, or simple
    return 0.95 if said and {"offset", "duration"} <= names else 0.0


def read(text: str, options: Options) -> Parsed:
    """Read the phrases.

    Raises:
        UserError: There is none.
    """
    del options
    value, problems = load_any(text)
    heard = Heard(problems)
    whole = found(value, lambda item: any(name.lower() in _PHRASES for name in item))
    phrases = objects(first(_small(whole), _PHRASES)) if whole else objects(value)
    language = None
    for phrase in map(_small, phrases):
        best = _small(at(phrase.get("nbest"), 0))
        written = first(best, ("display", "displaytext", "lexical"))
        if written is None:
            written = first(phrase, ("text", "displaytext", "display"))
        start, length = _time(phrase, "offset"), _time(phrase, "duration")
        end = None if start is None or length is None else start + length
        words = _words(best) or _words(phrase)
        speaker = speaker_of(first(phrase, ("speaker", "speakerid")))
        language = language or phrase.get("locale")
        said = written.strip() if isinstance(written, str) else ""
        if said or words:
            heard.add(Said(start, end, said, words, speaker))
    return heard.parsed(language)


def _small(value: object) -> Object:
    """An object with its names in small letters."""
    there = value if isinstance(value, dict) else {}
    return {name.lower(): inner for name, inner in there.items()}


def _time(item: Object, name: str) -> float | None:
    """A time in ms; the bare name counts ticks, or is an ISO duration."""
    if (ticks := time_of(item.get(f"{name}inticks"), TICK)) is not None:
        return ticks
    if (ms := time_of(item.get(f"{name}milliseconds"), 1.0)) is not None:
        return ms
    value = item.get(name)
    match = _ISO.fullmatch(value.strip()) if isinstance(value, str) else None
    if match is None:
        return time_of(value, TICK)
    hours, minutes, seconds = (number(part or 0) or 0.0 for part in match.groups())
    return (hours * _HOUR + minutes * _MINUTE + seconds) * _MILLISECOND


def _words(item: Object) -> list[Word]:
    words = []
    for word in map(_small, objects(item.get("displaywords")) or objects(item.get("words"))):
        start, length = _time(word, "offset"), _time(word, "duration")
        text = first(word, ("displaytext", "word", "text"))
        if start is not None and length is not None and isinstance(text, str) and text.strip():
            confidence = confidence_of(word.get("confidence"))
            words.append(Word(round(start), round(start + length), text.strip(), confidence))
    return words
