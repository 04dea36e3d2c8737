# SPDX-License-Identifier: GPL-3.0-or-later
"""Windows of whole cues: what a model listens to at a time."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from editor.ear.mel import LONGEST
from editor.ear.text import Spoken, spoken

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

_MARGIN = 500
"""ms of sound before the first and behind the last cue, at most; times may be a little off."""


class Line(NamedTuple):
    """A cue to be scored: its row, its times in ms, and its text."""

    row: int
    start: int
    end: int
    text: str


@dataclass(frozen=True)
class Window:
    """Consecutive cues that are heard in one go.

    Attributes:
        start: In ms, of the sound.
        end: In ms, of the sound.
        lines: The cues.
        spoken: What is spoken in each.
    """

    start: int
    end: int
    lines: tuple[Line, ...]
    spoken: tuple[Spoken, ...]

    @property
    def text(self) -> str:
        """All that is spoken, with a space between two cues."""
        return " ".join(each.text for each in self.spoken)

    @property
    def firsts(self) -> tuple[int, ...]:
        """Where in `text` each cue begins."""
        firsts, at = [], 0
        for each in self.spoken:
            firsts.append(at)
            at += len(each.text) + 1
        return tuple(firsts)

    def key(self, listener: str) -> str:
        """A name for what `listener`, a model, finds here: by texts and times."""
        content = repr((listener, self.start, self.end, [line[1:] for line in self.lines]))
        return hashlib.sha256(content.encode("utf-8", "surrogatepass")).hexdigest()[:32]


def windows(lines: Iterable[Line], tokens_of: Callable[[str], int], room: int) -> list[Window]:
    """Group cues into windows.

    Cues without speech, longer than a window, or with damaged times are left out.

    Args:
        lines: In their order in the file.
        tokens_of: How many tokens a text has.
        room: Tokens of a window's text at most.
    """
    found: list[Window] = []
    group: list[tuple[Line, Spoken]] = []
    tokens = 0
    for line in lines:
        said = spoken(line.text)
        size = tokens_of(" " + said.text)
        if not said.text or not 0 < line.end - line.start <= 1000 * LONGEST or size > room:
            continue
        if group and (not _fits(group, line) or tokens + size > room):
            found.append(_window(group, found))
            group, tokens = [], 0
        group.append((line, said))
        tokens += size
    if group:
        found.append(_window(group, found))
    return found


def around(lines: Sequence[Line], place: int) -> tuple[Line, ...]:
    """The cue at a place in `lines`, with as many of its neighbours as a window holds."""
    first, stop = place, place + 1
    grown = True
    while grown:
        grown = False
        for before, behind in ((1, 0), (0, 1)):
            low, high = first - before, stop + behind
            if low >= 0 and high <= len(lines) and _is_window(lines[low:high]):
                first, stop, grown = low, high, True
    return tuple(lines[first:stop])


def _is_window(lines: Sequence[Line]) -> bool:
    """Whether cues follow one another, in no more time than a window has."""
    in_order = all(a.start <= b.start for a, b in pairwise(lines))
    return in_order and max(line.end for line in lines) - lines[0].start <= 1000 * LONGEST


def _fits(group: Sequence[tuple[Line, Spoken]], line: Line) -> bool:
    first, last = group[0][0], group[-1][0]
    return last.start <= line.start and line.end - first.start <= 1000 * LONGEST


def _window(group: Sequence[tuple[Line, Spoken]], before: Sequence[Window]) -> Window:
    """A window with some sound around its cues, none of it that of the cues before."""
    first = group[0][0].start
    end = max(line.end for line, _ in group)
    room = 1000 * LONGEST - (end - first)
    start = max(0, first - min(_MARGIN, room // 2))
    if before:
        past = max(line.end for line in before[-1].lines)
        start = max(start, min(past, first))
    lines, texts = zip(*group, strict=True)
    return Window(start, min(end + _MARGIN, start + 1000 * LONGEST), lines, texts)
