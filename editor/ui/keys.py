# SPDX-License-Identifier: GPL-3.0-or-later
"""Key sequences: from the table of commands to Qt, and from Qt to the user."""

from __future__ import annotations

from PySide6.QtGui import QKeySequence


def sequence(keys: str) -> QKeySequence:
    """A key sequence from the portable text in the table of commands."""
    # Not QKeySequence(keys): that reads key names in the language of the window, in which
    # "Enter" may be another key.
    return QKeySequence.fromString(keys, QKeySequence.SequenceFormat.PortableText)


def key_text(keys: str) -> str:
    """The same as shown to the user, in the notation of system and language."""
    return sequence(keys).toString(QKeySequence.SequenceFormat.NativeText)
