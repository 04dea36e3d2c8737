# SPDX-License-Identifier: GPL-3.0-or-later
"""Analysis of the open document: timing diagnosis, scripts and check findings.

It runs on another thread, shortly after the last change. `Report.document` is the document that
was analysed.
"""

from __future__ import annotations

import time
from dataclasses import field
from functools import cached_property
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from editor.checks.profiles import profiles
from editor.core.document import Document
from editor.core.garbage import uncollected
from editor.core.i18n import N_
from editor.core.values import dataclass
from editor.jobs import Latest
from editor.repair.evidence import Evidence, with_numbers
from editor.settings import PROFILE

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from pathlib import Path

    from editor.checks.checked import Checked
    from editor.checks.finding import Finding, Severity
    from editor.checks.profiles import Profile
    from editor.core.errors import Problem
    from editor.core.progress import Progress
    from editor.jobs import Jobs
    from editor.language.script import Block, Script
    from editor.media.speech import Speech
    from editor.repair.diagnosis import Diagnosis
    from editor.session import Session
    from editor.settings import Settings

_QUIET = 400
"""Debounce in ms: analysis starts when nothing has changed for this long. After a change of the
document or its medium, the pause must also be as long as the last analysis took, since Python runs
one thread at a time: an analysis slows down typing.
"""

_LONGEST = 5_000
"""Longest debounce in ms."""

_WORSE: dict[Severity, int] = {"note": 0, "warning": 1, "error": 2}
"""Order of severities."""

_PAINTED = 20
"""Delay in ms after opening, so that checks do not slow down the first paint."""


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
            if found.row is None:
                continue
            before = marks.get(found.row)
            if before is None:
                marks[found.row] = (found.severity, [found.message])
            else:
                worst = max(before[0], found.severity, key=_WORSE.__getitem__)
                marks[found.row] = (worst, [*before[1], found.message])
        return marks

    @cached_property
    def problem_spans(self) -> tuple[list[int], list[int]]:
        """Starts and ends in ms of the cues with more than notes."""
        cues = self.document.cues
        found = [cues[row] for row, (worst, _) in self.marks.items() if worst != "note"]
        return [cue.start for cue in found], [cue.end for cue in found]


