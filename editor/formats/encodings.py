# SPDX-License-Identifier: GPL-3.0-or-later
"""Bytes to text: detects a file's encoding and reports what could not be decoded."""

from __future__ import annotations

import codecs
from dataclasses import field
from itertools import islice

from editor.core import lazy_re
from editor.core.errors import BrokenOff, Problem, UserError
from editor.core.i18n import N_
from editor.core.values import dataclass
from editor.formats import encoding_faults as faults
from editor.formats.encoding_guess import bits_of, likeliest, telling
from editor.formats.encoding_models import chinese
from editor.formats.lines import LineCounter
from editor.formats.transcoding import (
    codec,
    has_pairs,
    is_utf8,
    is_whole_utf8,
    seam,
    to_text,
)

_BOMS = (  # longer ones first: UTF-32's BOM begins with UTF-16's
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_MAGIC = (
    (b"%PDF-", N_("a PDF document")),
    (b"PK\x03\x04", N_("a ZIP archive or an office document")),
    (b"\xd0\xcf\x11\xe0", N_("an old office document")),
    (b"\x1f\x8b", N_("a compressed archive")),
    (b"7z\xbc\xaf\x27\x1c", N_("a compressed archive")),
    (b"Rar!", N_("a compressed archive")),
    (b"\x89PNG", N_("an image")),
    (b"\xff\xd8\xff", N_("an image")),
    (b"GIF8", N_("an image")),
    (b"SQLite format 3\x00", N_("a database")),
    (b"\x1aE\xdf\xa3", N_("a video (Matroska or WebM)")),
    (b"OggS", N_("an audio or video file (Ogg)")),
    (b"fLaC", N_("an audio file (FLAC)")),
    (b"ID3", N_("an audio file (MP3)")),
    (b"\x00\x00\x01\xba", N_("a video (MPEG)")),
    (b"\x7fELF", N_("a program")),
    (b"MZ\x90", N_("a program")),
)
_FOREIGN = lazy_re.compile("[^\\x00-\\x7f]")
_SAMPLE = 65536
"""Number of bytes in which zero bytes are counted."""
_LOOKED_AT = 200
"""Lines that are looked at where all have bad bytes."""
_BY_CHANCE = 8
"""Characters of a text that may be UTF-8 by chance, at most."""
_CLEAR = 12.0
"""Bits by which UTF-8 must be likelier where there is so little; see `encoding_models`."""
_NO_TEXT = 21.0
"""Bits a character of what is no text at all."""
_FREQUENT = 14.0
"""Bits a character of common Chinese."""
_CHINESE = ("gb18030", "big5hkscs")


_LAST_PLANE = 0x10
"""The third byte of the last character that there is."""
_ESCAPES = ((b"\x1b$B", "iso2022_jp"), (b"\x1b$@", "iso2022_jp"), (b"\x1b$)C", "iso2022_kr"))
_HZ = lazy_re.compile(rb"~\{(?:[!-w][!-~]){2,400}~\}")


@dataclass(slots=True)
class Decoded:
    """Decoded text of a file: newlines unchanged, undecodable bytes as lone surrogates.

    Attributes:
        text: The text after the byte-order mark.
        encoding: Python codec, or a name of `transcoding`.
        bom: The byte-order mark, or empty.
        problems: What could not be decoded, what is doubtful, and a file that ends too early.
        mixed: Whether a part is not in `encoding`, so that the file is not written back as it is.
    """

    text: str
    encoding: str
    bom: bytes = b""
    problems: list[Problem] = field(default_factory=list)
    mixed: bool = False


def decode(data: bytes, encoding: str | None = None) -> Decoded:
    """Decode `data` with `encoding`, or detect the encoding.

    Detection order: byte-order mark, the NUL pattern of UTF-16, UTF-8, UTF-8 and another encoding
    by line, then the likeliest by what the text says; where others are as likely, that is told.

    Raises:
        UserError: The file is empty or not text, its encoding cannot be detected, or `encoding`
            is unknown.
    """
    _refuse_other_kinds(data)
    if encoding is not None:
        encoding = codec(encoding)
    bom, marked = next(((m, e) for m, e in _BOMS if data.startswith(m)), (b"", ""))
    if encoding not in {None, marked}:
        bom, marked = b"", encoding or ""
    body = data[len(bom) :]
    if encoding is None and marked.startswith("utf-16") and b"\0" not in body:
        bom, marked = b"", ""  # there are digits or newlines in each file
    if encoding is None and marked == "utf-8":
        marked = _behind_mark(body)
    encoding, sure = (marked, True) if marked else _guess(body)
    try:
        decoded = Decoded(to_text(body, encoding), encoding, bom)
    except UnicodeError:  # some codecs have no error handler for bad bytes
        raise UserError(
            "This file cannot be read as {encoding}.", encoding=encoding.upper()
        ) from None
    if not decoded.text.strip("\ufeff\0 \t\r\n"):
        raise UserError("The file contains no text.")
    decoded.mixed = seam(body, encoding) is not None or (encoding == "utf-8" and has_pairs(body))
    if not sure:
        decoded.problems.append(faults.doubtful(encoding))
    whole = decoded.text.rstrip("\0")
    decoded.problems += faults.found(whole, body, encoding)
    if len(whole) < len(decoded.text):
        decoded.text = whole
        message = N_("The file ends in zero bytes; it may be an incomplete copy.")
        decoded.problems.append(BrokenOff(message, line=LineCounter(whole)(len(whole))))
    return decoded


def _refuse_other_kinds(data: bytes) -> None:
    if not data:
        raise UserError("The file is empty.")
    for magic, kind in _MAGIC:
        if data.startswith(magic):
            raise UserError("This is {kind}, not a subtitle file.", kind=Problem(kind))
    if data[4:8] == b"ftyp" or (data.startswith(b"RIFF") and data[8:12] in {b"WAVE", b"AVI "}):
        kind = N_("an audio or video file")
        raise UserError("This is {kind}, not a subtitle file.", kind=Problem(kind))


def _behind_mark(data: bytes) -> str:
    """The encoding behind a mark of UTF-8, which may have got before another text."""
    found = _guess(data)[0] if data else "utf-8"
    return f"utf-8+{found}" if found in _CHINESE else found


def _guess(data: bytes) -> tuple[str, bool]:
    """The encoding of `data`, and whether that is certain."""
    if seam(data, "utf-8"):
        return "utf-8", True
    if encoding := _utf32_by_nuls(data) or _utf16_by_nuls(data) or _by_escapes(data):
        return encoding, True
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        pass
    else:
        return "utf-8", not _is_by_chance(data)
    if has_pairs(data):
        return "utf-8", True
    if data.count(0) > len(data) // 100:
        raise UserError("This is not a text file.")
    return _some_utf8(data) or _other(data)


def _is_by_chance(data: bytes) -> bool:
    """Whether these few bytes may be UTF-8 by chance only, as 谢谢 in GB18030 is лл."""
    text = data.decode("utf-8")
    foreign = [found[0] for found in islice(_FOREIGN.finditer(text), _BY_CHANCE + 1)]
    if not 0 < len(foreign) <= _BY_CHANCE or data.startswith(b"WEBVTT"):
        return False  # the standard of WebVTT allows no other encoding
    if len(foreign) > 1 and min(foreign) >= "\u0800" and chinese(text) < _FREQUENT * len(foreign):
        return False
    guess = likeliest(data)
    return not guess.odd and guess.encoding in _CHINESE and guess.bits < bits_of(text) + _CLEAR


def _some_utf8(data: bytes) -> tuple[str, bool] | None:
    """UTF-8 with some bad bytes, or with lines in another encoding; None if it is neither."""
    whole: list[bytes] = []
    damaged: list[bytes] = []
    for line in data.splitlines(keepends=True):
        if not line.isascii():
            (whole if is_whole_utf8(line) else damaged).append(line)
    utf8 = b"".join(whole)
    if not utf8:
        return ("utf-8", True) if all(map(is_utf8, damaged[:_LOOKED_AT])) else None
    likely = likeliest(b"".join(damaged)).encoding
    if _costs(utf8, likely) < _costs(utf8, "utf-8") + _CLEAR:
        return None  # they may be UTF-8 by chance
    others = [line for line in damaged if not is_utf8(line)]
    if not others:
        return "utf-8", True
    guess = likeliest(b"".join(others))
    return (f"utf-8+{guess.encoding}" if guess.sure else "utf-8"), True


def _costs(data: bytes, encoding: str) -> float:
    return bits_of(telling(data).decode(encoding, errors="replace"))


def _other(data: bytes) -> tuple[str, bool]:
    guess = likeliest(data)
    if guess.bits >= _NO_TEXT * guess.foreign:
        raise UserError(
            "The text encoding of this file could not be detected. Save it as UTF-8 and try again."
        )
    return guess.encoding, guess.sure


def _by_escapes(data: bytes) -> str | None:
    """An encoding of seven bits that says itself where its characters begin and end."""
    if not data.isascii():
        return None
    named = next((name for escape, name in _ESCAPES if escape in data), None)
    if named is None and _HZ.search(data):
        named = "hz"
    try:
        return named if named and not data.decode(named).isascii() else None
    except UnicodeDecodeError:
        return None


def _utf32_by_nuls(data: bytes) -> str | None:
    """UTF-32 without BOM: of four bytes the highest is zero, and the next one nearly so."""
    sample = data[: min(_SAMPLE, len(data) - len(data) % 4)]
    for highest, following, encoding in ((3, 2, "utf-32-le"), (0, 1, "utf-32-be")):
        planes = sample[following::4]
        if any(sample) and not any(sample[highest::4]) and max(planes) <= _LAST_PLANE:
            return encoding
    return None


def _utf16_by_nuls(data: bytes) -> str | None:
    """UTF-16 without BOM: digits and newlines have a zero byte, nearly always on the same side."""
    sample = data[:_SAMPLE]
    even, odd = sample[::2].count(0), sample[1::2].count(0)
    if max(even, odd) <= len(sample) // 20 or min(even, odd) > max(even, odd) // 10:
        return None
    return "utf-16-be" if even > odd else "utf-16-le"
