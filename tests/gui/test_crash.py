# SPDX-License-Identifier: GPL-3.0-or-later
"""What is shown when our own code fails."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMessageBox, QWidget

from editor import __version__
from editor.ui.crash import Crashes

if TYPE_CHECKING:
    import pytest
    from pytestqt.qtbot import QtBot


ROOT = Path(__file__).resolve().parents[2]


def fail(crashes: Crashes, text: str) -> None:
    error = RuntimeError(text)
    crashes.caught(type(error), error, error.__traceback__)


def test_the_report_is_copied_and_the_program_goes_on(
    qtbot: QtBot, capsys: pytest.CaptureFixture[str]
) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    window.show()
    crashes = Crashes(window, lambda: ["cue.split", "edit.undo"])
    fail(crashes, "first")
    fail(crashes, "second")
    (box,) = window.findChildren(QMessageBox)
    metadata = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
    assert metadata["project"]["urls"]["Issues"] in box.text()
    copy = next(button for button in box.buttons() if button.text() == "Copy report")
    QTest.mouseClick(copy, Qt.MouseButton.LeftButton)
    report = QApplication.clipboard().text()
    assert report.startswith(f"Jiaozi {__version__} · Python ")
    assert "\ncue.split · edit.undo\n" in report
    assert "RuntimeError: first" in report
    assert "second" not in report
    assert box.isVisible()
    assert "RuntimeError: second" in capsys.readouterr().err
    QTest.mouseClick(box.button(QMessageBox.StandardButton.Close), Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: not window.findChildren(QMessageBox))
    fail(crashes, "third")
    assert window.findChildren(QMessageBox)
