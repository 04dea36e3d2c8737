# SPDX-License-Identifier: GPL-3.0-or-later
"""Project files in the real window: saved with a key, opened by another program elsewhere."""

from __future__ import annotations

import shutil
import sqlite3
from contextlib import closing
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from editor.ui.panels.tool import ToolPanel
from editor.ui.repair.page import RepairPage
from editor.ui.review.panel import ReviewPanel
from tests.end2end.robot import Robot
from tests.making import REAL, times

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from pytestqt.qtbot import QtBot


@pytest.fixture
def program(tmp_path: Path, qtbot: QtBot) -> Iterator[Callable[[str], Robot]]:
    """A program on the machine of that name; the one before is left."""
    del qtbot
    robots: list[Robot] = []

    def begin(machine: str) -> Robot:
        leave()
        robots.append(Robot(tmp_path / machine))
        return robots[-1]

    def leave() -> None:
        while robots:
            robots.pop().close()

    yield begin
    leave()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    folder = tmp_path / "talks"
    folder.mkdir()
    rows = [f"{n}\n00:00:0{n},000 --> 00:00:0{n},900\n第{n}句\n" for n in range(1, 4)]
    (folder / "talk.srt").write_text("\n".join(rows), "utf-8")
    return folder


def opened(robot: Robot, path: Path) -> None:
    robot.start(path)
    robot.wait(lambda: robot.session.is_open, "open")
    robot.wait_idle()


def saved(robot: Robot, path: Path | None = None) -> None:
    """Press Ctrl+S; at the first time, answer with this path."""
    before = robot.session.project
    if path is not None:
        robot.answer_file(path)
    robot.press("Ctrl+S")
    robot.wait(lambda: robot.session.project not in (None, before), "saved")
    robot.wait_idle()


def texts(robot: Robot) -> list[str]:
    return [cue.text for cue in robot.cues]


def test_on_another_machine_undo_goes_on_where_one_left_off(
    program: Callable[[str], Robot], folder: Path, tmp_path: Path
) -> None:
    robot = program("first")
    opened(robot, folder / "talk.srt")
    robot.type("好")
    robot.go_to(2)
    robot.type("对")
    saved(robot, folder / "talk.jiaozi")
    assert robot.window.windowTitle() == "talk.jiaozi · Jiaozi 校字"
    assert robot.status == "Project saved · all changes saved"
    robot.type("吧")
    robot.wait(lambda: "project file last saved" in robot.status, "the status")
    robot.press("Ctrl+S")
    robot.wait(lambda: robot.status == "Project saved · all changes saved", "saved again")
    other = tmp_path / "elsewhere"
    shutil.move(folder, other)

    robot = program("second")
    opened(robot, other / "talk.jiaozi")
    assert texts(robot) == ["好第1句", "对吧第2句", "第3句"]
    assert robot.session.selection.current == 1
    assert robot.session.path is not None
    assert robot.session.path.resolve() == other / "talk.srt"
    assert robot.status == "Project saved · all changes saved"
    robot.press("Ctrl+Z")
    robot.press("Ctrl+Z")
    robot.press("Ctrl+Z")
    assert texts(robot) == ["第1句", "第2句", "第3句"]
    robot.press("Ctrl+Y")
    assert texts(robot) == ["好第1句", "第2句", "第3句"]


def repaired(robot: Robot) -> RepairPage:
    """The page of clock repair, the first interpretation chosen and the keys in the list."""
    robot.press("Ctrl+R")
    robot.wait(lambda: isinstance(robot.program.bench.page, RepairPage), "page")
    page = robot.program.bench.page
    assert isinstance(page, RepairPage)
    robot.wait(lambda: page.diagnosis, "interpretations")
    QTest.mouseClick(page.interpretations.cards[0], Qt.MouseButton.LeftButton)
    page.setFocus()
    return page


def test_original_times_and_known_starts_go_along_with_a_project(
    program: Callable[[str], Robot], folder: Path, tmp_path: Path
) -> None:
    shutil.copy(REAL, folder / "real.txt")
    robot = program("first")
    opened(robot, folder / "real.txt")
    before = times(robot.cues)
    repaired(robot)
    robot.press("Down", "Shift+Right", "L")
    ((cue, at),) = robot.session.known_starts.items()
    robot.wait_idle()
    robot.drop(folder / "talk.srt")
    robot.wait(lambda: len(robot.cues) == 3, "another document")
    assert robot.session.known_starts == {}
    robot.drop(folder / "real.txt")
    robot.wait(lambda: len(robot.cues) > 3, "the first one again")
    page = repaired(robot)
    assert page.chunks.anchors == ((cue, at),)
    robot.wait_idle()
    robot.press("Return")
    assert robot.cues[cue].start == at
    saved(robot, folder / "real.jiaozi")
    other = tmp_path / "elsewhere"
    shutil.move(folder, other)

    robot = program("second")
    opened(robot, other / "real.jiaozi")
    assert robot.session.known_starts == {cue: at}
    assert robot.cues[cue].start == at
    robot.program.commands.run("time.original")
    assert isinstance(robot.program.bench.side, ToolPanel)
    robot.press("Return")
    assert times(robot.cues) == before


