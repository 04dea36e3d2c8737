# SPDX-License-Identifier: GPL-3.0-or-later
"""What columns of project files and sessions hold, as values; a file may hold anything in them."""

from __future__ import annotations

import json
import math
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Any

from editor.core.cue import MARKS, Cue
from editor.core.head import NO_EXTRAS, Head
from editor.core.options import DEFAULTS, Options
from editor.core.words import Words
from editor.project import database
from editor.project.values import checked_cue, checked_head, words_of

if TYPE_CHECKING:
    from pathlib import Path

    from editor.core.words import Spoken


_UNTOLD = asdict(DEFAULTS)


@dataclass(frozen=True, slots=True)
class Place:
    """Where a file was when the project was saved.

    Attributes:
        absolute: Its whole path, or None.
        relative: The way to it from the project's folder, or None.
    """

    absolute: Path | None = None
    relative: Path | None = None

    def candidates(self, folder: Path) -> list[Path]:
        """Where to look for it, beside the project first: the two are moved together."""
        near = [] if self.relative is None else [(folder / self.relative).absolute()]
        return [*near, *([] if self.absolute is None else [self.absolute])]


def from_options(options: Options) -> str | None:
    """What a reader was told, as JSON; None where that is nothing."""
    told = {name: value for name, value in asdict(options).items() if value != _UNTOLD[name]}
    return json.dumps(told) if told else None


def to_options(value: object) -> Options:
    """The way back from `from_options`; what is not as it should be is as if it was not told."""
    told = to_extras(value, strict=False)
    encoding, fps, language = (told.get(name) for name in ("encoding", "fps", "language"))
    return Options(
        encoding=encoding if isinstance(encoding, str) else None,
        fps=fps if isinstance(fps, float) and 0 < fps < math.inf else DEFAULTS.fps,
        language=language if isinstance(language, str) else None,
    )


def place_of(row: dict[str, Any]) -> Place:
    """Where a file was, from the one row of `transcript` or `medium`, or from an empty one."""
    relative = row.get("relative")
    return Place(_path(row.get("absolute")), None if relative is None else _path(relative))


def _path(value: object) -> Path | None:
    path = database.to_path(value)
    return None if path is None or "\0" in str(path) else path


CUE = (
    "id, start_ms, end_ms, text, hypothesis, speaker, checked, note, extras, words_of, second, "
    "second_checked, mark, chapter, left_out"
)
"""The columns of `cues` that `to_cue` takes."""


def to_cue(fields: list[Any], words: dict[int, Words]) -> Cue:
    """A cue from a row of the columns `CUE`, and the words of each cue by its id.

    Raises:
        ValueError, TypeError, RecursionError: There is something else in it.
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


def _whose(words: Words | None, of: Spoken) -> Words | None:
    return words if words is None or words.of == of else Words(words, of)


def to_head(row: dict[str, Any]) -> Head:
    """The head from the row of `project`; nothing where there is something else in it."""
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


def to_text(value: object) -> str:
    """Text from a column; see `editor.project.project_file` for blobs.

    Raises:
        ValueError: There is something else in it.
    """
    if isinstance(value, bytes):
        return value.decode("utf-8", "surrogatepass")
    if not isinstance(value, str):
        raise ValueError(value)  # noqa: TRY004 - a value of the file's
    return value


def to_extras(value: object, *, strict: bool = True) -> Any:
    """A JSON object, or nothing; what is none raises as in `to_cue`, or else is nothing too."""
    if value is None:
        return NO_EXTRAS
    try:
        extras = json.loads(value)  # type: ignore[arg-type] # whatever it is
    except (ValueError, TypeError, RecursionError):
        if strict:
            raise
        return NO_EXTRAS
    return extras if isinstance(extras, dict) and extras else NO_EXTRAS
