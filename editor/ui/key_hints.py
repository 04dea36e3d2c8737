# SPDX-License-Identifier: GPL-3.0-or-later
"""Hints that teach keys: what was done by the mouse again and again has one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from editor.core.errors import Problem
from editor.ui.i18n import tr
from editor.ui.keys import key_text

if TYPE_CHECKING:
    from editor.settings import Settings
    from editor.ui.commands import Commands
    from editor.ui.notice import Notice

TIMES = 3
"""How often a command is clicked before its key is shown."""

CLICKS = "clicks"
"""Key in the settings' state of how often each command was clicked, up to `TIMES`."""


class KeyHints(QObject):
    """Counts clicks on commands that have a key, and shows each key once and never again."""

    def __init__(self, commands: Commands, settings: Settings, notice: Notice) -> None:
        super().__init__(commands)
        self._commands, self._settings, self._notice = commands, settings, notice
        commands.clicked.connect(self._clicked)

    def _clicked(self, name: str) -> None:
        stored = self._settings.state(CLICKS)
        clicks = dict(stored) if isinstance(stored, dict) else {}
        count = clicks.get(name, 0)
        keys = self._commands.keys(name)
        if not keys or not isinstance(count, int) or count >= TIMES:
            return
        self._settings.remember(CLICKS, clicks | {name: count + 1})
        if count + 1 == TIMES:
            label = tr(self._commands.label(name)).replace("…", "").replace("&", "")
            hint = Problem("“{command}” has a key: {key}.", command=label, key=key_text(keys[0]))
            self._notice.say_later(hint)
