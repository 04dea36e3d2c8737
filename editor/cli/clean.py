# SPDX-License-Identifier: GPL-3.0-or-later
"""`jiaozi clean`: does what is sure, and reports what a person should decide."""

from __future__ import annotations

from typing import TYPE_CHECKING

from editor.cli.common import add_glossary, add_inputs
from editor.cli.many import add_written
from editor.language.conversion import TARGETS

if TYPE_CHECKING:
    import argparse

MARKS = ("auto", "space", "full", "end", "keep")


def register(verbs: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add the verb."""
    parser = verbs.add_parser(
        "clean",
        allow_abbrev=False,
        help="tidy spaces, marks, script and terms; report what a person should decide",
        usage="jiaozi clean IN -o OUT [--glossary FILE]… [options]\n"
        "       jiaozi clean IN… --out DIR --to FORMAT [options]",
    )
    add_inputs(parser)
    add_written(parser)
    add_glossary(parser)
    parser.add_argument(
        "--script",
        default="auto",
        choices=["auto", "keep", *TARGETS],
        help="auto: blocks in the other script come into the one of the file (default)",
    )
    parser.add_argument(
        "--marks",
        default="auto",
        choices=MARKS,
        help="commas and full stops: a space instead, full width, none at the end of a line, kept; "
        "auto: as most lines have them (default)",
    )
    parser.add_argument(
        "--report",
        metavar="FILE",
        help="write there all that was found, as JSON; with --out a folder",
    )
    parser.add_argument(
        "--all", action="store_true", help="do what a person should decide, too: look at the report"
    )
    parser.add_argument(
        "--force",
        action="store_true",
        help="replace an output that exists; clean what is left of a file that breaks off",
    )
    parser.add_argument(
        "--strict", action="store_true", help="exit code 1 if anything was dropped or altered"
    )
    parser.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    """Clean the input."""
    from editor.cli import cleaning

    return cleaning.run(options)
