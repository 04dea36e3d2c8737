# SPDX-License-Identifier: GPL-3.0-or-later
"""What the command palette lists; `test_from_outside` runs a command of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtWidgets import QLineEdit, QListWidget, QWidget

from editor.settings import Settings
from editor.ui.commands import Commands
from editor.ui.palette import Palette

if TYPE_CHECKING:
    from pathlib import Path

    from pytestqt.qtbot import QtBot


@pytest.fixture
def window(qtbot: QtBot) -> QWidget:
    window = QWidget()
    qtbot.addWidget(window)
    window.resize(800, 600)
    return window


@pytest.fixture
def palette(tmp_path: Path, window: QWidget, simplified: None) -> Palette:
    del simplified  # the language it speaks
    return Palette(Commands(Settings(tmp_path / "settings.json"), window), window)


def found(palette: Palette, text: str) -> list[str]:
    field, shown = palette.findChild(QLineEdit), palette.findChild(QListWidget)
    assert field is not None
    assert shown is not None
    field.setText(text)
    return [shown.item(row).text() for row in range(shown.count())]


@pytest.mark.parametrize("text", ["筛选", "shaixuan", "sx", "show only"])
def test_a_submenu_is_found_by_its_name_and_lists_its_commands(palette: Palette, text: str) -> None:
    names = found(palette, text)
    assert "筛选 › 未校对" in names[:12], "what “未校对” alone would do is not said"
    assert "筛选 › 有问题" in names[:12]


def test_a_command_is_found_by_its_own_name_first_and_with_its_submenu(palette: Palette) -> None:
    assert found(palette, "未校对")[0] == "筛选 › 未校对"
    assert found(palette, "筛选未校对")[0] == "筛选 › 未校对"
    assert found(palette, "shense")[0] == "主题 › 深色"
    assert found(palette, "xyt")[0] == "下一条字幕"
    assert "下一条未校对" in found(palette, "下一条"), "what is in its name is not said twice"
    assert found(palette, "保存项目")[0] == "保存项目", "it is in no submenu"
