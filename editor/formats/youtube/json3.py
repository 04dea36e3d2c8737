# SPDX-License-Identifier: GPL-3.0-or-later
"""json3 of YouTube: events in ms; those of automatic captions have words with times.

``aAppend`` events only break lines; events without ``segs`` define windows.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from editor.core.errors import Problem, UserError
from editor.core.i18n import N_
from editor.core.tags import literal
from editor.formats.json_text import number
from editor.formats.loose_json import Object, at, found, has, load_any, names_in, objects
from editor.formats.recognised import time_of
from editor.formats.youtube.scrolled import Event, clean, confidence_of, key_of, parsed, timed

if TYPE_CHECKING:
    from editor.core.options import Options
    from editor.formats.format import Parsed


_LONGEST = 2000.0
"""Ms of a last event without a duration."""


def score(text: str) -> float:
    """Sure of events that start in ms."""
    names = names_in(text)
    known = "tStartMs" in names and (names & {"segs", "wireMagic"} or has(text, "segs"))
    return 0.97 if known else 0.0


def read(text: str, options: Options) -> Parsed:
    """Read the events.

    Raises:
        UserError: None has a text.
    """
    del options
    value, problems = load_any(text)
    whole = found(value, lambda item: isinstance(item.get("events"), list)) or {}
    places = objects(whole.get("wpWinPositions"))
    events: list[Event] = []
    items = objects(whole.get("events"))
    for row, item in enumerate(items, start=1):
        segments = objects(item.get("segs"))
        said = clean("".join(str(segment.get("utf8") or "") for segment in segments))
        if not said:
            continue
        start, length = time_of(item.get("tStartMs"), 1.0), time_of(item.get("dDurationMs"), 1.0)
        if start is None:
            message = N_("Cue {place} has no readable time and was skipped.")
            problems.append(Problem(message, place=row))
            continue
        if length is None:  # as long as nothing else is said
            later = (time_of(one.get("tStartMs"), 1.0) for one in items[row:] if one.get("segs"))
            following = next((each for each in later if each is not None and each > start), None)
            length = _LONGEST if following is None else following - start
        event = _event(item, said, start, start + length)
        if event.window is None:
            event.key = key_of(at(places, int(number(item.get("wpWinPosId")) or 0), "apPoint"))
        events.append(event)
    if not events:
        raise UserError("There are no cues in this file.")
    return parsed(events, problems)


def _event(item: Object, said: str, start: float, end: float) -> Event:
    window = item.get("wWinId")
    segments = objects(item.get("segs"))
    words = []
    if any("tOffsetMs" in segment for segment in segments):
        pieces = [
            (
                start + (number(segment.get("tOffsetMs")) or 0.0),
                str(segment.get("utf8") or ""),
                confidence_of(number(segment.get("acAsrConf"))),
            )
            for segment in segments
        ]
        words = timed(pieces, end)
    scrolls = window is not None or bool(words)
    return Event(start, end, literal(said), words, str(window) if scrolls else None)
