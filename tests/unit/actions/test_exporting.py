# SPDX-License-Identifier: GPL-3.0-or-later
from __future__ import annotations

from typing import TYPE_CHECKING

from editor.actions import exporting
from editor.core import editing

if TYPE_CHECKING:
    from pathlib import Path

    from tests.desk import Desk


def edit(desk: Desk, text: str) -> None:
    desk.session.commit(editing.set_text(desk.session.document, 0, text))


def export(desk: Desk, path: Path | None, *answers: int | None) -> None:
    desk.ask.will_answer(path, *answers)
    exporting.export(desk.context)
    desk.settle()


def test_the_ending_chooses_the_format_and_the_work_counts_as_saved(
    desk: Desk, tmp_path: Path
) -> None:
    edit(desk, "各位好")
    assert not desk.session.history.at_saved
    export(desk, tmp_path / "out.vtt")
    assert desk.ask.suggested == tmp_path / "talk.srt"
    written = (tmp_path / "out.vtt").read_text("utf-8")
    assert written.startswith("WEBVTT\n")
    assert "各位好" in written
    assert desk.said == f"Exported to {tmp_path}: out.vtt"
    assert desk.session.history.at_saved


def test_turning_away_writes_nothing(desk: Desk, tmp_path: Path) -> None:
    export(desk, None)
    assert [path.name for path in tmp_path.glob("*.*")] == ["talk.srt"]


def test_the_original_is_kept_the_first_time_it_is_written_over(desk: Desk, tmp_path: Path) -> None:
    before = (tmp_path / "talk.srt").read_bytes()
    edit(desk, "各位好")
    export(desk, tmp_path / "talk.srt")
    assert (tmp_path / "talk.bak.srt").read_bytes() == before
    assert "The original file was kept as talk.bak.srt." in desk.said
    edit(desk, "你们好")
    export(desk, tmp_path / "talk.srt")
    assert (tmp_path / "talk.bak.srt").read_bytes() == before
    assert "你们好" in (tmp_path / "talk.srt").read_text("utf-8")


def test_what_the_format_cannot_hold_is_reported(desk: Desk, tmp_path: Path) -> None:
    edit(desk, "<i>各位</i>好")
    export(desk, tmp_path / "out.sbv")
    ((title, problems),) = desk.views.reports
    assert title == "Not stored in the exported formats"
    assert problems[0].startswith("out.sbv: ")


def test_what_others_changed_is_not_written_over_unasked(desk: Desk, tmp_path: Path) -> None:
    talk = tmp_path / "talk.srt"
    talk.write_text("changed by another program", "utf-8")
    edit(desk, "各位好")
    export(desk, talk, None)
    assert talk.read_text("utf-8") == "changed by another program"
    assert "has been changed by another program" in desk.ask.asked[-1]
    export(desk, talk, 0)
    assert "各位好" in talk.read_text("utf-8")


def test_what_the_disk_refuses_is_told_and_tried_again(desk: Desk, tmp_path: Path) -> None:
    edit(desk, "各位好")
    export(desk, tmp_path / "gone" / "out.srt", 0, None)
    refused = [asked for asked in desk.ask.asked if asked.startswith("Export failed.")]
    assert len(refused) == 2
    assert not desk.session.history.at_saved
