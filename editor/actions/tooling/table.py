# SPDX-License-Identifier: GPL-3.0-or-later
"""All tools by name.

To add one: write a function that makes proposals from a `Given`, and its `Tool`, both in the file
of its family; add a row here, and the command that opens it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from editor.actions.tooling import cuts, edges, moving, speech, tracks

if TYPE_CHECKING:
    from editor.actions.tooling.fields import Tool

TOOLS: dict[str, Tool] = {
    "shift": moving.SHIFT,
    "stretch": moving.STRETCH,
    "bend": moving.BEND,
    "rate": moving.RATE,
    "fit": moving.FIT,
    "original": moving.ORIGINAL,
    "snap": edges.SNAP,
    "gaps": edges.GAPS,
    "speech": speech.SPEECH,
    "recut": cuts.RECUT,
    "tracks": tracks.TRACKS,
}
