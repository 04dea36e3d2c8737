# SPDX-License-Identifier: GPL-3.0-or-later
"""JSON of IBM Watson Speech to Text: words as ``[word, start, end]`` in seconds."""

from __future__ import annotations

from typing import TYPE_CHECKING

from editor.core.words import Word
from editor.formats.heard import Heard
from editor.formats.loose_json import Object, at, fields, load_any, names_in, objects, rows
from editor.formats.recognised import SECOND, Said, confidence_of, speaker_of, time_of
from editor.formats.word_groups import Voiced, grouped

if TYPE_CHECKING:
    from collections.abc import Iterator

    from editor.core.options import Options
    from editor.formats.format import Parsed


def score(text: str) -> float:
    """Sure of alternatives with timestamps."""
    known = {"results", "alternatives", "transcript", "timestamps"} <= names_in(text)
    return 0.95 if known else 0.0


def read(text: str, options: Options) -> Parsed:
    """Read the final results.

    Raises:
        UserError: There is none.
    """
    del options
    value, problems = load_any(text)
    heard = Heard(problems)
    for holder in _holders(value, 0):
        speakers = {
            time_of(label.get("from"), SECOND): speaker_of(label.get("speaker"))
            for label in objects(holder.get("speaker_labels"))
        }
        for result in objects(holder.get("results")):
            if result.get("final") is not False:
                _add(heard, fields(at(result, "alternatives", 0)), speakers)
    return heard.parsed()


def _holders(value: object, depth: int) -> Iterator[Object]:
    """Yield the objects whose ``results`` have alternatives; asynchronous jobs wrap them."""
    for item in objects(value):
        inner = objects(item.get("results"))
        if any("alternatives" in result for result in inner):
            yield item
        elif depth < 3:  # noqa: PLR2004 - no wrapper is deeper
            yield from _holders(inner, depth + 1)


def _add(heard: Heard, best: Object, speakers: dict[float | None, str | None]) -> None:
    """Add a result; where speakers change in it, each turn by itself."""
    sure = [confidence_of(at(pair, 1)) for pair in rows(best.get("word_confidence"))]
    words: list[Voiced] = []
    for row, stamp in enumerate(rows(best.get("timestamps"))):
        text, start, end = (
            at(stamp, 0),
            time_of(at(stamp, 1), SECOND),
            time_of(at(stamp, 2), SECOND),
        )
        if isinstance(text, str) and text.strip() and start is not None and end is not None:
            confidence = sure[row] if row < len(sure) else None
            word = Word(round(start), round(end), text.strip(), confidence)
            words.append(Voiced(word, speakers.get(start)))
    named = [voiced.speaker for voiced in words if voiced.speaker]
    if len(set(named)) > 1:
        for one in grouped(words):
            heard.add(one)
        return
    text = str(best.get("transcript") or "").strip()
    plain = [voiced.word for voiced in words]
    heard.add(Said(None, None, text, plain, named[0] if named else None))
