# SPDX-License-Identifier: GPL-3.0-or-later
"""Each clock model in words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from editor.core.errors import Problem
from editor.core.i18n import N_
from editor.core.timecode import spoken

if TYPE_CHECKING:
    from editor.repair.candidate import Candidate

MODELS: dict[str, str] = {  # by `Candidate.kind`
    "keep": N_("the times as they are"),
    "running": N_("each chunk starts where the last cue of the previous chunk ended"),
    "moving": N_(
        "each chunk starts where the last cue ended or, "
        "after silence, 30 s after the previous chunk's start"
    ),
    "fixed": N_("fixed chunks of {seconds} s"),
    "skipping": N_("fixed chunks of {seconds} s; silent chunks have no cues"),
    "stride": N_("overlapping chunks, one every {seconds} s; repeated text is removed"),
    "parts": N_("one part of the recording after another"),
    "anchored": N_("known start times, with chunks end to end between them"),
    "anchored chunks": N_("known start times, with fixed chunks of {seconds} s between them"),
    "line": N_("all times scaled by one rate and shifted"),
    "pauses": N_("each chunk placed where its speech is, with pauses between chunks"),
    "early": N_("chunks cut before {seconds} s but timed as full length"),
    "wrapped": N_("lost hours added: the clock begins again after {time}"),
    "mended": N_("damaged times put right; all others as they are"),
    "stray": N_("stray cues put between those next to them; all others as they are"),
    "shift": N_("all times {time} earlier"),
    "unit": N_("all times counted in another unit: multiplied by {scale}"),
    "jump": N_("the jump ahead of {time} taken back"),
    "spread": N_("cues spread over the media by the length of their text"),
    "steps": N_("parts were cut or inserted: times jump at each one"),
}


def explained(candidate: Candidate) -> Problem:
    """A candidate's model in words."""
    seconds = f"{(candidate.chunk_length or 0) / 1000:g}"
    kind = candidate.kind
    if kind == "anchored" and candidate.chunk_length is not None:
        kind = "anchored chunks"
    time = -candidate.offsets[-1] if kind in {"shift", "jump"} else candidate.chunk_length or 0
    return Problem(MODELS[kind], seconds=seconds, time=spoken(time), scale=f"{candidate.scale:.6g}")
