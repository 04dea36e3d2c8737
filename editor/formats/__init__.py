# SPDX-License-Identifier: GPL-3.0-or-later
"""Subtitle formats: bytes to a document and back.

`read` detects encoding and format from the content; `write` makes the bytes. Formats do not
import each other and are listed only in `table`; shared helpers are in `lines` and
`json_text`.
"""

from __future__ import annotations

from dataclasses import replace
from pathlib import PurePath
from typing import TYPE_CHECKING

from editor.core import lazy_re
from editor.core.document import Document, Source
from editor.core.errors import Problem, UserError
from editor.core.garbage import uncollected
from editor.core.i18n import N_
from editor.core.markup import Shown, anchor, key_of, styled
from editor.core.options import DEFAULTS
from editor.formats import detection, writing
from editor.formats.encodings import Decoded, decode
from editor.formats.format import BytesReader, TextReader
from editor.formats.lines import LineCounter, has_parted_arrow, without_end_marks
from editor.formats.tidying import tidy
from editor.formats.transcoding import has_surrogates
from editor.formats.writing import Output

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from editor.core.cue import Cue
    from editor.core.options import Options
    from editor.formats.format import Format, Parsed, Texts
    from editor.formats.wrapping import Wrapped

__all__ = ["FORMATS", "Output", "by_id", "by_suffix", "cells", "detect", "read", "shown", "write"]

FORMATS: tuple[Format, ...]
"""All formats: see `table`, which is imported when it is first asked for."""

_SURROGATE = lazy_re.compile("[\ud800-\udfff]")
_INVISIBLE = lazy_re.compile("[\0\ufeff\u2028\u2029\ud800-\udfff]")

MOST_LINES = 2_000_000
"""Limit on lines per file. A day of speech has a tenth of this; parsed, it takes 1 GB at most."""

MOST_PROBLEMS = 10_000
"""Limit on problems listed one by one; the rest are only counted."""

_BOTTOM = 3
"""The last key of a numeric keypad's bottom row."""

_PLAIN = "plain"
"""Id of the format that takes any text as it is."""

_CLOCK = "[0-9]{2}:[0-9]{2}:[0-9]{2},[0-9]{3}"
_SOUND = lazy_re.compile(rf"\ufeff?1\r?\n{_CLOCK} --> {_CLOCK}\r?\n\S")
"""How SubRip begins to which nothing was done since a program wrote it: most files, read fast."""


def __getattr__(name: str) -> object:
    if name != "FORMATS":
        raise AttributeError(name)
    return detection.all_formats()


def by_id(format_id: str) -> Format:
    """The format with that id.

    Raises:
        UserError: There is none.
    """
    for row in detection.daily_first():
        if row.id == format_id:
            return row
    raise UserError(
        "Unknown format “{id}”. Available: {known}.",
        id=format_id,
        known=", ".join(row.id for row in detection.all_formats()),
    )


def by_suffix(name: str) -> Format:
    """The writable format for a file name.

    Raises:
        UserError: No writable format has this extension.
    """
    suffix = PurePath(name).suffix.lower()
    for row in detection.daily_first():
        if suffix in row.suffixes and row.write is not None:
            return row
    raise UserError(
        "Files ending in “{suffix}” cannot be written. Use one of {known}, or name the format.",
        suffix=suffix,
        known=" ".join(row.suffixes[0] for row in detection.all_formats() if row.write),
    )


def read(
    data: bytes, name: str = "", format_id: str | None = None, options: Options = DEFAULTS
) -> Document:
    """A document from the bytes of a file.

    Args:
        data: The file's content.
        name: File name; its extension helps where the content is ambiguous.
        format_id: The format; None detects it.
        options: Other reader options; `options.name` is replaced by `name`.

    Raises:
        UserError: Nothing can be read.
    """
    options = replace(options, name=name)
    row = by_id(format_id) if format_id else detection.by_bytes(data)
    if row is not None and isinstance(row.reader, BytesReader):
        with uncollected():
            parsed = row.reader.read(data, options)
        return _document(parsed, row, data, Decoded("", parsed.encoding), options)
    decoded = decode(data, options.encoding)
    if max(map(decoded.text.count, "\n\r")) > MOST_LINES:
        raise UserError(
            "This file has more than {count} lines, so it is not a subtitle file.", count=MOST_LINES
        )
    text, mark = without_end_marks(decoded.text)
    if mark is not None:
        message = N_("An end-of-file mark (0x1A), as old programs write it, was ignored.")
        decoded.problems.append(Problem(message, line=LineCounter(text)(mark)))
    with uncollected():
        row, texts, parsed, text, stages = _unpacked(text, row, format_id, options)
    parsed.problems += _hidden(parsed, decoded.text)
    if has_surrogates("".join([cue.text for cue in parsed.cues])):
        parsed.cues = [_visible(cue) for cue in parsed.cues]
    tidy(parsed, text, texts, row.markup)
    for stage in reversed(stages):
        parsed.problems = stage.in_the_whole(parsed.problems)
        parsed.spans = None  # what is saved is the file alone
    if stages or decoded.mixed:
        parsed.mended = {cue.id for cue in parsed.cues}
    parsed.problems += decoded.problems
    return _document(parsed, row, data, decoded, options)


def _unpacked(
    text: str, row: Format | None, format_id: str | None, options: Options
) -> tuple[Format, Texts, Parsed, str, list[Wrapped]]:
    """What is read from a text once all is undone that was done to the file, and what that was.

    Raises:
        UserError: Nothing can be read.
    """
    stages: list[Wrapped] = []
    while True:
        if format_id != _PLAIN and not _is_sound(text):
            from editor.formats.unpacking import unpacked

            text, undone = unpacked(text)
            stages += undone
        try:
            rows = [row] if row else detection.likeliest(text, options.name)
            return *_parsed(text, rows, options), text, stages
        except UserError:
            from editor.formats import quoted

            inner = quoted.inside(text)
            if inner is None:
                raise
        stages.append(inner)
        text = inner.text


