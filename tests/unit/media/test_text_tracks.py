# SPDX-License-Identifier: GPL-3.0-or-later
"""Text tracks of films that FFmpeg made: listed, chosen, and read with all that they hold."""

from __future__ import annotations

from pathlib import Path

import pytest

from editor.core.errors import UserError
from editor.core.options import DEFAULTS, Options
from editor.media.text_tracks import TextTrack, is_container, read_track, text_tracks

FILMS = Path(__file__).parents[2] / "data" / "films"
CHINESE = [(500, 1500, "你好\n<i>世界</i>"), (2000, 3000, "再见 & <3")]


def film(name: str) -> str:
    return str(FILMS / name)


def test_the_tracks_are_listed() -> None:
    assert text_tracks(film("two_tracks.mkv")) == [
        TextTrack(1, "srt", "chi", "中文", "srt"),
        TextTrack(2, "ssa", "eng", "", "ass"),
    ]
    assert [track.codec for track in text_tracks(film("one_track.mp4"))] == ["mov_text"]
    assert text_tracks(film("no_track.mkv")) == []


@pytest.mark.parametrize("path", sorted(FILMS.iterdir()), ids=lambda path: path.name)
def test_a_film_is_told_by_its_first_bytes(path: Path) -> None:
    assert is_container(path.read_bytes()[:8])
    assert not is_container(b"1\n00:00:01")


@pytest.mark.parametrize(
    ("name", "number", "found"), [("two_tracks.mkv", 1, "srt"), ("one_track.mp4", None, "srt")]
)
def test_subrip_and_timed_text(name: str, number: int | None, found: str) -> None:
    document = read_track(film(name), number, DEFAULTS)
    assert document.source is not None
    assert (document.source.format, document.head.language) == (found, "zh")
    assert [(cue.start, cue.end, cue.text) for cue in document.cues] == CHINESE
    assert not document.problems


def test_webvtt_counts_from_the_beginning_of_the_sound() -> None:
    document = read_track(film("one_track.webm"), None, Options(language="zh-Hans"))
    assert document.source is not None
    assert (document.source.format, document.head.language) == ("vtt", "zh-Hans")
    first = document.cues[0]
    assert (first.text, first.duration) == ("你好\n<i>世界</i>", 1000)
    assert abs(first.start - 500) <= 10  # Opus begins a few ms earlier


def test_ass_with_its_styles_and_speakers() -> None:
    document = read_track(film("two_tracks.mkv"), 2, DEFAULTS)
    assert document.source is not None
    assert document.source.format == "ass"
    assert [(c.start, c.end, c.text, c.speaker) for c in document.cues] == [
        (500, 1500, "Hello\n{\\i1}world", "张三"),
        (2000, 3000, "Bye, all", None),
    ]
    assert document.head.styles["Top"]["Alignment"] == "8"
    assert document.cues[0].extras == {"ass.style": "Top", "ass.anchor": 8}


@pytest.mark.parametrize(
    ("name", "number", "sentence"),
    [
        ("two_tracks.mkv", None, r"several text tracks: 1 \(chi, 中文, srt\); 2 \(eng, ssa\)"),
        ("two_tracks.mkv", 3, "track 3 cannot be read; there are 1"),
        ("no_track.mkv", None, "no text track"),
        ("gone.mkv", None, "does not exist"),
    ],
)
def test_what_cannot_be_read_is_said(name: str, number: int | None, sentence: str) -> None:
    with pytest.raises(UserError, match=sentence):
        read_track(film(name), number, DEFAULTS)
