# SPDX-License-Identifier: GPL-3.0-or-later
"""The identity of a medium by its content, whatever the file is called."""

from __future__ import annotations

import hashlib
import os
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from pathlib import Path

_SAMPLED = 1 << 16
"""Bytes at either end of a file that its digest is made of."""


class Identity(NamedTuple):
    """A file by its content: bytes in all, and a digest of its first and last 64 KiB, in hex."""

    size: int
    digest: str


def identify(path: Path | str) -> Identity:
    """The identity of a file; reads 128 KiB of it.

    Raises:
        OSError: It can't be read.
    """
    with open(path, "rb") as file:  # noqa: PTH123 - the name is as the user gave it
        size = os.fstat(file.fileno()).st_size
        digest = hashlib.blake2b(file.read(_SAMPLED), digest_size=16)
        file.seek(max(0, size - _SAMPLED))
        digest.update(file.read(_SAMPLED))
    return Identity(size, digest.hexdigest())
