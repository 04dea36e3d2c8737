# SPDX-License-Identifier: GPL-3.0-or-later
from __future__ import annotations

import threading
from functools import partial
from typing import TYPE_CHECKING

from editor.core.errors import UserError
from editor.jobs import Jobs, Latest

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

    jobs.start("Work", work, lambda r: got.append((r, threading.current_thread())))
    assert len(jobs.running) == 1
    qtbot.waitUntil(lambda: bool(got))
    assert got == [("done", threading.main_thread())]
    assert jobs.running == []


def test_one_can_wait_for_jobs_and_the_result_comes_afterwards(qtbot: QtBot) -> None:
    jobs, go = Jobs(), threading.Event()
    got: list[str] = []
    jobs.start("Work", lambda _: go.wait() and "done", lambda r: got.append(str(r)))
    jobs.wait(10)
    assert jobs.running  # no longer than that
    go.set()
    jobs.wait(10_000)
    assert got == []
    qtbot.waitUntil(lambda: got == ["done"], timeout=1_000)


def test_parts_of_a_result_come_on_the_windows_thread_until_the_end(qtbot: QtBot) -> None:
    jobs = Jobs()
    got: list[tuple[int, threading.Thread]] = []

    def take(part: int) -> None:
        got.append((part, threading.current_thread()))

    here = jobs.here(take)

    def work(_: Progress) -> None:
        for part in range(3):
            here(part)

    jobs.start("Work", work, lambda _: None)
    qtbot.waitUntil(lambda: not jobs.running)
    assert got == [(part, threading.main_thread()) for part in range(3)]
    jobs.close()
    here(3)
    qtbot.wait(0)
    assert len(got) == 3


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


def test_nothing_begins_after_closing(qtbot: QtBot) -> None:
    jobs = Jobs()
    begun: list[Progress] = []
    jobs.close()
    changed = []
    jobs.changed.connect(lambda: changed.append(True))
    job = jobs.start("Work", begun.append, lambda _: None)
    other = Jobs()
    done: list[int] = []
    other.start("Work", lambda _: 1, done.append)
    qtbot.waitUntil(lambda: bool(done))
    assert job.cancelled
    assert (begun, changed, jobs.running) == ([], [], [])


def broken(progress: Progress) -> None:
    del progress
    raise ZeroDivisionError


def refused(progress: Progress) -> None:
    del progress
    raise UserError("Nothing there.")


def test_a_fault_of_the_program_is_raised_in_the_window(qtbot: QtBot) -> None:
    jobs = Jobs()
    told: list[UserError] = []
    with qtbot.capture_exceptions() as raised:
        jobs.start("Work", broken, lambda _: None, told.append)
        jobs.start("Work", broken, lambda _: None)
        jobs.start("Work", refused, lambda _: None)
        qtbot.waitUntil(lambda: not jobs.running)
    assert sorted(kind.__name__ for kind, _, _ in raised) == [
        "UserError",
        "ZeroDivisionError",
        "ZeroDivisionError",
    ]
    assert told == []


def test_of_several_jobs_the_newest_wins(qtbot: QtBot) -> None:
    jobs = Jobs()
    latest = Latest(jobs, lambda: None)
    go_on, got = threading.Event(), list[int]()

    def work(number: int, progress: Progress) -> int:
        go_on.wait(5)
        progress.report(1)
        return number

    for number in range(3):
        latest.start("Work", partial(work, number), got.append)
        assert latest.busy
    go_on.set()
    qtbot.waitUntil(lambda: not jobs.running)
    assert (got, latest.busy) == ([2], False)


def test_what_was_made_from_something_old_is_dropped_and_said_so(qtbot: QtBot) -> None:
    jobs = Jobs()
    source = ["old"]
    latest = Latest(jobs, lambda: source[0])
    said: list[str] = []
    latest.start("Work", lambda _: "made", said.append, lambda: said.append("outdated"))
    source[0] = "new"
    qtbot.waitUntil(lambda: not jobs.running)
    latest.start("Work", lambda _: "made anew", said.append)
    source[0] = "newer"
    qtbot.waitUntil(lambda: not jobs.running)
    latest.start("Work", lambda _: "made last", said.append)
    qtbot.waitUntil(lambda: not jobs.running)
    assert said == ["outdated", "made last"]


def test_the_newest_that_is_called_off_or_breaks_is_no_longer_busy(qtbot: QtBot) -> None:
    jobs = Jobs()
    latest = Latest(jobs, lambda: None)
    said: list[object] = []
    latest.start("Work", lambda _: 1, said.append)
    latest.cancel()
    assert not latest.busy
    with qtbot.capture_exceptions() as raised:
        latest.start("Work", broken, said.append)
        qtbot.waitUntil(lambda: not jobs.running)
    assert (len(raised), said, latest.busy) == (1, [], False)


def test_what_the_end_of_a_job_refuses_is_handed_over_too(qtbot: QtBot) -> None:
    jobs = Jobs()
    told: list[str] = []

    def done(_result: int) -> None:
        raise UserError("It is gone by now.")

    jobs.start("Work", lambda _: 1, done, lambda error: told.append(str(error)))
    qtbot.waitUntil(lambda: bool(told))
    assert told == ["It is gone by now."]
