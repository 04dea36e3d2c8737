# SPDX-License-Identifier: GPL-3.0-or-later
"""The cue table under real keys and clicks."""

from __future__ import annotations

import subprocess
import sys
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QMimeData, QObject, QPoint, QPointF, Qt
from PySide6.QtGui import (
    QAccessible,
    QContextMenuEvent,
    QGuiApplication,
    QImage,
    QPaintEvent,
    QRegion,
    QWheelEvent,
)
from PySide6.QtTest import QTest

from editor.checks.profiles import profile
from editor.core import editing
from editor.core.change import Change, Splice, replaced
from editor.core.cue import Cue
from editor.core.document import Document
from editor.core.errors import Problem
from editor.core.selection import Selection
from editor.core.state import TERM
from editor.core.words import Word, Words
from editor.project.journal_port import NoJournal
from tests.gui.window import CTRL, SHIFT, Key, Window, document
from tests.mouse import double_click
from tests.painted import Painted

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtWidgets import QWidget
    from pytestqt.qtbot import QtBot

ROOT = Path(__file__).resolve().parents[2]
THREE = document("你好世界", "再见", "谢谢大家")
MANY = document(*(f"第{number}句" for number in range(60)))


@pytest.fixture
def window(qtbot: QtBot) -> Window:
    return Window(qtbot, THREE)


def test_typing_is_committed_as_it_happens(window: Window) -> None:
    window.go(1, 1)
    window.type("ab")
    assert window.texts == ["你好世界", "再ab见", "谢谢大家"]
    assert window.place == (1, 3)


@pytest.mark.parametrize("composed", [False, True])
def test_the_letter_is_painted_before_what_follows_it(window: Window, *, composed: bool) -> None:
    window.go(1, 1)
    before = window.editor.grab().toImage()
    painted = []
    watch = Painted(window.editor.viewport())
    window.session.changed.connect(lambda _: painted.append(watch.yet))
    if composed:
        window.compose("", "好")
    else:
        window.type("a")
    assert painted == [True]
    assert window.editor.grab().toImage() != before


class Strips(QObject):
    """What is painted of a widget."""

    def __init__(self, widget: QWidget) -> None:
        super().__init__(widget)
        self.region = QRegion()
        widget.installEventFilter(self)

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's
        if isinstance(event, QPaintEvent):
            self.region += event.region()
        return False


def painted_by(qtbot: QtBot, window: Window, act: Callable[[], object]) -> QRegion:
    qtbot.wait(50)
    strips = Strips(window.table.viewport())
    act()
    qtbot.waitUntil(lambda: not strips.region.isEmpty())
    return strips.region


def test_going_to_another_row_paints_both_and_no_other(qtbot: QtBot) -> None:
    window = Window(qtbot, MANY)
    window.go(3)
    both = QRegion(window.table.row_rect(3)) + QRegion(window.table.row_rect(5))
    assert painted_by(qtbot, window, lambda: window.go(5)) == both


def test_rows_that_move_or_are_chosen_together_are_all_painted(qtbot: QtBot) -> None:
    window = Window(qtbot, MANY)
    window.go(3)
    every, select = QRegion(window.table.viewport().rect()), window.session.select
    several = window.session.selection.extended(5)
    assert painted_by(qtbot, window, lambda: select(several)) == every
    assert painted_by(qtbot, window, lambda: window.go(4)) == every
    assert painted_by(qtbot, window, lambda: window.go(40)) == every


def test_undo_restores_text_caret_and_marked_text(window: Window) -> None:
    window.go(0, 4, 2)
    window.type("x")
    assert window.texts[0] == "你好x"
    window.session.undo()
    assert window.shown == "你好世界"
    cursor = window.editor.textCursor()
    assert (cursor.position(), cursor.anchor()) == (4, 2)
    window.session.redo()
    assert window.shown == "你好x"
    assert window.editor.textCursor().position() == 3


def test_undo_in_another_row_goes_there(window: Window) -> None:
    window.go(0, 1)
    window.type("x")
    window.go(2, 3)
    window.session.undo()
    assert window.place == (0, 1)
    assert window.shown == "你好世界"


def test_undo_puts_the_caret_where_it_was_though_it_was_moved_meanwhile(window: Window) -> None:
    window.go(0, 3)
    window.key(Key.Key_Backspace)
    window.key(Key.Key_Right)
    window.session.undo()
    assert window.shown == "你好世界"
    assert window.place == (0, 3)


