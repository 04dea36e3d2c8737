# SPDX-License-Identifier: GPL-3.0-or-later
"""Reads ``ggml-*.bin``, the models of whisper.cpp.

Little-endian. u32 magic; eleven i32: vocabulary, audio_ctx, width, heads and layers of the encoder,
text_ctx, width, heads and layers of the decoder, mels, type (+ 1000 times the quantisation's
version); i32 bands, i32 bins, the mel filters in f32; i32 number of tokens, each an i32 length and
bytes (its place is its id; special ones are absent); tensors to the end: i32 rank, i32 length of
the name, i32 type, i32 per dimension, innermost first, name, data. Blocks of 32 values: ``q8_0`` is
f16 d and 32 i8; ``q5_0`` is f16 d, 32 high bits, and 16 bytes of nibbles of which the low ones are
values 0 to 15; ``q5_1`` has f16 m behind d. Source: ``models/convert-pt-to-ggml.py`` of
github.com/ggml-org/whisper.cpp, ``src/ggml-quants.c`` of github.com/ggml-org/ggml (both MIT).
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

import numpy as np

from editor.core.errors import UserError
from editor.ear.weights import Broken, Cursor, Dims, ModelFile, mapped, sized

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from numpy.typing import NDArray

MAGIC = b"lmgg"

_BLOCK = 32
"""Values in a block of a quantised tensor."""
_Q5_0, _Q5_1, _Q8_0 = 6, 7, 8
_BYTES = {_Q5_0: 22, _Q5_1: 24, _Q8_0: 34}
"""Bytes of a block, for each type that has blocks."""
_FLOATS = {0: "<f4", 1: "<f2"}
_TOKENS = 1 << 17
_RANK = 4
_LONGEST = 256
"""More tokens, dimensions, or bytes of a token's or a tensor's name no model has."""


def read(file: Path) -> ModelFile:
    """Read a model.

    Raises:
        Broken: It breaks off or is damaged.
        UserError: It is stored in a way that is not known.
        OSError: It cannot be read.
    """
    cursor = Cursor(mapped(file))
    if cursor.bytes(4) != MAGIC:
        raise Broken
    vocabulary, audio, width, heads, encoder, text, _, _, decoder, mels, _ = cursor.take("11i")
    dims = Dims(vocabulary, mels, audio, width, heads, encoder, text, decoder)
    bands, bins = cursor.take("2i")
    cursor.skip(4 * sized((bands, bins)))  # the filters, which `mel` computes
    tokens = _tokens(cursor)
    return ModelFile(dims, tokens, _tensors(cursor, dims))


def _tokens(cursor: Cursor) -> tuple[bytes, ...]:
    (count,) = cursor.take("i")
    if not 0 < count <= _TOKENS:
        raise Broken
    return tuple(cursor.bytes(_checked(*cursor.take("i"))) for _ in range(count))


def _tensors(cursor: Cursor, dims: Dims) -> dict[str, Callable[[], NDArray[Any]]]:
    shapes = dims.shapes()
    tensors: dict[str, Callable[[], NDArray[Any]]] = {}
    while not cursor.over:
        rank, length, kind = cursor.take("3i")
        if not 0 < rank <= _RANK:
            raise Broken
        count = sized(cursor.take(f"{rank}i"))
        name = cursor.bytes(_checked(length)).decode("utf-8", "replace")
        data = cursor.skip(_size(kind, count))
        if name in shapes and count == sized(shapes[name]):  # biases have a dimension more
            tensors[name] = partial(_values, data, kind, shapes[name])
    return tensors


def _checked(length: int) -> int:
    if not 0 <= length <= _LONGEST:
        raise Broken
    return length


def _size(kind: int, count: int) -> int:
    """Bytes of a tensor of `count` values."""
    if kind in _FLOATS:
        return count * np.dtype(_FLOATS[kind]).itemsize
    if kind not in _BYTES:
        raise UserError(
            "This model is stored in a way that Jiaozi does not know. Models in f16, q8_0, q5_0 "
            "and q5_1 can be used."
        )
    if count % _BLOCK:
        raise Broken
    return count // _BLOCK * _BYTES[kind]


def _values(data: NDArray[np.uint8], kind: int, shape: tuple[int, ...]) -> NDArray[Any]:
    if kind in _FLOATS:
        return data.view(_FLOATS[kind]).reshape(shape)
    blocks = data.reshape(-1, _BYTES[kind])
    return _dequantised(blocks, kind).reshape(shape)


def _dequantised(blocks: NDArray[np.uint8], kind: int) -> NDArray[np.float32]:
    """The values of blocks, shape (blocks, 32)."""
    scale = _halves(blocks[:, :2])
    if kind == _Q8_0:
        eights: NDArray[np.float32] = blocks[:, 2:].view(np.int8) * scale
        return eights
    least = 4 if kind == _Q5_1 else 2  # a minimum beside the scale
    high = np.unpackbits(blocks[:, least : least + 4], axis=1, bitorder="little")
    nibbles = blocks[:, least + 4 :]
    values = np.concatenate((nibbles & 15, nibbles >> 4), axis=1) | high << 4
    if kind == _Q5_1:
        shifted: NDArray[np.float32] = values * scale + _halves(blocks[:, 2:4])
        return shifted
    centred: NDArray[np.float32] = (values.astype(np.float32) - 16) * scale
    return centred


def _halves(column: NDArray[np.uint8]) -> NDArray[np.float32]:
    return np.ascontiguousarray(column).view("<f2").astype(np.float32)
