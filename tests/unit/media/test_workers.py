# SPDX-License-Identifier: GPL-3.0-or-later
"""Who waits for a process without a window is told when it is over, whoever holds its pipe."""

from __future__ import annotations

import os
import signal
import sys
from contextlib import closing
from multiprocessing import active_children
from multiprocessing.process import BaseProcess

import pytest

from editor.core.errors import Problem
from editor.media.processes import Done, Failed, Worker, ready
from tests.unit.media import children

PATIENCE = 30


def test_one_that_answers() -> None:
    with closing(Worker("doubles", children.doubles, (7,))) as worker:
        for number in (1, 300, 0):
            worker.send(number)
        assert [worker.receive() for _ in range(4)] == [7, 2, 600, Done()]
        assert worker.receive() == Failed(None)
    assert active_children() == []


def test_one_that_raises_for_the_user() -> None:
    with closing(Worker("refuses", children.refuses, ("a.mp4",))) as worker:
        problem = Problem("“{name}” can't be used.", name="a.mp4")
        assert [worker.receive(), worker.receive()] == ["begun", Failed(problem)]


def test_one_that_is_killed_before_it_begins() -> None:
    """On Windows, its end of the pipe is still ours then, and never ends."""
    with closing(Worker("doubles", children.doubles, (7,))) as worker:
        for process in active_children():
            process.kill()
        assert ready([worker], PATIENCE) == [worker]
        assert worker.receive() in {7, Failed(None)}
        worker.send(1)
        assert worker.receive() == Failed(None)


@pytest.mark.skipif(not hasattr(os, "fork"), reason="processes are not forked there")
def test_one_that_dies_while_another_process_holds_its_pipe() -> None:
    with closing(Worker("forks", children.forks, ())) as worker:
        heir, *rest = (worker.receive() for _ in range(3))
        assert rest == ["all that it sent", Failed(None)]
        assert isinstance(heir, int)
        os.kill(heir, signal.SIGKILL)


def test_one_that_hangs_is_ended_and_the_others_are_heard() -> None:
    with (
        closing(Worker("sleeps", children.sleeps, ())) as sleeper,
        closing(Worker("doubles", children.doubles, (7,))) as worker,
    ):
        assert sleeper.receive() == "begun"
        assert ready([sleeper, worker], PATIENCE) == [worker]
        assert ready([sleeper], 0) == []
    assert active_children() == []


def test_one_that_cannot_be_started(monkeypatch: pytest.MonkeyPatch) -> None:
    def start(_: BaseProcess) -> None:
        raise BlockingIOError

    monkeypatch.setattr(BaseProcess, "start", start)
    with closing(Worker("doubles", children.doubles, (7,))) as worker:
        worker.send(1)
        assert ready([worker]) == [worker]
        assert worker.receive() == Failed(None)


@pytest.mark.parametrize("background", [True, False])
def test_one_in_the_background_yields_to_the_window(*, background: bool) -> None:
    with closing(Worker("priority", children.priority, (), background=background)) as worker:
        told = worker.receive()
    own = children.own_priority()
    lower = 0x4000 if sys.platform == "win32" else own + 14
    assert told == (lower if background else own)
