# SPDX-License-Identifier: GPL-3.0-or-later
"""A session of some 150 keys on the real transcript, in Step and in Flow, with pinyin composed.

Every gesture is checked by what it did to the cues that the input has there; in the end all of it
is undone, and what is written is what the untouched transcript gives, byte for byte.
"""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

import pytest

from editor import formats
from tests.end2end.robot import Robot
from tests.end2end.story import DATA, make_medium

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from editor.core.cue import Cue

TRANSCRIPT = "onboard-transcript.txt"
FEWEST = 120
"""Keys and compositions that a session must have."""


class Corrector:
    """A robot that counts what it presses and composes."""

    def __init__(self, robot: Robot) -> None:
        self.robot = robot
        self.steps = 0
        self.session, self.playback = robot.session, robot.program.context.playback

    def press(self, *keys: str) -> None:
        self.steps += len(keys)
        self.robot.press(*keys)

    def pinyin(self, *syllables: str, commit: str) -> None:
        """Compose and commit; while composing, no key is ours and no cue is left."""
        row, before = self.row, self.cue.text
        for preedit in syllables:
            self.robot.compose(preedit)
            self.steps += 1
            assert (self.row, self.cue.text) == (row, before)
        self.robot.type(commit)
        self.steps += 1
        assert commit in self.cue.text
        assert self.row == row

    @property
    def row(self) -> int:
        return self.session.selection.current

    @property
    def cue(self) -> Cue:
        return self.robot.cues[self.row]

    def wait_for(self, row: int) -> None:
        self.robot.wait(lambda: self.row >= row, f"cue {row + 1}")

    def at_rest(self) -> None:
        self.robot.wait(lambda: not self.playback.playing, "silence")