def test_on_its_own_machine_a_project_has_also_what_was_not_saved(
    program: Callable[[str], Robot], folder: Path
) -> None:
    robot = program("first")
    opened(robot, folder / "talk.srt")
    saved(robot, folder / "talk.jiaozi")
    robot.type("好")

    robot = program("first")
    opened(robot, folder / "talk.jiaozi")
    assert texts(robot)[0] == "好第1句"
    assert "project file last saved" in robot.status
    robot.press("Ctrl+Z")
    robot.wait(lambda: robot.status == "Project saved · all changes saved", "as it was saved")


def test_an_older_copy_of_a_project_is_opened_as_it_was_saved(
    program: Callable[[str], Robot], folder: Path
) -> None:
    robot = program("first")
    opened(robot, folder / "talk.srt")
    robot.type("好")
    saved(robot, folder / "talk.jiaozi")
    shutil.copy(folder / "talk.jiaozi", folder / "older.jiaozi")
    robot.go_to(2)
    robot.type("对")
    saved(robot)
    robot.drop(folder / "older.jiaozi")
    robot.wait(lambda: robot.window.windowTitle().startswith("older"), "the older one")
    assert texts(robot) == ["好第1句", "第2句", "第3句"]


def test_a_project_is_never_written_over_a_transcript(
    program: Callable[[str], Robot], folder: Path
) -> None:
    before = (folder / "talk.srt").read_bytes()
    robot = program("first")
    opened(robot, folder / "talk.srt")
    saved(robot, folder / "talk.txt")
    assert robot.session.project is not None
    assert robot.session.project.path == folder / "talk.txt.jiaozi"
    assert (folder / "talk.srt").read_bytes() == before
    assert sorted(path.name for path in folder.iterdir()) == ["talk.srt", "talk.txt.jiaozi"]


def test_what_cannot_be_written_is_told_and_can_be_tried_again(
    program: Callable[[str], Robot], folder: Path
) -> None:
    robot = program("first")
    opened(robot, folder / "talk.srt")
    robot.type("好")
    gone = folder / "drive"
    gone.mkdir()
    saved(robot, gone / "talk.jiaozi")
    robot.type("啊")
    gone.rename(folder / "unplugged")
    robot.answer("Try again", lambda: (folder / "unplugged").rename(gone))
    robot.press("Ctrl+S")
    robot.wait(lambda: f"The folder “{gone}” does not exist." in robot.asked, "the question")
    robot.wait(lambda: robot.status == "Project saved · all changes saved", "saved at last")
    assert texts(robot)[0] == "好啊第1句"


def test_an_export_over_the_transcript_keeps_the_original(
    program: Callable[[str], Robot], folder: Path
) -> None:
    before = (folder / "talk.srt").read_bytes()
    robot = program("first")
    opened(robot, folder / "talk.srt")
    for text in ("好", "啊"):
        robot.type(text)
        exported = (folder / "talk.srt").read_bytes()
        robot.answer_file(folder / "talk.srt")
        robot.program.commands.run("file.export")
        robot.wait(lambda: (folder / "talk.srt").read_bytes() != exported, "exported")  # noqa: B023
        robot.wait_idle()
        assert ("The original file was kept as talk.bak.srt" in robot.notice) == (text == "好")
    assert (folder / "talk.bak.srt").read_bytes() == before
    assert "好啊第1句" in (folder / "talk.srt").read_text("utf-8")


def test_a_file_changed_by_another_program_is_told_and_its_changes_taken(
    program: Callable[[str], Robot], folder: Path
) -> None:
    talk = folder / "talk.srt"
    robot = program("first")
    opened(robot, talk)
    robot.type("好")
    talk.write_text(talk.read_text("utf-8").replace("第3句", "第三句"), "utf-8")
    robot.come_back()
    robot.wait(lambda: "talk.srt” was changed by another program" in robot.notice, "told")
    robot.click("Outside changes")
    robot.wait(lambda: isinstance(robot.program.bench.side, ReviewPanel), "the list")
    robot.press("Return")
    assert texts(robot) == ["好第1句", "第2句", "第三句"]
    robot.press("Ctrl+Z")
    assert texts(robot) == ["好第1句", "第2句", "第3句"]
    robot.program.bench.notice.clear()
    robot.come_back()
    robot.wait_idle()
    assert robot.notice == ""


