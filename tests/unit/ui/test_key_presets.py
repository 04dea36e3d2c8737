# SPDX-License-Identifier: GPL-3.0-or-later
"""Presets bind known commands, no key twice, and none that an input method takes."""

from __future__ import annotations

from collections import Counter

import pytest

from editor.actions.table import ACTIONS
from editor.ui.keys import sequence
from editor.ui.preferences.key_clashes import clashes, doubt
from editor.ui.preferences.presets import PRESETS, Preset, each

DEFAULTS = {row.id: "; ".join(row.keys) for row in ACTIONS}
LABELS = {row.id: row.label for row in ACTIONS}
ALIKE = {"Enter", "Return", "Shift+Enter", "Shift+Return"}
"""What Chinese and other keyboards call one key; they are ours on purpose."""


@pytest.mark.parametrize("preset", PRESETS, ids=lambda preset: preset.name)
def test_a_preset_binds_known_commands_and_no_key_twice(preset: Preset) -> None:
    assert set(preset.keys) <= set(DEFAULTS)
    bound = preset.over(DEFAULTS)
    assert [key for keys in preset.keys.values() for key in each(keys) if doubt(key)] == []
    counted = Counter(sequence(key).toString() for keys in bound.values() for key in each(keys))
    assert [key for key, count in counted.items() if count > 1] == []
    assert [key for key in counted if not key] == [], "a key that Qt does not know"


def test_our_own_preset_is_the_default() -> None:
    assert PRESETS[0].over(DEFAULTS) == DEFAULTS


def test_keys_known_from_their_sources() -> None:
    edit, aegisub = (preset.over(DEFAULTS) for preset in PRESETS[1:])
    assert each(edit["play.replay"])[0] == "F5"
    assert edit["play.pause"] == "Ctrl+P"
    assert edit["file.publish"] == "", "its key is taken"
    assert each(aegisub["cue.split"])[0] == "Ctrl+D"
    assert (aegisub["cues.up"], aegisub["cue.previous"]) == ("Alt+Up", "")


@pytest.mark.parametrize(
    "key", ["A", "Shift+A", "Space", "1", ";", "Backspace", "Left", "Ctrl+Del"]
)
def test_keys_that_type_and_move_are_doubtful(key: str) -> None:
    assert doubt(key) == "This key is needed for typing and moving in the text."


@pytest.mark.parametrize("key", ["Ctrl+Space", "F4", "Ctrl+Shift+F", "Ctrl+Shift+3"])
def test_keys_of_input_methods_are_doubtful(key: str) -> None:
    assert doubt(key) == "Chinese input methods often use this shortcut."


@pytest.mark.parametrize("key", ["F13", "F24", "Media Play", "Back", "Ctrl+D", "F9", "Alt+1"])
def test_pedals_media_keys_and_side_buttons_are_not(key: str) -> None:
    assert sequence(key).toString() == key, "Qt knows it"
    assert doubt(key) == ""


def test_our_defaults_are_all_free_but_for_the_keys_of_lines() -> None:
    taken = [key for keys in DEFAULTS.values() for key in each(keys) if doubt(key)]
    assert [key for key in taken if key not in ALIKE] == []


def test_clashes_name_both_commands() -> None:
    keys = {"edit.undo": "Ctrl+Z", "edit.redo": "Ctrl+Z; Ctrl+Y"}
    assert clashes(keys, LABELS) == ["“Undo” and “Redo” have the same shortcut: Ctrl+Z."]
