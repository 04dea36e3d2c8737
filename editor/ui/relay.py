# SPDX-License-Identifier: GPL-3.0-or-later
"""From another thread into the window's."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

if TYPE_CHECKING:
    from editor.core.errors import UserError


class Relay(QObject):
    """Hands on what went wrong elsewhere, or that all is well again.

    Signals:
        received (UserError or None): On the thread that the relay lives on.
    """

    received = Signal(object)

    def send(self, error: UserError | None) -> None:
        """Hand it on; from any thread."""
        self.received.emit(error)
