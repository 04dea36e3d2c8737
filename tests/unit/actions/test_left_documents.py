# SPDX-License-Identifier: GPL-3.0-or-later
"""What was asked for in one document changes nothing once another one is open."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from editor import formats
from editor.actions import (
    comparing,
    external_changes,
    opening,
    proofreading,
    sectioning,
    terming,
    tools,
)
from tests.desk import srt

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from editor.actions.context import Context
    from tests.desk import Desk

COMMANDS: dict[str, tuple[Callable[[Context], None], str]] = {
    "terms": (terming.import_file, "terms.txt"),
    "corrected text": (proofreading.import_file, "talk2.txt"),
    "another version": (comparing.compare, "theirs.srt"),
    "more cues": (sectioning.append, "theirs.srt"),
    "script": (tools.convert("zh-Hant"), ""),
    "changes from outside": (external_changes.compare, ""),
}


@pytest.mark.parametrize("name", COMMANDS)
def test_another_document_gets_nothing_of_it(desk: Desk, tmp_path: Path, name: str) -> None:
    command, asked = COMMANDS[name]
    (tmp_path / "terms.txt").write_text("权重\n大语言模型\n", "utf-8")
    (tmp_path / "talk2.txt").write_text("大家好呀\n今天聊聊\n怎么校对\n再见\n", "utf-8")
    theirs = srt((0, 1_500, "大家好呀"), (2_000, 3_500, "今天聊聊"), (4_000, 5_500, "怎么"))
    (tmp_path / "theirs.srt").write_text(theirs, "utf-8")
    if not asked and desk.session.path is not None:
        desk.look()
        desk.session.path.write_text(theirs, "utf-8")
    other = formats.read(srt((0, 900, "别的"), (1_000, 1_900, "今天")).encode(), "b.srt")
    desk.ask.will_answer(*([tmp_path / asked] if asked else []))
    command(desk.context)
    assert desk.context.jobs.running
    opening.open_untitled(desk.context, tmp_path / "b.mp3", other)
    told = len(desk.views.notices)
    desk.settle()
    assert desk.texts == ["别的", "今天"]
    assert desk.views.work == []
    assert desk.context.terms.of_document == ()
    assert desk.views.notices[told:] == []
