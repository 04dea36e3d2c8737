# SPDX-License-Identifier: GPL-3.0-or-later
"""Finding a text or a regular expression in cues.

A cue is prepared once for all searches of one kind; then each search is one pass over folded
texts. Only this module imports `regex`, whose matching can be stopped.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal, NamedTuple

from editor.core.errors import UserError
from editor.core.timecode import clock
from editor.language.folding import Folder, Folding
from editor.language.in_bulk import can_join, spans_of
from editor.language.templates import check, expanded
from editor.language.words import NO_TERMS, borders

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    import regex

    from editor.core.cue import Cue
    from editor.core.progress import Progress
    from editor.language.deadline import Deadline

Field = Literal["start", "end", "speaker", "text"]

FIELDS: tuple[Field, ...] = ("start", "end", "speaker", "text")
"""What can be searched, in the order of the table."""

Span = tuple[int, int]

_FIRST_MARK = "\u0300"
"""No combining mark is before it."""

_STRIDE = 2_048
"""Rows between two looks at whether the search is still wanted."""

_TOGETHER = 512
"""Rows that an expression searches at once, if it can."""

_MOMENT = 0.1
"""Seconds after which such rows are searched one by one."""


@dataclass(frozen=True, slots=True)
class Options:
    """How to search.

    Attributes:
        regex: Whether the text is a regular expression.
        word: Whether only whole words are found; see `language.words`.
        everywhere: Whether times and speakers are searched, too.
        folding: What makes no difference. In an expression, only characters that fold to one.
    """

    regex: bool = False
    word: bool = False
    everywhere: bool = False
    folding: Folding = field(default_factory=Folding)


@dataclass(frozen=True, slots=True)
class Query:
    """What to search for, and how."""

    text: str
    options: Options = field(default_factory=Options)


class Match(NamedTuple):
    """A place: offsets in code points of a field's text; only an expression matches nothing."""

    field: Field
    start: int
    end: int


class Prepared(NamedTuple):
    """One field of a cue, ready to be searched.

    Attributes:
        field: Which.
        text: As it is.
        folded: What is searched.
        places: See `Folded`.
        words: A bit for each offset of `text` where a word begins or ends; None if all will do.
    """

    field: Field
    text: str
    folded: str
    places: tuple[int, ...] | None
    words: int | None


Row = tuple[Prepared, ...]
"""The fields of one cue that are searched."""


class Preparer:
    """Prepares cues for all searches with the same options."""

    def __init__(self, options: Options, terms: frozenset[str] = NO_TERMS) -> None:
        """A preparer; `terms` are whole words, see `language.words`."""
        self._options, self._terms = options, terms
        self._folder = folder_of(options)

    def row(self, cue: Cue) -> Row:
        """The fields of a cue."""
        if not self._options.everywhere:
            return (self._prepared("text", cue.text),)
        return (
            self._prepared("start", time_text(cue.start)),
            self._prepared("end", time_text(cue.end)),
            self._prepared("speaker", cue.speaker or ""),
            self._prepared("text", cue.text),
        )

    def _prepared(self, name: Field, text: str) -> Prepared:
        folded, places = self._folder.folded(text)
        words = None
        if self._options.word:
            words = sum(1 << edge for edge in borders(text, self._terms))
        return Prepared(name, text, folded, places, words)


def time_text(ms: int) -> str:
    """A time as it is shown, and searched."""
    return clock(ms, hour_digits=1) if ms >= 0 else "-" + clock(-ms, hour_digits=1)


def folder_of(options: Options) -> Folder:
    """The folder for texts, and for what is searched for in them."""
    folding = options.folding
    if not options.regex:
        return Folder(folding)
    # An expression has its own way with capital letters, and its groups need the same offsets.
    return Folder(Folding(folding.script, folding.width, case=False), single=True)


