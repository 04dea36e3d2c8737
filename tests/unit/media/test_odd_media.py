# SPDX-License-Identifier: GPL-3.0-or-later
"""Odd and broken media: they can be used as far as they go, or cost a sentence; never more."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Any

import av
import numpy as np
import pytest

from editor.media.cache import Cache
from editor.media.container import media_length
from editor.media.medium import Medium
from tests.media import (
    RATE,
    clicks,
    heard_clicks,
    noise,
    write_medium,
    write_sparse_wave,
    write_tracks,
    write_wave,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    Open = Callable[..., Medium]

TIMES = [0.5, 1.25, 2.9]


@pytest.fixture
def opened(tmp_path: Path) -> Iterator[Open]:
    media: list[Medium] = []

    def open_one(path: Path, track: int = 0) -> Medium:
        media.append(Medium(str(path), Cache(tmp_path / "cache", 1 << 40), track))
        return media[-1]

    yield open_one
    for medium in media:
        medium.close()


def settled(qtbot: QtBot, medium: Medium) -> Medium:
    qtbot.waitUntil(lambda: medium.settled, timeout=30_000)
    return medium


def heard(medium: Medium) -> list[float]:
    assert medium.sound is not None
    return heard_clicks(medium.sound.samples(0, medium.sound.total), medium.sound.rate)


def test_the_ending_of_the_name_says_nothing(qtbot: QtBot, opened: Open, tmp_path: Path) -> None:
    path = write_medium(tmp_path / "a.mka", clicks(3.5, *TIMES), "flac").rename(tmp_path / "a.mp3")
    assert heard(settled(qtbot, opened(path))) == pytest.approx(TIMES, abs=0.001)


@pytest.mark.parametrize("rate", [8_000, 44_100, 192_000])
def test_any_rate(qtbot: QtBot, opened: Open, tmp_path: Path, rate: int) -> None:
    path = write_wave(tmp_path / "a.wav", clicks(60, *TIMES, 55.5, rate=rate), rate=rate)
    medium = settled(qtbot, opened(path))
    assert medium.sound is not None
    assert medium.sound.rate == min(rate, 48_000)
    assert medium.sound.length == 60_000
    assert heard(medium) == pytest.approx([*TIMES, 55.5], abs=0.001)


def test_eight_channels(qtbot: QtBot, opened: Open, tmp_path: Path) -> None:
    silence = np.zeros(round(3.5 * RATE), np.int16)
    loud = np.repeat(np.array([0, 16_000, 0], np.int16), (RATE, RATE, round(1.5 * RATE)))
    medium = settled(qtbot, opened(write_wave(tmp_path / "a.wav", *[silence] * 7, loud)))
    assert medium.sound is not None
    assert medium.info is not None
    assert medium.info.tracks[0].channels == 8
    assert medium.sound.samples(RATE - 1, RATE + 1).tolist() == [0, 2_000]


def test_pictures_of_uneven_length(qtbot: QtBot, opened: Open, tmp_path: Path) -> None:
    path = tmp_path / "phone.mp4"
    with av.open(str(path), "w") as container:
        video: Any = container.add_stream("mpeg4", rate=90)
        video.width, video.height, video.pix_fmt = 64, 64, "yuv420p"
        audio: Any = container.add_stream("aac", rate=RATE)
        audio.layout = "mono"
        for moment in np.cumsum([0, 1, 9, 3, 30, 2, 80, 5, 120, 60]):
            picture = av.VideoFrame(64, 64, "yuv420p")
            picture.pts = int(moment)
            container.mux(video.encode(picture))
        container.mux(video.encode(None))
        sound = clicks(3.5, *TIMES).reshape(1, -1)
        frame = av.AudioFrame.from_ndarray(sound, format="s16", layout="mono")
        frame.sample_rate, frame.pts = RATE, 0
        container.mux(audio.encode(frame))
        container.mux(audio.encode(None))
    medium = settled(qtbot, opened(path))
    assert medium.problem is None
    assert heard(medium) == pytest.approx(TIMES, abs=0.003)


@pytest.mark.parametrize(
    ("name", "codec", "begins", "pictures"),
    [
        ("late.mkv", "libopus", 5, 0),  # the file begins at 5 s; its header counts from 0
        ("late.webm", "libopus", 5, 0),
        ("late.ts", "mp2", 5, 0),
        ("broadcast.ts", "aac", 0, 0),  # stated without its last packets
        ("silent-end.mkv", "aac", 0, 400),  # the pictures go on for 12.5 s
        ("sound-late.mkv", "aac", 2, 200),  # the sound begins 2 s after the pictures
        ("both.mp4", "aac", 0, 50),
        ("song.mp3", "libmp3lame", 0, 0),
        ("song.ogg", "libopus", 5, 0),
        ("song.flac", "flac", 0, 0),
    ],
)
def test_the_length_is_the_same_for_the_window_and_the_verbs(  # noqa: PLR0913, PLR0917
    qtbot: QtBot,
    opened: Open,
    tmp_path: Path,
    name: str,
    codec: str,
    begins: float,
    pictures: int,
) -> None:
    sound = clicks(3.5, *TIMES)
    path = write_medium(tmp_path / name, sound, codec, sound_begins=begins, pictures=pictures)
    medium = opened(path)
    with qtbot.waitSignal(medium.probed, timeout=30_000):
        pass
    assert medium.info is not None
    before = medium.info.duration_ms
    settled(qtbot, medium)
    expected = 3_500 + (2_000 if name == "sound-late.mkv" else 0)
    assert medium.length == pytest.approx(expected, abs=60)
    assert media_length(str(path)) == pytest.approx(medium.length, abs=30)
    assert before == pytest.approx(medium.length, abs=60)
    assert media_length(str(path)) >= medium.length - 1  # no cue is cut that the sound covers


def test_twelve_hours(qtbot: QtBot, opened: Open, tmp_path: Path) -> None:
    """Whole it would take 4 GB of the disk: what is at its end is there at once all the same."""
    medium = opened(write_sparse_wave(tmp_path / "day.wav", hours=12))
    qtbot.waitUntil(lambda: medium.sound is not None)
    assert medium.sound is not None
    assert medium.length == 12 * 3_600_000
    medium.want(11 * 3_600_000)
    place = 11 * 3600 * RATE
    qtbot.waitUntil(lambda: medium.sound is not None and medium.sound.reach(place) > place)
    assert len(medium.sound.peaks(0, 1_000_000, 2_000)[0]) == 2_000


@pytest.mark.skipif(sys.platform == "win32", reason="Windows keeps files that are open")
def test_a_file_that_vanishes_while_it_is_decoded(
    qtbot: QtBot, opened: Open, tmp_path: Path
) -> None:
    path = write_sparse_wave(tmp_path / "long.wav", hours=5)
    medium = opened(path)
    qtbot.waitUntil(lambda: medium.sound is not None and medium.sound.decoded > 0)
    path.unlink()
    medium.want(4 * 3_600_000)  # a place that nobody is at
    settled(qtbot, medium)
    assert medium.problem is not None
    assert medium.problem.text == f"The media file “{path}” does not exist."
    assert medium.sound is not None
    assert medium.sound.decoded > 0, "what was decoded stays"


def test_a_file_that_is_cut_off_while_it_is_decoded(
    qtbot: QtBot, opened: Open, tmp_path: Path
) -> None:
    path = write_sparse_wave(tmp_path / "long.wav", hours=5)
    medium = opened(path)
    qtbot.waitUntil(lambda: medium.sound is not None and len(medium.sound.ranges) > 1)
    with path.open("r+b") as file:
        file.truncate(1000)
    settled(qtbot, medium)
    assert medium.sound is not None
    assert medium.sound.complete


@pytest.mark.parametrize("size", [1, 40, 60])
def test_less_than_one_frame(qtbot: QtBot, opened: Open, tmp_path: Path, size: int) -> None:
    whole = write_wave(tmp_path / "whole.wav", noise(1)).read_bytes()
    path = tmp_path / "a.wav"
    path.write_bytes(whole[:size])
    medium = settled(qtbot, opened(path))
    if size > 44:
        assert medium.sound is not None
        assert medium.sound.total == (size - 44) // 2
    else:
        assert medium.problem is not None


def test_each_track_is_another_sound(qtbot: QtBot, opened: Open, tmp_path: Path) -> None:
    sounds = [("chi", clicks(3.5, 0.5)), ("eng", clicks(3.5, 2.0))]
    path = write_tracks(tmp_path / "film.mkv", *sounds)
    first, second = (settled(qtbot, opened(path, track)) for track in (0, 1))
    assert heard(first) == pytest.approx([0.5], abs=0.001)
    assert heard(second) == pytest.approx([2.0], abs=0.001)
    assert first.info is not None
    assert [(each.index, each.language) for each in first.info.tracks] == [(0, "chi"), (1, "eng")]
    second.close()  # with its last note, which is written in the background
    again = opened(path, 1)
    assert again.settled, "from the cache"
    assert heard(again) == pytest.approx([2.0], abs=0.001)


def test_a_track_that_is_no_longer_there_is_the_last(
    qtbot: QtBot, opened: Open, tmp_path: Path
) -> None:
    path = write_tracks(tmp_path / "film.mkv", ("chi", clicks(3.5, 0.5)))
    assert heard(settled(qtbot, opened(path, 3))) == pytest.approx([0.5], abs=0.001)


@pytest.mark.parametrize(
    ("name", "codec"),
    [
        ("a.m4a", "aac"),
        ("a.mkv", "aac"),
        ("a.mp3", "libmp3lame"),
        ("a.opus", "libopus"),
        ("a.webm", "libopus"),
        ("a.flac", "flac"),
        ("a.ts", "aac"),
    ],
)
def test_decoded_from_the_middle_it_is_the_same(
    qtbot: QtBot, tmp_path: Path, name: str, codec: str
) -> None:
    """Two workers join where neither had an end: no sample is missing, doubled or different."""
    path = write_medium(tmp_path / name, np.tile(noise(10) // 4, 12), codec)
    shared = Medium(str(path), Cache(tmp_path / "cache", 1 << 40))
    qtbot.waitUntil(lambda: shared.sound is not None)
    shared.want(100_000)
    settled(qtbot, shared)
    assert shared.sound is not None
    with av.open(str(path)) as container:
        pieces = [frame.to_ndarray() for frame in container.decode(audio=0)]
    plain = np.concatenate(pieces, axis=-1)[0].astype(np.float64)
    if pieces[0].dtype.kind == "f":
        plain = np.clip(np.rint(plain * 32768), -32768, 32767)
    ours = shared.sound.samples(0, shared.sound.total)
    assert len(ours) == pytest.approx(len(plain), abs=RATE // 10)
    late = next(n for n in range(-3000, 3000) if _same(ours, plain, n, RATE))
    last = min(len(ours), len(plain)) - 4000
    begin = max(0, late, -late)
    assert np.abs(ours[begin:last] - plain[begin - late : last - late]).max() <= 1
    shared.close()


def _same(ours: Any, plain: Any, late: int, at: int) -> bool:
    """Whether a piece of ours is that of `plain`, `late` samples later."""
    piece = ours[at : at + 500].astype(np.float64)
    return bool(np.abs(piece - plain[at - late : at - late + 500]).max() <= 1)
