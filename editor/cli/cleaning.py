# SPDX-License-Identifier: GPL-3.0-or-later
"""What `jiaozi clean` does. Apart from its arguments, since no other verb waits for it."""

from __future__ import annotations

import json
from functools import partial
from typing import TYPE_CHECKING

from editor import formats
from editor.cli import glossaries
from editor.cli.cleaning_steps import all_steps
from editor.cli.common import (
    DONE,
    FOUND,
    counted,
    load,
    problems_json,
    say,
    say_problems,
)
from editor.cli.many import run_all, single_format
from editor.core.errors import BrokenOff, UserError
from editor.language.cleaning.passes import Given
from editor.language.cleaning.running import cleaned
from editor.language.converters import check_opencc
from editor.language.glossary import together
from editor.repair.diagnosis import diagnose
from editor.repair.evidence import Evidence

if TYPE_CHECKING:
    import argparse

    from editor.cli.cleaning_steps import Step
    from editor.core.document import Document
    from editor.language.cleaning.running import Row
    from editor.language.glossary import Glossary
    from editor.repair.interpretation import Diagnosis


def run(options: argparse.Namespace) -> int:
    """Clean the input."""
    row = single_format(options)
    check_opencc()
    options.terms = glossaries.given(options.glossary)
    return run_all(options, partial(_clean, row.id), row.suffixes[:1])


def _clean(row: str, options: argparse.Namespace) -> int:
    options.place.refuse([options.output, options.report], options.glossary)
    name = options.file
    document = load(name, options)
    say_problems(name, document.problems)
    if not options.force and any(isinstance(one, BrokenOff) for one in document.problems):
        raise UserError(
            "Nothing was written, since the end of this file is missing: "
            "get the whole file, or add --force."
        )
    terms = together(glossaries.own(name, options), options.terms)
    diagnosis = diagnose(document.cues, Evidence())
    done = cleaned(_given(document, terms, diagnosis, options), everything=options.all)
    after, rows, _ = done
    output = formats.write(after, formats.by_id(row))
    lost = document.problems or output.problems
    code = FOUND if options.strict and lost else DONE
    outputs = [(options.output, output.data)]
    if options.report is not None:
        steps = all_steps(document, diagnosis, done, terms)
        outputs.append((options.report, _report(name, document, rows, steps)))
    options.place.deliver(outputs, code)
    say_problems(options.output, output.problems)
    if not options.quiet:
        _tell(name, rows)
    return code


def _given(
    document: Document, glossary: Glossary, diagnosis: Diagnosis, options: argparse.Namespace
) -> Given:
    borders = [chunk.first for chunk in diagnosis.chunks] or [0]
    return Given(document, glossary, borders, options.script, options.marks)


def _tell(name: str, rows: list[Row]) -> None:
    done = len({row.cue for row in rows if row.applied})
    left = sum(not row.applied for row in rows)
    say(f"{name}: {counted(done, 'cue')} cleaned, {counted(left, 'proposal')} left to a person.")


def _report(name: str, document: Document, rows: list[Row], steps: list[Step]) -> bytes:
    fields = {
        "schema": "jiaozi/clean/1",
        "file": name,
        "cues": len(document.cues),
        "steps": steps,
        "rows": [_fields(row) for row in sorted(rows, key=lambda row: row.cue)],
        "problems": problems_json(document.problems),
    }
    text = json.dumps(fields, ensure_ascii=False, allow_nan=False, indent=1)
    return text.encode("utf-8", "replace") + b"\n"


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
