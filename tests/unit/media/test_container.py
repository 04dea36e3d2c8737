# SPDX-License-Identifier: GPL-3.0-or-later
import contextlib
import socket
import wave
from pathlib import Path
from typing import Any

import av
import pytest

from editor.core.errors import UserError
from editor.media.container import describe, media_length, opened

SAMPLE = Path(__file__).parents[3] / "resources" / "sample" / "sample.ogg"
HOSTILE = Path(__file__).parents[2] / "data" / "hostile"
RATE = 48_000


def make_sound(path: Path, codec: str, seconds: float, begin: int = 0) -> Path:
    """Silence, as PyAV encodes it, on a clock that shows `begin` seconds at first."""
    with av.open(str(path), "w") as container:
        stream: Any = container.add_stream(codec, rate=RATE)
        stream.layout = "mono"
        resampler = av.AudioResampler(stream.format.name, "mono", RATE)
        for block in range(round(seconds * 10)):
            frame = av.AudioFrame("s16", "mono", RATE // 10)
            frame.sample_rate, frame.pts = RATE, begin * RATE + block * RATE // 10
            for plane in frame.planes:
                plane.update(bytes(plane.buffer_size))
            for ready in resampler.resample(frame):
                container.mux(stream.encode(ready))
        container.mux(stream.encode(None))
    return path


def make_pictures(path: Path, seconds: float) -> Path:
    with av.open(str(path), "w") as container:
        stream: Any = container.add_stream("mpeg4", rate=25)
        stream.width, stream.height, stream.pix_fmt = 64, 48, "yuv420p"
        for number in range(round(seconds * 25)):
            frame = av.VideoFrame(64, 48, "yuv420p")
            for plane in frame.planes:
                plane.update(bytes(plane.buffer_size))
            frame.pts = number
            container.mux(stream.encode(frame))
        container.mux(stream.encode(None))
    return path


def test_the_sample_is_as_long_as_its_readme_says() -> None:
    with av.open(str(SAMPLE)) as container:
        last = max(
            packet.pts + packet.duration
            for packet in container.demux()
            if packet.pts is not None and packet.duration is not None
        )
    assert media_length(str(SAMPLE)) == pytest.approx(last / 48, abs=50)
    assert 60_000 < media_length(str(SAMPLE)) < 90_000


def test_a_wave_file(tmp_path: Path) -> None:
    path = tmp_path / "声音 1.wav"
    with wave.open(str(path), "wb") as file:
        file.setparams((1, 2, 8000, 0, "NONE", ""))
        file.writeframes(bytes(2 * 8000 * 3 + 2 * 4000))
    assert media_length(str(path)) == pytest.approx(3500, abs=50)


@pytest.mark.parametrize(
    ("name", "codec"),
    [
        ("a.mp3", "libmp3lame"),
        ("a.m4a", "aac"),
        ("a.aac", "aac"),
        ("a.mkv", "libopus"),
        ("a.ts", "mp2"),
    ],
)
def test_sound(tmp_path: Path, name: str, codec: str) -> None:
    assert media_length(str(make_sound(tmp_path / name, codec, 3))) == pytest.approx(3000, abs=50)


def test_a_recorded_broadcast_whose_clock_began_long_before(tmp_path: Path) -> None:
    path = make_sound(tmp_path / "tv.ts", "mp2", 3, begin=600)
    assert media_length(str(path)) == pytest.approx(3000, abs=50)


@pytest.mark.parametrize("name", ["v.mp4", "v.mkv"])
def test_pictures_without_sound(tmp_path: Path, name: str) -> None:
    assert media_length(str(make_pictures(tmp_path / name, 2))) == pytest.approx(2000, abs=50)


def test_what_is_no_medium(tmp_path: Path) -> None:
    (tmp_path / "text.mp4").write_text("这不是电影\n", encoding="utf-8")
    (tmp_path / "empty.mp3").write_bytes(b"")
    for name in ("text.mp4", "empty.mp3"):
        with pytest.raises(UserError, match=f"{name}” is not a readable audio or video file"):
            media_length(str(tmp_path / name))
    with pytest.raises(UserError, match=r"” is a folder, not a medium"):
        media_length(str(tmp_path))
    with pytest.raises(UserError, match=r"There is no medium “.*gone.mp3”"):
        media_length(str(tmp_path / "gone.mp3"))


def test_a_copy_that_broke_off(tmp_path: Path) -> None:
    """Its index stood at the end: nothing can be told. Of a stream, what is there is told."""
    whole = make_sound(tmp_path / "whole.m4a", "aac", 3).read_bytes()
    (tmp_path / "part.m4a").write_bytes(whole[: whole.index(b"moov")])
    with pytest.raises(UserError, match=r"part.m4a” is not a readable audio or video file"):
        media_length(str(tmp_path / "part.m4a"))
    stream = make_sound(tmp_path / "whole.mp3", "libmp3lame", 4).read_bytes()
    (tmp_path / "part.mp3").write_bytes(stream[: len(stream) // 2])
    assert media_length(str(tmp_path / "part.mp3")) == pytest.approx(2000, abs=100)


def test_an_address_is_a_file_name_and_opens_no_connection() -> None:
    with socket.socket() as server:
        server.bind(("127.0.0.1", 0))
        server.listen()
        server.settimeout(0.2)
        with pytest.raises(UserError, match="no medium"):
            media_length(f"http://127.0.0.1:{server.getsockname()[1]}/talk.mp3")
        with pytest.raises(TimeoutError):
            server.accept()


@pytest.mark.parametrize("path", sorted(HOSTILE.iterdir()), ids=lambda path: path.name)
def test_what_broke_it_once_is_described_or_refused(path: Path) -> None:
    with contextlib.suppress(UserError), opened(str(path)) as container:
        assert not describe(container).has_audio


def test_a_list_of_media_is_none(tmp_path: Path) -> None:
    (tmp_path / "part.ts").write_bytes(b"")
    path = tmp_path / "film.mp4"
    path.write_text("#EXTM3U\n#EXT-X-TARGETDURATION:9\n#EXTINF:9,\npart.ts\n#EXT-X-ENDLIST\n")
    with pytest.raises(UserError, match="not a readable audio or video file"):
        media_length(str(path))
