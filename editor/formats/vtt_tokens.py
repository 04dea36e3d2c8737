# SPDX-License-Identifier: GPL-3.0-or-later
"""The cue text of WebVTT, parsed as https://www.w3.org/TR/webvtt1/ says (sections 6.4 and 6.5).

`tokens` is the standard's tokenizer: since no state but the annotation's differs in how a tag ends,
a tag is all from ``<`` to ``>`` or to the end, and its name, classes and annotation are cut out of
that. `parse` is its tree construction, flattened: what a browser would ignore is left out.
"""

from __future__ import annotations

import html
import re
from dataclasses import field
from typing import TYPE_CHECKING, NamedTuple

from editor.core import lazy_re
from editor.core.tags import TAG, literal
from editor.core.timecode import from_fields
from editor.core.values import dataclass

if TYPE_CHECKING:
    from collections.abc import Iterator

_TAG = lazy_re.compile(r"<([^>]*)(>?)")
_START = lazy_re.compile(r"([^\t\n\f .]*)((?:\.[^\t\n\f .]*)*)(?:[\t\n\f ](.*))?", re.DOTALL)
_TIMESTAMP = lazy_re.compile(r"(?:(\d{1,6}):)?([0-5]\d):([0-5]\d)\.(\d{3})", re.ASCII)
_SPACES = lazy_re.compile(r"[\t\n\f\r ]+")
_SPANS = frozenset({"c", "i", "b", "u", "ruby", "rt", "v", "lang"})


class Start(NamedTuple):
    """A start tag: its name, classes and annotation, and the source between ``<`` and ``>``."""

    name: str
    classes: list[str]
    annotation: str
    source: str

    def __str__(self) -> str:
        annotation = self.annotation.replace("<", "").replace(">", "")
        names = ".".join([self.name, *self.classes])
        return f"<{names} {annotation}>" if annotation else f"<{names}>"


class End(NamedTuple):
    """An end tag and its source."""

    name: str
    source: str


class Stamp(NamedTuple):
    """A timestamp tag, as written."""

    written: str


def tokens(payload: str) -> Iterator[str | Start | End | Stamp]:
    """Yield the texts, with entities decoded, and the tags of a payload without NUL."""
    position = 0
    for tag in _TAG.finditer(payload):
        if tag.start() > position:
            yield html.unescape(payload[position : tag.start()])
        position = tag.end()
        yield _token(tag[1])
    if position < len(payload):
        yield html.unescape(payload[position:])


def _token(source: str) -> Start | End | Stamp:
    if source.startswith("/"):
        return End(source[1:], source)
    if source[:1].isascii() and source[:1].isdigit():
        return Stamp(source)
    match = _START.fullmatch(source)
    if match is None:  # cannot be: the last group takes everything
        return Start("", [], "", source)
    annotation = _SPACES.sub(" ", html.unescape(match[3] or "")).strip()
    return Start(match[1], [name for name in match[2].split(".") if name], annotation, source)


@dataclass(slots=True)
class Parsed:
    """A payload's content.

    Attributes:
        pieces: Texts and tags, to be joined; texts that look like markup are protected.
        stamps: Timestamps in ms, each with the number of pieces before it.
        voices: The voice tags, in order.
        ignored: Tags that browsers ignore, as written, and one that does not end.
    """

    pieces: list[str] = field(default_factory=list)
    stamps: list[tuple[int, int]] = field(default_factory=list)
    voices: list[Start] = field(default_factory=list)
    ignored: list[str] = field(default_factory=list)


def parse(payload: str) -> Parsed:
    """The content of a payload without NUL."""
    parsed = Parsed()
    opened: list[str] = []
    for token in tokens(payload):
        if isinstance(token, str):
            reading = "rt" in opened  # of one line, and without what would end it
            parsed.pieces.append(re.sub(r"[<\n]", " ", token) if reading else literal(token))
        elif isinstance(token, Stamp):
            match = _TIMESTAMP.fullmatch(token.written)
            if match:
                parsed.stamps.append((from_fields(*match.groups()), len(parsed.pieces)))
            else:
                parsed.ignored.append(f"<{token.written}>")
        elif isinstance(token, Start):
            _start(parsed, opened, token)
        else:
            _end(parsed, opened, token)
    tail = payload[payload.rfind(">") + 1 :]
    if "<" in tail:
        parsed.ignored.append(tail[tail.index("<") :])
    return parsed


def _start(parsed: Parsed, opened: list[str], token: Start) -> None:
    inside = opened[-1] if opened else ""
    if token.name not in _SPANS or (token.name == "rt" and inside != "ruby"):
        _foreign(parsed, token.source)
        return
    if token.name == "v":
        parsed.voices.append(token)
    if "rt" not in opened:  # a reading is plain text
        parsed.pieces.append(str(token))
    opened.append(token.name)


def _end(parsed: Parsed, opened: list[str], token: End) -> None:
    if opened[-1:] == [token.name]:
        opened.pop()
        if "rt" not in opened:
            parsed.pieces.append(f"</{token.name}>")
    elif token.name == "ruby" and opened[-2:] == ["ruby", "rt"]:
        del opened[-2:]
        parsed.pieces += ["</rt>", "</ruby>"]
    elif token.name not in _SPANS:
        _foreign(parsed, token.source)


def _foreign(parsed: Parsed, source: str) -> None:
    """Keep a tag that only other formats have, such as ``<br>``; note any other."""
    tag = f"<{source}>"
    name = re.split(r"[.\s/]", source.lstrip("/"))[0]
    if name not in _SPANS and TAG.fullmatch(tag):
        parsed.pieces.append(tag)
    elif source.strip():
        parsed.ignored.append(tag)
