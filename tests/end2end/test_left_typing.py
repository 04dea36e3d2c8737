# SPDX-License-Identifier: GPL-3.0-or-later
"""What is being typed into a panel when another document is opened belongs to the one before."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtWidgets import QLineEdit

from editor.language.glossary import Term
from editor.ui.panels.glossary import GlossaryPanel
from editor.ui.panels.speakers import SpeakersPanel
from tests.end2end.robot import Robot

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from PySide6.QtWidgets import QAbstractItemView

LEFT = ("another", "closed", "program")
"""How a document is left: for another one, for none, with the program."""


@pytest.fixture
def robot(tmp_path: Path) -> Iterator[Robot]:
    for name in ("first", "other"):
        cues = [f"00:0{n}.000 --> 00:0{n}.900\n<v SPEAKER_00>{name} {n}\n\n" for n in range(3)]
        cues.insert(0, f"00:00.000 --> 00:00.500\n{name}\n\n")
        (tmp_path / f"{name}.vtt").write_text("WEBVTT\n\n" + "".join(cues), "utf-8")
    robot = Robot(tmp_path / "home")
    read(robot, tmp_path / "first.vtt")
    yield robot
    robot.close()


def read(robot: Robot, path: Path) -> None:
    robot.start(path)
    robot.wait(lambda: robot.cues and robot.cues[0].text == path.stem, "the document")
    robot.wait_idle()


def type_into(robot: Robot, view: QAbstractItemView, text: str) -> None:
    robot.wait(lambda: view.findChild(QLineEdit), "the field")
    field = view.findChild(QLineEdit)
    assert field is not None
    field.setText(text)


def leave(robot: Robot, folder: Path, way: str) -> Robot:
    """Leave the document; the robot that has the next one."""
    if way == "another":
        read(robot, folder / "other.vtt")
    elif way == "closed":
        robot.program.commands.run("file.close")
    else:
        robot.close()
        robot = Robot(folder / "home")
    return robot


@pytest.mark.parametrize("way", LEFT)
def test_a_term_stays_with_its_document(robot: Robot, tmp_path: Path, way: str) -> None:
    robot.program.context.terms.set_document((Term("权重"),))
    robot.program.commands.run("view.terms")
    panel = robot.program.bench.side
    assert isinstance(panel, GlossaryPanel)
    panel.table.setCurrentCell(1, 0)
    panel.table.edit(panel.table.currentIndex())
    type_into(robot, panel.table, "RLHF")
    again = leave(robot, tmp_path, way)
    if way == "another":
        assert again.program.context.terms.of_document == ()
    read(again, tmp_path / "first.vtt")
    assert set(again.program.context.terms.of_document) == {Term("权重"), Term("RLHF")}
    again.close()


@pytest.mark.parametrize("way", LEFT)
def test_a_name_stays_with_its_document(robot: Robot, tmp_path: Path, way: str) -> None:
    robot.program.commands.run("view.speakers")
    panel = robot.program.bench.side
    assert isinstance(panel, SpeakersPanel)
    assert robot.cues[0].speaker is None  # a speaker of other cues can be renamed, too
    panel.rename.click()
    type_into(robot, panel.rows, "李明")
    again = leave(robot, tmp_path, way)
    if way == "another":
        assert again.cues[1].speaker == "SPEAKER_00"
    read(again, tmp_path / "first.vtt")
    assert [cue.speaker for cue in again.cues] == [None, "李明", "李明", "李明"]
    again.close()
