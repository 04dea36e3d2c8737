# SPDX-License-Identifier: GPL-3.0-or-later
"""Two hours of silence with chirps at known times: at the far end they are on time to 1 ms."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import av
import numpy as np
import pytest

from editor.media.cache import Cache
from editor.media.medium import Medium

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from numpy.typing import NDArray
    from pytestqt.qtbot import QtBot

    from editor.media.sound import Sound

HOURS = 2
TIMES = (3.3, 1803.25, 3599.99, 3600.5, 5400.75, 7195.5)
CHIRP = 0.02
LAME_DELAY = 1105
"""Samples that MP3 puts before the sound, which only a Xing header would tell."""


def chirp(rate: int) -> NDArray[np.float64]:
    """20 ms that rise from 300 to 2500 Hz: like itself at no other place."""
    time = np.arange(round(CHIRP * rate)) / rate
    wave: NDArray[np.float64] = 16_000 * np.sin(2 * np.pi * (300 * time + 55_000 * time**2))
    return wave


def seconds(rate: int, length: int, times: tuple[float, ...]) -> Iterator[NDArray[np.int16]]:
    """Second after second of it."""
    silence = np.zeros(rate, np.int16)
    for second in range(length):
        samples = silence
        for time in times:
            if int(time) == second:
                samples = silence.copy()
                begin = round((time - second) * rate)
                wave = chirp(rate)[: rate - begin]
                samples[begin : begin + len(wave)] = wave
        yield samples


def encoded(stream: Any, rate: int, begin: float) -> Iterator[av.Packet[Any]]:
    for second, samples in enumerate(seconds(rate, HOURS * 3600, TIMES)):
        frame = av.AudioFrame.from_ndarray(samples.reshape(1, -1), format="s16", layout="mono")
        frame.sample_rate, frame.pts = rate, round((begin + second) * rate)
        yield from stream.encode(frame)
    yield from stream.encode(None)


def write(path: Path, codec: str, rate: int, begin: float = 0) -> Path:
    """Sound that begins `begin` seconds after the pictures, if that is not at once."""
    with av.open(str(path), "w") as container:
        sound: Any = container.add_stream(codec, rate=rate)
        sound.layout = "mono"
        if begin:
            video: Any = container.add_stream("mpeg4", rate=25)
            video.width, video.height, video.pix_fmt = 32, 32, "yuv420p"
            for number in range(25):
                picture = av.VideoFrame(32, 32, "yuv420p")
                picture.pts = number
                container.mux(video.encode(picture))
            container.mux(video.encode(None))
        for packet in encoded(sound, rate, begin):
            container.mux(packet)
    return path


def write_mp3(path: Path, rate: int) -> tuple[Path, list[float]]:
    """72 seconds of variable rate, a hundred times, without a header; and when it chirps."""
    encoder: Any = av.CodecContext.create("libmp3lame", "w")
    encoder.rate, encoder.layout, encoder.format = rate, "mono", "s16p"
    encoder.options = {"reservoir": "0", "q": "4"}
    encoder.global_quality, encoder.flags = 4 * 118, encoder.flags | av.codec.context.Flags.qscale
    packets = []
    for samples in seconds(rate, 74, (36.5,)):
        for half in samples.reshape(-1, 1, rate // 50):
            frame = av.AudioFrame.from_ndarray(half, format="s16p", layout="mono")
            frame.sample_rate, frame.pts = rate, None
            packets += encoder.encode(frame)
    count = 72 * rate // 576
    part = b"".join(bytes(packet) for packet in packets[:count])
    assert len({packet.size for packet in packets[:count]}) > 1, "the rate varies"
    path.write_bytes(part * 100)
    return path, [72 * turn + 36.5 + LAME_DELAY / rate for turn in (0, 25, 49, 50, 75, 99)]


def decoded(qtbot: QtBot, medium: Medium) -> Sound:
    with qtbot.waitSignal(medium.ready, timeout=60_000):
        pass
    assert medium.problem is None
    assert medium.sound is not None
    return medium.sound


def off(sound: Sound, time: float) -> float:
    """By how many ms the chirp that is due at `time` is late."""
    margin = round(0.05 * sound.rate)
    begin = round(time * sound.rate) - margin
    wave = chirp(sound.rate)
    heard = sound.samples(begin, begin + 2 * margin + len(wave)).astype(np.float64)
    assert np.abs(heard).max() > 5_000, "there it is"
    place = int(np.argmax(np.correlate(heard, wave, "valid"))) + begin
    return (place / sound.rate - time) * 1000


@pytest.mark.parametrize(
    ("name", "codec", "begin"),
    [
        ("talk.m4a", "aac", 0),
        ("edit-list.mp4", "aac", 2.75),
        ("late.mkv", "flac", 2.75),
    ],
)
def test_on_time_to_the_end(
    qtbot: QtBot, tmp_path: Path, name: str, codec: str, begin: float
) -> None:
    medium = Medium(str(write(tmp_path / name, codec, 8000, begin)), Cache(tmp_path / "c", 1 << 40))
    sound = decoded(qtbot, medium)
    assert [off(sound, begin + time) for time in TIMES] == pytest.approx([0] * len(TIMES), abs=1)
    assert sound.length == pytest.approx((HOURS * 3600 + begin) * 1000, abs=150)
    medium.close()


def test_variable_rate_without_a_header(qtbot: QtBot, tmp_path: Path) -> None:
    path, times = write_mp3(tmp_path / "talk.mp3", 24_000)
    medium = Medium(str(path), Cache(tmp_path / "c", 1 << 40))
    sound = decoded(qtbot, medium)
    assert [off(sound, time) for time in times] == pytest.approx([0] * len(times), abs=1)
    assert sound.length == 100 * 72_000
    assert medium.length == 100 * 72_000
    medium.close()