def test_the_caret_stays_between_its_characters_when_others_change_the_text(
    window: Window,
) -> None:
    window.go(0, 3)
    window.session.commit(editing.set_text(window.session.document, 0, "朋友们你好世界"))
    assert window.place == (0, 6)
    assert window.editor.textCursor().position() == 6
    assert len(window.session.history.done) == 1


def test_offsets_are_code_points(window: Window) -> None:
    window.session.commit(editing.set_text(window.session.document, 0, "𠮷野家👍好"))
    window.go(0, 1)
    assert window.editor.textCursor().position() == 2
    window.key(Key.Key_Right, times=3)
    assert window.place == (0, 4)
    window.key(Key.Key_Backspace)
    assert window.texts[0] == "𠮷野家好"
    window.type("x")
    assert window.texts[0] == "𠮷野家x好"
    assert window.place == (0, 4)


@pytest.mark.parametrize(
    "text",
    [
        *("a\0b", "a\ufffcb", "a\ud800b", "a\u2028b", "a\u2029b", "a\rb", "a\tb", "a\u00a0b"),
        *("", "\n", "a\n", "\ufdd0", "e\u0301\u200d", "\ufeffx", "\v\f", "<i>好</i>"),
    ],
)
def test_odd_text_stays_as_it_is(qtbot: QtBot, text: str) -> None:
    window = Window(qtbot, document(text, "好"))
    window.key(Key.Key_End, CTRL)
    window.go(0, 0)
    assert window.texts == [text, "好"]
    assert not window.session.history.done
    window.type("x")
    assert window.texts[0] == "x" + text
    window.key(Key.Key_Backspace)
    assert window.texts[0] == text
    window.go(0, len(text))
    window.type("y")
    assert window.texts[0] == text + "y"


def test_arrows_walk_to_the_neighbours_and_keep_their_x(qtbot: QtBot) -> None:
    window = Window(qtbot, document("你好世界", "短", "谢谢大家"))
    window.go(0, 3)
    window.key(Key.Key_Down)
    assert window.place == (1, 1)
    window.key(Key.Key_Down)
    assert window.place == (2, 3)
    window.key(Key.Key_Up, times=2)
    assert window.place == (0, 3)
    window.key(Key.Key_Up)
    assert window.place == (0, 0)


def test_arrows_walk_over_each_line_of_a_cue(qtbot: QtBot) -> None:
    window = Window(qtbot, document("你好", "上面\n下面", "再见"))
    window.go(0, 1)
    places = []
    for _ in range(4):
        window.key(Key.Key_Down)
        places.append(window.place)
    assert places == [(1, 1), (1, 4), (2, 1), (2, 2)]
    window.key(Key.Key_Left)
    window.key(Key.Key_Up)
    assert window.place == (1, 4)


def test_left_and_right_cross_the_borders_of_cues(window: Window) -> None:
    window.go(1, 0)
    window.key(Key.Key_Left)
    assert window.place == (0, 4)
    window.key(Key.Key_Right)
    assert window.place == (1, 0)
    window.go(0, 0)
    window.key(Key.Key_Left)
    assert window.place == (0, 0)


def test_deleting_past_an_edge_asks_for_a_join(window: Window) -> None:
    window.go(1, 0)
    window.key(Key.Key_Backspace)
    window.go(1, 2)
    window.key(Key.Key_Delete)
    window.go(1, 0, 2)
    window.key(Key.Key_Backspace)
    assert window.wanted == ["join-previous", "join-next"]
    assert window.texts[1] == ""


def test_words_are_chinese_words(qtbot: QtBot) -> None:
    window = Window(qtbot, document("我们看到模型和fine-tune"))
    window.key(Key.Key_Right, CTRL)
    assert window.place == (0, 2)
    window.key(Key.Key_Right, CTRL | SHIFT)
    assert (window.session.selection.caret, window.session.selection.caret_anchor) == (4, 2)
    window.key(Key.Key_End)
    window.key(Key.Key_Backspace, CTRL)
    assert window.texts == ["我们看到模型和"]
    window.key(Key.Key_Home)
    window.key(Key.Key_Delete, CTRL)
    assert window.texts == ["看到模型和"]


