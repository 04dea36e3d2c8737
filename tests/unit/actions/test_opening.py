# SPDX-License-Identifier: GPL-3.0-or-later
from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from editor.actions import advice, files, opening, projects
from editor.core import editing
from editor.session import ELSEWHERE
from tests.desk import Desk, srt

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from pytestqt.qtbot import QtBot


@pytest.fixture
def other(desk: Desk, tmp_path: Path) -> Iterator[Desk]:
    """A second window of the same user, who typed into the first."""
    edit(desk, "各位好")
    assert desk.session.flush()
    second = Desk(tmp_path / "home")
    yield second
    second.close()


def edit(desk: Desk, text: str) -> None:
    desk.session.commit(editing.set_text(desk.session.document, 0, text))


def test_a_transcript_is_shown_and_has_the_keys(desk: Desk) -> None:
    assert desk.texts == ["大家好", "今天聊聊字幕", "怎么校对", "再见"]
    assert (desk.views.page, desk.views.focused[-1]) == ("document", "table")
    assert ("finish_typing",) in desk.views.called


def test_what_is_open_is_said_to_be_and_takes_the_medium(desk: Desk, tmp_path: Path) -> None:
    before = desk.session.document
    opening.open_paths(desk.context, [tmp_path / "talk.srt", tmp_path / "gone.wav"])
    desk.settle()
    assert desk.session.document is before
    assert ("This transcript is already open.", ()) in desk.views.notices
    assert desk.session.media == tmp_path / "gone.wav"


def test_what_is_too_many_is_left_and_said(desk: Desk, tmp_path: Path) -> None:
    opening.open_paths(desk.context, [tmp_path / "talk.srt", tmp_path / "b.srt"])
    desk.settle()
    assert any(
        said.startswith("Only one transcript and one audio or video file")
        for said, _ in desk.views.notices
    )


def test_what_cannot_be_opened_is_told_with_its_name(desk: Desk, tmp_path: Path) -> None:
    desk.open(tmp_path / "gone.srt")
    assert desk.ask.told[0].startswith("“gone.srt” could not be opened.")
    assert desk.texts[0] == "大家好"


def test_a_medium_looks_for_its_transcript(empty: Desk, tmp_path: Path) -> None:
    empty.ask.will_answer(None)
    opening.open_medium(empty.context, tmp_path / "lonely.wav")
    empty.settle()
    assert not empty.session.is_open
    (tmp_path / "talk.srt").write_text(srt((0, 900, "好")), "utf-8")
    opening.open_paths(empty.context, [tmp_path / "talk.wav"])
    empty.settle()
    assert (empty.texts, empty.session.media) == (["好"], tmp_path / "talk.wav")


def test_a_medium_without_a_transcript_gets_an_empty_one(empty: Desk, tmp_path: Path) -> None:
    empty.ask.will_answer(0)
    opening.open_medium(empty.context, tmp_path / "lonely.wav")
    empty.settle()
    assert empty.session.is_open
    assert (empty.texts, empty.session.media) == ([], tmp_path / "lonely.wav")
    offered = ("play.type", "tools.speech-cues", "ear.afresh-all")
    assert empty.views.notices[-1][1] == offered


def test_plain_text_opens_with_a_cue_for_each_line(empty: Desk, tmp_path: Path) -> None:
    empty.open(tmp_path / "talk.txt", "\ufeff甲\r\n\r\n  乙 \r\n")
    assert (empty.texts, empty.times) == (["甲", "乙"], [(0, 0), (0, 0)])
    empty.look()
    advice.advise(empty.context, empty.context.inspection.report)
    assert empty.views.advice is not None
    assert empty.views.advice[1] == ("play.tap", "tools.repair")


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("talk.md", "甲\n乙\n"),
        ("talk.txt", "\n \n"),
        ("talk.txt", "a\x01b\n"),
    ],
)
def test_what_is_no_text_without_times_is_refused(
    empty: Desk, tmp_path: Path, name: str, text: str
) -> None:
    empty.open(tmp_path / name, text)
    assert empty.ask.told[0].startswith(f"“{name}” could not be opened.")
    assert not empty.session.is_open


