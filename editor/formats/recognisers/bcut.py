# SPDX-License-Identifier: GPL-3.0-or-later
"""Utterances with times in ms, as 必剪 (Bcut), 剪映 and 火山引擎 give them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from editor.formats.heard import Heard, in_seconds
from editor.formats.loose_json import at, found, load_any, names_in, objects
from editor.formats.recognised import Shape, said, speaker_of

if TYPE_CHECKING:
    from editor.core.options import Options
    from editor.formats.format import Parsed

_TIMES = ("start_time",), ("end_time",)
_WORD = Shape(("label", "text", "word"), *_TIMES, unit=1.0)
_SHAPE = Shape(("transcript", "text"), *_TIMES, unit=1.0, word=_WORD)


def score(text: str) -> float:
    """Sure of utterances that start and end."""
    return 0.95 if {"utterances", "start_time", "end_time"} <= names_in(text) else 0.0


def read(text: str, options: Options) -> Parsed:
    """Read the utterances, also inside the wrapper of an API.

    Raises:
        UserError: There is none.
    """
    del options
    value, problems = load_any(text)
    heard = Heard(problems)
    whole = found(value, lambda item: isinstance(item.get("utterances"), list)) or {}
    utterances = objects(whole.get("utterances"))
    shape = in_seconds(utterances, _SHAPE, problems)
    for utterance in utterances:
        one = said(utterance, shape)
        if one.speaker is None:
            one.speaker = speaker_of(at(utterance, "additions", "speaker"))
        if not any(word.confidence for word in one.words):  # 0 says that it is not known
            one.words = [word._replace(confidence=None) for word in one.words]
        heard.add(one)
    return heard.parsed(whole.get("language"))
