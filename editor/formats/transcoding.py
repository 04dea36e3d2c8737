# SPDX-License-Identifier: GPL-3.0-or-later
"""Bytes to text and back, by the name of an encoding.

Beside Python's codecs there are two kinds of names:

- ``utf-8+gb18030``: each line that is UTF-8 is read so, every other one as GB18030;
- ``utf-8/cp1252/utf-8``: the text was encoded twice. It is read as UTF-8, the characters are turned
  into the bytes that Windows-1252 has for them, and these are read as UTF-8.

Files in these are not written back as they were, but as UTF-8. Where a program appended UTF-16 to
UTF-8, or the reverse, each part is read as what it is; see `seam`.
"""

from __future__ import annotations

import codecs
import re

from editor.core import lazy_re
from editor.core.errors import UserError

_BAD = lazy_re.compile("[\udc80-\udcff]")
_LAST_WESTERN = "™"
"""The last character of Windows-1252 in Unicode's order; no Chinese text is looked at further."""
_TWO_BYTES = "\u07ff"
"""The last character that is two bytes in UTF-8."""
_MARKED = {"utf-8-sig": "utf-8", "utf-16": "utf-16-le", "utf-32": "utf-32-le"}
"""Codecs that handle a byte-order mark, and what stands in for them: `encodings` handles it."""

_CLOCK = lazy_re.compile(rb"\d\d:\d\d")
"""Part of a time in a byte a character; in UTF-16 these bytes would be characters nobody writes."""
_FEW = 8
"""Zero bytes that may be in a text by mistake; a time in UTF-16 has more."""
LOST = "\ufffd"
"""What stands for bytes that are no character."""
_TWO_BYTE_CODECS = frozenset({"gb18030", "gbk", "gb2312", "big5hkscs", "big5", "cp950"})
_WHOLE = (
    rb"([\x00-\x7f]+|[\xc2-\xdf][\x80-\xbf]|[\xe0-\xef][\x80-\xbf]{2}|[\xf0-\xf4][\x80-\xbf]{3})"
)
_PIECE = lazy_re.compile(
    _WHOLE
    + rb"|(?:(?:[\xc2-\xdf]|[\xe0-\xef][\x80-\xbf]?|[\xf0-\xf4][\x80-\xbf]{0,2})[\xff?]|\xff)"
    rb"[\x80-\xbf\xff]{0,2}"
)
"""A whole character of UTF-8, or one that lost bytes."""
_PAIR = lazy_re.compile(
    "\udced([\udca0-\udcaf])([\udc80-\udcbf])\udced([\udcb0-\udcbf])([\udc80-\udcbf])"
)
"""The two halves of a character, each as bad bytes of UTF-8 (CESU-8)."""


def codec(name: str) -> str:
    """The canonical name of a text encoding: Python's, or of the kinds above.

    Raises:
        UserError: There is no such encoding.
    """
    parts = re.split("([+/])", name)
    if parts[1::2] not in ([], ["+"], ["/", "/"]):
        raise UserError("Unknown text encoding “{name}”.", name=name)
    return "".join(part if part in {"+", "/"} else _codec(part, name) for part in parts)


def _codec(name: str, whole: str) -> str:
    try:
        b"a".decode(name)
    except UnicodeError:  # the codec exists, but one byte is not valid in it
        pass
    except (LookupError, ValueError):
        raise UserError("Unknown text encoding “{name}”.", name=whole) from None
    found = codecs.lookup(name).name
    return _MARKED.get(found, found)


def is_plain(encoding: str) -> bool:
    """Whether this is one codec, so that a text can be written in it."""
    return "+" not in encoding and "/" not in encoding


def width(encoding: str) -> int:
    """Bytes of the encoding's smallest unit."""
    return {"utf-16": 2, "utf-32": 4}.get(encoding[:6], 1)


def to_text(data: bytes, encoding: str) -> str:
    """Decode without failing: bad bytes become lone surrogates, which encode back to themselves."""
    if "+" in encoding:
        return by_line(data, encoding.split("+")[1])
    if "/" in encoding:
        outer, middle, inner = encoding.split("/")
        lines = to_text(data, outer).splitlines(keepends=True)
        return "".join(once(line, middle, inner) or line for line in lines)
    if cut := seam(data, encoding):
        place, other = cut
        return to_text(data[:place], encoding) + to_text(data[place:], other).lstrip("\ufeff")
    unit = width(encoding)
    if unit > 1:
        data = data[: len(data) - len(data) % unit]
        errors = "surrogatepass" if unit == 2 else "replace"  # noqa: PLR2004
        return data.decode(encoding, errors=errors)
    text = data.decode(encoding, errors="surrogateescape")
    return _PAIR.sub(_whole, text) if encoding == "utf-8" and "\udced" in text else text


