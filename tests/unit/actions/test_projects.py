# SPDX-License-Identifier: GPL-3.0-or-later
from __future__ import annotations

from typing import TYPE_CHECKING

from editor import formats
from editor.actions import opening, projects
from editor.core import editing
from editor.project import project_reader
from editor.project.account import account_name
from editor.session import ELSEWHERE
from editor.settings import AUTHOR

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    import pytest

    from editor.core.errors import Problem
    from tests.desk import Desk


def edit(desk: Desk, text: str) -> None:
    desk.session.commit(editing.set_text(desk.session.document, 0, text))


def save(desk: Desk, *answers: object) -> None:
    desk.ask.will_answer(*answers)
    projects.save(desk.context)
    desk.settle()


def test_the_first_time_its_name_is_asked_and_then_no_more(desk: Desk, tmp_path: Path) -> None:
    path = tmp_path / "talk.jiaozi"
    edit(desk, "各位好")
    save(desk, path)
    assert desk.ask.suggested == path
    assert path.read_bytes().startswith(b"SQLite format 3")
    assert desk.session.project is not None
    assert desk.session.history.at_saved
    edit(desk, "你们好")
    assert not desk.session.history.at_saved
    save(desk)
    assert desk.session.history.at_saved
    desk.open(path)
    assert desk.texts[0] == "你们好"


def test_it_says_who_saved_it(desk: Desk, tmp_path: Path) -> None:
    path = tmp_path / "talk.jiaozi"
    save(desk, path)
    assert project_reader.read(path.read_bytes()).saved_by == account_name()
    desk.context.settings[AUTHOR] = "安娜"
    edit(desk, "各位好")
    save(desk)
    assert project_reader.read(path.read_bytes()).saved_by == "安娜"


def test_a_project_is_never_written_over_the_transcript(desk: Desk, tmp_path: Path) -> None:
    save(desk, tmp_path / "talk.srt")
    assert (tmp_path / "talk.srt").read_text("utf-8").startswith("1\n")
    assert (tmp_path / "talk.srt.jiaozi").exists()
    before = (tmp_path / "talk.srt.jiaozi").read_bytes()
    desk.ask.will_answer(tmp_path / "talk.srt", 1)
    projects.save_as(desk.context)
    desk.settle()
    assert desk.ask.asked[-1] == "Already in this folder: talk.srt.jiaozi."
    assert (tmp_path / "talk.srt.jiaozi").read_bytes() == before


def test_turning_away_saves_nothing(desk: Desk, tmp_path: Path) -> None:
    save(desk, None)
    assert desk.session.project is None
    assert list(tmp_path.glob("*.jiaozi")) == []


def test_while_a_project_is_saved_it_is_not_saved_again(desk: Desk, tmp_path: Path) -> None:
    desk.ask.will_answer(tmp_path / "talk.jiaozi", tmp_path / "talk.jiaozi")
    projects.save_as(desk.context)
    projects.save_as(desk.context)
    assert desk.said == "The project is being saved. Please try again in a moment."
    desk.settle()
    assert desk.session.project is not None


def test_what_is_typed_while_it_is_saved_is_not_saved(desk: Desk, tmp_path: Path) -> None:
    desk.ask.will_answer(tmp_path / "talk.jiaozi")
    projects.save(desk.context)
    edit(desk, "各位好")
    desk.settle()
    assert desk.session.project is not None
    assert not desk.session.history.at_saved


def test_what_the_disk_refuses_may_be_saved_elsewhere(desk: Desk, tmp_path: Path) -> None:
    edit(desk, "各位好")
    save(desk, tmp_path / "gone" / "talk.jiaozi", 1, tmp_path / "talk.jiaozi")
    assert desk.ask.asked[1].startswith("The project could not be saved.")
    assert desk.session.project is not None
    assert desk.session.project.path == tmp_path / "talk.jiaozi"


def test_trying_again_saves_what_was_open_then(
    desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Another document is opened while the disk takes its time, and then refuses."""
    path = tmp_path / "gone" / "talk.jiaozi"
    offered: list[Sequence[str]] = []

    def mend(_: Problem, answers: Sequence[str]) -> int:
        offered.append(answers)
        path.parent.mkdir()
        return 0

    edit(desk, "各位好")
    desk.ask.will_answer(path)
    monkeypatch.setattr(desk.ask, "choose", mend)
    projects.save(desk.context)
    other = formats.read(b"1\n00:00:01,000 --> 00:00:02,000\nother\n", "b.srt")
    opening.open_untitled(desk.context, tmp_path / "b.mp3", other)
    desk.until(path.exists)
    desk.settle()
    assert project_reader.read(path.read_bytes()).work.document.cues[0].text == "各位好"
    assert offered == [("Try again",)]  # all else would be asked of the other document
    assert desk.texts == ["other"]
    assert desk.session.project is None


def test_a_window_that_lost_the_work_while_the_name_was_asked_saves_nothing(
    desk: Desk, tmp_path: Path
) -> None:
    desk.look_only()
    desk.ask.will_answer(tmp_path / "talk.jiaozi")
    projects.save_as(desk.context)
    desk.settle()
    assert list(tmp_path.glob("*.jiaozi")) == []
    assert desk.said == ELSEWHERE
