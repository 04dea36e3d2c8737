# SPDX-License-Identifier: GPL-3.0-or-later
"""Options of the verbs that listen: the model, the terms, the threads."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from editor.cli.common import argument, say
from editor.cli.many import processors
from editor.core.errors import UserError

if TYPE_CHECKING:
    import argparse

    from editor.core.document import Document
    from editor.ear.passing import Serve

_MOST_THREADS = 64


def add_listening(parser: argparse.ArgumentParser) -> None:
    """Add `--model`, `--engine`, `--term` and `--threads`."""
    parser.add_argument(
        "--model",
        type=Path,
        metavar="PATH",
        help="a Whisper model: a file ggml-….bin, or a folder of faster-whisper or safetensors "
        "(default: the first that another program has)",
    )
    parser.add_argument(
        "--engine",
        type=Path,
        metavar="PYTHON",
        help="a Python of yours that has CTranslate2, which computes in the place of Jiaozi: for "
        "folders of faster-whisper, on a GPU where there is one",
    )
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
        help="threads that compute (default: all processors, shared by the jobs)",
    )


def _threads(text: str) -> int:
    if not text.isdecimal() or not 1 <= int(text) <= _MOST_THREADS:
        raise UserError("“{text}” is no number of threads.", text=text)
    return int(text)


def share_threads(options: argparse.Namespace) -> None:
    """Without `--threads`, the jobs share the processors."""
    if options.threads is None:
        options.threads = max(1, processors() // options.jobs)


def is_untrue(name: str, document: Document) -> bool:
    """Whether a file's times are not those of the sound; then this is said."""
    from editor.repair.diagnosis import diagnose
    from editor.repair.evidence import Evidence

    if not diagnose(document.cues, Evidence()).is_untrue:
        return False
    say(f"{name}: its times are not those of the sound; put them right with jiaozi repair.")
    return True


def served(options: argparse.Namespace) -> Serve:
    """Where is listened: in a process, with the engine that is named."""
    from editor.ear.passing import process

    return partial(process, engine=options.engine, note=lambda problem: say(problem.text))


def model_of(options: argparse.Namespace) -> Path:
    """The model that is named, or the first that another program has.

    Raises:
        UserError: There is none.
    """
    from editor.ear.finding import known_models

    for model in [options.model] if options.model is not None else known_models():
        return model
    raise UserError(
        "There is no model here; name one with --model. docs/ear.md says how to get one."
    )
