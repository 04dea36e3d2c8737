# SPDX-License-Identifier: GPL-3.0-or-later
"""SubRip: a tolerant reader of our own, and pysrt for writing.

pysrt reads a well-formed cue well, and loses most others without a word. So
cues are found and read here, and whatever is not well formed is reported; what
is written are pysrt's items. Owner of `pysrt`.
"""

from __future__ import annotations

import re
from array import array
from typing import TYPE_CHECKING

from pysrt import SubRipItem, SubRipTime

from editor.core.cue import NO_EXTRAS, Cue
from editor.core.errors import BrokenOff, Problem, UserError
from editor.core.timecode import clock, from_fields, from_frames, from_numbers
from editor.formats.format import Format, Parsed, Written
from editor.formats.lines import LineCounter, unix_newlines, without_blank_lines
from editor.formats.srt_blocks import (
    ARROW,
    TIME_LINE,
    Block,
    find_blocks,
    half_a_time,
    said,
    unfinished,
)

if TYPE_CHECKING:
    from editor.core.document import Document

_CLEAN_TIME = r"(\d{2,4}):([0-5]\d):([0-5]\d),(\d{3})"
_CLEAN_LINE = re.compile(rf"{_CLEAN_TIME} --> {_CLEAN_TIME}\r?", re.ASCII)
_FIELDS = re.compile(
    r"(?P<sign>-?)(?:(?P<h>\d+):(?=\d+:\d))?(?P<m>\d+):(?P<s>\d+)"
    r"(?::(?P<frames>\d+))?(?:\.(?P<f>\d+))?"
)
_PLACEMENT = re.compile(r"[A-Za-z][\w-]*:\S*")
_HALF_WIDTH = str.maketrans({"：": ":", "，": ".", "．": ".", ",": "."})
_UNTIMED = -(10**12)
_FPS = 25


def score(text: str) -> float:
    """Sure where time lines of SubRip's form stand; less so behind a WebVTT heading."""
    sample = text[:20000]
    match = TIME_LINE.search(unix_newlines(sample))
    if match is None:
        return 0.0
    if sample.lstrip("\ufeff").startswith("WEBVTT"):
        return 0.95 if "," in match["start"] else 0.3
    return 0.9


def read(text: str) -> Parsed:
    """Read SubRip, however damaged. Cues keep the file's order; numbers are ours.

    Raises:
        UserError: There is no readable time in it.
    """
    return _Reader(text).run()


