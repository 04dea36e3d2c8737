# SPDX-License-Identifier: GPL-3.0-or-later
"""A tool's fields of every kind, filled in with real keys and an input method."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QMainWindow

from editor.actions.tooling.fields import Anchors, Check, Choice, Given, Number, Text, Time, Tool
from editor.actions.tooling.proposing import Proposing
from editor.checks.profiles import profile
from editor.core.cue import Cue
from editor.core.document import Document
from editor.core.errors import Problem, UserError
from editor.core.proposal import Proposal
from editor.jobs import Jobs
from editor.project.journal_port import NoJournal
from editor.repair.evidence import Evidence
from editor.session import Session
from editor.ui.panels.tool import ToolPanel
from editor.ui.theme import Theme

if TYPE_CHECKING:
    from collections.abc import Mapping

    from pytestqt.qtbot import QtBot


def mark(given: Given, values: Mapping[str, Any]) -> list[Proposal]:
    """Puts the text behind each cue; with the tick in front as well."""
    if not values["text"]:
        raise UserError("Nothing is typed.")
    reason = Problem("Marked.")
    found = []
    for row, cue in enumerate(given.document.cues):
        after = (values["text"] if values["tick"] else "") + cue.text + values["text"]
        new = Cue(cue.id, cue.start, cue.end, after)
        found.append(Proposal(((row, new),), cue.text, after, reason, reason, sure=True))
    return found


TOOL = Tool(
    "Mark",
    (
        Text("text", "Mark with", "any text"),
        Check("tick", "In front as well"),
        Choice("choice", "Which", ("One", "Two"), 1),
        Number("number", "How many", lambda _: 3, "", 1, 9, 1),
        Time("time", "From", lambda _: 90_500),
        Anchors("anchors", "Starts", "12=1:30.5"),
    ),
    mark,
)


class Form:
    """The tool's panel in a window of its own."""

    def __init__(self, qtbot: QtBot) -> None:
        session = Session()
        cues = (Cue(0, 0, 900, "你好"), Cue(1, 1_000, 1_900, "再见"))
        session.open(Document(cues, next_id=2), journal=NoJournal())

        def given() -> Given:
            return Given(session.document, session.selection, Evidence(), profile("bilibili"))

        self.applied: list[list[str]] = []
        self.got: Mapping[str, Any] = {}
        self.left = 0
        tool = replace(TOOL, propose=self._propose)
        self.panel = ToolPanel(session, Theme(), tool, given, Proposing(tool, given, Jobs()))
        self.panel.review.applied.connect(self._apply)
        self.panel.left.connect(self._leave)
        window = QMainWindow()
        window.setCentralWidget(self.panel)
        qtbot.addWidget(window)
        with qtbot.waitExposed(window):
            window.show()
        window.activateWindow()
        self.panel.propose()
        self.panel.setFocus()
        qtbot.waitUntil(lambda: self.focus is not None)
        self._window = window

    def _propose(self, given: Given, values: Mapping[str, Any]) -> list[Proposal]:
        self.got = values
        return mark(given, values)

    def _apply(self, fixes: list[Any]) -> None:
        self.applied.append([cue.text for fix in fixes for _, cue in fix])

    def _leave(self) -> None:
        self.left += 1

    @property
    def focus(self) -> Any:
        return QApplication.focusWidget()

    def compose(self, preedit: str, commit: str = "") -> None:
        event = QInputMethodEvent(preedit, [])
        event.setCommitString(commit)
        QApplication.sendEvent(self.focus, event)

    @property
    def trouble(self) -> str:
        return self.panel.trouble.text()


@pytest.fixture
def form(qtbot: QtBot) -> Form:
    return Form(qtbot)


def test_the_first_field_has_the_keys_and_every_field_a_name(form: Form) -> None:
    assert form.focus is form.panel.fields["text"]
    names = [widget.accessibleName() for widget in form.panel.fields.values()]
    assert names == ["Mark with", "In front as well", "Which", "How many", "From", "Starts"]
    line = form.panel.fields["text"]
    assert isinstance(line, QLineEdit)
    assert line.placeholderText() == "any text"


def test_what_an_input_method_puts_in_is_proposed_and_applied(form: Form, qtbot: QtBot) -> None:
    assert form.trouble == "Nothing is typed."
    form.compose("biao")
    form.compose("", "标")
    qtbot.waitUntil(lambda: form.trouble == "")
    assert [one.after for one in form.panel.review.rows.proposals] == ["你好标", "再见标"]
    QTest.keyClick(form.focus, Qt.Key.Key_Return)
    assert form.applied == [["你好标", "再见标"]]


@pytest.mark.parametrize(
    "key", [Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Escape, Qt.Key.Key_Tab]
)
def test_while_something_is_composed_its_keys_are_the_input_methods(
    form: Form, key: Qt.Key
) -> None:
    QTest.keyClicks(form.focus, "a")
    line = form.focus
    form.compose("biao")
    QTest.keyClick(form.focus, key)
    assert (form.applied, form.left, form.focus) == ([], 0, line)
    form.compose("")
    QTest.keyClick(form.focus, Qt.Key.Key_Escape)
    assert form.left == 1


def test_space_ticks_and_the_tick_counts_at_once(form: Form, qtbot: QtBot) -> None:
    QTest.keyClicks(form.focus, "ab")
    QTest.keyClick(form.focus, Qt.Key.Key_Tab)
    assert form.focus is form.panel.fields["tick"]
    QTest.keyClick(form.focus, Qt.Key.Key_Space)
    rows = form.panel.review.rows
    qtbot.waitUntil(lambda: [one.after for one in rows.proposals] == ["ab你好ab", "ab再见ab"])
    QTest.keyClick(form.focus, Qt.Key.Key_Return)
    assert form.applied == [["ab你好ab", "ab再见ab"]]


def test_enter_counts_what_was_typed_last(form: Form) -> None:
    QTest.keyClicks(form.focus, "xyz")
    QTest.keyClick(form.focus, Qt.Key.Key_Return)
    assert form.applied == [["你好xyz", "再见xyz"]]


def test_the_tool_gets_a_value_of_the_right_kind_from_every_field(form: Form) -> None:
    assert form.got == {
        "text": "",
        "tick": False,
        "choice": 1,
        "number": 3,
        "time": "1:30.500",
        "anchors": "",
    }
