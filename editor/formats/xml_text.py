# SPDX-License-Identifier: GPL-3.0-or-later
"""XML without surprises: no entity is defined, nothing is expanded or fetched, damage is told."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple
from xml.etree import ElementTree as ET

from editor.core.errors import UserError

_DEFINING = re.compile(r"<!ENTITY|<!DOCTYPE[^<>]*\[", re.IGNORECASE)
_DOCTYPE = re.compile(r"<!DOCTYPE[^<>\[\]]*>", re.IGNORECASE)
_DECLARATION = re.compile(r"[\s\ufeff]*<\?xml[^<>]{0,200}\?>")
_ENTITY = re.compile(r"&(?!(?:amp|lt|gt|quot|apos|#\d{1,7}|#[xX][0-9A-Fa-f]{1,6});)")
_CONTROL = re.compile("[\0-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]")
_DEEPEST = 200
"""Levels of elements; text has a few."""


class Tree(NamedTuple):
    """What of a text is well-formed.

    Attributes:
        root: The root element.
        damage: Line, from 1, at which it ceases to be well-formed; None if it does not.
    """

    root: ET.Element
    damage: int | None = None


class _Builder(ET.TreeBuilder):
    """A tree of bounded depth, which is there even where the text breaks off."""

    def __init__(self) -> None:
        super().__init__()
        self.root: ET.Element | None = None
        self._depth = 0

    def start(self, tag: str, attrs: dict[str, str]) -> ET.Element:
        self._depth += 1
        if self._depth > _DEEPEST:
            raise UserError("The XML is nested too deeply.")
        element = super().start(tag, attrs)
        if self.root is None:
            self.root = element
        return element

    def end(self, tag: str) -> ET.Element:
        self._depth -= 1
        return super().end(tag)


def parse(text: str) -> Tree:
    """The elements of `text`, as far as they are well-formed.

    Raises:
        UserError: It is no XML, defines entities, or is nested too deeply.
    """
    if _DEFINING.search(text):
        raise UserError("This XML defines entities of its own, which is not safe to read.")
    declared = _DECLARATION.match(text)
    bare = text
    if declared is not None:
        bare = "\n" * declared[0].count("\n") + text[declared.end() :]
    bare = _DOCTYPE.sub(lambda found: "\n" * found[0].count("\n"), bare.lstrip("\ufeff"), count=1)
    bare = _CONTROL.sub("\ufffd", _ENTITY.sub("&amp;", bare))
    first = len(bare) - len(bare.lstrip())
    builder = _Builder()
    parser = ET.XMLParser(target=builder)  # noqa: S314 - see above
    damage = None
    try:
        parser.feed(bare[first:])
        parser.close()
    except ET.ParseError as error:
        damage = error.position[0] + bare.count("\n", 0, first)
        _flush(builder)
    if builder.root is None:
        raise UserError("This is not XML that can be read.", line=damage or 1)
    return Tree(builder.root, damage)


def _flush(builder: _Builder) -> None:
    """Put the text that was read last into its element."""
    builder.data("")
    builder.comment("")  # ends the text


@lru_cache(maxsize=512)
def local(name: object) -> str:
    """The name of an element or attribute without its namespace; comments have none."""
    return name.rpartition("}")[2] if isinstance(name, str) else ""


def attributes(element: ET.Element) -> dict[str, str]:
    """The attributes of an element by their names without namespaces."""
    return {local(name): value for name, value in element.attrib.items()}


def without_controls(text: str) -> str:
    """`text` without what XML cannot hold."""
    return _CONTROL.sub("", text)
