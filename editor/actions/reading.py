# SPDX-License-Identifier: GPL-3.0-or-later
"""Doubtful cues without sound: a word model tells which lines read as if something was misheard."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from editor.actions import changing
from editor.actions.action import Action, has_cue
from editor.core.errors import Problem, UserError
from editor.core.i18n import N_

if TYPE_CHECKING:
    from collections.abc import Callable

    from editor.actions.context import Context
    from editor.core.doubt import Doubt
    from editor.core.progress import Progress

SOURCE = "reading"
"""Under this name, the list of doubts has what was found here."""


def read(context: Context) -> None:
    """Rank the lines by how they read, and put the worst on the list of doubtful cues."""
    context.jobs.start(
        N_("Reading for doubtful cues"),
        seek(context),
        changing.while_open(context, partial(show, context)),
        lambda error: context.views.notice(error.problem),
    )


def seek(context: Context) -> Callable[[Progress], list[Doubt]]:
    """What ranks the lines; runs on another thread. Without a word model, a `UserError`."""
    cues, terms = context.session.document.cues, context.terms.all

    def work(progress: Progress) -> list[Doubt]:
        from editor.language.word_model.doubting import Doubter

        model = context.terms.word_model(terms)
        if model is None:
            raise UserError("There is no word model here. The manual says how to get one.")
        return [doubt for doubt in Doubter(model, terms).doubts(cues, progress) if doubt.score < 0]

    return work


def show(context: Context, found: list[Doubt]) -> None:
    """Put what was found on the list, and offer to walk through it."""
    context.doubts.put(SOURCE, found)
    count = len(context.doubts.listed())
    message = Problem("All was read. Doubtful cues: {count}.", count=count)
    context.views.notice(message, *(("doubts.next", "view.doubts") if count else ()))


ACTIONS: tuple[Action, ...] = (
    Action("doubts.read", N_("Read for doubtful cues"), read, (), has_cue, changes=False),
)
