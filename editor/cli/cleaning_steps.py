# SPDX-License-Identifier: GPL-3.0-or-later
"""What the report of `jiaozi clean` says of each step of preparing, those of the window's Prepare.

It counts the steps that `clean` leaves to others, too: the clock, and lines that read badly.
"""

from __future__ import annotations

import os
from time import perf_counter
from typing import TYPE_CHECKING

from editor.core.doubt import ranked
from editor.core.errors import UserError
from editor.language.word_model import finding
from editor.project.places import places
from editor.repair.diagnosis import proposals

if TYPE_CHECKING:
    from collections.abc import Sequence

    from editor.core.document import Document
    from editor.core.doubt import Doubt
    from editor.core.proposal import Proposal
    from editor.language.cleaning.running import Cleaned
    from editor.language.glossary import Glossary
    from editor.repair.interpretation import Diagnosis

Step = dict[str, object]
"""One step, as the schema of the report describes it."""

_NO_TERMS = "There are no terms: name a glossary with --glossary."
_NO_MODEL = "There is no word model here; docs/terms.md says how to get one."


def all_steps(
    document: Document, diagnosis: Diagnosis, done: Cleaned, terms: Glossary
) -> list[Step]:
    """All steps in their order, with counts.

    Args:
        document: As it was read.
        diagnosis: Of its times.
        done: What the passes have proposed and done.
        terms: All terms that are known.
    """
    return [_clock(document, diagnosis), *_passes(done, terms), _doubts(done.document, terms)]


def _clock(document: Document, diagnosis: Diagnosis) -> Step:
    began = perf_counter()
    rows: list[Proposal] = []
    if diagnosis.interpretations:
        likely = diagnosis.interpretations[0]
        rows = [row for row in proposals(document, likely.candidate) if row.before != row.after]
    told = bool(rows) and diagnosis.interpretations[0].confidence != "low"
    step = _step("clock", len(rows), len(rows) if told else 0, 0, began)
    return step | ({"left": "jiaozi repair"} if rows else {})


def _passes(done: Cleaned, terms: Glossary) -> list[Step]:
    steps: list[Step] = []
    for name, ms in done.ms.items():
        rows = [row for row in done.rows if row.of.id == name]
        step: Step = {
            "step": name,
            "found": len(rows),
            "sure": sum(row.sure for row in rows),
            "applied": sum(row.applied for row in rows),
            "ms": ms,
        }
        steps.append(
            step | ({"why": _NO_TERMS} if name in {"heard", "terms"} and not terms else {})
        )
    return steps


def _doubts(document: Document, terms: Glossary) -> Step:
    began = perf_counter()
    why = ""
    found: Sequence[Doubt] = ()
    path = finding.found(places(os.environ).glossary.parent)
    if path is None:
        why = _NO_MODEL
    else:
        from editor.language.word_model.doubting import Doubter
        from editor.language.word_model.model import word_model

        try:
            doubter = Doubter(word_model(path, (term.term for term in terms)), terms)
            found = [doubt for doubt in doubter.doubts(document.cues) if doubt.score < 0]
        except UserError as error:
            why = error.problem.text
    count = len(ranked([found], len(document.cues))) if found else 0
    step = _step("doubts", count, 0, 0, began)
    return step | ({"why": why} if why else {}) | ({"left": "jiaozi doubt"} if count else {})


def _step(name: str, found: int, sure: int, applied: int, began: float) -> Step:
    ms = round(1000 * (perf_counter() - began))
    return {"step": name, "found": found, "sure": sure, "applied": applied, "ms": ms}
