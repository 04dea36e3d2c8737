# SPDX-License-Identifier: GPL-3.0-or-later
"""Shared by the verbs: exit codes, inputs, evidence, messages."""

from __future__ import annotations

import argparse
import json
import math
import re
import sys
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from editor import formats
from editor.core.errors import Problem, UserError
from editor.core.options import DEFAULTS, Options
from editor.core.timecode import parse_time
from editor.formats.files import STANDARD, read_bytes
from editor.formats.own_json import problem_fields
from editor.formats.transcoding import codec
from editor.media.container import media_length
from editor.media.text_tracks import is_container, read_track
from editor.project import project_reader
from editor.project.project_file import MAGIC

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from editor.core.document import Document

DONE = 0
FOUND = 1
UNREADABLE = 2
UNDECIDED = 3
UNWRITABLE = 4

T = TypeVar("T")

_MOST_LINES = 50
"""Problems that are printed for a file, at most."""
_TRACKS = 1000
"""More than any file has."""
_CONTROL = re.compile("[\x00-\x1f\x7f-\x9f]")


def say(text: str) -> None:
    """Print one line on standard error."""
    erased()
    print(f"jiaozi: {_harmless(text)}", file=sys.stderr)  # noqa: T201 - this is where we speak


def show(text: str) -> None:
    """Print a line of the result on standard output."""
    if sys.stdout.isatty():
        erased()
    print(_harmless(text))  # noqa: T201 - this is where we speak


def _harmless(text: str) -> str:
    """Escape control characters: a file's name can't break lines or control the terminal."""
    return _CONTROL.sub(lambda match: repr(match[0])[1:-1], text)


def show_json(value: object) -> None:
    """Print one object of the result: a line of its own, so that several can follow."""
    show(json.dumps(value, ensure_ascii=False, allow_nan=False))


def say_problems(name: str, problems: Sequence[Problem]) -> None:
    """Print problems with their file; only the first ones if there are very many."""
    for problem in problems[:_MOST_LINES]:
        where = name if problem.line is None else f"{name}: line {problem.line}"
        say(f"{where}: {problem.text}")
    if len(problems) > _MOST_LINES:
        say(f"{name}: … and {len(problems) - _MOST_LINES} more")


def erased() -> None:
    """Erase the progress, which stands in the line of the cursor, on a terminal."""
    if sys.stderr.isatty():
        print("\r\x1b[K", end="", file=sys.stderr, flush=True)  # noqa: T201


def add_inputs(
    parser: argparse.ArgumentParser, *, metavar: str = "IN", source: str = "--from"
) -> None:
    """Add the inputs, and options for reading them; see `add_reading`."""
    parser.add_argument(
        "files", nargs="+", metavar=metavar, help="file to read; - is standard input"
    )
    add_reading(parser, source)


def add_reading(parser: argparse.ArgumentParser, source: str = "--from") -> None:
    """Add options for reading an input, and for how much to print; `source` names its format."""
    readable = [row.id for row in formats.FORMATS if row.reader]
    parser.add_argument(
        source,
        dest="source",
        choices=readable,
        metavar="FORMAT",
        help=f"format of the input, where the content misleads: {' '.join(readable)}",
    )
    parser.add_argument(
        "--encoding",
        metavar="NAME",
        type=argument(codec),
        help="how the input is encoded, where its content does not tell",
    )
    parser.add_argument(
        "--fps",
        metavar="N",
        type=argument(_frame_rate),
        default=DEFAULTS.fps,
        help="frames a second, where times count frames (default: %(default)g)",
    )
    parser.add_argument(
        "--language", metavar="TAG", help="language of the texts, where the input names none"
    )
    parser.add_argument(
        "--track",
        metavar="N",
        type=argument(_track),
        help="text track of a film to read, from 1, where it has several",
    )
    parser.add_argument(
        "--columns",
        metavar="LIST",
        help="columns of a table, by number or heading, if they do not tell: start=1,end=2,text=4",
    )
    parser.add_argument("--quiet", action="store_true", help="say only what went wrong")


def add_evidence(parser: argparse.ArgumentParser) -> None:
    """Add the options `--media` and `--media-length`."""
    group = parser.add_mutually_exclusive_group()
    group.add_argument("--media", metavar="FILE", help="the sound or video: evidence")
    group.add_argument(
        "--media-length", metavar="TIME", type=argument(parse_time), help="its length: 36:50"
    )


def add_glossary(parser: argparse.ArgumentParser) -> None:
    """Add the option `--glossary`; see `glossaries`."""
    parser.add_argument(
        "--glossary",
        action="append",
        default=[],
        metavar="FILE",
        help="names and terms: a table (TSV, CSV) or a list; may be repeated, the last one wins",
    )


def _track(text: str) -> int:
    if not text.isdecimal() or not 0 < int(text) < _TRACKS:
        raise UserError("“{text}” is no number of a track; they count from 1.", text=text)
    return int(text)


def _frame_rate(text: str) -> float:
    try:
        rate = float(text)
    except ValueError:
        rate = math.nan
    if not 1 <= rate <= 1000:  # noqa: PLR2004 - of film, television and screens
        raise UserError("“{text}” is no number of frames a second.", text=text)
    return rate


def argument(parse: Callable[[str], T]) -> Callable[[str], T]:
    """`parse` for `argparse`: its errors are bad usage."""

    def parsed(text: str) -> T:
        try:
            return parse(text)
        except UserError as error:
            raise argparse.ArgumentTypeError(str(error)) from None

    return parsed


def counted(count: int, noun: str) -> str:
    """``1 cue``, ``2 cues``."""
    return f"{count} {noun}" if count == 1 else f"{count} {noun}s"


def known_length(options: argparse.Namespace) -> int | None:
    """The medium's length in ms, from the options of `add_evidence`."""
    if options.media is not None:
        return media_length(options.media)
    length: int | None = options.media_length
    return length


def load(name: str, options: argparse.Namespace) -> Document:
    """Read one input: a file of any format, a film's text track, or a project as it was saved."""
    known = Options(
        encoding=options.encoding,
        fps=options.fps,
        language=options.language,
        columns=options.columns,
    )
    if options.source is None and name != STANDARD and is_container(_beginning(name)):
        return read_track(name, options.track, known)
    data = read_bytes(name)
    if data.startswith(MAGIC) and options.source is None:
        work = project_reader.read(data).work
        return replace(work.document, problems=work.problems)
    return formats.read(data, name, options.source, known)


def _beginning(name: str) -> bytes:
    """The first bytes of a file; none if they cannot be read, which is told later."""
    try:
        with Path(name).open("rb") as file:
            return file.read(8)
    except (OSError, ValueError):
        return b""


def problems_json(problems: Iterable[Problem]) -> list[dict[str, object]]:
    """Problems as our JSON lists them: the line where there is one, and the message."""
    return [problem_fields(problem) for problem in problems]
