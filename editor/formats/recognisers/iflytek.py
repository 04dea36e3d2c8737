# SPDX-License-Identifier: GPL-3.0-or-later
"""JSON of 讯飞's transcription services: a lattice of sentences in ms, words in frames of 10 ms."""

from __future__ import annotations

from typing import TYPE_CHECKING

from editor.core.words import Word
from editor.formats.heard import Heard
from editor.formats.loose_json import Object, at, fields, found, has, load_any, objects
from editor.formats.loose_json import parsed as parsed_json
from editor.formats.recognised import Said, Shape, confidence_of, joined, said, speaker_of, time_of

if TYPE_CHECKING:
    from editor.core.options import Options
    from editor.formats.format import Parsed

_FRAME = 10.0
_SENTENCE = Shape(("onebest",), ("bg",), ("ed",), unit=1.0)


def score(text: str) -> float:
    """Sure of its own names."""
    inside = has(text) and ("json_1best" in text[:4000] or '"onebest' in text[:4000])
    return 0.95 if inside or ("onebest" in text[:4000] and "\\" in text[:4000]) else 0.0


def read(text: str, options: Options) -> Parsed:
    """Read the sentences.

    Raises:
        UserError: There is none.
    """
    del options
    value, problems = load_any(text)
    heard = Heard(problems)
    whole = found(value, lambda item: bool(item.get("lattice") or item.get("lattice2"))) or {}
    for item in objects(whole.get("lattice")) or objects(whole.get("lattice2")):
        best = fields(parsed_json(item.get("json_1best")))
        heard.add(_said(fields(best.get("st"))))
    if not whole:
        holder = found(
            value, lambda item: "onebest" in item or "onebest" in str(item.get("data"))[:400]
        )
        listed = parsed_json(holder.get("data")) if holder and "data" in holder else value
        for sentence in objects(listed):
            heard.add(said(sentence, _SENTENCE))
    return heard.parsed()


def _said(sentence: Object) -> Said:
    start, end = time_of(sentence.get("bg"), 1.0), time_of(sentence.get("ed"), 1.0)
    words: list[Word] = []
    for group in objects(sentence.get("rt")):
        for item in objects(group.get("ws")):
            best = fields(at(item, "cw", 0))
            text = str(best.get("w") or "").strip()
            first, last = time_of(item.get("wb"), _FRAME), time_of(item.get("we"), _FRAME)
            if not text:
                continue
            if best.get("wp") == "p" and words:
                words[-1] = words[-1]._replace(text=words[-1].text + text)
            elif first is not None and last is not None:
                begin = first + (start or 0.0)
                confidence = confidence_of(best.get("wc"))
                words.append(Word(round(begin), round(last + (start or 0.0)), text, confidence))
    speaker = sentence.get("rl")
    named = speaker_of(speaker) if str(speaker or "0") != "0" else None
    return Said(start, end, joined(word.text for word in words), words, named)
