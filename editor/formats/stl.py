# SPDX-License-Identifier: GPL-3.0-or-later
"""EBU STL, an exchange format of broadcasters: EBU Tech 3264.

See https://tech.ebu.ch/docs/tech/tech3264.pdf.

A file is a header of 1,024 bytes (GSI) and blocks of 128 bytes (TTI), one or more per cue.
Times are time codes of the programme, which may begin above zero.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from editor.core import lazy_re
from editor.core.cue import Cue
from editor.core.errors import BrokenOff, Problem, UserError
from editor.core.head import NO_EXTRAS, Head
from editor.core.i18n import N_
from editor.core.markup import Place
from editor.core.timecode import from_frames, spoken
from editor.core.values import dataclass
from editor.formats import iso6937
from editor.formats.format import BytesReader, Format, Markup, Parsed
from editor.formats.lines import shortened

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from editor.core.options import Options

_HEADING, _BLOCK = 1024, 128
"""Sizes in bytes of the header and of a block."""

_RATE = lazy_re.compile(rb"STL(\d\d)\.\d\d")
_TABLES = {b"01": "iso8859-5", b"02": "iso8859-6", b"03": "iso8859-7", b"04": "iso8859-8"}
"""Python codec by the header's character code table; all others are ISO 6937."""

_LANGUAGES = {
    b"08": "de",
    b"09": "en",
    b"0A": "es",
    b"0F": "fr",
    b"15": "it",
    b"1D": "nl",
    b"20": "pl",
    b"21": "pt",
    b"28": "sv",
    b"56": "ru",
    b"65": "ko",
    b"69": "ja",
    b"75": "zh",
}
"""BCP 47 tag by the header's language code."""

_LAST, _USER_DATA = 0xFF, 0xFE
"""Values of a block's extension number: last block of the cue; block of user data."""

_CONTROL = lazy_re.compile(rb"([\x00-\x1f\x7f-\x9f])")
_NEWLINE, _END = 0x8A, 0x8F
_SWITCHES = {0x80: "<i>", 0x81: "</i>", 0x82: "<u>", 0x83: "</u>"}
"""Markup by control code."""

_ROWS = {True: 23, False: 99}
"""Number of rows on the picture, counted from the top: True for teletext, False for others."""

_SIDES = {1: 0.0, 2: 0.5, 3: 1.0}
"""Horizontal position by a cue's justification code, as a fraction; 0 means none."""

_CENTRE = 2
"""Justification code of centred text, the default."""


@dataclass(frozen=True, slots=True)
class _Heading:
    """The header's values.

    Attributes:
        fps: Frames per second.
        begin: Time code of the programme's start, in ms.
        rows: Number of rows on the picture.
        table: Python codec of the texts, or `iso6937.NAME`.
    """

    fps: float
    begin: int
    rows: int
    table: str


def score(data: bytes) -> float:
    """Certain if the header names a disk format code (such as ``STL25.01``)."""
    return 1.0 if len(data) >= _HEADING and _RATE.fullmatch(data[3:11]) else 0.0


def read(data: bytes, options: Options) -> Parsed:
    """Read EBU STL.

    Raises:
        UserError: It is not EBU STL, or has no cues.
    """
    if not score(data):
        raise UserError("This file has no EBU STL header.")
    heading = _heading(data, options)
    parsed = Parsed(head=_head(data), encoding=heading.table)
    for block, text in _blocks(data[_HEADING:]):
        if block[15]:
            message = N_("A comment in the file was skipped: “{text}”.")
            said = _decoded(text, heading.table).replace("\n", " ")
            parsed.problems.append(Problem(message, text=shortened(said)))
        else:
            _add(parsed, block, text, heading)
    if (len(data) - _HEADING) % _BLOCK:
        message = "The file ends in the middle of a cue; it may be an incomplete copy."
        parsed.problems.append(BrokenOff(message))
    if not parsed.cues:
        raise UserError("There are no cues in this file.")
    if heading.begin:
        message = N_("The programme starts at {time}; times were counted from there.")
        parsed.problems.append(Problem(message, time=spoken(heading.begin)))
    return parsed


