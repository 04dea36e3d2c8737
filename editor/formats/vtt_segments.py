# SPDX-License-Identifier: GPL-3.0-or-later
"""WebVTT segments of a stream (HLS), joined into one file: their clocks and doubled cues.

Each segment may say by ``X-TIMESTAMP-MAP`` how its clock lies on the stream's (RFC 8216, section
3.5). A cue that crosses the border of two segments stands in both.
"""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from editor.core import lazy_re
from editor.core.errors import Problem
from editor.core.i18n import N_
from editor.core.timecode import parse_time
from editor.formats.vtt_times import TIME_LINE, span

if TYPE_CHECKING:
    from collections.abc import Sequence

    from editor.core.cue import Cue

_LOCAL = lazy_re.compile(r"LOCAL:((?:\d{1,6}:)?\d{1,3}:\d{1,2}(?:[.,]\d{1,6})?)", re.ASCII)
_MPEGTS = lazy_re.compile(r"MPEGTS:(\d{1,12})", re.ASCII)
_TICKS = 90
"""Ticks of MPEG's clock per ms."""

_WRAP = 2**33
"""Number of ticks after which MPEG's clock begins again."""

_NEAR = 100
"""In ms: how far the halves of a doubled cue may lie apart, as segments are cut at key frames."""

_FAR = 20
"""Number of lines below a header in which its first cue is looked for."""

_LOOK_BACK = 20
"""Number of cues before a border that may be doubled behind it."""

_SURE = 2
"""Number of doubled cues that prove the length of segments without a map, if there are as many
borders."""


class Clock(NamedTuple):
    """A segment's ``X-TIMESTAMP-MAP``: at `local` ms the stream's clock shows `ticks`."""

    local: int
    ticks: int


class Segment(NamedTuple):
    """A segment: the row of its first cue, and its clock if the file gives it."""

    first: int
    clock: Clock | None


def clock_in(line: str) -> Clock | None:
    """The clock that a header line gives, or None."""
    if not line.startswith("X-TIMESTAMP-MAP"):
        return None
    local, ticks = _LOCAL.search(line), _MPEGTS.search(line)
    return Clock(parse_time(local[1]), int(ticks[1])) if local and ticks else None


def joined(cues: list[Cue], segments: Sequence[Segment]) -> tuple[list[Cue], Problem]:
    """The cues of several segments on one clock and without doubles, and a sentence about it."""
    parts = _parts(cues, segments)
    length = None
    offsets = _offsets(segments)
    mapped = any(segment.clock for segment in segments)
    if mapped and (any(offsets) or _run_on(parts)):
        message = N_(
            "This file is {count} WebVTT segments in a row. Their X-TIMESTAMP-MAP was applied;"
            " cues that stood twice: {doubles}."
        )
    elif length := _proven_length(parts):
        offsets = [number * length for number in range(len(parts))]
        message = N_(
            "This file is {count} WebVTT segments of {seconds} s in a row. Their times were made"
            " to run on; cues that stood twice: {doubles}."
        )
    else:
        offsets = [0] * len(parts)
        message = N_(
            "This file is {count} WebVTT files in a row. Their times were kept;"
            " cues that stood twice: {doubles}."
        )
    parts = [
        [cue.shifted(offset) for cue in part] for part, offset in zip(parts, offsets, strict=True)
    ]
    found = _without_doubles(parts) if _run_on(parts) else [cue for part in parts for cue in part]
    doubles = len(cues) - len(found)
    told = Problem(message, count=len(parts), doubles=doubles, seconds=f"{(length or 0) / 1000:g}")
    return [replace(cue, id=row) for row, cue in enumerate(found)], told


def _parts(cues: list[Cue], segments: Sequence[Segment]) -> list[list[Cue]]:
    firsts = [*(segment.first for segment in segments), len(cues)]
    return [cues[first:stop] for first, stop in pairwise(firsts)]


def _offsets(segments: Sequence[Segment]) -> list[int]:
    """What to add to each segment's times, in ms, so that they count as the first one's do."""
    offsets: list[int] = []
    ticks = 0
    last: Clock | None = None
    base = 0
    for segment in segments:
        clock = segment.clock
        if clock is not None:
            if last is None:
                base = clock.local
            else:
                step = clock.ticks - last.ticks
                ticks += (step + _WRAP // 2) % _WRAP - _WRAP // 2
            last = clock
        offsets.append(round(ticks / _TICKS) - (last.local - base if last else 0))
    return offsets


def _proven_length(parts: list[list[Cue]]) -> int | None:
    """The length of segments in ms, if cues that stand on both sides of borders prove it."""
    ends = [
        before[-1].end
        for before, after in pairwise(parts)
        if before and after and before[-1].text == after[0].text and after[0].start <= _NEAR
    ]
    length = max(ends, default=0)
    agreed = length > 0 and length - min(ends) <= _NEAR
    within = all(0 <= cue.start < cue.end <= length for part in parts for cue in part)
    return length if agreed and within and len(ends) >= min(_SURE, len(parts) - 1) else None


def _run_on(parts: list[list[Cue]]) -> bool:
    """Whether no part begins before the last cue of the one before it does."""
    spoken = [part for part in parts if part]
    return all(after[0].start >= before[-1].start - _NEAR for before, after in pairwise(spoken))


def _without_doubles(parts: list[list[Cue]]) -> list[Cue]:
    """All cues, those that go on in the next part as one."""
    found: list[Cue] = []
    for part in parts:
        border = len(found)
        for cue in part:
            row = _standing(found, border, cue)
            if row is None:
                found.append(cue)
            else:
                before = found[row]
                found[row] = before.retimed(before.start, max(before.end, cue.end))
    return found


def _standing(found: list[Cue], border: int, cue: Cue) -> int | None:
    """The row before `border` of the cue that `cue` continues or repeats, or None."""
    for row in range(border - 1, max(border - _LOOK_BACK, 0) - 1, -1):
        before = found[row]
        if (before.text, before.speaker) == (
            cue.text,
            cue.speaker,
        ) and before.start - _NEAR <= cue.start <= before.end + _NEAR:
            return row
    return None


def touching_header(lines: Sequence[tuple[int, str]], rows: range, start: int) -> int:
    """The row of a header in the payload of a cue; else the end of `rows`.

    Where files were joined, a header may touch the text before it. It is told from the text
    “WEBVTT” by its clock, a byte-order mark, or times that begin again below it.

    Args:
        lines: Offset and content of all lines.
        rows: The payload.
        start: When the cue starts, in ms.
    """
    for at in rows:
        line = lines[at][1]
        if line.strip("\ufeff \t") == "WEBVTT":
            following = lines[at + 1][1] if at + 1 < len(lines) else ""
            marked = line.startswith("\ufeff") or following.startswith("X-TIMESTAMP-MAP")
            if marked or (at > rows.start and _begins_again(lines[at : at + _FAR], start)):
                return at
    return rows.stop


def _begins_again(lines: Sequence[tuple[int, str]], start: int) -> bool:
    """Whether the first cue of these lines does not begin after `start` ms."""
    timing = TIME_LINE.fullmatch(next((line for _, line in lines if "-->" in line), ""))
    return timing is not None and span(timing)[0] <= start
