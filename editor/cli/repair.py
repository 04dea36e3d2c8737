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
    add_inputs,
    load,
    say,
    say_problems,
)
from editor.cli.evidence_options import add_evidence as add_more_evidence
from editor.cli.evidence_options import checked, evidence_of, share_evidence
from editor.cli.many import add_written, run_all, single_format
from editor.cli.recut import add_old_media, check_old_media
from editor.cli.tracks import add_tracks, check_tracks, tracked
from editor.core.errors import BrokenOff, UserError
from editor.repair.diagnosis import diagnose

if TYPE_CHECKING:
    import argparse

    from editor.cli.clock import Outcome
    from editor.core.document import Document
    from editor.repair.candidate import Candidate
    from editor.repair.diagnosis import Diagnosis
    from editor.repair.evidence import Evidence


def register(verbs: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add the verb."""
    parser = verbs.add_parser(
        "repair",
        allow_abbrev=False,
        help="put right the times, and nothing else",
        usage="jiaozi repair IN -o OUT [options]\n"
        "       jiaozi repair IN… --out DIR --to FORMAT [options]",
    )
    add_inputs(parser)
    add_written(parser)
    add_clock(parser)
    add_evidence(parser)
    add_more_evidence(parser)
    add_tracks(parser)
    add_old_media(parser)
    parser.add_argument(
        "--report",
        metavar="FILE",
        help="write there how it was found, as JSON; with --out a folder",
    )
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
    row = single_format(options)
    check_tracks(options)
    if options.old_media is not None:
        check_old_media(options)
        return run_all(options, partial(_follow, row.id), row.suffixes[:1])
    share_evidence(options)
    return run_all(options, partial(_repair, row.id), row.suffixes[:1])


def _repair(row: str, options: argparse.Namespace) -> int:
    options.place.refuse([options.output, options.report])
    name = options.file
    document = _loaded(name, options)
    known = checked(evidence_of(options), document)
    diagnosis = diagnose(document.cues, known)
    try:
        outcome, outputs = _decided(document, diagnosis, options)
    except UndecidedError as error:
        say(f"{name}: {error}")
        fields = _fields(name, document, diagnosis, known, None)
        return int(options.place.deliver(_report(options, fields), UNDECIDED))
    for note in () if options.quiet else outcome.notes:
        say(f"{name}: {note}")
    written = [
        (place, formats.write(repaired, formats.by_id(row), media_length=known.media_length))
        for place, repaired in outputs
    ]
    lost = document.problems or any(output.problems for _, output in written)
    code = FOUND if options.strict and lost else DONE
    report = _report(options, _fields(name, document, diagnosis, known, outcome))
    options.place.deliver([*((place, output.data) for place, output in written), *report], code)
    for place, output in written:
        say_problems(place, output.problems)
    return code


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


def _follow(row: str, options: argparse.Namespace) -> int:
    """Let the cues follow their speech to another edit of the medium."""
    options.place.refuse([options.output, options.report])
    name = options.file
    document = _loaded(name, options)
    related = recut.related(options)
    refusal = recut.refusal(document, options, related)
    if refusal is not None:
        say(f"{name}: {refusal}")
        fields = recut.fields(name, document, options, related, None)
        return int(options.place.deliver(_report(options, fields), UNDECIDED))
    after, fates = recut.followed_document(document, related, options)
    if not options.quiet:
        recut.tell(name, related, fates)
    output = formats.write(after, formats.by_id(row), media_length=related.length)
    lost = any(fate.fate != "kept" for fate in fates) or document.problems or output.problems
    code = FOUND if options.strict and lost else DONE
    report = _report(options, recut.fields(name, document, options, related, fates))
    options.place.deliver([(options.output, output.data), *report], code)
    say_problems(options.output, output.problems)
    return code


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
    names = ", ".join(place for place, _ in outputs)
    note = f"{diagnosis.finding} No time was changed; written: {names}."
    return replace(read_as(document, diagnosis, KEEP), notes=(note,)), outputs


def _report(options: argparse.Namespace, fields: dict[str, object]) -> list[tuple[str, bytes]]:
    """The report as an output, if one is wanted."""
    if options.report is None:
        return []
    text = json.dumps(fields, ensure_ascii=False, allow_nan=False, indent=1)
    return [(options.report, text.encode() + b"\n")]


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