def _is_sound(text: str) -> bool:
    """Whether it begins as SubRip to which nothing was done, and no line break parts its times."""
    return _SOUND.match(text) is not None and not has_parted_arrow(text)


def _parsed(text: str, rows: Iterable[Format], options: Options) -> tuple[Format, Texts, Parsed]:
    """What the first of these formats reads in which there is anything; which, and its texts.

    Recognisers name the same things alike: where one's reader finds nothing, the next one may.

    Raises:
        UserError: None reads anything; what the first one said.
    """
    refused: UserError | None = None
    for row in rows:
        if not isinstance(row.reader, TextReader):
            raise UserError("{name} can be written but not read.", name=Problem(row.name))
        try:
            return row, row.reader.texts, row.reader.read(text, options)
        except UserError as error:
            refused = refused or error
            if not detection.is_json(text):
                break
    raise refused or detection.unknown(text)


def cells(data: bytes, name: str, format_id: str | None = None) -> tuple[str, list[list[str]]]:
    """The format of a table, and its rows of cells, whatever its columns are.

    Args:
        data: The file's content.
        name: File name; its extension says the format, where that is not given.
        format_id: The format.

    Raises:
        UserError: It is no table.
    """
    suffix = PurePath(name).suffix.lower()
    for row in detection.all_formats():
        if row.reader is None or row.reader.cells is None:
            continue
        if row.id == format_id if format_id else suffix in row.suffixes:
            if isinstance(row.reader, BytesReader):
                return row.id, row.reader.cells(data)
            return row.id, row.reader.cells(decode(data).text)
    raise UserError("This file is not a table.")


def _document(
    parsed: Parsed, row: Format, data: bytes, decoded: Decoded, options: Options
) -> Document:
    parsed.problems.sort(key=lambda problem: problem.line or 0)
    untold = len(parsed.problems) - MOST_PROBLEMS
    if untold > 0:
        message = N_("This file has more problems: {count}.")
        parsed.problems[MOST_PROBLEMS:] = [Problem(message, count=untold)]
    cues = tuple(parsed.cues)
    head = parsed.head
    if head.language is None and options.language is not None:
        head = replace(head, language=options.language)
    source = Source(
        format=row.id,
        data=data,
        options=replace(options, name=""),  # the file may be renamed before it is read again
        encoding=decoded.encoding,
        bom=decoded.bom,
        head=head,
        cues=cues,
        spans=parsed.spans,
        numbered=parsed.numbered,
        anew=tuple(parsed.anew),
        mended=frozenset(parsed.mended),
    )
    return Document(
        cues=cues,
        media=parsed.media,
        head=head,
        source=source,
        problems=tuple(parsed.problems),
        next_id=len(cues),
    )


def _hidden(parsed: Parsed, text: str) -> Iterator[Problem]:
    """Yield a problem for each cue with a character that the file spells in ASCII: ``\\u0000``."""
    if "\\u" not in text:
        return
    for number, cue in enumerate(parsed.cues, start=1):
        for character in dict.fromkeys(_INVISIBLE.findall(cue.text)):
            if character not in text:
                message = N_("Cue {cue} has half of a character; it is shown as �.")
                if not _SURROGATE.match(character):
                    message = N_("Cue {cue} has an invisible character (U+{code}).")
                yield Problem(message, cue=number, code=f"{ord(character):04X}")


def _visible(cue: Cue) -> Cue:
    """The cue with undecodable bytes and halves of characters shown as �."""
    if not _SURROGATE.search(cue.text):
        return cue
    text = cue.text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
    return replace(cue, text=text, hypothesis=text if cue.hypothesis is not None else None)


def detect(text: str, name: str = "") -> Format:
    """The text format of `text`.

    Raises:
        UserError: It is in no known format; the message says what it looks like.
    """
    return next(detection.likeliest(text, name))


def write(
    document: Document,
    row: Format,
    *,
    media_length: int | None = None,
    keep_encoding: bool = True,
    names: bool = False,
) -> Output:
    """The bytes of `document` in a format; see `editor.formats.writing.write`."""
    if row.markup.anchors:
        document = _placed(document, row)
    return writing.write(
        document, row, media_length=media_length, keep_encoding=keep_encoding, names=names
    )


def _placed(document: Document, row: Format) -> Document:
    r"""The document with ``{\an8}`` in the cues that another format places at the top, and so on.

    What stands at the bottom is left to the player.
    """
    others = [other for other in detection.all_formats() if other is not row]
    cues = list(document.cues)
    for number, cue in enumerate(cues):
        if not cue.extras or anchor(cue.text) or row.markup.place(cue.extras):
            continue
        place = next(filter(None, (other.markup.place(cue.extras) for other in others)), None)
        key = key_of(place) if place else 0
        if key > _BOTTOM:
            cues[number] = replace(cue, text=f"{{\\an{key}}}{cue.text}")
    moved = tuple(cues)
    return document if moved == document.cues else replace(document, cues=moved)


def shown(cue: Cue) -> Shown:
    """A cue as it is displayed over the picture.

    Its position comes from the text's markup, otherwise from the format's extras.
    """
    found = styled(cue.text)
    if found.place is None:
        carried = (
            row.markup.place(cue.extras) for row in (detection.all_formats() if cue.extras else ())
        )
        found = found._replace(place=next((place for place in carried if place), None))
    return found
