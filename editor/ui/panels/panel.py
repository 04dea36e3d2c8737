# SPDX-License-Identifier: GPL-3.0-or-later
"""A panel as a row of a table: a widget beside or below the table of cues, until it is hidden."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from editor.core.values import dataclass

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtWidgets import QWidget

    from editor.actions.context import Context
    from editor.ui.commands import Commands
    from editor.ui.theme import Theme

Place = Literal["side", "below"]
"""Where a panel is docked: right of the table, or below it."""


@dataclass(frozen=True, slots=True)
class Panel:
    """A row of `PANELS`.

    Attributes:
        id: Unique name, also used in the settings.
        title: Name for people and screen readers; untranslated.
        command: Id of the command that shows and hides it.
        make: Creates and connects it, when it is first shown.
        place: Where it is docked.
    """

    id: str
    title: str
    command: str
    make: Callable[[Context, Commands, Theme], QWidget]
    place: Place = "side"
