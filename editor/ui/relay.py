# SPDX-License-Identifier: GPL-3.0-or-later
"""Passes errors from any thread to the user interface thread."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

if TYPE_CHECKING:
    from editor.core.errors import UserError


class Relay(QObject):
    """Emits an error that was sent from any thread, or None when it is resolved.

    Signals:
        received (UserError or None): Emitted in the thread that the relay lives in.
    """

    received = Signal(object)

    def send(self, error: UserError | None) -> None:
        """Emit `received`; may be called from any thread."""
        self.received.emit(error)
