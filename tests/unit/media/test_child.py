# SPDX-License-Identifier: GPL-3.0-or-later
"""A process is started, heard and ended; and none leaves a process or an open file behind."""

from __future__ import annotations

import os
import signal
import sys
import time
from multiprocessing import active_children
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QTimer

from editor.core.errors import Problem
from editor.media import processes
from editor.media.child import Child
from tests.unit.media import children

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from pytestqt.qtbot import QtBot

    Start = Callable[[Child], list[object]]


@pytest.fixture(scope="module", autouse=True)
def _server() -> None:
    processes.warm()  # its own files stay open


@pytest.fixture
def start() -> Iterator[Start]:
    """Starts a child, and gives the list of what it tells, in order."""
    begun: list[Child] = []
    before = open_files()

    def start(child: Child) -> list[object]:
        begun.append(child)
        told: list[object] = []
        child.message.connect(told.append)
        child.failed.connect(lambda problem: told.append(("failed", problem)))
        child.ended.connect(lambda: told.append("ended"))
        child.start()
        return told

    yield start
    for child in begun:
        child.stop()
    assert active_children() == []
    assert open_files() == before


def open_files() -> int:
    linux = sys.platform == "linux"
    return len(os.listdir("/proc/self/fd")) if linux else 0  # noqa: PTH208 - numbers


def test_one_that_answers(qtbot: QtBot, start: Start) -> None:
    child = Child("doubles", children.doubles, 7)
    told = start(child)
    for number in (1, 2, 300, 0):
        child.send(number)
    qtbot.waitUntil(lambda: "ended" in told)
    assert told == [7, 2, 4, 600, "ended"]


def test_one_that_sends_faster_than_the_window_takes_does_not_stop_it(
    qtbot: QtBot, start: Start
) -> None:
    child = Child("hurries", children.hurries, 200)
    child.message.connect(lambda: time.sleep(0.005))
    told = start(child)
    ticking = QTimer(interval=0)
    ticking.timeout.connect(lambda: told.append("the window's turn"))
    ticking.start()
    qtbot.waitUntil(lambda: "ended" in told)
    ticking.stop()
    assert [each for each in told if isinstance(each, int)] == list(range(200))
    assert "the window's turn" in told[told.index(0) : told.index(199)]


def test_one_that_raises_for_the_user(qtbot: QtBot, start: Start) -> None:
    told = start(Child("refuses", children.refuses, "a.mp4"))
    qtbot.waitUntil(lambda: "ended" in told)
    problem = Problem("“{name}” can't be used.", name="a.mp4")
    assert told == ["begun", ("failed", problem), "ended"]


def test_one_that_crashes(qtbot: QtBot, start: Start) -> None:
    told = start(Child("crashes", children.crashes))
    qtbot.waitUntil(lambda: "ended" in told)
    assert told == ["begun", ("failed", None), "ended"]


def test_one_that_is_killed(qtbot: QtBot, start: Start) -> None:
    child = Child("doubles", children.doubles, 7)
    told = start(child)
    qtbot.waitUntil(lambda: told == [7])
    (process,) = active_children()
    process.kill()
    qtbot.waitUntil(lambda: "ended" in told)
    assert told == [7, ("failed", None), "ended"]
    child.send(1)


def test_one_that_is_killed_before_it_begins(qtbot: QtBot, start: Start) -> None:
    """On Windows, its end of the pipe is still ours then, and never ends."""
    told = start(Child("doubles", children.doubles, 7))
    qtbot.waitUntil(lambda: len(active_children()) == 1)
    for process in active_children():
        process.kill()
    qtbot.waitUntil(lambda: "ended" in told)
    assert told[-2:] == [("failed", None), "ended"]


@pytest.mark.skipif(not hasattr(os, "fork"), reason="processes are not forked there")
def test_one_that_dies_while_another_process_holds_its_pipe(qtbot: QtBot, start: Start) -> None:
    told = start(Child("forks", children.forks))
    qtbot.waitUntil(lambda: "ended" in told)
    heir, *rest = told
    assert rest == ["all that it sent", ("failed", None), "ended"]
    assert isinstance(heir, int)
    os.kill(heir, signal.SIGKILL)


@pytest.mark.skipif(sys.platform == "win32", reason="there, no process can refuse to end")
def test_one_that_hangs_is_stopped(qtbot: QtBot, start: Start) -> None:
    child = Child("hangs", children.hangs)
    told = start(child)
    qtbot.waitUntil(lambda: told == ["begun"])
    child.stop()
    assert active_children() == []
    qtbot.wait(50)
    assert told == ["begun"]


def test_one_that_is_stopped_by_what_it_says(qtbot: QtBot, start: Start) -> None:
    child = Child("doubles", children.doubles, 7)
    child.message.connect(child.stop)
    told = start(child)
    child.send(1)
    qtbot.waitUntil(lambda: told == [7])
    qtbot.wait(50)
    assert told == [7]


def test_one_that_is_stopped_at_once_or_never_started(start: Start) -> None:
    told = start(Child("doubles", children.doubles, 7))
    Child("doubles", children.doubles, 7).stop()
    assert told == []
