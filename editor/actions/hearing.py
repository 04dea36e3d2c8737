# SPDX-License-Identifier: GPL-3.0-or-later
"""What commands need that have a speech model listen: a model, a medium, times that are its."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from editor.actions import changing
from editor.core.errors import Problem
from editor.core.i18n import N_
from editor.settings import MODEL

if TYPE_CHECKING:
    from collections.abc import Callable

    from editor.actions.context import Context
    from editor.ear.aligning import Listener
    from editor.report import Report

HINT = N_("Open the audio or video that the times are for first.")

NEEDS_MODEL = Problem(
    "This needs a speech model, and none is chosen yet. The manual says how to get one."
)

UNTRUE = Problem("These times are not those of the sound. Put them right first.")


def can_hear_cues(context: Context) -> bool:
    """Whether there are cues, and a medium that they are for."""
    return context.has_cues and context.session.media is not None


def listener(context: Context) -> Listener | None:
    """The user's model, to listen to the open medium; None if there is none, and this was said."""
    from editor.ear.aligning import Listener

    source, model = context.medium.source, context.settings[MODEL]
    if not model:
        context.views.notice(NEEDS_MODEL, "ear.model", "help.manual")
        return None
    if source is None:
        context.views.notice(Problem(HINT), "file.medium")
        return None
    ear = context.listening
    return Listener(Path(model), source, words(context), lambda: ear.threads, ear.process.serve)


def words(context: Context) -> tuple[str, ...]:
    """The user's words, which a model is told."""
    # Where there are too many for the prompt, its end counts: the document's.
    terms = (*context.terms.of_user, *context.terms.of_document)
    return tuple(dict.fromkeys(term.term for term in terms))


def all_words(context: Context) -> list[str]:
    """The words that a question tells the model: as few lines are heard, all of the terms."""
    return [term.term for term in context.terms.all]


def has_untrue_times(report: Report) -> bool:
    """Whether the cues' times are plainly not those of the sound.

    A doubt alone is no reason: times that are a little off are what one fits to the sound.
    """
    diagnosis = report.diagnosis
    return diagnosis is not None and diagnosis.is_untrue and diagnosis.is_plain


def with_true_times(context: Context, then: Callable[[Listener], None]) -> None:
    """Call `then` with who listens, unless the cues' times are plainly not those of the sound."""

    def start(report: Report) -> None:
        if changing.is_refused(context):
            return
        if has_untrue_times(report):
            context.views.notice(UNTRUE, "tools.repair")
            return
        found = listener(context)
        if found is not None:
            then(found)

    context.inspection.when_current(changing.unless_composing(context, start))
