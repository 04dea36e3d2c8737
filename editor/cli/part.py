# SPDX-License-Identifier: GPL-3.0-or-later
"""`jiaozi part`: a file in several, or a range of it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from editor.cli.common import add_reading, argument, load, say_problems
from editor.cli.outputs import add_output, write_all
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
        usage="jiaozi part IN -o OUT (--at TIME… | --every TIME | --range FROM-TO) [options]",
    )
    parser.add_argument("file", metavar="IN", help="file to read; - is standard input")
    add_reading(parser)
    add_output(parser)
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
    """Part the input."""
    document = load(options.file, options)
    say_problems(options.file, document.problems)
    zero = not options.keep_times
    if options.range is not None:
        part = sections(document, options.range, from_zero=zero)[1]
        if not part.cues:
            raise UserError("There is no cue in this range.")
        return write_all([(options.output, part)], [options.file], options)
    if options.output == STANDARD:
        raise UserError("Several files cannot go to standard output; name one with -o.")
    borders = sorted(set(options.at or _every(options.every, document.end)))
    parts = [part for part in sections(document, borders, from_zero=zero) if part.cues]
    names = [str(path) for path in numbered(Path(options.output), len(parts))]
    return write_all(list(zip(names, parts, strict=True)), [options.file], options)


def _every(length: int, end: int) -> list[int]:
    if length <= 0 or end // length >= _MOST:
        raise UserError("--every is too short: that would be more than {most} files.", most=_MOST)
    return list(range(length, end, length))
