# SPDX-License-Identifier: GPL-3.0-or-later
"""Tables whose columns the user says, and text tracks of films."""

from __future__ import annotations

import io
import shutil
import zipfile
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from editor.actions import opening, reading_as
from editor.core import editing
from tests.desk import srt

if TYPE_CHECKING:
    from tests.desk import Desk

FILMS = Path(__file__).parents[2] / "data" / "films"
UNKNOWN = [["你好", "Hello", "x", "2.5"], ["再见", "Bye", "y", "4"], ["完", "End", "z", "later"]]
"""A table in which no column is one of times."""
LOOSE = "1.0,2.5,张三丰说,你好吗\n3.0,4.0,李四说,我很好谢谢\n5.0,6.0,王五问,再见了各位\n"
"""A table without headings, with two columns of texts."""


def text_of(rows: list[list[str]], sign: str) -> bytes:
    return "".join(sign.join(row) + "\n" for row in rows).encode()


def workbook(rows: list[list[str]]) -> bytes:
    cells = [
        "".join(f'<c t="inlineStr"><is><t>{text}</t></is></c>' for text in row) for row in rows
    ]
    parts = {
        "xl/workbook.xml": '<workbook xmlns:r="y"><sheets><sheet name="a"/></sheets></workbook>',
        "xl/worksheets/sheet1.xml": "<worksheet><sheetData>"
        + "".join(f"<row>{row}</row>" for row in cells)
        + "</sheetData></worksheet>",
    }
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        for name, text in parts.items():
            archive.writestr(name, text)
    return stream.getvalue()


TABLES = {
    "talk.csv": text_of(UNKNOWN, ","),
    "talk.tsv": text_of(UNKNOWN, "\t"),
    "talk.xlsx": workbook(UNKNOWN),
}


@pytest.mark.parametrize("name", TABLES)
def test_a_table_of_unknown_columns_opens_once_they_are_said(
    empty: Desk, tmp_path: Path, name: str
) -> None:
    path = tmp_path / name
    path.write_bytes(TABLES[name])
    empty.ask.will_answer(None)
    empty.open(path)
    assert (empty.session.is_open, empty.ask.told) == (False, [])
    assert [list(row) for row in empty.ask.rows] == UNKNOWN
    empty.ask.will_answer("start=4,text=1,second=2")
    empty.open(path)
    assert empty.texts == ["你好", "再见"]
    assert empty.times[0] == (2_500, 4_000)
    assert empty.session.document.cues[0].second == "Hello"
    empty.session.commit(editing.set_text(empty.session.document, 1, "再会"))
    assert empty.session.flush()
    other = tmp_path / "other.srt"
    other.write_text(srt((0, 900, "好")), "utf-8")
    empty.open(other)
    empty.open(path)
    assert empty.texts == ["你好", "再会"], "what was said is remembered"


def test_columns_that_were_guessed_can_be_said(empty: Desk, tmp_path: Path) -> None:
    path = tmp_path / "talk.csv"
    path.write_text(LOOSE, "utf-8")
    empty.open(path)
    assert empty.texts == ["你好吗", "我很好谢谢", "再见了各位"]
    assert empty.views.notices[-1][1] == ("file.doubts", "file.columns")
    empty.session.commit(editing.set_text(empty.session.document, 0, "您好吗"))
    empty.ask.will_answer(None)
    reading_as.columns(empty.context)
    empty.settle()
    assert empty.ask.places == {"start": 0, "end": 1, "text": 3}
    assert empty.texts[0] == "您好吗"
    empty.ask.will_answer("start=1,end=2,text=4,speaker=3")
    reading_as.columns(empty.context)
    empty.settle()
    assert [cue.speaker for cue in empty.session.document.cues] == ["张三丰说", "李四说", "王五问"]
    assert empty.texts[0] == "您好吗", "corrections go along"
    assert reading_as.is_table(empty.context)


def test_a_subtitle_is_no_table(desk: Desk) -> None:
    assert not reading_as.is_table(desk.context)


def film(tmp_path: Path, name: str) -> Path:
    return Path(shutil.copy(FILMS / name, tmp_path / name))


def test_the_track_of_a_film_is_chosen(empty: Desk, tmp_path: Path) -> None:
    path = film(tmp_path, "two_tracks.mkv")
    empty.ask.will_answer(None)
    opening.open_paths(empty.context, [path])
    empty.settle()
    assert (empty.session.is_open, empty.session.media) == (False, None)
    assert [(track.number, list(texts)) for track, texts in empty.ask.tracks] == [
        (1, ["你好 世界", "再见 & <3"]),
        (2, ["Hello world", "Bye, all"]),
    ]
    empty.ask.will_answer(2)
    opening.open_paths(empty.context, [path])
    empty.settle()
    assert empty.texts == ["Hello\n{\\i1}world", "Bye, all"]
    assert (empty.session.path, empty.session.media) == (None, path)


def test_another_track_later_and_a_new_transcript_instead(empty: Desk, tmp_path: Path) -> None:
    path = film(tmp_path, "two_tracks.mkv")
    empty.ask.will_answer(0)
    opening.open_medium(empty.context, path)
    empty.settle()
    assert (empty.texts, empty.session.media) == ([], path)
    empty.ask.will_answer(1)
    reading_as.track(empty.context)
    empty.settle()
    assert empty.texts == ["你好\n<i>世界</i>", "再见 & <3"]


def test_a_film_without_tracks_asks_what_it_asked_before(empty: Desk, tmp_path: Path) -> None:
    path = film(tmp_path, "no_track.mkv")
    empty.ask.will_answer(0)
    opening.open_medium(empty.context, path)
    empty.settle()
    assert empty.ask.asked[0].startswith("There is no transcript with the same name")
    reading_as.track(empty.context)
    empty.settle()
    assert empty.said == "This medium has no text track."


def test_what_was_opened_in_the_meantime_stays(empty: Desk, tmp_path: Path) -> None:
    path = film(tmp_path, "two_tracks.mkv")
    other = tmp_path / "other.srt"
    other.write_text(srt((0, 900, "好")), "utf-8")
    opening.open_medium(empty.context, path)
    opening.open_transcript(empty.context, other)
    empty.ask.will_answer(None)
    empty.settle()
    assert empty.texts == ["好"]
