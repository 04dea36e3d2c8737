# SPDX-License-Identifier: GPL-3.0-or-later
"""XML without surprises: no entity is defined, nothing is expanded or fetched, damage is told."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from editor.core.errors import UserError

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

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

    root: Element
    damage: int | None = None


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
    root, damage = _built(bare, len(bare) - len(bare.lstrip()))
    if root is None:
        raise UserError("This is not XML that can be read.", line=damage or 1)
    return Tree(root, damage)


def _built(text: str, first: int) -> tuple[Element | None, int | None]:
    """The root element of `text` from an offset on, and the line at which it is damaged."""
    from xml.etree import ElementTree as ET

    class Builder(ET.TreeBuilder):
        """A tree of bounded depth, which is there even where the text breaks off."""

        root: Element | None = None
        depth = 0

        def start(self, tag: str, attrs: dict[str, str], /) -> Element:
            self.depth += 1
            if self.depth > _DEEPEST:
                raise UserError("The XML is nested too deeply.")
            element = super().start(tag, attrs)
            if self.root is None:
                self.root = element
            return element

        def end(self, tag: str, /) -> Element:
            self.depth -= 1
            return super().end(tag)

    builder = Builder()
    parser = ET.XMLParser(target=builder)  # noqa: S314 - what is dangerous was refused before
    try:
        parser.feed(text[first:])
        parser.close()
    except ET.ParseError as error:
        builder.comment("")  # puts the text that was read last into its element
        return builder.root, error.position[0] + text.count("\n", 0, first)
    return builder.root, None


@lru_cache(maxsize=512)
def local(name: object) -> str:
    """The name of an element or attribute without its namespace; comments have none."""
    return name.rpartition("}")[2] if isinstance(name, str) else ""


def attributes(element: Element) -> dict[str, str]:
    """The attributes of an element by their names without namespaces."""
    return {local(name): value for name, value in element.attrib.items()}


def without_controls(text: str) -> str:
    """`text` without what XML cannot hold."""
    return _CONTROL.sub("", text)


def escaped(text: str) -> str:
    """`text` as the content of an element or of an attribute in double quotes."""
    text = without_controls(text).replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return text.replace('"', "&quot;") if '"' in text else text
