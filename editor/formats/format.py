# SPDX-License-Identifier: GPL-3.0-or-later
"""What a format is.

To add one: write a module with a `Format` in it, put that into the table of
`editor.formats`, and bring samples for its tests. Readers take a file's content and
return what could be read with a list of what was wrong; writers take a document
and return text with a list of what the format could not hold.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal, TypeAlias

from editor.core.head import NO_HEAD, Head
from editor.core.text import TAG

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
"""What a format can hold beside start, end and text.

The first six are fields of a cue. ``left_out`` cues that other formats do not get ·
``styles`` the head's styles · ``extras`` what other formats carry · ``odd_times`` times
before zero, and cues that do not end after they start.
"""


@dataclass(slots=True)
class Parsed:
    """What a reader found.

    Attributes:
        cues: In file order, with ids from 0.
        problems: What was dropped, altered or doubtful, in file order.
        spans: See `editor.core.document.Source.spans`.
        numbered: Whether the file numbers its cues 1, 2, 3 …
        head: What the file says of all its cues.
        media: Path of the medium where the file says it.
    """

    cues: list[Cue] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    spans: array[int] | None = None
    numbered: bool = False
    head: Head = NO_HEAD
    media: str | None = None


@dataclass(frozen=True, slots=True)
class TextReader:
    """Reads files that are text.

    Attributes:
        score: How surely a text is in this format, 0 to 1; must be quick.
        read: From decoded text with its newlines as they are. Raises `UserError` where
            nothing can be read.
    """

    score: Callable[[str], float]
    read: Callable[[str, Options], Parsed]


@dataclass(frozen=True, slots=True)
class BytesReader:
    """Reads files that are no text; what they hold of text, it decodes itself.

    Attributes:
        score: How surely these bytes are in this format, 0 to 1; must be quick.
        read: From the file's bytes. Raises `UserError` where nothing can be read.
    """

    score: Callable[[bytes], float]
    read: Callable[[bytes, Options], Parsed]


Reader: TypeAlias = "TextReader | BytesReader"


@dataclass(slots=True)
class Written:
    """What a writer made: the file's text, and what the format could not hold."""

    text: str
    problems: list[Problem] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Markup:
    """What a format has of inline markup, and of places on the picture.

    Attributes:
        tags: Matches whole tags of `Cue.text` that it has; None: it has none.
        place: Where its own fields of a cue (extras) want it; None where they do not say.
    """

    tags: re.Pattern[str] | None = None
    place: Callable[[Mapping[str, object]], Place | None] = lambda _: None

    def held(self, text: str) -> str:
        """`text` without the tags that the format has not: they would be shown as text."""
        if "<" not in text and "{" not in text:
            return text
        tags = self.tags
        return TAG.sub(lambda tag: tag[0] if tags and tags.fullmatch(tag[0]) else "", text)


@dataclass(frozen=True, slots=True)
class Format:
    """One row of the table of formats.

    Attributes:
        id: Name on the command line.
        name: Name for people.
        suffixes: File name endings with the dot, the usual one first.
        holds: What it can hold beside times and text.
        reader: How it is read; None if not.
        write: From a document, and the medium's length in ms where known; None if not written.
        markup: What it has of markup.
        render: One cue as it stands in the file, with its number from 1, ``\\n`` for
            newlines and none at the end. For formats whose unchanged cues are
            written back as they were.
        head: What stands before the first cue of a file that is written back, brought up
            to the document; None if it knows nothing of it.
        omits_unseen: Whether it is written without the cues that are never shown, and its
            writer says so.
    """

    id: str
    name: str
    suffixes: tuple[str, ...]
    holds: frozenset[Feature] = frozenset()
    reader: Reader | None = None
    write: Callable[[Document, int | None], Written] | None = None
    markup: Markup = Markup()
    render: Callable[[Cue, int], str] | None = None
    head: Callable[[str, Document], str] | None = None
    omits_unseen: bool = False