def test_the_terms_of_the_glossary_are_words(qtbot: QtBot) -> None:
    window = Window(qtbot, document("请柯代表说learning engineer的事"))
    window.session.keep(TERM, "柯代表", {})
    window.session.keep(TERM, "learning engineer", {})
    window.go(0, 0)
    places = []
    for _ in range(4):
        window.key(Key.Key_Right, CTRL)
        places.append(window.place[1])
    assert places == [1, 4, 5, 22]
    window.key(Key.Key_Left, CTRL | SHIFT)
    assert window.editor.textCursor().selectedText() == "learning engineer"
    point = window.table.text_point(0, 2) + QPoint(4, 0)
    double_click(window.table.viewport(), point)
    assert window.editor.textCursor().selectedText() == "柯代表"
    window.key(Key.Key_Backspace)
    window.key(Key.Key_End)
    window.key(Key.Key_Left, CTRL, times=2)
    window.key(Key.Key_Backspace, CTRL)
    assert window.texts == ["请说的事"]


def test_a_double_click_marks_a_word(qtbot: QtBot) -> None:
    window = Window(qtbot, document("你好", "我们看到模型和fine-tune"))
    point = window.table.text_point(1, 5) + QPoint(4, 0)
    double_click(window.table.viewport(), point)
    assert window.editor.textCursor().selectedText() == "模型"
    point = window.table.text_point(1, 16) - QPoint(3, 0)
    double_click(window.table.viewport(), point)
    assert window.editor.textCursor().selectedText() == "fine-tune"


def test_a_click_puts_the_caret_at_the_character(window: Window) -> None:
    window.click(2, 3)
    assert window.place == (2, 3)
    window.click(2, 1)
    assert window.place == (2, 1)
    assert window.editor.textCursor().position() == 1


def test_a_drag_marks_text(window: Window) -> None:
    viewport = window.table.viewport()
    QTest.mousePress(viewport, Qt.MouseButton.LeftButton, pos=window.table.text_point(0, 1))
    QTest.mouseMove(viewport, window.table.text_point(0, 3))
    QTest.mouseRelease(viewport, Qt.MouseButton.LeftButton, pos=window.table.text_point(0, 3))
    assert window.editor.textCursor().selectedText() == "好世"


def test_a_drag_over_rows_chooses_them(window: Window) -> None:
    viewport = window.table.viewport()
    QTest.mousePress(viewport, Qt.MouseButton.LeftButton, pos=window.table.text_point(0, 1))
    QTest.mouseMove(viewport, window.table.text_point(1, 1))
    QTest.mouseMove(viewport, window.table.text_point(2, 1))
    assert list(window.session.selection.rows()) == [0, 1, 2]
    QTest.mouseMove(viewport, window.table.text_point(1, 1))
    QTest.mouseRelease(viewport, Qt.MouseButton.LeftButton, pos=window.table.text_point(1, 1))
    assert list(window.session.selection.rows()) == [0, 1]


def test_clicks_with_shift_and_ctrl_choose_rows(qtbot: QtBot) -> None:
    window = Window(qtbot, MANY)
    window.click(2)
    window.click(5, 0, SHIFT)
    assert list(window.session.selection.rows()) == [2, 3, 4, 5]
    window.click(7, 0, CTRL)
    window.click(3, 0, CTRL)
    assert window.session.selection.ranges == ((2, 3), (4, 6), (7, 8))


def test_a_click_on_the_mark_asks_for_checking(window: Window) -> None:
    x = next(x for x in range(900) if window.table.column_at(x) == "checked") + 5
    y = window.table.row_rect(1).center().y()
    QTest.mouseClick(window.table.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(x, y))
    assert window.wanted == ["toggle-checked"]
    assert window.session.selection.current == 1


def test_pages_and_ends(qtbot: QtBot) -> None:
    window = Window(qtbot, MANY)
    window.key(Key.Key_PageDown)
    row = window.session.selection.current
    assert 5 < row < 20
    window.key(Key.Key_PageUp)
    assert window.session.selection.current == 0
    window.key(Key.Key_End, CTRL)
    assert window.place == (59, 4)
    window.key(Key.Key_Home, CTRL)
    assert window.place == (0, 0)
    window.key(Key.Key_End, CTRL | SHIFT)
    assert window.session.selection.ranges == ((0, 60),)
    window.go(10)
    window.key(Key.Key_PageDown, SHIFT)
    assert window.session.selection.ranges == ((10, 10 + row + 1),)


