# SPDX-License-Identifier: GPL-3.0-or-later
"""SubRip, through pysrt behind a tolerant reader.

pysrt reads a well-formed cue well, and loses most others without a word. So
the cues are found here, pysrt reads every time line that is well formed and
writes every cue, and whatever is not well formed is read by our own rules and
reported. Owner of `pysrt`.
"""

from __future__ import annotations

import re
from array import array
from dataclasses import dataclass
from typing import TYPE_CHECKING

from pysrt import SubRipItem, SubRipTime

from editor.core.cue import NO_EXTRAS, Cue
from editor.core.errors import Problem, UserError
from editor.core.timecode import from_fields, from_frames
from editor.formats.format import Format, Parsed, Written
from editor.formats.lines import LineCounter, unix_newlines, without_blank_lines

if TYPE_CHECKING:
    from editor.core.document import Document

_TIME = r"-?\d{1,4}[ ]?[:：][ ]?\d{1,2}(?:[ ]?[:：][ ]?\d{1,2}){0,2}(?:[ ]?[.,，．][ ]?\d{1,9})?"
_ARROW = r"(?:[-–—−－=]{1,3}[ ]?[>＞]|[→⟶➔➡])"
_TIME_LINE = re.compile(
    rf"^[ \t\ufeff]*(?P<start>{_TIME})[ \t]*(?P<arrow>{_ARROW})[ \t]*(?P<end>{_TIME})"
    r"(?:[ \t]+(?P<position>\S.*?))?[ \t\r]*$",
    re.MULTILINE,
)
_CANONICAL = re.compile(r"\d{2,}:[0-5]\d:[0-5]\d,\d{3}", re.ASCII)
_FIELDS = re.compile(
    r"(?P<sign>-?)(?:(?P<h>\d+):(?=\d+:\d))?(?P<m>\d+):(?P<s>\d+)"
    r"(?::(?P<frames>\d+))?(?:\.(?P<f>\d+))?"
)
_BLANK_LINE = re.compile(r"\n[ \t\r\ufeff]*\n")
_LOOKS_TIMED = re.compile(rf"^.*\d.*{_ARROW}.*\d.*$", re.MULTILINE)
_NUMBER_LINE = re.compile(r"^[ \t]*(\d+)[ \t\r]*$", re.MULTILINE)
_LONGEST_INDEX = 12
_FPS = 25


def score(text: str) -> float:
    """Sure where time lines of SubRip's form stand; less so behind a WebVTT heading."""
    sample = text[:20000]
    match = _TIME_LINE.search(unix_newlines(sample))
    if match is None:
        return 0.0
    if sample.lstrip("\ufeff").startswith("WEBVTT"):
        return 0.95 if "," in match["start"] else 0.3
    return 0.9


def read(text: str) -> Parsed:
    """Read SubRip, however damaged. Cues keep the file's order; numbers are ours."""
    return _Reader(text).run()


@dataclass(slots=True)
class _Block:
    """One cue's place in the text: its number line or time line, its time line, its text."""

    start: int
    timing: re.Match[str] | None
    index: str | None
    body: int
    stop: int


