# SPDX-License-Identifier: GPL-3.0-or-later
"""JSON as scripts leave it: any value, JSON Lines, printed by Python, damaged, broken off."""

from __future__ import annotations

import json
import re
from functools import lru_cache
from typing import TYPE_CHECKING

from editor.core.errors import BrokenOff, Problem, UserError
from editor.core.i18n import N_
from editor.core.reasons import reason
from editor.formats.json_text import DECODER
from editor.formats.lines import shortened
from editor.formats.python_text import as_json, is_printed

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

Object = dict[str, object]

_FAST = json.JSONDecoder(strict=False, parse_constant=lambda _: None)
"""Twice as fast as the other one: huge numbers stay what they are, or are an error."""


_STRUCTURED = re.compile(r"[\ufeff\s]*(?:[\[({]\s*)*(?:[\"'{\[\]}]|[A-Za-z_][\w.]*\(\w+=)")
_NAME = re.compile(r"""["'](\w{1,40})\\*["']\s*:|(?<![\w"'])([A-Za-z_]\w{0,40})=""")
_GAP = re.compile(r"[\s,\x1e\0]*")
_TOKEN = re.compile(r'"(?:[^"\\]|\\.)*"|[\[\]{},:]|[^\s\[\]{},:"]+', re.DOTALL)
_HEAD = 20_000
"""Characters at the start, and at four later places, in which names are looked for."""

_CLOSERS = {"[": "]", "{": "}"}


def is_structured(text: str) -> bool:
    """Whether a text begins like JSON, or like what Python prints."""
    return _STRUCTURED.match(text) is not None


def names_in(text: str) -> frozenset[str]:
    """Names of fields in a text that begins like JSON or like what Python prints; else none."""
    if not is_structured(text):
        return frozenset()
    sample = text
    if len(text) > 2 * _HEAD:
        quarter = len(text) // 4
        later = [text[place : place + _HEAD] for place in range(quarter, len(text), quarter)]
        sample = "\n".join([text[:_HEAD], *later, text[-_HEAD:]])
    return _names(sample)


@lru_cache(maxsize=2)
def _names(sample: str) -> frozenset[str]:
    return frozenset(quoted or bare for quoted, bare in _NAME.findall(sample))


def has(text: str, *names: str) -> bool:
    """Whether all of these names of fields occur in `text`; for names that stand far apart."""
    known = names_in(text)
    return bool(known) and all(
        name in known or f'"{name}"' in text or f"'{name}'" in text for name in names
    )


def load_any(text: str) -> tuple[object, list[Problem]]:
    """The JSON value in `text`, or a list of them where there are several, and what was wrong.

    Raises:
        UserError: Nothing can be read.
    """
    text = text.replace("\ufeff", " ", 1) if text.startswith("\ufeff") else text
    start = len(text) - len(text.lstrip())
    if is_printed(text):
        text = as_json(text)
    problems: list[Problem] = []
    try:
        value, end = _decoded(text, start)
    except json.JSONDecodeError as error:
        return _mended(text, start, error)
    except RecursionError:
        raise UserError("The JSON is nested too deeply.") from None
    after = _gap(text, end)
    if after == len(text):
        return value, problems
    if text[after] not in "[{":
        problems.append(Problem("Text after the JSON was skipped.", line=_line(text, after)))
        return value, problems
    return [value, *_further(text, after, problems)], problems


def _decoded(text: str, start: int) -> tuple[object, int]:
    try:
        return _FAST.raw_decode(text, start)
    except json.JSONDecodeError:
        raise
    except ValueError:  # an integer of thousands of digits
        return DECODER.raw_decode(text, start)


def _further(text: str, place: int, problems: list[Problem]) -> Iterator[object]:
    """Yield the values from `place` on; a damaged one is skipped up to the next line."""
    while (place := _gap(text, place)) < len(text):
        try:
            value, place = _decoded(text, place)
        except (json.JSONDecodeError, RecursionError):
            stop = text.find("\n", place)
            line = text[place : stop if stop >= 0 else len(text)]
            kind = BrokenOff if stop < 0 else Problem
            message = N_("This line of JSON is damaged and was skipped: “{text}”.")
            problems.append(kind(message, line=_line(text, place), text=shortened(line)))
            place = stop if stop >= 0 else len(text)
        else:
            yield value


