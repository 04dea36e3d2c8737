# SPDX-License-Identifier: GPL-3.0-or-later
"""Preferences take effect as they are chosen; keys are changed with a warning."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QComboBox, QLineEdit, QSpinBox

from editor.core.errors import UserError
from editor.media.sound_server import Output
from editor.project.account import account_name
from editor.settings import AFTER_ACCEPT, AUTHOR, NUDGE, OUTPUT, PROFILE, SETTINGS, THEME, Settings
from editor.ui.preferences.dialog import Preferences
from editor.ui.preferences.key_rows import KeyRow
from editor.ui.preferences.presets import Preset
from editor.ui.theme import Theme
from editor.ui.tick import TickBox

if TYPE_CHECKING:
    from pathlib import Path

    from pytestqt.qtbot import QtBot

ROWS = [
    KeyRow("undo", "Undo", "Ctrl+Z", "Ctrl+Z"),
    KeyRow("redo", "Redo", "Ctrl+Y; Ctrl+Shift+Z", "Ctrl+Y; Ctrl+Shift+Z"),
    KeyRow("loop", "Loop", "F10", "F9"),
]
CTRL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return Settings(tmp_path / "settings.json")


@pytest.fixture
def dialog(qtbot: QtBot, settings: Settings) -> Preferences:
    dialog = Preferences(settings, Theme(), ROWS)
    qtbot.addWidget(dialog)
    dialog.show()
    dialog.activateWindow()
    return dialog


def test_every_setting_has_its_field(dialog: Preferences) -> None:
    assert list(dialog.page.fields) == [setting.id for setting in SETTINGS]


def test_what_is_chosen_takes_effect_at_once_and_is_kept(
    dialog: Preferences, settings: Settings, tmp_path: Path
) -> None:
    theme, tick, nudge = (dialog.page.fields[s.id] for s in (THEME, AFTER_ACCEPT, NUDGE))
    assert isinstance(theme, QComboBox)
    assert isinstance(tick, TickBox)
    assert isinstance(nudge, QSpinBox)
    QTest.keyClick(theme, Qt.Key.Key_End)
    QTest.mouseClick(tick, Qt.MouseButton.LeftButton)
    QTest.keyClick(nudge, Qt.Key.Key_Up)
    assert (settings[THEME], settings[AFTER_ACCEPT], settings[NUDGE]) == ("dark", False, 55)
    settings.wait()
    again = Settings(tmp_path / "settings.json")
    assert (again[THEME], again[AFTER_ACCEPT], again[NUDGE]) == ("dark", False, 55)
    assert nudge.text() == "55 ms"


def test_profiles_are_chosen_by_name(dialog: Preferences, settings: Settings) -> None:
    field = dialog.page.fields[PROFILE.id]
    assert isinstance(field, QComboBox)
    assert field.currentText() == "Bilibili"
    QTest.keyClick(field, Qt.Key.Key_Home)
    assert settings[PROFILE] == "netflix-zh-hans"


def test_defaults_come_back(dialog: Preferences, settings: Settings) -> None:
    settings[NUDGE] = 200
    settings[THEME] = "light"
    field = dialog.page.fields[NUDGE.id]
    assert isinstance(field, QSpinBox)
    assert field.value() == 200
    QTest.mouseClick(dialog.page.restore_button, Qt.MouseButton.LeftButton)
    assert {s.id: settings[s] for s in SETTINGS} == {s.id: s.default for s in SETTINGS}
    assert field.value() == 50


def choose(qtbot: QtBot, dialog: Preferences, row: int) -> None:
    keys = dialog.keys
    dialog.tabs.setCurrentWidget(keys)
    keys.list.setCurrentIndex(keys.list.model().index(row, 0))
    keys.field.setFocus()
    qtbot.waitUntil(keys.field.hasFocus)


def test_a_key_is_changed_by_pressing_it(qtbot: QtBot, dialog: Preferences) -> None:
    choose(qtbot, dialog, 2)
    with qtbot.waitSignal(dialog.key_changed) as changed:
        QTest.keyClick(dialog.keys.field, Qt.Key.Key_L, CTRL)
    assert changed.args == ["loop", "Ctrl+L"]
    assert not dialog.keys.warning.text()


def test_a_key_of_another_action_is_taken_only_when_told_so(
    qtbot: QtBot, dialog: Preferences
) -> None:
    keys = dialog.keys
    choose(qtbot, dialog, 2)
    QTest.keyClick(keys.field, Qt.Key.Key_Y, CTRL)
    qtbot.waitUntil(keys.anyway_button.isVisible)
    assert keys.warning.text() == "This shortcut is already used by “Redo”."
    assert keys.keys_of("loop") == "F10"
    QTest.mouseClick(keys.anyway_button, Qt.MouseButton.LeftButton)
    assert (keys.keys_of("loop"), keys.keys_of("redo")) == ("Ctrl+Y", "Ctrl+Shift+Z")


def test_keys_that_input_methods_take_are_warned_of(qtbot: QtBot, dialog: Preferences) -> None:
    choose(qtbot, dialog, 2)
    with qtbot.waitSignal(dialog.key_changed):
        QTest.keyClick(dialog.keys.field, Qt.Key.Key_F4)
    assert dialog.keys.warning.text() == "Chinese input methods often use this shortcut."


def test_a_key_can_be_taken_away_and_reset(qtbot: QtBot, dialog: Preferences) -> None:
    keys = dialog.keys
    choose(qtbot, dialog, 2)
    QTest.mouseClick(keys.remove_button, Qt.MouseButton.LeftButton)
    assert keys.keys_of("loop") == ""
    QTest.mouseClick(keys.reset_button, Qt.MouseButton.LeftButton)
    assert keys.keys_of("loop") == "F9"


def test_keys_go_out_and_come_back(qtbot: QtBot, dialog: Preferences, tmp_path: Path) -> None:
    file = tmp_path / "keys.json"
    dialog.keys.export_keys(file)
    assert json.loads(file.read_text()) == {
        "undo": "Ctrl+Z",
        "redo": "Ctrl+Y; Ctrl+Shift+Z",
        "loop": "F10",
    }
    file.write_text('{"loop": "F9", "of another version": "F1"}')
    with qtbot.waitSignal(dialog.key_changed) as changed:
        dialog.keys.import_keys(file)
    assert changed.args == ["loop", "F9"]
    assert dialog.keys.keys_of("undo") == "Ctrl+Z"


@pytest.mark.parametrize("text", ["", "[]", '{"loop": 1}', "\ufffd{"])
def test_a_file_without_keys_is_refused(dialog: Preferences, tmp_path: Path, text: str) -> None:
    file = tmp_path / "keys.json"
    file.write_text(text, "utf-8")
    with pytest.raises(UserError, match="contains no shortcuts"):
        dialog.keys.import_keys(file)
    assert dialog.keys.keys_of("loop") == "F10"


@pytest.mark.parametrize("key", [Qt.Key.Key_F13, Qt.Key.Key_F24, Qt.Key.Key_MediaPlay])
def test_pedals_and_media_keys_are_bound_by_pressing_them(
    qtbot: QtBot, dialog: Preferences, key: Qt.Key
) -> None:
    choose(qtbot, dialog, 2)
    with qtbot.waitSignal(dialog.key_changed) as changed:
        QTest.keyClick(dialog.keys.field, key)
    assert changed.args == ["loop", QKeySequence(key).toString()]
    assert not dialog.keys.warning.text()


def test_a_side_button_of_the_mouse_is_bound_by_clicking_with_it(
    qtbot: QtBot, dialog: Preferences
) -> None:
    choose(qtbot, dialog, 2)
    with qtbot.waitSignal(dialog.key_changed) as changed:
        QTest.mouseClick(dialog.keys.field, Qt.MouseButton.BackButton)
    assert changed.args == ["loop", "Back"]


def test_a_key_for_typing_is_warned_of(qtbot: QtBot, dialog: Preferences) -> None:
    choose(qtbot, dialog, 2)
    with qtbot.waitSignal(dialog.key_changed):
        QTest.keyClick(dialog.keys.field, Qt.Key.Key_A)
    assert "typing" in dialog.keys.warning.text()


def test_a_preset_is_chosen_and_tells_what_it_lacks(dialog: Preferences) -> None:
    keys = dialog.keys
    menu = keys.preset_button.menu()
    assert [action.text() for action in menu.actions()] == ["Jiaozi", "Subtitle Edit", "Aegisub"]
    keys.use(Preset("Other", {"loop": "Ctrl+Z", "not here": "F1"}, "No pedal."))
    assert (keys.keys_of("loop"), keys.keys_of("undo")) == ("Ctrl+Z", "")
    assert keys.notes.text() == "No pedal.\nWithout a shortcut now: Undo."
    menu.actions()[0].trigger()
    assert (keys.keys_of("loop"), keys.keys_of("undo")) == ("F9", "Ctrl+Z")
    assert not keys.notes.isVisible()


def test_clashes_of_imported_keys_are_told(dialog: Preferences, tmp_path: Path) -> None:
    file = tmp_path / "keys.json"
    file.write_text('{"loop": "Ctrl+Z"}')
    dialog.keys.import_keys(file)
    assert "“Undo” and “Loop” have the same shortcut: Ctrl+Z." in dialog.keys.warning.text()


def test_searching_finds_actions_and_keys(dialog: Preferences) -> None:
    keys = dialog.keys

    def found() -> list[str]:
        items = [keys.list.topLevelItem(n) for n in range(3)]
        return [item.text(0) for item in items if item and not item.isHidden()]

    keys.search.setText("undo")
    assert found() == ["Undo"]
    keys.search.setText("shift+z")
    assert found() == ["Redo"]


def test_the_sound_devices_are_those_that_are_there_and_the_chosen_one(
    dialog: Preferences, settings: Settings
) -> None:
    speakers, headset = Output("alsa.1", "Speakers"), Output("usb.7", "Headset")
    dialog.page.show_outputs([speakers, headset])
    field = dialog.page.fields[OUTPUT.id]
    assert isinstance(field, QComboBox)

    def shown() -> list[str]:
        return [field.itemText(row) for row in range(field.count())]

    assert (shown(), field.currentIndex()) == (["The system's default", "Speakers", "Headset"], 0)
    QTest.keyClick(field, Qt.Key.Key_End)
    assert Output.read(settings[OUTPUT]) == headset
    dialog.page.show_outputs([speakers])
    assert shown()[-1] == field.currentText() == "Headset (not connected)"
    dialog.page.show_outputs([speakers, Output("usb.9", "Headset")])  # in another socket
    assert (len(shown()), field.currentText()) == (3, "Headset")
    QTest.keyClick(field, Qt.Key.Key_Home)
    assert Output.read(settings[OUTPUT]) is None


def test_a_name_is_typed_and_may_have_spaces(dialog: Preferences, settings: Settings) -> None:
    field = dialog.page.fields[AUTHOR.id]
    assert isinstance(field, QLineEdit)
    assert field.placeholderText() == account_name()
    QTest.keyClicks(field, "Anna L")
    assert (field.text(), settings[AUTHOR]) == ("Anna L", "Anna L")
    QTest.keyClicks(field, " ")
    assert (field.text(), settings[AUTHOR]) == ("Anna L ", "Anna L")
    settings[AUTHOR] = ""
    assert field.text() == ""


def test_fields_reach_to_the_right_of_the_page(dialog: Preferences) -> None:
    dialog.show()
    QTest.qWait(50)
    for name in ("language", "profile", "text-size"):
        field = dialog.page.fields[name]
        right = field.mapTo(dialog.page, field.rect().topRight()).x()
        assert right > 0.8 * dialog.page.width()