def test_commands_reach_the_actions_and_nothing_else(window: Window) -> None:
    window.go(1, 1)
    window.key(Key.Key_Return)
    window.key(Key.Key_Tab)
    window.key(Key.Key_Backtab, SHIFT)
    window.key(Key.Key_Z, CTRL)
    window.key(Key.Key_Z, CTRL | SHIFT)
    window.key(Key.Key_Y, CTRL)
    window.key(Key.Key_Escape)
    window.key(Key.Key_Up, CTRL)
    assert dict(window.fired) == {
        "Return": 1, "Tab": 1, "Shift+Tab": 1, "Ctrl+Z": 1, "Ctrl+Shift+Z": 1, "Ctrl+Y": 1,
        "Esc": 1, "Ctrl+Up": 1,
    }  # fmt: skip
    assert window.texts == ["你好世界", "再见", "谢谢大家"]
    assert window.place == (1, 1)
    assert window.editor.hasFocus()


def test_a_command_that_is_not_possible_does_nothing(window: Window) -> None:
    for action in window.main.actions():
        action.setEnabled(False)
    window.key(Key.Key_Return)
    window.key(Key.Key_Tab)
    assert window.texts == ["你好世界", "再见", "谢谢大家"]


def test_f2_asks_for_the_times(window: Window) -> None:
    window.key(Key.Key_F2)
    assert window.wanted == ["edit-times"]


def test_a_line_break_inside_a_cue(window: Window) -> None:
    before = window.table.row_rect(0).height()
    window.go(0, 2)
    window.key(Key.Key_Return, SHIFT)
    assert window.texts[0] == "你好\n世界"
    assert window.place == (0, 3)
    assert window.table.row_rect(0).height() > before
    window.key(Key.Key_Backspace)
    assert window.texts[0] == "你好世界"
    assert window.table.row_rect(0).height() == before


def test_only_plain_text_is_pasted(window: Window) -> None:
    data = QMimeData()
    data.setHtml("<b>粗</b>")
    data.setText("粗\r\n体\0\u2028x")
    QGuiApplication.clipboard().setMimeData(data)
    window.go(1, 1)
    window.key(Key.Key_V, CTRL)
    assert window.texts[1] == "再粗\n体\nx见"
    window.key(Key.Key_A, CTRL)
    window.key(Key.Key_C, CTRL)
    assert QGuiApplication.clipboard().text() == "再粗\n体\nx见"
    assert not QGuiApplication.clipboard().mimeData().hasHtml()


def test_the_editor_stands_exactly_on_the_painted_text(qtbot: QtBot) -> None:
    long = "但是我在这一步里面看到了两步GPT and it was that " * 3
    window = Window(qtbot, document("abc", long, "上\n下\n\n", "", "<i>好</i>\tx", "好"))
    for row in range(5):
        text = window.texts[row]
        before = [window.table.text_point(row, place) for place in range(len(text) + 1)]
        tall = window.table.row_rect(row)
        window.go(row)
        assert window.table.row_rect(row) == tall
        after = []
        for place in range(len(text) + 1):
            window.go(row, place)
            rect = window.editor.cursorRect()
            after.append(window.editor.mapTo(window.table.viewport(), rect.center()))
        apart = [a - b for a, b in zip(before, after, strict=True)]
        assert max(point.manhattanLength() for point in apart) <= 2  # both are rounded


def test_nothing_moves_when_rows_come_and_go_above(qtbot: QtBot) -> None:
    window = Window(qtbot, MANY)
    window.go(40)
    y = window.table.row_rect(40).y()
    window.session.commit(editing.insert(window.session.document, 3, 1, 2, "新\n两行"))
    assert window.place[0] == 41
    assert window.table.row_rect(41).y() == y
    window.session.undo()
    assert window.table.row_rect(40).y() == y


def test_rows_are_measured_as_they_come_and_what_is_seen_stays(qtbot: QtBot) -> None:
    long = "字" * 70 + "\n" + "ab " * 90
    window = Window(qtbot, document(*([long, "短"] * 200)), 700)
    window.table.ensure_visible(300)
    bar = window.table.verticalScrollBar()
    for _ in range(120):
        row = window.table.row_at(60)
        assert row is not None
        y = window.table.row_rect(row).y()
        bar.setValue(bar.value() - 25)
        assert window.table.row_rect(row).y() - y == 25
    first = window.table.row_at(0)
    assert first is not None
    assert first < 300


