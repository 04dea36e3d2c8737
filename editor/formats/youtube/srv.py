# SPDX-License-Identifier: GPL-3.0-or-later
"""srv1 and srv2 of YouTube: a flat list of texts, in seconds or in ms."""

from __future__ import annotations

import html
import re
from typing import TYPE_CHECKING

from editor.core.errors import Problem, UserError
from editor.core.i18n import N_
from editor.formats.xml_text import Element, parse
from editor.formats.youtube.scrolled import Event, clean, number, parsed

if TYPE_CHECKING:
    from editor.core.options import Options
    from editor.formats.format import Parsed

_ROOT = re.compile(
    r"[\ufeff\s]*(?:<\?xml[^>]{0,200}>\s*)?<(?:transcript\b|timedtext\b(?![^>]{0,200}format=.3))"
)
_TEXT = re.compile(r"<text\s[^>]{0,200}\b(?:start|t)\s*=")


_LONGEST = 2000.0
"""Ms of a last text without a duration."""


def score(text: str) -> float:
    """Sure of texts with a start below one of the two roots."""
    head = text[:4000]
    return 0.97 if _ROOT.match(head) and _TEXT.search(head) else 0.0


def read(text: str, options: Options) -> Parsed:
    """Read the texts; they may have been escaped twice.

    Raises:
        UserError: There is none.
    """
    del options
    root, problems = parse(text)
    events: list[Event] = []
    endless: list[int] = []
    for element in root.all("text"):
        start, length = _times(element)
        if start is None:
            message = N_("A text without a readable time was skipped.")
            problems.append(Problem(message, line=element.line))
            continue
        said = clean(html.unescape(element.text()))
        if said or not element.attributes.get("append"):
            events.append(Event(start, start + (length or 0.0), said))
            endless += [len(events) - 1] if length is None else []
    for row in endless:  # without a duration, up to the next one
        following = events[row + 1].start if row + 1 < len(events) else None
        events[row].end = following or events[row].start + _LONGEST
    if not events:
        raise UserError("There are no cues in this file.")
    return parsed(events, problems)


def _times(element: Element) -> tuple[float | None, float | None]:
    """Start and duration in ms."""
    attributes = element.attributes
    if "start" in attributes:
        start, length = number(attributes, "start"), number(attributes, "dur")
        return (
            None if start is None else start * 1000,
            None if length is None else length * 1000,
        )
    return number(attributes, "t"), number(attributes, "d")
