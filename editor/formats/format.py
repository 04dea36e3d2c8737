# SPDX-License-Identifier: GPL-3.0-or-later
"""What a format is.

To add one: write a module with a `Format` in it, put that into the table of
`editor.formats`, and bring samples for its tests. Readers take decoded text and
return what could be read with a list of what was wrong; writers take a document
and return text with a list of what the format could not hold.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal

from editor.core.head import NO_HEAD, Head

if TYPE_CHECKING:
    from array import array
    from collections.abc import Callable

    from editor.core.cue import Cue
    from editor.core.document import Document
    from editor.core.errors import Problem

Feature = Literal["lines", "markup", "speaker", "words", "position", "hypothesis", "note"]
"""What a format can hold beside start, end and text.

``lines`` line breaks in a cue · ``markup`` inline tags · ``speaker`` · ``words``
word timings · ``position`` placement on the picture · ``hypothesis`` the
recogniser's text beside the corrected one · ``note`` remarks.
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


@dataclass(slots=True)
class Written:
    """What a writer made: the file's text, and what the format could not hold."""

    text: str
    problems: list[Problem] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Format:
    """One row of the table of formats.

    Attributes:
        id: Name on the command line.
        name: Name for people.
        suffixes: File name endings with the dot, the usual one first.
        holds: What it can hold beside times and text.
        score: How surely a text is in this format, 0 to 1; must be quick.
        read: From decoded text with its newlines as they are; None if not read.
            Raises `UserError` where nothing can be read.
        write: From a document, and the medium's length in ms where known; None if not written.
        render: One cue as it stands in the file, with its number from 1, ``\\n`` for
            newlines and none at the end. For formats whose unchanged cues are
            written back as they were.
        head: What stands before the first cue of a file that is written back, brought up
            to the document; None if it knows nothing of it.
    """

    id: str
    name: str
    suffixes: tuple[str, ...]
    holds: frozenset[Feature]
    score: Callable[[str], float]
    read: Callable[[str], Parsed] | None = None
    write: Callable[[Document, int | None], Written] | None = None
    render: Callable[[Cue, int], str] | None = None
    head: Callable[[str, Document], str] | None = None
