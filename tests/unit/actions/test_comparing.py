# SPDX-License-Identifier: GPL-3.0-or-later
from __future__ import annotations

import os
from typing import TYPE_CHECKING

import pytest

from editor import formats
from editor.actions import comparing
from editor.core import editing
from editor.core.selection import START
from editor.project.project_file import Saved, Snapshot, write
from tests.desk import srt

if TYPE_CHECKING:
    from pathlib import Path

    from tests.desk import Desk


@pytest.fixture
def theirs(tmp_path: Path) -> Path:
    path = tmp_path / "anna.srt"
    path.write_text(
        srt((0, 1_500, "大家好呀"), (2_000, 3_500, "今天聊聊字幕"), (4_200, 5_500, "怎么校对"),
            (6_000, 7_500, "再见")), "utf-8",
    )  # fmt: skip
    return path


def compare(desk: Desk, path: Path) -> None:
    desk.ask.will_answer(path)
    comparing.compare(desk.context)
    desk.settle()


@pytest.mark.parametrize("newer", [True, False])
def test_differences_are_reviewed_and_taken_in_one_step(
    desk: Desk, theirs: Path, *, newer: bool
) -> None:
    assert desk.session.path is not None
    own = desk.session.path.stat().st_mtime
    os.utime(theirs, (own, own + (100 if newer else -100)))
    compare(desk, theirs)
    (review,) = desk.views.work
    assert [(one.before, one.after, one.sure) for one in review.proposals] == [
        ("大家好", "大家好呀", newer),
        ("0:04.000 – 0:05.500", "0:04.200 – 0:05.500", newer),
    ]
    assert review.proposals[0].reason.message == "The text in “{name}”, {when}"
    assert review.proposals[0].reason.facts["name"] == "anna.srt"
    review.apply([one.fix for one in review.proposals])
    cues = desk.session.document.cues
    assert (cues[0].text, cues[2].start) == ("大家好呀", 4_200)
    assert cues[0].note.startswith("anna.srt, ")
    desk.session.undo()
    assert (desk.session.document.cues[0].text, desk.session.history.undo_title) == ("大家好", None)


def test_a_project_says_who_saved_it(desk: Desk, theirs: Path, tmp_path: Path) -> None:
    document = formats.read(theirs.read_bytes(), theirs.name)
    snapshot = Snapshot(document, (), (), START, None, None, None, "youtube", author="安娜")
    path = tmp_path / "talk.jiaozi"
    path.write_bytes(write(snapshot, tmp_path, Saved(path, "r", 1_800_000_000_000)))
    compare(desk, path)
    (review,) = desk.views.work
    review.apply([review.proposals[0].fix])
    assert desk.session.document.cues[0].note.startswith("talk.jiaozi, 安娜, 2027-01-")


def test_what_is_the_same_and_what_cannot_be_read_are_told(
    desk: Desk, theirs: Path, tmp_path: Path
) -> None:
    assert desk.session.path is not None
    compare(desk, desk.session.path)
    assert desk.said == "Both versions are the same."
    theirs.write_text(srt((90_000, 91_000, "另一件事")), "utf-8")
    compare(desk, theirs)
    assert "nothing in common" in desk.said
    compare(desk, tmp_path / "gone.srt")
    assert desk.ask.told == ["The file does not exist."]
    desk.ask.will_answer(None)
    comparing.compare(desk.context)


def test_a_document_that_changes_in_the_meantime_is_compared_anew(desk: Desk, theirs: Path) -> None:
    desk.ask.will_answer(theirs)
    comparing.compare(desk.context)
    desk.session.commit(editing.set_text(desk.session.document, 0, "大家好呀"))
    desk.settle()
    (review,) = desk.views.work
    assert [one.after for one in review.proposals] == ["0:04.200 – 0:05.500"]
