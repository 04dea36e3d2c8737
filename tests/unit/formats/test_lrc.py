# SPDX-License-Identifier: GPL-3.0-or-later
"""Lyrics (LRC) as programs for karaoke write them."""

from __future__ import annotations

from editor import formats


def test_lyrics_whose_stamps_have_colons_before_the_hundredths() -> None:
    document = formats.read("[00:10:25]一\n[00:12:50]二\n[01:02:99]三\n".encode(), "a.lrc")
    assert [(cue.start, cue.text) for cue in document.cues] == [
        (10_250, "一"),
        (12_500, "二"),
        (62_990, "三"),
    ]
    hours = formats.read("[ti:x]\n[00:10:25]一\n[00:12:50]二\n".encode(), "a.lrc")
    assert [cue.start for cue in hours.cues] == [625_000, 770_000]


def test_a_line_of_lyrics_whose_first_word_comes_later() -> None:
    text = "[00:10.00][00:10.40]逐[00:10.80]字[00:11.60]\n[00:12.00][00:20.00]再[00:12.40]来\n"
    document = formats.read(text.encode(), "a.lrc")
    assert [(cue.start, cue.end, cue.text) for cue in document.cues] == [
        (10_000, 11_600, "逐字"),
        (12_000, 20_000, "再来"),
        (20_000, 25_000, "再来"),
    ]
    words = document.cues[0].words
    assert words is not None
    assert [(word.start, word.end, word.text) for word in words] == [
        (10_400, 10_800, "逐"),
        (10_800, 11_600, "字"),
    ]
