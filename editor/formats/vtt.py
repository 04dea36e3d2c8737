# SPDX-License-Identifier: GPL-3.0-or-later
"""WebVTT, after https://www.w3.org/TR/webvtt1/ (parsing, section 6), but a little more tolerant.

A time that is invalid but unambiguous (a comma for the point, one-digit fields) is read and
reported; so is a line with two whole times and other signs. Anything else without a readable time
line is reported and kept in the file unchanged.
"""

from __future__ import annotations

import re
from array import array
from dataclasses import replace
from typing import TYPE_CHECKING

from editor.core import lazy_re
from editor.core.cue import Cue
from editor.core.errors import BrokenOff, Problem, UserError
from editor.core.i18n import N_
from editor.core.markup import anchor
from editor.core.timecode import clock
from editor.formats import odd_lines
from editor.formats.entry_numbers import number_rows
from editor.formats.format import Format, Markup, Parsed, TextReader, Written
from editor.formats.joined_lines import JOINED, parted
from editor.formats.lines import LineCounter, shortened, unix_newlines, without_blank_lines
from editor.formats.vtt_head import head
from editor.formats.vtt_place import place, settings_at
from editor.formats.vtt_segments import Segment, clock_in, joined, touching_header
from editor.formats.vtt_text import OWN_TAG, escape, read_payload, voice_tag
from editor.formats.vtt_times import TIME_LINE, cut_short, settings_and_text, time_line, times

if TYPE_CHECKING:
    from editor.core.document import Document
    from editor.core.options import Options

_UNFINISHED = lazy_re.compile(r"[\d:.\s>-]*")
_HEADING = lazy_re.compile(r"\ufeff*WEBVTT(?:[ \t\n\r]|$)")
_HEADING_LINE = lazy_re.compile(r"\ufeff*WEBVTT(?:[ \t].*)?")
_ARROW_LINE = lazy_re.compile(r"^.*?-->", re.MULTILINE)
_TWO_ARROWS = lazy_re.compile("-->[^\n]*-->")
_OWN_SIGNS = lazy_re.compile(
    r"^(?:X-TIMESTAMP-MAP|NOTE|STYLE|Kind: captions)\b|<v[ .][^<>\n]+>|</?c[.>]|</ruby>"
    r"|<\d\d:\d\d[.:\d]+>|-->[^\n]{0,80}[ \t](?:align|line|position|size):",
    re.MULTILINE,
)
"""What only WebVTT has."""

_COMMA_TIME = lazy_re.compile(r"[ \t]*\d+:\d+:\d+,\d+[ \t]*-->", re.ASCII)


def score(text: str) -> float:
    """Certain if the header is present, slightly lower if SubRip times follow.

    Without a header: just below SubRip for times with a point, so that the name's ending decides,
    and above it where the text has what only WebVTT has.
    """
    text = unix_newlines(text[:20000])
    first = _ARROW_LINE.search(text)
    if _HEADING.match(text):
        return 0.94 if first and _COMMA_TIME.fullmatch(first[0]) else 1.0
    if first is None:
        return 0.0
    line = text[first.start() :].split("\n", 1)[0].rstrip("\r").lstrip("\ufeff")
    timing = TIME_LINE.fullmatch(line)
    if timing is None:
        return 0.0
    return 0.96 if _OWN_SIGNS.search(text) else 0.88


def read(text: str, options: Options) -> Parsed:
    """Read WebVTT.

    Raises:
        UserError: There are no cues.
    """
    return _Reader(text, options.fps).run()


