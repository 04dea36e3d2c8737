# SPDX-License-Identifier: GPL-3.0-or-later
from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from editor.actions import external_changes, projects, reading_as
from editor.core import editing
from tests.desk import srt

if TYPE_CHECKING:
    from pathlib import Path

    from tests.desk import Desk


@pytest.fixture
def talk(desk: Desk, tmp_path: Path) -> Path:
    """The transcript: here the first cue is changed, and by another program the third."""
    desk.session.commit(editing.set_text(desk.session.document, 0, "各位好"))
    return change(tmp_path / "talk.srt", "怎么校对", "怎样校对")


def change(path: Path, old: str, new: str) -> Path:
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new), "utf-8")
    return path


def compare(desk: Desk) -> None:
    external_changes.compare(desk.context)
    desk.settle()


def test_a_changed_file_is_told_with_what_shows_the_changes(desk: Desk, talk: Path) -> None:
    external_changes.look(desk.context)
    external_changes.look(desk.context)  # it is being looked at already
    desk.settle()
    assert desk.views.notices == [
        (f"“{talk.name}” was changed by another program.", ("file.outside",))
    ]


def test_a_file_that_says_what_we_know_is_not_told(desk: Desk) -> None:
    external_changes.look(desk.context)
    desk.settle()
    assert desk.views.notices == []
    compare(desk)
    assert desk.said == "No file of this project was changed by another program."


@pytest.mark.usefixtures("talk")
def test_what_others_changed_is_taken_as_one_step_beside_our_own(desk: Desk) -> None:
    compare(desk)
    (review,) = desk.views.work
    assert [(one.before, one.after, one.sure) for one in review.proposals] == [
        ("怎么校对", "怎样校对", True)
    ]
    review.accept()
    assert desk.texts == ["各位好", "今天聊聊字幕", "怎样校对", "再见"]
    assert desk.said == "Cues changed: 1."
    desk.session.undo()
    assert desk.texts == ["各位好", "今天聊聊字幕", "怎么校对", "再见"]
    external_changes.look(desk.context)
    desk.settle()
    assert len(desk.views.notices) == 1  # it is known now


def test_what_both_changed_is_not_ticked(desk: Desk, talk: Path) -> None:
    change(talk, "大家好", "诸位好")
    compare(desk)
    (review,) = desk.views.work
    assert {one.after: one.sure for one in review.proposals} == {
        "诸位好": False,
        "怎样校对": True,
    }


@pytest.mark.usefixtures("talk")
def test_a_document_that_was_changed_meanwhile_is_looked_at_again(desk: Desk) -> None:
    compare(desk)
    desk.session.commit(editing.set_text(desk.session.document, 3, "明天见"))
    desk.views.work[-1].accept()
    assert desk.texts == ["各位好", "今天聊聊字幕", "怎么校对", "明天见"]
    assert desk.said == "The document has changed in the meantime. Please compare again."


@pytest.mark.usefixtures("talk")
def test_in_a_window_that_only_looks_nothing_is_taken(desk: Desk) -> None:
    compare(desk)
    desk.look_only()
    desk.views.work[-1].accept()
    assert desk.texts[2] == "怎么校对"
    assert not external_changes.can_compare(desk.context)
    external_changes.look(desk.context)
    assert desk.context.jobs.running == []


def test_a_file_that_cannot_be_read_any_more_is_told(desk: Desk, talk: Path) -> None:
    talk.write_bytes(bytes(range(256)) * 9)
    compare(desk)
    assert len(desk.ask.told) == 1


def test_a_project_that_was_changed_elsewhere_shows_all_that_differs(
    desk: Desk, tmp_path: Path
) -> None:
    path = tmp_path / "talk.jiaozi"
    desk.ask.will_answer(path)
    projects.save(desk.context)
    desk.settle()
    saved = path.read_bytes()
    desk.session.commit(editing.set_text(desk.session.document, 1, "今天聊聊"))
    projects.save(desk.context)
    desk.settle()
    path.write_bytes(saved)
    desk.context.known_files.begin()
    desk.context.known_files.knows(path, ["of what was saved last"])
    compare(desk)
    (review,) = desk.views.work
    assert [(one.before, one.after) for one in review.proposals] == [("今天聊聊", "今天聊聊字幕")]


def test_a_file_read_in_a_chosen_encoding_is_compared_in_it(desk: Desk, tmp_path: Path) -> None:
    path = tmp_path / "odd.srt"
    path.write_bytes(srt((0, 900, "曹操")).encode("big5"))
    desk.open(path)
    desk.ask.will_answer("big5hkscs")
    reading_as.read_again(desk.context)
    desk.settle()
    path.write_bytes(srt((0, 900, "曹丕")).encode("big5"))
    compare(desk)
    (review,) = desk.views.work
    assert [(one.before, one.after) for one in review.proposals] == [("曹操", "曹丕")]
