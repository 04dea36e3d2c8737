# SPDX-License-Identifier: GPL-3.0-or-later
"""JSON of Google Speech-to-Text, v1 and v2: results with the words of their best alternative.

Times are ``"1.300s"``, or seconds and nanoseconds. With speakers, the last result repeats all
words.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from editor.core.words import Word
from editor.formats.heard import Heard
from editor.formats.json_text import number
from editor.formats.loose_json import (
    Object,
    at,
    fields,
    first,
    found,
    load_any,
    names_in,
    objects,
)
from editor.formats.recognised import SECOND, Said, confidence_of, speaker_of, time_of
from editor.formats.word_groups import Voiced, grouped

if TYPE_CHECKING:
    from editor.core.options import Options
    from editor.formats.format import Parsed

_START = ("startTime", "startOffset", "start_time", "start_offset")
_END = ("endTime", "endOffset", "end_time", "end_offset")
_RESULT_END = ("resultEndTime", "resultEndOffset", "result_end_time", "result_end_offset")
_NANOSECOND = 1e-9


def score(text: str) -> float:
    """Sure of alternatives of words that start and end."""
    names = names_in(text)
    if not {"results", "alternatives", "transcript"} <= names or names & {"channels", "timestamps"}:
        return 0.0
    return 0.93 if names & {*_START, *_RESULT_END} else 0.0


def read(text: str, options: Options) -> Parsed:
    """Read the results.

    Raises:
        UserError: There is none.
    """
    del options
    value, problems = load_any(text)
    heard = Heard(problems)
    whole = found(value, _has_results) or {}
    results = objects(whole.get("results"))
    spoken = [_voiced(result) for result in results]
    before = sum(map(len, spoken[:-1]))
    repeats = len(spoken) > 1 and len(spoken[-1]) >= before > 0
    if repeats and any(one.speaker for one in spoken[-1]):
        for one in grouped(spoken[-1]):
            heard.add(one)
        results = []
    end = 0.0
    for result, words in zip(results, spoken, strict=False):
        one = _said(result, words, end)
        end = one.end if one.end is not None else end
        if len({voiced.speaker for voiced in words}) > 1:
            for turn in grouped(words):
                heard.add(turn)
        elif one.text or one.words:
            heard.add(one)
    return heard.parsed(next(filter(None, (_language(result) for result in results)), None))


def _has_results(item: Object) -> bool:
    return isinstance(item.get("results"), list)  # v2 has an object of files first


def _language(result: Object) -> object:
    return result.get("languageCode") or result.get("language_code")


def _said(result: Object, words: list[Voiced], before: float) -> Said:
    text = str(at(result, "alternatives", 0, "transcript") or "").strip()
    plain = [voiced.word for voiced in words]
    start = float(plain[0].start) if plain else before
    end = float(plain[-1].end) if plain else _time(first(result, _RESULT_END))
    return Said(start, end, text, plain, words[0].speaker if words else None)


def _voiced(result: Object) -> list[Voiced]:
    words = []
    for item in objects(at(result, "alternatives", 0, "words")):
        start, end = _time(first(item, _START)), _time(first(item, _END))
        text = item.get("word")
        if not isinstance(text, str) or not text.strip() or end is None:
            continue
        label = first(item, ("speakerLabel", "speaker_label", "speakerTag", "speaker_tag"))
        word = Word(round(start or 0), round(end), text.strip(), _confidence(item))
        words.append(Voiced(word, speaker_of(label) if label else None))
    return words


def _confidence(item: Object) -> float | None:
    return confidence_of(item.get("confidence")) or None  # 0 is not set


def _time(value: object) -> float | None:
    if isinstance(value, dict):
        parts = fields(value)
        whole, nanos = number(parts.get("seconds", 0)), number(parts.get("nanos", 0))
        value = None if whole is None or nanos is None else whole + nanos * _NANOSECOND
    return time_of(value, SECOND)
