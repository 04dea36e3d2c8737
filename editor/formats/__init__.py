# SPDX-License-Identifier: GPL-3.0-or-later
"""Subtitle formats: bytes to a document and back.

`read` finds encoding and format by content; `write` makes the bytes. Formats do
not know each other; what they share stands in `lines`, `json_text` and `rewrite`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from pathlib import PurePath
from typing import TYPE_CHECKING

from editor.core.document import Document, Source
from editor.core.errors import Problem, UserError
from editor.core.garbage import uncollected
from editor.core.i18n import N_
from editor.formats import asr_log, bcc, own_json, sbv, srt, vtt
from editor.formats.encodings import decode, to_bytes
from editor.formats.losses import losses
from editor.formats.rewrite import rewrite

if TYPE_CHECKING:
    from collections.abc import Callable

    from editor.core.cue import Cue
    from editor.formats.format import Format, Parsed

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


@dataclass(frozen=True, slots=True)
class Output:
    """A file to be: its bytes, and what of the document it does not hold."""

    data: bytes
    encoding: str
    problems: list[Problem] = field(default_factory=list)


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


def read(data: bytes, name: str = "", format_id: str | None = None) -> Document:
    """A document from the bytes of a file.

    Args:
        data: The file.
        name: Its name; the ending helps where the content leaves a doubt.
        format_id: The format, where the user knows it better.

    Raises:
        UserError: Nothing can be read.
    """
    decoded = decode(data)
    if max(map(decoded.text.count, "\n\r")) > MOST_LINES:
        raise UserError(
            "This file has more than {count} lines: that is no subtitle file.", count=MOST_LINES
        )
    row = by_id(format_id) if format_id else detect(decoded.text, name)
    if row.read is None:
        raise UserError("{name} can be written but not read.", name=Problem(row.name))
    with uncollected():
        parsed = row.read(decoded.text)
    parsed.problems += decoded.problems
    parsed.problems.sort(key=lambda problem: problem.line or 0)
    untold = len(parsed.problems) - MOST_PROBLEMS
    if untold > 0:
        message = N_("There is more wrong with this file: {count} further problems.")
        parsed.problems[MOST_PROBLEMS:] = [Problem(message, count=untold)]
    if decoded.problems:
        parsed.cues = [_visible(cue) for cue in parsed.cues]
    return _document(parsed, row, data, decoded.encoding, decoded.bom)


def _document(parsed: Parsed, row: Format, data: bytes, encoding: str, bom: bytes) -> Document:
    cues = tuple(parsed.cues)
    source = Source(
        format=row.id,
        data=data,
        encoding=encoding,
        bom=bom,
        head=parsed.head,
        cues=cues,
        spans=parsed.spans,
        numbered=parsed.numbered,
    )
    return Document(
        cues=cues,
        media=parsed.media,
        head=parsed.head,
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


def detect(text: str, name: str = "") -> Format:
    """The format that `text` is in.

    Raises:
        UserError: In none that is known; says what it looks like.
    """
    suffix = PurePath(name).suffix.lower()
    scored = [
        (row.score(text) + (_SUFFIX_BONUS if suffix in row.suffixes else 0), row)
        for row in FORMATS
        if row.read is not None
    ]
    best, row = max(scored, key=lambda pair: pair[0])
    if best >= _LEAST_SCORE:
        return row
    known = ", ".join(row.name for row in FORMATS if row.read)
    if _JSON.match(text):
        raise UserError(
            "This is JSON of no kind that can be read. Formats read: {known}.", known=known
        )
    raise UserError(
        "No subtitle times were found in this text. Formats read: {known}.", known=known
    )


def write(
    document: Document,
    row: Format,
    *,
    media_length: int | None = None,
    keep_encoding: bool = True,
) -> Output:
    """The bytes of `document` in a format.

    Back in its source's format and encoding, what was not changed is not rewritten:
    an unchanged SRT or VTT is byte for byte the file that was read.

    Args:
        document: What to write.
        row: The format.
        media_length: Length of the medium in ms, where known.
        keep_encoding: Whether the source's encoding stays, in the source's format;
            everything else is UTF-8 without a byte-order mark.

    Raises:
        UserError: The format can't be written.
    """
    if row.write is None:
        raise UserError("{name} can be read but not written.", name=Problem(row.name))
    source = document.source
    if source is not None and source.format == row.id and row.render is not None:
        back = _write_back(document, source, row, row.render, keep_encoding=keep_encoding)
        if back is not None:
            return back
    written = row.write(document, media_length)
    problems = [*losses(document, row), *written.problems]
    problems.sort(key=_cue_told)
    return Output(written.text.encode("utf-8", "replace"), "utf-8", problems)


def _write_back(
    document: Document,
    source: Source,
    row: Format,
    render: Callable[[Cue, int], str],
    *,
    keep_encoding: bool,
) -> Output | None:
    keep = keep_encoding or source.encoding == "utf-8"
    unchanged = document.cues == source.cues and document.head == source.head
    if unchanged and keep:
        return Output(source.data, source.encoding)
    text = rewrite(document, render, row.head)
    if text is None:
        return None
    if keep:
        try:
            return Output(source.bom + to_bytes(text, source.encoding), source.encoding)
        except UnicodeEncodeError as error:
            problem = Problem(
                "{encoding} has no “{character}”; the file is written as UTF-8.",
                encoding=source.encoding.upper(),
                character=text[error.start],
            )
            return Output(text.encode("utf-8", "replace"), "utf-8", [problem])
    return Output(text.encode("utf-8", "replace"), "utf-8")


def _cue_told(problem: Problem) -> int:
    """Which cue a writer's problem is about, from 1; 0 for the whole file."""
    cue = problem.facts.get("cue")
    return cue if isinstance(cue, int) else 0
