# SPDX-License-Identifier: GPL-3.0-or-later
"""JSON of Speechmatics, both versions: words and punctuation in one list, times in seconds."""

from __future__ import annotations

from bisect import bisect_right
from typing import TYPE_CHECKING

from editor.core.words import Word
from editor.formats.heard import Heard
from editor.formats.loose_json import Object, at, fields, found, load_any, names_in, objects
from editor.formats.recognised import SECOND, confidence_of, speaker_of, time_of
from editor.formats.word_groups import Voiced, grouped

if TYPE_CHECKING:
    from editor.core.options import Options
    from editor.formats.format import Parsed


def score(text: str) -> float:
    """Sure of the lists of either version."""
    names = names_in(text)
    if {"results", "alternatives", "content", "start_time", "type"} <= names:
        return 0.93 if "items" not in names else 0.0
    return 0.95 if {"words", "name", "time", "duration"} <= names else 0.0


def read(text: str, options: Options) -> Parsed:
    """Read the words, put together.

    Raises:
        UserError: There is none.
    """
    del options
    value, problems = load_any(text)
    heard = Heard(problems)
    whole = found(value, lambda item: bool(objects(item.get("results")))) or {}
    words: list[Voiced] = []
    for item in objects(whole.get("results")):
        _add(words, item)
    first = found(value, lambda item: bool(objects(item.get("words")))) or {}
    if not words:
        words = _first_version(first)
    for one in grouped(words):
        heard.add(one)
    told = at(whole, "metadata", "transcription_config", "language")
    return heard.parsed(told or at(first, "job", "lang"))


def _add(words: list[Voiced], item: Object) -> None:
    best = fields(at(item, "alternatives", 0))
    text = str(best.get("content") or "").strip()
    start, end = time_of(item.get("start_time"), SECOND), time_of(item.get("end_time"), SECOND)
    if not text or start is None or end is None:
        return
    if item.get("type") == "punctuation" and words:
        words[-1] = words[-1]._replace(word=_with(words[-1].word, text))
        return
    speaker = best.get("speaker") or item.get("speaker")
    named = speaker_of(speaker) if speaker != "UU" else None  # nobody it knows
    confidence = confidence_of(best.get("confidence"))
    words.append(Voiced(Word(round(start), round(end), text, confidence), named))


def _with(word: Word, text: str) -> Word:
    return word._replace(text=word.text + text)


def _first_version(whole: Object) -> list[Voiced]:
    """Words with a time and a duration, and a list of who speaks from when on."""
    turns = sorted(
        (time, speaker_of(item.get("name")))
        for item in objects(whole.get("speakers"))
        if (time := time_of(item.get("time"), SECOND)) is not None
    )
    starts = [time for time, _ in turns]
    words: list[Voiced] = []
    for item in objects(whole.get("words")):
        start, length = time_of(item.get("time"), SECOND), time_of(item.get("duration"), SECOND)
        text = str(item.get("name") or "").strip()
        if start is None or length is None or not text:
            continue
        if not any(character.isalnum() for character in text) and words:
            words[-1] = words[-1]._replace(word=_with(words[-1].word, text))
            continue
        turn = bisect_right(starts, start) - 1
        word = Word(
            round(start), round(start + length), text, confidence_of(item.get("confidence"))
        )
        words.append(Voiced(word, turns[turn][1] if turn >= 0 else None))
    return words
