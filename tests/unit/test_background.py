# SPDX-License-Identifier: GPL-3.0-or-later
from __future__ import annotations

import gc
import threading
from typing import TYPE_CHECKING, ClassVar

from editor.background import BackgroundWriter

if TYPE_CHECKING:
    import pytest


def test_of_what_comes_meanwhile_only_the_newest_is_written() -> None:
    begun, go_on = threading.Event(), threading.Event()
    written: list[str] = []

    def write(value: str) -> None:
        begun.set()
        assert go_on.wait(10)
        written.append(value)

    writer = BackgroundWriter(write)
    writer.write("first")
    assert begun.wait(10)
    for value in ("second", "third", "last"):
        writer.write(value)
    assert writer.busy
    writer.wait(0)
    assert written == []
    go_on.set()
    writer.wait()
    assert (written, writer.busy, writer.failure) == (["first", "last"], False, None)


def test_a_failure_is_known_until_something_is_written() -> None:
    full = OSError("full")

    def write(value: str) -> None:
        if value == "large":
            raise full

    writer = BackgroundWriter(write)
    writer.write("large")
    writer.wait()
    assert writer.failure is full
    writer.write("small")
    writer.wait()
    assert writer.failure is None


def test_it_writes_again_after_an_error_that_nobody_expects(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    told: list[type[BaseException]] = []
    monkeypatch.setattr(threading, "excepthook", lambda found: told.append(found.exc_type))
    written: list[int] = []

    def write(value: int) -> None:
        written.append(10 // value)

    writer = BackgroundWriter(write)
    writer.write(0)
    writer.wait()
    assert (told, writer.busy) == ([ZeroDivisionError], False)
    writer.write(5)
    writer.wait()
    assert written == [2]


class Circle:
    """Garbage that only the collector frees; it notes the thread that does."""

    freed_by: ClassVar[list[int]] = []

    def __init__(self) -> None:
        self.itself = self

    def __del__(self) -> None:
        self.freed_by.append(threading.get_ident())


def test_garbage_of_others_is_left_to_their_thread() -> None:
    """A Qt object with a timer that another thread destroys ends the program."""
    threads: list[int] = []

    def write(_: str) -> None:
        threads.append(threading.get_ident())
        kept = [[number] for number in range(100_000)]
        assert len(kept) == 100_000

    gc.collect()
    Circle.freed_by.clear()
    Circle()
    writer = BackgroundWriter(write)
    writer.write("something")
    writer.wait()
    gc.collect()
    assert len(Circle.freed_by) == 1
    assert threads[0] not in Circle.freed_by
