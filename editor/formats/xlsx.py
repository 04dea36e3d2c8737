# SPDX-License-Identifier: GPL-3.0-or-later
"""XLSX: the first sheet with cells of a workbook of Excel and its kin (ECMA-376)."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from editor.core.errors import BrokenOff, UserError
from editor.core.i18n import N_
from editor.core.timecode import clock
from editor.formats.format import BytesReader, Format, Parsed, Written
from editor.formats.table_columns import parted
from editor.formats.tables import HOLDS, cues_of, table_of
from editor.formats.xml_tree import attributes, escaped, local, parse
from editor.formats.zipped import Archive, names_in, packed

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from xml.etree.ElementTree import Element

    from editor.core.document import Document
    from editor.core.options import Options

_WORKBOOK = "xl/workbook.xml"
_CELL = re.compile(r"([A-Z]{1,3})\d{1,7}")
_NUMBER = re.compile(r"\d{1,9}", re.ASCII)
_TIMES = frozenset({*range(18, 23), *range(45, 48)})
"""Numbers of the formats of times that every workbook has."""

_LETTERS = re.compile(r"\[[^\]hmsHMS]*\]|\"[^\"]*\"|\\.")
_DAY = 86_400_000
"""ms."""

_WIDEST = 500
"""Columns that are read."""

_LONGEST_DAYS = 10_000
"""A date, rather than a time, has more days."""


def score(data: bytes) -> float:
    """Certain if it is an archive with a workbook."""
    return 1.0 if _WORKBOOK in names_in(data) else 0.0


def read(data: bytes, options: Options) -> Parsed:
    """Read the first sheet that has cells.

    Raises:
        UserError: It is no workbook, or no column has times or texts.
    """
    rows, lines, is_damaged = _sheet(data)
    parsed = cues_of(rows, lines, options)
    parsed.encoding = "utf-8"
    if is_damaged:
        message = N_("The XML is damaged here; what stands before it was read.")
        parsed.problems.append(BrokenOff(message))
    return parsed


def cells(data: bytes) -> list[list[str]]:
    """All rows of the first sheet that has cells.

    Raises:
        UserError: There is none.
    """
    return _sheet(data)[0]


def _sheet(data: bytes) -> tuple[list[list[str]], list[int], bool]:
    """Rows of the first sheet that has cells, the number of each, and whether it is damaged."""
    archive = Archive(data)
    if archive.text(_WORKBOOK) is None:
        raise UserError("This file is not a workbook of Excel.")
    strings = list(_strings(archive))
    formats = list(_formats(archive))
    for name in _sheets(archive):
        text = archive.text(name)
        if text is None:
            continue
        tree = parse(text)
        rows, lines = _rows(tree.root, strings, formats)
        if any(any(row) for row in rows):
            return parted(rows), lines, tree.damage is not None
    raise UserError("There are no cues in this file.")


def _sheets(archive: Archive) -> Iterator[str]:
    """Yield the parts of the sheets, in the workbook's order."""
    links = archive.text("xl/_rels/workbook.xml.rels")
    targets = {}
    for element in parse(links).root if links else ():
        fields = attributes(element)
        target = fields.get("Target", "")
        whole = target.lstrip("/") if target.startswith("/") else f"xl/{target}"
        targets[fields.get("Id", "")] = whole
    book = parse(archive.text(_WORKBOOK) or "<none/>").root
    for element in book.iter():
        if local(element.tag) == "sheet":
            key = next((v for k, v in element.attrib.items() if k.endswith("}id")), "")
            yield targets.get(key, "xl/worksheets/sheet1.xml")


def _strings(archive: Archive) -> Iterator[str]:
    text = archive.text("xl/sharedStrings.xml")
    for element in parse(text).root if text else ():
        yield _said(element)


def _said(element: Element) -> str:
    """The text of a string, without its phonetic runs."""
    parts = []
    for child in element:
        if local(child.tag) == "t":
            parts.append(child.text or "")
        elif local(child.tag) == "r":
            parts += [each.text or "" for each in child if local(each.tag) == "t"]
    return "".join(parts)


def _formats(archive: Archive) -> Iterator[bool]:
    """Yield for each style of cells whether it shows a time."""
    text = archive.text("xl/styles.xml")
    if not text:
        return
    root = parse(text).root
    own: dict[int, str] = {}
    for element in root.iter():
        if local(element.tag) == "numFmt":
            fields = attributes(element)
            own[_whole(fields.get("numFmtId"))] = fields.get("formatCode", "")
    for element in root:
        if local(element.tag) == "cellXfs":
            for style in element:
                number = _whole(attributes(style).get("numFmtId"))
                code = _LETTERS.sub("", own.get(number, "")).lower()
                yield number in _TIMES or ("s" in code and "m" in code) or ("h" in code)


