# SPDX-License-Identifier: GPL-3.0-or-later
"""The text as speech recognition gave it: showing it, and going back to it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from editor.actions import changing
from editor.actions.action import Action, has_cue, has_document
from editor.core.change import replaced
from editor.core.errors import Problem
from editor.core.i18n import N_
from editor.core.original import is_changed, restored
from editor.core.proposal import Proposal
from editor.settings import ORIGINALS

if TYPE_CHECKING:
    from editor.actions.context import Context
    from editor.core.cue import Cue

_TITLE = N_("Back to the original text")
_AS_HEARD = Problem("This is as speech recognition gave it.")


def toggle(context: Context) -> None:
    """Show or hide the original below the text of changed cues."""
    context.settings[ORIGINALS] = not context.settings[ORIGINALS]
    if context.settings[ORIGINALS] and context.has_cues and not is_changed(context.cue):
        context.views.notice(_AS_HEARD)


def go_back(context: Context) -> None:
    """Put back the original of the current cue; of several selected cues, with review."""
    cues, rows = context.session.document.cues, context.session.chosen
    changed = [row for row in rows if is_changed(cues[row])]
    if not changed:
        context.views.notice(_AS_HEARD)
    elif len(rows) > 1:
        changing.review(context, _TITLE, [_proposal(row, cues[row]) for row in changed])
    else:
        row = rows[0]
        fixed = [(row, cues[row].saying(cues[row].heard))]
        changing.commit(context, replaced(context.session.document, _TITLE, fixed))


def _proposal(row: int, cue: Cue) -> Proposal:
    reason = Problem("As speech recognition gave it")
    return Proposal(
        fix=((row, cue.saying(cue.heard)),),
        before=cue.text,
        after=cue.heard,
        reason=reason,
        kind=reason,
        sure=True,
    )


def go_back_here(context: Context) -> None:
    """Put back the original of the selected text, or of the word at the caret."""
    cue, selection = context.cue, context.session.selection
    for start, end in _parts(context):
        text, (first, last) = restored(cue, start, end)
        if text != cue.text:
            change = replaced(context.session.document, _TITLE, [(context.row, cue.saying(text))])
            changing.commit(context, change, selection.with_caret(last, first))
            return
    context.views.notice(_AS_HEARD)


def _parts(context: Context) -> list[tuple[int, int]]:
    """The selected text, or the word after the caret and the one before it."""
    from editor.language.words import word_at

    selection, text = context.session.selection, context.cue.text
    start, end = sorted((selection.caret, selection.caret_anchor))
    if start != end:
        return [(start, end)]
    terms = context.session.state.terms
    return [word_at(text, start, terms), word_at(text, max(start - 1, 0), terms)]


ACTIONS: tuple[Action, ...] = (
    Action("view.originals", N_("Original text below changed cues"), toggle, ("Ctrl+F7",),
           has_document, checked=lambda context: context.settings[ORIGINALS], changes=False),
    Action("cue.original", _TITLE, go_back, ("Ctrl+Shift+F7",), has_cue, on_heard=True),
    Action("cue.original-here", N_("Back to the original: word or selected text"), go_back_here,
           ("Shift+F7",), has_cue),
)  # fmt: skip
