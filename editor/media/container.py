# SPDX-License-Identifier: GPL-3.0-or-later
"""What a media file says of itself. Owner of PyAV (`av`)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from editor.core.errors import UserError

if TYPE_CHECKING:
    import av

# Streams without an index only guess their length from the bit rate: an hour of
# variable-rate MP3 without a header can be told twenty minutes too long.
_GUESSED = frozenset({"mp3", "aac", "ac3", "eac3", "dts", "amr", "adts"})


def media_length(name: str) -> int:
    """Length of a sound or video file in ms: of its sound where it has any.

    Args:
        name: Path of the file.

    Raises:
        UserError: There is no such file, it is no medium, or its length can't be told.
    """
    import av  # noqa: PLC0415 - 60 ms of libraries that most runs don't need

    try:
        # A name is a file's, whatever it looks like; and no list in a file opens a connection.
        with av.open(f"file:{name}", options={"protocol_whitelist": "file"}) as container:
            length = None
            if container.format.name not in _GUESSED:
                length = _stated(container)
            if length is None:
                length = _counted(container)
    except FileNotFoundError:
        raise UserError("There is no medium “{name}”.", name=name) from None
    except IsADirectoryError:
        raise UserError("“{name}” is a folder, not a medium.", name=name) from None
    except PermissionError:
        raise UserError("You have no permission to read “{name}”.", name=name) from None
    except (av.FFmpegError, OSError, ValueError):
        raise UserError("“{name}” is no sound or video file that can be read.", name=name) from None
    if length is None or length <= 0:
        raise UserError(
            "The length of “{name}” can't be told: it has no sound or picture.", name=name
        )
    return length


def _stated(container: av.container.InputContainer) -> int | None:
    """The length that the file's header gives."""
    for stream in (*container.streams.audio, *container.streams.video):
        if stream.duration is not None and stream.time_base is not None:
            end = (stream.start_time or 0) + stream.duration
            return round(end * stream.time_base * 1000) - _begin(container)
    return None if container.duration is None else round(container.duration / 1000)


def _counted(container: av.container.InputContainer) -> int | None:
    """The end of the last packet, found by reading the file through."""
    streams = container.streams.audio or container.streams.video
    if not streams:
        return None
    end = None
    for packet in container.demux(streams[0]):
        if packet.pts is not None and packet.time_base is not None:
            until = round((packet.pts + (packet.duration or 0)) * packet.time_base * 1000)
            end = until if end is None else max(end, until)
    return None if end is None else end - _begin(container)


def _begin(container: av.container.InputContainer) -> int:
    """Where the file's own clock begins, in ms: a recorded broadcast's does anywhere."""
    return round((container.start_time or 0) / 1000)
