# SPDX-License-Identifier: GPL-3.0-or-later
"""Tolerant JSON parsing: truncated files, stray control characters and NaN."""

from __future__ import annotations

import json
import math
import re
from typing import TYPE_CHECKING

from editor.core import lazy_re
from editor.core.errors import BrokenOff, Problem, UserError
from editor.core.i18n import N_
from editor.core.reasons import reason

if TYPE_CHECKING:
    from collections.abc import Iterator

_LONGEST_INTEGER = 18  # digits; longer ones become floats, as Python refuses to parse thousands
LONGEST = 10**13
"""In ms: a larger number is not accepted as a time."""


def _integer(digits: str) -> float | None:
    return int(digits) if len(digits) <= _LONGEST_INTEGER else _finite(digits)


def _finite(digits: str) -> float | None:
    value = float(digits)
    return value if math.isfinite(value) else None


DECODER = json.JSONDecoder(
    strict=False, parse_int=_integer, parse_float=_finite, parse_constant=lambda _: None
)
_GAP = lazy_re.compile(r"[\s,]*")
"""What may separate two list entries."""


def load(text: str, list_name: str) -> tuple[dict[str, object], list[Problem]]:
    """The JSON object in `text`; from a damaged one, the readable entries of the list `list_name`.

    Returns:
        The object and its problems.

    Raises:
        UserError: It is no JSON object, or no entry of the list can be read.
    """
    start = len(text) - len(text.lstrip("\ufeff \t\r\n"))
    try:
        value, end = DECODER.raw_decode(text, start)  # not a slice: errors give a line
    except json.JSONDecodeError as error:
        return _salvage(text, list_name, error)
    except RecursionError:
        raise UserError("The JSON is nested too deeply.") from None
    if not isinstance(value, dict):
        raise UserError("The JSON has no list “{name}”.", name=list_name)
    problems: list[Problem] = []
    if rest := text[end:].lstrip("\0 \t\r\n"):
        line = text.count("\n", 0, len(text) - len(rest)) + 1
        problems.append(Problem("Text after the JSON was skipped.", line=line))
    return value, problems


def _salvage(
    text: str, list_name: str, error: json.JSONDecodeError
) -> tuple[dict[str, object], list[Problem]]:
    opening = re.search(rf'"{re.escape(list_name)}"\s*:\s*\[', text)
    items = list(_items(text, opening.end())) if opening else []
    if not items:
        raise UserError(
            "The JSON is damaged here: {reason}.", line=error.lineno, reason=reason(error.msg)
        ) from None
    facts = {"line": error.lineno, "name": list_name, "count": len(items)}
    message = N_(
        "The JSON is damaged here; only the first {count} entries of “{name}” could be read."
    )
    whole = text.rstrip("\0 \t\r\n")
    kind = BrokenOff if error.pos >= len(whole) or not whole.endswith("}") else Problem
    return {list_name: items}, [kind(message, **facts)]


def _items(text: str, position: int) -> Iterator[object]:
    while True:
        gap = _GAP.match(text, position)
        position = gap.end() if gap else position
        try:
            item, position = DECODER.raw_decode(text, position)
        except (json.JSONDecodeError, RecursionError):
            return
        yield item


def number(value: object) -> float | None:
    """A finite float from a JSON number or a numeric string, else None."""
    if isinstance(value, bool):
        return None
    if isinstance(value, str):
        try:
            value = float(value)
        except ValueError:
            return None
    try:
        found = float(value) if isinstance(value, (int, float)) else math.nan
    except OverflowError:  # an integer of hundreds of digits
        return None
    return found if math.isfinite(found) else None
