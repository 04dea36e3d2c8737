# SPDX-License-Identifier: GPL-3.0-or-later
"""JSON of the BBC's Kaldi: words in seconds, or where who speaks."""

from __future__ import annotations

from typing import TYPE_CHECKING

from editor.formats.heard import Heard
from editor.formats.loose_json import at, found, load_any, names_in, objects
from editor.formats.recognised import SECOND, Said, Shape, speaker_of, time_of
from editor.formats.word_groups import grouped_words

if TYPE_CHECKING:
    from editor.core.options import Options
    from editor.formats.format import Parsed

_SHAPE = Shape(word=Shape(("punct", "word")))


def score(text: str) -> float:
    """Sure of its own names."""
    names = names_in(text)
    if {"retval", "words", "word", "start"} <= names or {"punct", "word", "start", "end"} <= names:
        return 0.95
    return 0.95 if {"segmentation", "segments", "duration", "speaker"} <= names else 0.0


def read(text: str, options: Options) -> Parsed:
    """Read the words put together, or the turns of speakers as cues without text.

    Raises:
        UserError: There is neither.
    """
    del options
    value, problems = load_any(text)
    heard = Heard(problems)
    whole = found(value, lambda item: bool(objects(item.get("words")))) or {}
    for one in grouped_words(whole.get("words"), _SHAPE):
        heard.add(one)
    turns = found(value, lambda item: "segmentation" in item)
    for segment in objects(at(turns, "segmentation", "segments")):
        start = time_of(segment.get("start"), SECOND)
        length = time_of(segment.get("duration"), SECOND)
        end = None if start is None or length is None else start + length
        heard.add(Said(start, end, "", [], speaker_of(segment.get("speaker"))))
    return heard.parsed()
