# SPDX-License-Identifier: GPL-3.0-or-later
"""Clean-up passes: each finds its kind of thing, and nothing is done without a review."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from editor.actions import changing
from editor.actions.action import Action, has_cue
from editor.core.errors import Problem
from editor.core.i18n import N_

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from editor.actions.context import Context
    from editor.core.progress import Progress
    from editor.core.proposal import Fix, Proposal
    from editor.inspection import Report

ORDER = (
    *("repeated", "script", "heard", "width", "ellipsis", "quotes"),
    *("fillers", "stutters", "loops", "credits", "marks", "spacing"),
)
"""Ids of the passes that `next_pass` goes through; see `language.cleaning.passes.PASSES`."""

_NOTHING = N_("This pass finds nothing to do.")


def clean(name: str) -> Callable[[Context], None]:
    """A command that reviews what one pass proposes; `name` is the pass's id."""
    return lambda context: _run(context, (name,))


def next_pass(context: Context) -> None:
    """Review the first pass of `ORDER` that proposes something that was not put away here."""
    _run(context, ORDER)


def _run(context: Context, names: Sequence[str]) -> None:
    context.inspection.when_current(partial(_find, context, names))


def _find(context: Context, names: Sequence[str], report: Report) -> None:
    document, glossary = report.document, context.terms.all

    def work(progress: Progress) -> tuple[str, list[Proposal]] | None:
        from editor.language.cleaning.passes import PASSES, Given

        rows = {each.id: each for each in PASSES}
        given = Given(document, glossary, report.borders or (0,), progress=progress)
        for number, name in enumerate(names):
            progress.report(number, len(names))
            found = [row for row in rows[name].find(given) if not _seen(context, name, row)]
            if found:
                return name, found
        return None

    def show(found: tuple[str, list[Proposal]] | None) -> None:
        if context.session.document is not document:
            _run(context, names)  # it was changed in the meantime
        elif found is None:
            several = len(names) > 1
            done = N_("All passes are done: nothing is left to clean up.")
            context.views.notice(Problem(done if several else _NOTHING))
        else:
            name, proposals = found
            title = TITLES[name]
            after = names if len(names) > 1 else ()
            changing.review(
                context, title, proposals, partial(_apply, context, name, after, proposals)
            )

    context.jobs.start(
        N_("Looking for what to clean up"), work, changing.unless_composing(context, show)
    )


def _apply(
    context: Context,
    name: str,
    names: Sequence[str],
    proposals: Sequence[Proposal],
    fixes: Sequence[Fix],
) -> None:
    """Make the change; what was not ticked is not proposed again in this session."""
    ticked = set(map(id, fixes))
    context.terms.put_away.update(
        (name, row.before, row.after) for row in proposals if id(row.fix) not in ticked
    )
    if fixes:
        changing.accept(context, TITLES[name], fixes)
    if names:
        _run(context, names)


def _seen(context: Context, name: str, row: Proposal) -> bool:
    return (name, row.before, row.after) in context.terms.put_away


TITLES = {
    "repeated": N_("Remove repeated lines"),
    "script": N_("Bring into one script"),
    "heard": N_("Terms as they were heard"),
    "width": N_("Width of marks"),
    "ellipsis": N_("Ellipsis"),
    "quotes": N_("Quotation marks"),
    "fillers": N_("Fillers"),
    "stutters": N_("Stutters"),
    "loops": N_("Loops of the recogniser"),
    "credits": N_("Invented credits"),
    "digits": N_("Numbers in digits"),
    "marks": N_("Commas and full stops"),
    "spacing": N_("Spaces beside letters"),
}
"""Titles of the reviews, by the passes' ids."""

ACTIONS: tuple[Action, ...] = (
    Action("clean.next", N_("Clean up, one pass after the other…"), next_pass, (), has_cue),
    Action("clean.width", N_("Width of marks…"), clean("width"), (), has_cue),
    Action("clean.marks", N_("Commas and full stops…"), clean("marks"), (), has_cue),
    Action("clean.spacing", N_("Spaces beside letters…"), clean("spacing"), (), has_cue),
    Action("clean.ellipsis", N_("Ellipsis…"), clean("ellipsis"), (), has_cue),
    Action("clean.quotes", N_("Quotation marks…"), clean("quotes"), (), has_cue),
    Action("clean.digits", N_("Numbers in digits…"), clean("digits"), (), has_cue),
    Action("clean.fillers", N_("Fillers…"), clean("fillers"), (), has_cue),
    Action("clean.stutters", N_("Stutters…"), clean("stutters"), (), has_cue),
    Action("clean.loops", N_("Loops of the recogniser…"), clean("loops"), (), has_cue),
    Action("clean.credits", N_("Invented credits…"), clean("credits"), (), has_cue),
)  # fmt: skip
