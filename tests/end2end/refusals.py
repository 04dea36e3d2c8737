# SPDX-License-Identifier: GPL-3.0-or-later
"""The real window on disks that refuse, vanish and hang: a program, for `test_refusals.py`."""

from __future__ import annotations

import errno
import os
import shutil
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication

from editor import app, formats, jobs
from editor.actions import opening
from editor.core.selection import START
from editor.project import journal, project_reader
from editor.project.places import HOME
from editor.project.project_file import Saved, Snapshot, write
from editor.project.store import SessionStore
from tests.end2end.robot import Robot
from tests.faults import EVER, REASONS, Disk
from tests.media import noise, write_wave

if TYPE_CHECKING:
    from collections.abc import Callable

KEPT = "All changes saved automatically"
NOT_KEPT = "Your changes cannot be written to disk; retrying: "
GONE = (errno.ENOTCONN, errno.ESTALE, errno.EHOSTDOWN, errno.ETIMEDOUT, errno.ENOENT)
FREEZE = 1.0
"""Seconds that the window may stand still; a drive that hangs does so for ever."""


class Trial:
    """A window with a short talk open, and the disks of the talk and of Jiaozi's own folders."""

    def __init__(self, folder: Path) -> None:
        self.talks = folder / "talks"
        self.talks.mkdir()
        self.talk = self.talks / "talk.srt"
        rows = [f"{n}\n00:00:0{n},000 --> 00:00:0{n},900\n第{n}句\n" for n in range(1, 4)]
        self.talk.write_text("\n".join(rows), "utf-8")
        self.disk = Disk(self.talks)
        self.robot = Robot(folder / "home")
        self.sessions = self.robot.places.sessions
        self.own = Disk(self.sessions)
        self.open(self.talk)

    def open(self, path: Path) -> None:
        self.robot.start(path)
        self.robot.wait(lambda: self.robot.session.is_open, "open")
        self.robot.wait_idle()

    def type(self, text: str) -> None:
        """Type at the beginning of the first cue; it is all there."""
        self.robot.go_to(1)
        self.robot.type(text)
        assert self.robot.cues[0].text.startswith(text)

    def saved(self) -> Path:
        """Where the work was saved as a project, for the first time."""
        project = self.talks / "talk.jiaozi"
        self.robot.answer_file(project)
        self.robot.press("Ctrl+S")
        self.robot.wait(lambda: self.robot.session.project is not None, "saved")
        self.robot.wait_idle()
        return project

    def is_kept(self) -> None:
        """All that the window shows is found by the program that is started next."""
        assert self.robot.session.flush()
        store = SessionStore(self.sessions, lambda _: None)
        entry = store.last()
        assert entry is not None
        restored = store.restore(entry)
        assert restored.problems == ()
        assert restored.document.cues == self.robot.cues
        assert restored.history.done == self.robot.session.history.done

    def each(self, press: Callable[[], None], check: Callable[[], None]) -> None:
        """Let each writing call of a command fail in turn, and try again when it is told."""
        robot, told, number = self.robot, 0, 1

        def mend() -> None:
            check()
            self.disk.heal()

        while True:
            self.type("好")
            robot.asked = ""
            with self.disk.refusing(number, REASONS[number % len(REASONS)]):
                press()
                robot.answer("Try again", mend)
                robot.wait_idle()
                called = self.disk.called
            told += bool(robot.asked)
            assert "Jiaozi still keeps your work." in robot.asked or not robot.asked
            check()
            self.is_kept()
            if not robot.asked:
                break
            number += 1
        assert number > called, "none was passed over"
        assert told > 5


def saving(trial: Trial) -> None:
    """Each call of Ctrl+S fails: the project is the old or the new one, and the next key saves."""
    robot, project = trial.robot, trial.saved()
    seen: set[str] = set()

    def check() -> None:
        read = project_reader.read(project.read_bytes()).work
        assert read.problems == ()
        seen.add(read.document.cues[0].text)
        assert read.document.cues[0].text in (
            robot.cues[0].text,
            robot.cues[0].text.removeprefix("好"),
        )

    trial.each(lambda: robot.press("Ctrl+S"), check)
    assert robot.cues[0].text in seen
    robot.wait(lambda: robot.status == "Project saved · all changes saved", "the status")


