# SPDX-License-Identifier: GPL-3.0-or-later
"""JSON of Amazon Transcribe: items in seconds, which are words, or punctuation without times."""

from __future__ import annotations

from typing import TYPE_CHECKING

from editor.core.words import Word
from editor.formats.heard import Heard
from editor.formats.loose_json import Object, at, fields, found, has, load_any, names_in, objects
from editor.formats.recognised import SECOND, Said, confidence_of, speaker_of, time_of
from editor.formats.word_groups import Voiced, grouped

if TYPE_CHECKING:
    from editor.core.options import Options
    from editor.formats.format import Parsed


def score(text: str) -> float:
    """Sure of items with alternatives."""
    names = names_in(text)
    known = {"alternatives", "content", "start_time", "items"} <= names
    return 0.95 if known and has(text, "results") else 0.0


def read(text: str, options: Options) -> Parsed:
    """Read the segments, or the words put together.

    Raises:
        UserError: There is neither.
    """
    del options
    value, problems = load_any(text)
    whole = found(value, lambda item: bool(objects(item.get("items")))) or {}
    speakers = _speakers(whole)
    numbered = {}
    everything: list[Voiced] = []
    for item in objects(whole.get("items")):
        _add(everything, item, speakers)
        if everything:
            numbered[item.get("id")] = len(everything) - 1
    heard = Heard(problems)
    for segment in objects(whole.get("audio_segments")):
        rows = sorted({numbered[one] for one in _ids(segment) if one in numbered})
        start, end = (
            time_of(segment.get("start_time"), SECOND),
            time_of(segment.get("end_time"), SECOND),
        )
        words = [everything[row].word for row in rows]
        speaker = speaker_of(segment.get("speaker_label"))
        heard.add(Said(start, end, str(segment.get("transcript") or "").strip(), words, speaker))
    if not heard:
        for one in grouped(everything):
            heard.add(one)
    return heard.parsed(at(found(value, lambda item: "language_code" in item), "language_code"))


def _ids(segment: Object) -> list[object]:
    listed = segment.get("items")
    return [one for one in listed if isinstance(one, int)] if isinstance(listed, list) else []


def _add(everything: list[Voiced], item: Object, speakers: dict[object, str | None]) -> None:
    best = fields(at(item, "alternatives", 0))
    text = str(best.get("content") or "").strip()
    start, end = time_of(item.get("start_time"), SECOND), time_of(item.get("end_time"), SECOND)
    if not text:
        return
    if start is None or end is None:  # punctuation
        if everything:
            word, speaker = everything[-1]
            everything[-1] = Voiced(word._replace(text=word.text + text), speaker)
        return
    speaker = speaker_of(item.get("speaker_label")) or speakers.get(item.get("start_time"))
    confidence = confidence_of(best.get("confidence"))
    everything.append(Voiced(Word(round(start), round(end), text, confidence), speaker))


def _speakers(whole: Object) -> dict[object, str | None]:
    """Who speaks the item with each start."""
    return {
        item.get("start_time"): speaker_of(item.get("speaker_label"))
        for segment in objects(at(whole, "speaker_labels", "segments"))
        for item in objects(segment.get("items"))
        if isinstance(item.get("start_time"), str)
    }
