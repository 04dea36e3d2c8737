# SPDX-License-Identifier: GPL-3.0-or-later
"""What the user notes about cues: colour marks and a remark."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from editor.actions import changing
from editor.actions.action import Action, has_cue
from editor.core.change import replaced
from editor.core.i18n import N_

if TYPE_CHECKING:
    from collections.abc import Callable

    from editor.actions.context import Context
    from editor.core.cue import Mark


def toggle(mark: Mark) -> Callable[[Context], None]:
    """A command that marks the selected cues, or takes the mark off if the current one has it."""
    return lambda context: _set(context, None if context.cue.mark == mark else mark)


def remove(context: Context) -> None:
    """Take the marks off the selected cues."""
    _set(context, None)


def _set(context: Context, mark: Mark | None) -> None:
    document = context.session.document
    rows = [(row, replace(document.cues[row], mark=mark)) for row in context.session.chosen]
    title = N_("Remove colour mark") if mark is None else N_("Set colour mark")
    changing.commit(context, replaced(document, title, rows))


def _has(mark: Mark) -> Callable[[Context], bool]:
    return lambda context: context.has_cues and context.cue.mark == mark


def _is_marked(context: Context) -> bool:
    cues = context.session.document.cues
    return any(cues[row].mark is not None for row in context.session.chosen) if cues else False


def edit_note(context: Context) -> None:
    """Show a field for a note on the current cue."""
    row, note = context.row, context.cue.note

    def write(text: str) -> None:
        document = context.session.document
        noted = replace(document.cues[row], note=text)
        changing.commit(context, replaced(document, N_("Edit note"), [(row, noted)]))

    context.views.edit_note(note, write)


ACTIONS: tuple[Action, ...] = (
    Action("mark.red", N_("Red mark"), toggle("red"), ("Alt+7",), has_cue, checked=_has("red"),
           on_heard=True),
    Action("mark.yellow", N_("Yellow mark"), toggle("yellow"), ("Alt+8",), has_cue,
           checked=_has("yellow"), on_heard=True),
    Action("mark.blue", N_("Blue mark"), toggle("blue"), ("Alt+9",), has_cue,
           checked=_has("blue"), on_heard=True),
    Action("mark.none", N_("No mark"), remove, (), _is_marked, on_heard=True),
    Action("cue.note", N_("Note…"), edit_note, ("Shift+F2",), has_cue, on_heard=True),
)  # fmt: skip
