# SPDX-License-Identifier: GPL-3.0-or-later
"""What changes many cues at once, each through the review list; and the list of problems."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from editor.actions import changing
from editor.actions.action import Action, has_cue, has_document
from editor.actions.timing import use
from editor.core.errors import Problem
from editor.core.i18n import N_

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from editor.actions.context import Context
    from editor.checks.finding import Finding
    from editor.inspection import Report


def repair(context: Context) -> None:
    """The page of clock repair; a sentence where the clock runs through."""
    context.inspection.when_current(partial(_repair, context))


def _repair(context: Context, report: Report) -> None:
    if report.diagnosis is None or not report.diagnosis.interpretations:
        context.views.notice(Problem("The clock runs through: there is nothing to repair."))
        return
    if not changing.is_refused(context):
        context.views.repair(partial(changing.accept, context, N_("Repair the clock")))


def convert(target: str) -> Callable[[Context], None]:
    """The whole text in one script, through the review list."""
    titles = {
        "zh-Hans": N_("Convert to Simplified"),
        "zh-Hant": N_("Convert to Traditional"),
        "zh-TW": N_("Convert to Traditional, Taiwan's words"),
        "zh-HK": N_("Convert to Traditional, Hong Kong"),
    }

    def run(context: Context) -> None:
        context.inspection.when_current(partial(review, context))

    def review(context: Context, report: Report) -> None:
        from editor.language.script_proposals import proposals

        document = report.document
        rows = proposals(document, target, report.borders)
        if not rows:
            context.views.notice(Problem("All of the text is in that script already."))
            return
        apply = partial(changing.accept, context, titles[target], language=target)
        changing.review(context, titles[target], rows, apply)

    return run


def fix_all(context: Context) -> None:
    """Everything that has a plain fix, through the review list."""
    context.inspection.when_current(lambda report: fix(context, report.findings))


def fix(context: Context, findings: Sequence[Finding]) -> None:
    """The plain fixes of some findings, through the review list."""
    from editor.checks.rules import fix_proposals

    document = context.inspection.report.document
    rows = fix_proposals(document, findings)
    if not rows:
        context.views.notice(Problem("None of these has a plain fix."))
        return
    changing.review(context, N_("Fix problems"), rows)


def toggle_problems(context: Context) -> None:
    """Show or hide the list of problems."""
    context.views.toggle_panel("problems")


def next_problem(context: Context) -> None:
    """The next cue that a check found something about."""
    _walk(context, 1)


def previous_problem(context: Context) -> None:
    """The one before."""
    _walk(context, -1)


def _walk(context: Context, direction: int) -> None:
    context.inspection.when_current(lambda report: _go(context, report, direction))


def _go(context: Context, report: Report, direction: int) -> None:
    rows = sorted({finding.row for finding in report.findings if finding.row is not None})
    if not rows:
        context.views.notice(Problem("The checks find nothing."))
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
    Action("tools.repair", N_("Repair the clock…"), repair, ("Ctrl+R",), has_cue),
    Action("tools.zh-Hans", N_("Convert to Simplified…"), convert("zh-Hans"), (), has_cue),
    Action("tools.zh-Hant", N_("Convert to Traditional…"), convert("zh-Hant"), (), has_cue),
    Action("tools.zh-TW", N_("Convert to Traditional, Taiwan's words…"), convert("zh-TW"), (),
           has_cue),
    Action("tools.zh-HK", N_("Convert to Traditional, Hong Kong…"), convert("zh-HK"), (), has_cue),
    Action("tools.replace", N_("Find and replace…"), use("replace"), ("Ctrl+H",), has_cue),
    Action("tools.fix", N_("Fix problems…"), fix_all, (), has_cue),
    Action("tools.next-problem", N_("Next problem"), next_problem, ("F8",), has_cue, changes=False),
    Action("tools.previous-problem", N_("Previous problem"), previous_problem, ("Shift+F8",),
           has_cue, changes=False),
    Action("view.problems", N_("Problems"), toggle_problems, ("Ctrl+Shift+P",), has_document,
           changes=False),
)  # fmt: skip
