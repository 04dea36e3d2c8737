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
from editor.ear.asking import Answer
from editor.ear.serving import BACKGROUND, QUESTION, GivenUp, Pace, Request, Said
from editor.ear.work import Prepared, Task
from editor.media.processes import Done
from editor.media.sound import Sound
from editor.playback import ear_process, listening
from editor.playback.listening import Listening
from editor.project.journal_port import NoJournal
from editor.session import Session
from tests.making import document, talk

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pytestqt.qtbot import QtBot

    from editor.core.errors import Problem

ALL = os.cpu_count() or 1
MODEL = Path("ggml-base.bin")


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

    def __init__(self, _name: str, _work: object, engine: Path | None) -> None:
        super().__init__()
        self.engine = engine
        self.requests: list[Request] = []
        self.paces: list[int] = []
        self.given_up: list[int] = []
        self.running = False
        self.made.append(self)

    def start(self) -> None:
        self.running = True

    def send(self, order: Request | Pace | GivenUp) -> None:
        if isinstance(order, Request):
            self.requests.append(order)
        elif isinstance(order, Pace):
            self.paces.append(order.threads)
        else:
            self.given_up.append(order.number)

    def tell(self, message: object) -> None:
        """Tell something of the newest request."""
        self.message.emit(Said(self.requests[-1].number, message))

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
) -> Iterator[Listening]:
    del qtbot
    FakeChild.made.clear()
    monkeypatch.setattr("editor.media.child.Child", FakeChild)
    ear = Listening(session, medium, Doubts(session))  # type: ignore[arg-type]
    yield ear
    ear.close()


def test_it_takes_one_thread_while_somebody_works(ear: Listening, session: Session) -> None:
    ear.start(MODEL, ("权重",))
    (child,) = FakeChild.made
    (request,) = child.requests
    assert isinstance(request.task, Task)
    assert (request.task.threads, request.task.terms) == (1, ("权重",))
    ear.set_active(False)
    ear.set_active(True)
    assert child.paces == [ALL, 1]
    session.commit(editing.set_text(session.document, 0, "改了"))
    assert child.paces == [ALL, 1]  # it is at one already


