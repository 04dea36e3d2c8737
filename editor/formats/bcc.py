# SPDX-License-Identifier: GPL-3.0-or-later
"""BCC, Bilibili's closed captions: JSON with times in seconds.

The site's upload page reads ``from``, ``to`` and ``content``; all known writers also set the
display defaults, and so does this one. ``location`` is numbered like a keypad; 2 is bottom
centre.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from editor.core.cue import Cue
from editor.core.errors import Problem, UserError
from editor.core.head import NO_EXTRAS, Head
from editor.core.i18n import N_
from editor.core.markup import Place, anchor, place_at
from editor.core.tags import without_tags
from editor.core.text import is_blank, weight
from editor.core.timecode import from_seconds, spoken
from editor.formats.format import Format, Markup, Parsed, TextReader, Written
from editor.formats.json_text import LONGEST, load, number
from editor.formats.language_names import tag_of

if TYPE_CHECKING:
    from collections.abc import Mapping

    from editor.core.document import Document
    from editor.core.options import Options

_HEADER: Mapping[str, object] = {
    "font_size": 0.4,
    "font_color": "#FFFFFF",
    "background_alpha": 0.5,
    "background_color": "#9C27B0",
    "Stroke": "none",
}
"""Display defaults that known writers put into a file."""

_OWN_FIELDS = frozenset({"from", "to", "content"})
"""Fields of a cue that are read into `Cue`; all others become extras."""

_BOTTOM_CENTRE = 2
"""The default ``location``."""


_FEWEST = 2
_TOO_LONG, _TOO_SLOW = 200_000, 60_000
"""Ms of a cue, and for a Han character, that are none."""


def score(text: str) -> float:
    """Certain if an object has a ``body``, contents and times."""
    start = text[:4000]
    if not start.lstrip("\ufeff \t\r\n").startswith("{"):
        return 0.0
    timed = '"content"' in start and '"from"' in start
    return 0.95 if '"body"' in text and (timed or '"background_color"' in start) else 0.0


def read(text: str, options: Options) -> Parsed:
    """Read BCC, also inside the wrapper of the site's API.

    Raises:
        UserError: It is not BCC, or has no cues.
    """
    del options
    data, problems = load(text, "body")
    inner = data.get("data")
    if "body" not in data and isinstance(inner, dict):
        data = inner
    body = data.get("body")
    if not isinstance(body, list):
        raise UserError("This JSON has no list “body” with cues.")
    parsed = Parsed(problems=problems)
    for place, item in enumerate(body, start=1):
        cue = _cue(item, len(parsed.cues))
        if cue is None:
            parsed.problems.append(
                Problem("Cue {place} has no readable time and was skipped.", place=place)
            )
            continue
        if cue.end < cue.start:
            parsed.problems.append(Problem("Cue {place} ends before it starts.", place=place))
        parsed.cues.append(cue)
    whole = all(type(item.get("from")) is int for item in body if isinstance(item, dict))
    if whole and _are_ms(parsed.cues):
        message = N_("The times have no unit; by the length of the cues they are milliseconds.")
        parsed.problems.append(Problem(message))
        parsed.cues = [cue.retimed(cue.start // 1000, cue.end // 1000) for cue in parsed.cues]
    if not parsed.cues:
        raise UserError("There are no cues in this file.")
    language = data.get("lang")
    header = {name: value for name, value in data.items() if name != "body"}
    told = any(_HEADER.get(name) != value for name, value in header.items())
    parsed.head = Head(
        language=tag_of(language),
        extras={"bcc.header": header} if told else NO_EXTRAS,
    )
    return parsed


def _are_ms(cues: list[Cue]) -> bool:
    """Whether cues that last for minutes, in whole seconds, are in ms after all."""
    if len(cues) < _FEWEST:
        return False
    lengths = sorted(cue.end - cue.start for cue in cues)
    paces = sorted((cue.end - cue.start) / max(weight(cue.text), 1) for cue in cues)
    return lengths[len(cues) // 2] > _TOO_LONG and paces[len(cues) // 2] > _TOO_SLOW


def _cue(item: object, cue_id: int) -> Cue | None:
    if not isinstance(item, dict):
        return None
    start, end = number(item.get("from")), number(item.get("to"))
    if start is None or end is None or max(abs(start), abs(end)) > LONGEST / 1000:
        return None
    content = item.get("content")
    rest = {name: value for name, value in item.items() if name not in _OWN_FIELDS}
    if rest.get("location") == _BOTTOM_CENTRE:
        del rest["location"]
    extras = {"bcc.item": rest} if rest else NO_EXTRAS
    text = "" if content is None else str(content)
    return Cue(cue_id, from_seconds(start), from_seconds(end), text, extras=extras)


def write(document: Document, media_length: int | None) -> Written:
    """BCC that Bilibili accepts: every cue has text, a positive duration, and lies in the medium.

    The site refuses a file with a cue beyond the end of the video (code 79014), so ends are clamped
    to `media_length` (ms) where it is known. Cues that cannot be made valid are left out and
    reported.
    """
    written = Written("")
    body = []
    for place, cue in enumerate(document.cues, start=1):
        text = without_tags(cue.text)
        start, end = max(cue.start, 0), cue.end
        if media_length is not None:
            end = min(end, media_length)
        if is_blank(text) or end <= start:
            message = N_("Cue {cue} has no text and was skipped.")
            if not is_blank(text):
                message = N_("Cue {cue} is never shown and was skipped: “{text}”.")
            written.problems.append(Problem(message, cue=place, text=text[:40]))
            continue
        if end < cue.end:
            message = N_("Cue {cue} ran past the end of the media and was cut at {end}.")
            written.problems.append(Problem(message, cue=place, end=spoken(end)))
        item = {"from": start / 1000, "to": end / 1000, "location": _BOTTOM_CENTRE, "content": text}
        rest = cue.extras.get("bcc.item")
        if isinstance(rest, dict):
            item |= rest
        if key := anchor(cue.text):
            item["location"] = key
        body.append(item)
    read_as = document.head.extras.get("bcc.header")
    header = dict(_HEADER) | (read_as if isinstance(read_as, dict) else {})
    if "stroke" in header:
        header["Stroke"] = header.pop("stroke")
    written.text = json.dumps(header | {"body": body}, ensure_ascii=False, allow_nan=False)
    return written


def _place(extras: Mapping[str, object]) -> Place | None:
    """The position given by ``location``, or None."""
    item = extras.get("bcc.item")
    location = item.get("location") if isinstance(item, dict) else None
    return place_at(location)


FORMAT = Format(
    id="bcc",
    name=N_("BCC (Bilibili)"),
    suffixes=(".bcc",),
    reader=TextReader(score, read),
    write=write,
    markup=Markup(place=_place, anchors=True),
    omits_unseen=True,
)