def test_a_project_changed_by_another_program_is_not_written_over_unasked(
    program: Callable[[str], Robot], folder: Path
) -> None:
    robot = program("first")
    opened(robot, folder / "talk.srt")
    saved(robot, folder / "talk.jiaozi")
    (folder / "talk.jiaozi").write_bytes(b"another")
    robot.type("好")
    robot.answer("Cancel")
    robot.press("Ctrl+S")
    robot.wait(lambda: "has been changed by another program" in robot.asked, "the question")
    robot.wait_idle()
    assert (folder / "talk.jiaozi").read_bytes() == b"another"
    robot.answer("Overwrite anyway")
    saved(robot)
    assert (folder / "talk.jiaozi").read_bytes().startswith(b"SQLite")


def changed_while_closed(robot: Robot, talk: Path) -> None:
    """Somebody corrected a file in Jiaozi, and then in another program."""
    opened(robot, talk)
    robot.type("好")
    robot.press("Ctrl+W")
    talk.write_text(talk.read_text("utf-8").replace("第3句", "第三句"), "utf-8")


def test_a_file_changed_while_it_was_closed_is_opened_and_the_earlier_work_offered(
    program: Callable[[str], Robot], folder: Path
) -> None:
    talk = folder / "talk.srt"
    robot = program("first")
    changed_while_closed(robot, talk)
    opened(robot, talk)
    assert texts(robot) == ["第1句", "第2句", "第三句"]
    assert robot.notice.startswith("There is other work of yours on this file")
    robot.click("Restore earlier work on this file")
    robot.wait(lambda: isinstance(robot.program.bench.side, ReviewPanel), "the list")
    assert texts(robot) == ["好第1句", "第2句", "第3句"]
    robot.press("Return")
    assert texts(robot) == ["好第1句", "第2句", "第三句"]
    robot.press("Ctrl+Z", "Ctrl+Z")
    assert texts(robot) == ["第1句", "第2句", "第3句"]


def test_earlier_work_that_is_left_alone_is_told_until_the_new_one_is_begun(
    program: Callable[[str], Robot], folder: Path
) -> None:
    talk = folder / "talk.srt"
    robot = program("first")
    changed_while_closed(robot, talk)
    for _ in range(2):
        opened(robot, talk)
        assert robot.notice.startswith("There is other work of yours on this file")
        robot.press("Ctrl+W")
    opened(robot, talk)
    robot.program.bench.notice.dismiss()
    assert robot.notice == ""
    robot.type("坏")
    robot.wait_idle()
    assert robot.notice == ""
    robot.press("Ctrl+W")
    opened(robot, talk)
    assert texts(robot) == ["坏第1句", "第2句", "第三句"]
    assert "changed since you last worked on it" not in robot.notice


def test_what_was_exported_is_not_told_as_earlier_work(
    program: Callable[[str], Robot], folder: Path
) -> None:
    talk = folder / "talk.srt"
    robot = program("first")
    opened(robot, talk)
    robot.type("好")
    robot.answer_file(talk)
    robot.program.commands.run("file.export")
    robot.wait(lambda: "Exported to" in robot.notice, "exported")
    robot.press("Ctrl+W")
    talk.write_text(talk.read_text("utf-8").replace("第3句", "第三句"), "utf-8")
    opened(robot, talk)
    assert texts(robot) == ["好第1句", "第2句", "第三句"]
    assert robot.notice == ""


def test_a_project_of_a_later_version_is_opened_as_a_copy_and_never_written_over(
    program: Callable[[str], Robot], folder: Path
) -> None:
    robot = program("first")
    opened(robot, folder / "talk.srt")
    robot.type("好")
    saved(robot, folder / "talk.jiaozi")
    with closing(sqlite3.connect(folder / "talk.jiaozi")) as connection:
        connection.execute("PRAGMA user_version = 1000")
        connection.execute("CREATE TABLE moods (mood TEXT)")
    later = (folder / "talk.jiaozi").read_bytes()

    robot = program("second")
    opened(robot, folder / "talk.jiaozi")
    assert texts(robot) == ["好第1句", "第2句", "第3句"]
    assert robot.session.project is None
    assert "by a newer version of Jiaozi" in robot.notice
    robot.type("啊")
    robot.answer_file(folder / "talk.jiaozi")
    robot.press("Ctrl+S")
    robot.answer("Cancel")
    robot.wait(lambda: "will not be overwritten" in robot.asked, "the question")
    robot.wait_idle()
    assert (folder / "talk.jiaozi").read_bytes() == later
    saved(robot, folder / "mine.jiaozi")
    assert robot.session.project is not None
    assert texts(robot)[0] == "好啊第1句"
