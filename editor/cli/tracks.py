# SPDX-License-Identifier: GPL-3.0-or-later
"""The option `--tracks`: several files in one, merged side by side or each written by itself."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from editor.core.errors import UserError
from editor.core.proposal import accepted
from editor.formats.files import STANDARD
from editor.repair.track_proposals import MERGE, SPLIT, keeping, merging
from editor.repair.tracks import firsts_of

if TYPE_CHECKING:
    import argparse

    from editor.core.document import Document
    from editor.repair.diagnosis import Diagnosis

_MERGE, _SPLIT = "merge", "split"


def add_tracks(parser: argparse.ArgumentParser) -> None:
    """The option."""
    parser.add_argument(
        "--tracks",
        choices=[_MERGE, _SPLIT],
        help="several files in one: merge them side by side, or write each to a file of its own",
    )


def check_tracks(options: argparse.Namespace) -> None:
    """Raise where other options leave no sense to `--tracks`.

    Raises:
        UserError: They do.
    """
    if options.tracks is None:
        return
    if options.clock.model not in {"auto", "keep"}:
        raise UserError("--tracks changes no time; give --clock when you repair its output.")
    if options.tracks == _SPLIT and options.output == STANDARD:
        raise UserError("Several files cannot go to standard output; name one with -o.")


def tracked(
    document: Document, diagnosis: Diagnosis, options: argparse.Namespace
) -> list[tuple[str, Document]]:
    """The outputs by their names: a single one that is merged, or ``NAME.1.srt``, ``NAME.2.srt`` ….

    Raises:
        UserError: The document is a single file.
    """
    firsts = firsts_of(diagnosis)
    if not firsts:
        raise UserError("This is a single file: there are no tracks to merge or split.")
    if options.tracks == _MERGE:
        fixes = [row.fix for row in merging(document, firsts)]
        return [(options.output, accepted(document, MERGE, fixes).apply(document))]
    place = Path(options.output)
    outputs = []
    for number in range(len(firsts)):
        fixes = [row.fix for row in keeping(document, firsts, number)]
        name = place.with_name(f"{place.stem}.{number + 1}{place.suffix}")
        outputs.append((str(name), accepted(document, SPLIT, fixes).apply(document)))
    return outputs
