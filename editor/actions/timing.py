# SPDX-License-Identifier: GPL-3.0-or-later
"""Commands that open the tools for times and segmentation."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from editor import formats
from editor.actions import changing, hearing
from editor.actions.action import Action, has_cue
from editor.core.errors import UserError
from editor.core.i18n import N_
from editor.formats.files import read_bytes
from editor.repair.evidence import Evidence

if TYPE_CHECKING:
    from collections.abc import Callable

    from editor.actions.context import Context
    from editor.actions.tooling.fields import Tool
    from editor.ear.aligning import Aligner, Listener


def use(name: str) -> Callable[[Context], None]:
    """The command that opens the tool with that name in `TOOLS`."""

    def run(context: Context) -> None:
        from editor.actions.tooling.table import TOOLS

        _open(context, TOOLS[name], context.inspection.evidence)

    return run


def fit_to_sound(context: Context) -> None:
    """Open the tool that puts cues and words where a speech model hears them."""

    def open_it(listener: Listener) -> None:
        from editor.actions.tooling.table import TOOLS
        from editor.ear.aligning import Aligner

        _open(context, TOOLS["speech"], context.inspection.evidence, Aligner(listener))

    hearing.with_true_times(context, open_it)


def fit_to_reference(context: Context) -> None:
    """Ask for a subtitle file with correct times, and open the tool that syncs to it."""
    from editor.actions.tooling.table import TOOLS

    suffixes = dict.fromkeys(suffix for row in formats.FORMATS for suffix in row.suffixes)
    patterns = " ".join(f"*{suffix}" for suffix in suffixes)
    path = context.ask.open_file(
        N_("Choose subtitles with correct timing"), [(N_("Subtitles"), patterns)]
    )
    if path is None:
        return
    try:
        reference = formats.read(read_bytes(str(path)), path.name).cues
    except UserError as error:
        context.ask.tell(error.problem)
        return
    length = context.inspection.evidence.media_length
    tool = replace(TOOLS["fit"], title=N_("Sync to reference subtitles"))
    _open(context, tool, Evidence(length, reference=reference))


def _open(context: Context, tool: Tool, evidence: Evidence, aligner: Aligner | None = None) -> None:
    from editor.actions.tooling.fields import Given

    session = context.session
    # Taken now, because the review moves the selection.
    opened, selection = session.document, session.selection.of(session.chosen)

    def given() -> Given:
        now = session.document
        chosen = selection.within(opened, now)
        return Given(now, chosen, evidence, context.inspection.profile, aligner)

    changing.tool(context, tool, given)


ACTIONS: tuple[Action, ...] = (
    Action("time.shift", N_("Shift times…"), use("shift"), (), has_cue),
    Action("time.snap", N_("Snap to speech…"), use("snap"), (), has_cue),
    Action("time.gaps", N_("Gaps and durations…"), use("gaps"), (), has_cue),
    Action("time.stretch", N_("Two-point sync…"), use("stretch"), (), has_cue),
    Action("time.bend", N_("Multi-point sync…"), use("bend"), (), has_cue),
    Action("time.rate", N_("Change frame rate…"), use("rate"), (), has_cue),
    Action("time.fit", N_("Sync to speech…"), use("fit"), (), has_cue),
    Action("time.speech", N_("Fit to sound…"), fit_to_sound, (), hearing.can_hear_cues,
           hint=hearing.HINT),
    Action("time.reference", N_("Sync to reference subtitles…"), fit_to_reference, (), has_cue),
    Action("time.original", N_("Restore times of the original file…"), use("original"), (),
           has_cue),
    Action("time.recut", N_("Re-segment cues…"), use("recut"), (), has_cue),
    Action("time.tracks", N_("Merge or split tracks…"), use("tracks"), (), has_cue),
)  # fmt: skip
