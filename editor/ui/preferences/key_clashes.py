# SPDX-License-Identifier: GPL-3.0-or-later
"""Which keys are doubtful: taken by input methods, needed for typing, or bound twice."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt

from editor.ui.i18n import tr
from editor.ui.keys import key_text, sequence
from editor.ui.preferences.presets import each

if TYPE_CHECKING:
    from collections.abc import Mapping

    from PySide6.QtGui import QKeySequence

TAKEN = frozenset(
    (
        *("Ctrl+Space", "Shift+Space", "Ctrl+.", "Ctrl+;", "Ctrl+Shift+;", "Ctrl+`"),
        *("Ctrl+Shift+`", "Ctrl+Shift+F", "Ctrl+Shift+U", "Ctrl+Shift+E", "F4"),
        *("Ctrl+Shift+1", "Ctrl+Shift+2", "Ctrl+Shift+3", "Ctrl+Shift+4", "Ctrl+Shift+5"),
    )
)
"""Keys that Chinese input methods intercept."""

_EDITING = frozenset(
    f"{held}{key}"
    for key in ("Left", "Right", "Up", "Down", "Home", "End", "Backspace", "Del")
    for held in ("", "Shift+", "Ctrl+", "Ctrl+Shift+")
) - {"Ctrl+Up", "Ctrl+Down", "Ctrl+Shift+Up", "Ctrl+Shift+Down", "Ctrl+Shift+Del"}
"""Keys that move and delete in the text; the others of this kind do nothing there."""

_FIRST_SPECIAL = 0x01000000
"""Qt's codes of keys that type nothing begin here."""


def doubt(key: str) -> str:
    """Why a key, in portable text, should not be bound, translated; empty if it may well be."""
    if key in TAKEN:
        return tr("Chinese input methods often use this shortcut.")
    if key in _EDITING or _types(sequence(key)):
        return tr("This key is needed for typing and moving in the text.")
    return ""


def _types(keys: QKeySequence) -> bool:
    first = keys[0]  # type: ignore[index] # a stub lacks it
    held = first.keyboardModifiers() & ~Qt.KeyboardModifier.KeypadModifier
    free = (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.ShiftModifier)
    return held in free and int(first.key()) < _FIRST_SPECIAL


def clashes(keys: Mapping[str, str], labels: Mapping[str, str]) -> list[str]:
    """What is wrong with all bindings, as translated sentences.

    Args:
        keys: Portable text by command id.
        labels: Translated names by command id.
    """
    owners: dict[str, str] = {}
    told = []
    for name, bound in keys.items():
        for key in each(bound):
            if (first := owners.setdefault(key, name)) != name:
                told.append(
                    tr(
                        "“{first}” and “{second}” have the same shortcut: {key}.",
                        first=labels[first],
                        second=labels[name],
                        key=key_text(key),
                    )
                )
            if said := doubt(key):
                told.append(f"{key_text(key)}: {said}")
    return told
