# SPDX-License-Identifier: GPL-3.0-or-later
"""Documents as outputs of a verb."""

from __future__ import annotations

from typing import TYPE_CHECKING

from editor import formats
from editor.cli.common import DONE, FOUND, counted, say, say_problems
from editor.core.errors import UserError
from editor.formats.files import STANDARD

if TYPE_CHECKING:
    import argparse
    from collections.abc import Sequence

    from editor.core.document import Document
    from editor.formats.format import Format


def add_limits(parser: argparse.ArgumentParser) -> None:
    """Add `--force` and `--strict`."""
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


def write_all(
    documents: Sequence[tuple[str, Document]], row: str, options: argparse.Namespace
) -> int:
    """Write documents to files of these names, in the format of that id.

    Returns:
        0, or 1 if something was dropped or altered and `--strict` was given.

    Raises:
        UserError: See `Place.deliver`.
    """
    outputs = [(name, formats.write(each, formats.by_id(row))) for name, each in documents]
    lost = any(output.problems for _, output in outputs)
    code = FOUND if options.strict and lost else DONE
    options.place.deliver([(name, output.data) for name, output in outputs], code)
    for (name, document), (_, output) in zip(documents, outputs, strict=True):
        say_problems(name, output.problems)
        if not options.quiet:
            say(f"{name}: {counted(len(document.cues), 'cue')}.")
    return code
