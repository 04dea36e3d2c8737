# SPDX-License-Identifier: GPL-3.0-or-later
"""Find and replace."""

from __future__ import annotations

import time
from functools import partial
from typing import TYPE_CHECKING

from editor.actions import changing
from editor.actions.action import Action, has_cue
from editor.core.change import replaced
from editor.core.errors import Problem, UserError
from editor.core.i18n import N_

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from editor.actions.context import Context
    from editor.core.progress import Progress
    from editor.core.proposal import Proposal
    from editor.language.replacing import Replacing

_PATIENCE = 5.0
"""Seconds that replacing everything may take."""

_AT_ONCE = 0.2
"""Seconds that replacing one match may take."""

_SLOW = Problem(N_("The expression takes too long. Nothing was replaced."))


def find(context: Context) -> None:
    """Open the search bar."""
    _open(context, replace=False)


def replace(context: Context) -> None:
    """Open the search bar with a field for the replacement."""
    _open(context, replace=True)


def _open(context: Context, *, replace: bool) -> None:
    selection = context.session.selection
    first, last = sorted((selection.caret, selection.caret_anchor))
    text = context.cue.text[first:last]
    context.views.find("" if "\n" in text else text, replace=replace)


def walk(direction: int) -> Callable[[Context], None]:
    """A command that goes to the next (1) or previous (-1) match."""

    def run(context: Context) -> None:
        search = context.search
        if search.query is None or not search.query.text:
            find(context)
        else:
            walk = partial(_walk, context, direction)
            search.when_ready(changing.unless_composing(context, walk))

    return run


def _walk(context: Context, direction: int) -> None:
    search, selection = context.search, context.session.selection
    here, row = search.here, selection.current
    first, last = sorted((selection.caret, selection.caret_anchor))
    if direction > 0:
        place = search.places.next(here) if here else search.places.after(row, last)
    else:
        place = search.places.previous(here) if here else search.places.before(row, first)
    if place is None:
        context.views.notice(search.problem or Problem("Nothing was found."))
        return
    search.go(place)
    if here is not None and search.places.total > 1 and (place <= here) == (direction > 0):
        around = N_("The search goes on from the top."), N_("The search goes on from the end.")
        context.views.notice(Problem(around[direction < 0]))


def has_match(context: Context) -> bool:
    """Whether something was found that could be replaced, or may be found yet."""
    return context.has_cues and (context.search.busy or context.search.places.total > 0)


def replace_one(context: Context) -> None:
    """Replace the selected match and go to the next; if none is selected, go there only."""
    replace = partial(_replace_one, context)
    context.search.when_ready(changing.unless_composing(context, replace))


def _replace_one(context: Context) -> None:
    search, session = context.search, context.session
    place, replacing = search.here, _replacing(context, _AT_ONCE)
    if place is None or replacing is None:
        _walk(context, 1)
        return
    row, match = place[0], search.places.match(place)
    cue = session.document.cues[row]
    try:
        new = replacing.cue(cue, search.prepared()[row], match.field, (match.start, match.end))
    except (TimeoutError, UserError) as error:
        context.views.notice(error.problem if isinstance(error, UserError) else _SLOW)
        return
    caret = match.end + len(new.text) - len(cue.text) if match.field == "text" else 0
    there = session.selection.at(row, caret)
    change = replaced(session.document, N_("Replace"), [(row, new)])
    if new == cue:
        session.select(there)
    elif not changing.commit(context, change, there):
        return
    search.when_ready(changing.unless_composing(context, partial(_walk, context, 1)))


def _replacing(context: Context, seconds: float) -> Replacing | None:
    from editor.language.deadline import Deadline
    from editor.language.replacing import Replacing

    search = context.search
    if search.matcher is None:
        return None
    return Replacing(search.matcher, search.instead, Deadline(seconds, time.thread_time))


def replace_all(context: Context) -> None:
    """Replace all matches, after a review."""
    context.search.when_ready(partial(_replace_all, context))


def _replace_all(context: Context) -> None:
    search, document = context.search, context.session.document
    replacing = _replacing(context, _PATIENCE)
    found, rows = search.found(), search.prepared()
    if replacing is None or not found:
        context.views.notice(search.problem or Problem("Nothing was found."))
        return

    def work(progress: Progress) -> Sequence[Proposal] | None:
        try:
            return replacing.proposals(document, rows, found, progress)
        except TimeoutError:
            return None

    def show(proposals: Sequence[Proposal] | None) -> None:
        if context.session.document is not document:
            replace_all(context)  # it was changed in the meantime
        elif proposals is None:
            context.views.notice(_SLOW)
        elif not proposals:
            context.views.notice(Problem("Nothing would change."))
        else:
            changing.review(context, N_("Replace"), proposals)

    context.jobs.start(
        N_("Replacing"),
        work,
        changing.unless_composing(context, show),
        lambda error: context.views.notice(error.problem),
    )


ACTIONS: tuple[Action, ...] = (
    Action("edit.find", N_("Find"), find, ("Ctrl+F",), has_cue, changes=False),
    Action("edit.find-next", N_("Find next"), walk(1), ("F3",), has_cue, changes=False),
    Action("edit.find-previous", N_("Find previous"), walk(-1), ("Shift+F3",), has_cue,
           changes=False),
    Action("edit.replace", N_("Replace"), replace, ("Ctrl+H",), has_cue),
    Action("edit.replace-one", N_("Replace and find next"), replace_one, (), has_match),
    Action("edit.replace-all", N_("Replace all…"), replace_all, (), has_match),
)  # fmt: skip
