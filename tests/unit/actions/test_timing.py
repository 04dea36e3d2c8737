# SPDX-License-Identifier: GPL-3.0-or-later
from __future__ import annotations

from typing import TYPE_CHECKING

from editor.actions import timing
from editor.actions.tooling import moving
from editor.core import editing
from tests.desk import srt

if TYPE_CHECKING:
    from pathlib import Path

    from tests.desk import Desk


def test_a_tool_works_on_what_is_chosen_when_it_opens_and_on_the_document_as_it_is(
    desk: Desk,
) -> None:
    desk.session.select(desk.session.selection.at(2))
    timing.use("shift")(desk.context)
    (shown,) = desk.views.work
    desk.session.select(desk.session.selection.at(0))  # as the review does
    assert shown.given is not None
    given = shown.given()
    assert given.selection.current == 2
    assert given.document is desk.session.document
    found = moving.SHIFT.propose(given, {"scope": 2, "by": 1.5})
    shown.apply([proposal.fix for proposal in found])
    assert desk.times == [(0, 1_500), (2_000, 3_500), (5_500, 7_000), (7_500, 9_000)]
    assert desk.session.history.undo_title == "Shift times"


def test_a_tool_goes_on_with_its_cues_when_others_are_deleted(desk: Desk) -> None:
    desk.session.select(desk.session.selection.at(2))
    timing.use("shift")(desk.context)
    (shown,) = desk.views.work
    desk.session.commit(editing.delete(desk.session.document, [0]))
    assert shown.given is not None
    found = moving.SHIFT.propose(shown.given(), {"scope": 1, "by": 1.5})
    assert [proposal.row for proposal in found] == [1]
    desk.session.commit(editing.delete(desk.session.document, [0, 1, 2]))
    for scope in range(3):
        assert moving.SHIFT.propose(shown.given(), {"scope": scope, "by": 1.5}) == []


def test_a_reference_is_asked_for_and_is_the_evidence(desk: Desk, tmp_path: Path) -> None:
    right = tmp_path / "right.srt"
    right.write_text(srt((10_000, 11_500, "大家好"), (12_000, 13_500, "今天聊聊字幕")), "utf-8")
    desk.ask.will_answer(right)
    timing.fit_to_reference(desk.context)
    (shown,) = desk.views.work
    assert shown.title == "Sync to reference subtitles"
    assert shown.given is not None
    reference = shown.given().evidence.reference
    assert [(cue.start, cue.text) for cue in reference] == [
        (10_000, "大家好"),
        (12_000, "今天聊聊字幕"),
    ]


def test_a_reference_that_cannot_be_read_is_told(desk: Desk, tmp_path: Path) -> None:
    (tmp_path / "noise.bin").write_bytes(bytes(range(256)))
    desk.ask.will_answer(tmp_path / "noise.bin", tmp_path / "gone.srt", None)
    for _ in range(3):
        timing.fit_to_reference(desk.context)
    assert len(desk.ask.told) == 2
    assert desk.views.work == []
