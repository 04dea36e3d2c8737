# SPDX-License-Identifier: GPL-3.0-or-later
"""Panels beside the table: made when first shown, kept for later, seen again at the next start."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QMainWindow, QWidget
from shiboken6 import isValid

from editor.settings import Settings
from editor.ui.commands import Commands
from editor.ui.docks import Dock, Docks
from editor.ui.icon_button import IconButton
from editor.ui.kept_layout import KeptLayout
from editor.ui.panels.panel import Panel, Place
from editor.ui.theme import Theme

if TYPE_CHECKING:
    from pathlib import Path

    from pytestqt.qtbot import QtBot


class Beside:
    """Two places, and three panels that count how often they are made."""

    def __init__(self, qtbot: QtBot, settings: Settings) -> None:
        self.made: list[str] = []
        self.window = QMainWindow()
        qtbot.addWidget(self.window)
        theme = Theme()
        self.side, self.below = Dock("side", theme), Dock("below", theme)
        whole = QWidget(self.window)
        self.side.setParent(whole)
        self.below.setParent(whole)
        self.window.setCentralWidget(whole)
        self.commands = Commands(settings, self.window)
        self.kept = KeptLayout(settings)
        self.docks = Docks({"side": self.side, "below": self.below}, self.kept, self.window)
        places: dict[str, Place] = {"problems": "side", "terms": "side", "history": "below"}
        commands = {"problems": "view.problems", "terms": "view.video", "history": "view.table"}
        self.docks.serve(
            [
                Panel(name, name.title(), commands[name], lambda *_: QLabel(), place)
                for name, place in places.items()
            ],
            self.commands,
            self.make,
        )

    def make(self, row: Panel) -> QWidget:
        self.made.append(row.id)
        return QLabel(row.id)

    @property
    def shown(self) -> list[str]:
        return [name for name in ("problems", "terms", "history") if self.docks.is_shown(name)]


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return Settings(tmp_path / "settings.json")


@pytest.fixture
def beside(qtbot: QtBot, settings: Settings) -> Beside:
    return Beside(qtbot, settings)


def test_nothing_is_made_before_it_is_shown_and_nothing_twice(beside: Beside) -> None:
    assert (beside.made, beside.side.isHidden()) == ([], True)
    panel = beside.docks.show("terms")
    beside.docks.hide("terms")
    assert (beside.shown, beside.side.isHidden()) == ([], True)
    assert beside.docks.show("terms") is panel
    assert (beside.made, beside.shown) == (["terms"], ["terms"])
    assert panel.accessibleName() == "Terms"


def test_one_panel_is_seen_in_a_place_and_places_do_not_mind_each_other(beside: Beside) -> None:
    for name in ("problems", "history", "terms"):
        beside.docks.show(name)
    assert beside.shown == ["terms", "history"]
    beside.docks.hide("problems")  # which is not seen
    assert beside.shown == ["terms", "history"]


def test_a_command_is_ticked_while_its_panel_is_seen(beside: Beside) -> None:
    ticked = beside.commands.actions["view.problems"].isChecked
    beside.docks.show("problems")
    assert ticked()
    beside.side.show_work(QLabel("a review"))
    assert not ticked()
    beside.side.show_work(None)
    assert ticked()
    beside.docks.hide("problems")
    assert not ticked()


def test_work_lies_over_a_panel_and_gives_way_to_one(beside: Beside) -> None:
    panel = beside.docks.show("problems")
    review = QLabel("a review")
    beside.side.show_work(review)
    assert (beside.side.seen, beside.side.work) == (review, review)
    other = beside.docks.show("terms")
    assert (beside.side.seen, beside.side.work) == (other, None)
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    assert not isValid(review)
    assert isValid(panel)


def test_what_was_seen_is_seen_again_at_the_next_start(qtbot: QtBot, settings: Settings) -> None:
    first = Beside(qtbot, settings)
    first.docks.restore()
    assert first.shown == []
    first.docks.show("problems")
    first.docks.show("history")
    first.docks.keep()
    second = Beside(qtbot, settings)
    assert second.made == []
    second.docks.restore()
    assert second.shown == ["problems", "history"]
    second.docks.hide("problems")
    second.docks.restore()  # only once
    assert second.shown == ["history"]


def test_what_was_remembered_is_not_forgotten_before_it_was_restored(
    qtbot: QtBot, settings: Settings
) -> None:
    settings.remember("panels", ["terms", "a panel of another version"])
    Beside(qtbot, settings).docks.keep()
    again = Beside(qtbot, settings)
    again.docks.restore()
    assert again.shown == ["terms"]


def test_the_panel_that_was_shown_last_comes_first_to_the_keys(beside: Beside) -> None:
    assert beside.docks.latest == "problems"
    beside.docks.show("terms")
    beside.docks.hide("terms")
    assert beside.docks.latest == "terms"


def button(dock: Dock, name: str) -> QWidget:
    """The button of a dock's header with that name."""
    return next(part for part in dock.findChildren(IconButton) if part.accessibleName() == name)


def press(dock: Dock, name: str) -> None:
    """Click a button of a dock's header."""
    part = button(dock, name)
    QTest.mouseClick(part, Qt.MouseButton.LeftButton, pos=QPoint(5, 5))


def test_a_panel_goes_below_and_back_by_its_header_and_is_found_there_again(
    qtbot: QtBot, settings: Settings
) -> None:
    first = Beside(qtbot, settings)
    first.docks.restore()
    panel = first.docks.show("problems")
    press(first.side, "Move below the table")
    assert (first.side.seen, first.below.seen) == (None, panel)
    assert first.commands.actions["view.problems"].isChecked()
    first.docks.keep()
    second = Beside(qtbot, settings)
    second.docks.restore()
    assert (second.side.seen is None, second.below.seen is None) == (True, False)
    press(second.below, "Move beside the table")
    assert (second.side.seen is None, second.below.seen is None) == (False, True)


def test_a_panel_is_hidden_by_its_header(beside: Beside) -> None:
    beside.docks.show("problems")
    press(beside.side, "Hide panel")
    assert (beside.shown, beside.side.isHidden()) == ([], True)


def test_work_has_no_header_of_a_panel(beside: Beside) -> None:
    beside.docks.show("problems")
    beside.side.show_work(QLabel("a review"))
    assert button(beside.side, "Hide panel").isHidden() or not beside.side.isVisible()
    beside.window.show()
    assert not button(beside.side, "Hide panel").isVisible()


def test_each_screen_has_its_panels_and_their_places(beside: Beside) -> None:
    docks, kept = beside.docks, beside.kept
    kept.screen = "small"
    docks.restore()
    docks.show("problems")
    docks.keep()
    kept.screen = "large"
    docks.change_screen()
    assert beside.shown == ["problems"]  # of a screen that is new, nothing is known
    docks.move("problems")
    docks.show("terms")
    docks.keep()
    assert (docks.place("problems"), beside.shown) == ("below", ["problems", "terms"])
    kept.screen = "small"
    docks.change_screen()
    assert (docks.place("problems"), beside.shown) == ("side", ["problems"])
    kept.screen = "large"
    docks.change_screen()
    assert (docks.place("problems"), beside.shown) == ("below", ["problems", "terms"])


@pytest.mark.parametrize("kept", [3, {"problems": "above", "gone": "side"}, ["below"]])
def test_places_that_make_no_sense_are_passed_over(
    qtbot: QtBot, settings: Settings, kept: object
) -> None:
    settings.remember("panel-places", kept)
    beside = Beside(qtbot, settings)
    beside.docks.restore()
    assert beside.docks.place("problems") == "side"
