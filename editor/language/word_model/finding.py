# SPDX-License-Identifier: GPL-3.0-or-later
"""Where the word model is on this machine. Nothing is downloaded."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

NAME = "zh_CN.lm"
"""What libime calls it."""
_SYSTEM = (
    *("/usr/lib/*/libime", "/usr/lib/libime", "/usr/lib64/libime", "/usr/local/lib/libime"),
    "/usr/share/libime",
)
"""Folders of the package libime-data-language-model and its kin."""


def found(own: Path) -> Path | None:
    """The model: the user's own, the one that came with the program, or the system's.

    Args:
        own: The folder with the user's data.
    """
    return next((path for path in _places(own) if path.is_file()), None)


def _places(own: Path) -> Iterator[Path]:
    yield own / NAME
    yield Path(__file__).with_name(NAME)
    for folder in _SYSTEM:
        yield from sorted(Path("/").glob(f"{folder[1:]}/{NAME}"))
