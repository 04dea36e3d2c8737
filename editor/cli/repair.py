# SPDX-License-Identifier: GPL-3.0-or-later
"""`jiaozi repair`: corrects the times, and reports how."""

from __future__ import annotations

import json
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from editor import formats
from editor.cli import recut
from editor.cli.clock import KEEP, UndecidedError, add_clock, read_as
from editor.cli.common import (
    DONE,
    FOUND,
    UNDECIDED,
    add_evidence,
    add_reading,
    for_each,
    load,
    say,
    say_problems,
)
from editor.cli.evidence_options import add_evidence as add_more_evidence
from editor.cli.evidence_options import checked, evidence_of
from editor.cli.outputs import format_of, refuse
from editor.cli.recut import add_old_media, check_old_media
from editor.cli.tracks import add_tracks, check_tracks, tracked
from editor.core.errors import BrokenOff, UserError
from editor.formats.files import write_bytes
from editor.repair.diagnosis import diagnose

if TYPE_CHECKING:
    import argparse

    from editor.cli.clock import Outcome
    from editor.core.document import Document
    from editor.formats.format import Format
    from editor.repair.candidate import Candidate
    from editor.repair.diagnosis import Diagnosis
    from editor.repair.evidence import Evidence


def register(verbs: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add the verb."""
    parser = verbs.add_parser(
        "repair",
        allow_abbrev=False,
        help="put right the times, and nothing else",
        usage="jiaozi repair IN -o OUT [options]",
    )
    parser.add_argument("file", metavar="IN", help="file to read; - is standard input")
    parser.add_argument(
        "-o", "--output", required=True, metavar="OUT", help="file to write; - is standard output"
    )
    add_reading(parser)
    parser.add_argument("--to", metavar="FORMAT", help="format to write; else by the ending of OUT")
    add_clock(parser)
    add_evidence(parser)
    add_more_evidence(parser)
    add_tracks(parser)
    add_old_media(parser)
    parser.add_argument("--report", metavar="FILE", help="write there how it was found, as JSON")
    parser.add_argument(
        "--force",
        action="store_true",
        help="replace an output that exists; repair what is left of a file that breaks off",
    )
    parser.add_argument(
        "--strict", action="store_true", help="exit code 1 if anything was dropped or altered"
    )
    parser.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    """Repair the input."""
    row = format_of(options)
    check_tracks(options)
    refuse([options.file], [options.output, options.report], force=options.force)
    if options.old_media is not None:
        check_old_media(options)
        return for_each([options.file], partial(_follow, options, row), quiet=options.quiet)
    evidence = evidence_of(options)

    def work(name: str) -> int:
        document = _loaded(name, options)
        known = checked(evidence, document)
        diagnosis = diagnose(document.cues, known)
        try:
            outcome, outputs = _decided(document, diagnosis, options)
        except UndecidedError as error:
            say(f"{name}: {error}")
            _report(options, _fields(name, document, diagnosis, known, None))
            return UNDECIDED
        for note in outcome.notes:
            if not options.quiet:
                say(f"{name}: {note}")
        lost = bool(document.problems)
        for place, repaired in outputs:
            output = formats.write(repaired, row, media_length=known.media_length)
            write_bytes(place, output.data, replace=options.force)
            say_problems(place, output.problems)
            lost = lost or bool(output.problems)
        _report(options, _fields(name, document, diagnosis, known, outcome))
        return FOUND if options.strict and lost else DONE

    return for_each([options.file], work, quiet=options.quiet)


def _loaded(name: str, options: argparse.Namespace) -> Document:
    """The input.

    Raises:
        UserError: It cannot be read, or its end is missing.
    """
    document = load(name, options)
    say_problems(name, document.problems)
    if not options.force and any(isinstance(one, BrokenOff) for one in document.problems):
        raise UserError(
            "Nothing was written, since the end of this file is missing: "
            "get the whole file, or add --force."
        )
    return document


def _follow(options: argparse.Namespace, row: Format, name: str) -> int:
    """Let the cues follow their speech to another edit of the medium."""
    document = _loaded(name, options)
    related = recut.related(options)
    refusal = recut.refusal(document, options, related)
    if refusal is not None:
        say(f"{name}: {refusal}")
        _report(options, recut.fields(name, document, options, related, None))
        return UNDECIDED
    after, fates = recut.followed_document(document, related, options)
    if not options.quiet:
        recut.tell(name, related, fates)
    output = formats.write(after, row, media_length=related.length)
    write_bytes(options.output, output.data, replace=options.force)
    say_problems(options.output, output.problems)
    _report(options, recut.fields(name, document, options, related, fates))
    lost = any(fate.fate != "kept" for fate in fates) or document.problems or output.problems
    return FOUND if options.strict and lost else DONE


def _decided(
    document: Document, diagnosis: Diagnosis, options: argparse.Namespace
) -> tuple[Outcome, list[tuple[str, Document]]]:
    """What is decided about the clock, and the outputs by their names.

    Raises:
        UndecidedError: See `read_as`.
        UserError: See `read_as` and `tracked`; or an output exists.
    """
    if options.tracks is None:
        outcome = read_as(document, diagnosis, options.clock)
        return outcome, [(options.output, outcome.document)]
    outputs = tracked(document, diagnosis, options)
    refuse([options.file], [place for place, _ in outputs], force=options.force)
    names = ", ".join(place for place, _ in outputs)
    note = f"{diagnosis.finding} No time was changed; written: {names}."
    return replace(read_as(document, diagnosis, KEEP), notes=(note,)), outputs


def _report(options: argparse.Namespace, fields: dict[str, object]) -> None:
    if options.report is not None:
        text = json.dumps(fields, ensure_ascii=False, allow_nan=False, indent=1)
        write_bytes(options.report, text.encode() + b"\n", replace=options.force)


def _fields(
    name: str,
    document: Document,
    diagnosis: Diagnosis,
    evidence: Evidence,
    outcome: Outcome | None,
) -> dict[str, object]:
    """The report as `jiaozi/repair/1`; without an outcome nothing was decided."""
    fields: dict[str, object] = {
        "schema": "jiaozi/repair/1",
        "file": name,
        "cues": len(document.cues),
        "finding": diagnosis.finding.text,
        "model": outcome.model if outcome else None,
        "confidence": outcome.confidence if outcome else "low",
        "reason": outcome.reason if outcome else None,
    }
    if evidence.media_length is not None:
        fields["media_length"] = evidence.media_length
    candidate = outcome.candidate if outcome else None
    if candidate is not None and outcome is not None:
        fields["end"] = candidate.end
        fields["scale"] = candidate.scale
        fields["chunks"] = _chunks(candidate, outcome.confidence)
        fields["dropped"] = sorted(row + 1 for row in candidate.dropped)
    fields["runners_up"] = [
        {
            "model": interpretation.candidate.model,
            "end": interpretation.end,
            "confidence": interpretation.confidence,
            "reason": interpretation.reason.text,
        }
        for interpretation in diagnosis.interpretations
        if candidate is None or interpretation.candidate.model != candidate.model
    ]
    return fields


def _chunks(candidate: Candidate, confidence: str) -> list[dict[str, object]]:
    return [
        {
            "first": chunk.first + 1,
            "cues": chunk.stop - chunk.first,
            "offset": offset,
            "confidence": "low" if place in candidate.doubtful else confidence,
        }
        for place, (chunk, offset) in enumerate(
            zip(candidate.chunks, candidate.offsets, strict=True)
        )
    ]
