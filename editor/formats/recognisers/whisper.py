# SPDX-License-Identifier: GPL-3.0-or-later
"""The JSON of Whisper and of most that is built on it.

openai-whisper, WhisperX, stable-ts, whisper-timestamped and OpenAI's ``verbose_json`` write an
object with a list ``segments``. Of faster-whisper, scripts dump the segments themselves: as a list,
as JSON Lines, as what Python prints, or, from its older versions, as lists of bare values.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from typing import TYPE_CHECKING

from editor.core.errors import Problem
from editor.core.i18n import N_
from editor.formats.heard import Heard, without_unit
from editor.formats.loose_json import (
    Object,
    at,
    first,
    found,
    has,
    load_any,
    names_in,
    objects,
    rows,
)
from editor.formats.recognised import Said, Shape, said, spoken, voiced
from editor.formats.word_groups import Voiced, grouped, marked

if TYPE_CHECKING:
    from editor.core.options import Options
    from editor.core.words import Word
    from editor.formats.format import Parsed

_SHAPE = Shape(text=("text", "transcript", "word"), word=Shape(text=("word", "text")))
_WORD_NAMES = ("start", "end", "word", "probability")
_WORDS = ("words", "word_segments", "result")
"""Names of lists of bare words; Vosk's is the last."""

_BARE = re.compile(r'[\ufeff\s]*\[\s*\[\s*\d+,\s*\d+,\s*[\d.]+,\s*[\d.]+,\s*"')
_BARE_NAMES = ("id", "seek", "start", "end", "text")
"""What the first values of faster-whisper's older segments are."""

_PRINTED = re.compile(r"[\ufeff\s\[(]*Segment\(")


def score(text: str) -> float:
    """Sure of a list of segments with texts; less so of bare lists of timed texts."""
    names = names_in(text)
    if not names:
        return 0.45 if _BARE.match(text) else 0.0
    if _PRINTED.match(text):
        return 0.95
    if {"text", "segments", "language"} == names:  # nothing was said
        return 0.9
    texts = names & {"text", "transcript", "word"}
    others = names & {"utterances", "start_offset"}  # another service's, NeMo's
    if not texts or others or not {"start", "end"} <= names:
        return 0.0
    if "word_segments" in names or has(text, "segments"):
        return 0.9
    return 0.5


def read(text: str, options: Options) -> Parsed:
    """Read Whisper's JSON.

    Raises:
        UserError: There is nothing to read.
    """
    del options
    value, problems = load_any(text)
    heard = Heard(problems)
    whole = found(value, lambda item: isinstance(item.get("segments"), list)) or {}
    segments = _segments(value, whole, problems)
    shape = without_unit(segments, _SHAPE, problems)
    loose = spoken(at(whole, "words"), shape)
    if not segments:
        _words_only(value, heard, shape)
    elif loose and not any(item.get("words") for item in segments):
        _with_words(segments, loose, heard, shape)
    else:
        heard.add_all(segments, shape)
    language = whole.get("language") or at(value, "language") or at(value, "info", "language")
    language = language or at(value, "language_code")
    return heard.parsed(language)


def _segments(value: object, whole: Object, problems: list[Problem]) -> list[Object]:
    """The segments, wherever they stand."""
    if whole:
        results = [item for item in objects(value) if isinstance(item.get("segments"), list)]
        listed = [segment for item in results or [whole] for segment in rows(item["segments"])]
    else:
        listed = value if isinstance(value, list) else []
        first = listed[0] if listed else None
        if isinstance(first, list) and first and isinstance(first[0], dict):
            listed = first  # beside it, there is what was found of the medium
    segments = []
    for item in listed:
        if isinstance(item, dict):
            if "start" in item or "words" in item or ("text" in item and "result" not in item):
                segments.append(item)
        elif isinstance(item, list) and len(item) >= len(_BARE_NAMES):
            segments.append(_named(item))
    if segments and isinstance(listed[0], list):
        message = N_("The entries have no names; they were read as faster-whisper writes them.")
        problems.append(Problem(message))
    return segments


def _named(values: list[object]) -> Object:
    named: Object = dict(zip(_BARE_NAMES, values, strict=False))
    for value in values[len(_BARE_NAMES) :]:
        whole = len(_WORD_NAMES)
        listed = [row for row in rows(value) if isinstance(row, list) and len(row) >= whole]
        if listed:
            named["words"] = [dict(zip(_WORD_NAMES, row, strict=False)) for row in listed]
    return named


def _words_only(value: object, heard: Heard, shape: Shape) -> None:
    results = [item for item in objects(value) if any(rows(item.get(name)) for name in _WORDS)]
    inner = found(value, lambda item: any(rows(item.get(name)) for name in _WORDS))
    for holder in results or ([inner] if inner else []):
        words = voiced(first(holder, _WORDS), shape)
        whole = holder.get("text")
        if isinstance(whole, str) and whole.split() != [word.text for word, _ in words]:
            # Bare words have no punctuation, the text has.
            marks = marked(whole, [word for word, _ in words])
            words = [(word, who) for word, (_, who) in zip(marks, words, strict=True)]
        for one in grouped(Voiced(word, who) for word, who in words):
            heard.add(one)


def _with_words(segments: list[Object], words: list[Word], heard: Heard, shape: Shape) -> None:
    """Add the segments with the words that stand beside them."""
    cues: list[Said] = [said(segment, shape) for segment in segments]
    starts = [one.start or 0.0 for one in cues]
    for word in words:
        cues[max(bisect_right(starts, (word.start + word.end) / 2) - 1, 0)].words.append(word)
    for one in cues:
        heard.add(one)
