# SPDX-License-Identifier: GPL-3.0-or-later
"""The steps of Prepare: what each finds, and the list that it opens.

To add one: a row in `STEPS`. Each opens the list that its own command opens, and what is ticked
there is one step of undo. What is done is read off the document: a step that finds nothing is done.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from editor.actions import changing, cleaning, hearing, listening, reading, sounding, tools
from editor.core.doubt import ranked
from editor.core.errors import Problem, UserError
from editor.core.i18n import N_
from editor.settings import MODEL

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from editor.actions.context import Context
    from editor.core.doubt import Doubt
    from editor.core.progress import Progress
    from editor.core.proposal import Proposal
    from editor.report import Report


@dataclass(frozen=True, slots=True)
class Found:
    """What a step has found.

    Attributes:
        count: How many places there are to look at.
        sure: How many of them are ticked beforehand.
        proposals: For the review list, unless the step makes its own.
        doubts: The doubtful cues, worst first.
        ms: How long it took to find them.
        note: What else is to be said, such as why the step is not possible.
        remedies: Commands that change that.
        possible: Whether the step can be done now.
    """

    count: int = 0
    sure: int = 0
    proposals: Sequence[Proposal] = ()
    doubts: Sequence[Doubt] = ()
    ms: int = 0
    note: Problem | None = None
    remedies: tuple[str, ...] = ()
    possible: bool = True

    @property
    def is_open(self) -> bool:
        """Whether there is something to do."""
        return self.possible and self.count > 0


@dataclass(frozen=True, slots=True)
class Step:
    """One row of the table.

    Attributes:
        id: Its name in the document's state; that of `jiaozi clean` where that has the same.
        title: Untranslated.
        command: The command that opens the same list.
        find: What is known at once, or the work that finds it on another thread.
        show: Opens the list.
    """

    id: str
    title: str
    command: str
    find: Callable[[Context, Report], Found | Callable[[Progress], Found]]
    show: Callable[[Context, Report, Found, changing.Then], None]


def _clock(context: Context, report: Report) -> Found | Callable[[Progress], Found]:
    diagnosis, document = report.diagnosis, report.document
    if diagnosis is not None and diagnosis.tracks:
        return Found(note=diagnosis.finding, remedies=("time.tracks",), possible=False)
    likely = diagnosis.interpretations[0] if diagnosis and diagnosis.interpretations else None
    if likely is None:
        return Found()
    told = likely.confidence != "low"
    note = None if told else Problem("Only the sound can tell which way to read the times.")
    silent = not told and not context.playback.has_medium

    def work(_: Progress) -> Found:
        from editor.repair.diagnosis import proposals

        rows = [row for row in proposals(document, likely.candidate) if row.before != row.after]
        found = Found(len(rows), sum(row.sure for row in rows) if told else 0)
        return replace(found, note=note, remedies=("file.medium",) if silent else ())

    return work


def _show_clock(context: Context, report: Report, _: Found, then: changing.Then) -> None:
    tools.show_repair(context, report, then)


def _pass(name: str) -> Callable[[Context, Report], Callable[[Progress], Found]]:
    def find(context: Context, report: Report) -> Callable[[Progress], Found]:
        seek = cleaning.seek(context, report, name)
        return lambda progress: _of(seek(progress))

    return find


def _of(rows: Sequence[Proposal]) -> Found:
    return Found(len(rows), sum(row.sure for row in rows), rows)


def _show_pass(name: str) -> Callable[[Context, Report, Found, changing.Then], None]:
    return lambda context, _, found, then: cleaning.show(context, name, found.proposals, then)


def _terms(context: Context, _: Report) -> Found | Callable[[Progress], Found]:
    terms = context.terms.all
    if not terms:
        note = Problem("There are no terms yet. The names in this talk are worth typing.")
        return Found(note=note, remedies=("view.terms", "terms.start"), possible=False)
    seek = sounding.seek(context, terms)
    return lambda progress: _of(seek(progress))


def _show_terms(context: Context, _: Report, found: Found, then: changing.Then) -> None:
    sounding.show_terms(context, found.proposals, then)


def _doubts(context: Context, report: Report) -> Found | Callable[[Progress], Found]:
    if context.doubts.has(reading.SOURCE):
        return _listed(context)
    seek, cues = reading.seek(context), len(report.document.cues)

    def work(progress: Progress) -> Found:
        try:
            found = seek(progress)
        except UserError as error:
            return Found(note=error.problem, remedies=("help.manual",), possible=False)
        return Found(len(ranked([found], cues)) if found else 0, doubts=found)

    return work


def _show_doubts(context: Context, _: Report, found: Found, then: changing.Then) -> None:
    reading.show(context, list(found.doubts))
    then.done()


def _ear(context: Context, report: Report) -> Found:
    if not hearing.can_hear_cues(context):
        note = Problem("There is no audio or video to listen to.")
        return Found(note=note, remedies=("file.medium",), possible=False)
    if not context.settings[MODEL]:
        return Found(note=listening.NO_MODEL, remedies=("ear.model",), possible=False)
    if hearing.has_untrue_times(report):
        return Found(note=hearing.UNTRUE, remedies=("tools.repair",), possible=False)
    if context.listening.progress is not None:
        return Found(note=Problem("It is listening, while you work."))
    if context.listening.doubts:
        return _listed(context)
    return Found(len(report.document.cues))


def _show_ear(context: Context, _report: Report, _: Found, then: changing.Then) -> None:
    listening.listen(context)
    then.done()


def _listed(context: Context) -> Found:
    note = Problem("Doubtful cues on the list: {count}.", count=len(context.doubts.listed()))
    return Found(note=note, remedies=("view.doubts",))


def _clean(name: str, command: str = "") -> Step:
    title, command = cleaning.TITLES[name], command or f"clean.{name}"
    return Step(name, title, command, _pass(name), _show_pass(name))


STEPS: tuple[Step, ...] = (
    Step("clock", N_("Timing"), "tools.repair", _clock, _show_clock),
    _clean("characters"),
    _clean("repeated", "tools.unroll"),
    _clean("script"),
    Step("terms", N_("Terms by their sound"), "tools.terms", _terms, _show_terms),
    *map(_clean, ("forms", "width", "ellipsis", "quotes", "fillers", "stutters", "loops")),
    *map(_clean, ("credits", "marks", "spacing")),
    Step("doubts", N_("Lines that read badly"), "doubts.read", _doubts, _show_doubts),
    Step("ear", N_("Cues that do not fit the sound"), "ear.listen", _ear, _show_ear),
)
"""In the order in which they are best done: terms before spaces beside letters, what is doubtful at
the end."""
