# SPDX-License-Identifier: GPL-3.0-or-later
"""LRC: lyrics, a start per line, in the enhanced forms one per word.

There is no specification. ``[01:02.50]text``; several stamps before a text repeat it;
``[offset:+500]`` means half a second earlier; words have ``<01:02.50>`` or ``[01:02.50]`` before
them; a stamp without text ends the line before. Lines with the same stamp, mostly a translation,
are lines of one cue.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from itertools import pairwise, zip_longest
from typing import TYPE_CHECKING

from editor.core.cue import Cue
from editor.core.errors import Problem, UserError
from editor.core.head import Head
from editor.core.i18n import N_
from editor.core.tags import without_tags
from editor.core.timecode import from_fields
from editor.core.words import Word, Words
from editor.formats.format import Format, Parsed, TextReader, Written
from editor.formats.lines import shortened, unix_newlines

if TYPE_CHECKING:
    from editor.core.document import Document
    from editor.core.options import Options

_STAMP = r"(?:(\d{1,3})[:：])?(\d{1,4})[:：](\d{2})(?:[.:．：](\d{1,3}))?"
_LEADING = re.compile(rf"[ \t\ufeff]*\[{_STAMP}\]", re.ASCII)
_WORD = re.compile(rf"[\[<]{_STAMP}[\]>]", re.ASCII)
_FIELD = re.compile(r"[ \t\ufeff]*\[([A-Za-z#][A-Za-z_ ]{0,20}):([^\[\]]*)\][ \t]*")
_OFFSET = re.compile(r"[ \t]*([+-]?)(\d{1,9})[ \t]*", re.ASCII)
_LINE = re.compile(
    rf"^[ \t\ufeff]*\[{_STAMP}\](?![ \t]*(?:-+>|[-–—~→])[ \t]*[\[\d])", re.ASCII | re.MULTILINE
)
_TIMES_IN_TEXT = re.compile(rf"[\[<]({_STAMP})[\]>]", re.ASCII)
_COLONS = re.compile(r"([\[<]\d{1,3}[:：]\d{2})[:：](\d{2})(?=[\]>])", re.ASCII)
"""``[01:02:50``: hours, minutes and seconds, or hundredths where one is above 59."""

_LAST_SECOND = 59
_SPACED = re.compile(rf"(?<![ \t])[ \t]+({_WORD.pattern})[ \t]+", re.ASCII)
"""A stamp with a space on both sides, of which one parts the words."""

_INFO = {"ti": "Title", "ar": "Artist", "al": "Album", "by": "By", "au": "Author"}
"""Fields of the head by LRC's names of them."""

_LAST = 5_000
"""Length in ms that the last line is given."""

_TICK = 10


@dataclass(slots=True)
class _Stamped:
    """A line at one of its stamps: ms, text, words, and its line number."""

    start: int
    text: str
    line: int
    words: list[tuple[int, str]] = field(default_factory=list)


def score(text: str) -> float:
    """The share of lines that begin with a stamp; less where stamps have no fraction."""
    sample = _with_hundredths(unix_newlines(text[:20000]))
    lines = [line for line in sample.split("\n") if line.strip()]
    stamps = list(_LINE.finditer(sample))
    fields = sum(1 for line in lines if _FIELD.fullmatch(line))
    if not stamps or not lines:
        return 0.0
    share = min(1.0, (len(stamps) + fields) / len(lines))
    exact = fields or any(stamp[4] for stamp in stamps)
    return (0.93 if exact else 0.45) * share


def read(text: str, options: Options) -> Parsed:
    """Read LRC. A line lasts until the next one.

    Raises:
        UserError: There is no line with a stamp.
    """
    del options
    parsed = Parsed()
    rows: list[_Stamped] = []
    info: dict[str, str] = {}
    repeated = False
    text = _with_hundredths(unix_newlines(text))
    for number, raw in enumerate(text.split("\n"), start=1):
        line = raw.rstrip("\r")
        if (named := _FIELD.fullmatch(line)) and not _LEADING.match(line):
            info[named[1].strip().lower()] = named[2].strip()
            continue
        found = _line(line, number)
        repeated = repeated or len(found) > 1
        rows += found
        if not found and line.strip(" \t\ufeff"):
            message = N_("Skipped, not part of any cue: “{text}”.")
            parsed.problems.append(Problem(message, line=number, text=shortened(line)))
    if not any(row.text for row in rows):
        raise UserError("No subtitle times were found in this file.")
    if repeated:  # the format's own way to say a text again later
        rows.sort(key=lambda row: row.start)
    _shift(parsed, rows, info.get("offset", ""))
    _add(parsed, rows)
    told = {_INFO[name]: value for name, value in info.items() if name in _INFO and value}
    parsed.head = Head(script_info=told)
    return parsed


def _with_hundredths(text: str) -> str:
    """The text with ``[01:02.50]`` for ``[01:02:50]``, where the last numbers are no seconds."""
    if any(int(stamp[2]) > _LAST_SECOND for stamp in _COLONS.finditer(text)):
        return _COLONS.sub(r"\1.\2", text)
    return text


def _line(line: str, number: int) -> list[_Stamped]:
    """The line at each of its stamps."""
    starts: list[int] = []
    ends: list[int] = []
    while stamp := _LEADING.match(line, ends[-1] if ends else 0):
        starts.append(_ms(stamp))
        ends.append(stamp.end())
    if not starts:
        return []
    said = line[ends[-1] :]
    inner = _WORD.search(said)
    if inner and len(starts) == 2 and starts[0] < starts[1] <= _ms(inner):  # noqa: PLR2004 - a pair
        said, starts = line[ends[0] :], starts[:1]  # the second one is of the first word
    words = _words(said, starts[0])
    text = _TIMES_IN_TEXT.sub("", _SPACED.sub(r" \1", said)).strip()
    first = starts[0]
    return [
        _Stamped(start, text, number, [(ms - first + start, word) for ms, word in words])
        for start in starts
    ]


def _words(said: str, start: int) -> list[tuple[int, str]]:
    """Start and text of each word; an empty text is the end of the last one."""
    stamps = list(_WORD.finditer(said))
    if not stamps:
        return []
    ends = [*(stamp.start() for stamp in stamps[1:]), len(said)]
    first = said[: stamps[0].start()].strip()
    return [(start, first)] * bool(first) + [
        (_ms(stamp), said[stamp.end() : end].strip())
        for stamp, end in zip(stamps, ends, strict=True)
    ]


def _ms(stamp: re.Match[str]) -> int:
    return from_fields(stamp[1], stamp[2], stamp[3], stamp[4])


def _shift(parsed: Parsed, rows: list[_Stamped], offset: str) -> None:
    found = _OFFSET.fullmatch(offset)
    if found is None or not int(found[2]):
        return
    delta = int(found[2]) if found[1] == "-" else -int(found[2])
    for row in rows:
        row.start = max(0, row.start + delta)
        row.words = [(max(0, ms + delta), word) for ms, word in row.words]
    message = N_("The file's own offset of {ms} ms was added to all times.")
    parsed.problems.append(Problem(message, ms=delta))


def _add(parsed: Parsed, rows: list[_Stamped]) -> None:
    """Make cues of the lines; those with the same stamp become one."""
    joined: list[_Stamped] = []
    for row in rows:
        if joined and joined[-1].start == row.start and row.text and joined[-1].text:
            joined[-1].text += f"\n{row.text}"
        else:
            joined.append(row)
    for row, following in zip(joined, [*joined[1:], None], strict=True):
        if not row.text:
            continue
        end = row.words[-1][0] if row.words and not row.words[-1][1] else 0
        if end <= row.start:
            later = following is not None and following.start > row.start
            end = following.start if following is not None and later else row.start + _LAST
            if not later:
                message = N_("This line has no end; it was given {seconds} seconds.")
                seconds = _LAST // 1000
                parsed.problems.append(Problem(message, line=row.line, seconds=seconds))
        cue = Cue(len(parsed.cues), row.start, end, row.text, words=_timed(row, end))
        parsed.cues.append(cue)


def _timed(row: _Stamped, end: int) -> Words | None:
    words = [
        Word(ms, max(ms, until), word)
        for (ms, word), (until, _) in pairwise([*row.words, (end, "")])
        if word
    ]
    return Words(words, "text").inside(row.start, end) if words else None


def write(document: Document, media_length: int | None) -> Written:
    """LRC with hundredths of a second; words have times where they are known."""
    del media_length
    written = Written()
    names = {name: key for key, name in _INFO.items()}
    info = document.head.script_info
    lines = [f"[{names[name]}:{value}]" for name, value in info.items() if name in names]
    overlaps = 0
    for cue, following in zip_longest(document.cues, document.cues[1:]):
        stamp = f"[{_stamp(cue.start)}]"
        lines_of = without_tags(cue.text).replace("\r", "\n").split("\n")
        texts = [line.strip() for line in lines_of if line.strip()]
        enhanced = _enhanced(cue)
        lines += [stamp + enhanced] if enhanced else [stamp + _plain(line) for line in texts]
        lines += [stamp] if not texts else []
        if following is None or following.start > cue.end:
            lines.append(f"[{_stamp(cue.end)}]")
        overlaps += following is not None and following.start < cue.end
    if overlaps:
        message = N_(
            "In LRC a line ends where the next one begins; overlapping ones end sooner."
            " Cues affected: {count}."
        )
        written.problems.append(Problem(message, count=overlaps))
    written.text = "".join(f"{line}\n" for line in lines)
    return written


def _enhanced(cue: Cue) -> str:
    """The text with a stamp before each word, if its words are those of the text."""
    if cue.words is None or "\n" in cue.text:
        return ""
    text, place, parts = without_tags(cue.text), 0, []
    last = cue.start
    for word in cue.words:
        said = word.text.strip()
        at = text.find(said, place)
        if at < 0 or not said:
            return ""
        between = text[place:at]
        parts.append(f"{between}<{_stamp(word.start)}>{said}")
        place, last = at + len(said), word.end
    return "".join(parts) + text[place:] + f"<{_stamp(last)}>" if parts else ""


def _plain(line: str) -> str:
    """A text without what would be read as a stamp."""
    return _TIMES_IN_TEXT.sub(r"(\1)", line)


def _stamp(ms: int) -> str:
    hundredths = max(0, (ms + _TICK // 2) // _TICK)
    minutes, hundredths = divmod(hundredths, 6000)
    return f"{minutes:02d}:{hundredths // 100:02d}.{hundredths % 100:02d}"


FORMAT = Format(
    id="lrc",
    name="LRC",
    suffixes=(".lrc",),
    holds=frozenset({"words"}),
    reader=TextReader(score, read),
    write=write,
    tick=_TICK,
    unverified=True,
)
