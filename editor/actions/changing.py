# SPDX-License-Identifier: GPL-3.0-or-later
"""The one way in which the window changes the document, and when changes are refused.

While another window of Jiaozi is editing the document, this one is read-only: every change, by a
command, a drag, a review or a tool, is refused here, with a notice that says why.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, NamedTuple

from editor.core.errors import Problem, UserError
from editor.core.proposal import accepted
from editor.session import ELSEWHERE

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from editor.actions.context import Context
    from editor.actions.tooling.fields import Given, Tool
    from editor.core.change import Change
    from editor.core.proposal import Fix, Proposal
    from editor.core.selection import Selection

ELSEWHERE_ACTIONS = ("file.take-over", "file.copy")
"""The actions offered in that notice."""


class Then(NamedTuple):
    """What follows a list that is one of several.

    Attributes:
        done: Called when the user is done with it; maybe nothing was ticked.
        left: Called when the user leaves it.
    """

    done: Callable[[], None]
    left: Callable[[], None]

    def after(self, apply: Callable[[Sequence[Fix]], None]) -> Callable[[Sequence[Fix]], None]:
        """`apply`, and then what follows."""

        def both(fixes: Sequence[Fix]) -> None:
            apply(fixes)
            self.done()

        return both


def is_refused(context: Context) -> bool:
    """Whether changes are refused; if so, a notice tells the user."""
    if context.session.elsewhere is None:
        return False
    context.views.notice(Problem(ELSEWHERE), *ELSEWHERE_ACTIONS)
    return True


def commit(context: Context, change: Change | None, there: Selection | None = None) -> bool:
    """Make a change and set the selection to `there`; see `Session.commit`.

    Returns:
        Whether the change was accepted. False if `change` is None, or if it was refused and a
        notice tells the user why.
    """
    if change is None or is_refused(context):
        return False
    context.session.commit(change, there)
    return True


def made(context: Context, edit: Callable[[], Change]) -> Change | None:
    """The change that `edit` returns; None if it is impossible and a notice told the user why."""
    if is_refused(context):
        return None
    try:
        return edit()
    except UserError as error:
        context.views.notice(error.problem)
        return None


def is_in_view(context: Context, row: int) -> bool:
    """Whether the neighbour at `row` is in view; if a filter hides it, show it and say so.

    Nothing may be done to a cue that the user does not see.
    """
    session = context.session
    if not session.filter.hides(row):
        return True
    session.set_filter(session.filter.showing(row))
    context.views.notice(Problem("The filter hid this neighbour. Press again to go ahead."))
    return False


def still_open(context: Context) -> Callable[[], bool]:
    """Tells, later on, whether the document that is open now still is."""
    history = context.session.history  # each document that is opened has one of its own
    return lambda: context.session.history is history


def while_open(context: Context, then: Callable[..., None]) -> Callable[..., None]:
    """`then`, called once work in the background is done; not if another document is open by then.

    It was asked for in this one, and its result is of this one.
    """
    is_open = still_open(context)

    def call(*result: object) -> None:
        if is_open():
            then(*result)

    return call


def unless_composing(context: Context, then: Callable[..., None]) -> Callable[..., None]:
    """As `while_open`; and not if the user composes by then.

    It was asked for before that, and would take the caret out of the composition.
    """

    def call(*result: object) -> None:
        if not context.views.composing:
            then(*result)

    return while_open(context, call)


def accept(
    context: Context, title: str, fixes: Sequence[Fix], *, language: str | None = None
) -> None:
    """Make one change of the ticked fixes, and say how many cues it changed.

    `language` becomes the language of the document.
    """
    commit_many(context, accepted(context.session.document, title, fixes, language))


def commit_many(context: Context, change: Change) -> None:
    """Make a change of many cues, and say how many it changed."""
    if not commit(context, change):
        return
    context.views.notice(Problem("Cues changed: {count}.", count=change.size), "edit.undo")


def review(
    context: Context,
    title: str,
    proposals: Sequence[Proposal],
    apply: Callable[[Sequence[Fix]], None] | None = None,
    then: Then | None = None,
) -> None:
    """Show proposals for review; `apply` gets the ticked fixes; by default, `accept`.

    `then`: this is one list of several.
    """
    if is_refused(context):
        return
    apply = apply or partial(accept, context, title)
    if then is None:
        context.views.review(title, proposals, apply)
    else:
        context.views.review(title, proposals, then.after(apply), then.left)


def tool(context: Context, tool: Tool, given: Callable[[], Given]) -> None:
    """Show a tool; the ticked proposals become one change."""
    if not is_refused(context):
        context.views.tool(tool, given, partial(accept, context, tool.title))
