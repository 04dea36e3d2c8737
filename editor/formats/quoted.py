# SPDX-License-Identifier: GPL-3.0-or-later
"""A file as one string: of JSON, as services and chat models answer, or with its breaks escaped."""

from __future__ import annotations

from typing import TYPE_CHECKING

from editor.core import lazy_re
from editor.core.errors import Problem, UserError
from editor.core.i18n import N_
from editor.formats.lines import LineCounter
from editor.formats.odd_times import ARROW, TIME
from editor.formats.wrapping import Wrapped

if TYPE_CHECKING:
    from collections.abc import Iterator

_TIMES = lazy_re.compile(
    rf"(?:{TIME})[ \t]*(?:{ARROW})[ \t]*(?:{TIME})"
    r"|\[\d{1,4}:[\d.]{1,6},\d{1,4}:[\d.]{1,6}[,\]]"
)
"""Of SubRip, or of Tencent Cloud."""
_BEGIN = lazy_re.compile(r"WEBVTT|[\[(]?\d{1,3}:\d|\d{1,9}(?:\\r)?\\n")
"""How a file that is not quoted begins."""

_HEAD = 20_000
"""Characters at the beginning in which no line may end."""


def may_be_one_line(text: str) -> bool:
    """Whether this may be a file on one line, with its breaks escaped; fast."""
    head = text[:_HEAD].strip("\ufeff \t\r\n")
    return "\\n" in head and "\n" not in head and _BEGIN.match(head) is not None


def inside(text: str) -> Wrapped | None:
    """The file that is the only string with times in `text`; None if there is none, or several."""
    times = _TIMES.search(text)
    if times is None or "\\n" not in text:
        return None
    line = LineCounter(text)(times.start())
    try:
        found = set(filter(_is_file, _strings(_value(text.strip("\ufeff \t\r\n")))))
    except UserError:
        return None
    if len(found) != 1:
        return None
    file = found.pop()
    message = N_("The subtitles are a string inside the file; what stands around it was left out.")
    return Wrapped(file, [Problem(message, line=line)], [line - 1] * (file.count("\n") + 1))


def _is_file(string: str) -> bool:
    return ("\n" in string or "\\n" in string) and _TIMES.search(string) is not None


def _value(text: str) -> object:
    """What `text` is in JSON; a string, if it is a line with escaped breaks; None if neither.

    Raises:
        UserError: The JSON is damaged.
    """
    from editor.formats.loose_json import is_structured, load_any

    if _BEGIN.match(text) and "\n" not in text:
        text = '"' + text.replace('\\"', '"').replace('"', '\\"') + '"'
    elif text[0] not in "\"'" and not is_structured(text):
        return None
    return load_any(text)[0]


def _strings(value: object) -> Iterator[str]:
    """Yield all strings in a value of JSON."""
    waiting = [value]
    while waiting:
        one = waiting.pop()
        if isinstance(one, str):
            yield one
        elif isinstance(one, dict):
            waiting += one.values()
        elif isinstance(one, list):
            waiting += one
