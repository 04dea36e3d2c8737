# SPDX-License-Identifier: GPL-3.0-or-later
"""The text of a file that comes back: plain, Markdown, or a document of a word processor (DOCX)."""

from __future__ import annotations

import io
import zipfile
import zlib
from xml.parsers import expat

from editor.core.errors import UserError
from editor.formats.encodings import decode

_ZIP = b"PK\x03\x04"
_PART = "word/document.xml"
_LARGEST = 64 * 1024 * 1024
"""Bytes of a document's text; a small file can claim to hold any number."""
_PARAGRAPH, _TEXT, _TAB, _BREAKS, _DELETED = "p", "t", "tab", frozenset({"br", "cr"}), "del"
_ROW, _CELL = "tr", "tc"


def text_of(data: bytes) -> str:
    """The text of a file's bytes.

    Raises:
        UserError: It is no text and no DOCX document, or a damaged one.
    """
    if data.startswith(_ZIP):
        return _docx(data)
    return decode(data).text.replace("\r\n", "\n").replace("\r", "\n")


def _docx(data: bytes) -> str:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            if _PART not in archive.namelist():
                raise UserError(
                    "This is not a text: a DOCX document, a plain text or Markdown can be read."
                )
            with archive.open(_PART) as part:
                xml = part.read(_LARGEST + 1)
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, OSError):
        raise UserError("The document is damaged or protected by a password.") from None
    if len(xml) > _LARGEST:
        raise UserError("The document is too large.")
    reader = _Reader()
    try:
        reader.parser.Parse(xml, True)  # noqa: FBT003 - the last part
    except expat.ExpatError:
        raise UserError("The document is damaged or protected by a password.") from None
    return "".join(reader.found)


class _Reader:
    """Gathers paragraphs; a row of a table becomes a line with tabs. What was deleted is gone."""

    def __init__(self) -> None:
        self.found: list[str] = []
        self._in_text = False
        self._deleted = self._in_row = 0
        self._cells = 0
        self.parser = expat.ParserCreate(namespace_separator=" ")
        self.parser.StartElementHandler = self._start
        self.parser.EndElementHandler = self._end
        self.parser.CharacterDataHandler = self._said
        self.parser.EntityDeclHandler = self._refuse

    @staticmethod
    def _refuse(*_: object) -> None:
        """No document of a word processor declares entities; a bomb does."""
        raise UserError("The document is damaged or protected by a password.")

    def _start(self, name: str, _: object) -> None:
        name = name.rpartition(" ")[2]
        self._in_text = name == _TEXT
        self._deleted += name == _DELETED
        if name == _ROW:
            self._in_row += 1
            self._cells = 0
        elif name == _CELL:
            if self._cells:
                self.found.append("\t")
            self._cells += 1
        elif name == _TAB and not self._deleted:
            self.found.append(" " if self._in_row else "\t")
        elif name in _BREAKS:
            self.found.append(" " if self._in_row else "\n")

    def _end(self, name: str) -> None:
        name = name.rpartition(" ")[2]
        self._in_text = False
        self._deleted -= name == _DELETED
        if name == _ROW:
            self._in_row -= 1
            self.found.append("\n")
        elif name == _PARAGRAPH:
            self.found.append(" " if self._in_row else "\n")

    def _said(self, text: str) -> None:
        if self._in_text and not self._deleted:
            self.found.append(text)
