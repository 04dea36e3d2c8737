# SPDX-License-Identifier: GPL-3.0-or-later
"""The description of a format.

To add one: write a module with a `Format`, add it to the table in `editor.formats`, and bring
samples for its tests. (A contract in `pyproject.toml` lists the modules, so that none of them
imports another.) Readers take a file's content and return what could be read, with a list of
problems; writers take a document and return text, with a list of what the format cannot store.
"""

from __future__ import annotations

from dataclasses import field
from typing import TYPE_CHECKING, Literal, TypeAlias

from editor.core.head import NO_HEAD, Head
from editor.core.tags import TAG, simplified
from editor.core.values import dataclass

if TYPE_CHECKING:
    import re
    from array import array
    from collections.abc import Callable, Mapping

    from editor.core.cue import Cue
    from editor.core.document import Document
    from editor.core.errors import Problem
    from editor.core.markup import Place
    from editor.core.options import Options

Feature = Literal[
    "speaker",
    "words",
    "note",
    "second",
    "mark",
    "chapter",
    "left_out",
    "styles",
    "extras",
    "odd_times",
]
"""What a format can store beside start, end and text.

The first six are fields of a cue. ``left_out``: cues excluded from other formats.
``styles``: the head's styles. ``extras``: extras of other formats. ``odd_times``: negative
times, and cues that do not end after they start.
"""


@dataclass(slots=True)
class Parsed:
    """A reader's result.

    Attributes:
        cues: In file order, with ids from 0.
        problems: What was dropped, altered or doubtful, in file order.
        spans: See `editor.core.document.Source.spans`.
        numbered: Whether the file numbers its cues 1, 2, 3 …
        anew: Indices of `cues` at which the numbers begin again at 1.
        head: What the file says about all cues.
        media: Path of the medium, if the file gives it.
        encoding: For binary formats, the encoding of their texts.
        mended: Ids of the cues whose text in the file must not be written again: a viewer would see
            what is no text.
    """

    cues: list[Cue] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    spans: array[int] | None = None
    numbered: bool = False
    anew: list[int] = field(default_factory=list)
    head: Head = NO_HEAD
    media: str | None = None
    encoding: str = ""
    mended: set[int] = field(default_factory=set)


Texts = Literal["exact", "decoded", "encoded", "recognised", "coded"]
"""What a reader returns as texts.

``exact``: text and markup only. ``decoded``: entities were decoded. ``encoded``: there may be
entities. ``recognised``: so, and nobody has edited them since speech recognition. ``coded``: codes
of ASS were decoded, but not markup and entities of other formats, which its players show.
"""


@dataclass(frozen=True, slots=True)
class TextReader:
    """Reads a text format.

    Attributes:
        score: Confidence from 0 to 1 that a text is in this format; must be fast.
        read: Parses decoded text with its original newlines. Raises `UserError` if
            nothing can be read.
        texts: What it returns as texts; see `Texts`.
        cells: For tables: the rows of cells, whatever the columns are.
    """

    score: Callable[[str], float]
    read: Callable[[str, Options], Parsed]
    texts: Texts = "encoded"
    cells: Callable[[str], list[list[str]]] | None = None


@dataclass(frozen=True, slots=True)
class BytesReader:
    """Reads a binary format, and decodes the texts in it.

    Attributes:
        score: Confidence from 0 to 1 that bytes are in this format; must be fast.
        read: Parses the file's bytes. Raises `UserError` if nothing can be read.
        cells: For tables: the rows of cells, whatever the columns are.
    """

    score: Callable[[bytes], float]
    read: Callable[[bytes, Options], Parsed]
    cells: Callable[[bytes], list[list[str]]] | None = None


Reader: TypeAlias = "TextReader | BytesReader"


@dataclass(slots=True)
class Written:
    """A writer's result: the file's text, and what the format cannot store.

    Binary formats give `data` instead of `text`.
    """

    text: str = ""
    problems: list[Problem] = field(default_factory=list)
    data: bytes | None = None