def test_the_wheel_scrolls_by_pixels(qtbot: QtBot) -> None:
    window = Window(qtbot, MANY)
    viewport = window.table.viewport()
    spot = QPointF(200, 100)
    event = QWheelEvent(
        spot, viewport.mapToGlobal(spot), QPoint(0, -7), QPoint(0, 0), Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier, Qt.ScrollPhase.NoScrollPhase, False,  # noqa: FBT003 - Qt's order
    )  # fmt: skip
    QCoreApplication.sendEvent(viewport, event)
    assert window.table.row_rect(0).y() == -7


def test_typing_out_of_sight_comes_into_sight(qtbot: QtBot) -> None:
    window = Window(qtbot, MANY)
    bar = window.table.verticalScrollBar()
    bar.setValue(bar.maximum())
    assert window.table.row_rect(0).bottom() < 0
    window.type("x")
    assert window.texts[0] == "x第0句"
    assert window.table.row_rect(0).y() == 0


def test_a_hundred_thousand_rows(qtbot: QtBot) -> None:
    cue = Cue(0, 0, 900, "所以说我觉得这些东西叠加起来就可能世界上只有5个人")
    cues = tuple(
        replace(cue, id=row, start=row * 1000, end=row * 1000 + 900) for row in range(100_000)
    )
    window = Window(qtbot, Document(cues=cues, next_id=len(cues)), 500)
    window.key(Key.Key_End, CTRL)
    bar = window.table.verticalScrollBar()
    assert bar.value() == bar.maximum()
    assert window.table.row_rect(99_999).bottom() < window.table.viewport().height()
    window.type("!")
    assert window.texts[-1] == cue.text + "!"
    window.key(Key.Key_Home, CTRL)
    assert window.place == (0, 0)
    assert bar.value() == 0


def test_a_change_of_all_rows_is_shown(qtbot: QtBot) -> None:
    window = Window(qtbot, document(*(["好"] * 500)))
    window.go(250)
    y = window.table.row_rect(250).y()
    height = window.table.row_rect(250).height()
    cues = window.session.document.cues
    rows = [(row, replace(cue, text="上\n下")) for row, cue in enumerate(cues)]
    window.session.commit(replaced(window.session.document, "Break", rows))
    assert window.shown == "上\n下"
    assert window.table.row_rect(250).height() > height
    assert abs(window.table.row_rect(250).y() - y) < window.table.viewport().height()
    window.session.undo()
    assert window.table.row_rect(250).height() == height


def test_marks(qtbot: QtBot) -> None:
    words = Words([Word(0, 1, "世界", 0.2), Word(1, 2, "和平", 0.9)])
    cue = Cue(0, 0, 900, "世界与和平", hypothesis="世界和平", words=words)
    window = Window(qtbot, Document(cues=(cue, Cue(1, 1000, 1900, "好")), next_id=2))
    window.go(1)
    image = window.table.viewport().grab().toImage()
    changed = window.theme.colours.changed
    assert near(image, window.table.text_point(0, 2) + QPoint(2, -9)) == changed.name()
    assert near(image, window.table.text_point(0, 4) + QPoint(2, -9)) != changed.name()


def near(image: QImage, point: QPoint) -> str:
    return image.pixelColor(point * image.devicePixelRatio()).name()


def test_reading_speed_is_coloured_by_the_profile(qtbot: QtBot) -> None:
    window = Window(qtbot, document("你好", "一二三四五六七八九十一二三四五"))
    colours = window.theme.colours
    assert has_colour(window, 1, colours.error.name())
    window.table.set_profile(profile("ted-zh"))
    assert not has_colour(window, 1, colours.error.name())


def has_colour(window: Window, row: int, name: str) -> bool:
    rect = window.table.row_rect(row)
    image = window.table.viewport().grab(rect).toImage()
    return any(
        image.pixelColor(x, y).name() == name
        for x in range(image.width())
        for y in range(image.height())
    )


