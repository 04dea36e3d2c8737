# SPDX-License-Identifier: GPL-3.0-or-later
"""Bytes to text: detects a file's encoding and reports what could not be decoded."""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from editor.core.errors import BrokenOff, Problem, UserError
from editor.core.i18n import N_
from editor.formats.lines import LineCounter

if TYPE_CHECKING:
    from collections.abc import Iterator

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
_SAMPLE = 65536
"""Number of bytes that detection looks at."""
# The most frequent characters of Chinese text. Decoded with the right codec, 30 to 50 % of a
# text's characters are among them (Simplified in GB18030, Traditional in Big5); with the wrong
# codec almost none.
_COMMON = frozenset(
    "的一是不了人我在有他这中大来上国个到说们为子和你地出道也时年得就那要下以生会自着去之过家学对可她里后小么心多"
    "天而能好都然没日于起还发成事只作当想看文无开手十用主行方又如前所本见经头面公同三已老从动两长知民样现分将外但"
    "身些与高意进把法此实回二理美点月明其种声全工己话儿者向情部正名定女问力机给等几很业最间新什打便位因重被走电四"
    "第门相次东政海口使教西再平真听世气信北少关并内加化由却代军产入先山五太水万市眼体别处总才场师书比住员九笑性通"
    "目华报立马命张活难神数件安表原车白应路期叫死常提感金何更反合放做系计或司利受光王果亲界及今京务制解各任至清物"
    "吗呢吧啊嗯哦让您谢请爸妈吃喝错觉给带快慢爱写读字幕第期节目大家好欢迎视频音乐喜欢问题因为所以虽然但已经怎么"
    "這來國個說們為時學過還發當無開見經頭從動兩長樣現將與進實點種聲話問機給幾業間電東聽氣關產書員報馬張難車應師處"
    "總場華門係計務親總邊讓請愛寫讀嗎對後麼沒裡會著歡迎視頻節樂題誰錢謝覺買賣醫傳遠運團圖"
)
_BAD = re.compile("[\udc80-\udcff]")
_FOREIGN = re.compile(rb"[\x80-\xff]")
_KANA = frozenset(map(chr, range(0x3041, 0x30FF)))
_CANDIDATES = (("gb18030", _COMMON), ("big5hkscs", _COMMON), ("shift_jis", _KANA))


@dataclass(slots=True)
class Decoded:
    """Decoded text of a file: newlines unchanged, undecodable bytes as lone surrogates.

    Attributes:
        text: The text after the byte-order mark.
        encoding: Python codec.
        bom: The byte-order mark, or empty.
        problems: Lines with undecodable bytes, and a file that ends too early.
    """

    text: str
    encoding: str
    bom: bytes = b""
    problems: list[Problem] = field(default_factory=list)


def to_text(data: bytes, encoding: str) -> str:
    """Decode without failing: bad bytes become lone surrogates, which encode back to themselves."""
    width = {"utf-16": 2, "utf-32": 4}.get(encoding[:6], 1)
    if width > 1:
        data = data[: len(data) - len(data) % width]
        errors = "surrogatepass" if width == 2 else "replace"  # noqa: PLR2004
        return data.decode(encoding, errors=errors)
    return data.decode(encoding, errors="surrogateescape")


def to_bytes(text: str, encoding: str) -> bytes:
    """The inverse of `to_text`.

    Raises:
        UnicodeEncodeError: The encoding lacks a character.
    """
    errors = "surrogatepass" if encoding.startswith("utf-16") else "surrogateescape"
    return text.encode(encoding, errors=errors)


def decode(data: bytes, encoding: str | None = None) -> Decoded:
    """Decode `data` with `encoding`, or detect the encoding.

    Detection order: byte-order mark, the NUL pattern of UTF-16, UTF-8, then GB18030, Big5 and
    Shift-JIS by frequent characters, then `charset_normalizer`.

    Raises:
        UserError: The file is empty or not text, its encoding cannot be detected, or `encoding`
            is unknown.
    """
    if not data:
        raise UserError("The file is empty.")
    for magic, kind in _MAGIC:
        if data.startswith(magic):
            raise UserError("This is {kind}, not a subtitle file.", kind=Problem(kind))
    if data[4:8] == b"ftyp" or (data.startswith(b"RIFF") and data[8:12] in {b"WAVE", b"AVI "}):
        kind = N_("an audio or video file")
        raise UserError("This is {kind}, not a subtitle file.", kind=Problem(kind))
    if encoding is not None:
        encoding = codec(encoding)
    bom, marked = next(((m, e) for m, e in _BOMS if data.startswith(m)), (b"", ""))
    if encoding not in {None, marked}:
        bom, marked = b"", encoding or ""
    body = data[len(bom) :]
    encoding = marked or _guess(body)
    try:
        decoded = Decoded(to_text(body, encoding), encoding, bom)
    except UnicodeError:  # some codecs have no error handler for bad bytes
        raise UserError(
            "This file cannot be read as {encoding}.", encoding=encoding.upper()
        ) from None
    if not decoded.text.strip("\ufeff\0 \t\r\n"):
        raise UserError("The file contains no text.")
    decoded.problems += _damage(decoded.text, body, encoding)
    whole = decoded.text.rstrip("\0")
    if len(whole) < len(decoded.text):
        decoded.text = whole
        message = N_("The file ends in zero bytes; it may be an incomplete copy.")
        decoded.problems.append(BrokenOff(message, line=LineCounter(whole)(len(whole))))
    return decoded


