# SPDX-License-Identifier: GPL-3.0-or-later
"""SubRip: a tolerant reader, and pysrt to write.

pysrt parses well-formed cues and silently drops most others. So `srt_blocks` finds the cues and
this module parses their times, with a report on each malformed one. Only this module imports
`pysrt`.
"""

from __future__ import annotations

import re
from array import array
from dataclasses import replace
from functools import cache
from typing import TYPE_CHECKING, cast

from editor.core import lazy_re
from editor.core.cue import Cue
from editor.core.errors import BrokenOff, Problem, UserError
from editor.core.head import NO_EXTRAS
from editor.core.i18n import N_
from editor.core.timecode import from_fields
from editor.formats import odd_lines, odd_times
from editor.formats.format import Format, Markup, Parsed, TextReader, Written
from editor.formats.joined_lines import JOINED, parted
from editor.formats.lines import LineCounter, shortened, unix_newlines, without_blank_lines
from editor.formats.srt_blocks import (
    ARROW,
    TIME_LINE,
    Block,
    find_blocks,
    half_a_time,
    said,
    unfinished,
    with_plain_spaces,
)
from editor.formats.srt_clean import begins_clean, read_clean

if TYPE_CHECKING:
    from collections.abc import Callable

    from editor.core.document import Document
    from editor.core.options import Options

_CLEAN_TIME = r"(\d\d):([0-5]\d):([0-5]\d),(\d{3})"
_CLEAN_LINE = lazy_re.compile(rf"{_CLEAN_TIME} --> {_CLEAN_TIME}\r?", re.ASCII)
_PLACEMENT = lazy_re.compile(
    r"(?:[XY][12]|[ADLST]|align|line|position|region|size|vertical):[\w%.,+-]*", re.ASCII
)
"""Coordinates as in SubRip, or cue settings as in WebVTT."""

_TWICE = N_("This time line stands twice; it was read once.")


def score(text: str) -> float:
    """High if there are SubRip time lines; lower after a WebVTT header, unless they use commas."""
    if begins_clean(text):
        return 0.9
    sample = text[:20000]
    match = TIME_LINE.search(with_plain_spaces(unix_newlines(sample)))
    if match is None:
        return 0.0
    if sample.lstrip("\ufeff").startswith("WEBVTT"):
        return 0.95 if "," in match["start"] else 0.3
    return 0.9


def read(text: str, options: Options) -> Parsed:
    """Read SubRip, however damaged. Cues stay in file order and are renumbered.

    Raises:
        UserError: There is no readable time.
    """
    text = unix_newlines(text)
    return read_clean(text) or _Reader(with_plain_spaces(text), options.fps).run()


