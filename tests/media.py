# SPDX-License-Identifier: GPL-3.0-or-later
"""Media files made by the tests, whose content tells its own time."""

from __future__ import annotations

import wave
from struct import pack
from typing import TYPE_CHECKING, Any

import av
import numpy as np

from editor.media.peaks import base_cells
from editor.media.sound import PEAKS_FILE, SAMPLES_FILE

if TYPE_CHECKING:
    from pathlib import Path

    from numpy.typing import NDArray

RATE = 48_000
FPS = 25


def noise(seconds: float, rate: int = RATE) -> NDArray[np.int16]:
    """Loud, and unlike itself at any other place: where a piece of it stands can be told."""
    chance = np.random.default_rng(906)
    loud = chance.integers(2_000, 20_000, round(seconds * rate), np.int16)
    signed: NDArray[np.int16] = loud * chance.choice(np.array([-1, 1], np.int16), len(loud))
    return signed


def clicks(seconds: float, *times: float, rate: int = RATE) -> NDArray[np.int16]:
    """Silence, with 5 ms of a loud tone at each of `times` (seconds)."""
    samples = np.zeros(round(seconds * rate), np.int16)
    length = rate // 200
    tone = 20_000 * np.sin(2 * np.pi * 2_000 / rate * np.arange(length))
    for moment in times:
        begin = round(moment * rate)
        samples[begin : begin + length] = tone.astype(np.int16)
    return samples


