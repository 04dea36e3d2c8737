# SPDX-License-Identifier: GPL-3.0-or-later
"""CSV and TSV: tables of any program, with any columns."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from editor.core.errors import Problem, UserError
from editor.core.i18n import N_
from editor.formats.format import Format, Parsed, TextReader, Written
from editor.formats.lines import unix_newlines
from editor.formats.table_columns import columns_of, parted
from editor.formats.tables import HOLDS, cues_of, table_of

if TYPE_CHECKING:
    from collections.abc import Callable

    from editor.core.document import Document
    from editor.core.options import Options

_COMMAS = ",;|，"
_TAB = "\t"
_JSON = re.compile(r"[\s\ufeff]*[\[{]\s*[\"{}\[\]]")
_LOOKED_AT = 8_000
"""Characters that are looked at to tell a table from a text."""


def _score(delimiters: str) -> Callable[[str], float]:
    def score(text: str) -> float:
        sample = unix_newlines(text[:_LOOKED_AT])
        if _JSON.match(sample):
            return 0.0
        whole = sample if len(text) <= _LOOKED_AT else sample.rpartition("\n")[0]
        delimiter = _delimiter(whole, delimiters)
        if delimiter is None:
            return 0.0
        try:
            rows, _, _ = _rows(whole, delimiter)
            columns = columns_of(rows, None)
        except UserError:
            return 0.0
        if _TAB not in delimiters and _delimiter(whole, _TAB):
            return 0.5  # commas within cells
        if columns.first:
            return 0.9
        return 0.8 if "end" in columns.places else 0.62

    return score


def _delimiter(text: str, delimiters: str) -> str | None:
    """The sign that parts as many cells in most lines; None if none does."""
    lines = [line for line in text.split("\n") if line.strip()][:40]
    counts = {sign: sum(sign in line for line in lines) for sign in delimiters}
    best = max(counts, key=lambda sign: counts[sign])
    return best if lines and counts[best] >= 0.7 * len(lines) else None


def _cells(delimiters: str) -> Callable[[str], list[list[str]]]:
    def cells(text: str) -> list[list[str]]:
        """All rows of a table."""
        text = unix_newlines(text.lstrip("\ufeff"))
        return _rows(text, _likeliest(text, delimiters))[0]

    return cells


def _likeliest(text: str, delimiters: str) -> str:
    found = [(text[:_LOOKED_AT].count(sign), sign) for sign in delimiters]
    return _delimiter(text[:_LOOKED_AT], delimiters) or max(found)[1]


def _read(delimiters: str) -> Callable[[str, Options], Parsed]:
    def read(text: str, options: Options) -> Parsed:
        """Read a table.

        Raises:
            UserError: No column has times or texts.
        """
        text = unix_newlines(text.lstrip("\ufeff"))
        rows, lines, open_at = _rows(text, _likeliest(text, delimiters))
        parsed = cues_of(rows, lines, options)
        if open_at is not None:
            message = N_("A quotation mark is not closed; from there on, lines were read singly.")
            parsed.problems.append(Problem(message, line=open_at))
        return parsed

    return read


def _rows(text: str, delimiter: str) -> tuple[list[list[str]], list[int], int | None]:
    """Rows, the line of each, and the line at which a quotation mark is not closed."""
    quoted = any(line.startswith('"') or f'{delimiter}"' in line for line in text.split("\n"))
    rows: list[list[str]] = []
    lines: list[int] = []
    offset = 0
    open_at = None
    if quoted:
        import csv
        import io

        reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
        begun = 1
        try:
            for row in reader:
                rows.append(row)
                lines.append(begun)
                begun = reader.line_num + 1
        except csv.Error:
            open_at = begun
        offset = begun - 1
        if open_at is None:
            return parted(rows), lines, None
    for number, line in enumerate(text.split("\n")[offset:], start=offset + 1):
        cells = line.rstrip("\r").split(delimiter)
        rows.append([_bare(cell) for cell in cells] if quoted else cells)
        lines.append(number)
    return parted(rows), lines, open_at


def _bare(cell: str) -> str:
    whole = len(cell) > 1 and cell[0] == cell[-1] == '"'
    return cell[1:-1].replace('""', '"') if whole else cell


def _write(delimiter: str) -> Callable[[Document, int | None], Written]:
    def write(document: Document, media_length: int | None) -> Written:
        """A table in UTF-8, with the byte-order mark that Excel needs to see that."""
        import csv
        import io

        del media_length
        stream = io.StringIO()
        stream.write("\ufeff")
        writer = csv.writer(stream, delimiter=delimiter, lineterminator="\r\n")
        writer.writerows(table_of(document))
        return Written(stream.getvalue())

    return write


FORMAT = Format(
    id="csv",
    name="CSV",
    suffixes=(".csv",),
    holds=HOLDS,
    reader=TextReader(_score(_COMMAS), _read(_COMMAS), cells=_cells(_COMMAS)),
    write=_write(","),
    ending_tells=True,
)
TABBED = Format(
    id="tsv",
    name="TSV",
    suffixes=(".tsv", ".tab"),
    holds=HOLDS,
    reader=TextReader(_score(_TAB), _read(_TAB), cells=_cells(_TAB)),
    write=_write(_TAB),
    ending_tells=True,
)