class _Reader:
    def __init__(self, text: str, fps: float) -> None:
        self._fps = fps
        self._text = text
        self._line_of = LineCounter(self._text)
        self._spans = array("q")
        self._parsed = Parsed(spans=self._spans, numbered=True)

    def run(self) -> Parsed:
        blocks = find_blocks(self._text)
        if len(ARROW.findall(self._text)) > len(blocks) and (found := parted(self._text)):
            self._text, first = found
            self._parsed.spans = None
            self._report(JOINED, first)
            blocks = find_blocks(self._text)
        if not blocks:
            raise UserError("No subtitle times were found in this file.")
        head = self._text[: blocks[0].start].strip(" \t\r\n\ufeff")
        if head:
            self._report("Skipped before the first cue: “{text}”.", 0, text=shortened(head))
        if twice := next((block for block in blocks if self._has_two_numbers(block)), None):
            self._report(N_("The cue numbers stand twice; they were read once."), twice.start)
        for block, following in zip(blocks, [*blocks[1:], None], strict=True):
            if following is None or not self._repeats(following, block):
                self._read(block)
        odd_lines.place(
            self._parsed.cues, lambda message, row: self._report(message, self._spans[2 * row])
        )
        if self._parsed.spans is None:
            self._parsed.mended = {cue.id for cue in self._parsed.cues}
        return self._parsed

    def _has_two_numbers(self, block: Block) -> bool:
        before = self._text[block.start : block.timing.start()] if block.timing else ""
        return before.split() == [block.index, block.index]

    def _repeats(self, block: Block, before: Block) -> bool:
        """Whether a block is the one before it once more, with the text; reports and joins them."""
        if block.index not in {None, before.index} or self._text[before.body : before.stop].strip():
            return False
        times = [
            one.timing and self._times(one.timing, glued=one.glued, silent=True)
            for one in (before, block)
        ]
        if times[0] is None or times[0] != times[1]:
            return False
        self._report(_TWICE, block.start)
        block.start, block.index = before.start, block.index or before.index
        return True

    def _read(self, block: Block) -> None:
        number = len(self._parsed.cues)
        if block.index != str(number + 1):
            self._parsed.numbered = False
            if block.index == "1":
                self._parsed.anew.append(number)
            if block.index is not None and not block.index.isdecimal():
                self._report(
                    "The cue number “{text}” is not a number.", block.start, text=block.index
                )
        text, end = said(self._text, block)
        if block.stop == len(self._text) and self._breaks_off(block, text):
            return
        if ARROW.search(text) or "\n\n" in text:
            self._doubt(block, text)
        start, stop, text, position = self._timed(block, text)
        if stop < start and stop != odd_lines.UNTIMED:
            self._report("The cue ends before it starts.", block.body)
        extras = {"srt.position": position} if position else NO_EXTRAS
        self._parsed.cues.append(Cue(number, start, stop, text, extras=extras))
        self._spans.extend((block.start, end))

    def _timed(self, block: Block, text: str) -> tuple[int, int, str, str]:
        """Start, end, text and placement of a cue; a time line may contain the last two."""
        timing = block.timing
        if timing is None:
            return *self._oddly_timed(block, text), ""
        if clean := _CLEAN_LINE.fullmatch(timing[0]):
            fields = clean.groups()
            return from_fields(*fields[:4]), from_fields(*fields[4:]), text, ""
        start, end = self._times(timing, glued=block.glued)
        rest = (timing["rest"] or "").strip()
        if all(map(_PLACEMENT.fullmatch, rest.split())):
            return start, end, text, rest
        again = TIME_LINE.fullmatch(rest)
        if again and self._times(again, silent=True) == (start, end):
            self._report(_TWICE, block.body)
            return start, end, text, ""
        rest = rest.lstrip(":： ")
        self._report("Text after the times was read as cue text.", block.body)
        self._parsed.mended.add(len(self._parsed.cues))  # players do not show it there
        return start, end, f"{rest}\n{text}".strip("\n"), ""

    def _oddly_timed(self, block: Block, text: str) -> tuple[int, int, str]:
        """Start, end and text of a cue whose time line is unusual, or not readable."""
        line = self._text[block.start : block.body].rpartition("\n")[2].rstrip("\r")
        odd = odd_lines.read(line, self._fps)
        if odd.is_whole:
            self._report(odd_lines.AS_WRITTEN, block.body - len(line), text=shortened(line))
            self._parsed.mended.add(len(self._parsed.cues))  # players do not read it
        return odd.start, odd.end, f"{odd.text}\n{text}".strip("\n")

    def _times(
        self, timing: re.Match[str], *, glued: bool = False, silent: bool = False
    ) -> tuple[int, int]:
        """Start and end of a malformed time line in ms; reports what is wrong."""
        start, doubts = timing["start"], []
        if glued:
            message = N_("The cue number {text} and the time after it had no space between them.")
            doubts.append(Problem(message, text=timing["glued"]))
        elif timing["glued"]:
            start = timing["glued"] + start
        times = []
        for written in (start, timing["end"]):
            ms, told = odd_times.parse_odd(written, self._fps)
            times.append(ms)
            doubts += told
        once = {doubt.text: doubt for doubt in doubts}  # of both times
        for doubt in () if silent else once.values():
            self._report(doubt.message, timing.start("start"), **doubt.facts)
        return times[0], times[1]

    def _breaks_off(self, block: Block, text: str) -> bool:
        """Report a file that ends inside its last cue; True if nothing of that cue can be used."""
        cut_in_time = block.timing is None and unfinished(text)
        ends_on_time_line = block.body == block.stop
        cut_short = ends_on_time_line and _cut_short(block.timing)
        if cut_in_time or cut_short:
            message = N_("The file ends in the middle of a cue; it may be an incomplete copy.")
            self._parsed.problems.append(BrokenOff(message, line=self._line_of(block.start)))
        elif ends_on_time_line and not (block.timing and (block.timing["rest"] or "").strip()):
            self._report("The file ends after this time line; its text may be missing.", block.body)
        if cut_short and block.timing:
            start, end = self._times(block.timing, silent=True)
            return end <= start  # too little is left of the end
        return cut_in_time

    def _doubt(self, block: Block, text: str) -> None:
        """Report lines in a cue's text that may be damaged time lines, and blank lines."""
        for line in text.split("\n"):
            if half_a_time(line):
                self._report(
                    "“{text}” looks like a time but is not readable; it was kept as cue text.",
                    block.body,
                    text=shortened(line),
                )
        if "\n\n" in text:
            self._report("This cue contains a blank line; it was kept.", block.body)

    def _report(self, message: str, offset: int, **facts: object) -> None:
        self._parsed.problems.append(Problem(message, line=self._line_of(offset), **facts))