def talk(
    spans: list[tuple[int, int]], seconds: float, rate: int = RATE, pitch: int = 220
) -> NDArray[np.int16]:
    """A voice, as far as it has overtones, in each of `spans` (ms), in a quiet room."""
    time = np.arange(round(seconds * rate)) / rate
    voice = np.zeros(len(time))
    for overtone in range(1, 6):
        voice += 8_000 / overtone * np.sin(2 * np.pi * pitch * overtone * time)
    spoken = np.zeros(len(time))
    for start, end in spans:
        spoken[start * rate // 1000 : end * rate // 1000] = 1
    room = np.random.default_rng(906).normal(0, 2, len(time))
    return np.asarray(voice * spoken + room, np.int16)


def heard_clicks(samples: NDArray[np.int16], rate: int) -> list[float]:
    """Seconds at which the clicks of a sound begin."""
    loud = np.flatnonzero(np.abs(samples.astype(np.int32)) > 5_000)
    if not len(loud):
        return []
    first = np.flatnonzero(np.diff(loud, prepend=-rate) > rate // 10)
    return [float(place) / rate for place in loud[first]]


def write_wave(path: Path, *channels: NDArray[np.int16], rate: int = RATE) -> Path:
    with wave.open(str(path), "wb") as file:
        file.setparams((len(channels), 2, rate, 0, "NONE", ""))
        file.writeframes(np.stack(channels, axis=1).tobytes())
    return path


def write_kept(folder: Path, samples: NDArray[np.int16]) -> None:
    """The files of a sound that is decoded; a `Sound` there is still to be told so."""
    samples.tofile(folder / SAMPLES_FILE)
    base_cells(samples).tofile(folder / PEAKS_FILE)


def write_sparse_wave(path: Path, hours: int) -> Path:
    """Hours of silence that take no room on the disk."""
    write_wave(path, np.zeros(0, np.int16))
    size = hours * 3600 * RATE * 2
    with path.open("r+b") as file:
        file.seek(4)
        file.write((size + 36).to_bytes(4, "little"))
        file.seek(40)
        file.write(size.to_bytes(4, "little"))
        file.truncate(size + 44)
    return path


def write_module(path: Path) -> Path:
    """7.68 s for a tracker of the eighties (ProTracker), which PyAV can't play and libVLC can."""
    sine = (100 * np.sin(np.arange(64) * np.pi / 16)).astype(np.int8).tobytes()
    instruments = [b"sine".ljust(22, b"\0") + pack(">HBBHH", 32, 0, 64, 0, 32)]
    instruments += [bytes(22) + pack(">HBBHH", 0, 0, 0, 0, 1)] * 30
    note, rest = bytes([1, 172, 16, 0]), bytes(4)
    rows = [(note if row % 8 == 0 else rest) + 3 * rest for row in range(64)]
    head = b"beeps".ljust(20, b"\0") + b"".join(instruments) + bytes([1, 127]) + bytes(128)
    path.write_bytes(head + b"M.K." + b"".join(rows) + sine)
    return path


def write_medium(  # noqa: PLR0913 - each test names the one it is about
    path: Path,
    sound: NDArray[np.int16] | None = None,
    audio_codec: str = "aac",
    *,
    pictures: int = 0,
    video_codec: str = "mpeg4",
    sound_begins: float = 0,
    rate: int = RATE,
    hole: tuple[float, float] | None = None,
) -> Path:
    """Sound and pictures as PyAV encodes them.

    Picture number n, 25 a second, has a grey of 24 + 7 * (n % 26), and what is left of the
    middle is black where n % 52 >= 26.

    Args:
        path: Its ending chooses the container.
        sound: Mono.
        audio_codec: FFmpeg's name.
        pictures: How many.
        video_codec: FFmpeg's name.
        sound_begins: Seconds on the file's clock.
        rate: Of `sound`.
        hole: From when to when (seconds) no sound is written, though the clock goes on.
    """
    with av.open(str(path), "w") as container:
        video: Any = container.add_stream(video_codec, rate=FPS) if pictures else None
        audio: Any = container.add_stream(audio_codec, rate=rate) if sound is not None else None
        if audio is not None:
            audio.layout = "mono"
        if video is not None:
            video.width, video.height, video.pix_fmt = 320, 180, "yuv420p"
            video.gop_size = 40
            for number in range(pictures):
                container.mux(video.encode(_picture(number)))
            container.mux(video.encode(None))
        if audio is not None and sound is not None:
            begin = round(sound_begins * rate)
            for frame in _sound_frames(sound, begin, rate, hole):
                container.mux(audio.encode(frame))
            container.mux(audio.encode(None))
    return path


def write_tracks(path: Path, *sounds: tuple[str, NDArray[np.int16]]) -> Path:
    """Several tracks of sound, each with its language."""
    with av.open(str(path), "w") as container:
        streams: list[Any] = []
        for language, _ in sounds:
            stream: Any = container.add_stream("flac", rate=RATE)
            stream.layout = "mono"
            stream.metadata["language"] = language
            streams.append(stream)
        for stream, (_, sound) in zip(streams, sounds, strict=True):
            frame = av.AudioFrame.from_ndarray(sound.reshape(1, -1), format="s16", layout="mono")
            frame.sample_rate, frame.pts = RATE, 0
            container.mux(stream.encode(frame))
            container.mux(stream.encode(None))
    return path


def grey(number: int) -> int:
    return 24 + 7 * (number % 26)


def _picture(number: int) -> av.VideoFrame:
    shades = np.full((180, 320), grey(number), np.uint8)
    shades[:, :160] = 16 if number % 52 >= 26 else grey(number)
    planes = np.full((270, 320), 128, np.uint8)
    planes[:180] = shades
    frame = av.VideoFrame.from_ndarray(planes, format="yuv420p")
    frame.pts = number
    return frame


def _sound_frames(
    sound: NDArray[np.int16], begin: int, rate: int, hole: tuple[float, float] | None
) -> list[av.AudioFrame]:
    frames = []
    size = rate // 50
    for place in range(0, len(sound) - size + 1, size):
        if hole and hole[0] * rate <= place < hole[1] * rate:
            continue
        frame = av.AudioFrame.from_ndarray(
            sound[place : place + size].reshape(1, -1), format="s16", layout="mono"
        )
        frame.sample_rate, frame.pts = rate, begin + place
        frames.append(frame)
    return frames
