# SPDX-License-Identifier: GPL-3.0-or-later
"""*Read again as…*: the arrow keys change the preview, Enter takes what is current."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QDialog

from editor.formats.encoding_choices import choices, first_lines
from editor.ui.encoding_dialog import EncodingDialog

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

DATA = "1\n00:00:01,000 --> 00:00:02,000\n我們今天聊一聊字幕\n".encode("big5")


@pytest.fixture
def dialog(qtbot: QtBot) -> EncodingDialog:
    dialog = EncodingDialog(choices(DATA), partial(first_lines, DATA))
    qtbot.addWidget(dialog)
    dialog.show()
    dialog.activateWindow()
    return dialog


def test_the_preview_follows_the_choice(dialog: EncodingDialog) -> None:
    assert dialog.chosen == "big5hkscs"
    assert dialog.text.toPlainText() == "我們今天聊一聊字幕"
    QTest.keyClick(dialog.list, Qt.Key.Key_Down)
    assert dialog.chosen != "big5hkscs"
    assert dialog.text.toPlainText() == first_lines(DATA, dialog.chosen) != "我們今天聊一聊字幕"


def test_enter_takes_the_current_one_and_esc_none(dialog: EncodingDialog) -> None:
    QTest.keyClick(dialog.list, Qt.Key.Key_Return)
    assert dialog.result() == QDialog.DialogCode.Accepted
    dialog.show()
    QTest.keyClick(dialog.list, Qt.Key.Key_Escape)
    assert dialog.result() == QDialog.DialogCode.Rejected


def test_the_list_and_the_preview_have_names(dialog: EncodingDialog) -> None:
    assert dialog.list.accessibleName()
    assert dialog.text.accessibleName()