class _Reader:
    def __init__(self, text: str) -> None:
        self._text = unix_newlines(text)
        self._line_of = LineCounter(text)
        self._spans = array("q")
        self._parsed = Parsed(spans=self._spans)
        self._numbered = True

    def run(self) -> Parsed:
        blocks = self._blocks()
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
        self._parsed.numbered = self._numbered
        return self._parsed

    # Finding the cues

    def _blocks(self) -> list[_Block]:
        blocks: list[_Block] = []
        for timing in _TIME_LINE.finditer(self._text):
            start, index = self._index_before(timing.start(), blocks)
            if blocks:
                blocks[-1].stop = start
            blocks.append(_Block(start, timing, index, timing.end(), len(self._text)))
        return [part for block in blocks for part in self._untimed_inside(block)]

    def _index_before(self, timing: int, blocks: list[_Block]) -> tuple[int, str | None]:
        """Where the cue begins, and its number: the line before its time line, if it is one."""
        earliest = blocks[-1].body if blocks else 0
        if timing <= earliest:
            return timing, None
        line_start = self._text.rfind("\n", earliest, timing - 1) + 1 or earliest
        line = self._text[line_start : timing - 1].strip(" \t\r\ufeff")
        if not line:
            return timing, None
        before = self._text[earliest:line_start]
        alone = not before.rstrip(" \t\r\ufeff") or bool(re.search(r"\n[ \t\r\ufeff]*\n$", before))
        # Right behind the time line before, or behind a blank line, a short line is a
        # number, be it ever so odd; behind text only digits are.
        if line.isdigit() or (alone and len(line) <= _LONGEST_INDEX and _oddly_numbered(line)):
            return line_start, line
        return timing, None

    def _untimed_inside(self, block: _Block) -> list[_Block]:
        """`block`, and cues in its text that have a number but no readable time."""
        body = self._text[block.body : block.stop]
        if not _BLANK_LINE.search(body):
            return [block]
        parts = [block]
        for match in _NUMBER_LINE.finditer(body):
            before = body[: match.start()]
            if not re.search(r"\n[ \t\r]*\n$", before) or not before.strip():
                continue
            expected = _number(parts[-1].index)
            if expected is None or int(match[1]) != expected + 1:
                continue
            rest = body[match.end() :].lstrip("\r\n \t")
            if not rest:
                continue
            start, after = block.body + match.start(), block.body + match.end()
            first_line = re.compile(r"\n[^\n]*").match(self._text, after)
            if first_line and _LOOKS_TIMED.search(first_line[0]):
                after = first_line.end()
            parts.append(_Block(start, None, match[1], after, block.stop))
            parts[-2].stop = start
        return parts

    # Reading one cue

    def _read(self, block: _Block) -> None:
        number = len(self._parsed.cues)
        if block.index != str(number + 1):
            self._numbered = False
            if block.index is not None and not block.index.isdigit():
                self._report(
                    "The cue number “{text}” is not a number.", block.start, text=block.index
                )
        item = self._item(block)
        body = self._text[block.body : block.stop]
        if block.timing is None and _LOOKS_TIMED.search(body.split("\n", 1)[0]):
            body = body.split("\n", 1)[-1]
        text, end = _body(body, block.body)
        if _LOOKS_TIMED.search(text):
            for match in _LOOKS_TIMED.finditer(text):
                if _half_a_time(match[0]):
                    self._report(
                        "“{text}” looks like a time but cannot be read as one; "
                        "it stays in the text of this cue.",
                        block.body,
                        text=_shortened(match[0]),
                    )
        item.text = text
        position = item.position.strip()
        extras = {"srt.position": position} if position else NO_EXTRAS
        self._parsed.cues.append(
            Cue(number, item.start.ordinal, item.end.ordinal, item.text, extras=extras)
        )
        self._spans.extend((block.start, max(end, block.body)))

    def _item(self, block: _Block) -> SubRipItem:
        timing = block.timing
        if timing is None:
            return SubRipItem(block.index, _UNTIMED, _UNTIMED)
        start, end, arrow = timing["start"], timing["end"], timing["arrow"]
        if arrow == "-->" and _CANONICAL.fullmatch(start) and _CANONICAL.fullmatch(end):
            item = SubRipItem(block.index, start, end, "", timing["position"] or "")
        else:
            item = SubRipItem(
                block.index,
                SubRipTime.from_ordinal(self._loose_time(start, timing.start("start"))),
                SubRipTime.from_ordinal(self._loose_time(end, timing.start("end"))),
                "",
                timing["position"] or "",
            )
        if item.end < item.start:
            self._report("The cue ends before it starts.", timing.start())
        return item

    def _loose_time(self, written: str, offset: int) -> int:
        plain = written.replace(" ", "").translate(_HALF_WIDTH)
        match = _FIELDS.fullmatch(plain)
        if match is None:  # four fields and a fraction, or the like
            self._report("The time “{text}” cannot be read; 0 was taken.", offset, text=written)
            return 0
        ms = from_fields(match["h"], match["m"], match["s"], match["f"])
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
        for row, cue in enumerate(cues):
            if cue.start != _UNTIMED:
                continue
            start = cues[row - 1].end if row else 0
            following = (later.start for later in cues[row + 1 :] if later.start != _UNTIMED)
            end = max(next(following, start), start)
            self._report(
                "This cue has no readable time; it was put between its neighbours.",
                self._spans[2 * row],
            )
            cues[row] = Cue(cue.id, start, end, cue.text)

    def _report(self, message: str, offset: int, **facts: object) -> None:
        self._parsed.problems.append(Problem(message, line=self._line_of(offset), **facts))


_UNTIMED = -(10**12)
_HALF_WIDTH = str.maketrans({"：": ":", "，": ".", "．": ".", ",": "."})


def _oddly_numbered(line: str) -> bool:
    return line.isascii() or any(character.isdigit() for character in line)


def _number(index: str | None) -> int | None:
    return int(index) if index is not None and index.isdigit() else None


def _half_a_time(line: str) -> bool:
    """Whether a line with an arrow has a clock on one side of it at least."""
    return bool(re.search(r"\d[:：]\d\d[:：]?\d{0,2}[.,，．]?\w*\s*" + _ARROW, line))


def _body(body: str, offset: int) -> tuple[str, int]:
    """A cue's text without the blank lines around it, and where it ends in the file."""
    lines = body.split("\n")
    stop = len(lines)
    while stop and not lines[stop - 1].strip(" \t\r\ufeff"):
        stop -= 1
    end = offset + sum(len(line) + 1 for line in lines[:stop]) - 1 if stop else offset
    if stop:
        end -= len(lines[stop - 1]) - len(lines[stop - 1].rstrip("\r"))
    start = 0
    while start < stop and not lines[start].strip(" \t\r\ufeff"):
        start += 1
    return "\n".join(line.rstrip(" \t\r") for line in lines[start:stop]), end


def _shortened(text: str, limit: int = 40) -> str:
    text = " ".join(text.split())
    return text if len(text) <= limit else text[: limit - 1] + "…"


def render(cue: Cue, number: int) -> str:
    """One cue as it stands in a file."""
    position = str(cue.extras.get("srt.position", ""))
    text = without_blank_lines(cue.text)
    if _TIME_LINE.search(text):
        text = _TIME_LINE.sub(lambda match: match[0].replace(match["arrow"], "—"), text)
    start, end = max(cue.start, 0), max(cue.end, 0)
    return str(SubRipItem(number, start, end, text, position)).rstrip("\n")


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