def _gap(text: str, place: int) -> int:
    gap = _GAP.match(text, place)
    return gap.end() if gap else place


def _line(text: str, place: int) -> int:
    before = text[:place].replace("\r\n", "\n").replace("\r", "\n")
    return before.count("\n") + 1


def _mended(text: str, start: int, error: json.JSONDecodeError) -> tuple[object, list[Problem]]:
    """What stands before the damage, with its open brackets closed."""
    cut, closers = _last_whole(text, start, error)
    line = _line(text, error.pos)
    try:
        value, _ = DECODER.raw_decode(text[start:cut] + closers)
    except (json.JSONDecodeError, RecursionError):
        value = None
    if not value or isinstance(value, (str, int, float)):
        raise UserError(
            "The JSON is damaged here: {reason}.", line=line, reason=reason(error.msg)
        ) from None
    whole = text.rstrip("\0 \t\r\n")
    at_end = error.pos >= len(whole) or not whole.endswith(("}", "]"))
    kind = BrokenOff if at_end else Problem
    message = N_("The JSON is damaged here; only what stands before could be read.")
    return value, [kind(message, line=line)]


def _last_whole(text: str, start: int, error: json.JSONDecodeError) -> tuple[int, str]:
    """Where the last whole value before the damage ends, and what closes the brackets there."""
    stack: list[str] = []
    cut, position = start, start
    for token in _TOKEN.finditer(text, start, error.pos):
        written, position = token[0], token.end()
        if written in _CLOSERS:
            stack.append(_CLOSERS[written])
            cut = position
        elif written in {"]", "}"}:
            if not stack or stack.pop() != written:
                break
            cut = position
        elif written == ",":
            cut = token.start()
    if error.msg.startswith("Expecting ',' delimiter") and error.pos < len(text.rstrip()):
        cut = error.pos  # all values before it are whole
    return cut, "".join(reversed(stack))


def rows(value: object) -> list[object]:
    """`value` if it is a list, else an empty one."""
    return value if isinstance(value, list) else []


def fields(value: object) -> Object:
    """`value` if it is an object, else an empty one."""
    return value if isinstance(value, dict) else {}


def at(value: object, *path: str | int) -> object:
    """What stands at the end of a path of names and indices, or None."""
    for step in path:
        if isinstance(step, str):
            value = fields(value).get(step)
        else:
            listed = rows(value)
            value = listed[step] if step < len(listed) else None
    return value


def objects(value: object) -> list[Object]:
    """The objects of a list, or the only one where there is no list."""
    return [item for item in rows(value) if isinstance(item, dict)] or (
        [value] if isinstance(value, dict) else []
    )


def first(item: Object, names: tuple[str, ...]) -> object:
    """The first of these fields that is there and not null."""
    for name in names:
        value = item.get(name)
        if value is not None:
            return value
    return None


def found(value: object, is_it: Callable[[Object], bool], depth: int = 8) -> Object | None:
    """The first object, outermost first, for which `is_it` holds; also in strings of JSON."""
    level = [value]
    for _ in range(depth):
        inner: list[object] = []
        for item in level:
            if isinstance(item, dict):
                if is_it(item):
                    return item
                inner += item.values()
            elif isinstance(item, list):
                inner += item[:_MOST_LOOKED_AT]
            elif isinstance(item, str) and item.lstrip()[:1] in {"{", "["}:
                inner.append(parsed(item))
        level = inner
    return None


_MOST_LOOKED_AT = 50
"""Entries of a list in which an object is looked for."""


def parsed(text: object) -> object:
    """The value of a string that holds JSON itself, or None; anything else as it is."""
    if not isinstance(text, str):
        return text
    try:
        value: object = DECODER.decode(text)
    except (json.JSONDecodeError, RecursionError):
        return None
    return value
