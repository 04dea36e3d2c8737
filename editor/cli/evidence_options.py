# SPDX-License-Identifier: GPL-3.0-or-later
"""Options that bring evidence for repairing a clock."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import TYPE_CHECKING

from editor import formats
from editor.cli.common import argument, known_length
from editor.core.errors import UserError
from editor.core.timecode import parse_time
from editor.formats.files import is_folder, read_bytes
from editor.repair.evidence import Anchor, Evidence, with_numbers

if TYPE_CHECKING:
    import argparse
    from collections.abc import Sequence

    from editor.core.cue import Cue
    from editor.core.document import Document

_HELD_UNDER = "intervals"
"""The key of the list, in a JSON object."""
_LATEST = 10**9
"""ms: eleven days. Greater times are mistakes."""


def add_evidence(parser: argparse.ArgumentParser) -> None:
    """Add the options beside `--media` and `--media-length`."""
    add_speech(parser)
    parser.add_argument(
        "--anchor",
        action="append",
        default=[],
        metavar="LINE=TIME",
        type=argument(_anchor),
        help="cue number LINE of the file really starts at TIME; may be repeated",
    )
    parser.add_argument(
        "--part-length",
        action="append",
        default=[],
        metavar="TIME",
        type=argument(parse_time),
        help="length of a part that the medium was joined from; once for each, in order",
    )
    parser.add_argument(
        "--reference", metavar="FILE", help="a subtitle of the same talk whose times are right"
    )


def add_speech(parser: argparse.ArgumentParser) -> None:
    """Add the option `--speech`."""
    parser.add_argument(
        "--speech",
        metavar="FILE",
        help="JSON file with the stretches of speech: [[start, end], …] in ms",
    )


def speech_of(options: argparse.Namespace) -> tuple[list[int], list[int]] | None:
    """Starts and ends of speech in ms: those of `--speech`, else those heard in `--media`.

    Raises:
        UserError: A file can't be read.
    """
    return _heard(options.media) if options.speech is None else _speech(options.speech)


def share_evidence(options: argparse.Namespace) -> None:
    """Look for the evidence once for all inputs, unless each has a medium of its own.

    Raises:
        UserError: See `evidence_of`.
    """
    options.evidence = None
    if options.media is None or not is_folder(options.media):
        options.evidence = evidence_of(options)


def evidence_of(options: argparse.Namespace) -> Evidence:
    """The evidence by the options. Speech is detected in the medium, unless `--speech` gives it.

    Raises:
        UserError: A file that they name can't be read.
    """
    if options.evidence is not None:
        shared: Evidence = options.evidence
        return shared
    length = known_length(options)
    speech = speech_of(options)
    reference: Sequence[Cue] = ()
    if options.reference is not None:
        reference = formats.read(read_bytes(options.reference), options.reference).cues
    return Evidence(length, tuple(options.anchor), tuple(options.part_length), speech, reference)


def checked(evidence: Evidence, document: Document) -> Evidence:
    """The evidence, checked against a document, and with what its file tells.

    Raises:
        UserError: An anchor names a cue that is not there.
    """
    count = len(document.cues)
    for row, _ in evidence.anchors:
        if row >= count:
            raise UserError(
                "--anchor {number}: the file has {count} cues.", number=row + 1, count=count
            )
    return with_numbers(replace(evidence, anchors=tuple(sorted(evidence.anchors))), document)


def _anchor(text: str) -> Anchor:
    line, equals, time = text.partition("=")
    if not equals or not line.strip().isdecimal() or int(line) < 1:
        raise UserError("“{text}” is no anchor: say LINE=TIME, as 12=1:30.5.", text=text)
    return int(line) - 1, parse_time(time)


def _heard(media: str | None) -> tuple[list[int], list[int]] | None:
    if media is None:
        return None
    from editor.media.headless_speech import speech_in

    speech = speech_in(media)
    return None if speech is None else (speech.starts.tolist(), speech.ends.tolist())


def _speech(name: str) -> tuple[list[int], list[int]]:
    """Starts and ends of the stretches of speech, ascending."""
    wrong = UserError(
        "“{name}” holds no stretches of speech: JSON is expected, [[start, end], …] in "
        "milliseconds, or an object with that under “intervals”.",
        name=name,
    )
    try:
        value = json.loads(read_bytes(name))
    except (ValueError, RecursionError):
        raise wrong from None
    rows = value.get(_HELD_UNDER) if isinstance(value, dict) else value
    if not isinstance(rows, list) or not rows or not all(map(_is_stretch, rows)):
        raise wrong
    pairs = sorted((round(start), round(end)) for start, end in rows)
    return [start for start, _ in pairs], [end for _, end in pairs]


def _is_stretch(row: object) -> bool:
    if not isinstance(row, list) or len(row) != 2:  # noqa: PLR2004 - start and end
        return False
    return (
        all(
            isinstance(time, int | float) and not isinstance(time, bool) and 0 <= time < _LATEST
            for time in row
        )
        and row[0] <= row[1]
    )
