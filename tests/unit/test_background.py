# SPDX-License-Identifier: GPL-3.0-or-later
from __future__ import annotations

import threading
from typing import TYPE_CHECKING

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
