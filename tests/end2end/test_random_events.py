# SPDX-License-Identifier: GPL-3.0-or-later
"""Keys, clicks, drags, wheels and an input method, all at random, while sound plays: nothing
fails, nothing is lost, and what is typed goes where the caret was seen.

`pytest tests/end2end/test_random_events.py --events 20000 --seed 7` gives the window more of them,
and others.
"""

from __future__ import annotations

import random
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt, QTimer
from PySide6.QtGui import QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog

from editor.actions.table import ACTIONS
from tests.end2end.corrector import state_of
from tests.end2end.robot import Robot
from tests.making import REAL
from tests.media import noise, write_wave

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from PySide6.QtWidgets import QWidget

    from editor.session import Applied

ELSEWHERE = {
    *("file.quit", "file.close", "file.open", "file.medium", "file.sample", "file.afresh"),
    "file.read-again",
}
"""Commands that leave the document: what is undone in the end must still be there."""

PLAIN_KEYS = (
    *("Up", "Down", "Left", "Right", "Home", "End", "Backspace", "Delete", "Space", "Return"),
    *("Tab", "Esc", "PgUp", "PgDown", "Shift+Up", "Shift+Down", "Ctrl+Left", "Ctrl+Backspace"),
)
FEWEST = 100
"""Cues below which what deleted them is undone: on fewer, hardly anything could go wrong."""
SYLLABLES = ("ni", "ni'h", "ni'hao", "zhong", "zhong'wen")


