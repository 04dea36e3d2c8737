# SPDX-License-Identifier: GPL-3.0-or-later
"""Appending a file in one step, and writing parts of the document to files."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from editor import formats
from editor.actions import sectioning
from tests.desk import srt
from tests.making import times

if TYPE_CHECKING:
    from pathlib import Path

    from tests.desk import Desk

PART = srt((500, 1_500, "第二部分"), (2_000, 3_000, "再见"))


def saved(path: Path) -> list[tuple[int, int]]:
    return times(formats.read(path.read_bytes(), path.name).cues)


@pytest.fixture
def part(tmp_path: Path) -> Path:
    path = tmp_path / "part.srt"
    path.write_text(PART, "utf-8")
    return path


@pytest.mark.parametrize(
    ("answers", "start"),
    [((0,), 7_500), ((1, "1:00"), 60_000), ((1, "+2.5"), 10_000)],
)
def test_a_file_is_appended_in_one_step(
    desk: Desk, part: Path, answers: tuple[object, ...], start: int
) -> None:
    before = desk.session.document
    desk.ask.will_answer(part, *answers)
    sectioning.append(desk.context)
    desk.settle()
    after = desk.session.document
    assert times(after.cues[4:]) == [(start + 500, start + 1_500), (start + 2_000, start + 3_000)]
    assert desk.session.selection.current == 4
    assert "2 cues" in desk.said
    desk.session.undo()
    assert desk.session.document == before


def test_after_the_medium_where_its_length_is_known(desk: Desk, part: Path) -> None:
    desk.context.inspection.set_medium(20_000, None)
    desk.ask.will_answer(part, 0)
    sectioning.append(desk.context)
    desk.settle()
    assert desk.session.document.cues[4].start == 20_500


@pytest.mark.parametrize("answers", [(None,), (1, None), (1, "soon")])
def test_nothing_is_appended_without_a_time(
    desk: Desk, part: Path, answers: tuple[object, ...]
) -> None:
    desk.ask.will_answer(part, *answers)
    sectioning.append(desk.context)
    desk.settle()
    assert len(desk.session.document.cues) == 4


def test_the_document_in_two_files_at_the_current_cue(desk: Desk, tmp_path: Path) -> None:
    desk.session.select(desk.session.selection.at(2))
    desk.ask.will_answer(0, tmp_path / "talk.srt")
    sectioning.split_here(desk.context)
    desk.settle()
    assert saved(tmp_path / "talk.1.srt") == [(0, 1_500), (2_000, 3_500)]
    assert saved(tmp_path / "talk.2.srt") == [(0, 1_500), (2_000, 3_500)]
    assert len(desk.session.document.cues) == 4, "the document stays"


def test_nothing_is_asked_where_no_cue_is_before_the_current_one(desk: Desk) -> None:
    sectioning.split_here(desk.context)
    assert desk.ask.asked == []
    assert desk.views.notices[-1][0].startswith("No cue is before")


def test_files_that_are_there_are_asked_about(desk: Desk, tmp_path: Path) -> None:
    (tmp_path / "talk.2.srt").write_text("mine")
    desk.session.select(desk.session.selection.at(2))
    desk.ask.will_answer(1, tmp_path / "talk.srt", 1)
    sectioning.split_here(desk.context)
    desk.settle()
    assert (tmp_path / "talk.2.srt").read_text() == "mine"
    assert not (tmp_path / "talk.1.srt").exists()
    desk.ask.will_answer(1, tmp_path / "talk.srt", 0)
    sectioning.split_here(desk.context)
    desk.settle()
    assert saved(tmp_path / "talk.2.srt") == [(4_000, 5_500), (6_000, 7_500)]


def test_files_of_the_same_length(desk: Desk, tmp_path: Path) -> None:
    desk.ask.will_answer("3", 0, tmp_path / "out.vtt")
    sectioning.split_by_length(desk.context)
    desk.settle()
    assert [saved(tmp_path / f"out.{number}.vtt") for number in (1, 2, 3)] == [
        [(0, 1_500), (2_000, 3_000)],
        [(1_000, 2_500)],
        [(0, 1_500)],
    ]


@pytest.mark.parametrize("length", ["soon", "0", "0.001", "1:00"])
def test_a_length_that_makes_no_parts_is_told(desk: Desk, length: str) -> None:
    desk.ask.will_answer(length)
    sectioning.split_by_length(desk.context)
    assert len(desk.ask.told) == 1


def test_the_marked_range_or_the_chosen_cues(desk: Desk, tmp_path: Path) -> None:
    desk.session.select(desk.session.selection.at(2).spanning(1))
    desk.ask.will_answer(0, tmp_path / "range.srt")
    sectioning.extract(desk.context)
    desk.settle()
    assert saved(tmp_path / "range.srt") == [(0, 1_500), (2_000, 3_500)]
    desk.views.range = (8_000, 9_000)
    sectioning.extract(desk.context)
    assert desk.said == "There is no cue in this range."
    desk.views.range = (1_000, 3_000)
    desk.ask.will_answer(1, tmp_path / "again.srt")
    sectioning.extract(desk.context)
    desk.settle()
    assert saved(tmp_path / "again.srt") == [(2_000, 3_000)]
