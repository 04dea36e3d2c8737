# SPDX-License-Identifier: GPL-3.0-or-later
"""Cues of a table, and a table of cues; shared by CSV, TSV and XLSX."""

from __future__ import annotations

from typing import TYPE_CHECKING

from editor.core.cue import Cue
from editor.core.errors import Problem, UserError
from editor.core.i18n import N_
from editor.core.tags import without_tags
from editor.core.timecode import clock
from editor.formats.cell_times import ms_of
from editor.formats.format import Feature, Parsed
from editor.formats.lines import shortened
from editor.formats.table_columns import Columns, columns_of, named

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from editor.core.document import Document
    from editor.core.options import Options

HOLDS: frozenset[Feature] = frozenset({"speaker", "second", "note", "chapter"})
"""What a table holds beside times and text."""

_LAST = 5_000
"""Length in ms of a last cue without an end."""

_UNIT_NAMES = {"ms": N_("milliseconds"), "s": N_("seconds"), "f": N_("frames")}


def cues_of(rows: Sequence[Sequence[str]], lines: Sequence[int], options: Options) -> Parsed:
    """The cues of a table.

    Args:
        rows: Its cells.
        lines: Line number of each row.
        options: See `Options.columns`.

    Raises:
        UserError: No column has times or texts.
    """
    columns = columns_of(rows, options.columns)
    parsed = Parsed()
    for title in columns.others:
        message = N_("The column “{name}” was left out.")
        parsed.problems.append(Problem(message, name=shortened(title)))
    if columns.unsure:
        message = N_("No heading says what the columns are; they were read as {columns}.")
        parsed.problems.append(Problem(message, columns=named(columns.places)))
    if columns.guessed:
        message = N_("Times without a unit were read as {unit}.")
        parsed.problems.append(Problem(message, unit=Problem(_UNIT_NAMES[columns.unit])))
    found = [*_rows(parsed, rows, lines, columns, options)]
    if not found:
        raise UserError("There are no cues in this file.")
    for (cue, line, ended), following in zip(found, [*found[1:], None], strict=True):
        end = cue.end
        if not ended:
            later = following is not None and following[0].start > cue.start
            end = following[0].start if following is not None and later else cue.start + _LAST
        elif end < cue.start:
            parsed.problems.append(Problem("The cue ends before it starts.", line=line))
        parsed.cues.append(cue.retimed(cue.start, end) if end != cue.end else cue)
    return parsed


def _rows(
    parsed: Parsed,
    rows: Sequence[Sequence[str]],
    lines: Sequence[int],
    columns: Columns,
    options: Options,
) -> Iterator[tuple[Cue, int, bool]]:
    """Yield the cue of each row, its line, and whether it has an end."""
    count = 0
    for row, line in zip(rows[columns.first :], lines[columns.first :], strict=True):
        if not any(cell.strip() for cell in row):
            continue
        cells = {role: row[at] for role, at in columns.places.items() if at < len(row)}
        start, end, length = (
            ms_of(cells.get(name, ""), columns.unit, options.fps)
            for name in ("start", "end", "duration")
        )
        if start is None:
            message = N_("A row without a readable time was skipped: “{text}”.")
            said = shortened(" ".join(row))
            parsed.problems.append(Problem(message, line=line, text=said))
            continue
        if end is None and length is not None:
            end = start + length
        yield (
            Cue(
                count,
                start,
                start if end is None else end,
                _lines(cells.get("text", "")),
                speaker=" ".join(cells.get("speaker", "").split()) or None,
                second=_lines(cells.get("second", "")),
                note=_lines(cells.get("note", "")),
                chapter=cells.get("chapter", "").strip() or None,
            ),
            line,
            end is not None,
        )
        count += 1


def _lines(cell: str) -> str:
    return cell.replace("\r\n", "\n").replace("\r", "\n").strip()


def table_of(document: Document) -> Iterator[list[str]]:
    """Yield the headings and a row for each cue; columns that would be empty are left out."""
    cues = document.cues
    more = [
        name
        for name, has in (
            ("speaker", any(cue.speaker for cue in cues)),
            ("second", any(cue.second for cue in cues)),
            ("note", any(cue.note for cue in cues)),
            ("chapter", any(cue.chapter for cue in cues)),
        )
        if has
    ]
    before, after = (
        [name for name in more if name == "speaker"],
        [n for n in more if n != "speaker"],
    )
    yield ["start", "end", *before, "text", *after]
    for cue in cues:
        fields = {"speaker": cue.speaker, "note": cue.note, "chapter": cue.chapter}
        fields["second"] = without_tags(cue.second)
        times = [clock(max(0, ms)) for ms in (cue.start, cue.end)]
        named = [fields[name] or "" for name in before]
        yield [*times, *named, without_tags(cue.text), *(fields[name] or "" for name in after)]