def test_problems_are_marked_and_told(window: Window) -> None:
    window.table.set_problems({1: ("error", [Problem("Ends before it starts.")])})
    assert has_colour(window, 1, window.theme.colours.error.name())
    x = next(x for x in range(900) if window.table.column_at(x) == "problem") + 5
    assert window.table.tip_at(QPoint(x, window.table.row_rect(1).center().y())) == (
        "Ends before it starts."
    )
    assert window.table.tip_at(QPoint(x, window.table.row_rect(0).center().y())) == ""
    window.session.commit(editing.insert(window.session.document, 0, 5000, 5900, "新"))
    assert window.table.tip_at(QPoint(x, window.table.row_rect(2).center().y())) != ""


def test_columns_can_be_hidden(window: Window) -> None:
    before = window.editor.width()
    window.table.set_hidden({"end", "length"})
    shown = {window.table.column_at(x) for x in range(900)}
    assert "end" not in shown
    assert "start" in shown
    assert window.editor.width() > before


def test_a_speaker_makes_room_for_itself(window: Window) -> None:
    assert "speaker" not in {window.table.column_at(x) for x in range(900)}
    cue = replace(THREE.cues[1], speaker="柯代表")
    window.session.commit(replaced(window.session.document, "Speaker", [(1, cue)]))
    x = next(x for x in range(900) if window.table.column_at(x) == "speaker")
    assert window.table.tip_at(QPoint(x + 5, window.table.row_rect(1).center().y())) == "柯代表"


def test_a_document_without_cues_and_back(window: Window) -> None:
    window.session.commit(editing.delete(window.session.document, [0, 1, 2]))
    assert not window.editor.isVisible()
    assert window.table.row_at(10) is None
    window.session.undo()
    assert window.editor.isVisible()
    assert window.shown == "你好世界"
    window.session.open(Document(), journal=NoJournal())
    window.session.open(document("新的"), journal=NoJournal())
    assert window.shown == "新的"


def test_joined_split_and_joined_again(window: Window) -> None:
    window.go(1, 0)
    window.session.commit(editing.join(window.session.document, 0), Selection().at(0, 4))
    assert window.shown == "你好世界再见"
    assert window.editor.textCursor().position() == 4
    window.session.undo()
    assert window.shown == "再见"
    assert window.place == (1, 0)


def test_many_splices_at_once(qtbot: QtBot) -> None:
    window = Window(qtbot, MANY)
    window.go(50)
    cues = window.session.document.cues
    splices = tuple(Splice(row, (cues[row],), ()) for row in range(0, 50, 2))
    window.session.commit(Change("Thin out", splices))
    assert window.session.selection.current == 25
    assert window.shown == "第50句"
    assert window.table.row_at(window.table.row_rect(25).center().y()) == 25


def test_what_is_told_to_assistive_technology(window: Window) -> None:
    window.go(1)
    told = QAccessible.queryAccessibleInterface(window.editor)
    assert told.text(QAccessible.Text.Name) == "Cue 2, 0:01.0 to 0:01.9"
    assert told.text(QAccessible.Text.Value) == "再见"
    table = QAccessible.queryAccessibleInterface(window.table)
    assert table.text(QAccessible.Text.Name) == "Cues"


def test_the_painted_rows_are_a_list_to_assistive_technology(qtbot: QtBot) -> None:
    window = Window(qtbot, MANY)
    window.go(50)
    rows = QAccessible.queryAccessibleInterface(window.table.viewport())
    assert rows.role() == QAccessible.Role.List
    children = [rows.child(index) for index in range(rows.childCount())]
    assert children[0].object() is window.editor
    names = [child.text(QAccessible.Text.Name) for child in children[1:]]
    first = window.table.row_at(0)
    assert first is not None
    assert names[0] == f"Cue {first + 1}, 0:{first}.0 to 0:{first}.9"
    current = children[1 + 50 - first]
    assert current.text(QAccessible.Text.Value) == "第50句"
    assert current.state().selected
    assert not children[1].state().selected
    assert rows.indexOfChild(current) == 1 + 50 - first
    assert current.parent().object() is window.table.viewport()
    middle = current.rect().center()
    assert rows.childAt(middle.x(), middle.y()).text(QAccessible.Text.Value) == "第50句"


def test_where_the_caret_goes_is_announced_without_harm(window: Window) -> None:
    QAccessible.setActive(True)
    try:
        window.go(1)
        window.type("x")
        window.session.commit(editing.delete(window.session.document, [0]))
    finally:
        QAccessible.setActive(False)
    assert (
        QAccessible.queryAccessibleInterface(window.editor)
        .text(QAccessible.Text.Name)
        .startswith("Cue 1")
    )


