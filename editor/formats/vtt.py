# SPDX-License-Identifier: GPL-3.0-or-later
"""WebVTT, after https://www.w3.org/TR/webvtt1/ (parsing, section 6), and a little more tolerant.

A time that the standard refuses but that can only mean one thing (a comma for
the point, one-digit fields) is read and reported; anything else without a
readable time line is reported and left in the file where it stands.
"""

from __future__ import annotations

import html
import re
from array import array
from typing import TYPE_CHECKING

from editor.core.cue import NO_EXTRAS, Cue
from editor.core.errors import Problem, UserError
from editor.core.text import TAG
from editor.core.timecode import clock, from_fields
from editor.core.words import Word, Words
from editor.formats.format import Format, Parsed, Written
from editor.formats.lines import LineCounter, unix_newlines, without_blank_lines

if TYPE_CHECKING:
    from collections.abc import Mapping

    from editor.core.document import Document

_TIME = r"(?:(?P<{0}h>\d+):)?(?P<{0}m>\d\d):(?P<{0}s>\d\d)\.(?P<{0}f>\d{{3}})"
_TIME_LINE = re.compile(
    rf"^[ \t\f]*{_TIME.format('a')}[ \t\f]*-->[ \t\f]*{_TIME.format('b')}"
    r"(?:[ \t\f]+(?P<settings>\S.*?))?[ \t\f\r]*$",
    re.ASCII,
)
_LOOSE = r"(?:(?P<{0}h>\d+):)?(?P<{0}m>\d{{1,2}}):(?P<{0}s>\d{{1,2}})[.,](?P<{0}f>\d{{1,6}})"
_LOOSE_TIME_LINE = re.compile(
    rf"^[ \t\f]*{_LOOSE.format('a')}[ \t\f]*-+>[ \t\f]*{_LOOSE.format('b')}"
    r"(?:[ \t\f]+(?P<settings>\S.*?))?[ \t\f\r]*$",
    re.ASCII,
)
_MARK = re.compile(r"<((?:\d+:)?\d\d:\d\d\.\d{3})>", re.ASCII)
_CUE_CLASS = re.compile(r"</?c[^<>]*>")
_VOICE = re.compile(r"<v(?:\.[^\s<>]*)?[ \t]+(?P<name>[^<>]*)>(?P<text>.*?)(?:</v>)?", re.DOTALL)
_ENTITY = re.compile(r"&(?:[A-Za-z]+|#\d+|#x[0-9A-Fa-f]+);")
_HEADING = re.compile(r"\ufeff*WEBVTT(?:[ \t\n\r]|$)")


def score(text: str) -> float:
    """Certain where the heading stands."""
    return 1.0 if _HEADING.match(text) else 0.0


def read(text: str) -> Parsed:
    """Read WebVTT.

    Raises:
        UserError: There is no cue in it.
    """
    return _Reader(text).run()


class _Reader:
    def __init__(self, text: str) -> None:
        self._line_of = LineCounter(text)
        self._text = unix_newlines(text)
        self._spans = array("q")
        self._parsed = Parsed(spans=self._spans)

    def run(self) -> Parsed:
        if not _HEADING.match(self._text):
            self._report("The heading WEBVTT is missing.", 0)
        lines = self._lines()
        row = 0
        id_row: int | None = None
        block_start = True
        while row < len(lines):
            offset, line = lines[row]
            if block_start and _is_block(line) and row:
                row = self._skip_block(lines, row)
                id_row = None
            elif "-->" in line and (timing := self._timing(line, offset)):
                row = self._cue(lines, row, id_row, timing)
                id_row, block_start = None, True
                continue
            elif "-->" in line and row:
                row = self._lost(lines, row)
                id_row = None
            else:
                # A line before a time line is the cue's id; any other is no cue's.
                id_row = row if line and row and block_start else None
                block_start = not line
                row += 1
                continue
            block_start = True
        if not self._parsed.cues:
            raise UserError("No subtitle times were found in this file.")
        self._head(lines)
        return self._parsed

    def _lines(self) -> list[tuple[int, str]]:
        lines = []
        offset = 0
        for line in self._text.split("\n"):
            lines.append((offset, line.rstrip("\r")))
            offset += len(line) + 1
        return lines

    def _head(self, lines: list[tuple[int, str]]) -> None:
        for _, line in lines[1:]:
            if not line or "-->" in line:
                break
            name, _, value = line.partition(":")
            if name.strip().lower() == "language" and value.strip():
                self._parsed.language = value.strip()

    def _timing(self, line: str, offset: int) -> re.Match[str] | None:
        strict = _TIME_LINE.match(line)
        if strict and int(strict["am"]) < 60 and int(strict["as"]) < 60:  # noqa: PLR2004
            return strict
        loose = _LOOSE_TIME_LINE.match(line)
        if loose:
            self._report(
                "The time line is not in WebVTT's form; it was read as it is meant.", offset
            )
        return loose

    def _cue(
        self, lines: list[tuple[int, str]], row: int, id_row: int | None, timing: re.Match[str]
    ) -> int:
        """Read the cue whose time line is at `row`; returns the row after it."""
        first = row + 1
        stop = first
        while stop < len(lines) and lines[stop][1] and not self._starts_cue(lines[stop][1]):
            stop += 1
        payload = "\n".join(line for _, line in lines[first:stop])
        start = from_fields(timing["ah"], timing["am"], timing["as"], timing["af"])
        end = from_fields(timing["bh"], timing["bm"], timing["bs"], timing["bf"])
        number = len(self._parsed.cues)
        if end < start:
            self._report("The cue ends before it starts.", lines[row][0])
        text, speaker, words, voice = _payload(payload, start, end)
        extras: dict[str, object] = {}
        if id_row is not None and id_row == row - 1:
            extras["vtt.id"] = lines[id_row][1]
        else:
            id_row = None
        if timing["settings"]:
            extras["vtt.settings"] = timing["settings"]
        if voice:
            extras["vtt.voice"] = voice
        self._parsed.cues.append(
            Cue(number, start, end, text, speaker=speaker, words=words, extras=extras or NO_EXTRAS)
        )
        last = lines[max(stop - 1, row)]
        self._spans.extend((lines[row if id_row is None else id_row][0], last[0] + len(last[1])))
        return stop

    def _starts_cue(self, line: str) -> bool:
        return "-->" in line

    def _skip_block(self, lines: list[tuple[int, str]], row: int) -> int:
        """NOTE, STYLE and REGION run to the next blank line; they stay in the file."""
        while row < len(lines) and lines[row][1] and not _TIME_LINE.match(lines[row][1]):
            row += 1
        return row

    def _lost(self, lines: list[tuple[int, str]], row: int) -> int:
        """A time line that can't be read: its text belongs to no cue."""
        words = []
        after = row + 1
        while after < len(lines) and lines[after][1] and "-->" not in lines[after][1]:
            words.append(lines[after][1])
            after += 1
        self._report(
            "“{text}” is not a time line; its cue was left out: “{lost}”.",
            lines[row][0],
            text=lines[row][1].strip(),
            lost=" ".join(words)[:40],
        )
        return after

    def _report(self, message: str, offset: int, **facts: object) -> None:
        self._parsed.problems.append(Problem(message, line=self._line_of(offset), **facts))


