# SPDX-License-Identifier: GPL-3.0-or-later
"""Several files in one: merging their tracks, or keeping one of them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from editor.actions.tooling.fields import Choice, Given, Number, Tool
from editor.core.errors import UserError
from editor.core.i18n import N_
from editor.repair.evidence import Evidence, with_numbers

if TYPE_CHECKING:
    from collections.abc import Mapping

    from editor.core.proposal import Proposal


def _tracks(given: Given, values: Mapping[str, Any]) -> list[Proposal]:
    from editor.repair.diagnosis import diagnose
    from editor.repair.track_proposals import keeping, merging
    from editor.repair.tracks import firsts_of

    document = given.document
    known = with_numbers(Evidence(given.evidence.media_length), document)
    firsts = firsts_of(diagnose(document.cues, known))
    if not firsts:
        raise UserError("This is a single file: there are no tracks to merge or split.")
    if values["what"] == 0:
        return merging(document, firsts)
    number = round(values["number"]) - 1
    if number >= len(firsts):
        raise UserError("There are only {count} tracks.", count=len(firsts))
    return keeping(document, firsts, number)


TRACKS = Tool(
    N_("Merge or split tracks"),
    (
        Choice("what", N_("Mode"), (N_("Merge side by side"), N_("Keep one track"))),
        Number("number", N_("Track to keep"), lambda _: 1, "", 1, 4, 1),
    ),
    _tracks,
    long=True,
)
