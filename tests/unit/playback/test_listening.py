# SPDX-License-Identifier: GPL-3.0-or-later
"""The pass yields to whoever works in the window, and begins when the sound is there."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QObject, Signal

from editor.core import editing
from editor.doubts import Doubts
from editor.ear.work import Prepared, Task
from editor.media.sound import Sound
from editor.playback import listening
from editor.playback.listening import Listening
from editor.project.journal_port import NoJournal
from editor.session import Session
from tests.making import document, talk

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from editor.core.errors import Problem

ALL = os.cpu_count() or 1


class FakeMedium(QObject):
    """A medium whose sound is set by hand."""

    grew = Signal()
    sound: Sound | None = None


class FakeChild(QObject):
    """A process that does nothing by itself."""

    message = Signal(object)
    failed = Signal(object)
    ended = Signal()
    made: list[FakeChild] = []  # noqa: RUF012 - for the test

    def __init__(self, _name: str, _work: object, task: Task) -> None:
        super().__init__()
        self.task, self.sent, self.running = task, list[object](), False
        self.made.append(self)

    def start(self) -> None:
        self.running = True

    def send(self, order: object) -> None:
        self.sent.append(order)

    def stop(self) -> None:
        self.running = False


@pytest.fixture
def session() -> Session:
    session = Session()
    session.open(document(talk((0, 900), (1000, 1900))), journal=NoJournal())
    return session


@pytest.fixture
def medium() -> FakeMedium:
    medium = FakeMedium()
    medium.sound = Sound(Path("sound"), 16_000, 32_000)
    medium.sound.finish(32_000)
    return medium


@pytest.fixture
def ear(
    session: Session, medium: FakeMedium, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
) -> Listening:
    del qtbot
    FakeChild.made.clear()
    monkeypatch.setattr("editor.media.child.Child", FakeChild)
    return Listening(session, medium, Doubts(session))  # type: ignore[arg-type]


def test_it_takes_one_thread_while_somebody_works(ear: Listening, session: Session) -> None:
    ear.start(Path("ggml-base.bin"), ("权重",))
    (child,) = FakeChild.made
    assert (child.task.threads, child.task.terms) == (1, ("权重",))
    ear.set_active(False)
    ear.set_active(True)
    assert child.sent == [ALL, 1]
    session.commit(editing.set_text(session.document, 0, "改了"))
    assert child.sent == [ALL, 1]  # it is at one already


def test_it_takes_all_threads_while_nobody_works(
    ear: Listening, session: Session, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(listening, "IDLE", 20)
    idle = Listening(session, ear._medium, ear.list)  # noqa: SLF001 - as the fixture made it
    idle.start(Path("ggml-base.bin"), ())
    child = FakeChild.made[-1]
    qtbot.waitUntil(lambda: child.sent == [ALL])
    session.select(session.selection.at(1))
    assert child.sent == [ALL, 1]


def test_it_waits_for_the_sound_and_ends_with_it(
    ear: Listening, session: Session, medium: FakeMedium
) -> None:
    growing = Sound(Path("other"), 16_000, 32_000)
    medium.sound = growing
    ear.start(Path("ggml-base.bin"), ())
    assert (ear.progress, FakeChild.made) == ((0, 0), [])
    growing.finish(32_000)
    medium.grew.emit()
    assert FakeChild.made[0].running
    medium.grew.emit()
    assert len(FakeChild.made) == 1
    medium.sound = None  # another track is opened
    medium.grew.emit()
    assert (ear.progress, FakeChild.made[0].running) == (None, False)
    del session


def test_a_child_that_dies_is_told_and_one_that_ended_late_is_not_taken_for_the_next(
    ear: Listening,
) -> None:
    told: list[Problem] = []
    ends: list[None] = []
    ear.failed.connect(told.append)
    ear.complete.connect(lambda: ends.append(None))
    ear.failed.connect(lambda _: ear.start(Path("ggml-base.bin"), ()))
    ear.start(Path("ggml-base.bin"), ())
    first = FakeChild.made[0]
    first.message.emit(Prepared("base (9)", ("a", "b")))
    assert ear.progress == (0, 2)
    first.failed.emit(None)
    first.ended.emit()
    assert "before its time" in told[0].text
    assert (len(FakeChild.made), ear.progress, ends) == (2, (0, 0), [])
    FakeChild.made[1].message.emit(Prepared("base (9)", ()))
    FakeChild.made[1].ended.emit()
    assert len(ends) == 1
    assert ear.progress is None
