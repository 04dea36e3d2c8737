# SPDX-License-Identifier: GPL-3.0-or-later
"""Analysis of the open document: timing diagnosis, scripts and check findings.

It runs on another thread, shortly after the last change: first the diagnosis of the times, if they
changed, then the checks. New evidence about the medium lets the checks come first, with the last
diagnosis: a diagnosis by speech takes seconds. Python runs one thread at a time, so whatever runs
slows down typing: checks are cancelled by a change, and a diagnosis that is still right waits.
"""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from editor.checks.profiles import profiles
from editor.core.i18n import N_
from editor.jobs import Latest
from editor.repair.evidence import Evidence
from editor.report import Report, Timing, inspected, timed
from editor.settings import PROFILE

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from pathlib import Path

    from editor.checks.profiles import Profile
    from editor.core.progress import Progress
    from editor.jobs import Jobs
    from editor.media.speech import Speech
    from editor.session import Applied, Session
    from editor.settings import Settings

_QUIET = 400
"""Debounce in ms: analysis starts when nothing has changed for this long. After a change of the
document or its medium, the pause must also be as long as the last analysis took.
"""

_REST = 1_000
"""Debounce in ms of a diagnosis by speech: it takes seconds, so it waits until nobody types."""

_LONGEST = 5_000
"""Longest debounce in ms."""

_PAINTED = 20
"""Longest delay in ms after opening, so that checks do not slow down the first paint."""


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
        self._timing: Timing | None = None  # of the present times, by this or older evidence
        self._painted = False
        self._diagnosing = Latest(jobs, lambda: self._evidence)
        self._checking = Latest(jobs, lambda: session.document)
        self._began = self._took = 0.0  # seconds, of the last analysis
        self._waiting: list[Callable[[Report], None]] = []
        self._timer = QTimer(self, singleShot=True)
        self._timer.timeout.connect(self._look)
        self._rest = QTimer(self, singleShot=True, interval=_REST)
        self._rest.timeout.connect(self._diagnose)
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
            self._diagnosing.cancel()
            self._pause()

    def when_current(self, then: Callable[[Report], None]) -> None:
        """Call `then` with a report on the current document, now or when it is ready."""
        if self._is_current and not self._is_busy:
            then(self.report)
            return
        self._waiting.append(then)
        QTimer.singleShot(0, self, self._soon)

    def painted(self) -> None:
        """The document is on the screen: what waits for that begins."""
        if not self._painted:
            self._painted = True
            if self._timer.isActive():
                self._timer.start(0)

    def make_way(self) -> None:
        """An input method composes: what runs or is due waits for a pause, as after a change."""
        if self._is_busy or self._rest.isActive():
            self._pause()

    def close(self) -> None:
        """Stop analysing."""
        self._stop()
        self._session.changed.disconnect(self._after_change)

    @property
    def _is_current(self) -> bool:
        """Whether the report is about the present document and medium."""
        return self.report.document is self._session.document and self._is_timed

    @property
    def _is_timed(self) -> bool:
        return self._timing is not None and self._timing.given is self._evidence

    @property
    def _is_busy(self) -> bool:
        return self._timer.isActive() or self._diagnosing.busy or self._checking.busy

    def _stop(self) -> None:
        for latest in (self._diagnosing, self._checking):
            latest.cancel()
        for timer in (self._timer, self._rest):
            timer.stop()
        self._waiting.clear()

    def _anew(self) -> None:
        self._stop()
        self.report, self._timing, self._took = Report(), None, 0.0
        self.changed.emit()
        self._painted = False
        QTimer.singleShot(0, self, self._soon)

    def _after_change(self, applied: Applied) -> None:
        if not applied.change.keeps_times:
            self._timing = None
            self._diagnosing.cancel()
        self._pause()

    def _pause(self) -> None:
        """Analyse after a pause; what is running makes way."""
        if self._checking.busy:  # each time that it did not come to its end, the pause doubles
            self._took = max(self._took, 2 * (self._now() - self._began))
        self._later(min(max(_QUIET, round(1000 * self._took)), _LONGEST))

    def _later(self, quiet: int = _QUIET) -> None:
        """Restart the debounce timer; what the checks would find is outdated."""
        self._checking.cancel()
        self._diagnosing.hold()
        self._rest.stop()
        by_speech = self._timing is None and self._evidence.speech is not None
        self._timer.start(max(quiet, _REST) if by_speech else quiet)

    def _soon(self) -> None:
        """Analyse after the first paint, without a pause, unless an analysis is running."""
        if self._timer.isActive() or self._rest.isActive() or not self._is_busy:
            self._timer.start(0 if self._painted else _PAINTED)

    def _look(self) -> None:
        self._timer.stop()
        if self._timing is None or (self._waiting and not self._is_timed):
            self._diagnose()
        else:
            self._check(self._timing)

    def _diagnose(self) -> None:
        self._rest.stop()
        if self._diagnosing.busy:
            self._diagnosing.go_on()
            return
        document, given = self._session.document, self._evidence
        self._diagnosing.start(
            N_("Checking"), lambda progress: timed(document, given, progress), self._diagnosed
        )

    def _diagnosed(self, timing: Timing) -> None:
        self._timing = timing
        if not self._timer.isActive():
            self._check(timing)

    def _check(self, timing: Timing) -> None:
        document, profile, medium = self._session.document, self.profile, self._evidence
        last = self.report

        def work(progress: Progress) -> Report:
            from editor.checks.finding import View

            view = View(document, profile, medium.media_length, medium.speech)
            return inspected(view, timing, progress, last)

        self._began = self._now()
        self._checking.start(N_("Checking"), work, self._take)

    def _take(self, report: Report) -> None:
        self.report, self._took = report, self._now() - self._began
        waiting: list[Callable[[Report], None]] = []
        if self._is_timed:
            waiting, self._waiting = self._waiting, waiting
        elif self._waiting or self._evidence.speech is None:
            self._diagnose()
        else:
            self._rest.start()
        self.changed.emit()
        for then in waiting:
            then(report)
