# SPDX-License-Identifier: GPL-3.0-or-later
"""A document's head: what holds for all of its cues, and changes by undoable steps as they do."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import TypeVar

NO_EXTRAS: Mapping[str, object] = MappingProxyType({})

Styles = Mapping[str, Mapping[str, str]]
"""A style's fields, by its name; names and values are the format's."""

_T = TypeVar("_T")


def _none() -> Mapping[str, _T]:
    return NO_EXTRAS  # type: ignore[return-value] # it holds no value of any kind


@dataclass(frozen=True, slots=True)
class Head:
    """What a document says of all its cues, a value.

    Attributes:
        language: BCP 47 tag of the texts, or None where not known.
        second_language: The same of the second texts.
        styles: How cues look, where the format has styles.
        script_info: Fields of the file's own heading, such as ASS has, by their names.
        speaker_colours: Colours as ``#rrggbb``, by the speakers' names.
        extras: What the format carries for the whole file and the other fields do not hold,
            under names that begin with the format's id.
    """

    language: str | None = None
    second_language: str | None = None
    styles: Styles = field(default_factory=_none)
    script_info: Mapping[str, str] = field(default_factory=_none)
    speaker_colours: Mapping[str, str] = field(default_factory=_none)
    extras: Mapping[str, object] = field(default_factory=_none)


NO_HEAD = Head()
"""Of a document of which nothing is known but its cues."""
