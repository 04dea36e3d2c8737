# SPDX-License-Identifier: GPL-3.0-or-later
from __future__ import annotations

import threading
from typing import TYPE_CHECKING

from editor.core.errors import UserError
from editor.jobs import Jobs

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from editor.core.progress import Progress


def test_a_result_comes_back_on_the_windows_thread(qtbot: QtBot) -> None:
    jobs = Jobs()
    got: list[tuple[str, threading.Thread]] = []

    def work(progress: Progress) -> str:
        progress.report(1, 2)
        assert threading.current_thread() is not threading.main_thread()
        return "done"

    jobs.start("Work", work, lambda r: got.append((r, threading.current_thread())), raise_)
    assert len(jobs.running) == 1
    qtbot.waitUntil(lambda: bool(got))
    assert got == [("done", threading.main_thread())]
    assert jobs.running == []


def test_what_goes_wrong_is_handed_over(qtbot: QtBot) -> None:
    jobs = Jobs()
    failed: list[Exception] = []

    def work(progress: Progress) -> None:
        del progress
        raise UserError("Nothing there.")

    jobs.start("Work", work, lambda _: None, failed.append)
    qtbot.waitUntil(lambda: bool(failed))
    assert str(failed[0]) == "Nothing there."


def test_a_cancelled_job_ends_and_says_nothing(qtbot: QtBot) -> None:
    jobs = Jobs()
    said: list[object] = []
    begun = threading.Event()

    def work(progress: Progress) -> None:
        while True:
            progress.report(1)
            begun.set()

    job = jobs.start("Work", work, said.append, said.append)
    assert begun.wait(5)
    job.cancel()
    qtbot.waitUntil(lambda: not jobs.running)
    assert said == []


def test_closing_waits_for_what_runs(qtbot: QtBot) -> None:
    del qtbot
    jobs = Jobs()
    said: list[object] = []
    ended = threading.Event()

    def work(progress: Progress) -> None:
        try:
            while True:
                progress.report(1)
        finally:
            ended.set()

    jobs.start("Work", work, said.append, said.append)
    jobs.close()
    assert said == []
    assert jobs.running == []


def raise_(error: Exception) -> None:
    raise error


def test_nothing_begins_after_closing(qtbot: QtBot) -> None:
    jobs = Jobs()
    begun: list[Progress] = []
    jobs.close()
    changed = []
    jobs.changed.connect(lambda: changed.append(True))
    job = jobs.start("Work", begun.append, lambda _: None, raise_)
    other = Jobs()
    done: list[int] = []
    other.start("Work", lambda _: 1, done.append, raise_)
    qtbot.waitUntil(lambda: bool(done))
    assert job.cancelled
    assert (begun, changed, jobs.running) == ([], [], [])
