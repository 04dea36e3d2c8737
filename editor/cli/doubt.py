# SPDX-License-Identifier: GPL-3.0-or-later
"""`jiaozi doubt`: ranks cues by how badly their text fits the sound, or reads without one."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

from editor.cli.common import add_glossary, add_reading, argument
from editor.core.errors import UserError

if TYPE_CHECKING:
    import argparse

_MOST_THREADS = 64


def register(verbs: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add the verb."""
    parser = verbs.add_parser(
        "doubt", allow_abbrev=False, help="rank cues by how badly they fit the sound, or read"
    )
    parser.add_argument("files", nargs=1, metavar="IN", help="file to read; - is standard input")
    add_reading(parser)
    parser.add_argument(
        "--media", metavar="FILE", help="the sound or video; without it, lines are only read"
    )
    parser.add_argument(
        "--model",
        type=Path,
        metavar="PATH",
        help="a Whisper model: a file ggml-….bin, or a folder of faster-whisper or safetensors "
        "(default: the first that another program has)",
    )
    parser.add_argument(
        "--words",
        type=Path,
        metavar="FILE",
        help="without --media: a word model, zh_CN.lm of libime (default: the one that is here)",
    )
    add_glossary(parser)
    parser.add_argument(
        "--term",
        action="append",
        default=[],
        metavar="WORD",
        help="a name or term that is spoken; may be repeated",
    )
    parser.add_argument(
        "--threads",
        metavar="N",
        type=argument(_threads),
        default=os.cpu_count() or 1,
        help="threads that compute (default: %(default)d)",
    )
    parser.add_argument("--json", action="store_true", help="as jiaozi/doubt/1, one object")
    parser.set_defaults(run=run)


def _threads(text: str) -> int:
    if not text.isdecimal() or not 1 <= int(text) <= _MOST_THREADS:
        raise UserError("“{text}” is no number of threads.", text=text)
    return int(text)


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
