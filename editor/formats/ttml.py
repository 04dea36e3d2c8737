# SPDX-License-Identifier: GPL-3.0-or-later
"""TTML and its profiles: IMSC, DFXP, and the lyrics of music services.

See https://www.w3.org/TR/ttml-imsc1.1/. Timed are paragraphs, or all that is around or in them;
spans of a timed paragraph are its words.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from editor.core.cue import Cue
from editor.core.errors import BrokenOff, Problem, UserError
from editor.core.head import Head
from editor.core.i18n import N_
from editor.core.tags import literal, without_tags
from editor.core.words import Word, Words
from editor.formats.format import Format, Parsed, TextReader
from editor.formats.lines import shortened
from editor.formats.ttml_styles import Styles
from editor.formats.ttml_times import Clock
from editor.formats.ttml_writing import CENTRE, MARKUP, write
from editor.formats.xml_tree import attributes, local, parse

if TYPE_CHECKING:
    from collections.abc import Mapping
    from xml.etree.ElementTree import Element

    from editor.core.options import Options

_ROOT = re.compile(
    r"[\s\ufeff]*(?:<\?xml[^<>]*\?>|<!--.*?-->|<!DOCTYPE[^<>]*>|\s+)*<(?:\w+:)?tt[\s>]", re.DOTALL
)
_SPACES = re.compile(r"[ \t\r\n]+")
_Span = tuple[int, "int | None"]
"""Start and end in ms."""

_SHAPES = frozenset({"fontStyle", "fontWeight", "textDecoration"})
"""Styles of whole paragraphs that become tags; a colour of all of them is the file's, not ours."""

_UNUSUAL = _SHAPES | {"space"}
"""Attributes without which a text without elements is its own text."""

_BREAK = "\v"
"""Stands for a line break; XML has none of these."""

_LONGEST = 5_000
"""Length in ms of a paragraph for which no end is known."""


def score(text: str) -> float:
    """Certain if the root element is ``tt``."""
    return 1.0 if _ROOT.match(text[:4000]) else 0.0


def read(text: str, options: Options) -> Parsed:
    """Read TTML.

    Raises:
        UserError: It is not XML, or has no timed text.
    """
    tree = parse(text)
    if local(tree.root.tag) != "tt":
        raise UserError("This XML is not TTML.")
    reader = _Reader(tree.root, options.fps)
    parsed = reader.run()
    if tree.mended is not None:
        message = N_(
            "Tags are not closed here, or were never opened; "
            "they were read as they seem to be meant."
        )
        parsed.problems.append(Problem(message, line=tree.mended))
    if tree.damage is not None:
        message = N_("The XML is damaged here; what stands before it was read.")
        parsed.problems.append(BrokenOff(message, line=tree.damage))
    if not parsed.cues:
        raise UserError("There are no cues in this file.")
    return parsed


@dataclass(slots=True)
class _Said:
    """The text of a paragraph, piece by piece, and the words that are timed in it."""

    parts: list[str] = field(default_factory=list)
    words: list[Word] = field(default_factory=list)


def _are_phrases(said: _Said, text: str) -> bool:
    """Whether a paragraph is several timed spans and no other text, and they are no mere words."""
    texts = [word.text.strip() for word in said.words]
    if not texts[1:] or "".join("".join(texts).split()) != "".join(text.split()):
        return False
    return any(" " in each or (len(each) > _LONGEST_WORD and not each.isascii()) for each in texts)


_LONGEST_WORD = 4
"""Chinese characters of a word."""


