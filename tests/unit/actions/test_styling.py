# SPDX-License-Identifier: GPL-3.0-or-later
"""Styles are changed, renamed, deleted and given to cues in one step of undo."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from editor import formats
from editor.actions import styling
from editor.actions.styling import Restyled
from editor.formats.ass_style import Colour, changed, style_of

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from editor.core.head import Styles
    from tests.desk import Desk

ASS = """\
[Script Info]
; kept
ScriptType: v4.00+
PlayResX: 1280
PlayResY: 720

[V4+ Styles]
Format: Name, Fontname, Fontsize, PrimaryColour, Alignment
Style: Default,SimHei,40,&H00FFFFFF,2
Style: Top,SimHei,30,&H0000FFFF,8

[Events]
Format: Layer, Start, End, Style, Name, MarginL, MarginR, MarginV, Effect, Text
Dialogue: 0,0:00:01.00,0:00:02.00,Default,,0,0,0,,甲
Dialogue: 0,0:00:03.00,0:00:04.00,*Top,,0,0,0,,乙
Dialogue: 0,0:00:05.00,0:00:06.00,Unknown,,0,0,0,,丙
"""


@pytest.fixture
def song(empty: Desk, tmp_path: Path) -> Desk:
    path = tmp_path / "song.ass"
    path.write_bytes(ASS.encode())
    empty.open(path)
    return empty


def written(desk: Desk) -> str:
    return formats.write(desk.session.document, formats.by_id("ass")).data.decode()


def red(styles: Styles, _: Mapping[str, str]) -> Restyled:
    style = replace(style_of(styles["Default"]), colour=Colour(255, 0, 0))
    return Restyled(
        {**styles, "Default": changed(styles["Default"], style)},
        {name: name for name in styles},
        None,
    )


def test_one_style_changes_its_own_line(song: Desk) -> None:
    assert written(song) == ASS
    song.ask.will_answer(red)
    styling.edit(song.context)
    assert written(song) == ASS.replace("40,&H00FFFFFF", "40,&H000000FF")
    song.session.undo()
    assert written(song) == ASS


def test_nothing_is_done_without_a_change(song: Desk) -> None:
    song.ask.will_answer(None, lambda styles, _: Restyled(styles, dict.fromkeys(styles), None))
    styling.edit(song.context)
    styling.edit(song.context)
    assert song.session.history.undo_title is None


def test_a_new_name_goes_to_the_cues(song: Desk) -> None:
    def renamed(styles: Styles, _: Mapping[str, str]) -> Restyled:
        top = {**styles["Top"], "Name": "上"}
        return Restyled(
            {"Default": styles["Default"], "上": top}, {"Default": "Default", "Top": "上"}, None
        )

    song.ask.will_answer(renamed)
    styling.edit(song.context)
    text = written(song)
    assert "Style: 上,SimHei,30,&H0000FFFF,8" in text
    assert ",上,,0,0,0,,乙" in text
    assert ",Unknown,,0,0,0,,丙" in text
    song.session.undo()
    assert written(song) == ASS


def test_cues_of_a_style_that_is_deleted_get_the_first(song: Desk) -> None:
    def without(styles: Styles, _: Mapping[str, str]) -> Restyled:
        return Restyled({"Default": styles["Default"]}, {"Default": "Default", "Top": None}, None)

    song.ask.will_answer(without)
    styling.edit(song.context)
    assert "Style: Top" not in written(song)
    cue = song.session.document.cues[1]
    assert (cue.extras.get("ass.style"), cue.extras.get("ass.anchor")) == (None, None)


def test_selected_cues_get_a_style_and_its_place(song: Desk) -> None:
    song.session.select(song.session.selection.at(0))
    song.ask.will_answer(lambda styles, _: Restyled(styles, {name: name for name in styles}, "Top"))
    styling.edit(song.context)
    cue = song.session.document.cues[0]
    assert (cue.extras["ass.style"], cue.extras["ass.anchor"]) == ("Top", 8)
    assert written(song) == ASS.replace("Default,,0,0,0,,甲", "Top,,0,0,0,,甲")


def test_a_subtitle_without_styles_gets_those_for_chinese(desk: Desk, tmp_path: Path) -> None:
    desk.ask.will_answer(red)
    styling.edit(desk.context)
    text = written(desk)
    assert "PlayResY: 1080" in text
    assert "Style: Default,Microsoft YaHei,72,&H000000FF," in text
    again = formats.read(text.encode(), "x.ass")
    assert style_of(again.head.styles["Default"]).colour == Colour(255, 0, 0)
    assert desk.session.flush()
    desk.open(tmp_path / "other.srt", "1\n00:00:01,000 --> 00:00:02,000\n好\n")
    desk.open(tmp_path / "talk.srt")
    assert style_of(desk.session.document.head.styles["Default"]).colour == Colour(255, 0, 0)
