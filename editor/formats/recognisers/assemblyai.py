# SPDX-License-Identifier: GPL-3.0-or-later
"""JSON of AssemblyAI: utterances of speakers, or bare words; times in ms."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from editor.formats.heard import Heard
from editor.formats.loose_json import found, has, load_any, names_in, objects
from editor.formats.recognised import Shape, said
from editor.formats.word_groups import grouped_words

if TYPE_CHECKING:
    from editor.core.options import Options
    from editor.formats.format import Parsed

_FRACTION = re.compile(r"[\"'](?:start|end)[\"']\s*:\s*\d{1,9}\.\d{0,9}[1-9]")
"""A time that is no number of ms."""

_SHAPE = Shape(("text",), unit=1.0)


def score(text: str) -> float:
    """Sure of words beside what only this service tells."""
    names = names_in(text)
    if not {"words", "text", "start", "end", "confidence"} <= names or "segments" in names:
        return 0.0
    if names & {"audio_url", "acoustic_model", "language_model", "audio_duration"}:
        return 0.95
    return 0.8 if has(text, "utterances") and not _FRACTION.search(text[:20000]) else 0.0


def read(text: str, options: Options) -> Parsed:
    """Read the utterances, or the words put together.

    Raises:
        UserError: There is neither.
    """
    del options
    value, problems = load_any(text)
    heard = Heard(problems)
    lists = ("utterances", "sentences", "words")
    whole = found(value, lambda item: any(objects(item.get(name)) for name in lists)) or {}
    utterances = objects(whole.get("utterances")) or objects(whole.get("sentences"))
    for utterance in utterances:
        heard.add(said(utterance, _SHAPE))
    if not utterances:
        for one in grouped_words(whole.get("words"), _SHAPE):
            heard.add(one)
    return heard.parsed(whole.get("language_code"))
