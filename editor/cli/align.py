# SPDX-License-Identifier: GPL-3.0-or-later
"""`jiaozi align`: times of words and cues, where the text that stands there is spoken."""

from __future__ import annotations

from typing import TYPE_CHECKING

from editor.cli.common import add_inputs, argument
from editor.cli.listening import add_listening
from editor.cli.many import add_many
from editor.core.timecode import parse_time

if TYPE_CHECKING:
    import argparse

_MOST = 1000
"""ms that an edge may move without `--most`."""


def register(verbs: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add the verb."""
    parser = verbs.add_parser(
        "align",
        allow_abbrev=False,
        help="put cues and words where they are spoken",
        usage="jiaozi align IN OUT --media FILE [--model PATH] [options]\n"
        "       jiaozi align IN… --out DIR --to FORMAT --media DIR [options]",
    )
    add_inputs(parser, metavar="FILE")
    add_many(parser, "the outputs")
    parser.add_argument("--to", metavar="FORMAT", help="format to write; else by the ending of OUT")
    parser.add_argument(
        "--media",
        required=True,
        metavar="FILE",
        help="the sound or video, or a folder with one for each input, of its name",
    )
    add_listening(parser)
    parser.add_argument(
        "--most",
        type=argument(parse_time),
        default=_MOST,
        metavar="TIME",
        help="the most that an edge moves; a cue that would move further keeps its times "
        "(default: 1)",
    )
    parser.add_argument(
        "--karaoke", action="store_true", help="for ASS: each word lights up when it is spoken"
    )
    parser.add_argument(
        "--report", metavar="FILE", help="write there what moved, as JSON; with --out a folder"
    )
    parser.add_argument("--force", action="store_true", help="replace an output that exists")
    parser.set_defaults(run=run, output=None)


def run(options: argparse.Namespace) -> int:
    """Align the input."""
    from editor.cli import aligning

    return aligning.run(options)
