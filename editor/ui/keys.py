# SPDX-License-Identifier: GPL-3.0-or-later
"""Keys between the action table, Qt and the user."""

from __future__ import annotations

from PySide6.QtGui import QKeySequence


def sequence(keys: str) -> QKeySequence:
    """Keys as the action table writes them, whatever the language calls them."""
    # Not QKeySequence(keys): that reads the names in the language of the window, where
    # "Enter" may well be another key.
    return QKeySequence.fromString(keys, QKeySequence.SequenceFormat.PortableText)


def key_text(keys: str) -> str:
    """The same as the system and the language write them."""
    return sequence(keys).toString(QKeySequence.SequenceFormat.NativeText)
