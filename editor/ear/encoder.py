# SPDX-License-Identifier: GPL-3.0-or-later
"""The audio encoder: two convolutions, then transformer blocks over all positions.

Radford et al. (2022), figure 1; ``AudioEncoder`` of github.com/openai/whisper (MIT).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from editor.ear.compute import attend, gelu, normalised

if TYPE_CHECKING:
    from editor.ear.compute import Workers
    from editor.ear.parameters import Parameters
    from editor.ear.weights import Dims, Floats

_ROWS = 64
"""Rows that are worth a thread."""


def encode(mel: Floats, dims: Dims, parameters: Parameters, workers: Workers) -> Floats:
    """What is heard at each position, of 20 ms; see `encode_in_part`."""
    x = encode_in_part(mel, dims, parameters, workers, dims.encoder_layers)
    return normalised(x, *parameters.linear("encoder.ln_post"))


def encode_in_part(
    mel: Floats, dims: Dims, parameters: Parameters, workers: Workers, layers: int
) -> Floats:
    """What the first so many blocks make of it.

    Args:
        mel: Shape (mels, frames); an even number of frames, 2 * audio_ctx at most.
        dims: The model's sizes.
        parameters: The model's tensors.
        workers: Who computes.
        layers: How many blocks.

    Returns:
        Shape (frames / 2, width), float32.
    """
    x = _convolved(mel.T, "encoder.conv1", 1, parameters, workers)
    x = _convolved(x, "encoder.conv2", 2, parameters, workers)
    x += parameters["encoder.positional_embedding"][: len(x)]
    for layer in range(layers):
        _block(x, f"encoder.blocks.{layer}", dims.heads, parameters, workers)
    return x


def _convolved(
    x: Floats, name: str, stride: int, parameters: Parameters, workers: Workers
) -> Floats:
    """GELU of a convolution over three rows of `x`, shape (rows, channels), padded with zeros."""
    weight, bias = parameters.linear(name)
    table = weight.transpose(2, 1, 0).reshape(-1, len(weight))  # (3 * channels, width)
    padded = np.pad(x, ((1, 1), (0, 0)))
    result = np.empty((len(x) // stride, len(weight)), np.float32)

    def some(rows: slice) -> None:
        places = np.arange(rows.start, rows.stop) * stride
        result[rows] = padded[places[:, None] + np.arange(3)].reshape(len(places), -1) @ table
        result[rows] += bias
        gelu(result[rows])

    workers.share(len(result), some, least=_ROWS)
    return result


def _block(x: Floats, name: str, heads: int, parameters: Parameters, workers: Workers) -> None:
    """One transformer block, in place."""
    norm, norm2 = parameters.linear(f"{name}.attn_ln"), parameters.linear(f"{name}.mlp_ln")
    query, query_bias = parameters.linear(f"{name}.attn.query")
    key = parameters[f"{name}.attn.key.weight"]
    value, value_bias = parameters.linear(f"{name}.attn.value")
    out, out_bias = parameters.linear(f"{name}.attn.out")
    wide, wide_bias = parameters.linear(f"{name}.mlp.0")
    narrow, narrow_bias = parameters.linear(f"{name}.mlp.2")
    size = x.shape[1] // heads
    queries, keys, values, seen = (np.empty_like(x) for _ in range(4))

    def project(rows: slice) -> None:
        each = normalised(x[rows], *norm)
        queries[rows] = (each @ query.T + query_bias) * np.float32(size**-0.5)
        keys[rows] = each @ key.T
        values[rows] = each @ value.T + value_bias

    def look(some: slice) -> None:
        for head in range(some.start, some.stop):
            part = slice(head * size, (head + 1) * size)
            attend(queries[:, part], keys[:, part], values[:, part], seen[:, part])

    def think(rows: slice) -> None:
        x[rows] += seen[rows] @ out.T + out_bias
        inner = normalised(x[rows], *norm2) @ wide.T
        inner += wide_bias
        gelu(inner)
        x[rows] += inner @ narrow.T + narrow_bias

    workers.share(len(x), project, least=_ROWS)
    workers.share(heads, look)
    workers.share(len(x), think, least=_ROWS)
