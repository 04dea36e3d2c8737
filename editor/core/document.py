# SPDX-License-Identifier: GPL-3.0-or-later
"""A document: the cues of one medium, a value."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from editor.core.head import NO_HEAD, Head
from editor.core.options import DEFAULTS, Options

if TYPE_CHECKING:
    from array import array

    from editor.core.cue import Cue
    from editor.core.errors import Problem


@dataclass(frozen=True)
class Source:
    """The file as it was read: evidence that is kept, and bytes that need not be rewritten.

    Attributes:
        format: Id of the format.
        data: The file's bytes.
        options: What the reader was told beside them: read so again, they give the same.
        encoding: Python codec of `data` after the byte-order mark.
        bom: The byte-order mark, or empty.
        head: The head as it was read.
        cues: The cues as they were read, in file order.
        spans: For a format that can be written back cue by cue, two offsets into
            the decoded text for each cue: where it begins, and where its last
            text line ends. Empty for the others.
        numbered: Whether the file numbers its cues 1, 2, 3 …
    """

    format: str
    data: bytes = field(repr=False)
    options: Options = DEFAULTS
    encoding: str = "utf-8"
    bom: bytes = b""
    head: Head = NO_HEAD
    cues: tuple[Cue, ...] = field(default=(), repr=False)
    spans: array[int] | None = field(default=None, repr=False)
    numbered: bool = False


@dataclass(frozen=True)
class Document:
    """Cues in file order, and what is known of their medium. Nobody changes one.

    Attributes:
        cues: In the order of the file; never sorted on opening, since the order is
            evidence for clock repair.
        media: Path of the medium as the file gives it, or None.
        head: What holds for all cues.
        source: The file this was read from, or None.
        problems: What the reader dropped, altered or doubted.
        next_id: Id for the next new cue; never goes back, so that ids are not used twice.
    """

    cues: tuple[Cue, ...] = ()
    media: str | None = None
    head: Head = NO_HEAD
    source: Source | None = field(default=None, compare=False)
    problems: tuple[Problem, ...] = field(default=(), compare=False)
    next_id: int = field(default=0, compare=False)

    @property
    def end(self) -> int:
        """Latest end of any cue in ms; 0 for an empty document."""
        return max((cue.end for cue in self.cues), default=0)
