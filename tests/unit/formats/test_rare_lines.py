# SPDX-License-Identifier: GPL-3.0-or-later
"""TMPlayer, Spruce STL and lyrics with words, and what only looks like them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from editor import formats
from editor.core.errors import UserError

if TYPE_CHECKING:
    from editor.core.document import Document


def read(text: str, name: str, format_id: str | None = None) -> Document:
    return formats.read(text.encode(), name, format_id)


def rows(document: Document) -> list[tuple[int, int, str]]:
    return [(cue.start, cue.end, cue.text) for cue in document.cues]


def test_lines_of_tmplayer() -> None:
    text = "00:00:01,1=甲\n00:00:01,2=乙\n00:00:03,1=丙\n00:00:03,2=\n00:00:04,1=\n"
    assert rows(read(text, "a.txt", "tmplayer")) == [(1000, 3000, "甲\n乙"), (3000, 4000, "丙")]
    found = read("0:00:01:大家好\n0:00:02:再见\n", "a.sub").source
    assert found is not None
    assert found.format == "tmplayer"
    with pytest.raises(UserError):
        read("00:00:01:\n", "a.txt", "tmplayer")


def test_a_time_before_a_space_is_a_transcript() -> None:
    document = read("00:00:01: 大家好\n00:00:03: 再见\n00:00:05: 张三：好\n", "a.txt")
    assert document.source is not None
    assert document.source.format == "transcript"


SPRUCE = (
    "//Default Formatting for STL subtitles\n$FontName           = Arial\n\n"
    "00:02:17:10 , 00:02:20:09 , Senator, we're making | our final approach into Coruscant.\n"
    "00:02:20:11 , 00:02:22:12 , ^IVery^I good, ^BLieutenant.\n"
)


def test_spruce_counts_frames_and_its_commas_are_text() -> None:
    for name in ("a.stl", "a.txt", "a.csv"):
        document = read(SPRUCE, name)
        assert document.source is not None
        assert document.source.format == "spruce"
        assert rows(document) == [
            (137_400, 140_360, "Senator, we're making\nour final approach into Coruscant."),
            (140_440, 142_480, "<i>Very</i> good, <b>Lieutenant.</b>"),
        ]


def test_a_table_with_the_same_times_is_a_table() -> None:
    document = read('00:00:01:00,00:00:02:00,"Oh, yes"\n00:00:02:00,00:00:03:00,"No"\n', "a.csv")
    assert document.source is not None
    assert document.source.format == "csv"


LYRICS = {
    "qrc": "[190,1200]你(190,300)好 (490,200)吗(690,700)\n[1500,900]再(1500,400)见(1900,500)\n",
    "yrc": "[190,1200](190,300,0)你(490,200,0)好 (690,700,0)吗\n"
    "[1500,900](1500,400,0)再(1900,500,0)见\n",
    "krc": "[190,1200]<0,300,0>你<300,200,0>好 <500,700,0>吗\n[1500,900]<0,400,0>再<400,500,0>见\n",
}


@pytest.mark.parametrize("suffix", LYRICS)
def test_lyrics_with_the_times_of_words(suffix: str) -> None:
    for name in (f"a.{suffix}", "a.txt"):
        document = read(f"[ti:歌]\n[offset:0]\n{LYRICS[suffix]}", name)
        assert rows(document) == [(190, 1390, "你好 吗"), (1500, 2400, "再见")]
        assert not document.problems
        (words, _) = [cue.words for cue in document.cues]
        assert words is not None
        told = [(word.start, word.end, word.text.strip()) for word in words]
        assert told == [(190, 490, "你"), (490, 690, "好"), (690, 1390, "吗")]


def test_lines_of_lyrics_that_are_none() -> None:
    text = '{"t":0,"c":[{"tx":"作词: "}]}\n[0,500]间奏\n' + LYRICS["yrc"]
    document = read(text, "a.yrc")
    assert [cue.text for cue in document.cues] == ["间奏", "你好 吗", "再见"]
    assert [problem.line for problem in document.problems] == [1]
    with pytest.raises(UserError):
        read("你好", "a.yrc", "word-lyrics")