def _whole(text: str | None) -> int:
    return int(text) if text is not None and _NUMBER.fullmatch(text) else -1


def _rows(
    root: Element, strings: list[str], times: list[bool]
) -> tuple[list[list[str]], list[int]]:
    """The cells of a sheet as texts, and the number of each row."""
    rows: list[list[str]] = []
    lines: list[int] = []
    for element in root.iter():
        if local(element.tag) != "row":
            continue
        cells: list[str] = []
        for cell in element:
            fields = attributes(cell)
            place = _column(fields.get("r", ""), len(cells))
            if local(cell.tag) != "c" or place >= _WIDEST:
                continue
            cells += [""] * (place + 1 - len(cells))
            cells[place] = _value(cell, fields, strings, times)
        rows.append(cells)
        number = _whole(attributes(element).get("r"))
        lines.append(number if number > 0 else len(rows))
    return rows, lines


def _column(name: str, default: int) -> int:
    found = _CELL.fullmatch(name)
    if found is None:
        return default
    place = 0
    for letter in found[1]:
        place = place * 26 + ord(letter) - ord("A") + 1
    return place - 1


def _value(cell: Element, fields: Mapping[str, str], strings: list[str], times: list[bool]) -> str:
    """What a cell shows: a time as a clock, all else as it is stored."""
    for child in cell:
        if local(child.tag) == "is":
            return _said(child)
        if local(child.tag) != "v":
            continue
        text = child.text or ""
        kind = fields.get("t", "n")
        if kind == "s":
            number = _whole(text)
            return strings[number] if 0 <= number < len(strings) else ""
        style = _whole(fields.get("s"))
        if kind == "n" and 0 <= style < len(times) and times[style]:
            return _time(text)
        return text
    return ""


def _time(text: str) -> str:
    """A part of a day as a clock."""
    try:
        days = float(text)
    except ValueError:
        return text
    return clock(round(days * _DAY)) if 0 <= days < _LONGEST_DAYS else text


_XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_SHEET = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_VENDOR = "application/vnd.openxmlformats"
_MIME = f"{_VENDOR}-officedocument.spreadsheetml"
_TYPES = (
    f'{_XML}<Types xmlns="{_PACKAGE}/content-types">'
    f'<Default Extension="rels" ContentType="{_VENDOR}-package.relationships+xml"/>'
    '<Default Extension="xml" ContentType="application/xml"/>'
    f'<Override PartName="/xl/workbook.xml" ContentType="{_MIME}.sheet.main+xml"/>'
    f'<Override PartName="/xl/worksheets/sheet1.xml" ContentType="{_MIME}.worksheet+xml"/></Types>'
)
_LINKS = (
    f'{_XML}<Relationships xmlns="{_PACKAGE}/relationships"><Relationship Id="r1"'
    f' Type="{_OFFICE}/{{kind}}" Target="{{target}}"/></Relationships>'
)
_BOOK = (
    f'{_XML}<workbook xmlns="{_SHEET}" xmlns:r="{_OFFICE}"><sheets>'
    '<sheet name="Subtitles" sheetId="1" r:id="r1"/></sheets></workbook>'
)


def write(document: Document, media_length: int | None) -> Written:
    """A workbook with one sheet, whose cells are texts: no spreadsheet rounds the times."""
    del media_length
    rows = "".join(
        f'<row r="{number}">{"".join(map(_cell, cells))}</row>'
        for number, cells in enumerate(table_of(document), start=1)
    )
    sheet = f'{_XML}<worksheet xmlns="{_SHEET}"><sheetData>{rows}</sheetData></worksheet>'
    data = packed(
        (
            ("[Content_Types].xml", _TYPES),
            ("_rels/.rels", _LINKS.format(kind="officeDocument", target="xl/workbook.xml")),
            (_WORKBOOK, _BOOK),
            (
                "xl/_rels/workbook.xml.rels",
                _LINKS.format(kind="worksheet", target="worksheets/sheet1.xml"),
            ),
            ("xl/worksheets/sheet1.xml", sheet),
        )
    )
    return Written(data=data)


def _cell(text: str) -> str:
    said = escaped(text)
    return f'<c t="inlineStr"><is><t xml:space="preserve">{said}</t></is></c>'


FORMAT = Format(
    id="xlsx",
    name="XLSX",
    suffixes=(".xlsx",),
    holds=HOLDS,
    reader=BytesReader(score, read, cells),
    write=write,
    unverified=True,
)