def test_work_on_plain_text_is_restored(empty: Desk, tmp_path: Path) -> None:
    empty.open(tmp_path / "talk.txt", "甲\n乙\n")
    empty.session.commit(editing.retime(empty.session.document, 0, 500, 900))
    files.close(empty.context)
    empty.open(tmp_path / "talk.txt")
    assert empty.times == [(500, 900), (0, 0)]


def test_one_goes_on_where_one_left_or_begins_again(desk: Desk, tmp_path: Path) -> None:
    talk = tmp_path / "talk.srt"
    edit(desk, "各位好")
    desk.open(tmp_path / "b.srt", srt((0, 900, "别的")))
    desk.open(talk)
    assert desk.texts[0] == "各位好"
    opening.open_transcript(desk.context, talk, afresh=True)
    desk.settle()
    assert desk.texts[0] == "大家好"
    entry = next(one for one in desk.context.store.recent(9) if not one.untouched)
    opening.open_entry(desk.context, entry)
    desk.settle()
    assert desk.texts[0] == "各位好"


def test_earlier_work_is_opened_with_what_the_file_says_now(desk: Desk, tmp_path: Path) -> None:
    talk = tmp_path / "talk.srt"
    edit(desk, "各位好")
    desk.open(tmp_path / "b.srt", srt((0, 900, "别的")))
    assert not opening.has_earlier(desk.context)
    desk.open(talk, talk.read_text("utf-8").replace("再见", "明天见"))
    assert (desk.texts[0], desk.texts[3]) == ("大家好", "明天见")
    assert opening.has_earlier(desk.context)
    opening.open_earlier(desk.context)
    desk.settle()
    assert (desk.texts[0], desk.texts[3]) == ("各位好", "再见")
    assert [one.after for one in desk.views.work[-1].proposals] == ["明天见"]


def test_a_project_brings_its_history_and_its_limits(desk: Desk, tmp_path: Path) -> None:
    edit(desk, "各位好")
    desk.ask.will_answer(tmp_path / "talk.jiaozi")
    projects.save(desk.context)
    desk.settle()
    desk.open(tmp_path / "b.srt", srt((0, 900, "别的")))
    desk.open(tmp_path / "talk.jiaozi")
    assert desk.texts[0] == "各位好"
    assert desk.session.history.undo_title == "Edit text"
    assert desk.session.project is not None


def test_a_second_window_looks_takes_over_or_has_a_copy(
    desk: Desk, other: Desk, tmp_path: Path, qtbot: QtBot
) -> None:
    other.open(tmp_path / "talk.srt")
    assert (other.texts[0], opening.is_elsewhere(other.context)) == ("各位好", True)
    assert other.views.advice == (ELSEWHERE, ("file.take-over", "file.copy"))
    opening.take_over(other.context)

    def handed_over() -> bool:
        opening.give_up_if_wanted(desk.context)  # as its window does every now and then
        return not opening.is_elsewhere(other.context)

    qtbot.waitUntil(handed_over)
    assert opening.is_elsewhere(desk.context)
    edit(other, "诸位好")
    assert desk.texts[0] == "各位好"
    opening.work_on_copy(desk.context)
    desk.settle()
    assert not opening.is_elsewhere(desk.context)
    edit(desk, "你们好")
    assert (desk.texts[0], other.texts[0]) == ("你们好", "诸位好")


def test_a_session_that_the_disk_refuses_goes_on_as_a_copy(desk: Desk, tmp_path: Path) -> None:
    edit(desk, "各位好")
    desk.open(tmp_path / "b.srt", srt((0, 900, "别的")))
    (session,) = [
        path
        for path in (tmp_path / "home" / "sessions").iterdir()
        if path.suffix not in {".lock", ".wanted"} and b"talk.srt" in path.read_bytes()
    ][:1]
    lock = session.with_suffix(".lock")
    lock.unlink(missing_ok=True)
    lock.mkdir()
    desk.open(tmp_path / "talk.srt")
    assert desk.texts[0] == "各位好"
    assert desk.session.elsewhere is None
    assert any("cannot" in said for said, _ in desk.views.notices)
