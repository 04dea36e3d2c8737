# SPDX-License-Identifier: GPL-3.0-or-later
"""The steps of Prepare as a queue: what each finds, and one review list after the other."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from time import perf_counter
from typing import TYPE_CHECKING, Literal

from editor.actions import changing
from editor.actions.prepare_steps import STEPS, Found
from editor.core.i18n import N_
from editor.core.state import PREPARE
from editor.jobs import Latest

if TYPE_CHECKING:
    from collections.abc import Callable

    from editor.actions.context import Context
    from editor.core.progress import Progress
    from editor.core.state import Json
    from editor.report import Report


class Preparing:
    """The steps, for one document: what each finds, which the user is at, which were passed over.

    Attributes:
        found: What is known of the steps, by their ids, for the document as it is.
        looking: The id of the step that is being looked at; empty: none.
        tell: Called whenever any of this is other than before.
    """

    def __init__(self, context: Context) -> None:
        self._context = context
        self._latest = Latest(context.jobs, lambda: context.session.document)
        self._report: Report | None = None
        self._aim: Literal["page", "list", ""] = ""  # what to show of what is found
        self.found: dict[str, Found] = {}
        self.looking = ""
        self.tell: Callable[[], None] = lambda: None

    @property
    def at(self) -> str:
        """The step that the user was at, or that is to be done next; empty if there is none."""
        at = self._kept.get("at")
        if isinstance(at, str) and self.is_to_do(at):
            return at
        return next((step.id for step in STEPS if self.is_to_do(step.id)), "")

    def is_to_do(self, step: str) -> bool:
        """Whether there is something to do that was not passed over."""
        found = self.found.get(step)
        return found is not None and found.is_open and step not in self.passed

    @property
    def passed(self) -> frozenset[str]:
        """The steps that were passed over."""
        passed = self._kept.get("passed")
        return frozenset(map(str, passed)) if isinstance(passed, list) else frozenset()

    @property
    def stopped(self) -> bool:
        """Whether the user has cancelled the search, so that some steps are not known."""
        return bool(self.looking) and not self._latest.busy

    def show(self) -> None:
        """Show the page, and find what there is to do."""
        self._context.views.prepare(self)
        self._aim = "page"
        self.look()

    def look(self, *anew: str) -> None:
        """Find what each step would do, unless that is known; `anew`: of these it is not."""
        for step in anew:
            self.found.pop(step, None)
        self._look_from(0)

    def pass_over(self, step: str) -> None:
        """Pass a step over, or take that back."""
        back = step in self.passed
        self._keep(step if back else "", self.passed ^ {step})
        self.tell()

    def open(self, step: str) -> None:
        """Open the list of a step; when it is done, that of the next one follows."""
        found, report = self.found.get(step), self._report
        if found is None or report is None or not found.is_open:
            return
        if self._context.session.document is not report.document:
            self.look()
            return
        self.close()
        self._keep(step, self.passed - {step})
        number = next(number for number, one in enumerate(STEPS) if one.id == step)
        then = changing.Then(partial(self._done, number), self.show)
        STEPS[number].show(self._context, report, found, then)

    def close(self) -> None:
        """Look no further."""
        self._latest.cancel()
        self._aim = self.looking = ""

    def _done(self, number: int) -> None:
        """After the list of the step of that number, open the next one, or else the page."""
        self.found.pop(STEPS[number].id, None)
        self._aim = "list"
        self._look_from(number + 1)

    def _look_from(self, number: int) -> None:
        def look(report: Report) -> None:
            if self._report is None or self._report.document is not report.document:
                self.found.clear()
            self._report = report
            self._latest.cancel()
            if self._aim:
                self._find(number, report)

        self._context.inspection.when_current(look)

    def _find(self, number: int, report: Report) -> None:
        """Find what the steps from that number on would do, and show it."""
        for place, step in enumerate(STEPS[number:], number):
            if step.id not in self.found:
                found = step.find(self._context, report)
                if not isinstance(found, Found):
                    self._start(place, found, report)
                    return
                self.found[step.id] = found
            if self._aim == "list" and self.is_to_do(step.id):
                if self._context.views.composing:
                    self.close()  # who types is not called away
                else:
                    self.open(step.id)
                return
        self.looking = ""
        if self._aim == "list":
            self.show()
        self.tell()

    def _start(self, number: int, work: Callable[[Progress], Found], report: Report) -> None:
        self.looking = STEPS[number].id
        self.tell()

        def timed(progress: Progress) -> Found:
            began = perf_counter()
            found = work(progress)
            return replace(found, ms=round(1000 * (perf_counter() - began)))

        def take(found: Found) -> None:
            self.found[STEPS[number].id] = found
            self._find(number, report)

        def outdated() -> None:
            if self._aim == "page":
                self.look()
            else:
                self.close()  # the user works on

        self._latest.start(N_("Checking what to prepare"), timed, take, outdated)

    @property
    def _kept(self) -> dict[str, Json]:
        body = self._context.session.state.rows(PREPARE).get("")
        return body if isinstance(body, dict) else {}

    def _keep(self, at: str, passed: frozenset[str]) -> None:
        body: dict[str, Json] = {"at": at, "passed": [*sorted(passed)]}
        self._context.session.keep(PREPARE, "", body)