def codec(name: str) -> str:
    """Python's canonical name of a text encoding.

    Raises:
        UserError: There is no such encoding.
    """
    try:
        b"a".decode(name)
    except UnicodeError:  # the codec exists, but one byte is not valid in it
        pass
    except (LookupError, ValueError):
        raise UserError("Unknown text encoding “{name}”.", name=name) from None
    found = codecs.lookup(name).name
    # Codecs that handle a BOM are replaced: `decode` handles it.
    return {"utf-8-sig": "utf-8", "utf-16": "utf-16-le", "utf-32": "utf-32-le"}.get(found, found)


def _guess(data: bytes) -> str:
    if encoding := _utf16_by_nuls(data) or _utf8(data):
        return encoding
    if data.count(0) > len(data) // 100:
        raise UserError("This is not a text file.")
    sample = _telling(data)
    shares = [(_share(sample, encoding, common), encoding) for encoding, common in _CANDIDATES]
    share, best = max(shares)
    if share >= 0.2:  # noqa: PLR2004 - see _COMMON
        return best
    import charset_normalizer

    isolated = ["gb18030", "big5hkscs", "shift_jis", "cp949", "cp1251", "cp1252", "euc_jp"]
    match = charset_normalizer.from_bytes(sample, cp_isolation=isolated).best()
    if match is not None:
        return match.encoding
    if share > 0:
        return best
    raise UserError(
        "The text encoding of this file could not be detected. Save it as UTF-8 and try again."
    )


def _telling(data: bytes) -> bytes:
    """A sample that begins at the line of the first non-ASCII byte."""
    first = _FOREIGN.search(data)
    start = data.rfind(b"\n", 0, first.start()) + 1 if first else 0
    return data[start : start + _SAMPLE]


def _utf8(data: bytes) -> str | None:
    """UTF-8, even with some bad bytes: more than 4 valid non-ASCII characters for each bad byte."""
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        text = _telling(data).decode("utf-8", errors="surrogateescape")
        bad = len(_BAD.findall(text))
        whole = sum(1 for character in text if character > "\x7f") - bad
        return "utf-8" if whole > 4 * bad else None
    return "utf-8"


def _utf16_by_nuls(data: bytes) -> str | None:
    """UTF-16 without BOM: digits and newlines have a zero byte, nearly always on the same side."""
    sample = data[:_SAMPLE]
    even, odd = sample[::2].count(0), sample[1::2].count(0)
    if max(even, odd) <= len(sample) // 20 or min(even, odd) > max(even, odd) // 10:
        return None
    return "utf-16-be" if even > odd else "utf-16-le"


def _share(sample: bytes, encoding: str, common: frozenset[str]) -> float:
    """Share of common characters among all non-ASCII characters."""
    text = sample.decode(encoding, errors="replace")
    foreign = [character for character in text if character > "\x7f"]
    if not foreign:
        return 0.0
    return sum(character in common for character in foreign) / len(foreign)


def _damage(text: str, data: bytes, encoding: str) -> Iterator[Problem]:
    """Yield a problem per line with undecodable bytes, and one if the file ends in a character."""
    width = {"utf-16": 2, "utf-32": 4}.get(encoding[:6], 1)
    bad = [match.start() for match in _BAD.finditer(text)]
    broken_off = len(data) % width != 0
    if width == 1 and bad and bad[-1] == len(text) - 1:
        broken_off = True
        while bad and bad[-1] >= len(text) - 3:
            bad.pop()
    if bad:
        line_of = LineCounter(text)
        for line in dict.fromkeys(line_of(offset) for offset in bad):
            yield Problem(
                "Some bytes could not be decoded as {encoding}; they are shown as �.",
                line=line,
                encoding=encoding.upper(),
            )
    if broken_off:
        yield BrokenOff(
            "The file ends in the middle of a character; it may be an incomplete copy.",
            line=LineCounter(text)(len(text)),
        )
