# SPDX-License-Identifier: GPL-3.0-or-later
"""There is one door by which the window changes the document."""

from __future__ import annotations

import ast
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from editor.actions import changing
from editor.actions.tooling.table import TOOLS
from editor.core import editing
from editor.core.errors import Problem
from editor.core.proposal import Proposal
from editor.session import ELSEWHERE

if TYPE_CHECKING:
    from collections.abc import Callable

    from editor.actions.tooling.fields import Given
    from editor.core.change import Change
    from tests.desk import Desk

ROOT = Path(__file__).parents[3] / "editor"
DOORS = {"commit"}


def commits(path: Path) -> list[int]:
    """The lines on which a session is asked to commit."""
    tree = ast.parse(path.read_text("utf-8"))
    return [
        node.lineno
        for node in ast.walk(tree)
        if isinstance(node, ast.Attribute)
        and node.attr in DOORS
        and ast.unparse(node.value).endswith("session")
    ]


def test_nothing_in_the_window_commits_but_by_the_one_door() -> None:
    found = {
        path.relative_to(ROOT).as_posix(): lines
        for room in ("actions", "ui")
        for path in sorted((ROOT / room).rglob("*.py"))
        if (lines := commits(path))
    }
    assert list(found) == ["actions/changing.py"]


def test_a_change_is_made_and_the_user_is_where_it_says(desk: Desk) -> None:
    change = editing.delete(desk.session.document, [0])
    assert changing.commit(desk.context, change, desk.session.selection.at(2))
    assert (len(desk.texts), desk.session.selection.current) == (3, 2)
    assert not changing.commit(desk.context, None)


def test_in_a_window_that_only_looks_everything_is_refused_in_the_same_words(desk: Desk) -> None:
    document = desk.session.document
    desk.look_only()
    change = editing.delete(document, [0])
    tool = TOOLS["shift"]

    def given() -> Given:
        raise AssertionError

    def edit() -> Change:
        raise AssertionError

    ways: list[Callable[[], object]] = [
        lambda: changing.commit(desk.context, change),
        lambda: changing.made(desk.context, edit),
        lambda: changing.accept(desk.context, "Fix problems", [((0, None),)]),
        lambda: changing.review(desk.context, "Fix problems", ()),
        lambda: changing.tool(desk.context, tool, given),
    ]
    for way in ways:
        desk.views.notices.clear()
        assert not way()
        assert desk.views.notices == [(ELSEWHERE, ("file.take-over", "file.copy"))]
    assert desk.session.document is document
    assert desk.views.work == []


def test_what_cannot_be_made_is_said(desk: Desk) -> None:
    document = desk.session.document
    made = changing.made(desk.context, lambda: editing.retime(document, 0, 500, 400))
    assert made is None
    assert desk.said == "A cue must end after it starts."


def test_what_was_ticked_is_one_step_whose_size_is_told(desk: Desk) -> None:
    cues = desk.session.document.cues
    fixes = [((row, replace(cues[row], text="好")),) for row in (0, 2)]
    changing.accept(desk.context, "Fix problems", fixes, language="zh-Hans")
    assert desk.texts == ["好", "今天聊聊字幕", "好", "再见"]
    assert desk.session.document.head.language == "zh-Hans"
    assert desk.said == "Cues changed: 2."
    desk.session.undo()
    assert desk.texts == ["大家好", "今天聊聊字幕", "怎么校对", "再见"]
    assert desk.session.document.head.language is None


def test_a_review_that_was_open_when_another_window_took_over_changes_nothing(desk: Desk) -> None:
    cue = desk.session.document.cues[0]
    reason = Problem("…")
    proposal = Proposal(((0, replace(cue, text="好")),), cue.text, "好", reason, reason, sure=True)
    changing.review(desk.context, "Fix problems", [proposal])
    changing.tool(desk.context, TOOLS["shift"], lambda: pytest.fail("nobody asks"))
    desk.look_only()
    for shown in desk.views.work:
        shown.apply([proposal.fix])
    assert desk.texts[0] == "大家好"
    assert desk.said == ELSEWHERE
