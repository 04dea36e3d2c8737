# SPDX-License-Identifier: GPL-3.0-or-later
"""The dialog of limits: numbers typed, none, and a name that must be there."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from editor.actions.profiling import LIMITS
from editor.checks.profiles import profile
from editor.ui.limits_dialog import LimitsDialog

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

VALUES = {limit.id: getattr(profile("bilibili"), limit.id) for limit in LIMITS}


def dialog_of(qtbot: QtBot) -> LimitsDialog:
    dialog = LimitsDialog("Mine", LIMITS, VALUES)
    qtbot.addWidget(dialog)
    dialog.show()
    return dialog


def test_untouched_it_says_what_it_was_given(qtbot: QtBot) -> None:
    dialog = dialog_of(qtbot)
    assert (dialog.name.text(), dialog.values) == ("Mine", VALUES)
    assert dialog.fields["cps_opt"].text() == "none"


def test_numbers_are_typed_and_taken_away(qtbot: QtBot) -> None:
    dialog = dialog_of(qtbot)
    line, shortest = dialog.fields["cpl"], dialog.fields["min_ms"]
    line.selectAll()
    QTest.keyClicks(line, "12.5")
    for _ in range(6):
        QTest.keyClick(shortest, Qt.Key.Key_Down)
    assert dialog.values == {**VALUES, "cpl": 12.5, "min_ms": None}
    assert type(dialog.values["max_ms"]) is int


def test_without_a_name_nothing_is_kept(qtbot: QtBot) -> None:
    dialog = dialog_of(qtbot)
    dialog.name.selectAll()
    QTest.keyClick(dialog.name, Qt.Key.Key_Backspace)
    assert not dialog.keep.isEnabled()
    QTest.keyClicks(dialog.name, "x")
    assert dialog.keep.isEnabled()
