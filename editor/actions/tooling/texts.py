# SPDX-License-Identifier: GPL-3.0-or-later
"""Tools that change the text of cues."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from editor.actions.tooling.fields import Check, Given, Text, Tool
from editor.actions.tooling.scope import SCOPE, rows_of
from editor.core.i18n import N_
from editor.language.replacing import replacements

if TYPE_CHECKING:
    from collections.abc import Mapping

    from editor.core.proposal import Proposal


def _replace(given: Given, values: Mapping[str, Any]) -> list[Proposal]:
    rows = rows_of(given, values["scope"])
    return replacements(
        given.document, rows, values["find"], values["instead"], match_case=values["case"]
    )


REPLACE = Tool(
    N_("Find and replace"),
    (
        Text("find", N_("Find")),
        Text("instead", N_("Replace with"), N_("leave empty to delete")),
        Check("case", N_("Match case")),
        SCOPE,
    ),
    _replace,
)
