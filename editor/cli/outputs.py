# SPDX-License-Identifier: GPL-3.0-or-later
"""Outputs of the verbs: their options, format, names, and what they replace."""

from __future__ import annotations

from typing import TYPE_CHECKING

from editor import formats
from editor.cli.common import FOUND, counted, say, say_problems
from editor.core.errors import UserError
from editor.formats.files import STANDARD, WriteError, is_there, real, write_bytes

if TYPE_CHECKING:
    import argparse
    from collections.abc import Sequence

    from editor.core.document import Document
    from editor.formats.format import Format


def add_output(parser: argparse.ArgumentParser) -> None:
    """Add `-o`, `--to`, `--force` and `--strict`."""
    parser.add_argument(
        "-o", "--output", required=True, metavar="OUT", help="file to write; - is standard output"
    )
    parser.add_argument("--to", metavar="FORMAT", help="format to write; else by the ending of OUT")
    parser.add_argument("--force", action="store_true", help="replace an output that exists")
    parser.add_argument(
        "--strict", action="store_true", help="exit code 1 if anything was dropped or altered"
    )


def format_of(options: argparse.Namespace) -> Format:
    """The format to write.

    Raises:
        UserError: It is not known, or cannot be written.
    """
    if not options.to and options.output == STANDARD:
        raise UserError("For standard output say --to: the format to write.")
    row = formats.by_id(options.to) if options.to else formats.by_suffix(options.output)
    if row.write is None:
        raise UserError("{name} can be read but not written.", name=row.name)
    return row


def refuse(inputs: Sequence[str], outputs: Sequence[str | None], *, force: bool) -> None:
    """Raise if an output is an input, another output, or, without `force`, a file that exists."""
    places = [name for name in outputs if name is not None and name != STANDARD]
    read = [name for name in dict.fromkeys(inputs) if name != STANDARD]
    paths = [*map(real, places), *map(real, read)]
    if len(set(paths)) < len(paths):
        raise UserError("Inputs and outputs must be different files.")
    for name in places:
        if is_there(name) and not force:
            raise WriteError("“{name}” already exists; add --force to replace it.", name=name)


def write_all(
    outputs: Sequence[tuple[str, Document]], inputs: Sequence[str], options: argparse.Namespace
) -> int:
    """Write documents to files of these names, none of which may be an input.

    Returns:
        0, or 1 if something was dropped or altered and `--strict` was given.

    Raises:
        UserError: A name is an input's, or a file of that name exists without `--force`.
    """
    row = format_of(options)
    taken = {real(name) for name in inputs if name != STANDARD}
    for name, _ in outputs:
        if name != STANDARD and real(name) in taken:
            raise UserError("The output “{name}” is an input; give another name.", name=name)
        if name != STANDARD and is_there(name) and not options.force:
            raise WriteError("“{name}” already exists; add --force to replace it.", name=name)
    lost = 0
    for name, document in outputs:
        output = formats.write(document, row)
        write_bytes(name, output.data, replace=options.force)
        say_problems(name, output.problems)
        lost += len(output.problems)
        if not options.quiet:
            say(f"{name}: {counted(len(document.cues), 'cue')}.")
    return FOUND if options.strict and lost else 0
