# SPDX-License-Identifier: GPL-3.0-or-later
"""The dialog of speech models: what is listed, chosen by keys, by a file or by a folder."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from editor.ui.model_dialog import ModelDialog

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

KNOWN = [Path("/models/ggml-base.bin"), Path("/models/ggml-small.bin")]


def dialog(qtbot: QtBot, chosen: str = "", elsewhere: Path | None = None) -> ModelDialog:
    made = ModelDialog(KNOWN, chosen, lambda: elsewhere, lambda: elsewhere)
    qtbot.addWidget(made)
    with qtbot.waitExposed(made):
        made.show()
    return made


def listed(made: ModelDialog) -> list[str]:
    return [made.list.item(row).text() for row in range(made.list.count())]


def test_the_first_known_model_is_proposed(qtbot: QtBot) -> None:
    made = dialog(qtbot)
    assert listed(made) == ["No model", *map(str, KNOWN)]
    QTest.keyClick(made.list, Qt.Key.Key_Return)
    assert made.chosen == str(KNOWN[0])


def test_the_one_in_use_is_listed_and_can_be_put_away(qtbot: QtBot) -> None:
    made = dialog(qtbot, "/elsewhere/mine.bin")
    assert listed(made) == ["No model", "/elsewhere/mine.bin", *map(str, KNOWN)]
    assert made.list.currentRow() == 1
    QTest.keyClick(made.list, Qt.Key.Key_Up)
    QTest.mouseClick(made.use, Qt.MouseButton.LeftButton)
    assert (made.chosen, made.isVisible()) == ("", False)


@pytest.mark.parametrize("button", ["file", "folder"])
def test_a_file_or_folder_elsewhere_is_taken(qtbot: QtBot, button: str) -> None:
    made = dialog(qtbot, elsewhere=Path("/elsewhere/mine"))
    QTest.mouseClick(getattr(made, button), Qt.MouseButton.LeftButton)
    assert (made.chosen, made.isVisible()) == (str(Path("/elsewhere/mine")), False)
    made = dialog(qtbot, str(KNOWN[1]))
    QTest.mouseClick(getattr(made, button), Qt.MouseButton.LeftButton)  # and turned away
    assert (made.chosen, made.isVisible()) == (str(KNOWN[1]), True)