class _Reader:
    def __init__(self, text: str, fps: float) -> None:
        self._fps = fps
        self._segments: list[Segment] = []
        headings = 1 if _HEADING.match(text.lstrip(" \t\r\n")) else 0
        self._glued = text.count("WEBVTT") > headings
        self._numbers: set[int] | None = None
        self._line_of = LineCounter(text)
        self._text = unix_newlines(text)
        self._spans = array("q")
        self._parsed = Parsed(spans=self._spans)
        if _TWO_ARROWS.search(self._text) and (found := parted(self._text)):
            self._text, first = found
            self._parsed.spans = None
            self._report(JOINED, first)
        self._lines: list[tuple[int, str]] = []
        offset = 0
        for line in self._text.split("\n"):
            self._lines.append((offset, line.rstrip("\r")))
            offset += len(line) + 1

    def run(self) -> Parsed:
        row = self._header()
        while row < len(self._lines):
            row = self._block(row) if self._lines[row][1] else row + 1
        if not self._parsed.cues:
            raise UserError("No subtitle times were found in this file.")
        if self._parsed.spans is None:
            self._parsed.mended = {cue.id for cue in self._parsed.cues}
        if len(self._segments) > 1:
            self._join()
        return self._parsed

    def _header(self) -> int:
        """Read the header; returns the row after it."""
        first = next((row for row, (_, line) in enumerate(self._lines) if line.strip()), 0)
        if not _HEADING_LINE.fullmatch(self._lines[first][1].lstrip(" \t")):
            self._report("The WEBVTT header is missing.", 0)
            self._segments.append(Segment(0, None))
            return 0
        if not _HEADING.match(self._text):
            message = N_("Blank lines or spaces stand before WEBVTT: players refuse the file.")
            self._report(message, 0)
        return self._segment(first)

    def _segment(self, row: int) -> int:
        """Read the header at `row`; returns the row after it."""
        stop = self._without_arrow(row + 1)
        clock = None
        for at in range(row + 1, stop):
            line = self._lines[at][1]
            if _HEADING_LINE.fullmatch(line):  # a segment without cues
                stop = at
                break
            name, _, value = line.partition(":")
            clock = clock or clock_in(line)
            if name.strip().lower() == "language" and value.strip() and not self._segments:
                self._parsed.head = replace(self._parsed.head, language=value.strip())
        self._segments.append(Segment(len(self._parsed.cues), clock))
        return stop

    def _join(self) -> None:
        """Put the cues of several segments on one clock."""
        cues, told = joined(self._parsed.cues, self._segments)
        self._parsed.problems.append(told)
        if cues != self._parsed.cues:
            self._parsed.cues, self._parsed.spans = cues, None

    def _without_arrow(self, row: int) -> int:
        """The first row from `row` on that is empty or contains an arrow."""
        while row < len(self._lines) and self._lines[row][1] and "-->" not in self._lines[row][1]:
            row += 1
        return row

    def _block(self, row: int) -> int:
        """Read the block at `row`; returns the row after it."""
        if self._glued and _HEADING_LINE.fullmatch(self._lines[row][1]):
            return self._segment(row)
        arrow = self._without_arrow(row)
        if _is_block(self._lines[row][1]):
            self._parsed.head = replace(self._parsed.head, extras={"vtt.blocks": True})
            # It is kept in the file. It ends at a blank line or a time line.
            while arrow < len(self._lines) and self._lines[arrow][1]:
                if TIME_LINE.fullmatch(self._lines[arrow][1]):
                    break
                arrow = self._without_arrow(arrow + 1)
            row = arrow
        if arrow == len(self._lines) or not self._lines[arrow][1]:
            return self._oddly_timed(row, range(row, row + 2), arrow)
        named = arrow == row + 1
        if not named:
            self._belongs_nowhere(row, arrow)
        timing = time_line(self._lines[arrow][1])
        at_end = arrow == len(self._lines) - 1
        if timing is None or (at_end and cut_short(timing)):
            after = self._without_arrow(arrow + 1)
            return self._oddly_timed(row if named else arrow, range(arrow, arrow + 1), after)
        start, end, doubt = times(timing, self._fps)
        if doubt:
            self._report(doubt.message, self._lines[arrow][0], **doubt.facts)
        return self._cue(arrow, (start, end), timing["settings"] or "", named=named)

    def _oddly_timed(self, row: int, rows: range, stop: int) -> int:
        """Read the block [row, stop), which has no time line of WebVTT; returns the row after it.

        It is a cue nevertheless if one of `rows` tells its times, and a text stands below.
        """
        from editor.formats.paired_times import pair_in

        for at in range(rows.start, min(rows.stop, stop - 1)):
            line = self._lines[at][1]
            if pair_in(line):
                self._report(odd_lines.AS_WRITTEN, self._lines[at][0], text=shortened(line))
                self._parsed.mended.add(len(self._parsed.cues))  # players do not read it
                odd = odd_lines.read(line, self._fps)
                return self._cue(at, (odd.start, odd.end), odd.text, named=at > row)
        self._belongs_nowhere(rows.start, stop)
        return stop

    def _touching_number(self, stop: int) -> int:
        """The row of a cue's number between a text and the time line at `stop`; else `stop`.

        Such files had no blank lines, or lost them: players show the numbers.
        """
        lines = [line for _, line in self._lines[stop - 1 : stop + 1]]
        if not lines[0].isdecimal() or not lines[-1] or len(lines) == 1:
            return stop
        if self._numbers is None:
            lines = [line for _, line in self._lines]
            times = [row for row, line in enumerate(lines) if "-->" in line]
            self._numbers = number_rows(lines, times)
            if stop - 1 in self._numbers:
                message = N_("No blank line before this cue: players show its number as text.")
                self._report(message, self._lines[stop - 1][0])
        return stop - 1 if stop - 1 in self._numbers else stop

    def _cue(self, row: int, span: tuple[int, int], behind: str, *, named: bool) -> int:
        """Read the cue whose time line is at `row`; returns the row after it."""
        start, end = span
        stop = self._without_arrow(row + 1)
        if self._glued:
            stop = touching_header(self._lines, range(row + 1, stop), start)
        if stop > row + 1:
            stop = self._touching_number(stop)
        payload = "\n".join(line for _, line in self._lines[row + 1 : stop])
        number = len(self._parsed.cues)
        settings, beside = settings_and_text(behind, payload)
        if beside:
            self._report("Text after the times was read as cue text.", self._lines[row][0])
            payload = f"{beside}\n{payload}".rstrip("\n")
            self._parsed.mended.add(number)
        if end < start:
            self._report("The cue ends before it starts.", self._lines[row][0])
        said = read_payload(payload, start, end)
        if said.ignored is not None:
            message = N_("Players do not show “{text}”, as WebVTT takes it for markup.")
            at = self._lines[row if beside else row + 1][0]
            self._report(message, at, text=shortened(said.ignored))
        extras: dict[str, object] = {"vtt.id": self._lines[row - 1][1]} if named else {}
        if settings:
            extras["vtt.settings"] = settings
        if said.voice:
            extras["vtt.voice"] = said.voice
        cue = Cue(number, start, end, said.text, speaker=said.speaker, words=said.words)
        self._parsed.cues.append(replace(cue, extras=extras) if extras else cue)
        last = self._lines[stop - 1]
        self._spans.extend((self._lines[row - 1 if named else row][0], last[0] + len(last[1])))
        return stop

    def _belongs_nowhere(self, row: int, stop: int) -> None:
        """Report text outside any cue, as the standard defines cues. It is kept in the file."""
        if row >= stop:
            return
        text = " ".join(line.strip() for _, line in self._lines[row:stop])
        if not text:
            return
        if stop == len(self._lines) and _UNFINISHED.fullmatch(text):
            message = N_("The file ends in the middle of a cue; it may be an incomplete copy.")
            line = self._line_of(self._lines[row][0])
            self._parsed.problems.append(BrokenOff(message, line=line))
            return
        self._report(
            "Skipped, not part of any readable cue: “{text}”.",
            self._lines[row][0],
            text=shortened(text),
        )

    def _report(self, message: str, offset: int, **facts: object) -> None:
        self._parsed.problems.append(Problem(message, line=self._line_of(offset), **facts))


