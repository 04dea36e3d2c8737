# SPDX-License-Identifier: GPL-3.0-or-later
"""What both halves of the network compute with: threads, layer norm, GELU, softmax, attention.

OpenBLAS runs on one thread (`media.processes`), and rows or heads are shared out among our own,
which is faster. Numbers next to zero are avoided, since processors take much longer for them.
"""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from itertools import pairwise
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Callable

    from editor.ear.weights import Floats

_EPSILON = 1e-5
_ROWS = 128
"""Rows that GELU and attention work on at a time: they fit into the processor's cache."""
_LEAST_EXPONENT, _LEAST_SCORE = -30.0, -60.0
"""Limits of exponents: smaller powers add nothing to a float32, and may be denormal."""

# Abramowitz & Stegun, Handbook of Mathematical Functions, 7.1.26: |error| <= 1.5e-7.
_P = 0.3275911
_ERF = (1.061405429, -1.453152027, 1.421413741, -0.284496736, 0.254829592)


class Workers:
    """Threads that share one piece of work at a time. Work given to them must give them none."""

    def __init__(self, threads: int, between: Callable[[], None] = lambda: None) -> None:
        """`between` is called before each piece of work; what it raises leaves the computation."""
        self.threads = threads
        self._between = between
        self._pool = ThreadPoolExecutor(threads) if threads > 1 else None

    def use(self, threads: int) -> None:
        """Have so many threads from now on."""
        if threads != self.threads:
            if self._pool is not None:
                self._pool.shutdown()
            self.threads = threads
            self._pool = ThreadPoolExecutor(threads) if threads > 1 else None

    def share(self, count: int, work: Callable[[slice], None], *, least: int = 1) -> None:
        """Call `work` on slices that together are range(count), each of `least` or more."""
        self._between()
        parts = max(1, min(self.threads, count // least))
        edges = [count * part // parts for part in range(parts + 1)]
        slices = [slice(*pair) for pair in pairwise(edges)]
        if self._pool is None or parts == 1:
            for each in slices:
                work(each)
            return
        for future in [self._pool.submit(work, each) for each in slices]:
            future.result()


def normalised(x: Floats, weight: Floats, bias: Floats) -> Floats:
    """Layer norm of each row."""
    centred = x - x.mean(axis=-1, keepdims=True)
    variance = np.mean(np.square(centred), axis=-1, keepdims=True)
    centred *= 1 / np.sqrt(variance + _EPSILON)
    centred *= weight
    centred += bias
    return centred


def gelu(x: Floats) -> None:
    """Replace each x by x times Φ(x), the normal distribution's, some rows at a time."""
    for first in range(0, len(x), _ROWS):
        _gelu(x[first : first + _ROWS])


def _gelu(x: Floats) -> None:
    z = np.abs(x)
    z *= np.float32(0.5**0.5)
    t = z * np.float32(_P)
    t += 1
    np.reciprocal(t, out=t)
    np.square(z, out=z)
    np.negative(z, out=z)
    np.maximum(z, _LEAST_EXPONENT, out=z)
    np.exp(z, out=z)
    tail = t * np.float32(_ERF[0])
    for factor in _ERF[1:]:
        tail += np.float32(factor)
        tail *= t
    tail *= z
    tail *= 0.5  # Φ(-|x|)
    # x Φ(x) = max(x, 0) - |x| Φ(-|x|)
    tail *= np.abs(x)
    np.maximum(x, 0, out=x)
    x -= tail


def softmax(x: Floats) -> Floats:
    """Of each row, in place."""
    x -= x.max(axis=-1, keepdims=True)
    np.maximum(x, _LEAST_SCORE, out=x)
    np.exp(x, out=x)
    x /= x.sum(axis=-1, keepdims=True)
    return x


def attend(query: Floats, key: Floats, value: Floats, out: Floats, mask: Floats = None) -> None:
    """One head's attention: softmax(query keyᵀ) value, some rows at a time.

    Args:
        query: Shape (rows, features), scaled.
        key: Shape (seen, features).
        value: Shape (seen, features).
        out: Where the result is written, shape (rows, features).
        mask: What is added to the scores, shape (rows, seen), or None.
    """
    for first in range(0, len(query), _ROWS):
        rows = slice(first, first + _ROWS)
        scores = query[rows] @ key.T
        if mask is not None:
            scores += mask[rows]
        out[rows] = softmax(scores) @ value
