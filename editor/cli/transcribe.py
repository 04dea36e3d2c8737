# SPDX-License-Identifier: GPL-3.0-or-later
"""`jiaozi transcribe`: a draft of what is said in a medium, with words and confidences."""

from __future__ import annotations

from typing import TYPE_CHECKING

from editor.cli.listening import add_listening
from editor.cli.many import add_many

if TYPE_CHECKING:
    import argparse


def register(verbs: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add the verb."""
    parser = verbs.add_parser(
        "transcribe",
        allow_abbrev=False,
        help="write a draft of what is said",
        usage="jiaozi transcribe MEDIA OUT [--model PATH] [options]\n"
        "       jiaozi transcribe MEDIA… --out DIR --to FORMAT [options]",
    )
    parser.add_argument("files", nargs="+", metavar="MEDIA", help="the sound or video; then OUT")
    parser.add_argument("--to", metavar="FORMAT", help="format to write; else by the ending of OUT")
    add_listening(parser)
    add_many(parser, "the drafts")
    parser.add_argument(
        "--report",
        metavar="FILE",
        help="write there what was heard and what was left out, as JSON; with --out a folder",
    )
    parser.add_argument("--force", action="store_true", help="replace an output that exists")
    parser.add_argument("--quiet", action="store_true", help="say only what went wrong")
    parser.set_defaults(run=run, output=None)


def run(options: argparse.Namespace) -> int:
    """Transcribe the medium."""
    from editor.cli import transcribing

    return transcribing.run(options)
