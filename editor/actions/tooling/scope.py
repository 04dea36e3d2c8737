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
    """The rows of a scope, an index into `SCOPE.answers`.

    0: all; 1: the selected rows; 2: those that start at or after the current cue.
    """
    cues = given.document.cues
    if scope == 0 or not cues:
        return list(range(len(cues)))
    if scope == 1:
        return [row for row in given.selection.rows() if row < len(cues)]
    start = cues[min(given.selection.current, len(cues) - 1)].start
    return [row for row, cue in enumerate(cues) if cue.start >= start]