@pytest.fixture(scope="module")
def medium(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make_medium(tmp_path_factory.mktemp("medium") / "onboard-transcript.mp4", silent=True)


@pytest.fixture
def corrector(tmp_path: Path, medium: Path, qtbot: QtBot) -> Iterator[Corrector]:
    del qtbot  # it watches what Qt says
    shutil.copy(DATA / TRANSCRIPT, tmp_path / TRANSCRIPT)
    robot = Robot(tmp_path / "home")
    robot.start(tmp_path / TRANSCRIPT, medium)
    robot.wait(lambda: robot.program.context.playback.has_medium, "medium")
    robot.wait_idle()
    yield Corrector(robot)
    robot.close()


def correct_the_text(c: Corrector) -> None:
    """Split, join, words to the neighbour, line breaks, deletions, undo: cues 40 to 52."""
    count = len(c.robot.cues)
    c.robot.go_to(40, caret=3)
    text, after = c.cue.text, c.robot.cues[40].text
    c.press("Ctrl+Return")
    assert (c.robot.cues[39].text, c.cue.text) == (text[:3], text[3:])
    c.press("Backspace")  # at its start: joined again, the caret where they meet
    assert (c.cue.text, c.session.selection.caret, len(c.robot.cues)) == (text, 3, count)
    c.press("End", "Delete")
    assert c.cue.text == text + after
    c.press("Ctrl+Z")
    assert c.cue.text == text
    c.press("Ctrl+Y", "Ctrl+Z", "Alt+Down", "Home", "Right", "Right", "Ctrl+Shift+Up")
    assert c.robot.cues[39].text == text + after[:2]
    assert c.robot.cues[40].text == after[2:]
    c.press("Ctrl+Z")
    c.robot.go_to(43, caret=2)
    before = c.cue.text
    c.press("Shift+Return")
    assert c.cue.text == f"{before[:2]}\n{before[2:]}"
    c.press("Backspace", "Delete", "Backspace")
    assert c.cue.text == before[:1] + before[3:]
    c.pinyin("n", "ni", "ni'h", "ni'hao", commit="你好")
    assert c.cue.text == f"{before[:1]}你好{before[3:]}"
    c.press("Shift+Left", "Shift+Left", "Ctrl+X", "Ctrl+V", "Ctrl+Shift+C")
    assert c.cue.text == f"{before[:1]}你好{before[3:]}"
    assert c.cue.checked


def correct_the_times(c: Corrector) -> None:
    """Nudges, edges at the playhead, new and deleted cues, several at once: cues 55 to 62."""
    c.robot.go_to(55)
    start, end = c.cue.start, c.cue.end
    c.press("Alt+1", "Alt+2", "Alt+2", "Alt+3", "Alt+4", "Alt+4")
    assert (c.cue.start, c.cue.end) == (start + 50, end + 50)
    c.press("Esc")
    c.playback.seek(start + 300)
    c.press("F11")
    assert c.cue.start == start + 300
    c.playback.seek(end - 200)
    c.press("F12")
    assert c.cue.end == end - 200
    c.press("Ctrl+Z", "Ctrl+Z", "Ctrl+I")
    assert c.cue.text == ""
    c.pinyin("xin", "xin'de", commit="新的一条")
    c.press("Ctrl+Shift+Delete")
    count = len(c.robot.cues)
    c.robot.go_to(58)
    texts = [cue.text for cue in c.robot.cues[57:60]]
    c.session.select(c.session.selection.extended(59))
    c.press("Ctrl+C", "Ctrl+X")
    assert len(c.robot.cues) == count - 3
    c.press("Ctrl+Z", "Ctrl+Shift+J")
    joined = c.robot.cues[57]
    assert "".join(joined.text.split()) == "".join("".join(texts).split())
    c.press("Ctrl+Z")
    assert [cue.text for cue in c.robot.cues[57:60]] == texts


def find_and_filter(c: Corrector) -> None:
    """Search, walk, leave; show only what was changed, walk there, show all."""
    c.robot.go_to(1)
    c.press("Ctrl+F")
    c.robot.type("人工智能")
    c.steps += 1
    c.press("Return")
    c.robot.wait(lambda: "人工智能" in c.cue.text.replace("人工智慧", "人工智能"), "a match")
    first = c.row
    c.press("Esc", "F3")
    c.robot.wait(lambda: c.row != first, "the next match")
    c.press("Shift+F3")
    c.robot.wait(lambda: c.row == first, "and back")
    c.robot.program.commands.run("filter.changed")
    assert c.session.filter
    rows = c.session.filter.shown(range(len(c.robot.cues)))
    c.press("Alt+Down", "Alt+Up")
    assert c.row in rows
    c.press("Esc", "Esc")
    assert not c.session.filter


def undo_all(c: Corrector) -> None:
    """Back to the beginning, byte for byte."""
    c.playback.stop()
    while c.session.history.done:
        c.session.undo()
    document = c.session.document
    assert document.source is not None
    assert document.cues == document.source.cues
    read = formats.read((DATA / TRANSCRIPT).read_bytes(), TRANSCRIPT)
    for name in ("srt", "vtt", "json"):
        row = formats.by_id(name)
        assert formats.write(document, row).data == formats.write(read, row).data


def repair(c: Corrector) -> None:
    c.press("Ctrl+R")
    page = c.robot.program.bench
    c.robot.wait(lambda: page.page is not page.table, "the page")
    c.robot.wait(lambda: getattr(page.page, "chosen", None) is not None, "a reading")
    c.press("Return")
    assert abs(c.robot.cues[-1].end - 2_209_700) <= 50


@pytest.mark.long
def test_a_session_in_step(corrector: Corrector) -> None:
    c = corrector
    repair(c)
    c.robot.go_to(1)
    for row in range(38):
        assert c.row == row
        c.press("Return")
        assert c.robot.cues[row].checked
        cue = c.robot.cues[row + 1]
        assert c.playback.range == (cue.start, cue.end), "the next one plays"
        if row % 10 == 4:
            c.press("Tab", "F6", "Shift+F6", "Shift+Tab")
            c.pinyin("zhe", "zhe'ge", commit="这个")
    c.press("Esc")
    correct_the_text(c)
    correct_the_times(c)
    find_and_filter(c)
    assert c.steps >= FEWEST
    undo_all(c)


@pytest.mark.long
def test_a_session_in_flow(corrector: Corrector) -> None:
    c = corrector
    repair(c)
    c.press("Shift+F9", *["Ctrl+Up"] * 6)
    assert c.playback.rate == 2.0
    c.robot.go_to(1)
    c.press("F5")
    for row in range(3, 18, 3):
        c.wait_for(row)
        here = c.row
        if row % 2:
            c.pinyin("zhe", "zhe'ge", commit="这个")
        else:
            c.robot.type("的")
            c.steps += 1
        assert c.robot.cues[here].text.startswith(("这个", "的"))
        c.at_rest()
        assert c.row == here, "it waits at the end of the cue"
        c.press("Return")
        assert c.robot.cues[here].checked
        assert c.row == here + 1
        assert c.playback.playing
    c.press("Esc")
    heard = [row for row, cue in enumerate(c.robot.cues) if c.session.is_heard(cue)]
    assert len(heard) >= 15
    assert not any(c.robot.cues[row].checked for row in heard if row % 3 and row < 15)
    c.press(*["Ctrl+Down"] * 6)
    for _ in range(2):
        correct_the_text(c)
        c.press(*["Ctrl+Z"] * 4)
    correct_the_times(c)
    find_and_filter(c)
    assert c.steps >= FEWEST
    undo_all(c)
