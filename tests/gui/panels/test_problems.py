# SPDX-License-Identifier: GPL-3.0-or-later
"""Walking through what a profile objects to."""

from __future__ import annotations

from dataclasses import replace
from types import SimpleNamespace
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest

from editor.checks.finding import Finding, Severity
from editor.checks.profiles import profile
from editor.checks.rules import check
from editor.core import editing
from editor.core.errors import Problem
from editor.ui.panels import problems
from editor.ui.panels.problems import ProblemsPanel
from editor.ui.theme import Theme
from tests.desk import Desk, srt
from tests.making import written

if TYPE_CHECKING:
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from editor.core.proposal import Fix

BILIBILI = profile("bilibili")


def finding(rule: str, severity: Severity, row: int | None, fix: Fix = ()) -> Finding:
    return Finding(rule, severity, row, row, Problem(f"{rule} at {row}"), fix)


WHOLE = finding("encoding", "error", None)
FIRST = finding("empty", "warning", 2, ((2, None),))
SECOND = finding("tags", "note", 2)
THIRD = finding("cpl", "warning", 7)


@pytest.fixture
def panel(qtbot: QtBot) -> ProblemsPanel:
    panel = ProblemsPanel(Theme())
    qtbot.addWidget(panel)
    panel.resize(380, 600)
    panel.show()
    panel.activateWindow()
    panel.set_findings(
        [WHOLE, FIRST, SECOND, THIRD], BILIBILI, [Problem("A line was left out.", line=12)]
    )
    return panel


def shown(panel: ProblemsPanel) -> list[str]:
    rows = panel.rows
    return [str(rows.data(rows.index(n))) for n in range(rows.rowCount())]


def test_what_the_reader_met_comes_first_with_its_line(panel: ProblemsPanel) -> None:
    assert shown(panel) == [
        "Line 12: A line was left out.",
        "File: encoding at None",
        "3: empty at 2",
        "3: tags at 2",
        "8: cpl at 7",
    ]


def test_the_header_tells_the_profile_and_counts(panel: ProblemsPanel) -> None:
    assert panel.header.text() == "Checked against Bilibili"
    counts = {severity: button.text() for severity, button in panel.severities.items()}
    assert counts == {"error": "1", "warning": "3", "note": "1"}


def at(panel: ProblemsPanel) -> str | None:
    """The row of the list that is marked."""
    index = panel.list.currentIndex()
    return index.data() if index.isValid() else None


def test_the_list_follows_the_current_cue(panel: ProblemsPanel) -> None:
    panel.follow(2)
    assert at(panel) == "3: empty at 2"
    panel.follow(7)
    assert at(panel) == "8: cpl at 7"
    panel.follow(5)
    assert at(panel) is None, "cue 6 has no problem"


def test_a_finding_that_was_chosen_stays_chosen_while_its_cue_is_current(
    panel: ProblemsPanel,
) -> None:
    panel.list.setCurrentIndex(panel.rows.index(3))
    panel.follow(2)
    assert at(panel) == "3: tags at 2"
    panel.set_findings([WHOLE, FIRST, SECOND, THIRD], BILIBILI)
    assert at(panel) == "3: empty at 2", "after each change the list is new"


def test_a_long_list_scrolls_along(panel: ProblemsPanel) -> None:
    many = [replace(THIRD, row=row) for row in range(0, 900, 3)]
    panel.set_findings(many, BILIBILI)
    panel.follow(600)
    view = panel.list
    assert view.viewport().rect().intersects(view.visualRect(panel.rows.index(200)))
    panel.follow(601)
    assert view.viewport().rect().intersects(view.visualRect(panel.rows.index(200)))


def test_it_opens_at_the_current_cue(qtbot: QtBot, panel: ProblemsPanel) -> None:
    panel.hide()
    panel.set_findings([replace(THIRD, row=row) for row in range(0, 900, 3)], BILIBILI)
    panel.list.scrollToTop()
    panel.follow(600)
    panel.list.scrollToTop()
    panel.show()
    view, index = panel.list, panel.rows.index(200)
    qtbot.waitUntil(lambda: view.viewport().rect().intersects(view.visualRect(index)))


def test_severities_and_rules_narrow_the_list(panel: ProblemsPanel) -> None:
    QTest.mouseClick(panel.severities["warning"], Qt.MouseButton.LeftButton)
    assert shown(panel) == ["File: encoding at None", "3: tags at 2"]
    QTest.mouseClick(panel.severities["warning"], Qt.MouseButton.LeftButton)
    panel.rule.setFocus()
    labels = [panel.rule.itemText(n) for n in range(panel.rule.count())]
    assert labels == [
        *("All (5)", "Text encoding (1)", "Empty (1)", "Line length (1)", "Markup (1)"),
        "Import (1)",
    ]
    QTest.keyClick(panel.rule, Qt.Key.Key_Down)
    assert shown(panel) == ["File: encoding at None"]


def test_a_click_and_enter_go_to_the_cue(qtbot: QtBot, panel: ProblemsPanel) -> None:
    view = panel.list
    place: QPoint = view.visualRect(panel.rows.index(4)).center()
    with qtbot.waitSignal(panel.wanted) as wanted:
        QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert wanted.args == [7]
    QTest.keyClick(view, Qt.Key.Key_Up)
    with qtbot.waitSignal(panel.wanted) as wanted:
        QTest.keyClick(view, Qt.Key.Key_Return)
    assert wanted.args == [2]


def test_fixing_takes_what_is_shown_and_can_be_mended(qtbot: QtBot, panel: ProblemsPanel) -> None:
    assert panel.fix_button.text() == "Fix these 1…"
    with qtbot.waitSignal(panel.fix_wanted):
        QTest.mouseClick(panel.fix_button, Qt.MouseButton.LeftButton)
    assert panel.fixable == [FIRST]
    QTest.mouseClick(panel.severities["warning"], Qt.MouseButton.LeftButton)
    assert not panel.fix_button.isVisible()


def test_nothing_found_is_said_in_a_sentence(panel: ProblemsPanel) -> None:
    document = written((0, 2000, "你好"), (2000, 4000, "再见"))
    panel.set_findings(check(document, BILIBILI), BILIBILI)
    assert panel.empty.isVisible()
    assert panel.empty.text() == "No problems: the subtitles meet “Bilibili”."


def test_fixing_takes_the_cues_as_they_are_after_the_last_edit(
    qtbot: QtBot, tmp_path: Path
) -> None:
    desk = Desk(tmp_path)
    desk.open(tmp_path / "talk.srt", srt((0, 2000, "甲"), (2000, 4000, "<b>乙</b>丙")))
    commands = SimpleNamespace(run=lambda _name, act: act(desk.context))
    panel = problems.make(desk.context, commands, Theme())  # type: ignore[arg-type] # all it asks for
    qtbot.addWidget(panel)
    desk.look()
    assert panel.fixable
    typed = editing.set_text(desk.session.document, 1, "刚打的字<b>乙</b>丙")
    desk.session.commit(typed)
    desk.session.commit(editing.delete(desk.session.document, [0]))
    QTest.mouseClick(panel.fix_button, Qt.MouseButton.LeftButton)
    desk.look()
    (review,) = desk.views.work
    assert [(one.row, one.after) for one in review.proposals] == [(0, "刚打的字乙丙")]
    desk.session.close()
