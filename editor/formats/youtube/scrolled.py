# SPDX-License-Identifier: GPL-3.0-or-later
"""What YouTube's formats of timed events have in common.

Automatic captions scroll: an event stays until the one after next begins, so its end is the start
of the next one in its window. Events that place a text are shown together and keep their ends.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from editor.core.cue import Cue
from editor.core.words import Word, Words
from editor.formats.format import Parsed

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from editor.core.errors import Problem

_ANCHORS = (7, 8, 9, 4, 5, 6, 1, 2, 3)
"""Keys of a numeric keypad for YouTube's anchor points 0 to 8, from the top left."""

_BOTTOM = 3
_MOST_CONFIDENT = 255
_UNSEEN = str.maketrans("", "", "\u200b\ufeff")


@dataclass(slots=True)
class Event:
    """A timed text; times in ms.

    Attributes:
        start: When it appears.
        end: When it disappears.
        text: Its text.
        words: Its words, if it has times for them.
        window: The window that it scrolls in, or None if it does not scroll.
        key: Its place as a key of a numeric keypad, or 0.
    """

    start: float
    end: float
    text: str
    words: list[Word] = field(default_factory=list)
    window: str | None = None
    key: int = 0


def key_of(anchor: object) -> int:
    """The key for an anchor point; 0 for one at the bottom, where the player may decide."""
    if isinstance(anchor, str) and anchor.strip().isdecimal():
        anchor = int(anchor)
    if not isinstance(anchor, int) or not 0 <= anchor < len(_ANCHORS):
        return 0
    key = _ANCHORS[anchor]
    return key if key > _BOTTOM else 0


def confidence_of(level: float | None) -> float | None:
    """A confidence of 0 to 255, where 0 means that it is not known."""
    if not level or not 0 < level <= _MOST_CONFIDENT:
        return None
    return round(level / _MOST_CONFIDENT, 4)


def timed(pieces: Iterable[tuple[float, str, float | None]], end: float) -> list[Word]:
    """Words from pieces with a start, a text and a confidence; each lasts until the next."""
    there = [piece for piece in pieces if piece[1].strip()]
    ends = [*(start for start, _, _ in there[1:]), end]
    return [
        Word(round(start), round(max(start, until)), text.strip(), confidence)
        for (start, text, confidence), until in zip(there, ends, strict=True)
    ]


def clean(text: str) -> str:
    """A text without invisible characters and empty lines."""
    lines = (line.strip() for line in text.translate(_UNSEEN).split("\n"))
    return "\n".join(line for line in lines if line)


def parsed(events: list[Event], problems: list[Problem]) -> Parsed:
    """The events that have a text as cues."""
    following: dict[str, float] = {}
    for event in reversed(events):
        if event.window is None:
            continue
        event.end = min(event.end, max(following.get(event.window, event.end), event.start))
        following[event.window] = event.start
    cues: list[Cue] = []
    for event in events:
        text = f"{{\\an{event.key}}}{event.text}" if event.key else event.text
        start, end = round(event.start), round(event.end)
        words = Words(event.words, "text") if event.words else None
        if words is not None and start < end:
            words = words.inside(start, end)
        cues.append(Cue(len(cues), start, end, text, words=words))
    return Parsed(cues, problems)


def number(attributes: Mapping[str, str], name: str) -> float | None:
    """A number among attributes, or None."""
    try:
        found = float(attributes[name])
    except (KeyError, ValueError):
        return None
    return found if abs(found) < _BEYOND else None


_BEYOND = 1e13
"""No time is so long."""
