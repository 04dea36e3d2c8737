# SPDX-License-Identifier: GPL-3.0-or-later
"""JSON of no known recogniser: the longest list of objects with times and texts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from editor.core.errors import Problem, UserError
from editor.core.i18n import N_
from editor.core.timecode import parse_time
from editor.formats.heard import Heard, without_unit
from editor.formats.loose_json import Object, first, load_any, names_in, objects
from editor.formats.recognised import Shape, said

if TYPE_CHECKING:
    from collections.abc import Iterator

    from editor.core.options import Options
    from editor.formats.format import Parsed

_TEXTS = (
    "original_subtitle",
    "text",
    "transcript",
    "sentence",
    "content",
    "caption",
    "subtitle",
    "line",
    "value",
    "word",
)
_STARTS = (
    "start", "start_time", "startTime", "begin", "begin_time", "beginTime", "from", "bg",
    "startMs", "start_ms", "offset", "timestamp", "time",
)  # fmt: skip
_ENDS = ("end", "end_time", "endTime", "to", "ed", "endMs", "end_ms", "stop", "finish")
_MILLISECONDS = frozenset({"startMs", "start_ms", "endMs", "end_ms", "bg", "ed"})
_SHAPE = Shape(_TEXTS, _STARTS, _ENDS)
_DEEPEST = 8


def score(text: str) -> float:
    """Just enough if there are names for texts and for times."""
    names = names_in(text)
    return 0.3 if names.intersection(_TEXTS) and names.intersection(_STARTS) else 0.0


def read(text: str, options: Options) -> Parsed:
    """Read the longest list.

    Raises:
        UserError: There is none.
    """
    del options
    value, problems = load_any(text)
    name, listed = max(_lists(value), key=lambda pair: len(pair[1]), default=("", []))
    if not listed:
        raise UserError("This JSON has no list of texts with times.")
    message = N_("This JSON is of no known recogniser; its list “{name}” was read.")
    problems.append(Problem(message, name=name))
    items = [_numbered(item) for item in listed]
    shape = _SHAPE
    if any(name in item for item in items[:1] for name in _MILLISECONDS):
        shape = Shape(_TEXTS, _STARTS, _ENDS, unit=1.0)
    heard = Heard(problems)
    shape = without_unit(items, shape, problems)
    for item in items:
        one = said(item, shape)
        translated = item.get("translated_subtitle")
        one.second = translated.strip() if isinstance(translated, str) else ""
        heard.add(one)
    return heard.parsed()


def _lists(value: object, name: str = "", depth: int = 0) -> Iterator[tuple[str, list[Object]]]:
    """Yield the lists of objects that have a text and a start; where one is, not those inside.

    Objects that are numbered instead of listed are a list, too.
    """
    if isinstance(value, list):
        timed = [item for item in objects(value) if _is_timed(item)]
        if timed:
            yield name, timed
            return
    inner = value.items() if isinstance(value, dict) else ()
    numbered = [item for _, item in inner if isinstance(item, dict) and _is_timed(item)]
    if numbered and len(numbered) == len(inner):  # {"1": {…}, "2": {…}}
        yield name, numbered
        return
    pairs = list(inner) or [(name, item) for item in (value if isinstance(value, list) else ())]
    for key, item in pairs if depth < _DEEPEST else ():
        if isinstance(item, (dict, list)):
            yield from _lists(item, str(key), depth + 1)


def _is_timed(item: Object) -> bool:
    return isinstance(first(item, _TEXTS), str) and first(item, _STARTS) is not None


def _numbered(item: Object) -> Object:
    """The object with written times (``00:00:01,500``) as seconds."""
    numbered = dict(item)
    for name in (*_STARTS, *_ENDS):
        written = item.get(name)
        if isinstance(written, str) and ":" in written:
            try:
                numbered[name] = parse_time(written) / 1000
            except UserError:
                numbered[name] = None
    return numbered
