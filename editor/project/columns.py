# SPDX-License-Identifier: GPL-3.0-or-later
"""Converts between columns of project files or sessions and values; columns may hold anything."""

from __future__ import annotations

import contextlib
import json
import math
from dataclasses import asdict
from typing import TYPE_CHECKING, Any

from editor.core.cue import MARKS, Cue
from editor.core.head import NO_EXTRAS, Head
from editor.core.options import DEFAULTS, Options
from editor.core.state import body_of
from editor.core.values import dataclass
from editor.core.words import Words
from editor.project import database
from editor.project.values import checked_cue, checked_head, words_of

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from editor.core.state import Json
    from editor.core.words import Spoken


_UNTOLD = asdict(DEFAULTS)


@dataclass(frozen=True, slots=True)
class Place:
    """Where a file was when the project was saved.

    Attributes:
        absolute: Absolute path, or None.
        relative: Path relative to the project's folder, or None.
    """

    absolute: Path | None = None
    relative: Path | None = None

    def candidates(self, folder: Path) -> list[Path]:
        """Paths to try, relative to the project first: both are usually moved together."""
        near = [] if self.relative is None else [(folder / self.relative).absolute()]
        return [*near, *([] if self.absolute is None else [self.absolute])]


def from_options(options: Options) -> str | None:
    """Reader options that differ from the defaults, as JSON; None if there are none."""
    told = {name: value for name, value in asdict(options).items() if value != _UNTOLD[name]}
    return json.dumps(told) if told else None


def to_options(value: object) -> Options:
    """The inverse of `from_options`; invalid values become the defaults."""
    told = to_extras(value, strict=False)
    names = ("encoding", "fps", "language", "columns")
    encoding, fps, language, columns = (told.get(name) for name in names)
    return Options(
        encoding=encoding if isinstance(encoding, str) else None,
        fps=fps if isinstance(fps, float) and 0 < fps < math.inf else DEFAULTS.fps,
        language=language if isinstance(language, str) else None,
        columns=columns if isinstance(columns, str) else None,
    )


def place_of(row: dict[str, Any]) -> Place:
    """A `Place` from the row of `transcript` or `medium`; the row may be empty."""
    relative = row.get("relative")
    return Place(_path(row.get("absolute")), None if relative is None else _path(relative))


def _path(value: object) -> Path | None:
    path = database.to_path(value)
    return None if path is None or "\0" in str(path) else path


CUE = (
    "id, start_ms, end_ms, text, hypothesis, speaker, checked, note, extras, words_of, second, "
    "second_checked, mark, chapter, left_out"
)
"""The columns of `cues` that `to_cue` takes, in order."""

_EMPTY = (None, None, 0, "", None, None, "", 0, None, None, 0)
"""The columns after the text, without a value."""


def to_cue(fields: list[Any], words: dict[int, Words]) -> Cue:
    """A cue from a row of the columns `CUE`; `words` maps cue ids to words.

    Raises:
        ValueError, TypeError, RecursionError: A column has an invalid value.
    """
    number, start, end, text, hypothesis, speaker, checked, note, extras, *rest = fields
    of, second, second_checked, mark, chapter, left_out = rest
    hypothesis = None if hypothesis is None else to_text(hypothesis)
    return checked_cue(
        Cue(
            id=number,
            start=start,
            end=end,
            text=to_text(text),
            hypothesis=hypothesis,
            speaker=None if speaker is None else to_text(speaker),
            words=_whose(words.get(number), of or words_of(hypothesis)),
            checked=bool(checked),
            note=to_text(note),
            extras=to_extras(extras),
            second=to_text(second),
            second_checked=bool(second_checked),
            mark=mark if mark in MARKS else None,
            chapter=None if chapter is None else to_text(chapter),
            left_out=bool(left_out),
        )
    )


def to_damaged_cue(fields: list[Any], words: dict[int, Words], at: int) -> Cue:
    """The cue of a row that `to_cue` refuses, without the columns that are damaged.

    Args:
        fields: See `to_cue`.
        words: See `to_cue`.
        at: Start and end, in ms, if the row's own are damaged.

    Raises:
        ValueError, TypeError, RecursionError: Its id or its text is damaged.
    """
    kept: list[Any] = [fields[0], at, at, fields[3], *_EMPTY]
    whole = to_cue(kept, words)
    for columns in (slice(1, 3), *(slice(place, place + 1) for place in range(4, len(fields)))):
        trial = list(kept)
        trial[columns] = fields[columns]
        with contextlib.suppress(ValueError, TypeError, RecursionError):
            whole = to_cue(trial, words)
            kept = trial
    return whole


def _whose(words: Words | None, of: Spoken) -> Words | None:
    return words if words is None or words.of == of else Words(words, of)


def to_head(row: dict[str, Any]) -> Head:
    """The head from the row of `project`; only the languages if other fields are invalid."""
    languages = (row.get(name) for name in ("language", "second_language"))
    language, second = (tag if isinstance(tag, str) else None for tag in languages)
    fields = {
        name: to_extras(row.get(name), strict=False)
        for name in ("styles", "script_info", "speaker_colours", "extras")
    }
    try:
        return checked_head(Head(language, second, **fields))
    except ValueError:
        return Head(language, second)


_TERM: dict[str, type] = {
    "kind": str,
    "heard_as": str,
    "not_near": str,
    "keep_script": bool,
    "note": str,
}
"""Columns of `glossary` after `term`, and their types."""


def from_term(term: str, body: object) -> tuple[object, ...] | None:
    """A row of `glossary` from a row of `state`; None if the table cannot store it exactly."""
    fields = to_extras(body, strict=False)
    row = (term, *(fields.get(name) for name in _TERM))
    try:
        return row if to_term(row) == (term, body) else None
    except (TypeError, ValueError):
        return None


def to_term(row: Sequence[object]) -> tuple[str, str]:
    """The inverse of `from_term`: key and body.

    Raises:
        TypeError, ValueError: A column has an invalid value.
    """
    term, *values = row
    fields: dict[str, Json] = {}
    for (name, kind), value in zip(_TERM.items(), values, strict=True):
        if value is None:
            continue
        if kind is bool and value in (0, 1):
            fields[name] = bool(value)
        elif isinstance(value, str) and kind is str:
            fields[name] = value
        else:
            raise TypeError(value)
    return to_text(term), body_of(fields)


def to_text(value: object) -> str:
    """Text from a column; a blob is text with lone surrogates (see `project_file._text`).

    Raises:
        ValueError: The column holds something else.
    """
    if isinstance(value, bytes):
        return value.decode("utf-8", "surrogatepass")
    if not isinstance(value, str):
        raise ValueError(value)  # noqa: TRY004 - bad data, not a bad call
    return value


def to_extras(value: object, *, strict: bool = True) -> Any:
    """A JSON object, or `NO_EXTRAS` for NULL and other JSON.

    Text that is not JSON raises as in `to_cue`; if not `strict`, it gives `NO_EXTRAS`.
    """
    if value is None:
        return NO_EXTRAS
    try:
        extras = json.loads(value)  # type: ignore[arg-type] # may be anything
    except (ValueError, TypeError, RecursionError):
        if strict:
            raise
        return NO_EXTRAS
    return extras if isinstance(extras, dict) and extras else NO_EXTRAS
