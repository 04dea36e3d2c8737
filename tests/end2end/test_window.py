# SPDX-License-Identifier: GPL-3.0-or-later
"""The real window on a virtual screen: a whole session."""

from __future__ import annotations

import os
import subprocess
import sys
from contextlib import nullcontext
from typing import TYPE_CHECKING

import pytest
import shiboken6
from PySide6.QtCore import QObject, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QMenu

from editor.ui.go_to import GoTo
from editor.ui.theme import Theme
from tests.end2end.robot import Robot
from tests.end2end.story import make_medium
from tests.program import ROOT
from tests.screen import NEEDED
from tests.sound_card import MISSING, SoundCard

if TYPE_CHECKING:
    from pathlib import Path

    from pytestqt.qtbot import QtBot

LIMIT = 240

on_linux = pytest.mark.skipif(
    not NEEDED, reason="only on Linux can a machine be made to have no sound, and one sound card"
)


@pytest.fixture(scope="module")
def medium(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make_medium(tmp_path_factory.mktemp("medium") / "talk.mp4")


@pytest.mark.first
@on_linux
@pytest.mark.parametrize("equipped", [True, False], ids=["all", "no-vlc-no-sound"])
def test_a_session_from_the_dropped_transcript_to_the_files(
    equipped: bool,  # noqa: FBT001 - which of two machines
    medium: Path,
    tmp_path: Path,
) -> None:
    if equipped and MISSING:
        pytest.skip(MISSING)
    with SoundCard() if equipped else nullcontext() as card:
        surroundings = dict(card.environment) if card else dict(os.environ)
        surroundings |= {"PYTHONPATH": str(ROOT), "DISPLAY": os.environ["DISPLAY"]}
        if not equipped:
            surroundings |= {"PYTHON_VLC_LIB_PATH": str(tmp_path / "none.so")}
            surroundings |= {"PULSE_SERVER": str(tmp_path / "none")}
        done = subprocess.run(
            [sys.executable, "-m", "tests.end2end.story", tmp_path, medium],
            cwd=ROOT,
            env=surroundings,
            capture_output=True,
            text=True,
            timeout=LIMIT,
            check=False,
        )
    assert done.returncode == 0, done.stdout + done.stderr
    assert done.stdout.endswith("told\n")
    assert ("player: Audio | no problem" in done.stdout) == equipped
    watched = "watching: VLC | None" if equipped else "watching: No audio | libVLC was not found"
    assert watched in done.stdout
    assert "doors: none" in done.stdout  # no network, no shell
    assert done.stderr == ""


def test_ctrl_g_takes_a_number_or_a_time_in_a_field_over_the_table(
    tmp_path: Path, qtbot: QtBot
) -> None:
    del qtbot
    robot = Robot(tmp_path / "home")
    robot.start(ROOT / "resources" / "sample" / "sample.txt")
    robot.wait(lambda: robot.session.is_open, "open")
    # The timeline, which is above the table, grows once there is sound.
    robot.wait(lambda: robot.program.context.playback.has_medium, "the medium")
    robot.wait_idle()
    QApplication.processEvents()  # has it laid out
    table = robot.program.bench.table
    robot.press("Ctrl+G")
    field = robot.window.findChild(GoTo)
    assert field is not None
    assert not field.isModal()
    field.activateWindow()  # as a window manager does
    robot.wait(field.isActiveWindow, "the keys")
    assert table.rect().contains(table.mapFromGlobal(field.geometry().center()))
    QTest.keyClicks(field.field, "soon")
    QTest.keyClick(field.field, Qt.Key.Key_Return)
    assert field.isVisible(), "what is wrong is said there"
    field.field.clear()
    QTest.keyClicks(field.field, "7")
    QTest.keyClick(field.field, Qt.Key.Key_Return)
    assert robot.session.selection.current == 6
    robot.wait(lambda: not robot.window.findChildren(GoTo), "the field has gone")
    robot.window.activateWindow()
    robot.wait(table.hasFocus, "the text has the keys again")
    robot.close()


def test_only_menus_with_ticks_leave_room_for_them(tmp_path: Path, qtbot: QtBot) -> None:
    del qtbot
    robot = Robot(tmp_path / "home")
    plain = {}
    for entry in robot.window.menuBar().actions():
        menu = entry.menu()
        assert isinstance(menu, QMenu)
        plain[menu.title().replace("&", "")] = menu.property("plain")
        ticks = any(action.isCheckable() for action in menu.actions())
        assert menu.property("plain") is not ticks
    assert plain["File"]
    assert not plain["View"]
    robot.close()


# What asks in a dialog, or shows another window or page.
OPENING = {
    *("file.open", "file.medium", "file.sample", "file.export", "file.youtube", "file.bilibili"),
    *("file.publish", "tools.prepare"),
    *("file.save", "file.save-as", "file.outside", "tools.clear-sound", "time.reference"),
    *("file.preferences", "file.close", "file.quit", "file.afresh", "edit.go-to", "cue.times"),
    *("help.palette", "help.keys", "help.about", "file.read-again", "cue.chapter"),
    *(
        "ear.model",
        "ear.engine",
        "tools.by-ear",
        "edit.import-corrected",
        "terms.export",
        "terms.import",
    ),
    *("file.append", "file.split-here", "file.split-length", "file.extract"),
    *("file.compare", "file.columns", "file.track", "file.styles"),
    *("profile.change", "profile.save", "profile.add"),
}


# What takes back the text after it was committed; each is a step that can be undone or redone.
TAKING_BACK = {"edit.undo", "cue.original", "cue.original-here"}


def test_no_command_and_no_other_document_loses_what_is_being_composed(
    tmp_path: Path, qtbot: QtBot
) -> None:
    del qtbot
    first, second = tmp_path / "first.srt", tmp_path / "second.srt"
    for path in (first, second):
        path.write_text("1\n00:00:01,000 --> 00:00:02,000\n你好\n", "utf-8")
    robot = Robot(tmp_path / "home")
    robot.start(first)
    robot.wait(lambda: robot.session.is_open, "open")
    QApplication.clipboard().clear()  # of what other tests have copied
    for name in sorted(set(robot.program.commands.actions) - OPENING):
        robot.go_to(1, caret=2)
        robot.compose("ma")
        assert [cue.text for cue in robot.cues] == ["你好"]
        robot.program.commands.run(name)
        assert [cue.text for cue in robot.cues] != ["你好"] or name in TAKING_BACK, name
        while robot.session.history.undo_title is not None:
            robot.session.undo()
    robot.go_to(1, caret=2)
    robot.compose("ma")
    robot.drop(second)
    robot.wait(lambda: robot.session.path == second, "the second document")
    robot.drop(first)
    robot.wait(lambda: robot.session.path == first, "the first again")
    assert [cue.text for cue in robot.cues] == ["你好ma"]
    robot.close()


def test_a_window_that_is_gone_follows_the_desktop_no_more(tmp_path: Path, qtbot: QtBot) -> None:
    del qtbot
    robot = Robot(tmp_path / "home")
    theme = robot.window.findChild(Theme)
    assert theme is not None
    robot.close()
    robot.wait(lambda: not shiboken6.isValid(robot.window), "the end of the window")
    assert not shiboken6.isValid(theme)


def test_dialogs_panels_and_pages_that_are_closed_are_gone(tmp_path: Path, qtbot: QtBot) -> None:
    """Else a long session fills the memory."""
    del qtbot
    path = tmp_path / "first.srt"
    path.write_text("1\n00:00:01,000 --> 00:00:02,000\n你好\n", "utf-8")
    robot = Robot(tmp_path / "home")
    robot.start(path)
    robot.wait(lambda: robot.session.is_open, "open")
    robot.wait_idle()
    robot.watchman.stop()  # dialogs are closed here
    counts = []
    for _ in range(3):
        for name in ("help.keys", "file.preferences", "cue.times", "edit.go-to", "help.palette"):
            robot.program.commands.run(name)
            for dialog in robot.window.findChildren(QDialog):
                dialog.close()
        for name in ("time.gaps", "time.shift", "tools.repair", "tools.zh-Hant"):
            robot.program.commands.run(name)
            robot.wait_idle()
            robot.program.bench.end_work()
        for _turn in range(2):
            robot.program.commands.run("view.problems")
        robot.wait(lambda: not robot.window.findChildren(QDialog), "the dialogs have gone")
        QTest.qWait(0)
        counts.append(len(robot.window.findChildren(QObject)))
    assert counts[2] == counts[1], counts
    robot.close()