def test_it_takes_all_threads_while_nobody_works(
    ear: Listening, session: Session, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(listening, "IDLE", 20)
    idle = Listening(session, ear._medium, ear.list)  # noqa: SLF001 - as the fixture made it
    idle.start(MODEL, ())
    child = FakeChild.made[-1]
    qtbot.waitUntil(lambda: child.paces == [ALL])
    session.select(session.selection.at(1))
    assert child.paces == [ALL, 1]
    idle.close()


def test_it_waits_for_the_sound_and_ends_with_it(
    ear: Listening, session: Session, medium: FakeMedium
) -> None:
    growing = Sound(Path("other"), 16_000, 32_000)
    medium.sound = growing
    ear.start(MODEL, ())
    assert (ear.progress, FakeChild.made) == ((0, 0), [])
    growing.finish(32_000)
    medium.grew.emit()
    (child,) = FakeChild.made
    medium.grew.emit()
    assert len(child.requests) == 1
    medium.sound = None  # another track is opened
    medium.grew.emit()
    assert (ear.progress, child.given_up) == (None, [1])
    child.tell(Prepared("base (9)", ("a", "b")))  # on its way before that
    assert ear.progress is None
    del session


def test_a_child_that_dies_is_told_and_one_that_ended_late_is_not_taken_for_the_next(
    ear: Listening,
) -> None:
    told: list[Problem] = []
    ends: list[None] = []
    ear.failed.connect(told.append)
    ear.complete.connect(lambda: ends.append(None))
    ear.failed.connect(lambda _: ear.start(MODEL, ()))
    ear.start(MODEL, ())
    first = FakeChild.made[0]
    first.tell(Prepared("base (9)", ("a", "b")))
    assert ear.progress == (0, 2)
    first.failed.emit(None)
    first.ended.emit()
    assert "before its time" in told[0].text
    assert (len(FakeChild.made), ear.progress, ends) == (2, (0, 0), [])
    FakeChild.made[1].tell(Prepared("base (9)", ()))
    FakeChild.made[1].tell(Done())
    assert len(ends) == 1
    assert ear.progress is None


def test_one_process_serves_all_and_its_memory_is_given_back(
    ear: Listening, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(ear_process, "_KEPT", 20)
    shared = Listening(ear._session, ear._medium, ear.list)  # noqa: SLF001 - as the fixture made it
    answers: list[object] = []
    shared.start(MODEL, ())
    shared.asking.expect(MODEL, 1, ())
    shared.asking.ask(MODEL, 1, ("看", "砍"), (0, 1), (), lambda *told: answers.append(told))
    (child,) = FakeChild.made
    assert [request.urgency for request in child.requests] == [BACKGROUND, QUESTION, QUESTION]
    child.tell(Answer((0.5,)))
    assert answers == [((0.5,), None)]
    child.tell(Done())
    qtbot.wait(60)
    assert child.running  # the pass goes on
    shared.stop()
    shared.asking.stop()
    qtbot.waitUntil(lambda: not child.running)
    shared.start(MODEL, ())
    assert len(FakeChild.made) == 2
    shared.close()


def test_another_engine_waits_for_what_is_under_way(ear: Listening) -> None:
    told: list[Problem] = []
    ear.failed.connect(told.append)
    ear.start(MODEL, ())
    ear.process.use(Path("python"))
    (child,) = FakeChild.made
    assert child.running
    child.tell(Prepared("base (9)", ()))
    child.tell(Done())
    assert (child.running, told) == (False, [])
    ear.start(MODEL, ())
    assert len(FakeChild.made) == 2
    assert FakeChild.made[1].engine == Path("python")


@pytest.fixture
def idle(ear: Listening, session: Session, monkeypatch: pytest.MonkeyPatch) -> Iterator[Listening]:
    """One where nobody works; it begins by itself."""
    monkeypatch.setattr(listening, "IDLE", 20)
    idle = Listening(session, ear._medium, ear.list)  # noqa: SLF001 - as the fixture made it
    idle.idle.connect(lambda: idle.start_by_itself(MODEL, ()))
    yield idle
    idle.close()


def passes() -> int:
    """How many were asked for."""
    return sum(len(child.requests) for child in FakeChild.made)


def test_it_begins_by_itself_and_says_nothing_at_the_end(
    idle: Listening, session: Session, qtbot: QtBot
) -> None:
    ends: list[None] = []
    idle.complete.connect(lambda: ends.append(None))
    session.select(session.selection.at(1))
    qtbot.waitUntil(lambda: passes() == 1)
    (child,) = FakeChild.made
    assert isinstance(child.requests[0].task, Task)
    assert child.requests[0].task.threads == ALL
    child.tell(Prepared("base (9)", ()))
    child.tell(Done())
    assert (idle.progress, ends) == (None, [])
    session.select(session.selection.at(0))
    qtbot.wait(60)
    assert passes() == 1  # all is heard
    session.commit(editing.set_text(session.document, 0, "改了"))
    qtbot.waitUntil(lambda: passes() == 2)


def test_edits_while_it_runs_are_heard_the_next_time(
    idle: Listening, session: Session, qtbot: QtBot
) -> None:
    session.select(session.selection.at(1))
    qtbot.waitUntil(lambda: passes() == 1)
    session.commit(editing.set_text(session.document, 0, "改了"))
    qtbot.wait(60)
    assert passes() == 1
    assert idle.progress is not None
    FakeChild.made[0].tell(Done())
    session.select(session.selection.at(0))
    qtbot.waitUntil(lambda: passes() == 2)
    task = FakeChild.made[0].requests[1].task
    assert isinstance(task, Task)
    assert task.lines[0].text == "改了"


@pytest.mark.parametrize("end", ["the user", "its death", "another document", "no medium"])
def test_it_does_not_begin_again_where_it_was_ended(
    idle: Listening, session: Session, medium: FakeMedium, qtbot: QtBot, end: str
) -> None:
    session.select(session.selection.at(1))
    qtbot.waitUntil(lambda: passes() == 1)
    again = end == "another document"
    if end == "the user":
        idle.halt()
        session.commit(editing.set_text(session.document, 0, "改了"))
    elif end == "its death":
        FakeChild.made[0].failed.emit(None)
    elif again:
        session.open(document(talk((0, 700))), journal=NoJournal())
    else:
        medium.sound = None
        medium.grew.emit()
    assert idle.progress is None
    session.select(session.selection.at(0))
    qtbot.wait(80)
    assert passes() == 1 + again
    if end == "the user":
        idle.start(MODEL, ())
        assert passes() == 2
