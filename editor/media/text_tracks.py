# SPDX-License-Identifier: GPL-3.0-or-later
"""Text tracks in media: what there is, and a document from one.

A track becomes the file that it was made from (SubRip, ASS or WebVTT), and that is read.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, NamedTuple

from editor import formats
from editor.core.errors import UserError
from editor.core.tags import without_tags
from editor.core.timecode import clock
from editor.formats.files import LARGEST
from editor.media.container import begin, opened

if TYPE_CHECKING:
    from collections.abc import Iterator

    import av
    from av.subtitles.stream import SubtitleStream

    from editor.core.document import Document
    from editor.core.options import Options

_KINDS = {
    "subrip": "srt",
    "srt": "srt",
    "text": "srt",
    "mov_text": "srt",
    "webvtt": "vtt",
    "ass": "ass",
    "ssa": "ass",
}
"""Formats by FFmpeg's names of codecs; tracks of other codecs are pictures."""

_BOX = "mov_text"
_STYLES = ((1, "b"), (2, "i"), (4, "u"))
"""Tags by the bits of a style's flags."""

_LOOKED_AT = 300_000_000
"""µs of a medium in which the first texts are looked for."""

_BLANK_LINES = re.compile(r"\n[ \t]*(?=\n)")


@dataclass(frozen=True, slots=True)
class TextTrack:
    """A text track of a medium.

    Attributes:
        number: Among the text tracks, from 1.
        codec: FFmpeg's name of it.
        language: As the file names it, "chi" or "zh", or "".
        title: As the file names it, or "".
        format: Id of the format that it is read as; None if it consists of pictures.
    """

    number: int
    codec: str
    language: str
    title: str
    format: str | None


class _Event(NamedTuple):
    """A packet: start and end in ms, and its content."""

    start: int
    end: int
    data: bytes


def is_container(data: bytes) -> bool:
    """Whether the first bytes of a file are those of a medium that may have text tracks."""
    return data.startswith(b"\x1aE\xdf\xa3") or data[4:8] in {b"ftyp", b"moov"}


def text_tracks(name: str) -> list[TextTrack]:
    """The text tracks of a medium, in its order.

    Raises:
        UserError: It is no medium.
    """
    with opened(name) as container:
        return [_track(place, each) for place, each in enumerate(_streams(container), start=1)]


def begun(name: str, most: int = 5) -> list[tuple[TextTrack, list[str]]]:
    """The text tracks of a medium that can be read, each with its first texts, `most` of them.

    Only the first minutes are looked at.

    Raises:
        UserError: It is no medium.
    """
    with opened(name) as container:
        streams = _streams(container)
        tracks = [_track(place, each) for place, each in enumerate(streams, start=1)]
        readable = [
            (track, stream)
            for track, stream in zip(tracks, streams, strict=True)
            if track.format is not None
        ]
        return _first_texts(container, readable, most) if readable else []


def _first_texts(
    container: av.container.InputContainer,
    readable: list[tuple[TextTrack, SubtitleStream]],
    most: int,
) -> list[tuple[TextTrack, list[str]]]:
    texts: dict[int, list[str]] = {stream.index: [] for _, stream in readable}
    tracks = {stream.index: track for track, stream in readable}
    first = begin(container)
    for packet in container.demux():
        time, base = packet.dts, packet.time_base
        if time is not None and base is not None and time * base * 10**6 - first > _LOOKED_AT:
            break
        said = texts.get(packet.stream.index)
        if said is None or len(said) >= most:
            continue
        text = _said(tracks[packet.stream.index], bytes(packet))
        if text:
            said.append(text)
        if all(len(each) >= most for each in texts.values()):
            break
    return [(track, texts[stream.index]) for track, stream in readable]


def _said(track: TextTrack, data: bytes) -> str:
    """The text of a packet in a line."""
    if track.codec == _BOX:
        text = _boxed(data)
    else:
        text = data.decode("utf-8", "replace")
        if track.format == "ass":
            text = text.split(",", 8)[-1].replace("\\N", " ").replace("\\n", " ")
    return " ".join(without_tags(text).split())


def read_track(name: str, number: int | None, options: Options) -> Document:
    """The document in a text track.

    Args:
        name: Path of the medium.
        number: The track, from 1; None for the only one that has text.
        options: Reader options; the track's language comes before theirs.

    Raises:
        UserError: There is no such track, or nobody said which of several.
    """
    with opened(name) as container:
        streams = _streams(container)
        tracks = [_track(place, each) for place, each in enumerate(streams, start=1)]
        track = _chosen(tracks, number)
        stream = streams[track.number - 1]
        events = list(_events(container, stream))
        header = bytes(stream.codec_context.extradata or b"") if track.format == "ass" else b""
    if not events:
        raise UserError("There are no cues in this text track.")
    data = _file(track, events, header)
    known = replace(options, language=_tag(track.language) or options.language)
    return formats.read(data, name, track.format, known)


def _streams(container: av.container.InputContainer) -> list[SubtitleStream]:
    return [each for each in container.streams.subtitles if each.codec_context is not None]


