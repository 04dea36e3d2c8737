# SPDX-License-Identifier: GPL-3.0-or-later
"""Commands that change many cues at once, each after a review; and the problems panel."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from editor import settings
from editor.actions import changing
from editor.actions.action import Action, has_cue, has_document
from editor.core.errors import Problem
from editor.core.i18n import N_
from editor.repair.interpretation import CONTINUOUS

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from editor.actions.context import Context
    from editor.checks.finding import Finding
    from editor.core.document import Document
    from editor.core.progress import Progress
    from editor.core.proposal import Proposal
    from editor.report import Report


def repair(context: Context) -> None:
    """Open the page of timing repair, or say that there is nothing to repair."""
    context.inspection.when_current(partial(show_repair, context))


def show_repair(context: Context, report: Report, then: changing.Then | None = None) -> None:
    """The same, for a report on the document as it is."""
    diagnosis = report.diagnosis
    if diagnosis is None or not diagnosis.interpretations:
        context.views.notice(CONTINUOUS if diagnosis is None else diagnosis.finding)
        return
    if changing.is_refused(context):
        return
    apply = partial(changing.accept, context, N_("Repair timing"))
    if then is None:
        context.views.repair(apply)
    else:
        context.views.repair(then.after(apply), then.left)


def convert(target: str) -> Callable[[Context], None]:
    """A command that converts the whole text to one script, after a review."""
    titles = {
        "zh-Hans": N_("Convert to Simplified"),
        "zh-Hant": N_("Convert to Traditional"),
        "zh-TW": N_("Convert to Traditional (Taiwan)"),
        "zh-HK": N_("Convert to Traditional (Hong Kong)"),
    }

    def run(context: Context) -> None:
        context.inspection.when_current(partial(review, context))

    def review(context: Context, report: Report) -> None:
        from editor.language.glossary import kept
        from editor.language.script_proposals import proposals

        document, keep = report.document, kept(context.terms.all)
        you = _plain_you(context, document) if target == "zh-Hans" else False
        if you is None:
            return

        def show(rows: list[Proposal]) -> None:
            if context.session.document is not document:
                run(context)  # it was changed in the meantime
            elif not rows:
                context.views.notice(Problem("All text is already in this script."))
            else:
                apply = partial(changing.accept, context, titles[target], language=target)
                changing.review(context, titles[target], rows, apply)

        # Not here: the dictionaries alone take a quarter of a second the first time.
        context.jobs.start(
            N_("Converting"),
            lambda _: proposals(document, target, report.borders, keep, you=you),
            changing.unless_composing(context, show),
        )

    return run


def _plain_you(context: Context, document: Document) -> bool | None:
    """Whether 你 is to be written for 妳, asked once; None if the user cancelled."""
    from editor.language.conversion import YOU

    wanted = context.settings[settings.YOU]
    if wanted == "ask" and any(YOU in cue.text for cue in document.cues):
        question = Problem("This text has 妳. What shall be written in Simplified?")
        answers = {"replace": N_("Write 你"), "keep": N_("Keep 妳")}
        answer = context.ask.choose(question, list(answers.values()))
        if answer is None:
            return None
        wanted = list(answers)[answer]
        context.settings[settings.YOU] = wanted
    return wanted == "replace"


def unroll(context: Context) -> None:
    """Remove the repeated lines of rolling captions, after a review."""
    from editor.language import rolling

    document = context.session.document
    if not rolling.is_rolling(document.cues):
        context.views.notice(Problem("These are no rolling captions; no line is repeated."))
        return
    changing.review(context, rolling.TITLE, rolling.proposals(document))


def set_second_apart(context: Context) -> None:
    """Make the second language of bilingual subtitles their second text, after a review."""
    from editor.language import second_texts

    document = context.session.document

    def show(rows: list[Proposal]) -> None:
        if context.session.document is not document:
            set_second_apart(context)  # it was changed in the meantime
        elif not rows:
            context.views.notice(
                Problem("There is one language here, or both stand apart already.")
            )
        else:
            changing.review(context, second_texts.TITLE, rows)

    context.jobs.start(
        N_("Looking for two languages"),
        lambda _: second_texts.proposals(document),
        changing.unless_composing(context, show),
    )


def fix_all(context: Context) -> None:
    """Fix everything that can be fixed automatically, after a review."""
    fix(context, lambda: context.inspection.report.findings)


def fix(context: Context, findings: Callable[[], Sequence[Finding]]) -> None:
    """Fix findings as far as that is automatic, after a review.

    They are asked for once the checks of the document are done.
    """

    def find(report: Report) -> None:
        document, wanted = report.document, findings()

        def work(progress: Progress) -> list[Proposal]:
            from editor.checks.rules import fix_proposals

            progress.report(0)
            return fix_proposals(document, wanted)

        def take(found: list[Proposal]) -> None:
            if context.session.document is not document:
                fix(context, findings)  # it was changed in the meantime
            elif found:
                changing.review(context, N_("Fix problems"), found)
            else:
                context.views.notice(Problem("None of these can be fixed automatically."))

        context.jobs.start(N_("Checking"), work, changing.unless_composing(context, take))

    context.inspection.when_current(find)


def toggle_problems(context: Context) -> None:
    """Show or hide the problems panel."""
    context.views.toggle_panel("problems")


def next_problem(context: Context) -> None:
    """Go to the next cue with a finding."""
    _walk(context, 1)


def previous_problem(context: Context) -> None:
    """Go to the previous cue with a finding."""
    _walk(context, -1)


def _walk(context: Context, direction: int) -> None:
    go = changing.unless_composing(context, lambda report: _go(context, report, direction))
    context.inspection.when_current(go)


def _go(context: Context, report: Report, direction: int) -> None:
    rows = sorted({finding.row for finding in report.findings if finding.row is not None})
    if not rows:
        context.views.notice(Problem("No problems found."))
        return
    here = context.row
    if direction > 0:
        row = next((row for row in rows if row > here), rows[0])
    else:
        row = next((row for row in reversed(rows) if row < here), rows[-1])
    context.session.select(context.session.selection.at(row))
    found = next(finding for finding in report.findings if finding.row == row)
    context.views.notice(found.message)


ACTIONS: tuple[Action, ...] = (
    Action("tools.repair", N_("Repair timing…"), repair, ("Ctrl+R",), has_cue),
    Action("tools.zh-Hans", N_("Convert to Simplified…"), convert("zh-Hans"), (), has_cue),
    Action("tools.zh-Hant", N_("Convert to Traditional…"), convert("zh-Hant"), (), has_cue),
    Action("tools.zh-TW", N_("Convert to Traditional (Taiwan)…"), convert("zh-TW"), (),
           has_cue),
    Action("tools.zh-HK", N_("Convert to Traditional (Hong Kong)…"), convert("zh-HK"), (), has_cue),
    Action("tools.second", N_("Set second language apart…"), set_second_apart, (), has_cue),
    Action("tools.unroll", N_("Remove repeated lines…"), unroll, (), has_cue),
    Action("tools.fix", N_("Fix problems…"), fix_all, (), has_cue),
    Action("tools.next-problem", N_("Next problem"), next_problem, ("F8",), has_cue, changes=False),
    Action("tools.previous-problem", N_("Previous problem"), previous_problem, ("Shift+F8",),
           has_cue, changes=False),
    Action("view.problems", N_("Problems"), toggle_problems, ("Ctrl+Shift+P",), has_document,
           changes=False),
)  # fmt: skip
