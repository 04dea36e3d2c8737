# SPDX-License-Identifier: GPL-3.0-or-later
"""Glossaries as files: tables of Excel and WPS (TSV, CSV), and lists of other programs.

A table's first row names its columns; without one they stand in the order of `COLUMNS`. A list has
a term a line: ``term | heard as | heard as ~~~ not near | not near``, as CapsWriter and asr-hotword
write it, or ``heard as = term``, as in CapsWriter's rules. A line that begins with # is a remark.
"""

from __future__ import annotations

import csv
import io
import re
from typing import TYPE_CHECKING

from editor.core.errors import Problem
from editor.core.i18n import N_
from editor.formats.encodings import decode
from editor.formats.files import is_there, read_bytes, write_bytes
from editor.language.glossary import SEPARATOR, Glossary, Term, parts, together

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

COLUMNS = ("term", "kind", "heard_as", "not_near", "keep_script", "note")

_NAMES = {
    "term": (
        "term",
        "word",
        "hotword",
        "name",
        "right",
        "术语",
        "術語",
        "词",
        "詞",
        "热词",
        "熱詞",
    ),
    "kind": ("kind", "type", "类型", "類型", "种类", "種類"),
    "heard_as": (
        "heard_as",
        "heard as",
        "alias",
        "aliases",
        "wrong",
        "听成",
        "聽成",
        "别名",
        "別名",
    ),
    "not_near": ("not_near", "not near", "blacklist", "不靠近", "黑名单", "黑名單"),
    "keep_script": ("keep_script", "keep script", "keep", "不转换", "不轉換", "保留字形"),
    "note": ("note", "notes", "remark", "comment", "备注", "備註", "备註"),
}
"""What a column may be called."""

_COLUMN = {name: column for column, names in _NAMES.items() for name in names}
_YES = frozenset({"1", "yes", "y", "true", "x", "是", "√", "✓"})
_NO = frozenset({"", "0", "no", "n", "false", "否"})
_NEGATIVE = "~~~"
_RULE = re.compile(r"^(.+?)\s+=\s+(.+)$")
_PATTERN = re.compile(r"[\\\[\](){}^$*+?|]|\.\*")
"""What only a regular expression has."""
_WEIGHT = re.compile(r"^(.*\S)(?:\s+|\s*[:：]\s*)\d+(?:\.\d+)?$")
_LONGEST = 80
"""Characters of a term; what is longer is a sentence."""

_Read = tuple[int, Term]
"""A line's number, and what it says."""


def read(data: bytes, name: str = "") -> tuple[Glossary, list[Problem]]:
    """A glossary from a file's bytes, and what of it could not be used.

    Args:
        data: The file.
        name: Its name; ``.csv`` is a table without tabs.

    Raises:
        UserError: It is no text.
    """
    decoded = decode(data)
    lines = decoded.text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    problems = list(decoded.problems)
    separator = _separator(lines, name)
    rows = _table(lines, separator, problems) if separator else _list(lines, problems)
    found: list[Term] = []
    for number, term in rows:
        if len(term.term) > _LONGEST:
            problems.append(Problem(N_("This is too long for a term."), line=number))
        else:
            found.append(term)
    return together(found), problems


def write(glossary: Sequence[Term], name: str = "") -> bytes:
    """A table of all terms: CSV if the file's name says so, else TSV. Excel opens both."""
    separator = "," if name.lower().endswith(".csv") else "\t"
    file = io.StringIO()
    writer = csv.writer(file, delimiter=separator, lineterminator="\n")
    writer.writerow(COLUMNS)
    for term in glossary:
        heard, near = (SEPARATOR.join(words) for words in (term.heard_as, term.not_near))
        row = (term.term, term.kind, heard, near, "1" * term.keep_script, term.note)
        writer.writerow([" ".join(field.split()) for field in row])
    # With the mark, Excel reads a CSV as UTF-8 and not in the computer's old encoding.
    mark = b"\xef\xbb\xbf" if separator == "," else b""
    return mark + file.getvalue().encode("utf-8", "backslashreplace")


