# SPDX-License-Identifier: GPL-3.0-or-later
"""Undo and redo: what they did is told, and no held key takes back the work of an hour."""

from __future__ import annotations

from typing import TYPE_CHECKING

from editor.actions import changing
from editor.actions.action import Action, has_document
from editor.core.errors import Problem
from editor.core.i18n import N_

if TYPE_CHECKING:
    from editor.actions.context import Context
    from editor.core.change import Change

_MANY = 10
"""A step that changed more cues than this must be asked for twice to be undone."""


def undo(context: Context) -> None:
    """Undo the last step, and say what was undone unless it is seen in the current cue.

    A step that changed many cues must be asked for twice, so that no held key takes it back; a
    notice that offers it, as right after it was made, counts as the first time.
    """
    session, offered = context.session, context.views.offers("edit.undo")
    change = session.history.done[-1].change
    facts = {"what": Problem(change.title), "count": change.size}
    if change.size > _MANY and not offered:
        question = Problem("Undo “{what}” in {count} cues? Press the key again.", **facts)
        context.views.notice(question, "edit.undo")
        return
    session.undo()
    _say(context, Problem("Undone: {what} (cues: {count}).", **facts), change, "edit.redo")


def redo(context: Context) -> None:
    """Redo the step that was undone last, and say so unless it is seen in the current cue."""
    session = context.session
    change = session.history.undone[-1].change
    session.redo()
    facts = {"what": Problem(change.title), "count": change.size}
    _say(context, Problem("Redone: {what} (cues: {count}).", **facts), change, "edit.undo")


def go_to(context: Context, count: int) -> None:
    """Undo or redo until `count` steps are done."""
    if not changing.is_refused(context):
        context.session.go_to(count)


def toggle_panel(context: Context) -> None:
    """Show or hide the history."""
    context.views.toggle_panel("history")


def _say(context: Context, message: Problem, change: Change, action: str) -> None:
    if change.merge is None:  # typed text is seen where the caret is
        context.views.notice(message, action)


def can_undo(context: Context) -> bool:
    """Whether there is a step to undo."""
    return context.session.history.undo_title is not None


def can_redo(context: Context) -> bool:
    """Whether there is a step to redo."""
    return context.session.history.redo_title is not None


def _undo_label(context: Context) -> Problem | None:
    title = context.session.history.undo_title
    return None if title is None else Problem("Undo {what}", what=Problem(title))


def _redo_label(context: Context) -> Problem | None:
    title = context.session.history.redo_title
    return None if title is None else Problem("Redo {what}", what=Problem(title))


ACTIONS: tuple[Action, ...] = (
    Action("edit.undo", N_("Undo"), undo, ("Ctrl+Z",), can_undo, label_now=_undo_label),
    Action(
        "edit.redo", N_("Redo"), redo, ("Ctrl+Y", "Ctrl+Shift+Z"), can_redo, label_now=_redo_label
    ),
    Action(
        "view.history", N_("History"), toggle_panel, ("Ctrl+Shift+H",), has_document, changes=False
    ),
)
