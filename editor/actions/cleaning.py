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
    from editor.report import Report

ORDER = (
    *("characters", "repeated", "script", "heard", "forms", "width", "ellipsis", "quotes"),
    *("fillers", "stutters", "loops", "credits", "marks", "spacing"),
)
"""Ids of the passes that `next_pass` goes through; see `language.cleaning.passes.PASSES`."""

_NOTHING = N_("This pass finds nothing to do.")


def clean(name: str) -> Callable[[Context], None]:
    """A command that reviews what one pass proposes; `name` is the pass's id."""
    return lambda context: _run(context, (name,))


def next_pass(context: Context) -> None:
    """Review the first pass of `ORDER` that proposes something that was not put away."""
    _run(context, ORDER)


def propose_again(context: Context) -> None:
    """Let the passes, and the search for terms, propose again what was put away."""
    count = context.terms.propose_again()
    context.views.notice(Problem("Put away, and proposed again from now on: {count}.", count=count))


def seek(context: Context, report: Report, name: str) -> Callable[[Progress], list[Proposal]]:
    """What finds the proposals of a pass that were not put away; runs on another thread."""
    document, glossary, terms = report.document, context.terms.all, context.terms

    def work(progress: Progress) -> list[Proposal]:
        from editor.language.cleaning.passes import PASSES, Given

        given = Given(document, glossary, report.borders or (0,), progress=progress)
        find = next(row.find for row in PASSES if row.id == name)
        return terms.left(name, find(given))

    return work


def show(
    context: Context, name: str, proposals: Sequence[Proposal], then: changing.Then | None = None
) -> None:
    """Review what a pass has found; what is not ticked is not proposed again."""
    apply = partial(_apply, context, name, proposals)
    changing.review(context, TITLES[name], proposals, apply, then)


def _run(context: Context, names: Sequence[str]) -> None:
    context.inspection.when_current(partial(_find, context, names))


def _find(context: Context, names: Sequence[str], report: Report) -> None:
    seekers = {name: seek(context, report, name) for name in names}

    def work(progress: Progress) -> tuple[str, list[Proposal]] | None:
        for number, (name, find) in enumerate(seekers.items()):
            progress.report(number, len(names))
            found = find(progress)
            if found:
                return name, found
        return None

    def take(found: tuple[str, list[Proposal]] | None) -> None:
        several = len(names) > 1
        if context.session.document is not report.document:
            _run(context, names)  # it was changed in the meantime
        elif found is None:
            done = N_("All passes are done: nothing is left to clean up.")
            context.views.notice(Problem(done if several else _NOTHING))
        else:
            then = changing.Then(partial(_run, context, names), _stop) if several else None
            show(context, *found, then)

    context.jobs.start(
        N_("Looking for what to clean up"), work, changing.unless_composing(context, take)
    )


def _stop() -> None:
    """The passes that were left go on when they are called again."""


def _apply(
    context: Context, name: str, proposals: Sequence[Proposal], fixes: Sequence[Fix]
) -> None:
    put_away(context, name, proposals, fixes)
    if fixes:
        changing.accept(context, TITLES[name], fixes)


def put_away(
    context: Context, of: str, proposals: Sequence[Proposal], fixes: Sequence[Fix]
) -> None:
    """Remember which proposals were not ticked."""
    ticked = set(map(id, fixes))
    refused = [(row.before, row.after) for row in proposals if id(row.fix) not in ticked]
    context.terms.put_away(of, refused)


TITLES = {
    "characters": N_("Spaces between characters"),
    "repeated": N_("Remove repeated lines"),
    "script": N_("Bring into one script"),
    "heard": N_("Terms as they were heard"),
    "forms": N_("Case and hyphens"),
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
    Action("clean.again", N_("Propose again what was put away"), propose_again, (), has_cue),
    Action("clean.script", N_("Bring into one script…"), clean("script"), (), has_cue),
    Action("clean.forms", N_("Case and hyphens…"), clean("forms"), (), has_cue),
    Action("clean.width", N_("Width of marks…"), clean("width"), (), has_cue),
    Action("clean.marks", N_("Commas and full stops…"), clean("marks"), (), has_cue),
    Action("clean.spacing", N_("Spaces beside letters…"), clean("spacing"), (), has_cue),
    Action("clean.characters", N_("Spaces between characters…"), clean("characters"), (), has_cue),
    Action("clean.ellipsis", N_("Ellipsis…"), clean("ellipsis"), (), has_cue),
    Action("clean.quotes", N_("Quotation marks…"), clean("quotes"), (), has_cue),
    Action("clean.digits", N_("Numbers in digits…"), clean("digits"), (), has_cue),
    Action("clean.fillers", N_("Fillers…"), clean("fillers"), (), has_cue),
    Action("clean.stutters", N_("Stutters…"), clean("stutters"), (), has_cue),
    Action("clean.loops", N_("Loops of the recogniser…"), clean("loops"), (), has_cue),
    Action("clean.credits", N_("Invented credits…"), clean("credits"), (), has_cue),
)  # fmt: skip
