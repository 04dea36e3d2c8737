# SPDX-License-Identifier: GPL-3.0-or-later
"""The real window in one language and at one scale, in a process of its own: every text that has
less space than it needs is told in a line of JSON: `python -m tests.end2end.fitting LANGUAGE HOME`.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QComboBox,
    QDialog,
    QLabel,
    QWidget,
)

from editor.ui.elided import Elided
from tests.end2end.robot import Robot
from tests.program import ROOT

if TYPE_CHECKING:
    from collections.abc import Iterator

SIZES = ((1000, 600), (1280, 800), (1920, 1080), (3840, 2160))
"""In logical pixels."""

COMMANDS = (
    *("view.problems", "tools.zh-Hans", "time.gaps", "time.recut", "edit.replace"),
    "tools.repair",
)
DIALOGS = ("help.keys", "file.preferences", "cue.times")


def texts_of(widget: QWidget) -> Iterator[tuple[QWidget, str]]:
    """All visible widgets in it that show a text."""
    for found in widget.findChildren(QWidget):
        if isinstance(found, QComboBox):
            text = found.currentText()
        elif isinstance(found, (QLabel, QAbstractButton)) and not isinstance(found, Elided):
            text = found.text()
        else:
            continue
        if found.isVisible() and text:
            yield found, text


def clipped(widget: QWidget, *, elided: bool = False) -> Iterator[str]:
    """The texts that have less space than they need, or that reach out of their window.

    `elided`: whether those that may give way in a narrow window may do so in a wider one.
    """
    frame, least = widget.window().rect(), widget.window().minimumSizeHint()
    if least.width() > frame.width() or least.height() > frame.height():
        yield f"the window needs {least.toTuple()}"
    for label in [] if elided else widget.findChildren(Elided):
        if label.isVisible() and label.is_cut and frame.width() >= SIZES[1][0]:
            yield f"{label.text()[:30]}: {label.width()}, needs {label.sizeHint().width()}"
    for found, text in texts_of(widget):
        wraps = isinstance(found, QLabel) and found.wordWrap()
        needed = found.minimumSizeHint() if wraps else found.sizeHint()
        if isinstance(found, QComboBox):
            needed = found.minimumSizeHint()  # its list shows what is cut off
        height = found.heightForWidth(found.width()) if wraps else needed.height()
        corner = found.mapTo(widget.window(), found.rect().bottomRight())
        inside = frame.contains(corner) or _scrolls(found)
        if found.width() < needed.width() or found.height() < height or not inside:
            size = f"{found.width()}×{found.height()}, needs {needed.width()}×{height}"
            yield f"{type(found).__name__} “{text[:30]}”: {size}"


def _scrolls(widget: QWidget) -> bool:
    """Whether it is in an area that scrolls."""
    parent = widget.parentWidget()
    while parent is not None:
        if parent.inherits("QAbstractScrollArea"):
            return True
        parent = parent.parentWidget()
    return False


class Look:
    """Looks at windows of all sizes, and keeps what does not fit.

    Attributes:
        misfits: The texts that are cut off, by what was looked at.
    """

    def __init__(self, robot: Robot) -> None:
        self.misfits: dict[str, list[str]] = {}
        self._robot = robot

    def at(self, what: str, widget: QWidget, *, elided: bool = False) -> None:
        """Look at a widget in its present size."""
        for _ in range(20):  # Qt lays out again a moment after a text has changed
            QTest.qWait(50)
            found = list(clipped(widget, elided=elided))
            if not found:
                return
        self.misfits[what] = found

    def at_window(self, what: str, *, elided: bool = False) -> None:
        """Look at the window in all sizes."""
        window = self._robot.window
        for width, height in SIZES:
            window.resize(width, height)
            self._robot.wait(self._is_idle, "idle")
            self.at(f"{what} {width}×{height}", window, elided=elided)

    def _is_idle(self) -> bool:
        """No job runs and nothing is decoded: progress takes space in the status bar."""
        context = self._robot.program.context
        return not context.jobs.running and context.medium.decoding is None

    def at_dialogs(self, what: str) -> None:
        """Look at the dialogs that are open, and close them."""
        for dialog in self._robot.window.findChildren(QDialog):
            if dialog.isVisible():
                self.at(what, dialog)
                dialog.close()


def main(language: str, home: Path) -> None:
    home.mkdir(parents=True, exist_ok=True)
    (home / "settings.json").write_text(json.dumps({"language": language}), "utf-8")
    robot = Robot(home, newcomer=True)  # the first steps must fit as well
    look = Look(robot)
    robot.program.context.views.show_start()
    look.at_window("start page")
    sample = ROOT / "resources" / "sample"
    robot.start(sample / "sample.txt", sample / "sample.ogg")
    robot.wait(lambda: robot.session.is_open, "open")
    robot.wait_idle()
    for name in COMMANDS:
        robot.program.commands.run(name)
        robot.wait_idle()
        look.at_window(name)
        robot.program.bench.end_work()
    for cue in robot.cues[3:17]:
        robot.session.hear(cue)
    robot.program.commands.run("filter.unchecked")
    look.at_window("a full status bar", elided=True)
    robot.window.resize(*SIZES[1])
    robot.watchman.stop()  # it would close a dialog that is being looked at
    for name in DIALOGS:
        robot.program.commands.run(name)
        look.at_dialogs(name)
    robot.watchman.start()  # a question at the end must not wait for ever
    told = {"scale": robot.window.devicePixelRatioF(), "misfits": look.misfits}
    print(json.dumps(told, ensure_ascii=False))  # noqa: T201
    robot.close()
    QApplication.quit()


if __name__ == "__main__":
    main(sys.argv[1], Path(sys.argv[2]))
