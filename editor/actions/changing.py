# SPDX-License-Identifier: GPL-3.0-or-later
"""The one door by which the window changes the document, and why it may be shut.

Where another window of Jiaozi is at work on the document, this one may look. Whoever wants to
change something there, by a command, a drag, a review or a tool, is refused here and told why.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

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
"""What to do about it."""


def is_refused(context: Context) -> bool:
    """Whether nothing may be changed here; if so, the user is told."""
    if context.session.elsewhere is None:
        return False
    context.views.notice(Problem(ELSEWHERE), *ELSEWHERE_ACTIONS)
    return True


def commit(context: Context, change: Change | None, there: Selection | None = None) -> bool:
    """Make a change, after which the user is `there`; see `Session.commit`.

    Returns:
        Whether nothing spoke against it. False where the user was told what did.
    """
    if change is None or is_refused(context):
        return False
    context.session.commit(change, there)
    return True


def made(context: Context, edit: Callable[[], Change]) -> Change | None:
    """What `edit` makes, or None where it cannot be made and the user was told why."""
    if is_refused(context):
        return None
    try:
        return edit()
    except UserError as error:
        context.views.notice(error.problem)
        return None


def accept(
    context: Context, title: str, fixes: Sequence[Fix], *, language: str | None = None
) -> None:
    """Make one change of the fixes that were ticked, and say how many cues it changed."""
    commit_many(context, accepted(context.session.document, title, fixes, language))


def commit_many(context: Context, change: Change) -> None:
    """Make a change of many cues, and say how many there were."""
    if not commit(context, change):
        return
    count = sum(max(len(splice.removed), len(splice.inserted)) for splice in change.splices)
    context.views.notice(Problem("Cues changed: {count}. Press Ctrl+Z to undo.", count=count))


def review(
    context: Context,
    title: str,
    proposals: Sequence[Proposal],
    apply: Callable[[Sequence[Fix]], None] | None = None,
) -> None:
    """Show what a bulk change would do; `apply` gets what was ticked, or else `accept`."""
    if not is_refused(context):
        context.views.review(title, proposals, apply or partial(accept, context, title))


def tool(context: Context, tool: Tool, given: Callable[[], Given]) -> None:
    """Show a tool; what is ticked of its proposals becomes one change."""
    if not is_refused(context):
        context.views.tool(tool, given, partial(accept, context, tool.title))
