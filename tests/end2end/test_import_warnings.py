# SPDX-License-Identifier: GPL-3.0-or-later
"""*Import warnings*: what is told is seen at once, as it is in the file."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtWidgets import QMessageBox

from tests.end2end.robot import Robot

if TYPE_CHECKING:
    from pathlib import Path

    from pytestqt.qtbot import QtBot


@pytest.mark.parametrize(("count", "shown"), [(1, 1), (8, 8), (9, 8)])
def test_a_few_are_shown_at_once_and_all_of_many_are_in_the_details(
    count: int, shown: int, tmp_path: Path, qtbot: QtBot
) -> None:
    del qtbot
    path = tmp_path / "odd.srt"
    lines = [f"<b>00:00:{n:02},000 --> 00:00:{n:02},900</b>" for n in range(1, count + 1)]
    cues = [f"{n}\n{line}\n好\n" for n, line in enumerate(lines, start=2)]
    usual = "1\n00:00:00,000 --> 00:00:00,900\n好\n"
    path.write_text("\n".join([usual, *cues]), "utf-8")
    robot = Robot(tmp_path / "home")
    robot.start(path)
    robot.wait(lambda: robot.session.is_open, "open")
    seen: list[tuple[list[str], list[str]]] = []

    def look() -> None:
        (box,) = robot.window.findChildren(QMessageBox)
        seen.append((box.informativeText().splitlines(), box.detailedText().splitlines()))

    robot.answer("OK", look)
    robot.click("Import warnings")
    robot.wait(lambda: seen, "the warnings")
    told, details = seen[0]
    assert [line in one for line, one in zip(lines[:shown], told, strict=False)] == [True] * shown
    assert told[shown:] == (["…"] if count > shown else [])
    assert len(details) == (count if count > shown else 0)
    robot.wait(lambda: not robot.window.findChildren(QMessageBox), "closed")
    robot.close()
