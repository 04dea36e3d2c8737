# SPDX-License-Identifier: GPL-3.0-or-later
"""What a pass found, as it is kept with the work: state rows of kind `core.state.DOUBT`."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from editor.core.doubt import Candidate, Doubt, Spoken
from editor.core.state import CURRENT_MODEL, doubt_key
from editor.ear.calibrating import PRIOR
from editor.ear.work import DOUBTFUL

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from editor.core.cue import Cue
    from editor.core.state import Json
    from editor.ear.calibrating import Calibration
    from editor.ear.work import Judged

_WINDOW, _SCORE, _HEARD, _WEAKEST, _WORDS = "window", "score", "heard", "weakest", "words"
_MODEL, _CUE, _SAID, _SPOKEN = "model", "cue", "said", "spoken"
_DIGITS = 3
"""Decimals of scores that are kept."""


class JudgedText(NamedTuple):
    """A text that a model has judged.

    Attributes:
        cue: Id of the cue that it stood in.
        said: See `text.letters_of`.
        score: As `Doubt.score`.
    """

    cue: int
    said: str
    score: float


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
        spoken = tuple(
            each._replace(score=round(each.score, _DIGITS))
            for each in judged.spoken.get(found.row, ())
        )
        yield Doubt(cues[found.row], score, word, candidates, found.heard, spoken)


def row_of(doubt: Doubt, window: str, model: str) -> Row:
    """A result as it is kept; `window` is the key of the window in which the cue was heard."""
    cue = doubt.cue
    body: dict[str, Json] = {
        _WINDOW: window,
        _SCORE: doubt.score,
        _HEARD: doubt.heard,
        _WEAKEST: [*doubt.weakest],
        _WORDS: [[*each] for each in doubt.candidates],
        _MODEL: model,
        _CUE: cue.id,
        _SAID: judged_text(doubt).said,
        _SPOKEN: [[*each] for each in doubt.spoken],
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


def judged_texts(rows: Mapping[str, Json]) -> Iterator[JudgedText]:
    """All texts that the model that was used last has judged; damaged rows are none."""
    model = model_of(rows)
    for body in rows.values():
        match body:
            case {"model": name, "cue": int() as cue, "said": str() as said, "score": score}:
                if name == model and isinstance(score, int | float):
                    yield JudgedText(cue, said, float(score))


def judged_text(doubt: Doubt) -> JudgedText:
    """The text that a result is about."""
    from editor.ear.text import letters_of

    return JudgedText(doubt.cue.id, letters_of(doubt.cue.text), doubt.score)


def is_doubtful(doubt: Doubt, calibration: Calibration = PRIOR) -> bool:
    """Whether a cue is so likely to be wrong that it is worth listening to."""
    return not doubt.heard or calibration.chance(doubt.score) > PRIOR.chance(DOUBTFUL)


def _doubt(cue: Cue, body: Mapping[str, Json]) -> Doubt | None:
    match body:
        case {"score": int() | float() as score, "heard": bool() as heard, "weakest": [a, b]}:
            span = _span(a, b, len(cue.text))
        case _:
            return None
    words = body.get(_WORDS)
    found = map(_candidate, words if isinstance(words, list) else ())
    inside = tuple(each for each in found if each is not None and each.end <= len(cue.text))
    times = body.get(_SPOKEN)
    heard_at = map(_spoken, times if isinstance(times, list) else ())
    spoken = tuple(each for each in heard_at if each is not None)
    return Doubt(cue, float(score), span, inside, heard, spoken) if span is not None else None


def _span(start: Json, end: Json, length: int) -> tuple[int, int] | None:
    if isinstance(start, int) and isinstance(end, int) and 0 <= start < end <= length:
        return start, end
    return None


def _spoken(word: Json) -> Spoken | None:
    match word:
        case [int() as start, int() as end, int() | float() as score]:
            return Spoken(start, end, float(score)) if 0 <= start < end else None
        case _:
            return None


def _candidate(word: Json) -> Candidate | None:
    match word:
        case [int() as start, int() as end, str() as text, int() | float() as gain]:
            return Candidate(start, end, text, float(gain)) if 0 <= start < end else None
        case _:
            return None
