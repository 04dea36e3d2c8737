# SPDX-License-Identifier: GPL-3.0-or-later
"""Results of DashScope (百炼): Fun-ASR, Paraformer, Qwen3-ASR file transcription. Times in ms."""

from __future__ import annotations

from typing import TYPE_CHECKING

from editor.core.errors import UserError
from editor.formats.heard import Heard, in_seconds
from editor.formats.loose_json import Object, at, found, load_any, names_in, objects
from editor.formats.recognised import Shape, said

if TYPE_CHECKING:
    from editor.core.options import Options
    from editor.formats.format import Parsed

_TIMES = ("begin_time",), ("end_time",)
_WORD = Shape(("text",), *_TIMES, unit=1.0, mark=("punctuation",))
_SHAPE = Shape(("text",), *_TIMES, unit=1.0, word=_WORD)


def score(text: str) -> float:
    """Sure of sentences that begin and end."""
    names = names_in(text)
    if {"begin_time", "end_time", "text"} <= names:
        return 0.95
    return 0.5 if names & {"transcription_url"} else 0.0


def read(text: str, options: Options) -> Parsed:
    """Read the sentences of all channels.

    Raises:
        UserError: There is none, or the file only tells where they are.
    """
    del options
    value, problems = load_any(text)
    heard = Heard(problems)
    whole = found(value, lambda item: bool(objects(item.get("transcripts")))) or {}
    channels = objects(whole.get("transcripts"))
    every = [one for channel in channels for one in objects(channel.get("sentences"))]
    shape = in_seconds(every or _streamed(value), _SHAPE, problems)
    for channel in channels:
        for sentence in objects(channel.get("sentences")):
            one = said(sentence, shape)
            if one.speaker is None and len(channels) > 1:
                one.speaker = f"Channel {channel.get('channel_id')}"
            heard.add(one)
    if not channels:
        for sentence in _streamed(value):
            heard.add(said(sentence, shape))
    pointer = found(value, lambda item: "transcription_url" in item)
    if pointer is not None and not heard:
        raise UserError(
            "This file only says where the transcript is. Download it from there: {address}",
            address=str(pointer["transcription_url"])[:200],
        )
    first = channels[0] if channels else {}
    return heard.parsed(at(first, "sentences", 0, "language") or at(value, "language"))


def _streamed(value: object) -> list[Object]:
    """Sentences as they are streamed, or stand alone; those that are still open are left out."""
    sentences: list[Object] = []
    for item in objects(value):
        holder = found(item, lambda one: bool(one.get("sentences") or one.get("sentence"))) or {}
        if listed := objects(holder.get("sentences")) or objects(holder.get("sentence")):
            sentences += listed
        elif "begin_time" in item:
            sentences.append(item)
    return [
        item
        for item in sentences
        if item.get("end_time") is not None and item.get("sentence_end") is not False
    ]
