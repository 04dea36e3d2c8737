# SPDX-License-Identifier: GPL-3.0-or-later
"""Reads words and pairs of words from a file of KenLM, as libime has it (`zh_CN.lm`).

Of KenLM's kinds (https://kheafield.com/code/kenlm/structures/) it is the trie whose values are
quantised and whose pointers are compressed, ``QUANT_ARRAY_TRIE``. Little-endian, and in this order:

- a magic text and some numbers, to know other machines' files by; the order, the kind, and how many
  n-grams of each length there are;
- for each word but the first, in the order of their numbers, a hash;
- the quantisation: how many bits, then 2^bits values for each of: probability and backoff of pairs,
  probability of triples;
- for each word a probability, a backoff, and where its pairs begin;
- an index of pointers to triples, then the pairs, packed bit by bit: the word before, backoff,
  probability, the lowest bits of a pointer to triples; sorted by the word before;
- the triples, which are not read: on transcripts of speech, pairs find errors better;
- the words' texts, each with a NUL.

All probabilities are decadic logarithms.
"""

from __future__ import annotations

import struct
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from editor.core.errors import UserError

if TYPE_CHECKING:
    from pathlib import Path

    from numpy.typing import NDArray

_MAGIC = b"mmap lm http://kheafield.com/code format version 5\n\0"
_HEADER = struct.Struct("<B3xfI?3xI3Q")
_HEADER_AT, _ORDER, _QUANTISED_TRIE = 0x58, 3, 5
_POINTER_BITS = 22
"""Most bits of a pointer to triples that the index takes over; KenLM's default."""
_LONGEST_FILE = 1 << 30


class Tables(NamedTuple):
    """What the file says. `n` words, `m` pairs.

    Attributes:
        words: Texts of the words by their numbers; the first stands for all others.
        probabilities: Decadic logarithm of each word's, shape (n,).
        backoffs: What it costs that a word follows which is not known to follow this one, (n,).
        keys: Ascending, shape (m,): number of a word, times 2^`bits`, plus that of the one before.
        pairs: Decadic logarithm of each pair's probability, shape (m,).
        bits: See `keys`.
    """

    words: list[str]
    probabilities: NDArray[np.float32]
    backoffs: NDArray[np.float32]
    keys: NDArray[np.int64]
    pairs: NDArray[np.float32]
    bits: int


def read(path: Path) -> Tables:
    """Read the file, which takes about half a second.

    Raises:
        UserError: It cannot be read, or is something else.
    """
    try:
        if path.stat().st_size > _LONGEST_FILE:
            raise _unknown(path)
        raw = path.read_bytes()
    except OSError:
        raise UserError("The word model “{path}” cannot be read.", path=path) from None
    try:
        return _tables(raw)
    except (struct.error, ValueError, IndexError, UnicodeDecodeError):
        raise _unknown(path) from None


def _unknown(path: Path) -> UserError:
    return UserError("“{path}” is no word model of libime, or it is damaged.", path=path)


def _tables(raw: bytes) -> Tables:
    order, _, kind, has_words, _, words, pairs, triples = _HEADER.unpack_from(raw, _HEADER_AT)
    if not raw.startswith(_MAGIC) or (order, kind, has_words) != (_ORDER, _QUANTISED_TRIE, True):
        raise ValueError
    at = (_HEADER_AT + _HEADER.size + 7) // 8 * 8 + 8 * (words + 1)
    _, own_bits, backoff_bits = raw[at : at + 3]
    values = np.frombuffer(raw, "<f4", 1 << own_bits, at + 8)
    at += 8 + 4 * (2 * (1 << own_bits) + (1 << backoff_bits))
    row = np.dtype([("probability", "<f4"), ("backoff", "<f4"), ("next", "<u8")])
    table = np.frombuffer(raw, row, words + 2, at)
    at += row.itemsize * (words + 2)
    inline = _inline_bits(pairs, triples)
    at += 8 * (1 + (triples >> inline) + 1) + 7
    word_bits = words.bit_length()
    packed = _packed(raw, at, pairs, word_bits + backoff_bits + own_bits + inline)
    firsts: NDArray[np.int64] = table["next"][: words + 1].astype(np.int64)
    after = np.repeat(np.arange(words, dtype=np.int64), firsts[1:] - firsts[:-1])
    before = (packed & ((1 << word_bits) - 1)).astype(np.int64)
    codes = (packed >> (word_bits + backoff_bits)) & ((1 << own_bits) - 1)
    keys = (after << word_bits) | before
    texts = raw[raw.index(b"<unk>\0", at) :].decode().split("\0")[:words]
    if len(texts) != words or len(keys) != pairs or (np.diff(keys) <= 0).any():
        raise ValueError
    return Tables(
        texts,
        -np.abs(table["probability"][:words]),
        table["backoff"][:words].copy(),
        keys,
        -np.abs(values[codes]),
        word_bits,
    )


def _inline_bits(pairs: int, triples: int) -> int:
    """Bits of a pointer to triples that stand beside the pair; KenLM makes the file small."""
    needed = triples.bit_length()
    indexed = min(
        range(min(needed, _POINTER_BITS) + 1),
        key=lambda bits: (triples >> (needed - bits)) * 64 - (pairs + 1) * bits,
    )
    return needed - indexed


def _packed(raw: bytes, at: int, count: int, width: int) -> NDArray[np.uint64]:
    """Entries of `width` bits each, at most 57, that follow one another from a byte on."""
    everywhere: NDArray[np.uint64] = np.ndarray(
        (len(raw) - at - 7,), "<u8", buffer=raw, offset=at, strides=(1,)
    )
    bits = np.arange(count, dtype=np.int64) * width
    found: NDArray[np.uint64] = (everywhere[bits >> 3] >> (bits & 7).astype(np.uint64)) & (
        (1 << width) - 1
    )
    return found
