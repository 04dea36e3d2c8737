# SPDX-License-Identifier: GPL-3.0-or-later
"""ISO 6937, the Latin encoding of teletext and EBU STL: an accent comes before its letter."""

from __future__ import annotations

import unicodedata

NAME = "iso6937"

_DELETE = 0x7F
"""Bytes below are ASCII."""

_ACCENTS = {
    0xC1: "\u0300",
    0xC2: "\u0301",
    0xC3: "\u0302",
    0xC4: "\u0303",
    0xC5: "\u0304",
    0xC6: "\u0306",
    0xC7: "\u0307",
    0xC8: "\u0308",
    0xCA: "\u030a",
    0xCB: "\u0327",
    0xCD: "\u030b",
    0xCE: "\u0328",
    0xCF: "\u030c",
}
_ROW_A = "\xa0¡¢£$¥\ufffd§¤‘“«←↑→↓"
_ROW_B = "°±²³×µ¶·÷’”»¼½¾¿"
_ROW_D = "―¹®©™♪¬¦\ufffd\ufffd\ufffd\ufffd⅛⅜⅝⅞"
_ROW_E = "ΩÆĐªĦ\ufffdĲĿŁØŒºÞŦŊŉ"
_ROW_F = "ĸæđðħıĳŀłøœßþŧŋ\xad"
_UPPER = dict(
    zip(
        [*range(0xA0, 0xC0), *range(0xD0, 0x100)],
        _ROW_A + _ROW_B + _ROW_D + _ROW_E + _ROW_F,
        strict=True,
    )
)


def decode(data: bytes) -> str:
    """`data` as text; bytes without a character become �."""
    text = ""
    accent = ""
    for byte in data:
        if byte in _ACCENTS:
            text += "\ufffd" * bool(accent)
            accent = _ACCENTS[byte]
            continue
        character = chr(byte) if byte < _DELETE else _UPPER.get(byte, "\ufffd")
        text += unicodedata.normalize("NFC", character + accent)
        accent = ""
    return text + "\ufffd" * bool(accent)
