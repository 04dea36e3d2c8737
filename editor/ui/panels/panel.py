# SPDX-License-Identifier: GPL-3.0-or-later
"""What a panel is: a widget that stands beside the table until it is put away."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtWidgets import QWidget

    from editor.actions.context import Context
    from editor.ui.commands import Commands
    from editor.ui.theme import Theme

Place = Literal["side", "below"]
"""Where it stands: on the right of the table, or under it."""


@dataclass(frozen=True, slots=True)
class Panel:
    """A row of `PANELS`.

    Attributes:
        id: Its name, in the settings as well.
        title: Its name for people and for screen readers.
        command: Id of the command that shows and hides it.
        make: Makes and connects it, when it is first shown.
        place: Where it stands.
    """

    id: str
    title: str
    command: str
    make: Callable[[Context, Commands, Theme], QWidget]
    place: Place = "side"
