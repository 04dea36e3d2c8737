# SPDX-License-Identifier: GPL-3.0-or-later
"""A document: the cues of one medium, as an immutable value."""

from __future__ import annotations

from dataclasses import field
from typing import TYPE_CHECKING

from editor.core.head import NO_HEAD, Head
from editor.core.options import DEFAULTS, Options
from editor.core.values import dataclass

if TYPE_CHECKING:
    from array import array

    from editor.core.cue import Cue
    from editor.core.errors import Problem


@dataclass(frozen=True)
class Source:
    """The file as it was read, kept as evidence and to write unchanged parts back as they were.

    Attributes:
        format: Id of the format.
        data: The file's bytes.
        options: The reader's options; with them the bytes are read the same way again.
        encoding: Python codec of `data` after the byte-order mark.
        bom: The byte-order mark, or empty.
        head: The head as read.
        cues: The cues as read, in file order.
        spans: For formats that can be written back cue by cue: two offsets into the decoded
            text per cue, where it begins and where its last text line ends. Else None.
        numbered: Whether the file numbers its cues 1, 2, 3 …
        anew: Indices of `cues` at which the numbers begin again at 1.
        mended: Ids of the cues whose text in the file must not be written again.
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
    anew: tuple[int, ...] = ()
    mended: frozenset[int] = frozenset()


@dataclass(frozen=True)
class Document:
    """Cues in file order and what is known about their medium. Immutable.

    Attributes:
        cues: In file order; never sorted on opening, because timing repair uses the order
            as evidence.
        media: Path of the medium as the file gives it, or None.
        head: What applies to all cues.
        source: The file this was read from, or None.
        problems: What the reader dropped, altered or was unsure about.
        next_id: Id for the next new cue; only grows, so that ids are never reused.
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
