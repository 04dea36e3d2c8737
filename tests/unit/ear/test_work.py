# SPDX-License-Identifier: GPL-3.0-or-later
"""The pass in a process of its own: goes on where it was ended, and says what is wrong."""

from __future__ import annotations

from multiprocessing import active_children
from typing import TYPE_CHECKING

import numpy as np
import pytest

from editor.core.errors import UserError
from editor.core.progress import Cancelled
from editor.ear.passing import passed
from editor.ear.serving import BACKGROUND, JOB, GivenUp, Pace, Request, Said, serve
from editor.ear.windows import Line, windows
from editor.ear.work import Judged, Prepared, Task, judge
from editor.media.child import Child
from editor.media.processes import Done, Failed
from editor.media.sound import SAMPLES_FILE
from tests import tiny_whisper

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from pytestqt.qtbot import QtBot

RATE = 16_000
LINES = tuple(Line(row, 20_000 * row, 20_000 * row + 19_000, "你好 the end") for row in range(3))


@pytest.fixture
def task(tmp_path: Path) -> Task:
    tiny_whisper.write_ggml(tmp_path / "ggml-tiny.bin", tiny_whisper.tensors())
    noise = np.random.default_rng(3).normal(0, 1000, 60 * RATE).astype(np.int16)
    noise.tofile(tmp_path / SAMPLES_FILE)
    return Task(tmp_path / "ggml-tiny.bin", tmp_path, RATE, LINES, ("权重",))


class Told:
    """Progress that stops after some news; the same report again is none."""

    def __init__(self, most: int = 99) -> None:
        self.reports: list[tuple[float, float | None]] = []
        self._most = most

    def report(self, done: float, total: float | None = None) -> None:
        if self.reports[-1:] != [(done, total)]:
            self.reports.append((done, total))
        if len(self.reports) >= self._most:
            raise Cancelled


@pytest.mark.long
def test_each_cue_is_judged(task: Task) -> None:
    told = Told()
    prepared, judged = passed(task, told)
    assert prepared.model.startswith("ggml-tiny.bin (")
    assert [each.key for each in judged] == list(prepared.keys)
    by_scale_1 = windows(LINES, len, 400)[0].key(prepared.model)
    assert by_scale_1 not in prepared.keys
    assert [fit.row for each in judged for fit in each.fits] == [0, 1, 2]
    assert told.reports == [(0, None), (0, 3), (1, 3), (2, 3), (3, 3)]


@pytest.mark.long
def test_a_cancelled_pass_goes_on_where_it_was(task: Task) -> None:
    prepared, judged = passed(task)
    with pytest.raises(Cancelled):
        passed(task, Told(most=2))  # in the middle of the first window
    assert not active_children()
    known = frozenset(prepared.keys[:2])
    told = Told()
    again, rest = passed(task._replace(known=known), told)
    assert again.keys == prepared.keys
    assert [each.key for each in rest] == [prepared.keys[2]]
    assert told.reports == [(0, None), (2, 3), (3, 3)]
    right = judged[2].fits[0].log_probabilities
    assert rest[0].fits[0].log_probabilities == pytest.approx(right, abs=1e-5)


def test_a_model_that_cannot_be_used_is_told(task: Task) -> None:
    task.model.write_bytes(b"lmgg" + bytes(100))
    with pytest.raises(UserError, match="no whole model"):
        passed(task)


class Kills(Told):
    """Kills the process after its first window."""

    def report(self, done: float, total: float | None = None) -> None:
        super().report(done, total)
        for child in active_children():
            child.kill()


@pytest.mark.long
def test_a_pass_that_is_killed_is_told(task: Task) -> None:
    many = tuple(Line(row, 20_000 * row, 20_000 * row + 19_000, "你好") for row in range(40))
    with pytest.raises(UserError, match="before its time"):
        passed(task._replace(lines=many), Kills())
    assert active_children() == []


class Window:
    """What a window sends the process that listens, and what it is told."""

    def __init__(self, qtbot: QtBot) -> None:
        self.told: list[tuple[int, type]] = []
        self.child = Child("ear", serve)
        self.child.message.connect(self._tell)
        self._qtbot = qtbot
        self.child.start()

    def _tell(self, said: Said) -> None:
        self.told.append((said.number, type(said.message)))

    def wait(self, *told: tuple[int, type]) -> None:
        """Until these were told."""
        self._qtbot.waitUntil(lambda: all(each in self.told for each in told), timeout=60_000)


@pytest.fixture
def window(qtbot: QtBot) -> Iterator[Window]:
    window = Window(qtbot)
    yield window
    window.child.stop()
    assert active_children() == []


@pytest.mark.long
def test_what_is_more_urgent_goes_first_and_nothing_is_lost(window: Window, task: Task) -> None:
    send = window.child.send
    send(Request(1, judge, task, BACKGROUND))
    send(Pace(1, 2))
    window.wait((1, Prepared))
    send(Request(2, judge, task._replace(lines=LINES[:1]), JOB))
    window.wait((1, Done), (2, Done))
    assert window.told.index((2, Done)) < window.told.index((1, Done))
    assert [kind for number, kind in window.told if number == 1] == [
        *(Prepared, Judged, Judged, Judged, Done)
    ]
    assert [kind for number, kind in window.told if number == 2] == [Prepared, Judged, Done]


@pytest.mark.long
def test_what_is_given_up_is_left_at_once_and_the_next_is_served(
    window: Window, task: Task
) -> None:
    window.child.send(Request(1, judge, task, BACKGROUND))
    window.wait((1, Prepared))
    window.child.send(GivenUp(1))
    window.child.send(Request(2, judge, task._replace(model=task.folder / "gone"), JOB))
    window.wait((2, Failed))
    assert (1, Done) not in window.told
    window.child.send(Request(3, judge, task._replace(lines=LINES[:1]), JOB))
    window.wait((3, Done))


@pytest.mark.long
def test_it_is_stopped_at_once(window: Window, task: Task) -> None:
    window.child.send(Request(1, judge, task, BACKGROUND))
    window.wait((1, Prepared))


@pytest.mark.long
def test_only_windows_with_cues_that_are_asked_about_are_heard(task: Task) -> None:
    prepared, judged = passed(task._replace(rows=frozenset({1})))
    assert [fit.row for each in judged for fit in each.fits] == [1]
    assert [each.key for each in judged] == list(prepared.keys)