def exporting(trial: Trial) -> None:
    """Each export fails: the file is the old or the new one, and it can be tried again."""
    robot, target = trial.robot, trial.talks / "out.vtt"

    def press() -> None:
        robot.answer_file(target)
        robot.program.commands.run("file.export")

    def check() -> None:
        if target.exists():
            text = formats.read(target.read_bytes(), target.name).cues[0].text
            assert text in (robot.cues[0].text, robot.cues[0].text.removeprefix("好"))

    trial.each(press, check)
    assert formats.read(target.read_bytes(), target.name).cues[0].text == robot.cues[0].text


def keeping(trial: Trial) -> None:
    """While nothing can be kept it says so, and work goes on; it ends by itself."""
    robot = trial.robot
    for reason, said in ((errno.ENOSPC, "database or disk is full"), (errno.EIO, "disk i/o error")):
        with trial.own.refusing(1, reason, EVER):
            trial.type("好")
            robot.wait(lambda said=said: robot.status == f"{NOT_KEPT}{said}.", said)  # type: ignore[misc]
            trial.type("啊")
            robot.press("Ctrl+Z")
            robot.wait_idle()
            assert robot.status.startswith(NOT_KEPT)
        robot.wait(lambda: robot.status == KEPT, "kept again")
        trial.is_kept()


def losing(trial: Trial) -> None:
    """What Jiaozi keeps is taken away: it is told, and kept anew."""
    robot = trial.robot
    trial.type("好")
    assert robot.session.flush()
    shutil.rmtree(trial.sessions)
    trial.type("啊")
    robot.wait(lambda: "it is being written again" in robot.notice, "told")
    robot.wait(lambda: robot.status == KEPT, "kept again")
    trial.is_kept()
    assert robot.cues[0].text == "啊好第1句"
    robot.press("Ctrl+Z", "Ctrl+Z")
    assert robot.cues[0].text == "第1句"
    trial.is_kept()


def leaving(trial: Trial) -> None:
    """What cannot be kept is not left without a question."""
    robot = trial.robot
    with trial.own.refusing(1, errno.ENOSPC, EVER):
        trial.type("好")
        robot.answer("Cancel")
        robot.press("Ctrl+W")
        assert "If you leave now, your latest changes will be lost." in robot.asked
        assert robot.cues[0].text == "好第1句"
        robot.answer("Cancel")
        robot.window.close()
        assert robot.window.isVisible()
        robot.answer("Try again", trial.own.heal)
        robot.window.close()
    assert not robot.window.isVisible()
    store = SessionStore(trial.sessions, lambda _: None)
    entry = store.last()
    assert entry is not None
    assert store.restore(entry).document.cues[0].text == "好第1句"


def choosing(trial: Trial) -> None:
    """Settings that cannot be written hold, are told, and are no reason to stop."""
    robot = trial.robot
    writing = Disk(robot.places.settings.parent / ".jiaozi-")  # what is to become the file
    with writing.refusing(1, errno.EACCES, EVER):
        robot.program.commands.run("view.larger")
        robot.wait(lambda: robot.notice.startswith("Settings could not be saved."), "told")
        robot.press("Ctrl+W")
        trial.open(trial.talk)
        robot.answer_file(trial.talks / "out.srt")
        robot.program.commands.run("file.export")
        robot.wait((trial.talks / "out.srt").exists, "exported all the same")
        robot.wait_idle()


def recalling(trial: Trial) -> None:
    """The recent work cannot be listed: files are opened all the same, and kept when they can."""
    robot = trial.robot
    for reason in GONE[:-1]:
        with trial.own.vanished(reason):
            robot.press("Ctrl+W")
            trial.open(trial.talk)
            trial.type("好")
            robot.wait(lambda: robot.status.startswith(NOT_KEPT), "told")
        robot.wait(lambda: robot.status == KEPT, "kept again")
        trial.is_kept()


def hearing(trial: Trial) -> None:
    """Decoded sound that cannot be kept is told; the text is worked on, and it is tried again."""
    robot = trial.robot
    sound = write_wave(trial.talks / "talk.wav", noise(2))
    with Disk(robot.places.cache).refusing(1, errno.ENOSPC, EVER):
        robot.drop(sound)
        robot.wait(
            lambda: robot.notice.startswith("The audio cache cannot be written to disk"), "told"
        )
        trial.type("好")
        trial.is_kept()
    robot.press("Ctrl+W")
    trial.open(trial.talk)
    robot.wait(lambda: robot.program.context.medium.sound is not None, "sound")
    robot.wait(lambda: robot.program.context.medium.decoding is None, "all of it")