def _is_block(line: str) -> bool:
    return line.split(" ", 1)[0].split("\t", 1)[0] in {"NOTE", "STYLE", "REGION"}


def _payload(payload: str, start: int, end: int) -> tuple[str, str | None, Words | None, str]:
    """Text, speaker, word timings and the voice tag of a cue's payload."""
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
    """Words between the time marks inside a payload; the first begins with the cue."""
    parts = _MARK.split(_CUE_CLASS.sub("", text))
    times = [start, *(_mark_time(mark) for mark in parts[1::2]), end]
    return Words(
        Word(begin, until, _ENTITY.sub(_unescape, TAG.sub("", said)).strip())
        for begin, until, said in zip(times, times[1:], parts[::2], strict=False)
        if said.strip()
    )


def _mark_time(mark: str) -> int:
    *hours, minutes, seconds = mark.split(":")
    whole, fraction = seconds.split(".")
    return from_fields(hours[0] if hours else None, minutes, whole, fraction)


def _unescape(match: re.Match[str]) -> str:
    return html.unescape(match[0])


def _escape(text: str) -> str:
    """`text` with ``&`` and ``<`` escaped where they are not markup."""
    parts = []
    position = 0
    for match in TAG.finditer(text):
        parts += [html.escape(text[position : match.start()], quote=False), match[0]]
        position = match.end()
    parts.append(html.escape(text[position:], quote=False))
    return "".join(parts).replace("-->", "--&gt;")


def render(cue: Cue, number: int) -> str:
    """One cue as it stands in a file."""
    del number
    extras = cue.extras
    head = f"{clock(max(cue.start, 0))} --> {clock(max(cue.end, 0))}"
    if settings := extras.get("vtt.settings"):
        head += f" {settings}"
    if name := extras.get("vtt.id"):
        head = f"{name}\n{head}"
    text = _escape(without_blank_lines(cue.text))
    if cue.speaker is not None:
        text = _voice(cue.speaker, extras) + text
    return f"{head}\n{text}" if text else head


def _voice(speaker: str, extras: Mapping[str, object]) -> str:
    """The voice tag: as it was read, while the speaker is the same."""
    read_as = str(extras.get("vtt.voice", ""))
    match = _VOICE.fullmatch(read_as)
    if match and html.unescape(match["name"]).strip() == speaker:
        return read_as
    name = re.sub(r"[<>\s]+", " ", speaker)
    return f"<v {html.escape(name, quote=False)}>"


def write(document: Document, media_length: int | None) -> Written:
    """WebVTT with hours in every time, UTF-8, ``\\n``."""
    del media_length
    heading = "WEBVTT\n"
    if document.language:
        heading += f"Kind: captions\nLanguage: {document.language}\n"
    written = Written("")
    blocks = [heading]
    for number, cue in enumerate(document.cues, start=1):
        blocks.append(render(cue, number) + "\n")
        if cue.start < 0 or cue.end < 0:
            written.problems.append(
                Problem("Cue {cue} began before zero; its time was cut there.", cue=number)
            )
        if without_blank_lines(cue.text) != cue.text:
            written.problems.append(
                Problem(
                    "Cue {cue} had blank lines in its text, which WebVTT cannot hold.", cue=number
                )
            )
    written.text = "\n".join(blocks)
    return written


FORMAT = Format(
    id="vtt",
    name="WebVTT",
    suffixes=(".vtt",),
    holds=frozenset({"lines", "markup", "speaker", "position"}),
    score=score,
    read=read,
    write=write,
    render=render,
)
