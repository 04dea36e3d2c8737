# SPDX-License-Identifier: GPL-3.0-or-later
"""The text decoder: tokens that see those before them, and what was heard.

Radford et al. (2022), figure 1; ``TextDecoder`` of github.com/openai/whisper (MIT). Keys and values
of what was heard are computed once a window; those of tokens can be handed on, so that texts
that begin alike are computed from where they part.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from editor.ear.compute import attend, gelu, normalised, softmax

if TYPE_CHECKING:
    from collections.abc import Sequence

    from editor.ear.compute import Workers
    from editor.ear.parameters import Parameters
    from editor.ear.weights import Dims, Floats, Heads

_ROWS = 16
"""Rows that are worth a thread."""
_IDS = 4096
"""Tokens whose logits are computed at a time: memory stays bounded."""

Pairs = list[tuple["Floats", "Floats"]]
"""Keys and values of each layer, each of shape (seen, width)."""


@dataclass(frozen=True)
class Decoded:
    """What the decoder made of some tokens.

    Attributes:
        hidden: Shape (tokens, width): what the next token is judged by.
        pairs: Keys and values of all tokens so far.
        attention: Scores of the watched heads on what was heard, before the softmax, shape
            (heads, tokens, positions).
    """

    hidden: Floats
    pairs: Pairs
    attention: Floats


class Decoder:
    """A model's decoder."""

    def __init__(self, dims: Dims, parameters: Parameters, workers: Workers) -> None:
        self._dims = dims
        self._parameters = parameters
        self._workers = workers

    def hear(self, encoded: Floats) -> Pairs:
        """Keys and values of what was heard, shape (positions, width)."""
        pairs = []
        for layer in range(self._dims.decoder_layers):
            name = f"decoder.blocks.{layer}.cross_attn"
            key = self._parameters[f"{name}.key.weight"]
            value, bias = self._parameters.linear(f"{name}.value")
            keys, values = np.empty_like(encoded), np.empty_like(encoded)

            def some(  # its defaults are this layer's
                rows: slice,
                of: tuple[Floats, ...] = (key, value, bias, keys, values),
            ) -> None:
                of[3][rows] = encoded[rows] @ of[0].T
                of[4][rows] = encoded[rows] @ of[1].T + of[2]

            self._workers.share(len(encoded), some, least=_ROWS)
            pairs.append((keys, values))
        return pairs

    def decode(  # noqa: PLR0913 - the terms of an attention
        self,
        ids: Sequence[int],
        places: Floats,
        mask: Floats,
        past: Pairs,
        heard: Pairs,
        *,
        watched: Heads = (),
    ) -> Decoded:
        """Decode tokens, in one pass.

        Args:
            ids: The tokens.
            places: The position of each in its text, from 0.
            mask: What each sees of those before and of these: 0, or minus infinity; shape
                (tokens, seen before + tokens).
            past: Keys and values of those before, or an empty list.
            heard: Keys and values of what was heard.
            watched: (layer, head) of the attentions to be returned.
        """
        embedding = self._parameters.raw("decoder.token_embedding.weight")
        x = embedding[np.asarray(ids)].astype(np.float32)
        x += self._parameters["decoder.positional_embedding"][places]
        pairs: Pairs = []
        scores: list[Floats] = []
        for layer in range(self._dims.decoder_layers):
            name = f"decoder.blocks.{layer}"
            pairs.append(self._look_back(x, name, mask, past[layer] if past else None))
            heads = [head for at, head in watched if at == layer]
            scores += self._look_at(x, name, heard[layer], heads)
            self._think(x, name)
        hidden = normalised(x, *self._parameters.linear("decoder.ln"))
        return Decoded(hidden, pairs, np.asarray(scores))

    def log_normaliser(self, hidden: Floats, below: int) -> Floats:
        """The logarithm of the sum over the tokens below an id of e to their logits: (rows,)."""
        table = self._parameters.raw("decoder.token_embedding.weight")
        firsts = range(0, below, _IDS)
        most = np.empty((len(firsts), len(hidden)), np.float32)
        sums = np.empty_like(most)

        def some(chunks: slice) -> None:
            for chunk in range(chunks.start, chunks.stop):
                ids = slice(firsts[chunk], min(firsts[chunk] + _IDS, below))
                logits = hidden @ np.asarray(table[ids], np.float32).T
                most[chunk] = logits.max(axis=1)
                logits -= most[chunk][:, None]
                np.maximum(logits, -30, out=logits)
                np.exp(logits, out=logits)
                sums[chunk] = logits.sum(axis=1)

        self._workers.share(len(firsts), some)
        top = most.max(axis=0)
        return top + np.log((sums * np.exp(most - top)).sum(axis=0))

    def logits(self, hidden: Floats, ids: Sequence[int] | slice) -> Floats:
        """The logit of the token `ids[n]` in row n; of all tokens of a slice: (rows, tokens)."""
        table = self._parameters.raw("decoder.token_embedding.weight")
        if isinstance(ids, slice):
            return hidden @ np.asarray(table[ids], np.float32).T
        return np.einsum("rw,rw->r", hidden, table[np.asarray(ids, np.intp)].astype(np.float32))

    def _look_back(
        self, x: Floats, name: str, mask: Floats, past: tuple[Floats, Floats] | None
    ) -> tuple[Floats, Floats]:
        each = normalised(x, *self._parameters.linear(f"{name}.attn_ln"))
        key = self._parameters[f"{name}.attn.key.weight"]
        value, bias = self._parameters.linear(f"{name}.attn.value")
        queries = self._queries(each, f"{name}.attn")
        keys, values = each @ key.T, each @ value.T + bias
        if past is not None:
            keys, values = np.concatenate((past[0], keys)), np.concatenate((past[1], values))
        seen = np.empty_like(x)
        size = x.shape[1] // self._dims.heads

        def look(some: slice) -> None:
            for head in range(some.start, some.stop):
                part = slice(head * size, (head + 1) * size)
                attend(queries[:, part], keys[:, part], values[:, part], seen[:, part], mask)

        self._workers.share(self._dims.heads, look)
        out, out_bias = self._parameters.linear(f"{name}.attn.out")
        x += seen @ out.T + out_bias
        return keys, values

    def _look_at(
        self, x: Floats, name: str, heard: tuple[Floats, Floats], watched: Sequence[int]
    ) -> list[Floats]:
        each = normalised(x, *self._parameters.linear(f"{name}.cross_attn_ln"))
        queries = self._queries(each, f"{name}.cross_attn")
        keys, values = heard
        seen = np.empty_like(x)
        scores: dict[int, Floats] = {}
        size = x.shape[1] // self._dims.heads

        def look(some: slice) -> None:
            for head in range(some.start, some.stop):
                part = slice(head * size, (head + 1) * size)
                fit = queries[:, part] @ keys[:, part].T
                if head in watched:
                    scores[head] = fit.copy()
                seen[:, part] = softmax(fit) @ values[:, part]

        self._workers.share(self._dims.heads, look)
        out, out_bias = self._parameters.linear(f"{name}.cross_attn.out")
        x += seen @ out.T + out_bias
        return [scores[head] for head in watched]

    def _queries(self, each: Floats, name: str) -> Floats:
        weight, bias = self._parameters.linear(f"{name}.query")
        size = each.shape[1] // self._dims.heads
        return (each @ weight.T + bias) * np.float32(size**-0.5)

    def _think(self, x: Floats, name: str) -> None:
        norm = self._parameters.linear(f"{name}.mlp_ln")
        wide, wide_bias = self._parameters.linear(f"{name}.mlp.0")
        narrow, narrow_bias = self._parameters.linear(f"{name}.mlp.2")

        def some(rows: slice) -> None:
            inner = normalised(x[rows], *norm) @ wide.T
            inner += wide_bias
            gelu(inner)
            x[rows] += inner @ narrow.T + narrow_bias

        self._workers.share(len(x), some, least=_ROWS)
