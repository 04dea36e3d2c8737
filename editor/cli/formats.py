# SPDX-License-Identifier: GPL-3.0-or-later
"""`jiaozi formats`: lists the formats, and what each can hold."""

from __future__ import annotations

from typing import TYPE_CHECKING, get_args

from editor import formats
from editor.cli.common import DONE, show, show_json
from editor.formats.format import Feature

if TYPE_CHECKING:
    import argparse

    from editor.formats.format import Format

_FEATURES = get_args(Feature)


def register(verbs: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add the verb."""
    parser = verbs.add_parser(
        "formats", allow_abbrev=False, help="list the formats and what each can hold"
    )
    parser.add_argument("--json", action="store_true", help="as jiaozi/formats/1")
    parser.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    """List the table of formats."""
    if options.json:
        rows = [
            {
                "id": row.id,
                "name": row.name,
                "suffixes": list(row.suffixes),
                "read": row.reader is not None,
                "write": row.write is not None,
                "holds": _holds(row),
                **({"unverified": True} if row.unverified else {}),
            }
            for row in formats.FORMATS
        ]
        show_json({"schema": "jiaozi/formats/1", "formats": rows})
        return DONE
    table = [_cells(row) for row in formats.FORMATS]
    widths = [max(map(len, column)) for column in zip(*table, strict=True)]
    for cells in table:
        padded = (cell.ljust(width) for cell, width in zip(cells, widths, strict=True))
        show(" ".join(padded).rstrip())
    return DONE


def _cells(row: Format) -> list[str]:
    ways = " ".join(
        way for way, able in (("read", row.reader), ("write", row.write)) if able is not None
    )
    holds = ", ".join([*_holds(row), *(["unverified"] if row.unverified else [])])
    return [row.id, " ".join(row.suffixes), ways, row.name, holds]


def _holds(row: Format) -> list[str]:
    markup = ["markup"] if row.markup.tags is not None else []
    return markup + [feature for feature in _FEATURES if feature in row.holds]
