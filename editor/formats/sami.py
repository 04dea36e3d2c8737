# SPDX-License-Identifier: GPL-3.0-or-later
"""SAMI, Microsoft's subtitles in a kind of HTML, found mostly in Korea, with all its faults.

``<SYNC Start=1000><P Class=KRCC>text``: a text lasts until the next one of its class, or as long as
its own ``End`` says; ``&nbsp;`` shows nothing. A second class is a second language.
"""

from __future__ import annotations

import html
import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from editor.core.cue import Cue
from editor.core.errors import BrokenOff, Problem, UserError
from editor.core.head import Head
from editor.core.i18n import N_
from editor.core.tags import without_tags
from editor.core.text import is_blank
from editor.formats.format import Format, Markup, Parsed, TextReader
from editor.formats.lines import LineCounter

if TYPE_CHECKING:
    from collections.abc import Iterator

    from editor.core.options import Options

_SYNC = re.compile(
    r"<sync[^<>]{0,80}?start[ \t]*=[ \t]*[\"']?(-?\d{1,10})[^<>]{0,80}>", re.IGNORECASE
)
_UNTIL = re.compile(r"\bend[ \t]*=[ \t]*[\"']?(\d{1,10})", re.IGNORECASE)
_ANY_SYNC = re.compile(r"<sync\b", re.IGNORECASE)
_END = re.compile(r"</body|</sami", re.IGNORECASE)
_PARAGRAPH = re.compile(r"<p(?:\s[^<>]{0,200})?>", re.IGNORECASE)
_CLASS = re.compile(r"class[ \t]*=[ \t]*[\"']?([\w.-]{1,40})", re.IGNORECASE)
_STYLE = re.compile(r"\.([\w-]{1,40})[ \t]*\{([^{}]{0,400})\}")
_LANG = re.compile(r"lang[ \t]*:[ \t]*([A-Za-z-]{2,20})", re.IGNORECASE)
_BR = re.compile(r"<\s?/?br[^<>]{0,20}>", re.IGNORECASE)
_GONE = re.compile(
    r"</?(?:p|div|span|sync|body|sami|table|tr|td)(?:\s[^<>]{0,200})?>", re.IGNORECASE
)
_TITLE = re.compile(r"<title>([^<]{1,200})</title>", re.IGNORECASE)
_MARKUP = Markup(re.compile(r"</?[ibus]>|<font(?:\s[^<>]*)?>|</font>", re.IGNORECASE))
_LAST = 5_000
"""Length in ms of a last text."""


@dataclass(frozen=True, slots=True)
class _Said:
    """A text of one class, from a time on, maybe until another; nothing, if it is blank."""

    start: int
    end: int | None
    text: str
    kind: str
    offset: int


def score(text: str) -> float:
    """Certain with the root element; high with two synchronisation points."""
    sample = text[:20000]
    if "<sami" in sample[:400].lower():
        return 1.0
    return 0.9 if len(_SYNC.findall(sample)) > 1 else 0.0


def read(text: str, options: Options) -> Parsed:
    """Read SAMI. Of several classes the first is the text and the second the second text.

    Raises:
        UserError: There are no cues.
    """
    del options
    body = _without_comments(text)
    said = _together(_said(body))
    kinds = list(dict.fromkeys(each.kind for each in said if not is_blank(each.text)))
    if not kinds:
        raise UserError("There are no cues in this file.")
    parsed = Parsed(head=_head(text, kinds))
    line_of = LineCounter(text)
    parsed.cues = _cues(parsed, [each for each in said if each.kind == kinds[0]], line_of)
    if len(kinds) > 1:
        others = _cues(parsed, [each for each in said if each.kind == kinds[1]], line_of)
        parsed.cues = _beside(parsed.cues, others)
    for kind in kinds[2:]:
        count = sum(each.kind == kind and not is_blank(each.text) for each in said)
        message = N_("A third language, “{name}”, was left out. Cues: {count}.")
        parsed.problems.append(Problem(message, name=kind, count=count))
    starts = [each.start for each in said]
    if _ANY_SYNC.search(body[max(0, len(body) - 40) :]) and not _SYNC.search(body[-40:]):
        message = N_("The file ends in the middle of a cue; it may be an incomplete copy.")
        parsed.problems.append(BrokenOff(message, line=line_of(len(text))))
    if starts != sorted(starts):
        parsed.problems.append(Problem(N_("Some times of this file jump back.")))
    return parsed


