# SPDX-License-Identifier: GPL-3.0-or-later
"""A word model finds doubtful cues without sound; they are on the same list as what is heard."""

from __future__ import annotations

from typing import TYPE_CHECKING

from editor.actions import reading
from editor.core import editing
from editor.core.doubt import Doubt
from editor.language.word_model import finding
from editor.project.journal_port import NoJournal
from tests import word_models
from tests.making import written

if TYPE_CHECKING:
    from pathlib import Path

    import pytest

    from tests.desk import Desk

LINES = ("我们没有改变模型的全中", "这个问题", "学习知识", "一个模型", "我们学习", "模型的问题")


def talk(desk: Desk) -> None:
    rows = [(1_000 * n, 1_000 * n + 900, text) for n, text in enumerate(LINES)]
    desk.session.open(written(*rows), journal=NoJournal())


def test_lines_that_read_badly_are_listed_with_what_reads_better(
    desk: Desk, tmp_path: Path
) -> None:
    word_models.write(tmp_path / "home" / "zh_CN.lm")
    talk(desk)
    reading.read(desk.context)
    desk.settle()
    (listed,) = desk.context.doubts.listed()  # a fifth at most
    assert (listed.row, listed.doubt.weakest) == (0, (9, 11))
    assert listed.doubt.candidates[0].word == "权重"
    assert desk.said == "All was read. Doubtful cues: 1."
    document = desk.session.document
    desk.session.commit(editing.set_text(document, 0, "我们没有改变模型的权重"))
    assert desk.context.doubts.listed() == []


def test_what_is_heard_and_what_is_read_make_one_list(desk: Desk, tmp_path: Path) -> None:
    word_models.write(tmp_path / "home" / "zh_CN.lm")
    talk(desk)
    cues = desk.session.document.cues
    desk.context.doubts.put("ear", [Doubt(cues[3], -9.0, (0, 2)), Doubt(cues[0], -8.0, (0, 2))])
    assert [listed.row for listed in desk.context.doubts.listed()] == [3]
    reading.read(desk.context)
    desk.settle()
    assert [listed.row for listed in desk.context.doubts.listed()] == [0], "both doubt it"


def test_without_a_word_model_that_is_told(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(finding, "found", lambda _: None)  # the system may have one
    talk(desk)
    reading.read(desk.context)
    desk.settle()
    assert desk.said == "There is no word model here. The manual says how to get one."
    assert desk.context.doubts.listed() == []
