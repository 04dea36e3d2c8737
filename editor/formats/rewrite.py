# SPDX-License-Identifier: GPL-3.0-or-later
"""Writes a document back into the file it came from; only changed cues are rewritten."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from editor.formats.lines import unix_newlines, without_end_marks
from editor.formats.transcoding import to_text

if TYPE_CHECKING:
    from array import array
    from collections.abc import Callable, Container

    from editor.core.cue import Cue
    from editor.core.document import Document, Source
    from editor.formats.format import Format

_LONGEST_NUMBER = 10
"""A cue number with this many digits or more is not kept."""


def rewrite(document: Document, row: Format, kept: Container[int]) -> str | None:
    """The source's text with changed cues replaced.

    What is before, between and after the cues (headers, comments, styles, blank lines) stays with
    the cue before it. Returns None if there are no spans, or if the cue order has changed.

    Args:
        document: A document that was read from a file.
        row: Its format.
        kept: Ids of cues whose fields stored in the file are unchanged.
    """
    source = document.source
    if source is None or not source.spans:
        return None
    rows = {cue.id: row for row, cue in enumerate(source.cues)}
    known = [rows[cue.id] for cue in document.cues if cue.id in rows]
    if any(later <= earlier for earlier, later in pairwise(known)):
        return None
    rewriter = _Rewriter(source, source.spans, row, kept)
    return rewriter.run(document, rows, row.head or (lambda text, _: text))


class _Rewriter:
    def __init__(
        self, source: Source, spans: array[int], row: Format, kept: Container[int]
    ) -> None:
        self._source = source
        self._spans = spans
        self._gap = row.gap
        self._kept = kept
        text = to_text(source.data[len(source.bom) :], source.encoding)
        self._text, _ = without_end_marks(text)  # they may no longer be at the end
        self._render = _renderer(row, self._text)
        self._newline = "\r\n" if self._text.count("\r\n") * 2 > self._text.count("\n") else "\n"
        if "\n" not in self._text and "\r" in self._text:
            self._newline = "\r"
        self._parts: list[str] = []
        first_words = (self._first_word(*self._span(row)[:2]) for row in range(len(source.cues)))
        self._unnumbered = not source.numbered and not any(map(str.isdecimal, first_words))

    def _first_word(self, start: int, end: int) -> str:
        """The first word of a cue in the file: its number, if it has one."""
        return self._text[start:end].split(maxsplit=1)[0].strip("\ufeff")

    def run(
        self, document: Document, rows: dict[int, int], head: Callable[[str, Document], str]
    ) -> str:
        source = self._source
        self._parts.append(head(self._text[: self._spans[0]], document))
        following = 0  # the next source row to be handled
        joint = True  # whether the last emitted part precedes that row in the source, too
        for number, cue in enumerate(document.cues, start=1):
            row = rows.get(cue.id)
            if row is None:
                self._separate()
                self._fresh(cue, number)
                joint = False
                continue
            for gone in range(following, row):
                self._remains(gone)
                joint = False
            if not joint:
                self._separate()
            joint = True
            following = row + 1
            kept = cue.id in self._kept and (number == row + 1 or not source.numbered)
            start, end, stop = self._span(row)
            if kept:
                self._parts.append(self._text[start:stop])
            else:
                own = self._first_word(start, end)
                keeps_number = (
                    not source.numbered and own.isdecimal() and len(own) < _LONGEST_NUMBER
                )
                self._fresh(cue, int(own) if keeps_number else number)
                self._parts.append(self._text[end:stop])
        for gone in range(following, len(source.cues)):
            self._remains(gone)
        whole = "".join(self._parts)
        if following == len(source.cues):
            return whole
        # The last cue was deleted: end as the file did, not with the blank line before that cue.
        return whole.rstrip("\r\n") + self._text[len(self._text.rstrip("\r\n")) :]

    def _span(self, row: int) -> tuple[int, int, int]:
        """Offsets of the cue's start, its text's end, and the next cue's start."""
        spans = self._spans
        after = 2 * row + 2
        return (
            spans[2 * row],
            spans[2 * row + 1],
            (spans[after] if after < len(spans) else len(self._text)),
        )

    def _fresh(self, cue: Cue, number: int) -> None:
        number = 0 if self._unnumbered else number
        self._parts.append(self._render(cue, number).replace("\n", self._newline))

    def _remains(self, row: int) -> None:
        """Keep the text between a deleted cue and the next one, unless it is blank."""
        _, end, stop = self._span(row)
        between = self._text[end:stop]
        if between.strip():
            self._separate()
            lines = self._gap == 1  # blank lines are not what parts the cues
            rest = between.removeprefix(self._newline) if lines else between.lstrip("\r\n")
            self._parts.append(rest)

    def _separate(self) -> None:
        """Add the newlines between cues, unless they are there or this is the file's beginning."""
        tail = ""
        for part in reversed(self._parts):
            tail = part + tail
            if len(tail) > 4:  # noqa: PLR2004 - two newlines of two characters
                break
        if not tail:
            return
        newlines = len(unix_newlines(tail)) - len(unix_newlines(tail).rstrip("\r\n"))
        newlines = unix_newlines(tail)[-newlines:].count("\n") if newlines else 0
        self._parts.append(self._newline * max(0, self._gap - newlines))


def _renderer(row: Format, text: str) -> Callable[[Cue, int], str]:
    """What renders a cue of a file with this text."""
    if row.rendering is not None:
        return row.rendering(text)
    return row.render or (lambda cue, _: cue.text)