class _Reader:
    def __init__(self, root: Element, fps: float) -> None:
        self._root = root
        self._clock = Clock.of(attributes(root), fps)
        self._styles = Styles(root)
        self._agents = dict(_agents(root))
        self._is_absolute = "timing" in attributes(root)  # of lyrics
        self._parsed = Parsed()

    def run(self) -> Parsed:
        fields = attributes(self._root)
        self._parsed.head = Head(
            language=fields.get("lang") or None, script_info=_title(self._root)
        )
        for body in self._root:
            if local(body.tag) == "body":
                self._container(body, 0, None, {})
        return self._parsed

    def _container(
        self, element: Element, begin: int, end: int | None, around: Mapping[str, str]
    ) -> int:
        """Read what is in a body or division from `begin` to `end` ms; returns its own end."""
        fields = attributes(element)
        begin, end = self._span(fields, begin, end)
        inherited = {**around, **self._styles.resolved(fields)}
        in_turn = fields.get("timeContainer") == "seq"
        at = last = begin
        for child in element:
            name = local(child.tag)
            if name == "p":
                last = self._paragraph(child, at, end, inherited)
            elif name in {"div", "body"}:
                last = self._container(child, at, end, inherited)
            at = last if in_turn else begin
        return last if end is None else end

    def _span(
        self, fields: Mapping[str, str], begin: int, end: int | None
    ) -> tuple[int, int | None]:
        """Start and end of an element within a container from `begin` to `end`."""
        start, stop, length = map(self._time, map(fields.get, ("begin", "end", "dur")))
        absolute = begin if start is None else self._later(begin, start)
        ends = [] if end is None else [end]
        if stop is not None:
            ends.append(self._later(begin, stop))
        if length is not None:
            ends.append(absolute + length)
        return absolute, min(ends, default=None)

    def _time(self, written: str | None) -> int | None:
        """A time in ms; one that is unreadable is told."""
        ms = self._clock.ms(written)
        if ms is None and written is not None:
            message = N_("The time “{text}” is not readable.")
            self._parsed.problems.append(Problem(message, text=shortened(written)))
        return ms

    def _later(self, begin: int, offset: int) -> int:
        """A time in a container. Music services count all from the file's start."""
        return offset if offset >= begin and self._is_absolute else begin + offset

    def _paragraph(
        self, element: Element, begin: int, end: int | None, around: Mapping[str, str]
    ) -> int:
        own = attributes(element)
        fields = {**around, **self._styles.resolved(own)}
        start, stop = self._span(own, begin, end)
        timed = end is not None or not {"begin", "end", "dur"}.isdisjoint(own)
        said = _Said()
        if len(element) or "<" in (element.text or "") or not _UNUSUAL.isdisjoint(fields):
            preserve = fields.get("space") == "preserve"
            self._inside(element, said, (start, stop), fields, preserve=preserve)
            text = _laid_out(said.parts, preserve=preserve)
        else:
            text = _SPACES.sub(" ", element.text or "").strip(" ")
        if not timed and not self._is_absolute and _are_phrases(said, text):
            for word in said.words:  # each is shown in its own time, as the standard has it
                self._add(word.start, word.end, word.text, fields, [])
            return said.words[-1].end
        if not timed and said.words:
            start, stop = said.words[0].start, said.words[-1].end
        elif not timed:
            if text:
                message = N_("Skipped, not part of any cue: “{text}”.")
                self._parsed.problems.append(Problem(message, text=text[:60]))
            return begin
        if stop is None:
            message = N_("A line has no end; it was given {seconds} seconds.")
            self._parsed.problems.append(Problem(message, seconds=_LONGEST // 1000))
            stop = start + _LONGEST
        self._add(start, stop, text, fields, said.words)
        return stop

    def _add(
        self, start: int, stop: int, text: str, fields: Mapping[str, str], words: list[Word]
    ) -> None:
        cues = self._parsed.cues
        if stop < start:
            message = N_("Cue {place} ends before it starts.")
            self._parsed.problems.append(Problem(message, place=len(cues) + 1))
        key = self._styles.key(fields)
        agent = fields.get("agent", "").split()
        cue = Cue(
            len(cues),
            start,
            stop,
            text,
            speaker=self._agents.get(agent[0]) if agent else None,
            words=Words(words, "text").inside(start, stop) if words and start < stop else None,
            extras={"ttml.anchor": key} if key not in {None, CENTRE} else {},
        )
        cues.append(cue)

    def _inside(
        self,
        element: Element,
        said: _Said,
        span: _Span,
        around: Mapping[str, str],
        *,
        preserve: bool,
    ) -> None:
        """Add the text in an element: of a paragraph, or of a span in one."""
        if local(element.tag) == "p":
            tags = self._styles.tags({n: v for n, v in around.items() if n in _SHAPES})
        else:
            tags = self._styles.tags(self._styles.resolved(attributes(element)))
        said.parts += [opening for opening, _ in tags]
        said.parts.append(literal(element.text or ""))
        for child in element:
            name = local(child.tag)
            if name.lower() == "br":
                said.parts.append(_BREAK)
            elif name == "span":
                self._span_inside(child, said, span, preserve=preserve)
            said.parts.append(literal(child.tail or ""))
        said.parts += [closing for _, closing in reversed(tags)]

    def _span_inside(self, element: Element, said: _Said, span: _Span, *, preserve: bool) -> None:
        fields = attributes(element)
        if fields.get("role") in {"x-translation", "x-roman"} or fields.get("ruby") == "text":
            return
        start, stop = self._span(fields, *span)
        before = len(said.parts)
        self._inside(element, said, (start, stop), fields, preserve=preserve)
        if "begin" in fields and stop is not None:
            word = without_tags("".join(said.parts[before:])).strip()
            if word:
                said.words.append(Word(start, stop, word))


def _laid_out(parts: list[str], *, preserve: bool) -> str:
    """A text as players lay it out: lines break at ``<br/>`` only, unless spaces are to be kept."""
    whole = "".join(parts)
    if preserve:
        return whole.replace(_BREAK, "\n").strip("\n")
    lines = (_SPACES.sub(" ", line).strip() for line in whole.split(_BREAK))
    return "\n".join(line for line in lines if line)


def _agents(root: Element) -> list[tuple[str, str]]:
    """Ids and names of those who speak."""
    found = []
    for element in root.iter():
        if local(element.tag) == "agent":
            names = [each.text or "" for each in element if local(each.tag) == "name"]
            name = " ".join((names or [""])[0].split())
            if name and "id" in attributes(element):
                found.append((attributes(element)["id"], name))
    return found


def _title(root: Element) -> dict[str, str]:
    for element in root.iter():
        if local(element.tag) == "title" and (element.text or "").strip():
            return {"Title": " ".join((element.text or "").split())}
        if local(element.tag) == "body":
            break
    return {}


FORMAT = Format(
    id="ttml",
    name="TTML",
    suffixes=(".ttml", ".dfxp", ".xml"),
    holds=frozenset({"speaker"}),
    reader=TextReader(score, read, texts="decoded"),
    write=write,
    markup=MARKUP,
)
