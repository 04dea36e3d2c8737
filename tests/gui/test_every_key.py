# SPDX-License-Identifier: GPL-3.0-or-later
"""Every key of the table of commands, pressed on a real keyboard, runs its command and no other."""

from __future__ import annotations

import shutil
import subprocess
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMainWindow

from editor.actions.table import ACTIONS
from editor.settings import Settings
from editor.ui.commands import Commands
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


def test_every_key_runs_its_command(qtbot: QtBot, tmp_path: Path, layout: str) -> None:
    del layout
    window = QMainWindow()
    qtbot.addWidget(window)
    commands = Commands(Settings(tmp_path / "settings.json"), window)
    for action in commands.actions.values():
        action.setShortcutContext(Qt.ShortcutContext.WindowShortcut)
        window.addAction(action)  # those of the table as well
    with qtbot.waitExposed(window):
        window.show()
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
