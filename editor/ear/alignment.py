# SPDX-License-Identifier: GPL-3.0-or-later
"""When each token is spoken: dynamic time warping along the decoder's attention on the sound.

``timing.py`` of github.com/openai/whisper (MIT); DTW: Sakoe & Chiba (1978).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from editor.ear.compute import softmax

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from editor.ear.weights import Dims, Floats, Heads

POSITIONS = 50
"""Positions of the encoder a second."""

_FILTER = 7

# (layer, head), for (decoder layers, heads); from ``_ALIGNMENT_HEADS`` in OpenAI's ``__init__.py``.
_HEADS: dict[tuple[int, int, int], Heads] = {
    (4, 6, 80): ((2, 2), (3, 0), (3, 2), (3, 3), (3, 4), (3, 5)),
    (6, 8, 80): ((3, 1), (4, 2), (4, 3), (4, 7), (5, 1), (5, 2), (5, 4), (5, 6)),
    (12, 12, 80): (
        *((5, 3), (5, 9), (8, 0), (8, 4), (8, 7), (8, 8), (9, 0), (9, 7), (9, 9), (10, 5)),
    ),
    (24, 16, 80): ((13, 15), (15, 4), (15, 15), (16, 1), (20, 0), (23, 4)),
    (32, 20, 80): (  # large-v2; of v1, nothing tells it apart
        *((10, 12), (13, 17), (16, 11), (16, 12), (16, 13), (17, 15), (17, 16), (18, 4)),
        *((18, 11), (18, 19), (19, 11), (21, 2), (21, 3), (22, 3), (22, 9), (22, 12), (23, 5)),
        *((23, 7), (23, 13), (25, 5), (26, 1), (26, 12), (27, 15)),
    ),
    (32, 20, 128): (
        *((7, 0), (10, 17), (12, 18), (13, 12), (16, 1), (17, 14), (19, 11), (21, 4), (24, 1)),
        (25, 6),
    ),
    (4, 20, 128): ((2, 4), (2, 11), (3, 3), (3, 6), (3, 11), (3, 14)),
}


def alignment_heads(dims: Dims) -> Heads:
    """The heads that follow the sound, for a model whose file does not name them.

    Of models that OpenAI did not make, all heads of the later half of the layers, as theirs do.
    """
    known = _HEADS.get((dims.decoder_layers, dims.heads, dims.mels))
    if known is not None:
        return known
    layers = range(dims.decoder_layers // 2, dims.decoder_layers)
    return tuple((layer, head) for layer in layers for head in range(dims.heads))


def token_starts(scores: Floats, before: int, positions: int) -> NDArray[np.intp]:
    """The position at which each token begins.

    Args:
        scores: Attention before the softmax, shape (heads, tokens, positions): of what stands
            before the text, the text, and ``<|endoftext|>``.
        before: Tokens before ``<|notimestamps|>``.
        positions: Positions that have sound; those behind are padding.

    Returns:
        One more than there are tokens in the text: the last one is where it ends.
    """
    weights = softmax(scores[:, :, :positions].copy())
    deviation = weights.std(axis=1, keepdims=True)
    weights = (weights - weights.mean(axis=1, keepdims=True)) / np.maximum(deviation, 1e-9)
    matrix = _filtered(weights).mean(axis=0)[before:-1]
    rows, columns = warped(-matrix)
    begins = np.diff(rows, prepend=-1) > 0
    return columns[begins]


def _filtered(x: Floats) -> Floats:
    """The median of seven neighbours along the last axis, which is reflected at its ends."""
    half = _FILTER // 2
    if x.shape[-1] <= half:
        return x
    padded = np.pad(x, ((0, 0), (0, 0), (half, half)), mode="reflect")
    windows = np.lib.stride_tricks.sliding_window_view(padded, _FILTER, axis=-1)
    result = np.empty_like(x)
    for head in range(len(x)):  # a copy of the windows is seven times as large
        result[head] = np.partition(windows[head], half, axis=-1)[..., half]
    return result


def warped(cost: Floats) -> tuple[NDArray[np.intp], NDArray[np.intp]]:
    """The cheapest path through `cost` from its first to its last corner, without going back.

    Goes along the diagonals, on which no cell depends on another.

    Args:
        cost: Shape (rows, columns).

    Returns:
        The row and the column of each of its cells.
    """
    rows, columns = cost.shape
    skewed = np.zeros((rows, rows + columns), np.float32)
    skewed[:, :columns] = cost
    skewed = skewed.ravel()[: rows * (rows + columns - 1)].reshape(rows, -1)
    diagonals = np.ascontiguousarray(skewed.T)  # [row + column, row]
    steps = np.zeros(diagonals.shape, np.uint8)
    # Sums on the last two diagonals, by row + 1; row 0 stands for outside.
    last, older = np.full(rows + 1, np.inf, np.float32), np.full(rows + 1, np.inf, np.float32)
    for place, here in enumerate(diagonals):
        ways = np.stack((older[:-1], last[:-1], last[1:]))  # from both, from the row, the column
        if place == 0:
            ways[0, 0] = 0
        step = np.where((ways[0] < ways[1]) & (ways[0] < ways[2]), 0, 2)
        step[(ways[1] < ways[0]) & (ways[1] < ways[2])] = 1
        steps[place] = step
        total = np.take_along_axis(ways, step[None], axis=0)[0] + here
        outside = np.arange(rows)
        total[(outside > place) | (place - outside >= columns)] = np.inf
        older, last = last, np.concatenate(([np.inf], total)).astype(np.float32)
    return _path(steps, rows - 1, columns - 1)


def _path(
    steps: NDArray[np.uint8], row: int, column: int
) -> tuple[NDArray[np.intp], NDArray[np.intp]]:
    path = []
    while row >= 0 and column >= 0:
        path.append((row, column))
        step = steps[row + column, row]
        if row == 0:
            step = 2
        elif column == 0:
            step = 1
        row -= step in {0, 1}
        column -= step in {0, 2}
    cells = np.asarray(path[::-1], np.intp)
    return cells[:, 0], cells[:, 1]