class Inspection(QObject):
    """Analyses the document after each change.

    Signals:
        changed: There is a new `report`.

    Attributes:
        report: The latest report.
        own_profiles: Folder of the user's profiles; None: there is none.
    """

    changed = Signal()

    def __init__(
        self,
        session: Session,
        settings: Settings,
        jobs: Jobs,
        own_profiles: Path | None = None,
        now: Callable[[], float] = time.monotonic,
    ) -> None:
        super().__init__()
        self._now = now
        self.report = Report()
        self.own_profiles = own_profiles
        self._profiles: Mapping[str, Profile] | None = None
        self._session, self._settings = session, settings
        self._evidence = Evidence()
        self._speech: Speech | None = None
        self._latest = Latest(jobs, lambda: session.document)
        self._began = self._took = 0.0  # seconds, of the last analysis
        self._waiting: list[Callable[[Report], None]] = []
        self._timer = QTimer(self, singleShot=True)
        self._timer.timeout.connect(self._look)
        session.opened.connect(self._anew)
        session.changed.connect(self._after_change)
        settings.changed.connect(lambda name: self._later() if name == PROFILE.id else None)

    @property
    def profile(self) -> Profile:
        """The profile of limits to check against."""
        known = self.profiles
        return known.get(self._settings[PROFILE]) or known[PROFILE.default]

    @property
    def profiles(self) -> Mapping[str, Profile]:
        """All profiles by id: those of sites, the user's, all others."""
        if self._profiles is None:
            known = profiles()
            sites = {name: profile for name, profile in known.items() if profile.site}
            self._profiles = {**sites, **self._own(), **known}
        return self._profiles

    def _own(self) -> Mapping[str, Profile]:
        if self.own_profiles is None or not self.own_profiles.is_dir():
            return {}
        from editor.checks.own_profiles import read_all

        return read_all(self.own_profiles)[0]

    def reread_profiles(self) -> None:
        """The user's profiles are others now."""
        self._profiles = None
        self._later()

    def choose(self, profile: str) -> None:
        """Check against the profile with this id from now on."""
        self._settings[PROFILE] = profile

    @property
    def evidence(self) -> Evidence:
        """What the medium tells about the timing."""
        return self._evidence

    def set_medium(self, length: int | None, speech: Speech | None) -> None:
        """Set the medium's length in ms and its detected speech, as limits and evidence."""
        if (length, speech) != (self._evidence.media_length, self._speech):
            self._speech = speech
            heard = None if speech is None else (speech.starts, speech.ends)
            self._evidence = Evidence(length, speech=heard)
            self._after_change()

    def when_current(self, then: Callable[[Report], None]) -> None:
        """Call `then` with a report on the current document, now or when it is ready."""
        if self.report.document is self._session.document and not self._timer.isActive():
            then(self.report)
            return
        self._waiting.append(then)
        QTimer.singleShot(0, self, self._soon)

    def close(self) -> None:
        """Stop analysing."""
        self._latest.cancel()
        self._timer.stop()
        self._waiting.clear()
        self._session.changed.disconnect(self._after_change)

    def _anew(self) -> None:
        self._latest.cancel()
        self.report, self._took = Report(), 0.0
        self._waiting.clear()
        self.changed.emit()
        QTimer.singleShot(0, self, self._soon)

    def _after_change(self) -> None:
        if self._latest.busy:
            self._took = max(self._took, self._now() - self._began)
        self._later(min(max(_QUIET, round(1000 * self._took)), _LONGEST))

    def _later(self, quiet: int = _QUIET) -> None:
        """Restart the debounce timer; a running analysis is outdated."""
        self._latest.cancel()
        self._timer.start(quiet)

    def _soon(self) -> None:
        """Analyse after the first paint, unless an analysis is running."""
        if not self._latest.busy or self._timer.isActive():
            self._timer.start(_PAINTED)

    def _look(self) -> None:
        self._timer.stop()
        document, profile, evidence = self._session.document, self.profile, self._evidence
        last = self.report

        def work(progress: Progress) -> Report:
            progress.report(0)
            return inspected(document, profile, evidence, progress, last)

        self._began = self._now()
        self._latest.start(N_("Checking"), work, self._take)

    def _take(self, report: Report) -> None:
        self.report, self._took = report, self._now() - self._began
        waiting, self._waiting = self._waiting, []
        self.changed.emit()
        for then in waiting:
            then(report)


def inspected(
    document: Document,
    profile: Profile,
    evidence: Evidence,
    progress: Progress,
    last: Report | None = None,
) -> Report:
    """Analyse a document.

    Args:
        document: The document.
        profile: The limits to check against.
        evidence: What is known about the medium.
        progress: Checked for cancellation between stages and rules.
        last: The report before.
    """
    from editor.checks.checked import Checked
    from editor.checks.finding import View
    from editor.checks.rules import RULES
    from editor.language.script import blocks, main_script

    if not document.cues:
        return Report(document)
    with uncollected():
        evidence = with_numbers(evidence, document)
        diagnosis = _diagnosis(document, evidence, progress, last)
        progress.report(0)
        borders = _borders(document, diagnosis)
        progress.report(0)
        texts = [cue.text for cue in document.cues]
        script, runs = main_script(texts), blocks(texts, borders)
        progress.report(0)
        view = View(document, profile, evidence.media_length, evidence.speech)
        checked = Checked.of(view, RULES, last.checked if last is not None else None, progress)
        report = Report(document, evidence, checked, diagnosis, borders, script, runs)
        report.problem_spans  # noqa: B018 - gathered and sorted here, not on the window's thread
    return report


def _diagnosis(
    document: Document, evidence: Evidence, progress: Progress, last: Report | None
) -> Diagnosis:
    """The last diagnosis while all times and the evidence are the same, else a new one.

    With speech it takes seconds, and it is hardly about the text; repair makes its own.
    """
    from editor.repair.diagnosis import diagnose

    known = last.diagnosis if last is not None else None
    if (
        last is not None
        and known is not None
        and last.evidence == evidence
        and last.evidence.speech is evidence.speech
        and _have_same_times(last.document, document)
    ):
        return known
    return diagnose(document.cues, evidence, progress)


def _have_same_times(one: Document, other: Document) -> bool:
    return len(one.cues) == len(other.cues) and all(
        a is b or (a.id, a.start, a.end) == (b.id, b.start, b.end)
        for a, b in zip(one.cues, other.cues, strict=True)
    )


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
