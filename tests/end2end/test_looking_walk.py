# SPDX-License-Identifier: GPL-3.0-or-later
"""Everything that can be asked of a window that only looks, read off its tables, and asked."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QPoint, Qt, QTimer
from PySide6.QtGui import QContextMenuEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu

from editor.actions import opening
from editor.actions.here import HERE
from editor.actions.table import ACTIONS, CONTEXT_MENU, RECENT, SEPARATOR
from editor.core.state import SUMMARY, TIME_WORKED
from editor.ui.wiring import WANTED
from tests.end2end.looking import TOLD, at_work, give_up, opened
from tests.gui.test_timeline import drag
from tests.timelines import place

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from PySide6.QtGui import QAction
    from pytestqt.qtbot import QtBot

    from editor.actions.context import Context
    from editor.actions.here import Entry
    from tests.end2end.robot import Robot

LAST = "file.quit"
COUNTED: dict[str, dict[str, object]] = {SUMMARY: {}, TIME_WORKED: {}}
LEFT, NONE = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
ALT, CONTROL = Qt.KeyboardModifier.AltModifier, Qt.KeyboardModifier.ControlModifier


class Watch:
    """Turns away from every dialog and menu at once, and remembers them."""

    def __init__(self, robot: Robot) -> None:
        self._robot = robot
        self.dialogs: list[str] = []
        self.menu: list[str] = []
        self._timer = QTimer(interval=10)
        self._timer.timeout.connect(self._look)
        self._timer.start()

    def _look(self) -> None:
        popup = QApplication.activePopupWidget()
        if isinstance(popup, QMenu):
            self.menu = [action.objectName() for action in popup.actions()]
            popup.close()
        dialog = QApplication.activeModalWidget()
        if dialog is not None and dialog.isVisible():
            self.dialogs.append(dialog.objectName() or type(dialog).__name__)
            dialog.close()

    def settle(self) -> None:
        """Until all is quiet, and nothing stands over the window."""
        self._robot.wait_idle()
        for widget in QApplication.topLevelWidgets():
            if widget is not self._robot.window and widget.isVisible():
                self.dialogs.append(type(widget).__name__)
                widget.close()
        self._robot.wait(lambda: QApplication.activeModalWidget() is None, "dialogs")

    def stop(self) -> None:
        self._timer.stop()


@pytest.fixture
def robot(tmp_path: Path, qtbot: QtBot) -> Iterator[Robot]:
    del qtbot  # it watches what Qt says, and that nothing is raised
    robot = at_work(tmp_path)
    yield robot
    robot.close()


@pytest.fixture
def watch(robot: Robot) -> Iterator[Watch]:
    """On a window that only looks."""
    give_up(robot)
    watch = Watch(robot)
    yield watch
    watch.stop()


class Looking:
    """The window as it looks at the work, and what another window would find of it."""

    def __init__(self, robot: Robot) -> None:
        self._robot = robot
        self._context = robot.program.context
        self.work = robot.session.elsewhere or ""
        self.cues = robot.cues
        self.kept = self.stored()

    def stored(self) -> object:
        """The work as it was written down, but what is counted in it."""
        store = self._context.store
        restored = store.restore(store.entry(self.work))
        state = replace(restored.state, kinds={**restored.state.kinds, **COUNTED})
        return restored.document.cues, list(restored.history.done), state

    def begin(self) -> None:
        """Look at the work again, where a command led elsewhere."""
        session = self._robot.session
        if session.elsewhere == self.work and self._robot.cues:
            return
        if session.elsewhere is None and session.is_open and session.document.cues:
            session.flush()
        opening.open_entry(self._context, self._context.store.entry(self.work))
        self._robot.wait_idle()
        if session.elsewhere is None:
            give_up(self._robot)
        assert (session.elsewhere, self._robot.cues) == (self.work, self.cues)


def test_no_command_changes_anything_crashes_or_leaves_a_question_open(
    robot: Robot,
    watch: Watch,
) -> None:
    looking = Looking(robot)
    for row in sorted(ACTIONS, key=lambda row: row.id == LAST):
        looking.begin()
        robot.program.bench.notice.clear()
        before = robot.session.document
        watch.dialogs.clear()
        robot.program.commands.run(row.id)
        if row.id == LAST:
            break
        watch.settle()
        assert opened(robot) is None, row.id
        if row.changes:
            assert not robot.program.commands.actions[row.id].isEnabled() or row.would_type
            assert (robot.notice, watch.dialogs) == (TOLD, []), row.id
            assert robot.session.document is before, row.id
        if robot.session.elsewhere is not None:
            assert robot.session.document is before, row.id
        assert looking.stored() == looking.kept, row.id


def test_whatever_a_command_opens_closes_when_another_window_takes_over(robot: Robot) -> None:
    watch, closed = Watch(robot), []
    for row in [row for row in ACTIONS if row.changes]:
        while robot.session.history.undo_title is not None:
            robot.session.undo()  # what the commands before it did
        robot.program.commands.run(row.id)
        robot.wait_idle()
        robot.wait(lambda: QApplication.activeModalWidget() is None, "dialogs")
        if opened(robot) is None:
            continue
        closed.append(row.id)
        before = robot.session.document
        give_up(robot)
        assert opened(robot) is None, row.id
        robot.press("Return")
        watch.settle()
        assert (robot.session.document is before, robot.notice) == (True, TOLD), row.id
        robot.program.commands.run("file.take-over")
        robot.wait(lambda: robot.session.elsewhere is None, "taken back")
        robot.wait_idle()
    watch.stop()
    assert {"cue.times", "tools.repair", "tools.zh-Hans", "tools.fix", "time.gaps"} <= set(closed)


def entries(menu: QMenu) -> Iterator[QAction]:
    """All entries of a menu, those of menus in it too."""
    menu.aboutToShow.emit()
    for action in menu.actions():
        inner = action.menu()
        if isinstance(inner, QMenu):
            yield from entries(inner)
        elif not action.isSeparator():
            yield action


def test_the_menus_have_commands_and_recent_work_and_nothing_else(
    robot: Robot,
    watch: Watch,
) -> None:
    looking = Looking(robot)
    known = robot.program.commands.actions
    bar = [action.menu() for action in robot.window.menuBar().actions()]
    all_ = [entry for menu in bar if isinstance(menu, QMenu) for entry in entries(menu)]
    assert {known[name] for name in known} <= set(all_)
    for recent in [entry for entry in all_ if entry not in known.values()]:
        looking.begin()
        recent.trigger()
        watch.settle()
        assert robot.cues == looking.cues
    assert looking.stored() == looking.kept


def test_the_context_menu_has_commands_and_nothing_else(
    robot: Robot,
    watch: Watch,
) -> None:
    table = robot.program.bench.table
    place = QPoint(200, 60)
    event = QContextMenuEvent(
        QContextMenuEvent.Reason.Mouse, place, table.viewport().mapToGlobal(place)
    )
    QApplication.sendEvent(table.viewport(), event)
    robot.wait(lambda: watch.menu, "the menu")
    names = [name for name in CONTEXT_MENU if name not in {SEPARATOR, RECENT}]
    assert [name for name in watch.menu if name] == names


def at(entry: Entry, context: Context) -> None:
    """What its menu does at 900 ms."""
    entry.run(context, 900)


def test_nothing_in_the_menu_of_the_timeline_changes_anything(robot: Robot, watch: Watch) -> None:
    looking = Looking(robot)
    before = robot.session.document
    rows = {row.id: row for row in ACTIONS}
    for entry in HERE:
        robot.program.bench.notice.clear()
        robot.program.commands.run(entry.command, partial(at, entry))
        watch.settle()
        assert (robot.notice == TOLD) == rows[entry.command].changes, entry.label
    assert robot.session.document is before
    assert looking.stored() == looking.kept


def test_nothing_that_the_table_wants_changes_anything(
    robot: Robot,
    watch: Watch,
) -> None:
    looking = Looking(robot)
    table, before = robot.program.bench.table, robot.session.document
    for name in WANTED:
        robot.program.bench.notice.clear()
        table.wanted.emit(name)
        watch.settle()
        assert robot.notice == TOLD, name
    table.focus_text()
    robot.compose("dui")
    robot.type("对")
    table.insert_text("对")
    robot.press("Backspace", "Delete", "a", "Ctrl+V", "Ctrl+X", "Shift+Return", "Tab", "Return")
    for x in range(4, table.viewport().width(), 16):  # every column, the ticks as well
        QTest.mouseClick(table.viewport(), LEFT, NONE, QPoint(x, 60))
    watch.settle()
    assert (robot.session.document is before, watch.dialogs) == (True, [])
    assert looking.stored() == looking.kept


@pytest.mark.parametrize("keys", [NONE, ALT, CONTROL])
@pytest.mark.parametrize("part", ["wave", "blocks"])
def test_no_drag_on_the_timeline_changes_anything(
    robot: Robot, watch: Watch, part: str, keys: Qt.KeyboardModifier
) -> None:
    looking = Looking(robot)
    timeline, before = robot.program.bench.timeline, robot.session.document
    robot.go_to(6)
    robot.press("Ctrl+9")
    cue, told = robot.cues[5], []
    for ms in (cue.start, (cue.start + cue.end) // 2, cue.end):
        robot.program.bench.notice.clear()
        drag(timeline, place(timeline, ms, part), place(timeline, ms + 300, part), keys)
        QTest.mouseRelease(timeline, LEFT, keys, place(timeline, ms + 300, part))
        assert timeline.scene.moved == {}
        told.append(robot.notice == TOLD)
    watch.settle()
    assert told == [True, part == "blocks", True]
    assert robot.session.document is before
    assert looking.stored() == looking.kept


def test_every_signal_of_the_timeline_that_carries_times_is_refused(
    robot: Robot, watch: Watch
) -> None:
    timeline, before = robot.program.bench.timeline, robot.session.document
    timeline.retimed.emit(0, 100, 900)
    timeline.several_retimed.emit([(0, 0, 900), (1, 900, 2_000)])
    timeline.retimed.emit(0, 900, 100)  # which makes no sense either
    watch.settle()
    assert (robot.notice, robot.session.document is before) == (TOLD, True)
