# SPDX-License-Identifier: GPL-3.0-or-later
"""Which cues a tool works on."""

from __future__ import annotations

from typing import TYPE_CHECKING

from editor.actions.tooling.fields import Choice
from editor.core.i18n import N_

if TYPE_CHECKING:
    from editor.actions.tooling.fields import Given

SCOPE = Choice(
    "scope", N_("Apply to"), (N_("All"), N_("Selected cues"), N_("From the current cue on"))
)
SCOPE_FROM = Choice(SCOPE.id, SCOPE.label, SCOPE.answers, default=2)


def rows_of(given: Given, scope: int) -> list[int]:
    """The rows that a scope stands for: all, the chosen, those from the current one on by time."""
    cues = given.document.cues
    if scope == 0:
        return list(range(len(cues)))
    if scope == 1:
        return [row for row in given.selection.rows() if row < len(cues)]
    start = cues[min(given.selection.current, len(cues) - 1)].start
    return [row for row, cue in enumerate(cues) if cue.start >= start]
