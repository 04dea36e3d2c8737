# SPDX-License-Identifier: GPL-3.0-or-later
"""What `jiaozi clean` does. Apart from its arguments, since no other verb waits for it."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from editor import formats
from editor.cli import glossaries
from editor.cli.cleaning_steps import all_steps
from editor.cli.common import (
    DONE,
    FOUND,
    counted,
    for_each,
    load,
    problems_json,
    say,
    say_problems,
)
from editor.cli.outputs import format_of, refuse
from editor.core.errors import BrokenOff, UserError
from editor.formats.files import write_bytes
from editor.language.cleaning.passes import Given, cleaned
from editor.language.converters import check_opencc
from editor.language.glossary import together
from editor.repair.diagnosis import diagnose
from editor.repair.evidence import Evidence

if TYPE_CHECKING:
    import argparse

    from editor.cli.cleaning_steps import Step
    from editor.core.document import Document
    from editor.language.cleaning.passes import Row
    from editor.language.glossary import Glossary
    from editor.repair.interpretation import Diagnosis


def run(options: argparse.Namespace) -> int:
    """Clean the input."""
    row = format_of(options)
    refuse([options.file, *options.glossary], [options.output, options.report], force=options.force)
    check_opencc()
    glossary = glossaries.given(options.glossary)

    def work(name: str) -> int:
        document = load(name, options)
        say_problems(name, document.problems)
        if not options.force and any(isinstance(one, BrokenOff) for one in document.problems):
            raise UserError(
                "Nothing was written, since the end of this file is missing: "
                "get the whole file, or add --force."
            )
        terms = together(glossaries.own(name, options), glossary)
        diagnosis = diagnose(document.cues, Evidence())
        given = _given(document, terms, diagnosis, options)
        done = cleaned(given, everything=options.all)
        after, rows, _ = done
        output = formats.write(after, row)
        write_bytes(options.output, output.data, replace=options.force)
        say_problems(options.output, output.problems)
        if options.report is not None:
            steps = all_steps(document, diagnosis, done, terms)
            _report(name, document, rows, steps, options)
        if not options.quiet:
            _tell(name, rows)
        lost = document.problems or output.problems
        return FOUND if options.strict and lost else DONE

    return for_each([options.file], work, quiet=options.quiet)


def _given(
    document: Document, glossary: Glossary, diagnosis: Diagnosis, options: argparse.Namespace
) -> Given:
    borders = [chunk.first for chunk in diagnosis.chunks] or [0]
    return Given(document, glossary, borders, options.script, options.marks)


def _tell(name: str, rows: list[Row]) -> None:
    done = len({row.cue for row in rows if row.applied})
    left = sum(not row.applied for row in rows)
    say(f"{name}: {counted(done, 'cue')} cleaned, {counted(left, 'proposal')} left to a person.")


def _report(
    name: str,
    document: Document,
    rows: list[Row],
    steps: list[Step],
    options: argparse.Namespace,
) -> None:
    fields = {
        "schema": "jiaozi/clean/1",
        "file": name,
        "cues": len(document.cues),
        "steps": steps,
        "rows": [_fields(row) for row in sorted(rows, key=lambda row: row.cue)],
        "problems": problems_json(document.problems),
    }
    text = json.dumps(fields, ensure_ascii=False, allow_nan=False, indent=1)
    write_bytes(options.report, text.encode("utf-8", "replace") + b"\n", replace=options.force)


def _fields(row: Row) -> dict[str, object]:
    proposal = row.proposal
    return {
        "line": row.cue,
        "kind": row.of.id,
        "from": proposal.before,
        "to": proposal.after,
        "reason": proposal.reason.text,
        "score": round(row.score, 3),
        "sure": row.sure,
        "applied": row.applied,
    }
