# SPDX-License-Identifier: GPL-3.0-or-later
"""The payload of a WebVTT cue: voice tag, entities and timestamps, read and written."""

from __future__ import annotations

import html
import re
from typing import TYPE_CHECKING

from editor.core.text import TAG
from editor.core.timecode import from_fields
from editor.core.words import Word, Words

if TYPE_CHECKING:
    from collections.abc import Mapping

_MARK = re.compile(r"<((?:\d{1,6}:)?\d\d:\d\d\.\d{3})>", re.ASCII)
_CUE_CLASS = re.compile(r"</?c(?:[.\s][^<>]*)?>")
OWN_TAG = re.compile(r"</?(?:[biuc]|v|lang|ruby|rt)(?:[.\s][^<>]*)?>")
_VOICE = re.compile(r"<v(?:\.[^\s<>]*)?[ \t]+(?P<name>[^<>]*)>(?P<text>.*?)(?:</v>)?", re.DOTALL)
_ENTITY = re.compile(r"&(?:[A-Za-z]{1,32}|#\d{1,7}|#x[0-9A-Fa-f]{1,6});")


def read_payload(payload: str, start: int, end: int) -> tuple[str, str | None, Words | None, str]:
    """Text, speaker, word timings and original voice tag of a cue's payload; times in ms."""
    text = payload.replace("\0", "\ufffd")
    speaker, voice = None, ""
    match = _VOICE.fullmatch(text)
    if match and "<v" not in match["text"]:
        speaker = html.unescape(match["name"]).strip() or None
        voice = text[: match.start("text")]
        text = match["text"]
    words = None
    if _MARK.search(text):
        words = _words(text, start, end)
        text = _CUE_CLASS.sub("", _MARK.sub("", text))
    lines = (line.rstrip(" \t") for line in text.split("\n") if line.strip())
    return _ENTITY.sub(_unescape, "\n".join(lines)), speaker, words, voice


def _words(text: str, start: int, end: int) -> Words | None:
    """Words between the timestamps in a payload; the first one begins with the cue."""
    parts = _MARK.split(_CUE_CLASS.sub("", text))
    times = [start, *(_mark_time(mark) for mark in parts[1::2]), end]
    words = (
        Word(begin, until, _ENTITY.sub(_unescape, TAG.sub("", said)).strip())
        for begin, until, said in zip(times, times[1:], parts[::2], strict=False)
        if said.strip()
    )
    return Words(words, "text")


def _mark_time(mark: str) -> int:
    *hours, minutes, seconds = mark.split(":")
    whole, fraction = seconds.split(".")
    return from_fields(hours[0] if hours else None, minutes, whole, fraction)


def _unescape(match: re.Match[str]) -> str:
    return html.unescape(match[0])


def escape(text: str) -> str:
    """`text` with ``&`` and ``<`` escaped where they are not markup."""
    parts = []
    position = 0
    for match in OWN_TAG.finditer(text):
        parts += [html.escape(text[position : match.start()], quote=False), match[0]]
        position = match.end()
    parts.append(html.escape(text[position:], quote=False))
    return "".join(parts).replace("-->", "--&gt;")


def voice_tag(speaker: str, extras: Mapping[str, object]) -> str:
    """The voice tag: unchanged if the speaker is the same as when it was read."""
    read_as = str(extras.get("vtt.voice", ""))
    match = _VOICE.fullmatch(read_as)
    if match and html.unescape(match["name"]).strip() == speaker:
        return read_as
    name = re.sub(r"[<>\s]+", " ", speaker)
    return f"<v {html.escape(name, quote=False)}>"
