# SPDX-License-Identifier: GPL-3.0-or-later
"""Locates the cues in SubRip text (number line, time line, text), however damaged.

Every pattern here is also matched against hostile text: to avoid catastrophic backtracking,
repetitions are bounded or unambiguous.
"""

from __future__ import annotations

import re

from editor.core import lazy_re
from editor.core.values import dataclass
from editor.formats.odd_lines import is_time_line
from editor.formats.odd_times import ARROW as _ARROW
from editor.formats.odd_times import TIME
from editor.formats.srt_numbers import Candidate, numbers

TIME_LINE = lazy_re.compile(
    rf"^[ \t\ufeff]*(?:(?P<number>\d{{1,9}})[ \t]+|(?P<glued>\d{{1,7}})(?=\d\d[:：]))?"
    rf"(?P<start>{TIME})[ \t]*(?P<arrow>{_ARROW})[ \t]*(?P<end>{TIME})"
    rf"(?P<rest>[ \t\r][^\n]*|(?<=[.,，．]\d\d\d)[^\s\d][^\n]*)?$",
    re.MULTILINE,
)
ARROW = lazy_re.compile(_ARROW)
_SPACES = lazy_re.compile("[\u00a0\u2000-\u200f\u202a-\u202f\u205f\u2060\u3000\ufeff]")
_PLAIN = dict.fromkeys(map(ord, "\u00a0\u205f\u2060\u3000\ufeff"), " ")
_PLAIN |= dict.fromkeys([*range(0x2000, 0x2010), *range(0x202A, 0x2030)], " ")
_ARROW_LINE = lazy_re.compile(rf"^[^\n]*{_ARROW}[^\n]*$", re.MULTILINE)
_HALF_A_TIME = lazy_re.compile(
    rf"\d[:：]\w[\w:：.,，．]{{0,12}}[ \t]{{0,3}}{_ARROW}"
    rf"|{_ARROW}[ \t]{{0,3}}\w{{1,4}}[ ]?[:：][ ]?\w"
)
_NUMBERED = lazy_re.compile(r"(?:\A|\n[ \t\r\ufeff]*\n)[ \t\ufeff]*(\d{1,9})[ \t\r]*(?=\n|\Z)")
_LINE = lazy_re.compile(r"[^\n]*")
_UNFINISHED = lazy_re.compile(r"[\d:,.\s>-]*")
_RAGGED = lazy_re.compile(r"\n\n|[ \t\r\ufeff](?:\n|\Z)")
_BLANK = " \t\r\ufeff"
_MANY_HOURS = lazy_re.compile(r"\d{3}")
_LONGEST_INDEX = 12
"""Characters: a longer line before a time line is not taken as the cue's number."""


def with_plain_spaces(text: str) -> str:
    """The text at the same length, with plain spaces in its time lines.

    Word processors and web pages set others there, some of them invisible, such as marks of the
    direction of writing.
    """
    return _ARROW_LINE.sub(_spaced, text) if _SPACES.search(text) else text


def _spaced(line: re.Match[str]) -> str:
    plain = line[0].translate(_PLAIN)
    return plain if plain != line[0] and TIME_LINE.fullmatch(plain) else line[0]


@dataclass(slots=True)
class Block:
    """Position of one cue in the text, as offsets.

    Attributes:
        start: Start of its number line, or of its time line if it has no number. Of the first
            number line, where two stand there.
        timing: Its time line, or None if unreadable.
        index: What stands in place of its number, or None.
        body: End of its time line, readable or not (or number line, if there is no time line).
        stop: Start of the next cue.
    """

    start: int
    timing: re.Match[str] | None
    index: str | None
    body: int
    stop: int

    @property
    def glued(self) -> bool:
        """Whether the number stands on the time line, without a space after it."""
        return (
            self.timing is not None
            and self.index is not None
            and (self.index == self.timing["glued"] and self.start == self.timing.start())
        )


def find_blocks(text: str) -> list[Block]:
    """The cues in `text`, in file order; empty if there is no readable time line."""
    timings = list(TIME_LINE.finditer(text))
    if not timings:
        return []
    bodies = [0, *(timing.end() for timing in timings)]
    found = numbers([_candidate(text, *pair) for pair in zip(timings, bodies, strict=False)])
    again = [_first_of_two(text, *pair) for pair in zip(found, bodies, strict=False)]
    twice = sum(start is not None for start in again) > len(timings) / 2
    blocks: list[Block] = []
    for timing, number, first in zip(timings, found, again, strict=True):
        start, index = (number.start, number.text) if number else (timing.start(), None)
        if twice and first is not None:
            start = first
        if blocks:
            blocks[-1].stop = start
        blocks.append(Block(start, timing, index, timing.end(), len(text)))
    return _with_untimed(text, blocks)


