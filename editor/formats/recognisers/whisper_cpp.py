# SPDX-License-Identifier: GPL-3.0-or-later
"""JSON of whisper.cpp (``-oj``, ``-ojf``): times in ms, tokens instead of words.

A token of Chinese may be half of a character; such tokens are found by what the text has between
others.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from editor.core.timecode import from_fields
from editor.core.words import Word
from editor.formats.heard import Heard
from editor.formats.loose_json import Object, at, fields, found, has, load_any, names_in, objects
from editor.formats.recognised import Said, confidence_of, leftovers, speaker_of, time_of

if TYPE_CHECKING:
    from editor.core.options import Options
    from editor.formats.format import Parsed

_CLOCK = re.compile(r"(?:(\d{1,4}):)?(\d{1,2}):(\d{1,2})[.,](\d{1,3})")
_USED = frozenset({"text", "speaker", "timestamps", "offsets", "tokens"})


def score(text: str) -> float:
    """Sure of ``transcription`` with ``offsets``."""
    names = names_in(text)
    known = bool(names) and has(text, "transcription") and names & {"offsets", "timestamps"}
    return 0.95 if known else 0.0


def read(text: str, options: Options) -> Parsed:
    """Read JSON of whisper.cpp.

    Raises:
        UserError: There is nothing to read.
    """
    del options
    value, problems = load_any(text)
    whole = found(value, lambda item: isinstance(item.get("transcription"), list)) or {}
    heard = Heard(problems)
    for item in objects(whole.get("transcription")):
        written = item.get("text")
        said = written.strip() if isinstance(written, str) else ""
        words = _words(item, said)
        speaker = speaker_of(item.get("speaker"))
        start, end = _times(item)
        heard.add(Said(start, end, said, words, speaker, leftovers(item, _USED)))
    language = at(whole, "result", "language") or at(whole, "params", "language")
    return heard.parsed(language)


def _times(item: Object) -> tuple[float | None, float | None]:
    offsets, stamps = fields(item.get("offsets")), fields(item.get("timestamps"))
    start = time_of(offsets.get("from"), 1)
    end = time_of(offsets.get("to"), 1)
    return (
        start if start is not None else _clock(stamps.get("from")),
        end if end is not None else _clock(stamps.get("to")),
    )


def _clock(written: object) -> float | None:
    match = _CLOCK.fullmatch(written.strip()) if isinstance(written, str) else None
    return float(from_fields(*match.groups())) if match else None


def _words(item: Object, said: str) -> list[Word]:
    """Words from tokens: one with a space before it begins a word, Chinese is a word by itself.

    Halves of characters become part of the word that goes up to the next whole token.
    """
    words: list[Word] = []
    place = 0
    for token in objects(item.get("tokens")):
        text, (start, end) = token.get("text"), _times(token)
        if not isinstance(text, str) or start is None or end is None or text.startswith("[_"):
            continue
        bare = text.strip()
        at_place = said.find(bare, place) if bare and "\ufffd" not in bare else -1
        if at_place < 0:
            continue
        between = said[place:at_place]
        confidence = confidence_of(token.get("p"))
        goes_on = words and not text.startswith(" ") and not between and not _apart(bare)
        if goes_on:
            last = words.pop()
            lowest = min((c for c in (last.confidence, confidence) if c is not None), default=None)
            words.append(Word(last.start, round(end), last.text + bare, lowest))
        else:
            if between.strip():
                begin = words[-1].end if words else round(start)
                words.append(Word(begin, round(start), between.strip()))
            words.append(Word(round(start), round(end), bare, confidence))
        place = at_place + len(bare)
    if words and (rest := said[place:].strip()):
        words.append(Word(words[-1].end, words[-1].end, rest))
    return words


def _apart(text: str) -> bool:
    return text[0] > "\u2e7f" and text[0].isalnum()
