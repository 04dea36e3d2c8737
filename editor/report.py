# SPDX-License-Identifier: GPL-3.0-or-later
"""What an analysis finds in a document: a `Timing` from its times, and a `Report`."""

from __future__ import annotations

from dataclasses import field
from functools import cached_property
from typing import TYPE_CHECKING

from editor.core.document import Document
from editor.core.garbage import uncollected
from editor.core.values import dataclass
from editor.repair.evidence import Evidence, with_numbers

if TYPE_CHECKING:
    from collections.abc import Sequence

    from editor.checks.checked import Checked
    from editor.checks.finding import Finding, Severity, View
    from editor.core.errors import Problem
    from editor.core.progress import Progress
    from editor.language.script import Block, Script
    from editor.repair.diagnosis import Diagnosis

_WORSE: dict[Severity, int] = {"note": 0, "warning": 1, "error": 2}
"""Order of severities."""


@dataclass(frozen=True)
class Timing:
    """What the times of a document tell; it holds until one of them changes.

    Attributes:
        given: What was known about the medium.
        evidence: The same, and what the document's file tells beside its times.
        diagnosis: Timing diagnosis; None for a document without cues.
        borders: See `Report`.
    """

    given: Evidence = field(default_factory=Evidence)
    evidence: Evidence = field(default_factory=Evidence)
    diagnosis: Diagnosis | None = None
    borders: Sequence[int] = (0,)


@dataclass(frozen=True)
class Report:
    """Results of an analysis.

    Attributes:
        document: The document that was analysed.
        evidence: What was known about its times.
        checked: What the checks found; None for a document without cues.
        diagnosis: Timing diagnosis; None for a document without cues.
        borders: Rows where a window of the speech recognition began, in the file as it was read;
            always includes row 0.
        script: The main script of the text.
        blocks: Runs of cues in the other script.
    """

    document: Document = field(default_factory=Document)
    evidence: Evidence = field(default_factory=Evidence)
    checked: Checked | None = None
    diagnosis: Diagnosis | None = None
    borders: Sequence[int] = (0,)
    script: Script = "none"
    blocks: Sequence[Block] = ()

    @property
    def findings(self) -> Sequence[Finding]:
        """Findings of the checks, in cue order."""
        return () if self.checked is None else self.checked.findings

    @cached_property
    def marks(self) -> dict[int, tuple[Severity, list[Problem]]]:
        """For each row with findings, the worst severity and all messages."""
        marks: dict[int, tuple[Severity, list[Problem]]] = {}
        for found in self.findings:
            row, severity = found.row, found.severity
            if row is None:
                continue
            if row not in marks:
                marks[row] = (severity, [found.message])
                continue
            worst, messages = marks[row]
            messages.append(found.message)
            if _WORSE[severity] > _WORSE[worst]:
                marks[row] = (severity, messages)
        return marks

    @cached_property
    def problem_spans(self) -> tuple[list[int], list[int]]:
        """Starts and ends in ms of the cues with more than notes."""
        cues = self.document.cues
        found = [cues[row] for row, (worst, _) in self.marks.items() if worst != "note"]
        return [cue.start for cue in found], [cue.end for cue in found]


def timed(document: Document, given: Evidence, progress: Progress) -> Timing:
    """Diagnose the times of a document. With speech it takes seconds.

    Args:
        document: The document.
        given: What is known about the medium.
        progress: Checked for cancellation.
    """
    from editor.repair.diagnosis import diagnose

    if not document.cues:
        return Timing(given, given)
    evidence = with_numbers(given, document)
    diagnosis = diagnose(document.cues, evidence, progress)
    progress.report(0)
    return Timing(given, evidence, diagnosis, _borders(document, diagnosis))


def inspected(view: View, timing: Timing, progress: Progress, last: Report | None = None) -> Report:
    """Check a document.

    Args:
        view: The document, and what to check it against.
        timing: What its times tell.
        progress: Checked for cancellation between stages, rules and findings.
        last: The report before.
    """
    from editor.checks.checked import Checked
    from editor.checks.rules import RULES
    from editor.language.script import blocks, main_script

    document = view.document
    if not document.cues:
        return Report(document, timing.evidence)
    with uncollected():
        texts = [cue.text for cue in document.cues]
        script, runs = main_script(texts), blocks(texts, timing.borders)
        progress.report(0)
        checked = Checked.of(view, RULES, last.checked if last is not None else None, progress)
        report = Report(
            document, timing.evidence, checked, timing.diagnosis, timing.borders, script, runs
        )
        report.problem_spans  # noqa: B018 - gathered and sorted here, not on the window's thread
    return report


def _borders(document: Document, diagnosis: Diagnosis) -> list[int]:
    """Rows where windows of the speech recognition began, found in the times as read."""
    from editor.repair.chunks import find_chunks

    source = document.source
    if source is None or not source.cues:
        return [0]
    same = source.cues is document.cues  # as it was read: they are known already
    chunks = diagnosis.chunks if same else find_chunks(source.cues)
    firsts = {source.cues[chunk.first].id for chunk in chunks}
    rows = [row for row, cue in enumerate(document.cues) if cue.id in firsts]
    return rows if rows and rows[0] == 0 else [0, *rows]