def vanishing(trial: Trial) -> None:
    """The drive of the talk is gone in whatever manner: told, the work safe, tried again."""
    robot, project = trial.robot, trial.saved()
    for reason in GONE:
        trial.type("好")
        robot.asked = ""
        with trial.disk.vanished(reason):
            robot.come_back()
            robot.wait_idle()
            robot.answer("Try again", trial.disk.heal)
            robot.press("Ctrl+S")
            robot.wait(lambda: "The project could not be saved." in robot.asked, "told")
            robot.wait_idle()
        assert project_reader.read(project.read_bytes()).work.document.cues == robot.cues
        trial.is_kept()
        with trial.disk.vanished(reason):
            robot.asked = ""
            robot.answer("OK")
            robot.start(trial.talk)
            robot.wait(lambda: "talk.srt” could not be opened." in robot.asked, "told")
            robot.press("Ctrl+W")
            context = robot.program.context
            last = context.store.last()
            assert last is not None
            opening.open_entry(context, last)
            robot.wait(lambda: robot.session.is_open, "open")
            robot.wait_idle()
        trial.is_kept()


def hanging(trial: Trial) -> None:
    """The drive of the talk does not answer: the window goes on, and can be left."""
    robot, project = trial.robot, trial.talks / "talk.jiaozi"
    jobs.LATE = 300
    # By no dialog: Qt's own would wait for every folder that it has shown.
    document, none = robot.session.document, ()
    snapshot = Snapshot(document, none, none, START, trial.talk, None, None, "youtube")
    project.write_bytes(write(snapshot, trial.talks, Saved(project, "first", 0)))
    trial.open(project)
    robot.wait(lambda: robot.session.project is not None, "open")
    still = Stillness()
    elsewhere = trial.talks.parent / "elsewhere.jiaozi"
    other = trial.talks.parent / "other.srt"
    other.write_text("1\n00:00:01,000 --> 00:00:02,000\n别的\n", "utf-8")
    with trial.disk.hanging():
        trial.type("好")
        robot.come_back()
        robot.press("Ctrl+S")
        robot.wait(lambda: trial.disk.waiting, "it hangs")
        robot.wait(lambda: "is not responding" in robot.notice, "told")
        trial.type("啊")
        robot.press("Ctrl+S")
        trial.is_kept()
        robot.answer_file(elsewhere)
        robot.press("Ctrl+Shift+S")
        robot.wait(elsewhere.exists, "saved elsewhere")
        robot.wait(lambda: robot.status == "Project saved · all changes saved", "the status")
        assert still.longest < FREEZE
    robot.wait_idle()
    assert robot.session.project is not None
    assert robot.session.project.path == elsewhere, "what was late is not the newest"
    assert project_reader.read(project.read_bytes()).work.problems == ()
    with trial.disk.hanging():
        robot.come_back()
        robot.start(trial.talk)
        robot.wait(lambda: trial.disk.waiting, "it hangs")
        robot.start(other)
        robot.wait(lambda: robot.session.path == other, "another file, elsewhere")
        robot.window.close()
        assert not robot.window.isVisible()
        assert robot.program.context.jobs.is_blocked


def ending(trial: Trial) -> None:
    """The program that is left while a drive hangs ends all the same."""
    trial.robot.close()
    os.environ[HOME] = str(trial.sessions.parent)

    def close() -> None:
        if trial.disk.waiting:
            QApplication.closeAllWindows()

    timer = QTimer(interval=50)
    timer.timeout.connect(close)
    timer.start()
    with trial.disk.hanging():
        app.main([str(trial.talk)])
        raise AssertionError("it ends in there, with no more ado")


class Stillness:
    """How long the window stood still at most, in seconds, since this was made."""

    def __init__(self) -> None:
        self.longest = 0.0
        self._last = time.monotonic()
        self._timer = QTimer(interval=10)
        self._timer.timeout.connect(self._tick)
        self._timer.start()

    def _tick(self) -> None:
        now = time.monotonic()
        self.longest, self._last = max(self.longest, now - self._last), now


TRIALS = (
    *(saving, exporting, keeping, losing, leaving, choosing, recalling, hearing),
    *(vanishing, hanging, ending),
)


def main(name: str, folder: Path) -> None:
    """Go through one trial; whatever the window did not catch ends it."""
    journal.RETRY = 0.05
    uncaught: list[Any] = []

    def caught(*error: Any) -> None:
        uncaught.append(error)
        sys.__excepthook__(*error)

    sys.excepthook = caught
    trial = Trial(folder)
    next(each for each in TRIALS if each.__name__ == name)(trial)
    trial.robot.close()
    sys.exit(bool(uncaught))


if __name__ == "__main__":
    main(sys.argv[1], Path(sys.argv[2]))