class Matcher:
    """Finds one query in prepared rows."""

    def __init__(self, query: Query) -> None:
        """Raises `UserError` if the query is no valid regular expression."""
        options = query.options
        folder = folder_of(options)
        self._everywhere = options.everywhere
        self._needle = folder.folded(query.text).text
        self._pattern = _compiled(query, folder) if options.regex else None
        one_field = bool(self._needle) and not options.everywhere
        self._joins = self._pattern is not None and one_field and can_join(self._pattern.pattern)

    def all(self, rows: Sequence[Row], progress: Progress, limit: Deadline) -> list[Matches]:
        """The matches in each row; fewer rows where the time was up: see `Matches`."""
        found: list[Matches] = [()] * len(rows)
        if self._joins:
            return self._all_joined(rows, progress, limit)
        for number, place in enumerate(self._candidates(rows)):
            if not number % _STRIDE:
                progress.report(place, len(rows))
            try:
                found[place] = self.matches(rows[place], limit)
            except TimeoutError:
                return found[:place]
        return found

    def _all_joined(
        self, rows: Sequence[Row], progress: Progress, limit: Deadline
    ) -> list[Matches]:
        found: list[Matches] = []
        for first in range(0, len(rows), _TOGETHER):
            if not first % _STRIDE:
                progress.report(first, len(rows))
            together = rows[first : first + _TOGETHER]
            joined = self._joined(together, limit)
            for row, spans in zip(together, joined, strict=True):
                try:
                    found.append(self.matches(row, limit) if spans is None else spans)
                except TimeoutError:
                    return found
        return found

    def _joined(self, rows: Sequence[Row], limit: Deadline) -> list[Matches | None]:
        """The matches in each row; None where a row is to be searched by itself."""
        if self._pattern is None:
            return [()] * len(rows)
        texts = [row[0].folded if row else "" for row in rows]
        try:
            joined = spans_of(self._pattern, texts, min(limit.left / 4, _MOMENT))
        except TimeoutError:
            return [None] * len(rows)  # one of them takes long: find out which
        return [
            None
            if spans is None
            else tuple(Match("text", *span) for span in spans if row and _at_words(row[0], *span))
            for row, spans in zip(rows, joined, strict=True)
        ]

    def _candidates(self, rows: Sequence[Row]) -> Sequence[int]:
        """The rows that may have a match: for a plain text, the quickest look at each."""
        needle = self._needle
        if self._pattern is not None:
            return range(len(rows))
        if not self._everywhere:
            return [place for place, row in enumerate(rows) if row and needle in row[0].folded]
        return [
            place for place, row in enumerate(rows) if any(needle in each.folded for each in row)
        ]

    def matches(self, row: Row, limit: Deadline) -> Matches:
        """The matches in a row, in order; they do not overlap.

        Raises:
            TimeoutError: The time was up.
        """
        found: list[Match] = []
        for each in row:
            spans = self._plain(each) if self._pattern is None else self._by_pattern(each, limit)
            if spans:
                name = each.field
                found += [Match(name, start, end) for start, end in spans]
        return tuple(found)

    def _plain(self, each: Prepared) -> list[Span]:
        folded, needle = each.folded, self._needle
        spans: list[Span] = []
        start = folded.find(needle) if needle else -1
        while start >= 0:
            end = start + len(needle)
            span = _span(each, start, end)
            if span is not None:
                spans.append(span)
            start = folded.find(needle, start + 1 if span is None else end)
        return spans

    def _by_pattern(self, each: Prepared, limit: Deadline) -> list[Span]:
        return [match.span() for match in self._found(each, limit)]

    def _found(self, each: Prepared, limit: Deadline) -> Sequence[regex.Match[str]]:
        if self._pattern is None or not self._needle:
            return ()
        find = self._pattern.finditer
        found = limit.within(lambda seconds: list(find(each.folded, timeout=seconds)))
        return found and [match for match in found if _at_words(each, *match.span())]

    def replaced(
        self, each: Prepared, instead: str, limit: Deadline, only: Span | None = None
    ) -> str:
        """The text of a field with its matches replaced.

        Args:
            each: The field.
            instead: The replacement; for an expression, a template with groups.
            limit: When to give up.
            only: The only match to replace; None replaces all.

        Raises:
            UserError: `instead` has a group that the expression does not have.
            TimeoutError: The time was up.
        """
        pieces, place = [], 0
        for start, end, new in self._replacements(each, instead, limit):
            if only in (None, (start, end)):
                pieces += [each.text[place:start], new]
                place = end
        return "".join([*pieces, each.text[place:]])

    def _replacements(
        self, each: Prepared, instead: str, limit: Deadline
    ) -> Iterator[tuple[int, int, str]]:
        if self._pattern is None:
            for start, end in self._plain(each):
                yield start, end, instead
            return
        check(instead, self._pattern)
        for match in self._found(each, limit):
            # Of the text itself: what was matched is folded.
            yield *match.span(), expanded(instead, match, each.text)


Matches = tuple[Match, ...]
"""Those of one row."""


def _span(each: Prepared, start: int, end: int) -> Span | None:
    """Offsets in the text of those in the folded one; None if they cut a character or a word."""
    after = each.folded[end : end + 1]
    if after >= _FIRST_MARK and unicodedata.combining(after):
        return None
    if each.places is not None:
        start, end = each.places[start], each.places[end]
        if start < 0 or end < 0:
            return None
    return (start, end) if _at_words(each, start, end) else None


def _at_words(each: Prepared, start: int, end: int) -> bool:
    return each.words is None or bool(each.words >> start & each.words >> end & 1)


def _compiled(query: Query, folder: Folder) -> regex.Pattern[str]:
    import regex

    def fold(found: re.Match[str]) -> str:
        old = found[0][-1]
        new = folder.folded(old).text
        return found[0] if new == old else regex.escape(new)

    # Not beside a hyphen: the ends of a range stay, or it would be another one.
    pattern = re.sub(r"(?<!-)(?:\\.|[^\x00-\x7f])(?!-)", fold, query.text)
    flags = regex.MULTILINE | (regex.IGNORECASE if query.options.folding.case else 0)
    try:
        return regex.compile(pattern, flags)
    except regex.error as error:
        raise UserError(
            "This is no valid regular expression (character {place}).",
            place=(getattr(error, "pos", None) or 0) + 1,
        ) from None
