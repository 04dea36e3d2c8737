# SPDX-License-Identifier: GPL-3.0-or-later
"""Every key of the table of commands, pressed on a real keyboard, runs its command and no other."""

from __future__ import annotations

import shutil
import subprocess
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QDialog, QMainWindow

from editor.actions.table import ACTIONS
from editor.settings import Settings
from editor.ui.commands import Commands
from editor.ui.keys import sequence
from tests import screen
from tests.keyboard import Keyboard

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from pytestqt.qtbot import QtBot

KEYS = [(row.id, key) for row in ACTIONS for key in row.keys]


@pytest.fixture(params=["us", "cn"])
def layout(request: pytest.FixtureRequest) -> Iterator[str]:
    """The keyboard's layout: the American one, and the Chinese one."""
    if not screen.NEEDED:
        pytest.skip("only X11 has a keyboard for tests")
    tool = shutil.which("setxkbmap")
    if tool is None:
        pytest.skip("setxkbmap is missing")
    subprocess.run([tool, request.param], check=True)
    yield request.param
    subprocess.run([tool, "us"], check=True)


@pytest.fixture
def window(qtbot: QtBot) -> QMainWindow:
    made = QMainWindow()
    qtbot.addWidget(made)
    return made


@pytest.fixture
def commands(qtbot: QtBot, tmp_path: Path, window: QMainWindow) -> Commands:
    """All commands, whose keys the window takes: those of the table as well."""
    made = Commands(Settings(tmp_path / "settings.json"), window)
    for action in made.actions.values():
        action.setShortcutContext(Qt.ShortcutContext.WindowShortcut)
        window.addAction(action)
    with qtbot.waitExposed(window):
        window.show()
    return made


def test_no_key_runs_a_command_under_a_dialog(
    qtbot: QtBot, window: QMainWindow, commands: Commands
) -> None:
    for action in commands.actions.values():  # as those of the table, where Qt does not look
        action.setShortcutContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
    window.activateWindow()
    window.setFocus()
    qtbot.waitUntil(window.hasFocus)

    def press_all() -> None:
        for _, key in KEYS:
            QTest.keySequence(window, sequence(key))

    dialog = QDialog(window)
    dialog.open()  # on X11, it gets the keyboard only after events that are not handled here
    ticks = [action.isChecked() for action in commands.actions.values()]
    press_all()
    assert not commands.last
    assert ticks == [action.isChecked() for action in commands.actions.values()]
    dialog.close()
    qtbot.waitUntil(window.hasFocus)
    press_all()
    assert len(commands.last) == commands.last.maxlen


@pytest.mark.usefixtures("layout")
def test_every_key_runs_its_command(qtbot: QtBot, window: QMainWindow, commands: Commands) -> None:
    try:
        keyboard = Keyboard()
    except OSError as missing:
        pytest.skip(str(missing))
    keyboard.focus(window.winId())
    qtbot.waitUntil(window.isActiveWindow)
    wrong: list[tuple[str, ...]] = []
    for name, key in KEYS:
        commands.last.clear()
        keyboard.press(key)
        try:
            qtbot.waitUntil(lambda: bool(commands.last), timeout=1_000)
        except AssertionError:
            wrong.append((key, name, "nothing"))
            continue
        if list(commands.last) != [name]:
            wrong.append((key, name, *commands.last))
    keyboard.close()
    assert wrong == []
