# SPDX-License-Identifier: GPL-3.0-or-later
"""JSON of Rev AI: monologues of a speaker, of words in seconds and punctuation without times."""

from __future__ import annotations

from typing import TYPE_CHECKING

from editor.core.words import Word
from editor.formats.heard import Heard
from editor.formats.loose_json import found, load_any, names_in, objects
from editor.formats.recognised import SECOND, confidence_of, speaker_of, time_of
from editor.formats.word_groups import Voiced, grouped

if TYPE_CHECKING:
    from editor.core.options import Options
    from editor.formats.format import Parsed
    from editor.formats.loose_json import Object


def score(text: str) -> float:
    """Sure of monologues of elements."""
    return 0.95 if {"monologues", "elements", "value", "end_ts"} <= names_in(text) else 0.0


def read(text: str, options: Options) -> Parsed:
    """Read the words, put together.

    Raises:
        UserError: There is none.
    """
    del options
    value, problems = load_any(text)
    whole = found(value, lambda item: bool(objects(item.get("monologues")))) or {}
    heard = Heard(problems)
    for monologue in objects(whole.get("monologues")):
        for one in grouped(_words(monologue)):
            heard.add(one)
    return heard.parsed(whole.get("language"))


def _words(monologue: Object) -> list[Voiced]:
    """Its words, each with the punctuation behind it."""
    speaker = speaker_of(monologue.get("speaker"))
    words: list[Voiced] = []
    for item in objects(monologue.get("elements")):
        text = str(item.get("value") or "").strip()
        start, end = time_of(item.get("ts"), SECOND), time_of(item.get("end_ts"), SECOND)
        if not text:
            continue
        if start is not None and end is not None:
            sure = confidence_of(item.get("confidence"))
            words.append(Voiced(Word(round(start), round(end), text, sure), speaker))
        elif words:
            last = words[-1].word
            words[-1] = words[-1]._replace(word=last._replace(text=last.text + text))
    return words
