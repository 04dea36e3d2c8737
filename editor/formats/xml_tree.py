# SPDX-License-Identifier: GPL-3.0-or-later
"""XML without surprises: no entity is defined, nothing is expanded or fetched, damage is told.

What people who know HTML write by hand is read as it is meant: ``<br>``, ``&nbsp;``, a ``<`` in a
text, tags that are not closed.
"""

from __future__ import annotations

import html
import re
from collections import Counter
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from editor.core.errors import UserError

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

_DEFINING = re.compile(r"<!ENTITY|<!DOCTYPE[^<>]*\[", re.IGNORECASE)
_DOCTYPE = re.compile(r"<!DOCTYPE[^<>\[\]]*>", re.IGNORECASE)
_DECLARATION = re.compile(r"[\s\ufeff]*<\?xml[^<>]{0,200}\?>")
_ENTITY = re.compile(
    r"&(?!(?:amp|lt|gt|quot|apos|#\d{1,7}|#[xX][0-9A-Fa-f]{1,6});)(?:[A-Za-z]{2,20};)?"
)
_NO_TAG = re.compile(r"<(?!/?[A-Za-z_:]|[!?])")
_TAG = re.compile(
    r"<!--.*?(?:-->|\Z)|<!\[CDATA\[.*?(?:\]\]>|\Z)|<\?.*?(?:\?>|\Z)"
    r"|<(?P<closes>/?)(?P<name>[\w:.-]+)(?:[^<>\"']|\"[^\"]*\"|'[^']*')*?(?P<empty>/?)>",
    re.DOTALL,
)
_PREFIX = re.compile(r"[\s</](?!xml)([A-Za-z_][\w.-]*):(?=[A-Za-z_])")
_MOST = 50
"""Prefixes that are declared; a file has a few."""
_CONTROL = re.compile("[\0-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]")
_DEEPEST = 200
"""Levels of elements; text has a few."""


class Tree(NamedTuple):
    """What of a text is well-formed.

    Attributes:
        root: The root element.
        damage: Line, from 1, at which it ceases to be well-formed; None if it does not.
        mended: Line, from 1, of the first tag that is not closed, or was never opened, where what
            comes after could be read nevertheless; None if there is none.
    """

    root: Element
    damage: int | None = None
    mended: int | None = None


def parse(text: str) -> Tree:
    """The elements of `text`, as far as they are well-formed.

    Raises:
        UserError: It is no XML, defines entities, or is nested too deeply.
    """
    from xml.parsers import expat

    if _DEFINING.search(text):
        raise UserError("This XML defines entities of its own, which is not safe to read.")
    declared = _DECLARATION.match(text)
    bare = text
    if declared is not None:
        bare = "\n" * declared[0].count("\n") + text[declared.end() :]
    bare = _DOCTYPE.sub(lambda found: "\n" * found[0].count("\n"), bare.lstrip("\ufeff"), count=1)
    bare = _CONTROL.sub("\ufffd", _NO_TAG.sub("&lt;", _ENTITY.sub(_plain, bare)))
    first = len(bare) - len(bare.lstrip())
    root, damage, fault = _built(bare, first)
    mended = None
    if fault == expat.errors.codes[expat.errors.XML_ERROR_UNBOUND_PREFIX]:
        bare = _declared(bare)
        root, damage, fault = _built(bare, first)
    if fault == expat.errors.codes[expat.errors.XML_ERROR_TAG_MISMATCH]:
        mended = damage
        root, damage, _ = _built(_balanced(bare), first)
    if root is None:
        raise UserError("This is not XML that can be read.", line=damage or 1)
    return Tree(root, damage, mended)


def _plain(match: re.Match[str]) -> str:
    """The character that HTML has by this name; else it is no entity."""
    known = html.unescape(match[0])
    return "&amp;" + match[0][1:] if known == match[0] else escaped(known)


def _declared(text: str) -> str:
    """`text` with all prefixes declared, each as a namespace of its own."""
    used = {prefix for tag in _TAG.finditer(text) for prefix in _PREFIX.findall(tag[0])}
    names = "".join(
        f' xmlns:{name}="{name}"' for name in sorted(used)[:_MOST] if f"xmlns:{name}=" not in text
    )
    root = next(tag for tag in _TAG.finditer(text) if tag["name"])
    return text[: root.end("name")] + names + text[root.end("name") :]


def _balanced(text: str) -> str:
    """`text` with a tag that closes each element before the one around it is closed."""
    parts: list[str] = []
    done = 0
    names: list[str] = []
    standing: Counter[str] = Counter()  # a text of nothing but tags takes no longer than others
    for tag in _TAG.finditer(text):
        name = tag["name"]
        if name is None:
            continue
        parts.append(text[done : tag.start()])
        done = tag.end()
        if local(name.replace(":", "}")) == "br":
            parts.append("" if tag["closes"] else f"{tag[0][:-1].rstrip('/')}/>")
        elif not tag["closes"]:
            parts.append(tag[0])
            names += [] if tag["empty"] else [name]
            standing[name] += not tag["empty"]
        elif standing[name]:
            while (inner := names.pop()) != name:
                standing[inner] -= 1
                parts.append(f"</{inner}>")
            standing[name] -= 1
            parts.append(tag[0])
    return "".join([*parts, text[done:]])


def _built(text: str, first: int) -> tuple[Element | None, int | None, int | None]:
    """The root element of `text` from an offset on; the line of the first fault, and its code."""
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
        return builder.root, error.position[0] + text.count("\n", 0, first), error.code
    return builder.root, None, None


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
