# SPDX-License-Identifier: GPL-3.0-or-later
"""Minutes of 腾讯会议 as JSON: paragraphs of a speaker, their sentences, their words in ms."""

from __future__ import annotations

from typing import TYPE_CHECKING

from editor.formats.heard import Heard
from editor.formats.loose_json import at, found, load_any, names_in, objects
from editor.formats.recognised import Shape, said, speaker_of

if TYPE_CHECKING:
    from editor.core.options import Options
    from editor.formats.format import Parsed

_TIMES = ("start_time", "start"), ("end_time", "end")
_SHAPE = Shape(("text",), *_TIMES, unit=1.0, word=Shape(("text", "word"), *_TIMES, unit=1.0))


def score(text: str) -> float:
    """Sure of paragraphs of sentences of words with times."""
    names = names_in(text)
    known = {"paragraphs", "sentences", "words", "start_time"} <= names and "channels" not in names
    return 0.93 if known else 0.0


def read(text: str, options: Options) -> Parsed:
    """Read the sentences.

    Raises:
        UserError: There is none.
    """
    del options
    value, problems = load_any(text)
    heard = Heard(problems)
    whole = found(value, lambda item: bool(objects(item.get("paragraphs")))) or {}
    for paragraph in objects(whole.get("paragraphs")):
        speaker = speaker_of(paragraph.get("speaker")) or speaker_of(at(paragraph, "speaker_name"))
        for sentence in objects(paragraph.get("sentences")):
            one = said(sentence, _SHAPE)
            one.speaker = one.speaker or speaker
            heard.add(one)
    return heard.parsed(whole.get("language"))
