# SPDX-License-Identifier: GPL-3.0-or-later
"""Results of FunASR: Paraformer, SenseVoice, Fun-ASR-Nano. Times in ms, one for each token.

A token is a Chinese character or a Latin word; punctuation has no time. Without sentences, or
without any times, a result is a single text.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from editor.core.errors import Problem
from editor.core.i18n import N_
from editor.core.words import Word
from editor.formats.heard import Heard, in_seconds
from editor.formats.loose_json import Object, at, fields, found, load_any, names_in, objects, rows
from editor.formats.recognised import SECOND, Said, Shape, joined, said, spoken, time_of
from editor.formats.word_groups import Voiced, grouped, marked

if TYPE_CHECKING:
    from editor.core.options import Options
    from editor.formats.format import Parsed

_SENTENCE = Shape(text=("text", "sentence"), unit=1.0, words=("",))
_NANO = Shape(text=("token", "text"), start=("start_time",), end=("end_time",))
_LISTS = ("sentence_info", "stamp_sents", "sentences")
_TOKEN = re.compile(r"[A-Za-z0-9]+(?:[.'’\-%][A-Za-z0-9]+)*%?|\w")
_CLOCK = re.compile(r"[\"']timestamps?[\"']\s*:\s*[\"'][\[(]?\d{1,3}:\d")
_UTTERANCE = re.compile(r"(?=<\|(?:zh|en|yue|ja|ko|nospeech)\|>)")
_TAG = re.compile(r"<\|[^|<>\n]{0,40}\|>")


def score(text: str) -> float:
    """Sure of its own names."""
    names = names_in(text)
    if names & {"sentence_info", "stamp_sents"} or {"text_seg", "ts_list"} <= names:
        return 0.96
    if "text" not in names or "chunks" in names:
        return 0.0
    if "key" in names and (names & {"timestamp", "timestamps"} or "<|" in text[:4000]):
        return 0.93
    if "start_offset" in names or _CLOCK.search(text[:20000]):  # NeMo's, or a chat model's
        return 0.0
    return 0.6 if names & {"timestamp", "timestamps"} else 0.0


def read(text: str, options: Options) -> Parsed:
    """Read the results.

    Raises:
        UserError: There is nothing to read.
    """
    del options
    value, problems = load_any(text)
    heard = Heard(problems)
    results = [item for item in objects(value) if _is_result(item)]
    results = results or [item for item in [found(value, _is_result)] if item]
    for result in results:
        _add(heard, result, problems)
    return heard.parsed()


def _is_result(item: Object) -> bool:
    return isinstance(item.get("text"), str) or any(item.get(name) for name in _LISTS)


def _add(heard: Heard, result: Object, problems: list[Problem]) -> None:
    sentences = next((rows(result[name]) for name in _LISTS if rows(result.get(name))), [])
    shape = in_seconds(sentences, _SENTENCE, problems)
    for sentence in map(fields, sentences):
        heard.add(_sentence(sentence, shape))
    written = result.get("text")
    if sentences or not isinstance(written, str):
        return
    stamps = rows(result.get("timestamp"))
    whole = {"start": at(stamps, 0, 0), "end": at(stamps[-1:], 0, 1), "text": written}
    unit = in_seconds([whole], _SENTENCE, problems).unit
    words = (
        spoken(result.get("timestamps"), _NANO)
        or _started(rows(result.get("tokens")), rows(result.get("timestamps")))
        or aligned(written, stamps, rows(result.get("words")), unit)
    )
    if words:
        bare = _TAG.sub("", written)
        for one in grouped(map(Voiced, marked(bare, words))):
            heard.add(one)
        return
    problems.append(Problem(N_("This file has no times; they can be set by tapping.")))
    for part in filter(None, map(str.strip, _UTTERANCE.split(written))):
        heard.add(Said(0, 0, part))


def _started(tokens: list[object], starts: list[object]) -> list[Word]:
    """Tokens with a start each, in seconds, as sherpa-onnx gives them; parts of a word joined."""
    times = [time_of(start, SECOND) for start in starts]
    words: list[Word] = []
    for row, (token, start) in enumerate(zip(tokens, times, strict=False)):
        text = str(token).replace("▁", " ")
        if start is None or not text.strip():
            continue
        following = times[row + 1] if row + 1 < len(times) else None
        end = start + _TOKEN_LENGTH if following is None else min(following, start + _LONGEST)
        if (words and not _TOKEN.search(text)) or (words and _goes_on(words[-1].text, text)):
            end = end if _TOKEN.search(text) else words[-1].end  # a mark takes no time
            words[-1] = words[-1]._replace(end=round(end), text=words[-1].text + text.strip())
        else:
            words.append(Word(round(start), round(end), text.strip()))
    return words


def _goes_on(word: str, token: str) -> bool:
    return word.isascii() and token.isascii() and not token[0].isspace()


_TOKEN_LENGTH, _LONGEST = 200.0, 600.0
"""Ms of the last token, and at most of one before a pause."""


def _sentence(item: Object, shape: Shape) -> Said:
    item = dict(item)
    if isinstance(item.get("text"), list):
        item["text"] = joined(map(str, rows(item["text"])))
    if isinstance(item.get("text_seg"), str):
        item["text"] = joined(str(item.pop("text_seg")).split()) + str(item.pop("punc", "") or "")
    stamps = rows(item.get("timestamp")) or rows(item.get("ts_list"))
    one = said(item, shape)
    one.words = aligned(one.text, stamps, rows(item.get("words")), shape.unit)
    return one


def aligned(text: str, stamps: list[object], given: list[object], unit: float = 1.0) -> list[Word]:
    """The tokens of a text with their times in `unit` ms.

    Where their numbers differ (``九点`` was written as ``9点``), each token gets the time at its
    place.
    """
    texts = [token for token in given if isinstance(token, str)]
    tokens = texts or _TOKEN.findall(_TAG.sub("", text))
    times = [_pair(stamp, unit) for stamp in stamps]
    pairs = [pair for pair in times if pair is not None]
    if not tokens or not pairs:
        return []
    words = []
    for row, token in enumerate(tokens):
        first, last = row * len(pairs) // len(tokens), (row + 1) * len(pairs) // len(tokens)
        start, end = pairs[first][0], pairs[max(first, last - 1)][1]
        if token.strip():
            words.append(Word(round(start), round(end), token.strip()))
    return words


def _pair(stamp: object, unit: float) -> tuple[float, float] | None:
    start, end = (time_of(value, unit) for value in [*rows(stamp), None, None][:2])
    return None if start is None or end is None else (start, end)
