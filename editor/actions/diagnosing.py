# SPDX-License-Identifier: GPL-3.0-or-later
"""Diagnosing the interpretations of the cues' times as a job: with speech it may take seconds."""

from __future__ import annotations

from typing import TYPE_CHECKING

from editor.core.i18n import N_
from editor.jobs import Latest
from editor.repair.diagnosis import diagnose
from editor.repair.evidence import with_numbers

if TYPE_CHECKING:
    from collections.abc import Callable

    from editor.core.progress import Progress
    from editor.jobs import Jobs
    from editor.repair.diagnosis import Diagnosis, Evidence
    from editor.session import Session


class Diagnosing:
    """Diagnoses the session's document; a new request cancels the one before."""

    def __init__(self, session: Session, jobs: Jobs) -> None:
        self._session = session
        self._latest = Latest(jobs, lambda: session.document)

    def weigh(self, evidence: Evidence, then: Callable[[Diagnosis], None]) -> None:
        """Call `then` with the diagnosis, unless the document has changed by then."""
        document = self._session.document
        known = with_numbers(evidence, document)

        def work(progress: Progress) -> Diagnosis:
            return diagnose(document.cues, known, progress)

        self._latest.start(N_("Comparing ways to read the times"), work, then)

    def close(self) -> None:
        """Cancel what is running."""
        self._latest.cancel()
