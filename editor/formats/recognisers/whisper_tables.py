# SPDX-License-Identifier: GPL-3.0-or-later
"""Tables of Whisper: TSV of openai-whisper and CSV of whisper.cpp, with times in whole ms.

FunASR writes the same TSV with times in seconds: those have a point.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from editor.core.errors import Problem, UserError
from editor.core.i18n import N_
from editor.formats.heard import Heard
from editor.formats.lines import shortened, unix_newlines
from editor.formats.recognised import SECOND, Said, speaker_of, time_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from editor.core.options import Options
    from editor.formats.format import Parsed

_HEADING = re.compile(
    r"\ufeff?start(?P<sign>[\t,;])end(?P=sign)(?:speaker(?P=sign))?text[ \t]*\r?(?:\n|$)",
    re.IGNORECASE,
)
_TIMES = re.compile(r'"?\d+(?:\.\d+)?"?([\t,;])"?\d+(?:\.\d+)?"?\1')
_MOST_FIELDS = 4


def score(text: str) -> float:
    """Sure of the heading, if numbers follow it; times of day are another table's."""
    heading = _HEADING.match(unix_newlines(text[:200]))
    if heading is None:
        return 0.0
    rest = unix_newlines(text[heading.end() : heading.end() + 400]).lstrip()
    times = _TIMES.match(rest)
    return 0.96 if not rest or (times and times[1] == heading["sign"]) else 0.0


def read(text: str, options: Options) -> Parsed:
    """Read the table.

    Raises:
        UserError: It has no heading, or no row.
    """
    del options
    text = unix_newlines(text)
    heading = _HEADING.match(text)
    if heading is None:
        raise UserError("This table does not begin with the heading “start, end, text”.")
    sign = heading["sign"]
    names = heading[0].lstrip("\ufeff").strip().lower().split(sign)
    problems: list[Problem] = []
    body, rest = _closed(text, heading.end(), sign, problems)
    table = list(_rows(body, sign, len(names), text.count("\n", 0, heading.end()) + 1))
    table += _rows(
        rest, sign, len(names), text.count("\n", 0, len(text) - len(rest)) + 1, bare=True
    )
    unit = SECOND if any("." in row[0] or "." in row[1] for _, row in table) else 1.0
    heard = Heard(problems)
    for line, row in table:
        start, end = time_of(row[0], unit), time_of(row[1], unit)
        if start is None or end is None:
            message = N_("This row has no readable times and was skipped: “{text}”.")
            problems.append(Problem(message, line=line, text=shortened(sign.join(row))))
            continue
        speaker = speaker_of(row[2]) if len(names) == _MOST_FIELDS else None
        heard.add(Said(start, end, row[-1].strip(), speaker=speaker))
    return heard.parsed()


def _closed(text: str, start: int, sign: str, problems: list[Problem]) -> tuple[str, str]:
    """The table up to a quotation mark that is not closed, and what follows."""
    if sign == "\t" or text.count('"', start) % 2 == 0:
        return text[start:], ""
    place = text.rfind("\n", start, text.rfind('"')) + 1 or start
    while text.count('"', place) % 2 == 0 and place > start:
        place = text.rfind("\n", start, place - 1) + 1 or start
    message = N_("A quotation mark is not closed; from there on, lines were read singly.")
    problems.append(Problem(message, line=text.count("\n", 0, place) + 1))
    return text[start:place], text[place:]


def _rows(
    text: str, sign: str, width: int, first: int, *, bare: bool = False
) -> Iterator[tuple[int, list[str]]]:
    """Yield the rows with their lines, the first of which is `first`.

    What is beyond the last column belongs to the text. In a `bare` table, quotation marks that
    open a cell are left out.
    """
    import csv

    lines = (f"{line}\n".replace("\0", "") for line in text.split("\n"))
    reader = csv.reader(lines, delimiter=sign)
    if sign == "\t" or bare:
        reader = csv.reader(lines, delimiter=sign, quoting=csv.QUOTE_NONE)
    while True:
        line = reader.line_num + first
        try:
            row = next(reader, None)
        except csv.Error:
            continue
        if row is None:
            return
        if any(cell.strip() for cell in row):
            cells = [cell.strip() for cell in row[: width - 1]]
            cells += [""] * (width - 1 - len(cells))
            said = sign.join(row[width - 1 :]).replace("\r\n", "\n").rstrip("\r\n")
            if bare:
                cells, said = [cell.strip('"') for cell in cells], said.strip('"')
            yield line, [*cells, said]
