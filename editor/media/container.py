# SPDX-License-Identifier: GPL-3.0-or-later
"""Reads what a media file contains: tracks, length, pictures. Owner of PyAV (`av`)."""

from __future__ import annotations

import os
import stat
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from editor.core.errors import UserError

if TYPE_CHECKING:
    from collections.abc import Iterator

    import av

_LISTS = frozenset({"hls", "dash", "concat", "sdp", "imf"})
"""Formats that are no media, but name others: on this machine, or anywhere."""

# Streams without an index only guess their length from the bit rate: an hour of
# variable-rate MP3 without a header can be told twenty minutes too long.
_GUESSED = frozenset({"mp3", "aac", "ac3", "eac3", "dts", "amr", "adts"})


@dataclass(frozen=True, slots=True)
class Track:
    """One of a medium's tracks of sound.

    Attributes:
        index: Its number among them, from 0.
        codec: FFmpeg's name of it.
        language: As the file names it, "chi" or "zh", or "".
        title: As the file names it, or "".
        channels: How many.
    """

    index: int
    codec: str
    language: str
    title: str
    channels: int


@dataclass(frozen=True, slots=True)
class Info:
    """What a medium consists of.

    Attributes:
        duration_ms: Its length; for some formats a guess, until the sound is decoded.
        has_audio: Whether it has sound.
        has_video: Whether it has moving pictures; the cover of a song is none.
        width: Of the picture as it is to be seen, in square pixels; 0 without one.
        height: Of the picture as it is to be seen.
        fps: Pictures a second, on average; 0 without any.
        audio_codec: FFmpeg's name of it, or "".
        video_codec: FFmpeg's name of it, or "".
        tracks: Of sound, in the file's order.
    """

    duration_ms: int
    has_audio: bool
    has_video: bool
    width: int = 0
    height: int = 0
    fps: float = 0.0
    audio_codec: str = ""
    video_codec: str = ""
    tracks: tuple[Track, ...] = ()


def media_length(name: str) -> int:
    """Length of a sound or video file in ms: of its sound where it has any.

    Args:
        name: Path of the file.

    Raises:
        UserError: There is no such file, it is no medium, or its length can't be told.
    """
    with opened(name) as container:
        length = _length(container)
    if length is None or length <= 0:
        raise UserError("The length of “{name}” is unknown: it has no sound or picture.", name=name)
    return length


def refuse_no_file(name: str) -> None:
    """Check that it is a file, without waiting for a pipe or a device.

    Raises:
        UserError: It is none, or may not be read.
        OSError: The disk cannot tell.
    """
    try:
        with open(name, "rb", opener=_unwaiting) as file:
            mode = os.fstat(file.fileno()).st_mode
    except FileNotFoundError:
        raise UserError("There is no medium “{name}”.", name=name) from None
    except IsADirectoryError:
        raise UserError("“{name}” is a folder, not a medium.", name=name) from None
    except PermissionError:
        if Path(name).is_dir():  # what Windows says of one
            raise UserError("“{name}” is a folder, not a medium.", name=name) from None
        raise UserError("You have no permission to read “{name}”.", name=name) from None
    if not stat.S_ISREG(mode):
        raise UserError("“{name}” is not a readable audio or video file.", name=name)


def _unwaiting(name: str, flags: int) -> int:
    return os.open(name, flags | getattr(os, "O_NONBLOCK", 0))  # a pipe would be waited for


@contextmanager
def opened(name: str) -> Iterator[av.container.InputContainer]:
    """Open a file with PyAV; it is closed afterwards.

    Raises:
        UserError: There is no such file, or it is no medium. What FFmpeg raises within
            the block becomes one as well.
    """
    import av

    try:
        # A name is a file's, whatever it looks like; and no list in a file opens a connection.
        container = av.open(f"file:{name}", options={"protocol_whitelist": "file"})
    except FileNotFoundError:
        raise UserError("There is no medium “{name}”.", name=name) from None
    except IsADirectoryError:
        raise UserError("“{name}” is a folder, not a medium.", name=name) from None
    except PermissionError:
        raise UserError("You have no permission to read “{name}”.", name=name) from None
    except (av.FFmpegError, OSError, ValueError):
        raise UserError("“{name}” is not a readable audio or video file.", name=name) from None
    with container:
        if container.format.name in _LISTS:
            raise UserError("“{name}” is not a readable audio or video file.", name=name)
        try:
            yield container
        except av.FFmpegError:
            raise UserError("“{name}” is not a readable audio or video file.", name=name) from None


def describe(container: av.container.InputContainer) -> Info:
    """What the file contains. Reads none with sound to its end: decoding finds the length."""
    sounds = sounds_of(container)
    audio = sounds[0] if sounds else None
    video = pictures_of(container)
    width, height = (0, 0) if video is None else seen_size(video)
    return Info(
        duration_ms=max(0, _stated(container) or (0 if audio else _length(container)) or 0),
        has_audio=audio is not None,
        has_video=video is not None,
        width=width,
        height=height,
        fps=float(video.average_rate or video.guessed_rate or 0) if video else 0.0,
        audio_codec=audio.codec.canonical_name if audio else "",
        video_codec=video.codec.canonical_name if video else "",
        tracks=tuple(_track(*each) for each in enumerate(sounds)),
    )


def _track(index: int, stream: av.AudioStream) -> Track:
    texts = (stream.language, stream.metadata.get("title"))
    language, title = (text or "" for text in texts)
    return Track(index, stream.codec.canonical_name, language, title, stream.channels)


def sounds_of(container: av.container.InputContainer) -> list[av.AudioStream]:
    """The tracks of sound that can be decoded."""
    return [stream for stream in container.streams.audio if stream.codec_context is not None]


def pictures_of(container: av.container.InputContainer) -> av.VideoStream | None:
    """The first stream of moving pictures that can be decoded; covers do not count."""
    from av.stream import Disposition

    for stream in container.streams.video:
        still = stream.disposition & Disposition.attached_pic
        if stream.codec_context is not None and not still:
            return stream
    return None


def seen_size(video: av.VideoStream) -> tuple[int, int]:
    """Width and height in square pixels, before any turning that its metadata asks for."""
    aspect = video.sample_aspect_ratio or 1
    return round(video.width * aspect), video.height


def begin(container: av.container.InputContainer) -> int:
    """The first timestamp in µs: anything, in a recorded broadcast."""
    return container.start_time or 0


def _length(container: av.container.InputContainer) -> int | None:
    length = None
    if container.format.name not in _GUESSED:
        length = _stated(container)
    return _counted(container) if length is None else length


def _stated(container: av.container.InputContainer) -> int | None:
    """The length that the file's header gives."""
    for stream in (*sounds_of(container), *container.streams.video):
        if stream.duration is not None and stream.time_base is not None:
            end = (stream.start_time or 0) + stream.duration
            return round(end * stream.time_base * 1000) - round(begin(container) / 1000)
    return None if container.duration is None else round(container.duration / 1000)


def _counted(container: av.container.InputContainer) -> int | None:
    """The end of the last packet, found by reading the file through."""
    streams = sounds_of(container) or container.streams.video
    if not streams:
        return None
    end = None
    for packet in container.demux(streams[0]):
        if packet.pts is not None and packet.time_base is not None:
            until = round((packet.pts + (packet.duration or 0)) * packet.time_base * 1000)
            end = until if end is None else max(end, until)
    return None if end is None else end - round(begin(container) / 1000)
