# SPDX-License-Identifier: GPL-3.0-or-later
"""`jiaozi part`: a file in several, or a range of it."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from editor.cli.common import add_inputs, argument, load, say_problems
from editor.cli.many import add_written, run_all, single_format
from editor.cli.outputs import add_limits, write_all
from editor.core.errors import UserError
from editor.core.sections import numbered, sections
from editor.core.timecode import parse_time
from editor.formats.files import STANDARD

if TYPE_CHECKING:
    import argparse

_MOST = 999
"""Parts; more are a mistake in the length."""


def register(verbs: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add the verb."""
    parser = verbs.add_parser(
        "part",
        allow_abbrev=False,
        help="write a file in several, parted by time, or a range of it",
        usage="jiaozi part IN -o OUT (--at TIME… | --every TIME | --range FROM-TO) [options]\n"
        "       jiaozi part IN… --out DIR --to FORMAT (--at TIME… | …) [options]",
    )
    add_inputs(parser)
    add_written(parser)
    add_limits(parser)
    group = parser.add_mutually_exclusive_group(required=True)
    group.add_argument(
        "--at",
        action="append",
        metavar="TIME",
        type=argument(parse_time),
        help="a new file begins here; may be repeated",
    )
    group.add_argument(
        "--every", metavar="TIME", type=argument(parse_time), help="each file is so long"
    )
    group.add_argument(
        "--range", metavar="FROM-TO", type=argument(_range), help="only this: 10:00-20:00"
    )
    parser.add_argument(
        "--keep-times",
        action="store_true",
        help="times stay as they are; else they begin at 0 in each file",
    )
    parser.set_defaults(run=run)


def _range(text: str) -> tuple[int, int]:
    first, dash, last = text.partition("-")
    start, end = parse_time(first.strip()), parse_time(last.strip()) if dash else 0
    if not start < end:
        raise UserError("“{text}” is no range: say FROM-TO, as 10:00-20:00.", text=text)
    return start, end


def run(options: argparse.Namespace) -> int:
    """Part every input."""
    row = single_format(options)
    if options.range is None and options.output == STANDARD:
        raise UserError("Several files cannot go to standard output; name one with -o.")
    return run_all(options, partial(_part, row.id), row.suffixes[:1])


def _part(row: str, options: argparse.Namespace) -> int:
    document = load(options.file, options)
    say_problems(options.file, document.problems)
    zero = not options.keep_times
    if options.range is not None:
        part = sections(document, options.range, from_zero=zero)[1]
        if not part.cues:
            raise UserError("There is no cue in this range.")
        return write_all([(options.output, part)], row, options)
    borders = sorted(set(options.at or _every(options.every, document.end)))
    parts = [part for part in sections(document, borders, from_zero=zero) if part.cues]
    names = [str(path) for path in numbered(Path(options.output), len(parts))]
    return write_all(list(zip(names, parts, strict=True)), row, options)


def _every(length: int, end: int) -> list[int]:
    if length <= 0 or end // length >= _MOST:
        raise UserError("--every is too short: that would be more than {most} files.", most=_MOST)
    return list(range(length, end, length))
