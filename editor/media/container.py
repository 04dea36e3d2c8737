# SPDX-License-Identifier: GPL-3.0-or-later
"""Reads what a media file contains: tracks, length, pictures. Owner of PyAV (`av`)."""

from __future__ import annotations

import os
import stat
from contextlib import contextmanager
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path
from typing import TYPE_CHECKING

from editor.core.errors import UserError
from editor.core.windows import READ, is_held, is_too_long

if TYPE_CHECKING:
    from collections.abc import Iterator

    import av

_LISTS = frozenset({"hls", "dash", "concat", "sdp", "imf"})
"""Demuxers of playlists: they are no media, and name files and addresses anywhere."""

_GUESSED = frozenset({"mp3", "aac", "ac3", "eac3", "dts", "amr", "adts"})
"""Formats without an index, whose length FFmpeg estimates from the bit rate: an hour of MP3 with a
variable rate can seem twenty minutes longer."""

_TAIL = 10_000_000
"""µs before the stated end at which the last packets are looked for."""
_FURTHER = 8
"""How much further back they are looked for if there are none."""


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
        length = None if _is_guessed(container) else _measured(container)
    if length is None:
        with opened(name) as container:
            length = _counted(container)
    if length is None or length <= 0:
        raise UserError(
            "The length of “{name}” is unknown: it has neither audio nor video.", name=name
        )
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
        raise _gone(name) from None
    except IsADirectoryError:
        raise UserError("“{name}” is a folder, not a media file.", name=name) from None
    except PermissionError:
        raise _refused(name) from None
    if not stat.S_ISREG(mode):
        raise UserError("“{name}” is not a readable audio or video file.", name=name)


def _gone(name: str) -> UserError:
    if is_too_long(name):
        return UserError(
            "There is no media file “{name}”, or its path is longer than the 259 characters that "
            "Windows allows by default. Use a folder with a shorter path.",
            name=name,
        )
    return UserError("The media file “{name}” does not exist.", name=name)


def _refused(name: str) -> UserError:
    """Why the system denies access to `name`. Windows says so of folders, too."""
    if Path(name).is_dir():
        return UserError("“{name}” is a folder, not a media file.", name=name)
    if is_held(name, READ):
        return UserError("Another program has “{name}” open. Close it there first.", name=name)
    return UserError("You have no permission to read “{name}”.", name=name)


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
        raise _gone(name) from None
    except IsADirectoryError:
        raise UserError("“{name}” is a folder, not a media file.", name=name) from None
    except PermissionError:
        raise _refused(name) from None
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
    """What the file contains.

    Its length is that of `media_length`, but in formats whose length is a guess: decoding finds
    theirs. The container is left at its end.
    """
    sounds = sounds_of(container)
    audio = sounds[0] if sounds else None
    video = pictures_of(container)
    width, height = (0, 0) if video is None else seen_size(video)
    length = container.duration and round(container.duration / 1000)
    if not _is_guessed(container):
        length = _measured(container) or length
    return Info(
        duration_ms=max(0, length or 0),
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


def _is_guessed(container: av.container.InputContainer) -> bool:
    return container.format.name in _GUESSED


def _measured(container: av.container.InputContainer) -> int | None:
    """The end of the sound or, without any, of the pictures, found by reading the last packets.

    What headers state is not enough: Matroska counts from 0 even if the medium begins later, and
    broadcasts leave out their last packets. None if it cannot be found without reading the whole.
    """
    stream = _heard_or_seen(container)
    if stream is None or container.duration is None:
        return None
    import av

    first = begin(container)
    reach = _TAIL
    while True:
        place = max(first, first + container.duration - reach)
        try:
            container.seek(place)
        except av.FFmpegError:
            return None
        end = _last_end(container, stream)
        if end is not None or place == first:
            return end
        reach *= _FURTHER


def _counted(container: av.container.InputContainer) -> int | None:
    """The same, found by reading the file through."""
    stream = _heard_or_seen(container)
    return None if stream is None else _last_end(container, stream)


def _heard_or_seen(
    container: av.container.InputContainer,
) -> av.AudioStream | av.VideoStream | None:
    """The first track of sound, else the first of pictures; a cover counts if there is no other."""
    sounds = sounds_of(container)
    if sounds:
        return sounds[0]
    return pictures_of(container) or next(iter(container.streams.video), None)


def _frame(stream: av.AudioStream | av.VideoStream) -> Fraction:
    """Seconds of a frame of sound, in codecs whose frames are all as long; otherwise 0."""
    if stream.type != "audio" or not stream.codec_context.sample_rate:
        return Fraction(0)
    return Fraction(stream.codec_context.frame_size, stream.codec_context.sample_rate)


def _last_end(
    container: av.container.InputContainer, stream: av.AudioStream | av.VideoStream
) -> int | None:
    """Where the last packet ends, from here on, in ms from the medium's first timestamp.

    A packet of sound is a whole frame, whatever its duration says: decoders give it whole. One
    that says none is as long as the distance to the packet before.
    """
    last = length = None
    frame = _frame(stream)
    for packet in container.demux(stream):
        if packet.pts is not None and packet.time_base is not None:
            time = packet.pts * packet.time_base
            if last is None or time >= last:
                gap = time - last if last is not None else Fraction(0)
                length = max(packet.duration * packet.time_base if packet.duration else gap, frame)
                last = time
    if last is None or length is None:
        return None
    return round((last + length) * 1000) - round(begin(container) / 1000)
