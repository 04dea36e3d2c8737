# SPDX-License-Identifier: GPL-3.0-or-later
"""Keys that move by words and across cues, by the conventions of each system."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, TypeVar

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence

from editor.language.words import next_border, previous_border

if TYPE_CHECKING:
    from collections.abc import Mapping

    from PySide6.QtGui import QKeyEvent

_OPTION_TYPES = sys.platform == "darwin"

T = TypeVar("T")
_Standard = QKeySequence.StandardKey

_STRAY = (Qt.KeyboardModifier.AltModifier, Qt.KeyboardModifier.MetaModifier)

ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)

WORDS = {
    _Standard.MoveToPreviousWord: (previous_border, "move"),
    _Standard.MoveToNextWord: (next_border, "move"),
    _Standard.SelectPreviousWord: (previous_border, "mark"),
    _Standard.SelectNextWord: (next_border, "mark"),
    _Standard.DeleteStartOfWord: (previous_border, "delete"),
    _Standard.DeleteEndOfWord: (next_border, "delete"),
}
"""The word border to go to, and what to do with the text up to it."""

ACROSS = {
    _Standard.MoveToPreviousPage: ("page", -1, False),
    _Standard.MoveToNextPage: ("page", 1, False),
    _Standard.SelectPreviousPage: ("page", -1, True),
    _Standard.SelectNextPage: ("page", 1, True),
    _Standard.MoveToStartOfDocument: ("edge", -1, False),
    _Standard.MoveToEndOfDocument: ("edge", 1, False),
    _Standard.SelectStartOfDocument: ("edge", -1, True),
    _Standard.SelectEndOfDocument: ("edge", 1, True),
}
"""How far, up (-1) or down (1), and whether to select the rows on the way."""


def looked_up(event: QKeyEvent, table: Mapping[QKeySequence.StandardKey, T]) -> T | None:
    """The entry of `table` for the key, or None."""
    return next((what for standard, what in table.items() if event.matches(standard)), None)


def bare(event: QKeyEvent) -> Qt.KeyboardModifier:
    """The modifiers, without the one that marks the number pad."""
    return event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier


def types_nothing(event: QKeyEvent) -> bool:
    """Whether it is a character with Alt or the system's key, which no menu or command has taken.

    Qt would type it: a slip of the finger beside a menu's key would change the text. On macOS,
    Option types characters; elsewhere AltGr does, which is told as Ctrl+Alt or as no modifier.
    """
    if _OPTION_TYPES or bare(event) & ~Qt.KeyboardModifier.ShiftModifier not in _STRAY:
        return False
    return bool(event.text()) and event.text().isprintable()
