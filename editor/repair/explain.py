# SPDX-License-Identifier: GPL-3.0-or-later
"""Each clock model in words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from editor.core.errors import Problem
from editor.core.i18n import N_

if TYPE_CHECKING:
    from editor.repair.candidate import Candidate

MODELS = {
    "keep": N_("the times as they are"),
    "running": N_("each window starts where the last cue of the one before ended"),
    "moving": N_("each window starts where the last cue ended, or after a silence 30 s later"),
    "fixed": N_("fixed windows of {seconds} s"),
    "skipping": N_("fixed windows of {seconds} s, of which silent ones left no cue"),
    "stride": N_("overlapping windows, one every {seconds} s; doubles are removed"),
    "parts": N_("one part of the recording after another"),
    "anchored": N_("between the given starts, each window after the one before"),
    "anchored windows": N_("between the given starts, fixed windows of {seconds} s"),
    "line": N_("all times stretched by the same rate and shifted"),
    "pauses": N_("each window where its speech is, with pauses between them"),
    "early": N_("windows cut short of {seconds} s, but counted as full"),
    "steps": N_("pieces were cut out or inserted, with a step at each"),
}


def explained(candidate: Candidate) -> Problem:
    """A candidate's model in words."""
    seconds = f"{(candidate.window or 0) / 1000:g}"
    kind = candidate.kind
    if kind == "anchored" and candidate.window is not None:
        kind = "anchored windows"
    return Problem(MODELS[kind], seconds=seconds)