def _cut_short(timing: re.Match[str] | None) -> bool:
    """Whether the end time on a time line is shorter than the start time, so it was truncated."""
    return timing is not None and len(timing["end"]) < len(timing["start"])


_MARKUP = Markup(
    lazy_re.compile(
        r"</?(?:[ibus]|bold|italic|underline)>|<font(?:\s[^<>]*)?>|</font>|\{\\[^{}]*\}",
        re.IGNORECASE,
    ),
    anchors=True,
    common=lazy_re.compile(
        r"</?(?:[ibus]|bold|italic|underline)>|<font(?:\s[^<>]*)?>|</font>|\{\\an[1-9]\}",
        re.IGNORECASE,
    ),
)


@cache
def _item() -> Callable[..., object]:
    """The class of pysrt, which only writing needs."""
    from pysrt import SubRipItem

    return cast("Callable[..., object]", SubRipItem)


def render(cue: Cue, number: int) -> str:
    """One cue as text of the file; with the number 0 it has none."""
    position = str(cue.extras.get("srt.position", ""))
    text = _holdable(cue.text)
    rendered = str(_item()(number, cue.start, cue.end, text, position)).rstrip("\n")
    return rendered if number else rendered.removeprefix("0\n")


def _holdable(text: str) -> str:
    """`text` without unsupported markup and without what would end the cue or begin another."""
    text = without_blank_lines(_MARKUP.held(text))
    if ARROW.search(text):
        text = TIME_LINE.sub(lambda match: match[0].replace(match["arrow"], "—"), text)
    return text


def write(document: Document, media_length: int | None) -> Written:
    """SubRip, numbered from 1, UTF-8, ``\\n``."""
    del media_length
    written = Written("")
    blocks = []
    for number, cue in enumerate(document.cues, start=1):
        blocks.append(render(cue, number))
        if _holdable(cue.text) != _MARKUP.held(cue.text):
            message = N_(
                "The text of cue {cue} contained blank lines or a time line; they were changed."
            )
            written.problems.append(Problem(message, cue=number))
    written.text = "\n\n".join(blocks) + "\n" if blocks else ""
    return written


def _write_basic(document: Document, media_length: int | None) -> Written:
    """As `write`, without markup and positions: sites show them as text, or drop them."""
    cues = (replace(cue, text=_BASIC.markup.held(cue.text), extras={}) for cue in document.cues)
    return write(replace(document, cues=tuple(cues)), media_length)


_BASIC = Format(id="srt", name=N_("Basic SubRip"), suffixes=(".srt",), write=_write_basic)

FORMAT = Format(
    id="srt",
    name="SubRip",
    suffixes=(".srt",),
    markup=_MARKUP,
    reader=TextReader(score, read),
    write=write,
    render=render,
    cut_off=lazy_re.compile(r"\n(?:[^\S\n]|\ufeff)*\n"),  # Bilibili drops all that follows it
    for_sites=_BASIC,
)
