# SPDX-License-Identifier: GPL-3.0-or-later
"""srv3 of YouTube, also called YTT: paragraphs in ms, spans with pens, words where automatic.

Pens give bold, italic, underline, colour and ruby readings.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from editor.core.errors import Problem, UserError
from editor.core.i18n import N_
from editor.core.tags import literal
from editor.formats.xml_text import Element, parse
from editor.formats.youtube.scrolled import (
    Event,
    clean,
    confidence_of,
    key_of,
    number,
    parsed,
    timed,
)

if TYPE_CHECKING:
    from collections.abc import Mapping

    from editor.core.options import Options
    from editor.formats.format import Parsed

_ROOT = re.compile(
    r"""[\ufeff\s]*(?:<\?xml[^>]{0,200}>\s*)?<timedtext\b[^>]{0,200}format\s*=\s*["']3"""
)
_WHITE = re.compile(r"#F[EF]F[EF]F[EF]", re.IGNORECASE)
_COLOUR = re.compile(r"#[0-9A-Fa-f]{6}")
_RUBY, _PARENTHESIS = "1", "2"

Pens = dict[str, dict[str, str]]


def score(text: str) -> float:
    """Sure of the root element."""
    return 0.98 if _ROOT.match(text[:4000]) else 0.0


def read(text: str, options: Options) -> Parsed:
    """Read the paragraphs.

    Raises:
        UserError: None has a text.
    """
    del options
    root, problems = parse(text)
    pens = {pen.attributes.get("id", ""): pen.attributes for pen in root.all("pen")}
    places = {place.attributes.get("id", ""): place.attributes for place in root.all("wp")}
    events: list[Event] = []
    for paragraph in root.all("p"):
        said = _text(paragraph, pens)
        start, length = number(paragraph.attributes, "t"), number(paragraph.attributes, "d")
        if not said:
            continue
        if start is None:
            message = N_("A text without a readable time was skipped.")
            problems.append(Problem(message, line=paragraph.line))
            continue
        events.append(_event(paragraph, said, start, start + (length or 0.0)))
        if events[-1].window is None:
            place = places.get(paragraph.attributes.get("wp", ""), {})
            events[-1].key = key_of(place.get("ap"))
    if not events:
        raise UserError("There are no cues in this file.")
    return parsed(events, problems)


def _event(paragraph: Element, said: str, start: float, end: float) -> Event:
    pieces: list[tuple[float, str, float | None]] = []
    for child in paragraph.children:
        if isinstance(child, str):
            pieces.append((pieces[-1][0] if pieces else start, child, None))
        else:
            offset = number(child.attributes, "t") or 0.0
            level = confidence_of(number(child.attributes, "ac"))
            pieces.append((start + offset, child.text(), level))
    spoken = any("t" in child.attributes for child in paragraph.all("s"))
    words = timed([(at, clean(text), level) for at, text, level in pieces], end) if spoken else []
    window = paragraph.attributes.get("w")
    return Event(start, end, said, words, window)


def _text(paragraph: Element, pens: Pens) -> str:
    """The text with the tags that its pens mean."""
    pieces = []
    for child in paragraph.children:
        if isinstance(child, str):
            pieces.append(literal(child))
        else:
            pen = pens.get(child.attributes.get("p", ""), {})
            pieces.append(_styled(literal(child.text()), pen))
    whole = "".join(pieces).replace("</ruby><ruby>", "")
    outer = pens.get(paragraph.attributes.get("p", ""), {})
    return clean(_styled(clean(whole), {**outer, "rb": ""}))


def _styled(text: str, pen: Mapping[str, str]) -> str:
    bare = clean(text)
    if not bare:
        return text
    ruby = pen.get("rb", "")
    if ruby == _PARENTHESIS:
        return ""
    if ruby == _RUBY:
        return f"<ruby>{text}</ruby>"
    if ruby:
        return f"<ruby><rt>{text}</rt></ruby>"
    lead = text[: len(text) - len(text.lstrip(_BLANK))]
    tail = text[len(text.rstrip(_BLANK)) :]
    core = text.strip(_BLANK)
    for name in ("b", "i", "u"):
        if pen.get(name) == "1":
            core = f"<{name}>{core}</{name}>"
    colour = pen.get("fc", "")
    if _COLOUR.fullmatch(colour) and not _WHITE.fullmatch(colour) and pen.get("fo") != "0":
        core = f'<font color="{colour.lower()}">{core}</font>'
    return lead + core + tail


_BLANK = " \t\r\n\u200b"
