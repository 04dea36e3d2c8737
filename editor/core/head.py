# SPDX-License-Identifier: GPL-3.0-or-later
"""A document's head: what applies to all of its cues. It changes by undoable steps, as cues do."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field
from types import MappingProxyType
from typing import TypeVar

from editor.core.values import dataclass

NO_EXTRAS: Mapping[str, object] = MappingProxyType({})

Styles = Mapping[str, Mapping[str, str]]
"""A style's fields by the style's name; names and values are those of the format."""

_T = TypeVar("_T")


def _none() -> Mapping[str, _T]:
    return NO_EXTRAS  # type: ignore[return-value] # it holds no value of any kind


@dataclass(frozen=True, slots=True)
class Head:
    """What a document says about all of its cues, an immutable value.

    Attributes:
        language: BCP 47 tag of the texts, or None if unknown.
        second_language: BCP 47 tag of the second texts, or None if unknown.
        styles: Cue styles, for formats that have them.
        script_info: Fields of the file's own header (as in ASS), by name.
        speaker_colours: Colours as ``#rrggbb``, by speaker name.
        extras: What the format stores for the whole file and the other fields do not model;
            keys begin with the format's id.
    """

    language: str | None = None
    second_language: str | None = None
    styles: Styles = field(default_factory=_none)
    script_info: Mapping[str, str] = field(default_factory=_none)
    speaker_colours: Mapping[str, str] = field(default_factory=_none)
    extras: Mapping[str, object] = field(default_factory=_none)


NO_HEAD = Head()
"""An empty head."""
