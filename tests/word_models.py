# SPDX-License-Identifier: GPL-3.0-or-later
"""Word models small enough to read, in the form of libime's file; see `word_model.binary`."""

from __future__ import annotations

import struct
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

MAGIC = b"mmap lm http://kheafield.com/code format version 5\n\0"
BITS = 8

WORDS = {
    **dict.fromkeys(("我们", "一个", "这个", "模型", "的", "了", "是"), -2.0),
    **dict.fromkeys(("权重", "改变", "学习", "问题", "知识", "没有", "重要"), -3.0),
    **dict.fromkeys(("权", "重", "中", "全", "他", "她", "在", "再", "为"), -3.5),
    **dict.fromkeys(("群众", "选中", "全中", "客座", "教授", "合作", "只是", "中要"), -5.0),
    **dict.fromkeys(("科", "做", "终", "要"), -5.5),
}
"""Decadic logarithms of the words' probabilities."""
PAIRS = {
    **dict.fromkeys((("模型", "的"), ("的", "模型"), ("的", "问题"), ("是", "一个")), -0.7),
    **dict.fromkeys((("的", "权重"), ("模型", "权重"), ("改变", "权重"), ("权重", "是")), -1.2),
    **dict.fromkeys((("客座", "教授"), ("学习", "知识"), ("没有", "改变")), -0.5),
    ("我们", "没有"): -1.0,
    ("她", "在"): -0.7,
}


def write(
    path: Path,
    words: Mapping[str, float] = WORDS,
    pairs: Mapping[tuple[str, str], float] = PAIRS,
    backoff: float = -0.25,
) -> Path:
    """A file with these words and pairs; each word has the same backoff."""
    texts = ["<unk>", *words]
    number = {text: n for n, text in enumerate(texts)}
    values = sorted(set(pairs.values()))
    rows = sorted(
        (number[after], number[before], value) for (before, after), value in pairs.items()
    )
    counts = (len(texts), len(rows), 1)
    header = struct.pack("<fff4xI4x", 0.0, 1.0, -0.5, 1)
    header = MAGIC.ljust(56, b"\0") + struct.pack("<fffIIIQ", 0.0, 1.0, -0.5, 1, 2**32 - 1, 0, 1)
    header += struct.pack("<B3xfI?3xI3Q", 3, 1.5, 5, True, 1, *counts)  # noqa: FBT003
    header = header.ljust((len(header) + 7) // 8 * 8, b"\0")
    hashes = struct.pack("<Q", len(texts) - 1) + bytes(8 * len(texts))
    table = struct.pack("<256f", *values, *[0.0] * (256 - len(values)))
    quantised = struct.pack("<BBB5x", 2, BITS, BITS) + table + bytes(4 * 256) + bytes(4 * 256)
    singles = b"".join(
        struct.pack("<ffQ", words.get(text, -7.0), backoff, sum(row[0] < n for row in rows))
        for n, text in enumerate(texts)
    )
    singles += struct.pack("<ffQ", 0, 0, len(rows)) + bytes(16)
    width = len(texts).bit_length() + 2 * BITS + 1  # and one bit of a pointer to triples
    packed = sum(
        (before | values.index(value) << (len(texts).bit_length() + BITS)) << (width * n)
        for n, (_, before, value) in enumerate(rows)
    )
    index = bytes(8 * 2 + 7)
    entries = packed.to_bytes((width * (len(rows) + 1) + 7) // 8 + 8, "little") + bytes(32)
    strings = "\0".join([*texts, ""]).encode()
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(header + hashes + quantised + singles + index + entries + strings)
    return path
