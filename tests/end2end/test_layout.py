# SPDX-License-Identifier: GPL-3.0-or-later
"""The parts of the window: fewer of them, panels in other places, and each screen's own layout."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QEvent, QObject, QPoint, QRect, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton

from editor.core.errors import Problem
from tests.desk import srt
from tests.end2end.robot import Robot
from tests.end2end.story import make_medium
from tests.mouse import double_click

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from PySide6.QtWidgets import QWidget
    from pytestqt.qtbot import QtBot

_LEFT = Qt.MouseButton.LeftButton


class Events(QObject):
    """Counts events of one kind that reach a widget."""

    def __init__(self, widget: QWidget, kind: QEvent.Type) -> None:
        super().__init__(widget)
        self._kind, self.count = kind, 0
        widget.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's
        del watched
        self.count += event.type() == self._kind
        return False


@pytest.fixture(scope="module")
def film(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make_medium(tmp_path_factory.mktemp("film") / "talk.mp4", 8, silent=True)


def opened(home: Path, *media: Path) -> Robot:
    text = srt(*[(n * 900, n * 900 + 800, f"第{n}句") for n in range(8)])
    (home / "talk.srt").write_text(text, "utf-8")
    robot = Robot(home / "home")
    robot.start(home / "talk.srt", *media)
    robot.wait(lambda: robot.cues, "the cues")
    if media:
        robot.wait(lambda: robot.program.bench.video.has_image, "the picture")
    robot.wait_idle()
    return robot


@pytest.fixture
def robot(tmp_path: Path, qtbot: QtBot, film: Path) -> Iterator[Robot]:
    del qtbot  # it watches what Qt says
    robot = opened(tmp_path, film)
    yield robot
    robot.close()


def seen(robot: Robot) -> dict[str, bool]:
    bench, window = robot.program.bench, robot.window
    parts: dict[str, QWidget] = {
        "menus": window.menuBar(),
        "status": window.statusBar(),
        "picture": bench.video,
        "timeline": bench.timeline,
        "table": bench.table,
    }
    return {name: part.isVisible() for name, part in parts.items()}


def only(*names: str) -> dict[str, bool]:
    parts = ("menus", "status", "picture", "timeline", "table")
    return {name: name in names for name in parts}


EVERYTHING = only("menus", "status", "picture", "timeline", "table")


def run(robot: Robot, name: str) -> None:
    robot.program.commands.actions[name].trigger()


def test_table_and_audio_only_and_back_by_the_corner(robot: Robot) -> None:
    bench = robot.program.bench
    robot.press("Ctrl+Shift+H")
    panel = bench.side
    assert panel is not None
    heights, widths = bench.whole.sizes(), bench.top.sizes()
    run(robot, "view.focus")
    assert seen(robot) == only("timeline", "table")
    assert not panel.isVisible()
    assert robot.program.commands.actions["view.focus"].isChecked()
    robot.type("改")  # the keys go into the text
    assert robot.cues[0].text == "改第0句"
    corner = next(
        button
        for button in bench.findChildren(QAbstractButton)
        if button.parent() is bench and button.isVisible()
    )
    QTest.mouseClick(corner, _LEFT)
    assert seen(robot) == EVERYTHING
    assert panel.isVisible()
    assert (bench.whole.sizes(), bench.top.sizes()) == (heights, widths)


@pytest.mark.parametrize("wanted", ["view.problems", "time.shift", "view.panel"])
def test_what_needs_a_hidden_part_brings_all_parts_back(robot: Robot, wanted: str) -> None:
    run(robot, "view.focus")
    run(robot, wanted)
    robot.wait(lambda: seen(robot)["menus"], "the menus")
    assert robot.program.bench.parts == "all"


def test_the_picture_fills_the_screen_by_a_double_click_until_esc(robot: Robot) -> None:
    video, playback = robot.program.bench.video, robot.program.context.playback
    middle = video.rect().center()
    QTest.mouseClick(video, _LEFT, pos=middle)
    double_click(video, middle)
    robot.wait(robot.window.isFullScreen, "the whole screen")
    assert seen(robot) == only("picture")
    assert not playback.playing  # the two clicks have paused and resumed
    robot.wait(lambda: video.size() == robot.window.size(), "a large picture")
    robot.press("F5")  # keys for playing work
    robot.wait(lambda: playback.playing, "playing")
    robot.press("Esc")
    robot.wait(lambda: not robot.window.isFullScreen(), "the window")
    assert seen(robot) == EVERYTHING
    playback.pause()


@pytest.mark.parametrize("wanted", ["view.table", "view.timeline", "edit.find", "view.history"])
def test_the_picture_gives_way_to_what_is_asked_for(robot: Robot, wanted: str) -> None:
    run(robot, "view.full-picture")
    run(robot, wanted)
    assert seen(robot) == EVERYTHING


def test_a_message_is_not_missed_behind_the_picture(robot: Robot) -> None:
    run(robot, "view.full-picture")
    robot.program.context.views.notice(Problem("A file was changed."))
    assert seen(robot) == EVERYTHING
    assert robot.program.bench.notice.isVisible()


def test_closed_while_full_screen_it_opens_as_a_window(
    robot: Robot, tmp_path: Path, film: Path
) -> None:
    heights = robot.program.bench.whole.sizes()
    run(robot, "view.full-picture")
    robot.close()
    again = opened(tmp_path, film)
    assert not again.window.isFullScreen()
    assert seen(again) == EVERYTHING
    assert again.program.bench.whole.sizes() == heights
    again.close()


def test_without_its_picture_a_film_is_laid_out_as_sound_and_stays_so(
    robot: Robot, tmp_path: Path, film: Path
) -> None:
    run(robot, "view.picture")
    assert not seen(robot)["picture"]
    bench = robot.program.bench
    robot.wait(lambda: bench.timeline.width() == bench.width(), "a wide timeline")
    robot.close()
    again = opened(tmp_path, film)
    assert not seen(again)["picture"]
    run(again, "view.picture")
    assert seen(again) == EVERYTHING
    again.close()


def test_without_a_medium_there_is_no_picture_to_fill_the_screen(
    tmp_path: Path, qtbot: QtBot
) -> None:
    del qtbot
    robot = opened(tmp_path)
    assert not robot.program.commands.is_possible("view.full-picture")
    run(robot, "view.focus")
    assert seen(robot) == only("timeline", "table")
    run(robot, "view.focus")
    assert seen(robot) == only("menus", "status", "timeline", "table")
    robot.close()


def test_the_current_row_does_not_move_when_parts_come_and_go(robot: Robot) -> None:
    table = robot.program.bench.table
    robot.go_to(3)

    def below_header() -> int:
        return table.place_of("text").top()

    before = below_header()
    run(robot, "view.focus")
    assert below_header() == before
    run(robot, "view.focus")
    assert below_header() == before


def test_each_screen_has_its_own_layout(robot: Robot) -> None:
    bench = robot.program.bench
    bench.use_screen("small 1280x800")
    run(robot, "view.history")
    bench.whole.setSizes([300, 400])
    low = bench.whole.sizes()
    bench.use_screen("large 2560x1440")
    run(robot, "view.history")
    assert bench.side is None
    bench.whole.setSizes([400, 300])
    high = bench.whole.sizes()
    assert high != low
    bench.use_screen("small 1280x800")
    assert bench.docks.is_shown("history")
    assert bench.whole.sizes() == low
    bench.use_screen("large 2560x1440")
    assert not bench.docks.is_shown("history")
    assert bench.whole.sizes() == high


def test_the_panel_shown_last_moves_below_the_table(robot: Robot) -> None:
    bench = robot.program.bench
    run(robot, "view.history")
    panel = bench.side
    assert panel is not None

    def place() -> QRect:
        return QRect(panel.mapTo(robot.window, QPoint()), panel.size())

    def table() -> QRect:
        return QRect(bench.table.mapTo(robot.window, QPoint()), bench.table.size())

    robot.wait(lambda: place().left() >= table().right(), "beside the table")
    run(robot, "view.move-panel")
    robot.wait(lambda: place().top() >= table().bottom(), "below the table")
    assert place().width() == table().width() == bench.width()
    run(robot, "view.move-panel")
    robot.wait(lambda: place().left() >= table().right(), "beside the table again")


def test_another_cue_lays_nothing_out_anew(robot: Robot, qtbot: QtBot) -> None:
    transport = robot.program.bench.transport
    laid_out = Events(transport, QEvent.Type.LayoutRequest)
    painted = Events(transport.time, QEvent.Type.Paint)
    for number in (3, 5, 7):
        painted.count = 0
        robot.go_to(number)
        qtbot.waitUntil(lambda: painted.count > 0)
    assert laid_out.count == 0
    assert transport.time.width() == transport.time.sizeHint().width()
