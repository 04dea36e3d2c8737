# SPDX-License-Identifier: GPL-3.0-or-later
"""XML as a tree, read defensively: no entities of its own, no external ones, bounded, also damaged.

Of a file that breaks off, what stands before is read.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from editor.core.errors import BrokenOff, Problem, UserError
from editor.core.i18n import N_

if TYPE_CHECKING:
    from collections.abc import Iterator

_DEEPEST = 200
_MOST = 2_000_000
"""Limits on depth and number of elements."""

_DECLARATION = re.compile(r"\A(\s*<\?xml[^>]{0,200}?)\s+encoding\s*=\s*(?:\"[^\"]*\"|'[^']*')")
_NO_XML = re.compile("[\0-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]")


@dataclass(slots=True)
class Element:
    """An element: its name without namespace, its attributes, texts and elements, and its line."""

    name: str
    attributes: dict[str, str]
    line: int
    children: list[Element | str] = field(default_factory=list)

    def all(self, name: str) -> Iterator[Element]:
        """Yield the elements of that name, in order, at any depth; not those inside of them."""
        waiting: list[Element | str] = list(reversed(self.children))
        while waiting:
            child = waiting.pop()
            if isinstance(child, str):
                continue
            if child.name == name:
                yield child
            else:
                waiting += reversed(child.children)

    def text(self) -> str:
        """All text in it."""
        pieces: list[str] = []
        waiting: list[Element | str] = list(reversed(self.children))
        while waiting:
            child = waiting.pop()
            if isinstance(child, str):
                pieces.append(child)
            else:
                waiting += reversed(child.children)
        return "".join(pieces)


def parse(text: str) -> tuple[Element, list[Problem]]:
    """The root element, and what was wrong.

    Raises:
        UserError: It has no element, or declares entities.
    """
    return _Tree().of(text)


class _Tree:
    def __init__(self) -> None:
        from xml.parsers import expat

        self._root: Element | None = None
        self._open: list[Element] = []
        self._count = 0
        self._parser = expat.ParserCreate(encoding="utf-8")
        self._parser.SetParamEntityParsing(expat.XML_PARAM_ENTITY_PARSING_NEVER)
        self._parser.StartElementHandler = self._start
        self._parser.EndElementHandler = self._end
        self._parser.CharacterDataHandler = self._characters
        self._parser.EntityDeclHandler = self._entity
        self._parser.ExternalEntityRefHandler = self._external

    def of(self, text: str) -> tuple[Element, list[Problem]]:
        from xml.parsers import expat

        text = _DECLARATION.sub(r"\1", text.lstrip("\ufeff"), count=1)
        start = len(text) - len(text.lstrip())
        lines = text.count("\n", 0, start)
        text = _NO_XML.sub("\ufffd", text[start:])
        problems = []
        try:
            self._parser.Parse(text.encode(), True)  # noqa: FBT003 - it is the last piece
        except expat.ExpatError as error:
            line = min(error.lineno + lines, text.count("\n") + lines + 1)
            if self._root is None:
                raise UserError("This XML is damaged here.", line=line) from None
            last = error.code == expat.errors.codes[expat.errors.XML_ERROR_NO_ELEMENTS]
            at_end = last or error.lineno > text.rstrip().count("\n")
            message = N_("The XML is damaged here; only what stands before could be read.")
            problems.append((BrokenOff if at_end else Problem)(message, line=line))
        if self._root is None:
            raise UserError("This XML is empty.")
        return self._root, problems

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        self._count += 1
        if len(self._open) >= _DEEPEST or self._count > _MOST:
            raise UserError("This XML has too many elements to be a subtitle file.")
        own = {key.rpartition(":")[2]: value for key, value in attributes.items()}
        line = self._parser.CurrentLineNumber
        element = Element(name.rpartition(":")[2], own, line)
        if self._open:
            self._open[-1].children.append(element)
        else:
            self._root = element
        self._open.append(element)

    def _end(self, name: str) -> None:
        del name
        self._open.pop()

    def _characters(self, data: str) -> None:
        if self._open:
            self._open[-1].children.append(data)

    @staticmethod
    def _entity(*told: object) -> None:
        del told
        raise UserError("This XML defines entities of its own, which are not read.")

    @staticmethod
    def _external(*told: object) -> int:
        del told
        return 0
