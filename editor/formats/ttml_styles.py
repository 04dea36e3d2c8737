# SPDX-License-Identifier: GPL-3.0-or-later
"""Styles and regions of TTML: which text is italic, and at which edge of the picture it stands."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from editor.core.markup import Place, key_of
from editor.formats.xml_tree import attributes, local

if TYPE_CHECKING:
    from collections.abc import Mapping
    from xml.etree.ElementTree import Element

_LENGTH = re.compile(r"\s*(-?\d{1,5}(?:\.\d+)?)(%|px)\s*")
_EDGES = {"before": 0.0, "center": 0.5, "after": 1.0, "justify": 0.5}
_SIDES = {"left": 0.0, "start": 0.0, "center": 0.5, "right": 1.0, "end": 1.0}
_COLOUR = re.compile(r"#[0-9A-Fa-f]{6}(?:[0-9A-Fa-f]{2})?")
_DEEPEST = 10
"""How many styles may refer to one another."""

_PLACING = ("region", "displayAlign", "textAlign", "origin", "extent")
"""Attributes that say where a paragraph stands."""

_LARGE = 0.4
"""Share of the picture above which a region is not at one of its edges."""

_WHITE = frozenset({"white", "#ffffff", "#ffffffff"})


class Styles:
    """The styles and regions of a file, by their ids."""

    def __init__(self, root: Element) -> None:
        self._keys: dict[tuple[str | None, ...], int | None] = {}
        self._rows: dict[str, dict[str, str]] = {}
        self._regions: dict[str, dict[str, str]] = {}
        self._extent = attributes(root).get("extent", "")
        for element in root.iter():
            name = local(element.tag)
            if name not in {"style", "region"}:
                continue
            fields = attributes(element)
            rows = self._rows if name == "style" else self._regions
            if name == "region":
                for child in element:
                    if local(child.tag) == "style":
                        fields = {**attributes(child), **fields}
            if "id" in fields:
                rows.setdefault(fields["id"], fields)

    def resolved(self, fields: Mapping[str, str], deep: int = 0) -> Mapping[str, str]:
        """The fields of an element with those of the styles that it names."""
        if "style" not in fields or deep > _DEEPEST:
            return fields
        found: dict[str, str] = {}
        for name in fields["style"].split():
            found.update(self.resolved(self._rows.get(name, {}), deep + 1))
        return {**found, **fields}

    def tags(self, fields: Mapping[str, str]) -> list[tuple[str, str]]:
        """The tags around a text with these fields: openings, and what closes them."""
        found: list[tuple[str, str]] = []
        if not fields:
            return found
        colour = fields.get("color", "").strip().lower()
        if _COLOUR.fullmatch(colour) and colour not in _WHITE:
            found.append((f'<font color="{colour[:7]}">', "</font>"))
        elif colour.isalpha() and colour not in _WHITE:
            found.append((f'<font color="{colour}">', "</font>"))
        if fields.get("fontStyle") in {"italic", "oblique"}:
            found.append(("<i>", "</i>"))
        if fields.get("fontWeight") == "bold":
            found.append(("<b>", "</b>"))
        if "underline" in fields.get("textDecoration", "").split():
            found.append(("<u>", "</u>"))
        return found

    def key(self, fields: Mapping[str, str]) -> int | None:
        """Where a paragraph stands, as a key of a numeric keypad; None if nothing says so."""
        said = tuple([fields.get(name) for name in _PLACING])
        if said not in self._keys:
            self._keys[said] = self._key(fields)
        return self._keys[said]

    def _key(self, fields: Mapping[str, str]) -> int | None:
        region = self.resolved(self._regions.get(fields.get("region", ""), {}))
        both = {**region, **fields}
        if not {"displayAlign", "origin", "textAlign"} & both.keys():
            return None
        edge = _EDGES.get(both.get("displayAlign", ""), 0.0 if "origin" in both else 1.0)
        side = _SIDES.get(both.get("textAlign", ""), 0.5)
        down, across = self._at(both, 1, edge), self._at(both, 0, side)
        return key_of(Place(across, 0.5, down, edge))

    def _at(self, fields: Mapping[str, str], axis: int, part: float) -> float:
        """A place within a region: of a large one its own edge, of a small one the picture's."""
        origin, extent = self._along(fields, axis)
        return part if extent > _LARGE else min(max(origin + part * extent, 0.0), 1.0)

    def _along(self, fields: Mapping[str, str], axis: int) -> tuple[float, float]:
        """Origin and extent of a region in one direction, as fractions of the picture."""
        size = self._share(self._extent, axis, 1.0)
        origin = self._share(fields.get("origin", ""), axis, size)
        extent = self._share(fields.get("extent", ""), axis, size)
        return (origin or 0.0), (1.0 if extent is None else extent)

    @staticmethod
    def _share(pair: str, axis: int, size: float | None) -> float | None:
        parts = pair.split()
        found = _LENGTH.fullmatch(parts[axis]) if len(parts) > axis else None
        if found is None or (found[2] == "px" and not size):
            return None
        return float(found[1]) / (100 if found[2] == "%" else size or 1)
