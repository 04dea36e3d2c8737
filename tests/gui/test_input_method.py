# SPDX-License-Identifier: GPL-3.0-or-later
"""Composing with an input method: nothing is lost, and no action fires."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtWidgets import QDialog

from editor.core import editing
from editor.core.change import replaced
from tests.gui.window import CTRL, NONE, SHIFT, Key, Window, document

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

WA = Qt.WidgetAttribute


@pytest.fixture
def window(qtbot: QtBot) -> Window:
    return Window(qtbot, document("你好世界", "再见", "谢谢大家"))


def test_what_is_composed_is_not_in_the_document_until_committed(window: Window) -> None:
    window.go(0, 2)
    window.compose("mei")
    assert window.texts[0] == "你好世界"
    assert window.shown == "你好mei世界"
    window.compose("", "美")
    assert window.texts[0] == "你好美世界"
    assert window.place == (0, 3)
    assert window.session.history.undo_title == "Edit text"


def test_committing_a_part_keeps_the_rest_open(window: Window) -> None:
    window.go(1, 2)
    window.compose("minghao")
    window.compose("hao", "明")
    assert window.texts[1] == "再见明"
    assert window.preedit == "hao"
    window.compose("", "好")
    assert window.texts[1] == "再见明好"


def test_a_composition_that_is_given_up_leaves_no_trace(window: Window) -> None:
    window.go(0, 2)
    window.compose("mei")
    window.compose("")
    assert window.texts[0] == "你好世界"
    assert not window.session.history.done


@pytest.mark.parametrize(("composed", "text"), [("", "再见"), ("ming", "再见明")])
def test_under_a_dialog_only_what_was_open_is_committed(
    window: Window, composed: str, text: str
) -> None:
    window.go(1, 2)
    window.compose(composed)
    dialog = QDialog(window.main)
    dialog.open()
    event = QInputMethodEvent()
    event.setCommitString("明")
    QCoreApplication.sendEvent(window.editor, event)  # on X11, it may still have the keyboard
    assert window.texts[1] == text
    dialog.close()


@pytest.mark.parametrize(
    ("key", "modifiers"),
    [
        (Key.Key_Return, NONE),
        (Key.Key_Enter, NONE),
        (Key.Key_Return, CTRL),
        (Key.Key_Tab, NONE),
        (Key.Key_Backtab, SHIFT),
        (Key.Key_Escape, NONE),
        (Key.Key_Up, NONE),
        (Key.Key_Down, NONE),
        (Key.Key_Left, NONE),
        (Key.Key_Right, NONE),
        (Key.Key_Backspace, NONE),
        (Key.Key_Delete, NONE),
        (Key.Key_PageDown, NONE),
        (Key.Key_Home, CTRL),
        (Key.Key_Z, CTRL),
        (Key.Key_F2, NONE),
        (Key.Key_F5, NONE),
    ],
)
def test_keys_belong_to_the_input_method_while_composing(
    window: Window, key: Qt.Key, modifiers: Qt.KeyboardModifier
) -> None:
    window.go(1, 0)
    window.compose("ni")
    window.key(key, modifiers)
    assert window.preedit == "ni"
    assert window.texts == ["你好世界", "再见", "谢谢大家"]
    assert window.place == (1, 0)
    assert not window.fired
    assert not window.wanted
    window.compose("", "你")
    assert window.texts[1] == "你再见"


def test_a_click_on_another_row_commits_first(window: Window) -> None:
    window.go(0, 4)
    window.compose("a")
    window.click(2, 2)
    assert window.texts == ["你好世界a", "再见", "谢谢大家"]
    assert window.place == (2, 2)
    assert window.preedit == ""


def test_another_row_chosen_from_elsewhere_loses_nothing(window: Window) -> None:
    window.go(0, 4)
    window.compose("a")
    window.go(2, 1)
    assert window.texts == ["你好世界a", "再见", "谢谢大家"]
    assert window.place == (2, 1)
    assert window.shown == "谢谢大家"
    window.compose("", "x")
    assert window.texts[2] == "谢x谢大家"


def test_a_change_of_the_same_row_from_elsewhere_loses_nothing(window: Window) -> None:
    window.go(0, 4)
    window.compose("a")
    window.session.commit(editing.set_text(window.session.document, 0, "您好，世界"))
    assert window.texts[0] == "您好，世界a"
    assert window.place == (0, 6)
    assert window.shown == "您好，世界a"


def test_a_change_of_another_row_leaves_the_composition_alone(window: Window) -> None:
    window.go(1, 1)
    window.compose("ni")
    window.session.commit(editing.insert(window.session.document, 0, 5000, 5900, "新"))
    assert window.preedit == "ni"
    assert window.place == (2, 1)
    window.compose("", "你")
    assert window.texts == ["新", "你好世界", "再你见", "谢谢大家"]


def test_a_change_of_times_leaves_the_composition_alone(window: Window) -> None:
    window.go(1, 1)
    window.compose("ni")
    window.session.commit(editing.retime(window.session.document, 1, 1100, 1800))
    assert window.preedit == "ni"


def test_a_split_takes_in_what_is_composed(window: Window) -> None:
    window.go(0, 2)
    window.compose("a")
    window.table.commit_composition()
    window.session.commit(editing.split(window.session.document, 0, window.place[1]))
    assert window.texts[:2] == ["你好a", "世界"]


def test_a_split_that_did_not_ask_first_loses_nothing_either(window: Window) -> None:
    window.go(0, 2)
    window.compose("a")
    window.session.commit(editing.split(window.session.document, 0, 2))
    assert "".join(window.texts[:2]) == "你好a世界"


def test_a_cue_that_goes_hands_on_what_was_composed(window: Window) -> None:
    window.go(1, 2)
    window.compose("a")
    window.session.commit(editing.delete(window.session.document, [1]))
    assert len(window.texts) == 2
    assert "".join(window.texts).count("a") == 1


def test_undo_loses_nothing(window: Window) -> None:
    window.go(0, 4)
    window.type("!")
    window.go(2, 4)
    window.compose("a")
    window.table.commit_composition()
    window.session.undo()
    assert window.texts == ["你好世界!", "再见", "谢谢大家"]
    window.session.redo()
    assert window.texts == ["你好世界!", "再见", "谢谢大家a"]


def test_undo_that_did_not_ask_first_loses_nothing_either(window: Window) -> None:
    window.go(0, 4)
    window.type("!")
    window.go(2, 4)
    window.compose("a")
    window.session.undo()
    assert window.texts == ["你好世界", "再见", "谢谢大家a"]
    assert window.place == (0, 4)


def test_leaving_the_table_commits(window: Window) -> None:
    window.go(0, 4)
    window.compose("a")
    window.editor.clearFocus()
    assert window.texts[0] == "你好世界a"


def test_composing_over_marked_text_replaces_it(window: Window) -> None:
    window.go(0, 4, 2)
    window.compose("shijie")
    window.compose("", "时节")
    assert window.texts[0] == "你好时节"
    window.session.undo()
    assert window.texts[0] == "你好世界"
    assert window.session.selection.caret == 4
    assert window.session.selection.caret_anchor == 2


def test_the_row_grows_with_what_is_composed(window: Window) -> None:
    before = window.table.row_rect(0).height()
    window.go(0, 4)
    window.compose("zhong" * 40)
    assert window.table.row_rect(0).height() > before
    window.compose("")
    assert window.table.row_rect(0).height() == before


def test_only_the_editor_switches_the_input_method_on(window: Window) -> None:
    assert window.editor.testAttribute(WA.WA_InputMethodEnabled)
    assert not window.table.testAttribute(WA.WA_InputMethodEnabled)
    assert not window.table.viewport().testAttribute(WA.WA_InputMethodEnabled)


def test_a_bulk_change_of_all_rows_keeps_what_is_composed(window: Window) -> None:
    window.go(1, 1)
    window.compose("ni")
    cues = window.session.document.cues
    rows = [(row, replace(cue, text=cue.text + "。")) for row, cue in enumerate(cues)]
    window.session.commit(replaced(window.session.document, "Full stops", rows))
    assert window.texts == ["你好世界。", "再ni见。", "谢谢大家。"]
