# SPDX-License-Identifier: GPL-3.0-or-later
"""Find and replace in the real window, by keys."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from editor.ui.review.panel import ReviewPanel
from tests.end2end.robot import Robot
from tests.mouse import double_click
from tests.painted import Painted

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from editor.ui.find_bar import FindBar

TEXTS = [f"第{number}句" for number in range(1, 301)]
TEXTS[99] = "這個軟件和软件"
TEXTS[199] = "软件 GPT-4"
TEXTS[249] = "数学家说数学"


_OVER = 600
"""In ms: whatever a search shows later is shown by then."""


@pytest.fixture
def robot(tmp_path: Path) -> Iterator[Robot]:
    file = tmp_path / "talk.srt"
    times = [(row * 2, row * 2 + 1) for row in range(len(TEXTS))]
    clock = "{0:02}:{1:02}:{2:02},000".format
    blocks = [
        f"{row + 1}\n{clock(0, *divmod(a, 60))} --> {clock(0, *divmod(b, 60))}\n{text}\n"
        for row, ((a, b), text) in enumerate(zip(times, TEXTS, strict=True))
    ]
    file.write_text("\n".join(blocks), "utf-8")
    robot = Robot(tmp_path / "home")
    robot.start(file)
    robot.wait(lambda: robot.session.is_open)
    robot.wait_idle()
    robot.go_to(1)
    yield robot
    robot.close()


def bar(robot: Robot) -> FindBar:
    found = robot.program.bench.find_bar
    assert found is not None
    return found


def settle(robot: Robot) -> None:
    robot.wait(lambda: not robot.program.context.search.busy, "found")
    robot.wait_idle()


def find(robot: Robot, text: str) -> None:
    robot.press("Ctrl+F")
    robot.type(text)
    settle(robot)


def place(robot: Robot) -> tuple[int, int, int]:
    """Number of the current cue, and what is selected in it."""
    selection = robot.session.selection
    return selection.current + 1, selection.caret_anchor, selection.caret


def texts(robot: Robot) -> list[str]:
    return [cue.text for cue in robot.session.document.cues]


def test_typing_marks_and_counts_and_moves_nothing(robot: Robot) -> None:
    before = robot.session.selection
    find(robot, "软件")
    search = robot.program.context.search
    assert [row + 1 for row in search.places.rows()] == [100, 200]
    assert bar(robot).count.text() == "Found: 3"
    assert robot.session.selection == before
    assert 99 in robot.program.bench.table.rows_in_sight  # scrolled to the first
    robot.press("Esc")
    assert robot.session.selection == before
    assert robot.program.bench.table.verticalScrollBar().value() == 0
    assert bar(robot).isHidden()
    assert robot.focus is robot.program.bench.table.focusProxy()


def test_enter_goes_on_and_esc_stays_there(robot: Robot) -> None:
    find(robot, "软件")
    robot.press("Enter")
    assert place(robot) == (100, 2, 4)
    assert bar(robot).count.text() == "1 of 3"
    robot.press("Enter", "Enter")
    assert place(robot) == (200, 0, 2)
    robot.press("Enter")
    assert place(robot) == (100, 2, 4)
    assert robot.program.bench.notice.text == "The search goes on from the top."
    robot.press("Shift+Enter")
    assert place(robot) == (200, 0, 2)
    robot.press("Esc")
    assert place(robot) == (200, 0, 2)


def test_f3_goes_on_without_leaving_the_text(robot: Robot) -> None:
    find(robot, "软件")
    robot.press("Esc", "F3")
    assert place(robot) == (100, 2, 4)
    assert robot.focus is robot.program.bench.table.focusProxy()
    robot.press("F3")
    assert place(robot) == (100, 5, 7)
    robot.press("Shift+F3")
    assert place(robot) == (100, 2, 4)
    robot.type("程式")
    robot.press("F3")
    assert place(robot) == (100, 5, 7)
    assert texts(robot)[99] == "這個程式和软件"


def test_where_nothing_is_looked_for_nothing_is_painted_again(robot: Robot) -> None:
    """Each document that is opened ends the search; that was a second paint of every start."""
    blinking = QApplication.cursorFlashTime()
    QApplication.setCursorFlashTime(0)  # the table is painted below the caret, too
    QTest.qWait(_OVER)  # what opening it has begun
    table = Painted(robot.program.bench.table.viewport())
    robot.program.context.search.changed.emit()
    QTest.qWait(_OVER)
    QApplication.setCursorFlashTime(blinking)
    assert table.count == 0


def test_f3_without_a_search_opens_the_bar(robot: Robot) -> None:
    robot.press("F3")
    assert bar(robot).field.hasFocus()


def test_selected_text_is_searched(robot: Robot) -> None:
    robot.session.select(robot.session.selection.at(249).with_caret(3, 0))
    robot.press("Ctrl+F")
    settle(robot)
    assert bar(robot).field.text() == "数学家"
    assert bar(robot).count.text() == "1 of 1"


def test_each_tick_counts(robot: Robot) -> None:
    find(robot, "软件")
    for tick, said in (("script", "Found: 2"), ("script", "Found: 3")):
        QTest.mouseClick(bar(robot).ticks.boxes[tick], Qt.MouseButton.LeftButton)
        settle(robot)
        assert bar(robot).count.text() == said
    bar(robot).field.setFocus()
    find(robot, "数学")
    QTest.mouseClick(bar(robot).ticks.boxes["word"], Qt.MouseButton.LeftButton)
    settle(robot)
    assert bar(robot).count.text() == "Found: 1"


def test_only_the_selected_cues_are_searched(robot: Robot) -> None:
    robot.go_to(150)
    robot.press("Ctrl+Shift+End")
    find(robot, "软件")
    QTest.mouseClick(bar(robot).ticks.boxes["selection"], Qt.MouseButton.LeftButton)
    settle(robot)
    assert bar(robot).count.text() == "Found: 1"


def test_what_is_typed_in_the_cues_is_counted_at_once(robot: Robot) -> None:
    find(robot, "软件")
    robot.go_to(5)
    robot.type("軟件")
    assert bar(robot).count.text() in {"Found: 4", "1 of 4"}
    robot.press("Ctrl+Z")
    robot.wait(lambda: bar(robot).count.text() == "Found: 3")


def test_composing_belongs_to_the_input_method(robot: Robot) -> None:
    robot.press("Ctrl+F")
    robot.compose("ruan jian")
    robot.press("Enter")
    robot.press("Esc")
    robot.press("F3")
    assert bar(robot).field.hasFocus()
    assert bar(robot).count.text() == ""
    assert place(robot) == (1, 0, 0)
    robot.type("软件")
    settle(robot)
    assert bar(robot).count.text() == "Found: 3"


def test_an_expression_that_explodes_is_stopped_and_said_so(robot: Robot) -> None:
    robot.go_to(10)
    robot.type("a" * 60 + "b")
    robot.press("Ctrl+F")
    QTest.mouseClick(bar(robot).ticks.boxes["regex"], Qt.MouseButton.LeftButton)
    find(robot, "(a|aa)+$")
    robot.wait(bar(robot).trouble.isVisible)
    assert bar(robot).trouble.text() == (
        "The expression takes too long in cue 10. The search was stopped there."
    )


def test_a_wrong_expression_is_told(robot: Robot) -> None:
    find(robot, "软(")
    QTest.mouseClick(bar(robot).ticks.boxes["regex"], Qt.MouseButton.LeftButton)
    settle(robot)
    assert "no valid regular expression" in bar(robot).trouble.text()


def test_one_match_after_the_other_is_replaced(robot: Robot) -> None:
    find(robot, "软件")
    robot.press("Ctrl+H")
    bar(robot).instead.setFocus()
    robot.type("程序")
    robot.press("Enter")
    assert place(robot) == (100, 2, 4)
    robot.press("Enter")
    assert texts(robot)[99] == "這個程序和软件"
    assert place(robot) == (100, 5, 7)
    robot.press("Enter", "Enter")
    assert texts(robot)[199] == "程序 GPT-4"
    assert bar(robot).count.text() == "Found: 0"
    assert bar(robot).instead.hasFocus()


def test_tab_goes_from_what_is_found_to_what_replaces_it(robot: Robot) -> None:
    robot.press("Ctrl+H")
    robot.type("软件")
    robot.press("Tab")
    robot.type("程序")
    assert bar(robot).instead.text() == "程序"
    robot.press("Shift+Tab")
    robot.type("软体")
    assert bar(robot).field.text() == "软体"


def test_all_are_replaced_after_a_review_in_one_step(robot: Robot) -> None:
    find(robot, r"(.)句$")
    QTest.mouseClick(bar(robot).ticks.boxes["regex"], Qt.MouseButton.LeftButton)
    robot.press("Ctrl+H")
    bar(robot).instead.setFocus()
    robot.type("$1条")
    robot.click("Replace all")
    robot.wait(lambda: isinstance(robot.program.bench.side, ReviewPanel))
    review = robot.program.bench.side
    assert isinstance(review, ReviewPanel)
    assert len(review.rows.proposals) == 297
    robot.press("Enter")
    assert texts(robot)[:2] == ["第1条", "第2条"]
    assert texts(robot)[99] == TEXTS[99]
    robot.press("Ctrl+Z")
    assert texts(robot) == TEXTS


def test_esc_in_the_text_leaves_the_search(robot: Robot) -> None:
    find(robot, "软件")
    robot.program.bench.table.focus_text()
    robot.press("Esc")
    assert bar(robot).isHidden()


def test_the_last_searches_are_kept(robot: Robot) -> None:
    for text in ("软件", "数学"):
        find(robot, text)
        robot.press("Enter", "Esc")
    robot.press("Ctrl+F")
    robot.press("Up", "Up")
    settle(robot)
    assert bar(robot).field.text() == "软件"
    assert bar(robot).count.text() == "Found: 3"
    robot.press("Down")
    assert bar(robot).field.text() == "数学"


def test_keys_of_words_work_in_the_field(robot: Robot) -> None:
    find(robot, "数学很难fine-tune")
    field = bar(robot).field
    robot.press("Ctrl+Backspace")
    assert field.text() == "数学很难"
    robot.press("Ctrl+Left", "Ctrl+Left")
    assert field.cursorPosition() == 0
    robot.press("Ctrl+Shift+Right")
    assert field.selectedText() == "数学"
    robot.press("Ctrl+Delete")
    assert field.text() == "很难"


def test_a_double_click_in_the_field_takes_a_word(robot: Robot) -> None:
    find(robot, "软件和数学")
    field = bar(robot).field
    field.setCursorPosition(3)
    point = field.cursorRect().center()
    point.setX(point.x() - 3)  # on 和, before the border behind it
    double_click(field, point)
    assert field.selectedText() == "和"
