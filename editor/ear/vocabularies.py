# SPDX-License-Identifier: GPL-3.0-or-later
"""The vocabulary of a model's folder: ``tokenizer.json``, ``vocab.json`` or ``vocabulary.json``.

All three write a token's bytes as characters: printable ones of Latin-1 stand for themselves, the
others for U+0100 and on, in order. Source: ``bytes_to_unicode`` of github.com/openai/gpt-2
(MIT), ``src/encoder.py``.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from editor.core.errors import UserError
from editor.ear.weights import Broken

if TYPE_CHECKING:
    from pathlib import Path

_PRINTABLE = (*range(0x21, 0x7F), *range(0xA1, 0xAD), *range(0xAE, 0x100))
_HIDDEN = tuple(byte for byte in range(256) if byte not in set(_PRINTABLE))
BYTES = {chr(byte): byte for byte in _PRINTABLE} | {
    chr(0x100 + place): byte for place, byte in enumerate(_HIDDEN)
}
"""The byte that each character stands for."""

END = "<|endoftext|>"


def read_vocabulary(folder: Path) -> tuple[bytes, ...]:
    """The bytes of each token below ``<|endoftext|>``, by id.

    Raises:
        UserError: There is no vocabulary.
        Broken: It cannot be understood.
        OSError: It cannot be read.
    """
    for name in ("tokenizer.json", "vocab.json", "vocabulary.json"):
        file = folder / name
        if file.exists():
            break
    else:
        raise UserError(
            "“{name}” has no vocabulary: the file “tokenizer.json” is missing.", name=folder.name
        )
    try:
        return _tokens(json.loads(file.read_bytes()))
    except (ValueError, KeyError, TypeError, AttributeError):
        raise Broken from None


def _tokens(content: Any) -> tuple[bytes, ...]:
    if isinstance(content, list):
        listed = content
    else:
        ids: dict[str, int] = content["model"]["vocab"] if "model" in content else content
        listed = sorted(ids, key=lambda token: ids[token])
        if [ids[token] for token in listed] != list(range(len(listed))):
            raise Broken
    if END in listed:
        listed = listed[: listed.index(END)]
    return tuple(bytes(BYTES[character] for character in token) for token in listed)
