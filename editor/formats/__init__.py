# SPDX-License-Identifier: GPL-3.0-or-later
"""Subtitle formats: bytes to a document and back.

`read` finds encoding and format by content; `write` makes the bytes. Formats do
not know each other, and nothing but this table knows them; what they share stands in
`lines` and `json_text`.
"""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import PurePath
from typing import TYPE_CHECKING

from editor.core.document import Document, Source
from editor.core.errors import Problem, UserError
from editor.core.garbage import uncollected
from editor.core.i18n import N_
from editor.core.markup import Shown, styled
from editor.core.options import DEFAULTS
from editor.formats import asr_log, bcc, own_json, sbv, srt, vtt
from editor.formats.encodings import Decoded, decode
from editor.formats.format import BytesReader, TextReader
from editor.formats.writing import Output, write

if TYPE_CHECKING:
    from editor.core.cue import Cue
    from editor.core.options import Options
    from editor.formats.format import Format, Parsed

__all__ = ["FORMATS", "Output", "by_id", "by_suffix", "detect", "read", "shown", "write"]

FORMATS: tuple[Format, ...] = (
    srt.FORMAT,
    vtt.FORMAT,
    sbv.FORMAT,
    bcc.FORMAT,
    own_json.FORMAT,
    asr_log.FORMAT,
)

_JSON = re.compile(r'[\ufeff\s]*[\[{]\s*["{}\[\]]')
_SURROGATE = re.compile("[\ud800-\udfff]")
MOST_LINES = 2_000_000
"""Lines; a day of speech has a tenth of them. What they are made of takes a gigabyte at most."""

MOST_PROBLEMS = 10_000
"""Problems that are told one by one; nobody reads them all."""

_LEAST_SCORE = 0.25
_SUFFIX_BONUS = 0.04  # decides between near equals, never against the content


def by_id(format_id: str) -> Format:
    """The format of that id.

    Raises:
        UserError: There is none.
    """
    for row in FORMATS:
        if row.id == format_id:
            return row
    raise UserError(
        "There is no format “{id}”; there are {known}.",
        id=format_id,
        known=", ".join(row.id for row in FORMATS),
    )


def by_suffix(name: str) -> Format:
    """The format that a file of that name is written in.

    Raises:
        UserError: The ending says no format that can be written.
    """
    suffix = PurePath(name).suffix.lower()
    for row in FORMATS:
        if suffix in row.suffixes and row.write is not None:
            return row
    raise UserError(
        "The ending “{suffix}” names no format that can be written; use one of "
        "{known}, or name the format.",
        suffix=suffix,
        known=" ".join(row.suffixes[0] for row in FORMATS if row.write),
    )


def read(
    data: bytes, name: str = "", format_id: str | None = None, options: Options = DEFAULTS
) -> Document:
    """A document from the bytes of a file.

    Args:
        data: The file.
        name: Its name; the ending helps where the content leaves a doubt.
        format_id: The format, where the user knows it better.
        options: What else the user knows better; its `name` is taken from `name`.

    Raises:
        UserError: Nothing can be read.
    """
    options = replace(options, name=name)
    row = by_id(format_id) if format_id else _by_bytes(data)
    if row is not None and isinstance(row.reader, BytesReader):
        with uncollected():
            parsed = row.reader.read(data, options)
        return _document(parsed, row, data, Decoded("", ""), options)
    decoded = decode(data, options.encoding)
    if max(map(decoded.text.count, "\n\r")) > MOST_LINES:
        raise UserError(
            "This file has more than {count} lines: that is no subtitle file.", count=MOST_LINES
        )
    row = row or detect(decoded.text, name)
    if not isinstance(row.reader, TextReader):
        raise UserError("{name} can be written but not read.", name=Problem(row.name))
    with uncollected():
        parsed = row.reader.read(decoded.text, options)
    parsed.problems += decoded.problems
    if decoded.problems:
        parsed.cues = [_visible(cue) for cue in parsed.cues]
    return _document(parsed, row, data, decoded, options)


def _document(
    parsed: Parsed, row: Format, data: bytes, decoded: Decoded, options: Options
) -> Document:
    parsed.problems.sort(key=lambda problem: problem.line or 0)
    untold = len(parsed.problems) - MOST_PROBLEMS
    if untold > 0:
        message = N_("There is more wrong with this file: {count} further problems.")
        parsed.problems[MOST_PROBLEMS:] = [Problem(message, count=untold)]
    cues = tuple(parsed.cues)
    head = parsed.head
    if head.language is None and options.language is not None:
        head = replace(head, language=options.language)
    source = Source(
        format=row.id,
        data=data,
        options=replace(options, name=""),  # the file may be called otherwise by then
        encoding=decoded.encoding,
        bom=decoded.bom,
        head=head,
        cues=cues,
        spans=parsed.spans,
        numbered=parsed.numbered,
    )
    return Document(
        cues=cues,
        media=parsed.media,
        head=head,
        source=source,
        problems=tuple(parsed.problems),
        next_id=len(cues),
    )


def _visible(cue: Cue) -> Cue:
    """The cue with undecodable bytes shown as �."""
    if not _SURROGATE.search(cue.text):
        return cue
    text = cue.text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
    return replace(cue, text=text, hypothesis=text if cue.hypothesis is not None else None)


def _by_bytes(data: bytes) -> Format | None:
    """The format that is no text and that these bytes are in, or None."""
    scored = [
        (row.reader.score(data), row) for row in FORMATS if isinstance(row.reader, BytesReader)
    ]
    best, found = max(scored, key=lambda pair: pair[0], default=(0.0, None))
    return found if best >= _LEAST_SCORE else None


def detect(text: str, name: str = "") -> Format:
    """The format that `text` is in.

    Raises:
        UserError: In none that is known; says what it looks like.
    """
    suffix = PurePath(name).suffix.lower()
    scored = [
        (row.reader.score(text) + (_SUFFIX_BONUS if suffix in row.suffixes else 0), row)
        for row in FORMATS
        if isinstance(row.reader, TextReader)
    ]
    best, row = max(scored, key=lambda pair: pair[0])
    if best >= _LEAST_SCORE:
        return row
    known = ", ".join(row.name for row in FORMATS if row.reader)
    if _JSON.match(text):
        raise UserError(
            "This is JSON of no kind that can be read. Formats read: {known}.", known=known
        )
    raise UserError(
        "No subtitle times were found in this text. Formats read: {known}.", known=known
    )


def shown(cue: Cue) -> Shown:
    """A cue as it is shown over the picture.

    Its place is said by its text's markup, or else by what a format carries for it.
    """
    found = styled(cue.text)
    if found.place is None:
        carried = (row.markup.place(cue.extras) for row in FORMATS if cue.extras)
        found = found._replace(place=next((place for place in carried if place), None))
    return found
