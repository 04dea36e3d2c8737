# SPDX-License-Identifier: GPL-3.0-or-later
"""Chapters: marked at the current cue, and taken from a copied list."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from editor.actions import chaptering
from tests.desk import srt

if TYPE_CHECKING:
    from pathlib import Path

    from tests.desk import Desk


@pytest.fixture
def talk(desk: Desk, tmp_path: Path) -> Desk:
    desk.open(
        tmp_path / "long.srt",
        srt(*[(n * 60_000, n * 60_000 + 900, f"第{n}句，后面") for n in range(6)]),
    )
    return desk


def chapters(desk: Desk) -> list[str | None]:
    return [cue.chapter for cue in desk.context.session.document.cues]


def test_a_chapter_is_named_by_its_first_phrase_unless_one_says_otherwise(talk: Desk) -> None:
    talk.ask.will_answer("第0句")
    chaptering.mark(talk.context)
    assert chapters(talk)[0] == "第0句"
    assert talk.context.session.history.undo_title == "Set chapter"
    talk.ask.will_answer("  开场  白 ")
    chaptering.mark(talk.context)
    assert chapters(talk)[0] == "开场 白"
    talk.ask.will_answer(None)
    chaptering.mark(talk.context)
    assert chapters(talk)[0] == "开场 白"
    talk.ask.will_answer("")
    chaptering.mark(talk.context)
    assert chapters(talk) == [None] * 6
    talk.context.session.undo()
    assert chapters(talk)[0] == "开场 白"


def test_a_copied_list_takes_the_place_of_all_chapters(talk: Desk) -> None:
    talk.ask.will_answer("旧")
    chaptering.mark(talk.context)
    talk.context.views.set_clipboard("0:00 开场\n3:00 正题\n谢谢", b"")
    chaptering.paste(talk.context)
    assert chapters(talk) == ["开场", None, None, "正题", None, None]
    assert talk.views.reports == [
        ("Lines that are no chapters", ["No time in this line; it was left out: 谢谢"])
    ]
    talk.context.session.undo()
    assert chapters(talk)[0] == "旧"


def test_what_is_no_list_changes_nothing(talk: Desk) -> None:
    talk.context.views.set_clipboard("只是文字", b"")
    chaptering.paste(talk.context)
    assert talk.said.startswith("There is no list of chapters on the clipboard")
    assert chapters(talk) == [None] * 6
