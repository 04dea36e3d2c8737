# SPDX-License-Identifier: GPL-3.0-or-later
"""JSON of Deepgram: utterances, or sentences of paragraphs, or bare words; times in seconds."""

from __future__ import annotations

from typing import TYPE_CHECKING

from editor.formats.heard import Heard
from editor.formats.loose_json import Object, at, fields, found, has, load_any, names_in, objects
from editor.formats.recognised import Shape, said, speaker_of, spoken
from editor.formats.word_groups import grouped_words

if TYPE_CHECKING:
    from editor.core.options import Options
    from editor.formats.format import Parsed

_WORD = Shape(("punctuated_word", "word"))
_SHAPE = Shape(("transcript", "text"), word=_WORD)


def score(text: str) -> float:
    """Sure of channels of alternatives with words."""
    names = names_in(text)
    if {"channel", "alternatives", "transcript", "is_final"} <= names:
        return 0.95
    known = {"results", "alternatives", "transcript", "words", "word", "start"} <= names
    return 0.95 if known and has(text, "channels") else 0.0


def read(text: str, options: Options) -> Parsed:
    """Read what was said.

    Raises:
        UserError: There is nothing to read.
    """
    del options
    value, problems = load_any(text)
    results = fields(at(found(value, lambda item: "results" in item), "results"))
    heard = Heard(problems)
    for message in objects(value):  # of a stream, what will not change any more
        if message.get("is_final") is True:
            _add(heard, fields(at(message, "channel", "alternatives", 0)), None)
    channels = objects(results.get("channels"))
    utterances = objects(results.get("utterances"))
    several = len(channels) > 1
    for utterance in utterances:
        one = said(utterance, _SHAPE)
        if several and one.speaker is None:
            one.speaker = f"Channel {utterance.get('channel')}"
        heard.add(one)
    for number, channel in enumerate(channels if not utterances else []):
        _add(
            heard, fields(at(channel, "alternatives", 0)), f"Channel {number}" if several else None
        )
    return heard.parsed(at(channels, 0, "detected_language"))


def _add(heard: Heard, best: Object, channel: str | None) -> None:
    """Add the sentences of one channel, or its words put together."""
    words = spoken(best.get("words"), _SHAPE)
    sentences = [
        (sentence, paragraph.get("speaker"))
        for paragraph in objects(at(best, "paragraphs", "paragraphs"))
        for sentence in objects(paragraph.get("sentences"))
    ]
    row = 0
    for sentence, speaker in sentences:
        one = said(sentence, _SHAPE)
        while row < len(words) and one.end is not None and words[row].start < one.end:
            one.words.append(words[row])
            row += 1
        one.speaker = speaker_of(speaker) or channel
        heard.add(one)
    if not sentences:
        for one in grouped_words(best.get("words"), _SHAPE):
            one.speaker = one.speaker or channel
            heard.add(one)
