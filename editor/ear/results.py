# SPDX-License-Identifier: GPL-3.0-or-later
"""What a pass found, as it is kept with the work: state rows of kind `core.state.DOUBT`."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from editor.core.doubt import Candidate, Doubt
from editor.core.state import CURRENT_MODEL, doubt_key
from editor.ear.work import DOUBTFUL

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from editor.core.cue import Cue
    from editor.core.state import Json
    from editor.ear.work import Judged

_WINDOW, _SCORE, _HEARD, _WEAKEST, _WORDS = "window", "score", "heard", "weakest", "words"
_DIGITS = 3
"""Decimals of scores that are kept."""


class Row(NamedTuple):
    """A row of state: its key and its body."""

    key: str
    body: Json


def results(judged: Judged, cues: Sequence[Cue]) -> Iterator[Doubt]:
    """What was found in a window, doubtful or not; `cues` are all of the document as it was."""
    from editor.ear.fit import doubts

    for found in doubts(judged.fits):
        candidates = tuple(
            each._replace(gain=round(each.gain, _DIGITS))
            for each in judged.suggestions.get(found.row, ())
        )
        score, word = round(found.score, _DIGITS), judged.words[found.row]
        yield Doubt(cues[found.row], score, word, candidates, found.heard)


def row_of(doubt: Doubt, window: str, model: str) -> Row:
    """A result as it is kept; `window` is the key of the window in which the cue was heard."""
    cue = doubt.cue
    body: dict[str, Json] = {
        _WINDOW: window,
        _SCORE: doubt.score,
        _HEARD: doubt.heard,
        _WEAKEST: [*doubt.weakest],
        _WORDS: [[*each] for each in doubt.candidates],
    }
    return Row(doubt_key(cue.text, cue.start, cue.end, model), body)


def model_of(rows: Mapping[str, Json]) -> str:
    """The name of the model that was used last; empty without one."""
    name = rows.get(CURRENT_MODEL)
    return name if isinstance(name, str) else ""


def windows_of(rows: Mapping[str, Json]) -> frozenset[str]:
    """Keys of all windows that were heard, by whatever model."""
    windows = (body.get(_WINDOW) for body in rows.values() if isinstance(body, dict))
    return frozenset(each for each in windows if isinstance(each, str))


def kept_results(rows: Mapping[str, Json], cues: Iterable[Cue]) -> Iterator[Doubt]:
    """What the model that was used last found of the cues as they are now; damaged rows are none.

    Args:
        rows: All of the kind, by key.
        cues: The document's.
    """
    model = model_of(rows)
    if not model:
        return
    for cue in cues:
        body = rows.get(doubt_key(cue.text, cue.start, cue.end, model))
        doubt = _doubt(cue, body) if isinstance(body, dict) else None
        if doubt is not None:
            yield doubt


def is_doubtful(doubt: Doubt) -> bool:
    """Whether a cue fits the sound so badly that it is worth listening to."""
    return not doubt.heard or doubt.score < DOUBTFUL


def _doubt(cue: Cue, body: Mapping[str, Json]) -> Doubt | None:
    match body:
        case {"score": int() | float() as score, "heard": bool() as heard, "weakest": [a, b]}:
            span = _span(a, b, len(cue.text))
        case _:
            return None
    words = body.get(_WORDS)
    found = map(_candidate, words if isinstance(words, list) else ())
    inside = tuple(each for each in found if each is not None and each.end <= len(cue.text))
    return Doubt(cue, float(score), span, inside, heard) if span is not None else None


def _span(start: Json, end: Json, length: int) -> tuple[int, int] | None:
    if isinstance(start, int) and isinstance(end, int) and 0 <= start < end <= length:
        return start, end
    return None


def _candidate(word: Json) -> Candidate | None:
    match word:
        case [int() as start, int() as end, str() as text, int() | float() as gain]:
            return Candidate(start, end, text, float(gain)) if 0 <= start < end else None
        case _:
            return None