@dataclass(frozen=True, slots=True)
class Markup:
    """A format's inline markup and positions.

    Attributes:
        tags: Matches a whole tag of `Cue.text` that the format supports; None supports none.
        place: Position given by the format's own extras of a cue, or None.
        anchors: Whether it stores ``{\\an1}`` to ``{\\an9}`` of a text, in its own way.
        common: Matches a whole tag that may come from a file in another format; None if all that
            `tags` matches may.
    """

    tags: re.Pattern[str] | None = None
    place: Callable[[Mapping[str, object]], Place | None] = lambda _: None
    anchors: bool = False
    common: re.Pattern[str] | None = None

    def held(self, text: str) -> str:
        """`text` with the tags that the format supports; all others would be displayed as text.

        Each is kept as it is, or becomes the simple tags that it means, or is left out. Codes
        switch styles on and off, while tags enclose: those that codes become are well nested.
        """
        if "<" not in text and "{" not in text:
            return text
        inside: list[str] = []
        return TAG.sub(lambda match: self._held(match[0], inside), text)

    def loses(self, text: str) -> bool:
        """Whether `held` drops more than the spelling of a tag."""
        if "<" not in text and "{" not in text:
            return False
        return any(self._loses(tag[0]) for tag in TAG.finditer(text))

    def supports(self, tag: str) -> bool:
        """Whether the format knows a tag as it is."""
        return tag == "\n" or bool(self.tags and self.tags.fullmatch(tag))

    def _held(self, tag: str, inside: list[str]) -> str:
        """What is written for a tag; `inside` are the open styles, and are kept up to date."""
        if not self.supports(tag):
            meant = list(filter(self.supports, simplified(tag)))
            if len(meant) > 1:  # what was opened last is closed first
                places = {f"</{style}>": -place for place, style in enumerate(inside)}
                meant.sort(key=lambda one: places.get(one, 0))
            return "".join(_nested(one, inside) for one in meant)
        for one in simplified(tag):
            _nested(one, inside)
        return tag

    def _loses(self, tag: str) -> bool:
        if self.supports(tag):
            return False
        meant = simplified(tag)
        stored = (self.supports(one) or (self.anchors and "\\an" in one) for one in meant)
        return not meant or not all(stored) or "." in tag or "\\r" in tag


_STYLES = frozenset({"i", "b", "u", "s"})


def _nested(tag: str, inside: list[str]) -> str:
    """A simple tag, with what closes and opens other styles around it; empty where it is idle."""
    style = tag.strip("</>")
    if style not in _STYLES:
        return tag
    if not tag.startswith("</"):
        if style in inside:
            return ""
        inside.append(style)
        return tag
    if style not in inside:
        return ""
    place = inside.index(style)
    over = inside[place + 1 :]
    inside[place:] = over
    closed = "".join(f"</{one}>" for one in (*reversed(over), style))
    return closed + "".join(f"<{one}>" for one in over)


@dataclass(frozen=True, slots=True)
class Format:
    """One row of the table of formats.

    Attributes:
        id: Name on the command line.
        name: Display name.
        suffixes: File extensions with the dot, the usual one first.
        holds: What it can store beside times and text.
        reader: Its reader; None if it cannot be read.
        write: Takes a document and the medium's length in ms, or None; None if it cannot
            be written.
        markup: Its inline markup.
        render: One cue as text of the file, given its number from 1, or 0 in a file without
            numbers; newlines are ``\\n``, none at the end. For formats whose unchanged cues are
            written back unchanged.
        cut_off: What would end a cue too early; an unchanged cue that contains it is rewritten.
        head: Updates the text before the first cue, when a file is written back; None leaves it.
        omits_unseen: Whether its writer leaves out, and reports, cues that are never shown.
        rendering: Makes `render` for the text of a file, for formats whose files say themselves
            how their cues are written.
        gap: Number of newlines between two cues of a file that is written back.
        ending_tells: Whether the ending of a file's name decides where its content fits no format.
        tick: Times are written in multiples of so many ms.
        unverified: Whether its reader was made from descriptions, and never saw a real file.
        for_sites: What is uploaded as this format, where sites take less of it; it has no `render`,
            so that nothing of the file that was read stays as it was.
    """

    id: str
    name: str
    suffixes: tuple[str, ...]
    holds: frozenset[Feature] = frozenset()
    reader: Reader | None = None
    write: Callable[[Document, int | None], Written] | None = None
    markup: Markup = Markup()
    render: Callable[[Cue, int], str] | None = None
    cut_off: re.Pattern[str] | None = None
    head: Callable[[str, Document], str] | None = None
    omits_unseen: bool = False
    rendering: Callable[[str], Callable[[Cue, int], str]] | None = None
    gap: int = 2
    ending_tells: bool = False
    tick: int = 1
    unverified: bool = False
    for_sites: Format | None = None
