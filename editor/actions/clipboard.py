# SPDX-License-Identifier: GPL-3.0-or-later
"""Cut, copy and paste in the current cue's text."""

from __future__ import annotations

from typing import TYPE_CHECKING

from editor.actions.action import Action, has_cue
from editor.core.i18n import N_

if TYPE_CHECKING:
    from editor.actions.context import Context


def has_selected_text(context: Context) -> bool:
    """Whether text of the current cue is selected."""
    selection = context.session.selection
    return context.has_cues and selection.caret != selection.caret_anchor


def cut(context: Context) -> None:
    """Move the selected text to the clipboard."""
    context.views.copy_text(cut=True)


def copy(context: Context) -> None:
    """Copy the selected text to the clipboard."""
    context.views.copy_text(cut=False)


def paste(context: Context) -> None:
    """Replace the selected text by the clipboard's."""
    context.views.paste_text()


ACTIONS: tuple[Action, ...] = (
    Action("edit.cut", N_("Cut"), cut, ("Ctrl+X",), has_selected_text, scope="table"),
    Action("edit.copy", N_("Copy"), copy, ("Ctrl+C",), has_selected_text, scope="table",
           changes=False),
    Action("edit.paste", N_("Paste"), paste, ("Ctrl+V",), has_cue, scope="table"),
)  # fmt: skip
