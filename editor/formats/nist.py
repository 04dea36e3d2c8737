# SPDX-License-Identifier: GPL-3.0-or-later
"""Lines of fields as NIST's scoring tools take them: what CTM, RTTM and STM share."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from editor.core.errors import Problem
from editor.core.i18n import N_
from editor.formats.json_text import LONGEST, number
from editor.formats.lines import shortened, unix_newlines

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator


class Row(NamedTuple):
    """A line: its number, its fields, its start and end in ms."""

    line: int
    fields: list[str]
    start: int
    end: int


def share(text: str, fewest: int, at: int, *, ends: bool = False) -> float:
    """Share of lines with so many fields, and a start and a duration from the field `at` on.

    With `ends` an end stands in the place of the duration.
    """
    lines = [line.split() for line in unix_newlines(text[:20000].lstrip("\ufeff")).split("\n")]
    lines = [fields for fields in lines if fields and not fields[0].startswith((";;", "#"))]
    if len(text) > 20000 and len(lines) > 1:  # noqa: PLR2004 - the last line is cut
        lines.pop()
    hits = sum(
        len(fields) >= fewest and _times(fields, at, ends=ends) is not None for fields in lines
    )
    return hits / len(lines) if lines else 0.0


def rows(
    text: str, fewest: int, at: int, problems: list[Problem], *, ends: bool = False
) -> Iterator[Row]:
    """Yield the lines, see `share`; comments are passed over, others are told."""
    for number_, raw in enumerate(unix_newlines(text).split("\n"), start=1):
        line = raw.strip(" \t\r\ufeff")
        fields = line.split()
        if not fields or fields[0].startswith((";;", "#")):
            continue
        times = _times(fields, at, ends=ends) if len(fields) >= fewest else None
        if times is None:
            message = N_("Skipped, not part of any cue: “{text}”.")
            problems.append(Problem(message, line=number_, text=shortened(line)))
            continue
        yield Row(number_, fields, *times)


def several(recordings: Iterable[str]) -> Iterator[Problem]:
    """Yield a problem if the lines are of several recordings."""
    names = list(dict.fromkeys(recordings))
    if len(names) > 1:
        message = N_("Lines of {count} recordings were read, each with its own clock: {names}.")
        yield Problem(message, count=len(names), names=shortened(", ".join(names)))


def _times(fields: list[str], at: int, *, ends: bool) -> tuple[int, int] | None:
    start, end = number(fields[at]), number(fields[at + 1])
    if start is None or end is None:
        return None
    end = end if ends else start + end
    if end < start or max(abs(start), end) > LONGEST / 1000:
        return None
    return round(start * 1000), round(end * 1000)
