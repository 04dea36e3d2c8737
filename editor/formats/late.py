# SPDX-License-Identifier: GPL-3.0-or-later
"""Readers whose modules are imported when a text that may be theirs is first seen.

Families of formats that few files have would otherwise cost every start some milliseconds.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from editor.formats.format import TextReader

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from editor.core.options import Options
    from editor.formats.format import Parsed, Texts


class Readable(Protocol):
    """A module of a format: see `editor.formats.format.TextReader`."""

    def score(self, text: str) -> float:
        """Confidence from 0 to 1 that a text is in this format."""

    def read(self, text: str, options: Options) -> Parsed:
        """Parse a text."""


def late(
    family: Callable[[], Mapping[str, Readable]],
    name: str,
    may_be: Callable[[str], bool],
    texts: Texts = "recognised",
) -> TextReader:
    """The reader of one format.

    Args:
        family: Imports the family, and gives its modules by name.
        name: Name of the module.
        may_be: Whether a text may be in a format of this family; must be fast.
        texts: See `TextReader`.
    """

    def score(text: str) -> float:
        return family()[name].score(text) if may_be(text) else 0.0

    def read(text: str, options: Options) -> Parsed:
        return family()[name].read(text, options)

    return TextReader(score, read, texts)
