# SPDX-License-Identifier: GPL-3.0-or-later
"""The layout as the settings keep it: for each screen, since a small one wants another."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from PySide6.QtGui import QScreen

    from editor.settings import Settings

_SCREENS = "screens"
"""Key in the settings' state of what is kept for each screen."""


class KeptLayout:
    """Named values in the settings' state; on a screen that is new, those that were kept last.

    Attributes:
        screen: Name of the screen that the window is on; empty until it is on one.
    """

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self.screen = ""

    def __getitem__(self, name: str) -> object:
        mine = self._screens().get(self.screen)
        if isinstance(mine, dict) and name in mine:
            return mine[name]
        return self._settings.state(name)

    def __setitem__(self, name: str, value: object) -> None:
        self._settings.remember(name, value)
        if self.screen:
            screens = self._screens()
            mine = screens.get(self.screen)
            screens[self.screen] = {**(mine if isinstance(mine, dict) else {}), name: value}
            self._settings.remember(_SCREENS, screens)

    def _screens(self) -> dict[str, object]:
        kept = self._settings.state(_SCREENS)
        return dict(kept) if isinstance(kept, dict) else {}


def screen_name(screen: QScreen) -> str:
    """A name by which this screen is known again: its model, if it says so, and its size."""
    size = screen.size()
    named = " ".join(filter(None, (screen.manufacturer(), screen.model(), screen.serialNumber())))
    return f"{named or screen.name()} {size.width()}x{size.height()}"
