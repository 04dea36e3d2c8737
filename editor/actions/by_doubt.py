# SPDX-License-Identifier: GPL-3.0-or-later
"""Listening by doubt: fast where the text is likely to be right, slow where it is doubtful."""

from __future__ import annotations

from typing import TYPE_CHECKING

from editor.actions.action import Action, can_hear
from editor.actions.listening import NO_MODEL
from editor.core.errors import Problem
from editor.core.i18n import N_
from editor.settings import MODEL

if TYPE_CHECKING:
    from editor.actions.context import Context


def switch(context: Context) -> None:
    """Listen by doubt, or as before; refused where no speech model has heard anything yet."""
    by_doubt = context.by_doubt
    if by_doubt.on:
        by_doubt.stop()
    elif by_doubt.can_plan:
        context.tapping.switch("")
        by_doubt.start()
    elif context.listening.progress is not None:
        context.views.notice(Problem("The model has just begun to listen. Try again in a moment."))
    elif context.settings[MODEL]:
        context.views.notice(
            Problem("What is doubtful is not known yet: have the speech model listen first."),
            "ear.listen",
        )
    else:
        context.views.notice(NO_MODEL, "ear.model")


def is_on(context: Context) -> bool:
    """Whether it is the way of working."""
    return context.by_doubt.on


ACTIONS: tuple[Action, ...] = (
    Action("play.by-doubt", N_("By doubt: fast, and slow where it is doubtful"), switch, (),
           can_hear, checked=is_on, changes=False,
           hint=N_("Nothing to play yet. Open the audio or video first.")),
)  # fmt: skip