class Monkey:
    """Does one thing at random each time it is asked."""

    def __init__(self, robot: Robot, seed: int) -> None:
        self._robot, self._chance = robot, random.Random(seed)  # noqa: S311 - repeatable
        self._changed: set[int] = set()
        robot.session.changed.connect(self._note)
        self._opened = 0
        robot.session.opened.connect(self._count)
        self._ways: tuple[tuple[float, Callable[[], None]], ...] = (
            (0.25, self._type),
            (0.20, self._command),
            (0.15, self._key),
            (0.05, self._play),
            (0.10, self._click),
            (0.10, self._drag),
            (0.05, self._wheel),
            (0.10, self._compose),
        )
        # Dialogs and menus are left by Esc, as who does not want them does; so nobody else needs
        # to watch for questions without an answer.
        robot.watchman.stop()
        self._leave = QTimer(robot.window, interval=30)
        self._leave.timeout.connect(self._escape)
        self._leave.start()

    def act(self) -> None:
        while len(self._robot.cues) < FEWEST and self._robot.session.history.done:
            self._robot.session.undo()
        _ = self._robot.focus  # where there is none, it is waited for, and meanwhile sound plays on
        weights, ways = zip(*self._ways, strict=True)
        self._chance.choices(ways, weights)[0]()
        QApplication.processEvents()

    def _note(self, applied: Applied) -> None:
        splices = applied.change.splices
        self._changed |= {cue.id for s in splices for cue in (*s.removed, *s.inserted)}

    def _count(self) -> None:
        self._opened += 1

    @property
    def _seen(self) -> int | None:
        """Id of the cue in which the caret is seen, or None."""
        session = self._robot.session
        cues = session.document.cues
        return cues[session.selection.current].id if cues else None

    def _type(self) -> None:
        seen = self._seen
        self._changed.clear()
        self._robot.type(self._chance.choice(("天", "地", "玄", "黄", "a", " ", "OK")))
        assert self._changed <= {seen}, "typed into another cue"

    def _command(self) -> None:
        rows = [row.id for row in ACTIONS if row.id not in ELSEWHERE]
        self._robot.program.commands.run(self._chance.choice(rows))

    def _key(self) -> None:
        self._robot.press(self._chance.choice(PLAIN_KEYS))

    def _play(self) -> None:
        self._robot.program.commands.run(self._chance.choice(("play.on", "play.pause")))
        QTest.qWait(self._chance.randint(0, 150))  # so that the sound reaches another cue

    def _compose(self) -> None:
        table, preedit = self._robot.program.bench.table, self._chance.choice((*SYLLABLES, ""))
        bench = self._robot.program.bench
        seen, opened, shown = self._seen, self._opened, (bench.side, bench.page)
        self._changed.clear()
        self._robot.compose(preedit)
        text = table.focusProxy()
        if not preedit or text is None or not text.hasFocus():
            return
        QTest.qWait(self._chance.randint(0, 120))  # while which nothing may take it away
        # Else the document, page or review that an earlier command asked for has been opened.
        if self._opened == opened and (bench.side, bench.page) == shown:
            last = list(self._robot.program.commands.last)[-4:]
            assert self._seen == seen, f"the caret left a composition after {last}"
            assert self._changed <= {seen}

    def _click(self) -> None:
        widget, place = self._place()
        button = self._chance.choice((Qt.MouseButton.LeftButton, Qt.MouseButton.RightButton))
        held = self._chance.choice(
            (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.ShiftModifier)
        )
        QTest.mouseClick(widget, button, held, place)

    def _drag(self) -> None:
        widget, place = self._place()
        there = place + QPoint(self._chance.randint(-80, 80), self._chance.randint(-20, 20))
        QTest.mousePress(widget, Qt.MouseButton.LeftButton, pos=place)
        QTest.mouseMove(widget, there)
        QApplication.processEvents()
        QTest.mouseRelease(widget, Qt.MouseButton.LeftButton, pos=there)

    def _wheel(self) -> None:
        widget, place = self._place()
        held = self._chance.choice(
            (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.ControlModifier)
        )
        turned = QPoint(0, self._chance.choice((-240, -120, 120, 240)))
        event = QWheelEvent(
            QPointF(place),
            QPointF(widget.mapToGlobal(place)),
            QPoint(),
            turned,
            Qt.MouseButton.NoButton,
            held,
            Qt.ScrollPhase.NoScrollPhase,
            False,  # noqa: FBT003 - Qt's
        )
        QApplication.sendEvent(widget, event)

    def _place(self) -> tuple[QWidget, QPoint]:
        bench = self._robot.program.bench
        parts = [bench.table.viewport(), bench.timeline, bench.overview, bench.transport]
        widget = self._chance.choice([part for part in parts if part.isVisible()] or [bench])
        size = widget.size()
        x, y = (self._chance.randrange(max(side, 1)) for side in (size.width(), size.height()))
        return widget, QPoint(x, y)

    def _escape(self) -> None:
        # Without a window manager, nothing else closes the palette or the fields for times.
        dialogs = self._robot.window.findChildren(QDialog)
        for widget in (
            *(QApplication.activePopupWidget(), QApplication.activeModalWidget()),
            *dialogs,
        ):
            if widget is not None and widget.isVisible():
                QTest.keyClick(widget, Qt.Key.Key_Escape)
                if widget.isVisible():
                    widget.close()
                return


@pytest.fixture
def robot(tmp_path: Path) -> Iterator[Robot]:
    robot = Robot(tmp_path / "home")
    yield robot
    robot.close()


def test_random_events_lose_nothing(
    robot: Robot, tmp_path: Path, request: pytest.FixtureRequest
) -> None:
    robot.start(REAL, write_wave(tmp_path / "talk.wav", noise(60, 8_000), rate=8_000))
    robot.wait(lambda: robot.session.is_open, "the transcript")
    robot.wait_idle()
    first = state_of(robot.session.document)
    monkey = Monkey(robot, request.config.getoption("--seed"))
    for _ in range(request.config.getoption("--events")):
        monkey.act()
        assert robot.session.is_open
    robot.program.context.views.commit_composition()
    made = state_of(robot.session.document)
    robot.session.flush()
    store = robot.program.context.store
    entry = store.last()
    assert entry is not None
    assert state_of(store.restore(entry).document) == made
    while robot.session.history.done:
        robot.session.undo()
    assert state_of(robot.session.document) == first