def seam(data: bytes, encoding: str) -> tuple[int, str] | None:
    """Where UTF-8 goes on as UTF-16, or the reverse, and as what; the shell of Windows appends so.

    Returns:
        The offset of the line where the other encoding begins, and its name; or None.
    """
    if encoding.startswith("utf-16"):
        clock = _CLOCK.search(data)
        newline = "\n".encode(encoding)
        place = data.rfind(newline, 0, clock.start()) if clock else -1
        while place % 2 and place > 0:
            place = data.rfind(newline, 0, place)
        rest = data[place + 2 :]
        return (place + 2, "utf-8") if place > 0 and _is_utf8_text(rest) else None
    if encoding != "utf-8" or b"\0" not in data:
        return None
    place = data.rfind(b"\n", 0, data.index(b"\0")) + 1
    if not _CLOCK.search(data, 0, place) or not is_whole_utf8(data[:place]):
        return None
    rest = data[place:]
    even, odd = rest[::2].count(0), rest[1::2].count(0)
    if max(even, odd) <= max(_FEW, len(rest) // 20) or min(even, odd) > max(even, odd) // 10:
        return None
    return place, "utf-16-be" if even > odd else "utf-16-le"


def _is_utf8_text(data: bytes) -> bool:
    return b"\0" not in data and is_whole_utf8(data)


def has_pairs(data: bytes) -> bool:
    """Whether this would be UTF-8, were its characters beyond U+FFFF not written as two halves."""
    if b"\xed" not in data or is_whole_utf8(data):
        return False
    return not has_surrogates(to_text(data, "utf-8"))


def _whole(pair: re.Match[str]) -> str:
    halves = pair[0].encode("utf-8", "surrogateescape").decode("utf-8", "surrogatepass")
    return halves.encode("utf-16", "surrogatepass").decode("utf-16")


def to_bytes(text: str, encoding: str) -> bytes:
    """The inverse of `to_text` for a plain encoding.

    Raises:
        UnicodeEncodeError: The encoding lacks a character.
    """
    errors = "surrogatepass" if encoding.startswith("utf-16") else "surrogateescape"
    return text.encode(encoding, errors=errors)


def by_line(data: bytes, other: str) -> str:
    """Each line as UTF-8 if it is UTF-8, else in the `other` encoding."""
    return "".join(
        line.decode("utf-8" if is_utf8(line) else other, errors="surrogateescape")
        for line in data.splitlines(keepends=True)
    )


def has_surrogates(text: str) -> bool:
    """Whether a text has bytes that were not decoded, or halves of characters.

    Ten times as fast as to look for them.
    """
    try:
        text.encode()
    except UnicodeEncodeError:
        return True
    return False


def is_whole_utf8(line: bytes) -> bool:
    """Whether a line is UTF-8 without bad bytes."""
    try:
        line.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True


def is_utf8(line: bytes) -> bool:
    """Whether a line is UTF-8, perhaps with some bad bytes.

    That is so if more characters are whole than bytes are bad. Or if more characters of three
    bytes and more are whole, which other texts seldom have by chance, than there are places with
    bad bytes: a character that was cut is one place.
    """
    if is_whole_utf8(line):
        return True
    text = line.decode("utf-8", errors="surrogateescape")
    bad = len(_BAD.findall(text))
    if sum(character > "\x7f" for character in text) - bad > bad:
        return True
    long = sum(character > _TWO_BYTES for character in text) - bad
    return long > line.decode("utf-8", errors="replace").count("\ufffd")


def once(line: str, middle: str, inner: str) -> str | None:
    """A line that was encoded twice as it was before; None if it was not.

    Bytes that are no character in `middle` may have become � or, in Windows, a question mark. What
    is UTF-8 can be read around them; each character that lost some of its bytes is a �.
    """
    if line.isascii():
        return None
    try:
        if middle in {"cp1252", "latin-1"}:
            if max(line.replace(LOST, ""), default="") > _LAST_WESTERN:
                return None
            parts = [b"".join(map(_byte, part)) for part in line.split(LOST)]
        else:
            parts = [part.encode(middle) for part in line.split(LOST)]
    except UnicodeError:
        return None
    data = b"\xff".join(parts)
    try:
        text = data.decode(inner)
    except UnicodeDecodeError:
        if inner != "utf-8":
            return None
        text = _left(data, asked=middle in _TWO_BYTE_CODECS) or line
    return None if text == line else text


def _left(data: bytes, *, asked: bool) -> str | None:
    """UTF-8 some of whose bytes are 0xFF, or question marks; None if it is damaged otherwise."""
    if not asked and b"\xff" not in data:
        return None
    left, end = b"", 0
    for piece in _PIECE.finditer(data):
        if piece.start() != end:
            break
        left += piece[1] or LOST.encode()
        end = piece.end()
    return left.decode() if end == len(data) and is_whole_utf8(left) else None


def _byte(character: str) -> bytes:
    """The byte of a character in Windows-1252; where that has none, in Latin-1."""
    try:
        return character.encode("cp1252")
    except UnicodeEncodeError:
        return character.encode("latin-1")
