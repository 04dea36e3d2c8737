# SPDX-License-Identifier: GPL-3.0-or-later
"""The payload of a WebVTT cue: text, speaker and word timings, read and written."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from editor.core import lazy_re
from editor.core.tags import literal, unprotected, without_tags
from editor.core.words import Word, Words

if TYPE_CHECKING:
    from collections.abc import Mapping

    from editor.formats.vtt_tokens import Parsed

_CUE_CLASS = lazy_re.compile(r"</?c(?:[.\s][^<>]*)?>")
_VOICE = lazy_re.compile(r"</?v(?:[.\s][^<>]*)?>")
OWN_TAG = lazy_re.compile(
    r"<rt(?:[.\s][^<>\n]*)?(?<!--)>[^<\n]*(?:</rt>)?"
    r"|</?(?:[biuc]|v|lang|ruby)(?:[.\s][^<>\n]*)?(?<!--)>"
)
"""One tag of a cue's text that WebVTT knows."""

_PLAIN = lazy_re.compile(r"[^<&]*(?:<([ibu])>[^<&]*</\1>[^<&]*)*")
"""A payload that is its own text, as nearly all are."""

_ESCAPED = lazy_re.compile(r"<\u2060|[&<>]")


class Payload(NamedTuple):
    """What a cue's payload says; times in ms.

    Attributes:
        text: Without timestamps, and without voice tags if there is a speaker.
        speaker: The name, if all voice tags have the same.
        words: Word timings, if there are timestamps.
        voice: The first voice tag as written, if there is a speaker.
        ignored: A tag that browsers ignore, as written, or None.
    """

    text: str
    speaker: str | None = None
    words: Words | None = None
    voice: str = ""
    ignored: str | None = None


def read_payload(payload: str, start: int, end: int) -> Payload:
    """The content of the payload of a cue from `start` to `end`."""
    payload = payload.replace("\0", "\ufffd")
    if _PLAIN.fullmatch(payload):
        return Payload(_without_blank(payload))
    import html

    from editor.formats.vtt_tokens import parse

    if "<" not in payload:
        return Payload(_without_blank(literal(html.unescape(payload))))
    parsed = parse(payload)
    text = "".join(parsed.pieces)
    names = {voice.annotation for voice in parsed.voices}
    speaker, voice = None, ""
    if len(names) == 1 and "" not in names:
        speaker, voice = names.pop(), f"<{parsed.voices[0].source}>"
        text = _VOICE.sub("", text)
    words = None
    if parsed.stamps:
        words = _words(parsed, start, end)
        text = _CUE_CLASS.sub("", text)
    ignored = parsed.ignored[-1] if parsed.ignored else None
    return Payload(_without_blank(text), speaker, words, voice, ignored)


def _without_blank(text: str) -> str:
    """`text` without blank lines and spaces at the ends of lines."""
    if "\n" not in text:
        return text.rstrip(" \t") if text.strip() else ""
    return "\n".join(line.rstrip(" \t") for line in text.split("\n") if line.strip())


def _words(parsed: Parsed, start: int, end: int) -> Words:
    """Words between the timestamps of a payload; the first one begins with the cue."""
    times = [start, *(ms for ms, _ in parsed.stamps), end]
    cuts = [0, *(cut for _, cut in parsed.stamps), len(parsed.pieces)]
    words = []
    for row, (begin, until) in enumerate(pairwise(times)):
        said = without_tags("".join(parsed.pieces[cuts[row] : cuts[row + 1]])).strip()
        if said:
            words.append(Word(begin, until, said))
    return Words(words, "text")


def escape(text: str) -> str:
    """`text` with ``&``, ``<`` and ``>`` escaped where they are not markup."""
    parts = []
    position = 0
    for match in OWN_TAG.finditer(text):
        parts.append(_escaped(text[position : match.start()]))
        parts.append(_escaped_inside(match[0]))
        position = match.end()
    parts.append(_escaped(text[position:]))
    return "".join(parts).replace("-->", "--&gt;")  # in a reading, too, it would end the cue


def _escaped(text: str) -> str:
    if "&" not in text and "<" not in text and ">" not in text:
        return text
    import html

    return _ESCAPED.sub(lambda match: html.escape(match[0][0], quote=False), text)


def _escaped_inside(tag: str) -> str:
    """A tag with ``&`` escaped in its annotation or reading; a reading is closed."""
    if tag.startswith("<rt") and not tag.endswith("</rt>"):
        tag += "</rt>"
    return tag.replace("&", "&amp;") if "&" in tag else tag


def voice_tag(speaker: str, extras: Mapping[str, object]) -> str:
    """The voice tag: unchanged if the speaker is the same as when it was read."""
    import html

    from editor.formats.vtt_tokens import tokens

    read_as = str(extras.get("vtt.voice", ""))
    if [getattr(token, "annotation", "") for token in tokens(read_as)] == [speaker]:
        return read_as
    name = unprotected(re.sub(r"[<>\s]+", " ", speaker))
    return f"<v {html.escape(name, quote=False)}>"