class _Reader:
    def __init__(self, text: str) -> None:
        self._text = unix_newlines(text)
        self._line_of = LineCounter(self._text)
        self._spans = array("q")
        self._parsed = Parsed(spans=self._spans, numbered=True)

    def run(self) -> Parsed:
        blocks = find_blocks(self._text)
        if not blocks:
            raise UserError("No subtitle times were found in this file.")
        head = self._text[: blocks[0].start].strip(" \t\r\n\ufeff")
        if head:
            self._report(
                "What stands before the first cue was left out: “{text}”.", 0, text=_shortened(head)
            )
        for block in blocks:
            self._read(block)
        self._place_untimed()
        return self._parsed

    def _read(self, block: Block) -> None:
        number = len(self._parsed.cues)
        if block.index != str(number + 1):
            self._parsed.numbered = False
            if block.index is not None and not block.index.isdecimal():
                self._report(
                    "The cue number “{text}” is not a number.", block.start, text=block.index
                )
        text, end = said(self._text, block)
        if block.stop == len(self._text) and self._breaks_off(block, text):
            return
        if ARROW.search(text) or "\n\n" in text:
            self._doubt(block, text)
        start, stop, extras = _UNTIMED, _UNTIMED, NO_EXTRAS
        if block.timing and (clean := _CLEAN_LINE.fullmatch(block.timing[0])):
            fields = [int(digits) for digits in clean.groups()]
            start, stop = from_numbers(*fields[:4]), from_numbers(*fields[4:])
        elif block.timing:
            start, stop, rest = self._loose(block.timing)
            if rest and all(map(_PLACEMENT.fullmatch, rest.split())):
                extras = {"srt.position": rest}
            elif rest:
                text = f"{rest}\n{text}".strip("\n")
                self._report("Text on the time line was read as text.", block.body)
        if stop < start:
            self._report("The cue ends before it starts.", block.body)
        self._parsed.cues.append(Cue(number, start, stop, text, extras=extras))
        self._spans.extend((block.start, end))

    def _breaks_off(self, block: Block, text: str) -> bool:
        """Report a file that ends inside its last cue; whether nothing of that can be used."""
        cut_in_time = block.timing is None and unfinished(text)
        if cut_in_time or block.body == block.stop:
            message = (
                "The file breaks off in the middle of a cue: it looks like an incomplete copy."
            )
            self._parsed.problems.append(BrokenOff(message, line=self._line_of(block.start)))
        return cut_in_time

    def _doubt(self, block: Block, text: str) -> None:
        """Report what in a cue's text may have been meant as something else."""
        for line in text.split("\n"):
            if half_a_time(line):
                self._report(
                    "“{text}” looks like a time but cannot be read as one; "
                    "it stays in the text of this cue.",
                    block.body,
                    text=_shortened(line),
                )
        if "\n\n" in text:
            self._report("There is a blank line in this cue's text; it was kept.", block.body)

    def _loose(self, timing: re.Match[str]) -> tuple[int, int, str]:
        """Start, end, and what else stands on a time line that is not as it should be."""
        offset = timing.start("start")
        start, end = (self._milliseconds(timing[name], offset) for name in ("start", "end"))
        return start, end, (timing["rest"] or "").strip()

    def _milliseconds(self, written: str, offset: int) -> int:
        plain = written.replace(" ", "").translate(_HALF_WIDTH)
        match = _FIELDS.fullmatch(plain)
        if match is None:  # four fields and a fraction, or the like
            self._report("The time “{text}” cannot be read; 0 was taken.", offset, text=written)
            return 0
        ms = from_fields(match["h"], match["m"], match["s"], match["f"])
        if int(match["s"]) > 59 or (match["h"] and int(match["m"]) > 59):  # noqa: PLR2004
            self._report(
                "The time “{text}” has more than 59 minutes or seconds.", offset, text=written
            )
        if match["frames"]:
            ms += from_frames(int(match["frames"]), _FPS)
            self._report(
                "The time “{text}” counts frames; {fps} a second were taken.",
                offset,
                text=written,
                fps=_FPS,
            )
        if match["sign"]:
            self._report("The cue starts or ends before zero.", offset)
            return -ms
        return ms

    def _place_untimed(self) -> None:
        """Give the cues without a readable time the gap between their neighbours."""
        cues = self._parsed.cues
        following = max((cue.end for cue in cues), default=0)
        following = max(following, 0)
        for row in reversed(range(len(cues))):
            cue = cues[row]
            if cue.start != _UNTIMED:
                following = cue.start
                continue
            before = cues[row - 1].end if row else 0
            start = following if before == _UNTIMED else before
            self._report(
                "This cue has no readable time; it was put between its neighbours.",
                self._spans[2 * row],
            )
            cues[row] = Cue(cue.id, start, max(following, start), cue.text)
            following = start

    def _report(self, message: str, offset: int, **facts: object) -> None:
        self._parsed.problems.append(Problem(message, line=self._line_of(offset), **facts))


def _shortened(text: str, limit: int = 40) -> str:
    text = " ".join(text.split())
    return text if len(text) <= limit else text[: limit - 1] + "…"


class _Time(SubRipTime):  # type: ignore[misc]
    """pysrt's time, made and written without its four descriptors: five times as fast."""

    def __init__(self, ms: int) -> None:
        self.ordinal = max(ms, 0)

    def __str__(self) -> str:
        return clock(self.ordinal, ",")


def render(cue: Cue, number: int) -> str:
    """One cue as it stands in a file."""
    position = str(cue.extras.get("srt.position", ""))
    text = without_blank_lines(cue.text)
    if ARROW.search(text):
        text = TIME_LINE.sub(lambda match: match[0].replace(match["arrow"], "—"), text)
    item = SubRipItem(number, _Time(cue.start), _Time(cue.end), text, position)
    return str(item).rstrip("\n")


def write(document: Document, media_length: int | None) -> Written:
    """SubRip with our numbers, UTF-8, ``\\n``."""
    del media_length
    written = Written("")
    blocks = []
    for number, cue in enumerate(document.cues, start=1):
        block = render(cue, number)
        blocks.append(block)
        if cue.start < 0 or cue.end < 0:
            written.problems.append(
                Problem("Cue {cue} began before zero; its time was cut there.", cue=number)
            )
        if not block.endswith(cue.text):
            written.problems.append(
                Problem(
                    "Cue {cue} had blank lines or a time line in its text, "
                    "which SubRip cannot hold.",
                    cue=number,
                )
            )
    written.text = "\n\n".join(blocks) + "\n" if blocks else ""
    return written


FORMAT = Format(
    id="srt",
    name="SubRip",
    suffixes=(".srt",),
    holds=frozenset({"lines", "markup", "position"}),
    score=score,
    read=read,
    write=write,
    render=render,
)
