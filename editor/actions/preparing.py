# SPDX-License-Identifier: GPL-3.0-or-later
"""Prepare: a fresh transcript made ready for listening."""

from __future__ import annotations

from typing import TYPE_CHECKING

from editor.actions import changing
from editor.actions.action import Action, has_cue
from editor.core.i18n import N_

if TYPE_CHECKING:
    from editor.actions.context import Context


def prepare(context: Context) -> None:
    """Show what there is to prepare, and go on where it was left."""
    if changing.is_refused(context):
        return
    from editor.actions.prepare_queue import Preparing

    Preparing(context).show()


ACTIONS: tuple[Action, ...] = (
    Action("tools.prepare", N_("Prepare for listening…"), prepare, (), has_cue),
)