def _is_block(line: str) -> bool:
    return line.split(" ", 1)[0].split("\t", 1)[0] in {"NOTE", "STYLE", "REGION"}


def render(cue: Cue, number: int) -> str:
    """One cue as text of the file."""
    del number
    extras = cue.extras
    head = f"{clock(max(cue.start, 0))} --> {clock(max(cue.end, 0))}"
    key = anchor(cue.text)
    if settings := settings_at(key) if key else extras.get("vtt.settings"):
        head += f" {settings}"
    if name := extras.get("vtt.id"):
        head = f"{name}\n{head}"
    text = escape(_holdable(cue.text))
    if cue.speaker is not None:
        text = voice_tag(cue.speaker, extras) + text
    return f"{head}\n{text}" if text else head


_MARKUP = Markup(OWN_TAG, place, anchors=True)


def _holdable(text: str) -> str:
    return without_blank_lines(_MARKUP.held(text))


def write(document: Document, media_length: int | None) -> Written:
    """WebVTT with hours in every time, UTF-8, ``\\n``."""
    del media_length
    heading = "WEBVTT\n"
    if document.head.language:
        heading += f"Kind: captions\nLanguage: {document.head.language}\n"
    written = Written("")
    blocks = [heading]
    for number, cue in enumerate(document.cues, start=1):
        blocks.append(render(cue, number) + "\n")
        if _holdable(cue.text) != _MARKUP.held(cue.text):
            message = N_("The text of cue {cue} contained blank lines; they were removed.")
            written.problems.append(Problem(message, cue=number))
    written.text = "\n".join(blocks)
    return written


_FOR_SITES = Format(
    id="vtt",
    name="WebVTT",
    suffixes=(".vtt",),
    holds=frozenset({"speaker"}),
    markup=_MARKUP,
    write=write,
)

FORMAT = replace(
    _FOR_SITES,
    reader=TextReader(score, read, texts="decoded"),
    render=render,
    head=head,
    for_sites=_FOR_SITES,
)
