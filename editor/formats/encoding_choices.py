# SPDX-License-Identifier: GPL-3.0-or-later
"""The encodings that a user may read a file in, and how its first lines look in each."""

from __future__ import annotations

import re

from editor.core.errors import Problem, UserError
from editor.core.i18n import N_
from editor.formats.encoding_faults import CHAINS
from editor.formats.encoding_guess import encodings_by_likelihood
from editor.formats.encodings import decode
from editor.formats.transcoding import to_text

_NAMES = {
    "utf-8": N_("Unicode (UTF-8)"),
    "utf-16-le": N_("Unicode (UTF-16)"),
    "utf-16-be": N_("Unicode (UTF-16, big-endian)"),
    "gb18030": N_("Simplified Chinese (GBK, GB18030)"),
    "big5hkscs": N_("Traditional Chinese (Big5)"),
    "cp932": N_("Japanese (Shift-JIS)"),
    "euc_jp": N_("Japanese (EUC-JP)"),
    "cp949": N_("Korean"),
    "cp1250": N_("Central European (Windows)"),
    "iso8859_2": N_("Central European (ISO 8859-2)"),
    "cp1251": N_("Cyrillic (Windows)"),
    "koi8_u": N_("Cyrillic (KOI8)"),
    "cp866": N_("Cyrillic (DOS)"),
    "iso8859_5": N_("Cyrillic (ISO 8859-5)"),
    "cp1252": N_("Western European"),
    "cp1253": N_("Greek"),
    "cp1254": N_("Turkish"),
    "cp1255": N_("Hebrew"),
    "cp1256": N_("Arabic, Persian"),
    "cp1257": N_("Baltic"),
    "cp1258": N_("Vietnamese"),
    "cp874": N_("Thai"),
}
_MIXED = ("utf-8+gb18030", "utf-8+big5hkscs")
_TIMES = re.compile(r"^[\d\s:.,;>\-\[\]()→]*$")
_SHOWN = 14
"""Lines that are shown."""
_LOOKED_AT = 200_000
"""Bytes in which they are looked for."""


def choices(data: bytes) -> list[tuple[str, Problem]]:
    """Encodings and their names for the user, the likeliest first."""
    try:
        decoded = decode(data)
    except UserError:
        first = []
    else:
        told = [str(problem.facts.get("encoding")) for problem in decoded.problems]
        first = [decoded.encoding, *(name for name in told if "/" in name)]  # which mends it
    sample = data[:_LOOKED_AT]
    likely = encodings_by_likelihood(sample) if not sample.isascii() else []
    twice = [f"utf-8/{middle}/{inner}" for middle, inner in CHAINS]
    order = [*first, *likely[:3], "utf-8", "gb18030", "big5hkscs", *_NAMES, *_MIXED, *twice]
    return [(encoding, _name(encoding)) for encoding in dict.fromkeys(order)]


def _name(encoding: str) -> Problem:
    if "+" in encoding:
        other = encoding.split("+")[1]
        return Problem(N_("UTF-8 and, in other lines, {other}"), other=Problem(_NAMES[other]))
    if "/" in encoding:
        return Problem(N_("Encoded twice ({encoding})"), encoding=encoding)
    return Problem(_NAMES[encoding]) if encoding in _NAMES else Problem(encoding.upper())


def first_lines(data: bytes, encoding: str) -> str:
    """The first lines that have letters, as they read in an encoding."""
    text = to_text(data[:_LOOKED_AT], encoding).lstrip("\ufeff")
    lines = [line for line in re.split("[\r\n]+", text) if not _TIMES.match(line)]
    telling = [line for line in lines if not line.isascii()] or lines
    shown = "\n".join(telling[:_SHOWN])
    return shown.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
