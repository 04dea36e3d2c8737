# SPDX-License-Identifier: GPL-3.0-or-later
"""The page of publishing, from Ctrl+P to the files in their folder."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QInputDialog, QLineEdit

from editor import formats
from editor.ui.publish.page import PublishPage
from tests.desk import srt
from tests.end2end.robot import Robot

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from PySide6.QtWidgets import QAbstractButton, QListWidget, QWidget
    from pytestqt.qtbot import QtBot

_LEFT = Qt.MouseButton.LeftButton
TEXTS = ["我们开始吧", "这里说的是软件和网络", "第三句很长" * 6, "再见"]


@pytest.fixture
def robot(tmp_path: Path, qtbot: QtBot) -> Iterator[Robot]:
    del qtbot  # it watches what Qt says
    cues = [(n * 30_000, n * 30_000 + 2_900, text) for n, text in enumerate(TEXTS)]
    (tmp_path / "talk.srt").write_text(srt(*cues), "utf-8")
    robot = Robot(tmp_path / "home")
    robot.start(tmp_path / "talk.srt")
    robot.wait(lambda: robot.cues, "the cues")
    robot.wait_idle()
    yield robot
    robot.close()


def page_of(robot: Robot) -> PublishPage:
    page = robot.program.bench.page
    assert isinstance(page, PublishPage)
    robot.wait(lambda: page.plan is not None, "the plan")
    return page


def opened(robot: Robot) -> PublishPage:
    robot.press("Ctrl+P")
    robot.wait(lambda: isinstance(robot.program.bench.page, PublishPage), "the page")
    return page_of(robot)


def click(button: QAbstractButton) -> None:
    QTest.mouseClick(button, _LEFT, pos=button.rect().center() - button.rect().center() / 2)


def rows(listed: QListWidget) -> list[str]:
    return [listed.item(row).text() for row in range(listed.count())]


def test_the_preview_begins_at_the_current_cue(robot: Robot) -> None:
    robot.go_to(1)
    current = robot.session.selection.current
    page = opened(robot)
    preview = page.preview
    assert preview.frame.accessibleDescription() == TEXTS[current]
    assert preview.place.text().startswith(f"Cue {current + 1} of")


def test_tab_goes_round_the_whole_page(robot: Robot) -> None:
    """After the status bar it went on from the button, past all that is chosen above it."""
    page = opened(robot)
    robot.wait(lambda: robot.focus is page.publish, "the button")
    passed: list[QWidget] = []
    while robot.focus not in passed:
        passed.append(robot.focus)
        robot.press("Tab")
    assert robot.focus is page.publish
    assert {*page.choices.sites.values(), *page.choices.tracks.values()} <= {*passed}


def test_two_sites_and_two_scripts_are_written_in_one_go(robot: Robot, tmp_path: Path) -> None:
    page = opened(robot)
    assert page.choices.choice.tracks == ("zh-Hans",)
    for tick in (page.choices.sites["youtube"], page.choices.tracks["zh-TW"]):
        tick.setFocus()
        QTest.keyClick(tick, Qt.Key.Key_Space)
    page = page_of(robot)
    QTest.keyClick(page, Qt.Key.Key_Return)
    robot.wait(page.open_folder.isVisible, "the files")
    written = sorted(path.name for path in tmp_path.glob("talk.*"))
    assert written == [
        "talk.srt",
        *("talk.zh-Hans.bcc", "talk.zh-Hans.bilibili.srt", "talk.zh-Hans.sbv"),
        *("talk.zh-Hans.srt", "talk.zh-Hans.vtt"),
        *("talk.zh-TW.bcc", "talk.zh-TW.bilibili.srt", "talk.zh-TW.sbv"),
        *("talk.zh-TW.srt", "talk.zh-TW.vtt"),
    ]
    back = formats.read((tmp_path / "talk.zh-TW.vtt").read_bytes(), "talk.vtt")
    assert back.cues[1].text == "這裡說的是軟體和網路"
    assert "choose the language “中文（台湾）”" in page.files.text()
    assert [cue.text for cue in robot.cues] == TEXTS  # the document is as it was
    robot.press("Esc")
    again = opened(robot)  # the choice is kept
    assert again.choices.choice.tracks == ("zh-Hans", "zh-TW")


def test_an_objection_is_one_click_from_its_cue(robot: Robot) -> None:
    page = opened(robot)
    found = [row for row, text in enumerate(rows(page.objections)) if text.startswith("3  ")]
    assert found
    item = page.objections.visualItemRect(page.objections.item(found[0]))
    QTest.mouseClick(page.objections.viewport(), _LEFT, pos=item.center())
    assert robot.program.bench.page is robot.program.bench.table
    assert robot.session.selection.current == 2


def test_a_line_length_breaks_lines_and_objections_vanish(robot: Robot) -> None:
    page = opened(robot)
    before = [text for text in rows(page.objections) if "line" in text]
    assert before
    page.choices.line.setFocus()
    page.choices.line.setValue(16)
    page = page_of(robot)
    robot.wait(
        lambda: not [t for t in rows(page.objections) if t.startswith("3") and "per line" in t],
        "shorter lines",
    )


def test_what_is_not_checked_is_shown_and_one_click_filters(robot: Robot) -> None:
    robot.go_to(1)
    robot.press("Return")
    page = opened(robot)
    assert page.unchecked.text() == "Not checked: 3 of 4"
    QTest.mouseClick(page.unchecked, _LEFT)
    assert robot.session.filter.name == "filter.unchecked" or robot.session.filter


def test_esc_leaves_without_a_file(robot: Robot, tmp_path: Path) -> None:
    page = opened(robot)
    QTest.keyClick(page, Qt.Key.Key_Escape)
    assert robot.program.bench.page is robot.program.bench.table
    assert [path.name for path in tmp_path.glob("talk.*")] == ["talk.srt"]
    robot.type("嗯")  # the keys are in the text again
    assert robot.cues[0].text == "嗯我们开始吧"


def test_nothing_chosen_nothing_to_publish(robot: Robot) -> None:
    page = opened(robot)
    for tick in (*page.choices.sites.values(), *page.choices.tracks.values()):
        if tick.isChecked():
            tick.setFocus()
            QTest.keyClick(tick, Qt.Key.Key_Space)
    page = page_of(robot)
    robot.wait(lambda: not page.publish.isEnabled(), "nothing")
    assert rows(page.objections) == ["Nothing is chosen to be published."]


def test_chapters_are_marked_listed_copied_and_published(robot: Robot, tmp_path: Path) -> None:
    def title(text: str) -> None:
        def write(dialog: object) -> None:
            assert isinstance(dialog, QInputDialog)
            field = dialog.findChild(QLineEdit)
            assert field is not None
            field.setText(text)
            QTest.keyClick(field, Qt.Key.Key_Return)

        robot._when_asked(QInputDialog, write)  # noqa: SLF001 - one more kind of dialog
        robot.program.commands.run("cue.chapter")

    for row, name in ((1, "开场"), (2, "软件"), (4, "结尾")):
        robot.go_to(row)
        title(name)
    assert [cue.chapter for cue in robot.cues] == ["开场", "软件", None, "结尾"]
    page = opened(robot)
    page.chapters.site.setCurrentIndex(0)
    QTest.mouseClick(page.chapters.copy_button, _LEFT)
    assert QApplication.clipboard().text() == "0:00 开场\n0:30 软件\n1:30 结尾\n"
    page.chapters.site.setCurrentIndex(1)
    assert page.chapters.text.toPlainText() == "00:00:00 开场\n00:00:30 软件\n00:01:30 结尾\n"
    QTest.keyClick(page, Qt.Key.Key_Return)
    robot.wait(page.open_folder.isVisible, "the files")
    listed = (tmp_path / "talk.chapters.bilibili.txt").read_text("utf-8")
    assert listed == "00:00:00 开场\n00:00:30 软件\n00:01:30 结尾\n"


def test_a_copied_list_becomes_chapters_and_one_undo_takes_them_back(robot: Robot) -> None:
    QApplication.clipboard().setText("0:00 一\n1:00 二")
    page = opened(robot)
    QTest.mouseClick(page.chapters.paste_button, _LEFT)
    assert [cue.chapter for cue in robot.cues] == ["一", None, "二", None]
    assert "1:00 二" in page.chapters.text.toPlainText()
    robot.press("Esc")
    robot.press("Ctrl+Z")
    assert [cue.chapter for cue in robot.cues] == [None] * 4
