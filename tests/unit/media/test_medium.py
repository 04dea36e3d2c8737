# SPDX-License-Identifier: GPL-3.0-or-later
"""Real files, really decoded in a child process."""

from __future__ import annotations

import errno
import os
import shutil
import sys
import threading
from multiprocessing import active_children
from typing import TYPE_CHECKING, Any

import av
import numpy as np
import pytest

from editor.media import cache as cache_on_disk
from editor.media.cache import Cache
from editor.media.medium import Medium
from tests.media import (
    RATE,
    clicks,
    heard_clicks,
    noise,
    write_medium,
    write_sparse_wave,
    write_wave,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from editor.core.errors import Problem
    from editor.media.cache import Kept
    from editor.media.sound import Sound

MP2_DELAY = 481 / RATE
"""What this encoder puts before the sound, and a transport stream does not tell."""

TIMES = [0.5, 1.25, 2.0, 2.9]

Open = Any


@pytest.fixture
def cache(tmp_path: Path) -> Cache:
    return Cache(tmp_path / "cache", 1 << 30)


@pytest.fixture
def opened(cache: Cache) -> Iterator[Callable[[Path], Medium]]:
    media: list[Medium] = []

    def open_one(path: Path) -> Medium:
        media.append(Medium(str(path), cache))
        return media[-1]

    yield open_one
    for medium in media:
        medium.close()
    assert active_children() == []


def decoded(qtbot: QtBot, medium: Medium) -> Sound:
    with qtbot.waitSignal(medium.ready, timeout=30_000):
        pass
    assert medium.problem is None
    assert medium.decoding is None
    assert medium.sound is not None
    assert medium.sound.complete
    assert medium.sound.decoded == medium.sound.total
    return medium.sound


def failure(qtbot: QtBot, medium: Medium) -> str:
    with qtbot.waitSignal(medium.failed, timeout=30_000) as signal:
        pass
    assert signal.args is not None
    problem: Problem = signal.args[0]
    assert medium.problem == problem
    return problem.text


@pytest.mark.parametrize(
    ("name", "codec"),
    [
        ("a.m4a", "aac"),
        ("a.mp3", "libmp3lame"),
        ("a.opus", "libopus"),
        ("a.flac", "flac"),
        ("a.wav", "pcm_s24le"),
        ("a.mkv", "libopus"),
        ("a.webm", "libopus"),
        ("a.ts", "mp2"),
        ("a.avi", "pcm_s16le"),
        ("a.mka", "pcm_f32le"),
    ],
)
def test_what_is_heard_when(
    qtbot: QtBot, opened: Open, tmp_path: Path, name: str, codec: str
) -> None:
    path = write_medium(tmp_path / name, clicks(3.5, *TIMES), codec)
    delay = MP2_DELAY if codec == "mp2" else 0
    medium = opened(path)
    sound = decoded(qtbot, medium)
    assert sound.rate == RATE
    heard = heard_clicks(sound.samples(0, sound.total), sound.rate)
    assert heard == pytest.approx([time + delay for time in TIMES], abs=0.003)
    assert sound.length == medium.length == pytest.approx(3500, abs=60)
    assert medium.info.audio_codec
    assert not medium.info.has_video


def test_every_sample_of_a_wave_file(qtbot: QtBot, opened: Open, tmp_path: Path) -> None:
    source = noise(5.3, 44_100)
    sound = decoded(qtbot, opened(write_wave(tmp_path / "声音.wav", source, rate=44_100)))
    assert sound.rate == 44_100
    assert np.array_equal(sound.samples(0, sound.total), source)
    low, high = sound.peaks(1000, 300, 2)
    assert low.tolist() == [source[1000:1300].min(), source[1300:1600].min()]
    assert high.tolist() == [source[1000:1300].max(), source[1300:1600].max()]


def test_the_mean_of_the_channels_without_overflow(
    qtbot: QtBot, opened: Open, tmp_path: Path
) -> None:
    left = np.array([32767, 32767, -32768, 100, 0, -7] * 4000, np.int16)
    right = np.array([32767, -32767, -32768, 50, 3000, -7] * 4000, np.int16)
    sound = decoded(qtbot, opened(write_wave(tmp_path / "a.wav", left, right)))
    expected = [32767, 0, -32768, 75, 1500, -7]
    assert sound.samples(0, 6).tolist() == sound.samples(23_994, 24_000).tolist() == expected


def test_a_high_rate_is_halved(qtbot: QtBot, opened: Open, tmp_path: Path) -> None:
    path = write_wave(tmp_path / "a.wav", clicks(3.5, *TIMES, rate=96_000), rate=96_000)
    sound = decoded(qtbot, opened(path))
    assert sound.rate == 48_000
    assert sound.total == pytest.approx(3.5 * 48_000, abs=2)
    assert heard_clicks(sound.samples(0, sound.total), 48_000) == pytest.approx(TIMES, abs=0.001)


def test_a_hole_is_silence_and_what_follows_is_on_time(
    qtbot: QtBot, opened: Open, tmp_path: Path
) -> None:
    path = write_medium(tmp_path / "a.mka", clicks(3.5, *TIMES), "pcm_s16le", hole=(1.0, 1.8))
    sound = decoded(qtbot, opened(path))
    heard = heard_clicks(sound.samples(0, sound.total), sound.rate)
    assert heard == pytest.approx([0.5, 2.0, 2.9], abs=0.001)
    assert not sound.samples(RATE, int(1.8 * RATE)).any()


def test_time_begins_where_the_container_says(qtbot: QtBot, opened: Open, tmp_path: Path) -> None:
    """A broadcast's clock shows anything; sound that begins after the pictures is late."""
    path = write_medium(tmp_path / "tv.ts", clicks(3, 0.5), "mp2", sound_begins=600)
    sound = decoded(qtbot, opened(path))
    assert heard_clicks(sound.samples(0, sound.total), RATE) == pytest.approx(
        [0.5 + MP2_DELAY], abs=0.002
    )
    path = write_medium(
        tmp_path / "late.mkv", clicks(3, 0.5), "pcm_s16le", pictures=100, sound_begins=0.7
    )
    sound = decoded(qtbot, opened(path))
    assert heard_clicks(sound.samples(0, sound.total), RATE) == pytest.approx([1.2], abs=0.002)


def test_a_film(qtbot: QtBot, opened: Open, tmp_path: Path) -> None:
    medium = opened(write_medium(tmp_path / "film.mp4", clicks(3.5, *TIMES), pictures=88))
    seen = []
    medium.probed.connect(lambda: seen.append(medium.info))
    sound = decoded(qtbot, medium)
    assert len(seen) == 1
    info = medium.info
    assert (info.has_audio, info.has_video, info.width, info.height) == (True, True, 320, 180)
    assert (info.fps, info.video_codec, info.audio_codec) == (25, "mpeg4", "aac")
    assert info.duration_ms == pytest.approx(3500, abs=60)
    assert heard_clicks(sound.samples(0, sound.total), RATE) == pytest.approx(TIMES, abs=0.003)


def test_pictures_without_sound_can_still_be_used(
    qtbot: QtBot, opened: Open, tmp_path: Path
) -> None:
    path = write_medium(tmp_path / "silent.mp4", pictures=50)
    medium = opened(path)
    assert failure(qtbot, medium) == f"“{path}” has video but no audio."
    assert medium.info.has_video
    assert medium.sound is None
    assert medium.length == pytest.approx(2000, abs=50)
    assert medium.settled


def test_the_cover_of_a_song_is_no_moving_picture(
    qtbot: QtBot, opened: Open, tmp_path: Path
) -> None:
    path = tmp_path / "song.mp3"
    with av.open(str(path), "w") as container:
        audio: Any = container.add_stream("libmp3lame", rate=RATE)
        audio.layout = "mono"
        cover: Any = container.add_stream("mjpeg")
        cover.width, cover.height, cover.pix_fmt = 32, 32, "yuvj420p"
        cover.disposition = av.stream.Disposition.attached_pic
        container.mux(cover.encode(av.VideoFrame(32, 32, "yuvj420p")))
        container.mux(cover.encode(None))
        frame = av.AudioFrame.from_ndarray(noise(1).reshape(1, -1), format="s16", layout="mono")
        frame.sample_rate = RATE
        container.mux(audio.encode(frame))
        container.mux(audio.encode(None))
    medium = opened(path)
    decoded(qtbot, medium)
    assert not medium.info.has_video


def test_what_is_no_medium(qtbot: QtBot, opened: Open, tmp_path: Path) -> None:
    (tmp_path / "text.mp4").write_text("这不是电影\n", encoding="utf-8")
    (tmp_path / "empty.mp3").write_bytes(b"")
    names = ["text.mp4", "empty.mp3"]
    if hasattr(os, "mkfifo"):
        os.mkfifo(tmp_path / "pipe.wav")
        names.append("pipe.wav")
    for name in names:
        medium = opened(tmp_path / name)
        assert failure(qtbot, medium).endswith(f"{name}” is not a readable audio or video file.")
        assert medium.sound is None
    assert failure(qtbot, opened(tmp_path)).endswith("” is a folder, not a media file.")
    assert failure(qtbot, opened(tmp_path / "gone.mp3")).endswith("gone.mp3” does not exist.")


def test_a_damaged_file_says_so_and_the_rest_is_on_time(
    qtbot: QtBot, opened: Open, tmp_path: Path
) -> None:
    path = write_medium(tmp_path / "a.m4a", clicks(3.5, *TIMES) + noise(3.5) // 50)
    data = bytearray(path.read_bytes())
    middle = data.index(b"mdat") + (data.index(b"moov") - data.index(b"mdat")) * 45 // 100
    data[middle : middle + 2000] = b"\xff" * 2000
    path.write_bytes(data)
    medium = opened(path)
    assert failure(qtbot, medium).endswith(
        "is damaged: parts of its audio are missing and play as silence."
    )
    sound = medium.sound
    assert sound.complete
    heard = heard_clicks(sound.samples(0, sound.total), sound.rate)
    assert heard[0] == pytest.approx(0.5, abs=0.002)
    assert heard[-1] == pytest.approx(2.9, abs=0.002)


def test_a_copy_that_broke_off_is_decoded_as_far_as_it_goes(
    qtbot: QtBot, opened: Open, tmp_path: Path
) -> None:
    whole = write_medium(tmp_path / "whole.mp3", clicks(3.5, *TIMES), "libmp3lame").read_bytes()
    path = tmp_path / "part.mp3"
    path.write_bytes(whole[: len(whole) // 2])
    medium = opened(path)
    with qtbot.waitSignal(medium.ready):
        pass
    heard = heard_clicks(medium.sound.samples(0, medium.sound.total), RATE)
    assert heard == pytest.approx([0.5, 1.25], abs=0.003)


def test_opened_again_it_is_there_at_once_and_no_child_is_needed(
    qtbot: QtBot, cache: Cache, tmp_path: Path
) -> None:
    source = noise(2)
    path = write_wave(tmp_path / "a.wav", source)
    first = Medium(str(path), cache)
    decoded(qtbot, first)
    first.close()
    moved = path.rename(tmp_path / "moved.wav")
    again = Medium(str(moved), cache)
    assert active_children() == []
    assert again.sound is not None
    assert again.sound.complete
    assert np.array_equal(again.sound.samples(0, 2 * RATE), source)
    assert again.info == first.info
    decoded(qtbot, again)
    again.close()
    write_wave(moved, source[::-1].copy())
    other = Medium(str(moved), cache)
    assert other.sound is None
    decoded(qtbot, other)
    other.close()


@pytest.fixture
def long_one(tmp_path: Path) -> Path:
    return write_sparse_wave(tmp_path / "long.wav", hours=5)


def children(qtbot: QtBot, count: int) -> list[Any]:
    """The decoding processes, once there are so many and they have begun to run."""
    qtbot.waitUntil(lambda: sum(bool(each.pid) for each in active_children()) == count)
    return active_children()


def test_children_that_are_killed_cost_a_sentence(
    qtbot: QtBot, opened: Open, long_one: Path
) -> None:
    medium = opened(long_one)
    qtbot.waitUntil(lambda: medium.sound is not None and len(medium.sound.ranges) > 1)
    done, total = medium.decoding
    assert 0 < done < total == 5 * 3600 * RATE
    for child in children(qtbot, 2):
        child.kill()
    assert failure(qtbot, medium) == (
        f"Decoding the audio of “{long_one}” stopped early. The decoded part can be used."
    )
    assert medium.decoding is None
    assert not medium.sound.complete
    assert len(medium.sound.samples(0, 1000)) == 1000


def test_where_one_child_is_killed_the_other_does_its_share(
    qtbot: QtBot, opened: Open, tmp_path: Path
) -> None:
    source = np.tile(noise(20), 30)
    medium = opened(write_wave(tmp_path / "a.wav", source))
    qtbot.waitUntil(lambda: medium.sound is not None and medium.sound.decoded > 0)
    children(qtbot, 2)[0].kill()
    sound = decoded(qtbot, medium)
    assert np.array_equal(sound.samples(0, sound.total), source)


def test_a_child_that_is_killed_before_it_says_anything(
    qtbot: QtBot, opened: Open, long_one: Path
) -> None:
    medium = opened(long_one)
    (child,) = children(qtbot, 1)
    child.kill()
    assert failure(qtbot, medium) == f"Reading “{long_one}” stopped early: the file may be damaged."
    assert medium.info is None


def test_cancelled_it_goes_on_where_it_was_and_when_opened_again(
    qtbot: QtBot, cache: Cache, tmp_path: Path
) -> None:
    source = np.tile(noise(20), 60)
    path = write_wave(tmp_path / "a.wav", source)
    medium = Medium(str(path), cache)
    qtbot.waitUntil(lambda: medium.sound is not None and medium.sound.decoded > 0)
    medium.cancel()
    assert medium.decoding is None
    assert active_children() == []
    assert medium.sound is not None
    ranges = medium.sound.ranges
    assert 0 < medium.sound.decoded < len(source)
    medium.close()
    entries = list((tmp_path / "cache").iterdir())

    again = Medium(str(path), cache)
    assert again.sound is not None
    assert again.sound.ranges == ranges
    assert again.info == medium.info
    again.cancel()
    again.resume()
    sound = decoded(qtbot, again)
    assert np.array_equal(sound.samples(0, sound.total), source)
    assert list((tmp_path / "cache").iterdir()) == entries, "in the same place"
    again.close()


def test_cancelled_before_it_began_it_can_still_go_on(
    qtbot: QtBot, opened: Open, tmp_path: Path
) -> None:
    source = noise(2)
    medium = opened(write_wave(tmp_path / "a.wav", source))
    medium.cancel()
    assert (medium.sound, medium.decoding) == (None, None)
    medium.resume()
    sound = decoded(qtbot, medium)
    assert np.array_equal(sound.samples(0, sound.total), source)


def test_what_one_wants_to_hear_is_decoded_first(
    qtbot: QtBot, opened: Open, long_one: Path
) -> None:
    medium = opened(long_one)
    qtbot.waitUntil(lambda: medium.sound is not None and medium.sound.decoded > 0)
    wanted = 4 * 3_600_000
    place = wanted * RATE // 1000
    assert medium.sound.reach(place) == place
    medium.want(wanted)
    qtbot.waitUntil(lambda: medium.sound.reach(place) > place + 15 * RATE)
    assert not medium.sound.complete
    medium.cancel()
    medium.want(wanted)
    assert medium.decoding is None, "it is there"
    medium.want(wanted // 2 - 1_800_000)
    assert medium.decoding is not None


def test_nobody_waits_for_the_disk_that_notes_what_is_decoded(
    qtbot: QtBot, opened: Open, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    responds, asked = threading.Event(), threading.Event()

    def keep(entry: Path, kept: Kept) -> None:
        asked.set()
        assert responds.wait(60)
        write(entry, kept)

    write = cache_on_disk.keep
    monkeypatch.setattr(cache_on_disk, "keep", keep)
    path = write_wave(tmp_path / "a.wav", noise(2))
    medium = opened(path)
    decoded(qtbot, medium)  # it is told before the disk has answered
    assert asked.wait(60)
    responds.set()
    medium.close()
    again = opened(path)
    assert again.sound is not None
    assert again.sound.complete


def test_a_note_that_cannot_be_written_is_told(
    qtbot: QtBot, opened: Open, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def keep(entry: Path, kept: Kept) -> None:
        del kept
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC), str(entry))

    monkeypatch.setattr(cache_on_disk, "keep", keep)
    medium = opened(write_wave(tmp_path / "a.wav", noise(2)))
    assert "cache" in failure(qtbot, medium)


def test_no_room_for_the_cache(qtbot: QtBot, tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"")
    medium = Medium(str(write_wave(tmp_path / "a.wav", noise(1))), Cache(tmp_path / "file", 10**9))
    assert failure(qtbot, medium).startswith("The audio cache cannot be written to disk:")
    medium.close()


@pytest.mark.skipif(sys.platform != "linux", reason="counts in /proc")
def test_opening_and_closing_leaves_nothing_behind(
    qtbot: QtBot, cache: Cache, tmp_path: Path
) -> None:
    path = write_wave(tmp_path / "a.wav", noise(30))
    counts = []
    for turn in range(20):
        medium = Medium(str(path), cache)
        if turn % 3 == 1:
            with qtbot.waitSignal(medium.probed):
                pass
        elif turn % 3 == 2:
            decoded(qtbot, medium)
        medium.close()
        shutil.rmtree(tmp_path / "cache", ignore_errors=True)
        files = len(os.listdir("/proc/self/fd"))  # noqa: PTH208 - numbers
        counts.append((files, threading.active_count(), len(active_children())))
    assert counts[-1] == counts[1]
