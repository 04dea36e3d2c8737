# SPDX-License-Identifier: GPL-3.0-or-later
"""Reads folders of faster-whisper: ``model.bin`` in the form of CTranslate2, and JSON beside it.

Little-endian. A string is a u16 length that counts a closing NUL, and the bytes. The file: u32
version (6), string ``WhisperSpec``, u32 revision (3), u32 number of tensors; each tensor: string
name, u8 rank, u32 per dimension, u8 type, u32 bytes, data (unaligned); then u32 number of
aliases, and two strings each. Integers of 8 and 16 bits are ``value / name_scale``, by rows.
Source: ``model_spec.py`` and ``model.cc`` of github.com/OpenNMT/CTranslate2 (MIT).
"""

from __future__ import annotations

import json
import re
from functools import partial
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np

from editor.core.errors import UserError
from editor.ear.vocabularies import read_vocabulary
from editor.ear.weights import Broken, Cursor, Dims, ModelFile, mapped, sized, widened

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from numpy.typing import NDArray

MODEL = "model.bin"

_VERSION, _KIND = 6, "WhisperSpec"
_TYPES = {0: "<f4", 1: "<i1", 2: "<i2", 3: "<i4", 4: "<f2", 5: "bf16"}

# OpenAI's name of a part, CTranslate2's, and which thirds or halves of its rows belong to it.
_ENCODER = {
    "attn_ln": ("self_attention/layer_norm", 0, 1),
    "attn.query": ("self_attention/linear_0", 0, 3),
    "attn.key": ("self_attention/linear_0", 1, 3),
    "attn.value": ("self_attention/linear_0", 2, 3),
    "attn.out": ("self_attention/linear_1", 0, 1),
    "mlp_ln": ("ffn/layer_norm", 0, 1),
    "mlp.0": ("ffn/linear_0", 0, 1),
    "mlp.2": ("ffn/linear_1", 0, 1),
}
_DECODER = _ENCODER | {
    "cross_attn_ln": ("attention/layer_norm", 0, 1),
    "cross_attn.query": ("attention/linear_0", 0, 1),
    "cross_attn.key": ("attention/linear_1", 0, 2),
    "cross_attn.value": ("attention/linear_1", 1, 2),
    "cross_attn.out": ("attention/linear_2", 0, 1),
}
_OUTER = {
    "encoder.positional_embedding": "encoder/position_encodings/encodings",
    "decoder.positional_embedding": "decoder/position_encodings/encodings",
    "decoder.token_embedding.weight": "decoder/embeddings/weight",
    "encoder.ln_post.weight": "encoder/layer_norm/gamma",
    "encoder.ln_post.bias": "encoder/layer_norm/beta",
    "decoder.ln.weight": "decoder/layer_norm/gamma",
    "decoder.ln.bias": "decoder/layer_norm/beta",
}
_BLOCK = re.compile(r"(encoder|decoder)\.blocks\.(\d+)\.(.+)\.(weight|bias)")


class Stored(NamedTuple):
    """A tensor of the file: its shape, its type's number, and its bytes."""

    shape: tuple[int, ...]
    kind: int
    data: NDArray[np.uint8]


def read(folder: Path) -> ModelFile:
    """Read a folder's model.

    Raises:
        Broken: ``model.bin`` breaks off or is damaged.
        UserError: It holds no Whisper model, or no vocabulary lies beside it.
        OSError: It cannot be read.
    """
    stored = _tensors(Cursor(mapped(folder / MODEL)))
    dims = _dims(stored)
    return ModelFile(
        dims,
        read_vocabulary(folder),
        {name: partial(_read, stored, *_place(name)) for name in dims.shapes()},
        tuple((layer, head) for layer, head in _heads(folder)),
    )


def _tensors(cursor: Cursor) -> dict[str, Stored]:
    (version,) = cursor.take("I")
    if version != _VERSION or _string(cursor) != _KIND:
        raise UserError("This “model.bin” holds no Whisper model that Jiaozi can read.")
    _, count = cursor.take("II")
    stored: dict[str, Stored] = {}
    for _ in range(count):
        name = _string(cursor)
        (rank,) = cursor.take("B")
        shape = cursor.take(f"{rank}I")
        kind, size = cursor.take("BI")
        stored[name] = Stored(shape, kind, cursor.skip(size))
    (aliases,) = cursor.take("I")
    for _ in range(aliases):
        alias, name = _string(cursor), _string(cursor)
        if name in stored:
            stored[alias] = stored[name]
    return stored


def _string(cursor: Cursor) -> str:
    (length,) = cursor.take("H")
    return cursor.bytes(length).rstrip(b"\0").decode("utf-8", "replace")


def _dims(stored: Mapping[str, Stored]) -> Dims:
    try:
        vocabulary, width = stored["decoder/embeddings/weight"].shape
        mels = stored["encoder/conv1/weight"].shape[1]
        audio = stored["encoder/position_encodings/encodings"].shape[0]
        text = stored["decoder/position_encodings/encodings"].shape[0]
        heads = int(stored["encoder/num_heads"].data.copy().view("<i2")[0])
    except (KeyError, ValueError, IndexError):
        raise Broken from None
    layers = [
        len({name.split("/")[1] for name in stored if name.startswith(f"{part}/layer_")})
        - (f"{part}/layer_norm/beta" in stored)
        for part in ("encoder", "decoder")
    ]
    return Dims(vocabulary, mels, audio, width, heads, layers[0], text, layers[1])


def _place(name: str) -> tuple[str, int, int]:
    """Where OpenAI's tensor is: CTranslate2's name, which part of the rows, of how many parts."""
    if name in _OUTER:
        return _OUTER[name], 0, 1
    match = _BLOCK.fullmatch(name)
    if match is None:
        return name.replace(".", "/"), 0, 1  # the convolutions
    half, layer, part, kind = match.groups()
    theirs, index, count = (_ENCODER if half == "encoder" else _DECODER)[part]
    if theirs.endswith("norm"):
        kind = {"weight": "gamma", "bias": "beta"}[kind]
    return f"{half}/layer_{layer}/{theirs}/{kind}", index, count


def _read(stored: Mapping[str, Stored], name: str, index: int, count: int) -> NDArray[Any]:
    tensor = _values(stored, name)
    rows = len(tensor) // count
    return tensor[index * rows : (index + 1) * rows]


def _values(stored: Mapping[str, Stored], name: str) -> NDArray[Any]:
    if name not in stored or stored[name].kind not in _TYPES:
        raise Broken
    shape, kind, data = stored[name]
    form = _TYPES[kind]
    wide = 2 if form == "bf16" else np.dtype(form).itemsize
    if sized(shape) * wide != len(data):
        raise Broken
    if form == "bf16":
        return widened(data).reshape(shape)
    values: NDArray[Any] = data.view(form).reshape(shape)
    if values.dtype.kind == "f":
        return values
    scale = _values(stored, f"{name}_scale").astype(np.float32)
    if scale.size not in {1, shape[0]}:
        raise Broken
    return values.astype(np.float32) / scale.reshape(-1, *[1] * (len(shape) - 1))


def _heads(folder: Path) -> list[list[int]]:
    try:
        heads: Any = json.loads((folder / "config.json").read_bytes())
        return [[int(layer), int(head)] for layer, head in heads["alignment_heads"]]
    except (OSError, ValueError, KeyError, TypeError):
        return []  # not always there, and known for models by OpenAI
