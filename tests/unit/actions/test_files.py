# SPDX-License-Identifier: GPL-3.0-or-later
from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

from editor.actions import advice, files, opening, reading_as
from editor.core import editing
from tests.desk import srt
from tests.program import ROOT

if TYPE_CHECKING:
    from pathlib import Path

    from tests.desk import Desk


def test_the_chosen_transcript_is_opened(empty: Desk, tmp_path: Path) -> None:
    path = tmp_path / "talk.srt"
    path.write_text(srt((0, 900, "好")), "utf-8")
    empty.ask.will_answer(None, path)
    files.open_transcript(empty.context)
    empty.settle()
    assert empty.texts == []
    files.open_transcript(empty.context)
    empty.settle()
    assert empty.texts == ["好"]


def test_the_chosen_medium_is_the_documents(desk: Desk, tmp_path: Path) -> None:
    desk.ask.will_answer(None, tmp_path / "gone.wav")
    files.open_medium(desk.context)
    assert desk.session.media is None
    files.open_medium(desk.context)
    assert desk.session.media == tmp_path / "gone.wav"


def test_the_sample_is_opened_with_its_sound(empty: Desk) -> None:
    shutil.copytree(ROOT / "resources" / "sample", empty.context.sample)
    files.open_sample(empty.context)
    empty.settle()
    assert len(empty.texts) == 36
    assert empty.session.media == empty.context.sample / "sample.ogg"


def test_one_begins_again_from_the_file_once_something_was_changed(desk: Desk) -> None:
    assert not files.can_begin_afresh(desk.context)
    desk.session.commit(editing.delete(desk.session.document, [0]))
    assert files.can_begin_afresh(desk.context)
    desk.ask.will_answer(None)
    files.afresh(desk.context)
    desk.settle()
    assert len(desk.texts) == 3, "nothing happens without a yes"
    desk.ask.will_answer(0)
    files.afresh(desk.context)
    desk.settle()
    assert len(desk.texts) == 4
    assert not files.can_begin_afresh(desk.context)


def test_there_is_a_way_back_from_beginning_again(desk: Desk) -> None:
    desk.session.commit(editing.delete(desk.session.document, [0]))
    desk.ask.will_answer(0)
    files.afresh(desk.context)
    desk.settle()
    desk.look()
    advice.advise(desk.context, desk.context.inspection.report)
    assert desk.views.advice == (
        "There is other work of yours on this file. It is kept.",
        ("file.earlier",),
    )
    opening.open_earlier(desk.context)
    desk.settle()
    assert len(desk.texts) == 3
    assert desk.session.history.undo_title is not None


def test_doubts_of_reading_are_listed(desk: Desk, tmp_path: Path) -> None:
    assert not files.has_doubts(desk.context)
    desk.open(tmp_path / "odd.srt", srt((0, 900, "好")) + "\nno cue at all\n\n")
    assert files.has_doubts(desk.context)
    files.doubts(desk.context)
    ((title, problems),) = desk.views.reports
    assert title == "Import warnings"
    assert len(problems) == 1


def test_closing_leads_to_the_start_and_keeps_the_work(desk: Desk, tmp_path: Path) -> None:
    desk.session.commit(editing.delete(desk.session.document, [0]))
    files.close(desk.context)
    assert (desk.texts, desk.session.is_open, desk.views.page) == ([], False, "start")
    desk.settle()
    desk.open(tmp_path / "talk.srt")
    assert len(desk.texts) == 3


def test_a_file_is_read_again_in_the_encoding_that_is_chosen(desk: Desk, tmp_path: Path) -> None:
    path = tmp_path / "odd.srt"
    path.write_bytes(srt((0, 900, "曹操")).encode("big5"))
    desk.open(path)
    before = desk.texts
    assert desk.said == "Import warnings: 1."
    assert desk.views.notices[-1][1] == ("file.doubts", "file.read-again")
    desk.ask.will_answer(None)
    reading_as.read_again(desk.context)
    desk.settle()
    assert desk.texts == before
    desk.ask.will_answer("big5hkscs")
    reading_as.read_again(desk.context)
    desk.settle()
    assert desk.texts == ["曹操"]
    assert not files.has_doubts(desk.context)


def test_what_was_corrected_before_goes_along(desk: Desk, tmp_path: Path) -> None:
    path = tmp_path / "odd.srt"
    rows = (0, 900, "曹操"), (1_000, 1_900, "孙权"), (2_000, 2_900, "刘备")
    path.write_bytes(srt(*rows).encode("gb18030"))
    desk.open(path)
    desk.ask.will_answer("big5hkscs")  # by mistake
    reading_as.read_again(desk.context)
    desk.settle()
    garbled = desk.texts
    desk.session.commit(editing.set_text(desk.session.document, 1, "孙仲谋"))
    desk.session.commit(editing.retime(desk.session.document, 2, 2_100, 2_900))
    desk.ask.will_answer("gb18030")
    reading_as.read_again(desk.context)
    desk.settle()
    assert garbled[0] != "曹操"
    assert desk.texts == ["曹操", "孙仲谋", "刘备"]
    assert desk.times[2] == (2_100, 2_900)
    assert desk.said == "Your corrections were brought along: 2 cues."
    desk.session.undo()
    assert desk.texts == ["曹操", "孙权", "刘备"]


def test_how_it_was_read_again_is_remembered(desk: Desk, tmp_path: Path) -> None:
    path = tmp_path / "twice.srt"
    path.write_bytes(srt((0, 900, "我们今天说字幕")).encode().decode("latin-1").encode())
    desk.open(path)
    desk.ask.will_answer("utf-8/cp1252/utf-8")
    reading_as.read_again(desk.context)
    desk.settle()
    desk.session.commit(editing.set_text(desk.session.document, 0, "我们今天说"))
    assert desk.session.flush()
    desk.open(tmp_path / "other.srt", srt((0, 900, "好")))
    desk.open(path)
    assert desk.texts == ["我们今天说"]
