# SPDX-License-Identifier: GPL-3.0-or-later
"""*Columns of the table…* and *Text tracks of the film*, by keys and the mouse."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QDialog

from editor.actions.reading_as import _preview
from editor.core.options import DEFAULTS
from editor.media.text_tracks import TextTrack
from editor.ui.columns_dialog import ColumnsDialog
from editor.ui.track_dialog import TrackDialog

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

ROWS = [["你好", "Hello", "1.0", "2.5"], ["再见", "Bye", "3.0", "4.0"]]
TRACKS = [
    (TextTrack(1, "srt", "chi", "中文", "srt"), ["你好", "再见"]),
    (TextTrack(3, "ssa", "eng", "", "ass"), ["Hello"]),
]


@pytest.fixture
def dialog(qtbot: QtBot) -> ColumnsDialog:
    made = ColumnsDialog("talk.csv", ROWS, {}, lambda chosen: _preview(ROWS, DEFAULTS, chosen))
    qtbot.addWidget(made)
    made.show()
    made.activateWindow()
    qtbot.waitUntil(made.isActiveWindow)
    return made


def down(dialog: ColumnsDialog, column: int, times: int) -> None:
    """Go down in the choice above a column."""
    dialog.choices[column].setFocus()
    for _ in range(times):
        QTest.keyClick(dialog.choices[column], Qt.Key.Key_Down)


def test_a_start_and_a_text_are_needed(dialog: ColumnsDialog) -> None:
    assert not dialog.read.isEnabled()
    down(dialog, 2, 1)
    assert dialog.choices[2].currentData() == "start"
    assert not dialog.read.isEnabled()
    down(dialog, 0, 4)
    assert dialog.read.isEnabled()
    assert dialog.chosen == "text=1,start=3"
    assert dialog.cues.text().splitlines()[0] == "0:01.000 – 0:03.000  你好"
    down(dialog, 3, 2)
    down(dialog, 1, 5)
    assert dialog.chosen == "text=1,second=2,start=3,end=4"
    assert dialog.cues.text().splitlines() == [
        "0:01.000 – 0:02.500  你好 / Hello",
        "0:03.000 – 0:04.000  再见 / Bye",
    ]


def test_two_columns_are_not_the_same(dialog: ColumnsDialog) -> None:
    down(dialog, 0, 4)
    down(dialog, 2, 1)
    assert dialog.read.isEnabled()
    down(dialog, 3, 1)
    assert not dialog.read.isEnabled()
    assert dialog.cues.text() == "Two columns cannot be the same."
    down(dialog, 3, 1)
    assert dialog.read.isEnabled()


def test_enter_reads_and_esc_does_not(dialog: ColumnsDialog) -> None:
    down(dialog, 2, 1)
    down(dialog, 0, 4)
    QTest.mouseClick(dialog.read, Qt.MouseButton.LeftButton)
    assert dialog.result() == QDialog.DialogCode.Accepted
    dialog.show()
    QTest.keyClick(dialog, Qt.Key.Key_Escape)
    assert dialog.result() == QDialog.DialogCode.Rejected
    assert all(box.accessibleName() for box in dialog.choices)


@pytest.fixture
def tracks(qtbot: QtBot) -> TrackDialog:
    made = TrackDialog("film.mkv", TRACKS)
    qtbot.addWidget(made)
    made.show()
    made.activateWindow()
    return made


def test_the_first_texts_of_a_track_are_seen(tracks: TrackDialog) -> None:
    assert tracks.list.item(0).text() == "1. 中文 · chi · SubRip"
    assert tracks.text.toPlainText() == "你好\n再见"
    QTest.keyClick(tracks.list, Qt.Key.Key_Down)
    assert (tracks.text.toPlainText(), tracks.chosen) == ("Hello", 3)
    QTest.keyClick(tracks.list, Qt.Key.Key_Return)
    assert tracks.result() == QDialog.DialogCode.Accepted


def test_a_new_transcript_instead_of_a_track(tracks: TrackDialog) -> None:
    QTest.mouseClick(tracks.type, Qt.MouseButton.LeftButton)
    assert (tracks.result(), tracks.chosen) == (QDialog.DialogCode.Accepted, 0)
