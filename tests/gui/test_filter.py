# SPDX-License-Identifier: GPL-3.0-or-later
"""A filtered table: hidden rows take no space and no key, and nothing jumps."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from PySide6.QtTest import QTest

from editor.core import editing
from editor.core.change import replaced
from editor.core.filter import NO_FILTER, Filter
from tests.gui.window import CTRL, NONE, SHIFT, Key, Window
from tests.making import written

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

COUNT = 400


@pytest.fixture
def window(qtbot: QtBot) -> Window:
    return Window(qtbot, written(*[(n * 1_000, n * 1_000 + 900, f"第{n}句") for n in range(COUNT)]))


def tenth(window: Window) -> None:
    """Show rows 0, 10, 20 … only."""
    window.session.set_filter(Filter("tenth", bytes(n % 10 != 0 for n in range(COUNT))))


def row(window: Window) -> int:
    return window.session.selection.current


def seen(window: Window) -> list[int]:
    """The rows under the pixels of the table, from the top."""
    table = window.table
    rows = [table.row_at(y) for y in range(table.viewport().height())]
    return list(dict.fromkeys(row for row in rows if row is not None))


def test_hidden_rows_take_no_space_and_all_come_back(window: Window) -> None:
    tenth(window)
    assert seen(window)[:5] == [0, 10, 20, 30, 40]
    bar = window.table.verticalScrollBar()
    assert bar.maximum() < 40 * 60
    bar.setValue(bar.maximum())
    assert seen(window)[-1] == 390
    window.session.set_filter(NO_FILTER)
    bar.setValue(0)
    assert seen(window)[:3] == [0, 1, 2]


def test_keys_move_among_the_rows_in_view(window: Window) -> None:
    tenth(window)
    editor = window.editor
    QTest.keyClick(editor, Key.Key_Down)
    assert row(window) == 10
    QTest.keyClick(editor, Key.Key_Home, NONE)
    QTest.keyClick(editor, Key.Key_Left)
    assert row(window) == 0
    QTest.keyClick(editor, Key.Key_End, CTRL)
    assert row(window) == 390
    QTest.keyClick(editor, Key.Key_PageUp)
    assert row(window) % 10 == 0
    assert row(window) < 390
    QTest.keyClick(editor, Key.Key_Home, CTRL)
    assert row(window) == 0
    QTest.keyClick(editor, Key.Key_Up)
    assert row(window) == 0


def test_a_range_by_shift_leaves_out_what_is_hidden(window: Window) -> None:
    tenth(window)
    QTest.keyClick(window.editor, Key.Key_End, CTRL | SHIFT)
    assert window.session.chosen == list(range(0, COUNT, 10))


def test_the_current_row_stays_where_it_is_on_the_screen(window: Window) -> None:
    window.session.select(window.session.selection.at(200))
    place = window.table.row_rect(200).top()
    tenth(window)
    assert window.table.row_rect(200).top() == place
    window.session.set_filter(NO_FILTER)
    assert window.table.row_rect(200).top() == place


def test_typing_and_undo_keep_the_filter(window: Window) -> None:
    tenth(window)
    QTest.keyClick(window.editor, Key.Key_Down)
    QTest.keyClicks(window.editor, "ab")
    assert window.session.document.cues[10].text == "ab第10句"
    assert seen(window)[:3] == [0, 10, 20]
    window.session.undo()
    assert seen(window)[:3] == [0, 10, 20]


def test_parts_of_a_split_and_hidden_cues_that_change(window: Window) -> None:
    tenth(window)
    session = window.session
    session.commit(editing.split(session.document, 10, 2))
    assert seen(window)[:4] == [0, 10, 11, 21]
    cues = session.document.cues
    session.commit(
        replaced(
            session.document, "All", [(n, replace(cue, checked=True)) for n, cue in enumerate(cues)]
        )
    )
    assert seen(window)[:4] == [0, 10, 11, 21]
    session.commit(editing.shift(session.document, range(5), 10))
    assert seen(window)[:4] == [0, 10, 11, 21]


def test_a_hidden_row_that_is_gone_to_is_shown(window: Window) -> None:
    tenth(window)
    window.session.select(window.session.selection.at(25))
    assert 25 in seen(window)
    assert window.editor.hasFocus()
