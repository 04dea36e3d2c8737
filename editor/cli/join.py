# SPDX-License-Identifier: GPL-3.0-or-later
"""`jiaozi join`: several files, one after the other, as one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from editor.cli.common import add_inputs, argument, load, say_problems
from editor.cli.inputs import gather
from editor.cli.outputs import add_limits, format_of, write_all
from editor.cli.place import Place
from editor.core.errors import UserError
from editor.core.sections import appended
from editor.core.timecode import parse_time
from editor.media.container import media_length

if TYPE_CHECKING:
    import argparse

    from editor.core.document import Document


def register(verbs: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add the verb."""
    parser = verbs.add_parser(
        "join",
        allow_abbrev=False,
        help="write several files, one after the other, as one",
        usage="jiaozi join IN IN… -o OUT [--media FILE]… [options]",
    )
    add_inputs(parser)
    parser.add_argument(
        "-o", "--output", required=True, metavar="OUT", help="file to write; - is standard output"
    )
    parser.add_argument("--to", metavar="FORMAT", help="format to write; else by the ending of OUT")
    add_limits(parser)
    group = parser.add_mutually_exclusive_group()
    group.add_argument(
        "--media",
        action="append",
        default=[],
        metavar="FILE",
        help="sound or video of each input, in order: the next one begins where it ends",
    )
    group.add_argument(
        "--part-length",
        action="append",
        default=[],
        metavar="TIME",
        type=argument(parse_time),
        help="the same, its length",
    )
    group.add_argument(
        "--start",
        action="append",
        default=[],
        metavar="TIME",
        type=argument(parse_time),
        help="where the second input begins, and each one after it, in order",
    )
    group.add_argument(
        "--gap",
        default=0,
        metavar="TIME",
        type=argument(parse_time),
        help="time between the last cue and the next input (default: none)",
    )
    parser.set_defaults(run=run, out=None, resume=False)


def run(options: argparse.Namespace) -> int:
    """Join the inputs."""
    gather(options)
    if len(options.files) < 2:  # noqa: PLR2004 - to be joined
        raise UserError("Give the inputs in their order, at least two.")
    row = format_of(options)
    options.file, *others = options.files
    options.place = Place(options)
    options.place.refuse([options.output], others)
    lengths = [media_length(name) for name in options.media] or options.part_length
    _check(lengths, options)
    whole: Document | None = None
    for number, name in enumerate(options.files):
        document = load(name, options)
        say_problems(name, document.problems)
        if whole is None:
            whole = document
            continue
        if options.start:
            offset = options.start[number - 1]
        elif lengths:
            offset = sum(lengths[:number])
        else:
            offset = whole.end + options.gap
        whole = appended(whole, document, offset).apply(whole)
    return write_all([(options.output, whole)] if whole else [], row.id, options)


def _check(lengths: list[int], options: argparse.Namespace) -> None:
    """Raise if there are too few or too many times."""
    needed = len(options.files) - 1
    if lengths and not needed <= len(lengths) <= len(options.files):
        raise UserError(
            "There are {count} inputs: give the length of each but the last, in order.",
            count=len(options.files),
        )
    if options.start and len(options.start) != needed:
        raise UserError(
            "There are {count} inputs: give --start for each but the first, in order.",
            count=len(options.files),
        )