def _without_comments(text: str) -> str:
    """`text`, as long, with spaces for comments."""
    parts = []
    place = 0
    while (start := text.find("<!--", place)) >= 0:
        stop = text.find("-->", start)
        if stop < 0:
            break
        parts += [text[place:start], " " * (stop + 3 - start)]
        place = stop + 3
    return "".join([*parts, text[place:]])


def _said(text: str) -> Iterator[_Said]:
    points = list(_SYNC.finditer(text))
    if not points:
        return
    end = _END.search(text, points[-1].end())
    stop = end.start() if end else len(text)
    first = next((kind for each in _PARAGRAPH.findall(text) if (kind := _class(each))), "")
    for point, following in zip(points, [*points[1:], None], strict=True):
        block = text[point.end() : following.start() if following else stop]
        paragraphs = list(_PARAGRAPH.finditer(block))
        edges = [*(each.start() for each in paragraphs[1:]), len(block)]
        until = _UNTIL.search(point[0])
        times = int(point[1]), int(until[1]) if until and int(until[1]) > int(point[1]) else None
        if not paragraphs:
            yield _Said(*times, _shown(block), first, point.start())
        name = first  # of a paragraph that names no class, unless one before it does
        for paragraph, edge in zip(paragraphs, edges, strict=False):
            name = _class(paragraph[0]) or name
            yield _Said(*times, _shown(block[paragraph.end() : edge]), name, point.start())


def _class(paragraph: str) -> str:
    """The class that a paragraph names, in capitals, or nothing."""
    kind = _CLASS.search(paragraph)
    return kind[1].upper() if kind else ""


def _together(said: Iterator[_Said]) -> list[_Said]:
    """The texts, with paragraphs of one class and time as lines of one."""
    found: list[_Said] = []
    for each in said:
        last = found[-1] if found else None
        if last is not None and (last.offset, last.kind) == (each.offset, each.kind):
            lines = [text for text in (last.text, each.text) if not is_blank(html.unescape(text))]
            found[-1] = replace(last, text="\n".join(lines))
        else:
            found.append(each)
    return found


def _shown(text: str) -> str:
    """A text as a browser lays it out: lines break at ``<br>`` only."""
    text = _GONE.sub("", text.replace("&nbsp;", " ").replace("&NBSP;", " "))
    lines = (" ".join(line.split()) for line in _BR.split(text))
    return "\n".join(line for line in lines if line)


def _cues(parsed: Parsed, said: list[_Said], line_of: LineCounter) -> list[Cue]:
    """The cues of one class; a text lasts until the next one."""
    cues: list[Cue] = []
    for each, following in zip(said, [*said[1:], None], strict=True):
        if is_blank(html.unescape(without_tags(each.text))):
            continue
        later = following is not None and following.start > each.start
        end = following.start if following is not None and later else each.start + _LAST
        if each.end is not None:
            end = each.end
        elif not later:
            message = N_("This line has no end; it was given {seconds} seconds.")
            told = Problem(message, line=line_of(each.offset), seconds=_LAST // 1000)
            parsed.problems.append(told)
        cues.append(Cue(len(cues), each.start, end, each.text))
    return cues


def _beside(cues: list[Cue], others: list[Cue]) -> list[Cue]:
    """The cues with second texts: those that start together; the rest are cues without a text."""
    starts = {cue.start: place for place, cue in reversed(list(enumerate(cues)))}
    result = list(cues)
    alone = []
    for other in others:
        place = starts.get(other.start)
        if place is None or result[place].second:
            alone.append(replace(other, text="", second=html.unescape(other.text)))
        else:
            result[place] = replace(result[place], second=html.unescape(other.text))
    if alone:
        result = sorted([*result, *alone], key=lambda cue: cue.start)
    return [replace(cue, id=number) for number, cue in enumerate(result)]


def _head(text: str, kinds: list[str]) -> Head:
    styles = {name.upper(): value for name, value in _STYLE.findall(text[:40000])}
    tags = [_LANG.search(styles.get(kind, "")) for kind in kinds[:2]]
    languages = [tag[1] if tag else None for tag in tags]
    title = _TITLE.search(text[:40000])
    return Head(
        language=languages[0],
        second_language=languages[1] if len(languages) > 1 else None,
        script_info={"Title": html.unescape(title[1]).strip()} if title else {},
    )


FORMAT = Format(
    id="sami",
    name="SAMI",
    suffixes=(".smi", ".sami"),
    holds=frozenset({"second"}),
    reader=TextReader(score, read),
    markup=_MARKUP,
)
