# SPDX-License-Identifier: GPL-3.0-or-later
"""An audit: few cues are listened to, and say how many of all are wrong."""

from __future__ import annotations

from typing import TYPE_CHECKING

from editor.actions import changing, listening
from editor.actions.action import Action, can_hear
from editor.core.errors import Problem
from editor.core.i18n import N_
from editor.settings import GOAL

if TYPE_CHECKING:
    from editor.actions.context import Context
    from editor.ear.auditing import Standing

_SEEDS = 1 << 32


def start(context: Context) -> None:
    """Begin an audit, or end the one that runs."""
    if context.audit.running:
        context.audit.stop()
        told_result(context)
        return
    if all(cue.checked for cue in context.session.document.cues):
        context.views.notice(Problem("All cues are checked: there is nothing left to audit."))
        return
    from random import SystemRandom  # its import takes some milliseconds

    doubtful = {listed.doubt.cue.id for listed in context.doubts.listed()}
    seed = SystemRandom().randrange(_SEEDS)
    context.audit.start(doubtful, context.settings[GOAL] / 100, seed)


def go_on(context: Context) -> None:
    """Go to the cue that the audit asks about, and play it."""
    row = context.audit.row
    if row is not None:
        ask(context, row)


def ask(context: Context, row: int) -> None:
    """Go to a cue, play it, and say how far the audit is."""
    changing.unless_composing(context, listening.go_to_text)(context, row)
    standing = context.audit.standing
    if standing is None:
        return
    most = context.audit.most
    if not standing.asked:
        message = Problem(
            "Audit, up to {most} cues: correct this one if it is wrong, then press Enter.",
            most=most,
        )
    else:
        message = Problem(
            "Audit: cue {number} of up to {most}. {left}% of all cues are wrong by estimate, at "
            "most {bound}% (95%).",
            number=standing.asked + 1,
            most=most,
            **_shares(standing),
        )
    context.views.notice(message, "audit.here")


def told_result(context: Context) -> None:
    """Say what the audit has found."""
    standing = context.audit.standing
    if standing is not None:
        context.views.notice(
            Problem(
                "Audit: {asked} cues heard, {wrong} of them wrong. Of all cues, {left}% are still "
                "wrong by estimate, at most {bound}% (95%).",
                asked=standing.asked,
                wrong=standing.wrong,
                **_shares(standing),
            ),
            "view.statistics",
        )


def _shares(standing: Standing) -> dict[str, str]:
    return {
        "left": f"{100 * standing.left:.1f}",
        "bound": f"{100 * standing.left_at_most:.1f}",
    }


def is_running(context: Context) -> bool:
    """Whether an audit asks."""
    return context.audit.row is not None


def _label(context: Context) -> Problem | None:
    return Problem("End the audit") if context.audit.running else None


ACTIONS: tuple[Action, ...] = (
    Action("audit.start", N_("Audit: how many cues are wrong?"), start, (), can_hear,
           label_now=_label),
    Action("audit.here", N_("Go to the cue of the audit"), go_on, (), is_running, changes=False),
)  # fmt: skip