def _track(number: int, stream: SubtitleStream) -> TextTrack:
    codec = stream.codec_context.name
    language, title = stream.metadata.get("language", ""), stream.metadata.get("title", "")
    return TextTrack(number, codec, "" if language == "und" else language, title, _KINDS.get(codec))


def _chosen(tracks: list[TextTrack], number: int | None) -> TextTrack:
    readable = [track for track in tracks if track.format is not None]
    if number is None and len(readable) == 1:
        return readable[0]
    listed = "; ".join(map(described, tracks))
    if not readable:
        if not tracks:
            raise UserError("This medium has no text track.")
        raise UserError("The text tracks of this medium are pictures: {listed}.", listed=listed)
    if number is None:
        raise UserError("This medium has several text tracks: {listed}.", listed=listed)
    found = next((track for track in tracks if track.number == number), None)
    if found is None or found.format is None:
        raise UserError(
            "Text track {number} cannot be read; there are {listed}.", number=number, listed=listed
        )
    return found


def described(track: TextTrack) -> str:
    """A track in a line: its number, what it says of itself, its codec."""
    words = (track.language, track.title, track.codec)
    return f"{track.number} ({', '.join(filter(None, words))})"


def _tag(language: str) -> str | None:
    """The BCP 47 tag of a language as Matroska and MP4 name it."""
    known = {"chi": "zh", "zho": "zh", "eng": "en", "jpn": "ja", "kor": "ko", "fre": "fr"}
    return known.get(language, language or None)


def _events(container: av.container.InputContainer, stream: SubtitleStream) -> Iterator[_Event]:
    """Yield the packets of a track; times count from the medium's first timestamp."""
    size = 0
    first = begin(container) / 1000
    for packet in container.demux(stream):
        data = bytes(packet)
        if packet.pts is None or packet.time_base is None or not data:
            continue
        size += len(data)
        if size > LARGEST:
            raise UserError("This text track is too large.")
        start = round(float(packet.pts * packet.time_base) * 1000 - first)
        length = round(float((packet.duration or 0) * packet.time_base) * 1000)
        yield _Event(max(0, start), max(0, start + length), data)


def _file(track: TextTrack, events: list[_Event], header: bytes) -> bytes:
    """The file that a track was made from."""
    if track.format == "ass":
        rows = sorted((_ass(event) for event in events), key=lambda row: row[0])
        head = header.rstrip(b"\0\r\n") + b"\n"
        if b"[events]" not in header.lower():
            head += (
                b"\n[Events]\nFormat: Layer, Start, End, Style, Name, MarginL, MarginR, MarginV,"
                b" Effect, Text\n"
            )
        return head + b"".join(row for _, row in rows)
    blocks = []
    for number, event in enumerate(events, start=1):
        text = _boxed(event.data) if track.codec == _BOX else event.data.decode("utf-8", "replace")
        text = _BLANK_LINES.sub("", text.replace("\r\n", "\n").strip("\r\n\0"))
        if not text and track.codec == _BOX:
            continue  # the silence between two texts
        point = "," if track.format == "srt" else "."
        times = f"{clock(event.start, point)} --> {clock(event.end, point)}"
        blocks.append(
            f"{number}\n{times}\n{text}\n" if track.format == "srt" else f"{times}\n{text}\n"
        )
    heading = "WEBVTT\n\n" if track.format == "vtt" else ""
    return (heading + "\n".join(blocks)).encode()


def _ass(event: _Event) -> tuple[int, bytes]:
    """Order and line of an event, whose times stand beside it in Matroska."""
    order, _, rest = event.data.partition(b",")
    layer, _, rest = rest.partition(b",")
    times = b",".join(_hundredths(ms) for ms in (event.start, event.end))
    line = (
        b"Dialogue: "
        + layer
        + b","
        + times
        + b","
        + rest.replace(b"\r\n", b"\\N").rstrip(b"\r\n\0")
    )
    return (int(order) if order.isdigit() else 0), line.replace(b"\n", b"\\N") + b"\n"


def _hundredths(ms: int) -> bytes:
    return clock(round(ms / 10) * 10, hour_digits=1)[:-1].encode()


def _boxed(data: bytes) -> str:
    """The text of a sample of 3GPP timed text, with tags for its styles."""
    length = int.from_bytes(data[:2], "big")
    text = data[2 : 2 + length].decode("utf-8", "replace")
    place = 2 + length
    marks: list[tuple[int, int, str]] = []
    while place + 8 <= len(data):
        size = int.from_bytes(data[place : place + 4], "big")
        if size < 8:  # noqa: PLR2004 - a box has at least its size and name
            break
        if data[place + 4 : place + 8] == b"styl":
            marks += _styles(data[place + 10 : place + size])
        place += size
    for start, stop, tag in sorted(marks, reverse=True):
        text = f"{text[:start]}<{tag}>{text[start:stop]}</{tag}>{text[stop:]}"
    return text


def _styles(records: bytes) -> Iterator[tuple[int, int, str]]:
    """Yield start, stop and tag of each style; 12 bytes are one record."""
    for at in range(0, len(records) - 11, 12):
        start, stop = (int.from_bytes(records[at + n : at + n + 2], "big") for n in (0, 2))
        for bit, tag in _STYLES:
            if records[at + 6] & bit and start < stop:
                yield start, stop, tag
