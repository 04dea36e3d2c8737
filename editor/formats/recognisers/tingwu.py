# SPDX-License-Identifier: GPL-3.0-or-later
"""JSON of 通义听悟: paragraphs of a speaker, with words in ms; those of a sentence share its id."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

from editor.formats.heard import Heard
from editor.formats.loose_json import found, load_any, names_in, objects
from editor.formats.recognised import Said, Shape, joined, speaker_of, spoken

if TYPE_CHECKING:
    from editor.core.options import Options
    from editor.formats.format import Parsed

_WORD = Shape(("Text",), ("Start",), ("End",), unit=1.0)
_SHAPE = Shape(word=_WORD)


def score(text: str) -> float:
    """Sure of paragraphs of words."""
    return 0.95 if {"Words", "Start", "End", "Text"} <= names_in(text) else 0.0


def read(text: str, options: Options) -> Parsed:
    """Read the sentences.

    Raises:
        UserError: There is none.
    """
    del options
    value, problems = load_any(text)
    heard = Heard(problems)
    whole = found(value, lambda item: isinstance(item.get("Paragraphs"), list)) or {}
    for paragraph in objects(whole.get("Paragraphs")):
        speaker = speaker_of(paragraph.get("SpeakerId"))
        words = objects(paragraph.get("Words"))
        for _, group in groupby(words, key=lambda word: word.get("SentenceId")):
            sentence = spoken(list(group), _SHAPE)
            text = joined(word.text for word in sentence)
            heard.add(Said(None, None, text, sentence, speaker))
    info = found(value, lambda item: "AudioInfo" in item) or {}
    audio = info.get("AudioInfo")
    return heard.parsed(audio.get("Language") if isinstance(audio, dict) else None)
