# SPDX-License-Identifier: GPL-3.0-or-later
"""`jiaozi doubt`: ranks cues by how badly their text fits the sound, or reads without one."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from editor.cli.common import add_glossary, add_inputs
from editor.cli.listening import add_listening
from editor.cli.many import add_listed
from editor.core.errors import UserError

if TYPE_CHECKING:
    import argparse


def register(verbs: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add the verb."""
    parser = verbs.add_parser(
        "doubt", allow_abbrev=False, help="rank cues by how badly they fit the sound, or read"
    )
    add_inputs(parser)
    parser.add_argument(
        "--media",
        metavar="FILE",
        help="the sound or video, or a folder with one for each input, of its name; without it, "
        "lines are only read",
    )
    add_listening(parser)
    parser.add_argument(
        "--words",
        type=Path,
        metavar="FILE",
        help="without --media: a word model, zh_CN.lm of libime (default: the one that is here)",
    )
    add_glossary(parser)
    add_listed(parser, "the lists")
    parser.add_argument("--json", action="store_true", help="as jiaozi/doubt/1, one object a file")
    parser.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    """Rank the cues of the input."""
    if options.media is None:
        if options.model is not None:
            raise UserError("--model listens, so it needs --media.")
        from editor.cli import reading

        return reading.run(options)
    if options.words is not None:
        raise UserError("--words is for lines that are read; with --media they are heard.")
    from editor.cli import doubting

    return doubting.run(options)
