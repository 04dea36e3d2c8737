# SPDX-License-Identifier: GPL-3.0-or-later
"""Results of Qwen3-ASR with its aligner: a text, and items with times in seconds.

The items have no punctuation; the text has.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from editor.core.errors import Problem
from editor.core.i18n import N_
from editor.formats.heard import Heard
from editor.formats.loose_json import Object, at, found, load_any, names_in, objects, rows
from editor.formats.recognised import Said, Shape, spoken
from editor.formats.word_groups import Voiced, grouped, marked

if TYPE_CHECKING:
    from editor.core.options import Options
    from editor.formats.format import Parsed

_ITEM = Shape(("text", "word"), ("start_time", "start"), ("end_time", "end"))
_SHAPE = Shape(word=_ITEM)


def score(text: str) -> float:
    """Sure of ``time_stamps``; also its answer in a chat, which has no times."""
    names = names_in(text)
    if "time_stamps" in names and "text" in names:
        return 0.93
    if {"text", "start_time", "end_time"} <= names and not names & {"words", "utterances"}:
        return 0.5
    return 0.5 if {"choices", "message", "content", "text"} <= names else 0.0


def read(text: str, options: Options) -> Parsed:
    """Read the results.

    Raises:
        UserError: There is nothing to read.
    """
    del options
    value, problems = load_any(text)
    heard = Heard(problems)
    results = [item for item in objects(value) if "time_stamps" in item]
    results = results or [item for item in [found(value, _is_result)] if item]
    for result in results:
        _add(heard, result, problems)
    if not results:
        listed = value if isinstance(value, list) else at(value, "items")
        for one in grouped(map(Voiced, spoken(listed, _SHAPE))):
            heard.add(one)
    answer = found(value, lambda item: "annotations" in item) or {}
    language = (results[0] if results else {}).get("language")
    return heard.parsed(language or at(answer, "annotations", 0, "language"))


def _is_result(item: Object) -> bool:
    return "time_stamps" in item or ("content" in item and "role" in item)


def _add(heard: Heard, result: Object, problems: list[Problem]) -> None:
    written = result.get("text")
    if not isinstance(written, str):
        content = result.get("content")
        parts = (
            [content] if isinstance(content, str) else [at(part, "text") for part in rows(content)]
        )
        written = "".join(part for part in parts if isinstance(part, str))
    stamps = result.get("time_stamps")
    words = spoken(stamps if isinstance(stamps, list) else at(stamps, "items"), _SHAPE)
    if words:
        for one in grouped(map(Voiced, marked(written, words))):
            heard.add(one)
    elif written.strip():
        problems.append(Problem(N_("This file has no times; they can be set by tapping.")))
        heard.add(Said(0, 0, written.strip()))
