# SPDX-License-Identifier: GPL-3.0-or-later
"""Diagnosing the interpretations of a clock as a job: with speech it may take seconds."""

from __future__ import annotations

from typing import TYPE_CHECKING

from editor.core.i18n import N_
from editor.repair.diagnosis import diagnose

if TYPE_CHECKING:
    from collections.abc import Callable

    from editor.core.progress import Progress
    from editor.jobs import Job, Jobs
    from editor.repair.diagnosis import Diagnosis, Evidence
    from editor.session import Session


class Diagnosing:
    """Diagnoses the session's document; what was asked before the last time is called off."""

    def __init__(self, session: Session, jobs: Jobs) -> None:
        self._session, self._jobs = session, jobs
        self._job: Job | None = None

    def weigh(self, evidence: Evidence, then: Callable[[Diagnosis], None]) -> None:
        """Call `then` as soon as it is done, unless the document is another one by then."""
        self.close()
        document = self._session.document

        def work(progress: Progress) -> Diagnosis:
            return diagnose(document.cues, evidence, progress)

        def done(diagnosis: Diagnosis) -> None:
            self._job = None
            if self._session.document is document:
                then(diagnosis)

        self._job = self._jobs.start(
            N_("Comparing the ways to read the clock"), work, done, self._fail
        )

    def close(self) -> None:
        """Call off what is under way."""
        if self._job is not None:
            self._job.cancel()
            self._job = None

    @staticmethod
    def _fail(error: Exception) -> None:
        raise error