def _candidate(text: str, timing: re.Match[str], earliest: int) -> Candidate | None:
    """What may be the cue's number; `earliest` is the end of the previous time line, or 0."""
    start, line = _line_before(text, timing.start(), earliest)
    number = timing["number"] or (None if line.isdecimal() else _glued(timing))
    if number is not None:
        return Candidate(timing.start(), number, apart=True, sure=True)
    near = bool(line)
    if not near and start > earliest:  # one blank line between the number and the times
        start, line = _line_before(text, start, earliest)
    if not line.isdecimal():
        # Any short line with ASCII characters only, or with a digit, may be a damaged number.
        odd = line.isascii() or any(character.isdigit() for character in line)
        if not line or not odd or len(line) > _LONGEST_INDEX:
            return None
    if start > earliest + 1:
        above = text.rfind("\n", earliest, start - 1) + 1
        return Candidate(start, line, not text[above : start - 1].strip(_BLANK), near)
    return Candidate(start, line, apart=not earliest, near=near)


def _first_of_two(text: str, number: Candidate | None, earliest: int) -> int | None:
    """Start of the line above a cue's number that has the same number, or None.

    Such a line may also be a text of the cue before, or its last line. So it must stand apart from
    another text, and it counts only where most cues have one.
    """
    if number is None or not number.text.isdecimal():
        return None
    start, line = _line_before(text, number.start, earliest)
    if not line:
        start, line = _line_before(text, start, earliest)
    apart = text[earliest:start].strip() and not _line_before(text, start, earliest)[1]
    return start if line == number.text and (apart or not earliest) else None


def _line_before(text: str, offset: int, earliest: int) -> tuple[int, str]:
    """Start and content of the line that ends before the line start `offset`; "" if none."""
    if offset <= earliest + 1:
        return earliest, ""
    start = text.rfind("\n", earliest, offset - 1) + 1 or earliest
    return start, text[start : offset - 1].strip(_BLANK)


def _glued(timing: re.Match[str]) -> str | None:
    """The first digits of a time line, if they may be the cue's number without a space after it.

    Otherwise they are hours: where the end has a hundred hours, too, or where they are zeros.
    """
    extra = timing["glued"]
    return extra if extra and int(extra) and not _MANY_HOURS.match(timing["end"]) else None


def _with_untimed(text: str, blocks: list[Block]) -> list[Block]:
    """The blocks, plus those with a number in sequence but no readable time."""
    claimed = {block.timing.start() - 1 for block in blocks if block.timing}
    starts = {block.start for block in blocks}
    numbered = _NUMBERED.finditer(text)
    loose = [one for one in numbered if one.end() not in claimed and one.start(1) not in starts]
    if not loose:
        return blocks
    first = blocks[0]
    head = [match for match in loose if match.end() < first.start]
    up_to_first = range(_number(first.index) - len(head), _number(first.index))
    found = []
    if [int(match[1]) for match in head] == list(up_to_first):
        found = _untimed(text, head, first.start)
    rest = iter(loose[len(head) :])
    match = next(rest, None)
    for block in blocks:
        numbers: list[re.Match[str]] = []
        while match and match.end() <= block.stop:
            in_turn = int(match[1]) == _number(block.index) + len(numbers) + 1
            if in_turn and (numbers or text[block.body : match.start()].strip()):
                numbers.append(match)
            match = next(rest, None)
        found += [block, *_untimed(text, numbers, block.stop)]
        if numbers:
            block.stop = numbers[0].start(1)
    return found


def _untimed(text: str, numbers: list[re.Match[str]], stop: int) -> list[Block]:
    blocks = []
    stops = [*(match.start(1) for match in numbers[1:]), stop]
    for match, end in zip(numbers, stops, strict=False):
        body = match.end()
        line = _LINE.match(text, body + 1, stop)
        if line and is_time_line(line[0], text[line.end() : end]):
            body = line.end()
        blocks.append(Block(match.start(1), None, match[1], body, end))
    return blocks


def _number(index: str | None) -> int:
    return int(index) if index is not None and index.isdecimal() else -2


def said(text: str, block: Block) -> tuple[str, int]:
    """A cue's text without surrounding blank lines, and the offset of its end in the file."""
    body = text[block.body : block.stop]
    inner = body.strip("\n")
    if not _RAGGED.search(inner):
        end = block.body + len(body.rstrip("\n"))
        return (inner, end) if inner.strip(_BLANK) else ("", block.body)
    lines = body.split("\n")
    stop = len(lines)
    while stop and not lines[stop - 1].strip(_BLANK):
        stop -= 1
    if not stop:
        return "", block.body
    start = 0
    while not lines[start].strip(_BLANK):
        start += 1
    end = block.body + sum(len(line) + 1 for line in lines[:stop]) - 1
    end -= len(lines[stop - 1]) - len(lines[stop - 1].rstrip("\r"))
    return "\n".join(line.rstrip(" \t\r") for line in lines[start:stop]), end


def half_a_time(line: str) -> bool:
    """Whether a line that is not a time line has an arrow with a clock time on one side."""
    return bool(_HALF_A_TIME.search(line))


def unfinished(text: str) -> bool:
    """Whether this is an incomplete time line, or empty."""
    return bool(_UNFINISHED.fullmatch(text))
