# SPDX-License-Identifier: GPL-3.0-or-later
"""Find by ear: every place where a word is spoken that is heard once, however it is written."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from editor.actions import changing, hearing, sounding
from editor.actions.action import Action
from editor.core.errors import Problem
from editor.core.i18n import N_

if TYPE_CHECKING:
    from editor.actions.context import Context
    from editor.core.document import Document
    from editor.core.errors import UserError
    from editor.core.progress import Progress
    from editor.core.proposal import Proposal
    from editor.ear.aligning import Listener
    from editor.ear.spotted import Example, Spotted

_TITLE = N_("Find by ear")
_BY_EAR = "by-ear"


def find_by_ear(context: Context) -> None:
    """Find where the selected word, or the one in the marked range, is spoken.

    A range without a selected word: the user is asked how the word is written.
    """
    hearing.with_true_times(context, partial(_ask, context))


def _ask(context: Context, listener: Listener) -> None:
    from editor.ear.spotted import Example, Marked, Written

    selection, marked = context.session.selection, context.views.marked()
    start, end = sorted((selection.caret, selection.caret_anchor))
    word = context.cue.text[start:end].strip()
    if not word and marked is None:
        context.views.notice(Problem("Select a word, or mark on the timeline where it is spoken."))
        return
    if not word:
        word = (context.ask.line(_TITLE, N_("How the word is written")) or "").strip()
    if word:
        place = Written(context.row, (start, end)) if marked is None else Marked(*marked)
        _find(context, listener, Example(word, place))


def _find(context: Context, listener: Listener, example: Example) -> None:
    from editor.ear.spotted import spotted
    from editor.language.sound.correcting import proposals

    document = context.session.document
    spoken = context.listening.spoken(listener)

    def work(progress: Progress) -> tuple[Spotted, list[Proposal]]:
        found = spotted(listener, document.cues, example, spoken, progress)
        return found, proposals(document, found.places)

    def show(made: tuple[Spotted, list[Proposal]]) -> None:
        found, rows = made
        rows = context.terms.left(_BY_EAR, rows)
        if context.session.document is not document:
            _again(context, listener, example, document)
        elif rows:
            sounding.show(context, _TITLE, _BY_EAR, rows)
        else:
            message = Problem(
                "“{word}” is heard nowhere else with another text; rightly written: {count}.",
                word=example.word,
                count=found.right,
            )
            context.views.notice(message)

    def failed(error: UserError) -> None:
        context.views.notice(error.problem)

    context.jobs.start(
        N_("Listening for a word"), work, changing.unless_composing(context, show), failed
    )


def _again(context: Context, listener: Listener, example: Example, before: Document) -> None:
    """Find it in the document as it is now, if the example is still there."""
    from editor.ear.spotted import Written

    cues, place = context.session.document.cues, example.place
    if isinstance(place, Written):
        same = cues[place.row : place.row + 1]
        if not same or same[0].text != before.cues[place.row].text:
            return
    _find(context, listener, example)


ACTIONS: tuple[Action, ...] = (
    Action("tools.by-ear", N_("Find by ear…"), find_by_ear, (), hearing.can_hear_cues,
           hint=hearing.HINT),
)  # fmt: skip