def _heading(data: bytes, options: Options) -> _Heading:
    rate = _RATE.fullmatch(data[3:11])
    fps = float(rate[1]) if rate and int(rate[1]) else options.fps
    digits = data[256:264]
    begin = 0
    if digits.isdigit():
        begin = _ms([int(digits[place : place + 2]) for place in (0, 2, 4, 6)], fps)
    first = next((_ms(block[5:9], fps) for block, _ in _blocks(data[_HEADING:])), 0)
    return _Heading(
        fps=fps,
        begin=begin if begin <= first else 0,  # otherwise the cues count from zero
        rows=_ROWS[data[11:12] in {b"1", b"2"}],
        table=options.encoding or _TABLES.get(data[12:14], iso6937.NAME),
    )


def _head(data: bytes) -> Head:
    title = data[16:48].decode("ascii", "replace").strip(" \0")
    return Head(
        language=_LANGUAGES.get(data[14:16].upper()),
        script_info={"Title": title} if title else {},
    )


def _blocks(data: bytes) -> Iterator[tuple[bytes, bytes]]:
    """Yield the first block of each cue or comment, and the joined text of all its blocks."""
    first = b""
    texts: list[bytes] = []
    for start in range(0, len(data) - _BLOCK + 1, _BLOCK):
        block = data[start : start + _BLOCK]
        if block[3] == _USER_DATA:
            continue
        if first and block[1:3] != first[1:3]:  # another cue number: the last block is missing
            yield first, b"".join(texts)
            first, texts = b"", []
        first = first or block
        texts.append(block[16:].split(bytes([_END]))[0])
        if block[3] == _LAST:
            yield first, b"".join(texts)
            first, texts = b"", []
    if first:
        yield first, b"".join(texts)


def _add(parsed: Parsed, block: bytes, text: bytes, heading: _Heading) -> None:
    number = len(parsed.cues)
    start, end = (_ms(block[at : at + 4], heading.fps) - heading.begin for at in (5, 9))
    if end < start:
        message = N_("Cue {place} ends before it starts.")
        parsed.problems.append(Problem(message, place=number + 1))
    row, side = block[13], block[14]
    lines = _decoded(text, heading.table)
    low = not row or row + lines.count("\n") > heading.rows / 2
    extras = (
        NO_EXTRAS
        if low and side in {0, _CENTRE}
        else {"stl.place": [row, heading.rows, side if side in _SIDES else _CENTRE]}
    )
    parsed.cues.append(Cue(number, start, end, lines, extras=extras))


def _ms(code: bytes | list[int], fps: float) -> int:
    """Milliseconds of a time code: hours, minutes, seconds, frames."""
    hours, minutes, seconds, frames = code
    return ((hours * 60 + minutes) * 60 + seconds) * 1000 + from_frames(frames, fps)


def _decoded(text: bytes, table: str) -> str:
    """Text with its control codes converted or removed; teletext codes become a space."""
    decode = iso6937.decode if table == iso6937.NAME else lambda part: part.decode(table, "replace")
    said = ""
    for part in _CONTROL.split(text):
        code = part[0] if len(part) == 1 else -1
        if code == _NEWLINE:
            said += "\n"
        elif code in _SWITCHES:
            said += _SWITCHES[code]
        elif 0 <= code < 0x20:  # noqa: PLR2004 - teletext colours, boxes and sizes
            said += " "
        elif not _CONTROL.fullmatch(part):
            said += decode(part)
    lines = (" ".join(line.split()) for line in said.split("\n"))
    return "\n".join(line for line in lines if line)


def _place(extras: Mapping[str, object]) -> Place | None:
    """The position given by row and justification, or None."""
    there = extras.get("stl.place")
    if not isinstance(there, list) or len(there) != 3:  # noqa: PLR2004 - row, rows, side
        return None
    row, rows, side = there
    column = _SIDES.get(side, 0.5)
    if row > rows / 2:
        return Place(column, column)
    return Place(column, column, max(0.0, (row - 1) / rows), 0.0)


FORMAT = Format(
    id="stl",
    name="EBU STL",
    suffixes=(".stl",),
    reader=BytesReader(score, read),
    markup=Markup(lazy_re.compile("</?[iu]>"), _place),
)