_LOOKED_AT = """
import gc, sys
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QApplication
from editor.project.journal_port import NoJournal
from editor.session import Session
from editor.ui.cue_table.table import CueTable
from editor.ui.theme import Theme
from tests.gui.window import document
application = QApplication([])
for turn in range(20):
    session = Session()
    session.open(document("你好", "再见"), journal=NoJournal())
    table = CueTable(session, Theme(), lambda _: False, lambda *_: True)
    table.resize(600, 300)
    table.show()
    rows = QAccessible.queryAccessibleInterface(table.viewport())
    names = [rows.child(n).text(QAccessible.Text.Name) for n in range(rows.childCount())]
    table.deleteLater()
    del rows, table, session
    gc.collect()
    application.processEvents()
print(len(names))
"""


def test_the_program_ends_well_after_assistive_technology_looked_at_it() -> None:
    command = [sys.executable, "-c", _LOOKED_AT]
    child = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert (child.returncode, child.stdout.strip()) == (0, "3"), child.stderr


def test_the_menu_key_and_the_right_button_ask_for_a_menu(window: Window) -> None:
    with_menu: list[QPoint] = []
    window.table.menu_wanted.connect(with_menu.append)
    viewport = window.table.viewport()
    point = window.table.text_point(2, 1)
    event = QContextMenuEvent(QContextMenuEvent.Reason.Mouse, point, viewport.mapToGlobal(point))
    QCoreApplication.sendEvent(viewport, event)
    assert with_menu == [viewport.mapToGlobal(point)]
    assert window.session.selection.current == 2


def test_another_size_of_text(window: Window) -> None:
    before = window.table.row_rect(0).height()
    window.table.set_text_size(20)
    assert window.table.row_rect(0).height() > before
    window.go(1)
    assert window.editor.font().pointSizeF() == 20


def test_dark_colours(window: Window, qtbot: QtBot) -> None:
    del qtbot
    window.theme.apply("dark")
    image = window.table.viewport().grab().toImage()
    last = QPoint(5, window.table.viewport().height() - 5)
    assert near(image, last) == window.theme.colours.base.name()
    window.theme.apply("light")


def test_a_window_that_gets_narrower_keeps_the_current_row_in_place(qtbot: QtBot) -> None:
    window = Window(qtbot, document(*(["所以说我觉得这些东西叠加起来就可能世界上只有5个人"] * 80)))
    window.go(40)
    y = window.table.row_rect(40).y()
    window.main.resize(600, 400)
    qtbot.waitUntil(lambda: window.table.width() == 600)
    assert window.table.row_rect(40).y() == y
    assert window.table.row_rect(40).height() > window.table.row_rect(0).height() * 0.9
    assert window.editor.mapTo(window.table.viewport(), QPoint(0, 0)).y() > y


def test_a_table_that_gets_lower_shows_the_whole_current_row(qtbot: QtBot) -> None:
    """As when a notice or the search bar appears below it: the row was cut off, or gone."""
    window = Window(qtbot, document(*(["好"] * 80)))
    view = window.table.viewport()
    rows = view.height() // window.table.row_rect(0).height()
    for lost in (10, 120):
        window.main.resize(900, 400)
        window.go(rows - 1)
        low = view.height() - window.table.row_rect(rows - 1).bottom()
        window.main.resize(900, 400 - low - lost)
        QTest.qWait(0)
        assert view.height() < rows * window.table.row_rect(0).height(), lost
        assert view.rect().contains(window.table.row_rect(rows - 1)), lost
        assert view.rect().contains(window.editor.geometry())


def test_the_text_alone_is_painted_as_with_all_that_is_beside_it(window: Window) -> None:
    window.go(1, 1)
    viewport, text = window.table.viewport(), window.editor.geometry()
    alone = viewport.grab(text).toImage()
    assert alone == viewport.grab().toImage().copy(text)
    wider = text.adjusted(-60, 0, 0, 0)
    assert viewport.grab(wider).toImage() == viewport.grab().toImage().copy(wider)
    bare = alone.copy()
    bare.fill(window.theme.colours.base)
    assert alone != bare