def load(path: Path) -> tuple[Glossary, list[Problem]]:
    """The glossary in a file; empty if there is none yet.

    Raises:
        UserError: It cannot be read, or is no text.
    """
    if not is_there(path):
        return (), []
    data = read_bytes(str(path))
    return read(data, path.name) if data.strip() else ((), [])


def save(path: Path, glossary: Sequence[Term]) -> None:
    """Write a glossary, in the place of the one that is there.

    Raises:
        WriteError: It could not be written; the file is as it was.
    """
    write_bytes(str(path), write(glossary, path.name), replace=True)


def _separator(lines: Sequence[str], name: str) -> str:
    """What divides the columns; empty for a list."""
    first = next((line for line in lines if line.strip() and not line.startswith("#")), "")
    for separator in ("\t", ",", ";", "，"):
        cells = [cell.strip().strip('"').casefold() for cell in first.split(separator)]
        if len(cells) > 1 and _COLUMN.get(cells[0]) and all(map(_COLUMN.get, cells[:2])):
            return separator
    if any("\t" in line.strip() for line in lines):
        return "\t"
    if _COLUMN.get(first.strip().strip('"').casefold()) == "term":
        return "\t"  # a table of one column
    return "," if name.lower().endswith(".csv") else ""


def _table(lines: Sequence[str], separator: str, problems: list[Problem]) -> Iterator[_Read]:
    columns: Sequence[str | None] = COLUMNS
    for place, (number, cells) in enumerate(_cells(lines, separator)):
        names = [_COLUMN.get(cell.casefold()) for cell in cells]
        if not place and names[0] is not None and (len(names) == 1 or names[1] is not None):
            columns = names
            continue
        fields = dict(zip(columns, cells, strict=False))
        if not fields.get("term"):
            if any(cells):
                problems.append(Problem(N_("This row has no term."), line=number))
            continue
        keep = fields.get("keep_script", "").casefold()
        if keep not in _YES | _NO:
            problems.append(
                Problem(
                    N_("“{text}” is neither 1 nor 0: the script is kept."), line=number, text=keep
                )
            )
        yield (
            number,
            Term(
                fields["term"],
                fields.get("kind", ""),
                parts(fields.get("heard_as", "")),
                parts(fields.get("not_near", "")),
                keep not in _NO,
                fields.get("note", ""),
            ),
        )


def _cells(lines: Sequence[str], separator: str) -> Iterator[tuple[int, list[str]]]:
    """The number and cells of each row; a quoted cell may have line breaks in it."""
    number = 0
    while number < len(lines):
        taken = 1
        text = lines[number]
        while text.count('"') % 2 and number + taken < len(lines) and taken < _LONGEST:
            text += "\n" + lines[number + taken]
            taken += 1
        if text.count('"') % 2:  # a quotation mark that is none
            text, taken = lines[number], 1
            cells = text.split(separator)
        else:
            cells = next(csv.reader(io.StringIO(text, newline=""), delimiter=separator), [])
        number += taken
        if text.strip() and (separator in text or not text.startswith("#")):
            yield number - taken + 1, [" ".join(cell.split()) for cell in cells]


def _list(lines: Sequence[str], problems: list[Problem]) -> Iterator[_Read]:
    said = [
        (number, " ".join(line.split()))
        for number, line in enumerate(lines, start=1)
        if line.strip() and not line.strip().startswith("#")
    ]
    weighed = said and all(_WEIGHT.match(line) for _, line in said)
    for number, line in said:
        text = _WEIGHT.sub(r"\1", line) if weighed else line
        words, _, near = text.partition(_NEGATIVE)
        rule = _RULE.match(words)
        if rule and SEPARATOR not in rule[2]:
            if _PATTERN.search(rule[1]) or "\\" in rule[2]:
                message = N_("This rule is a regular expression, not a term; it was left out.")
                problems.append(Problem(message, line=number))
            else:
                yield number, Term(rule[2].strip(), heard_as=(rule[1].strip(),))
            continue
        term, *heard = parts(words) or ("",)
        if term and set(term) - set("-=~"):
            yield number, Term(term, heard_as=tuple(heard), not_near=parts(near))
        else:
            problems.append(Problem(N_("This row has no term."), line=number))
