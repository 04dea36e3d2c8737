# SPDX-License-Identifier: GPL-3.0-or-later
"""Transcripts that say who speaks from when on.

Those of 讯飞听见, 飞书妙记, 通义听悟, 腾讯会议, 钉钉 and alike, and YouTube's panel
as it is copied. A *label* is a line with a time, and mostly a speaker; the text follows on its
line or below. Only starts are told.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass, field
from functools import cache
from typing import TYPE_CHECKING

from editor.core.cue import Cue
from editor.core.errors import Problem, UserError
from editor.core.i18n import N_
from editor.core.text import weight
from editor.core.timecode import from_fields
from editor.formats.entry_numbers import without_numbers
from editor.formats.format import Format, Parsed, TextReader
from editor.formats.lines import shortened, unix_newlines

if TYPE_CHECKING:
    from collections.abc import Sequence

    from editor.core.options import Options

_TIME = (
    r"(?:(?P<h>\d{1,2})[:：])?(?P<m>\d{1,3})[:：](?P<s>\d{2})(?:[.,](?P<f>\d{1,3}))?(?![:：]?\d)"
)
_SPEAKER = r"[^\s\d:：()（）\[\]【】<>{*#|-][^:：()（）\[\]【】<>{*|]{0,38}?"
_NAMED = re.compile(
    r"(?P<name>[^\s:：,，.。!！?？<{][^:：,，.。!！?？<{]{0,29}?)[ \t]*[:：][ \t]*(?P<text>.*)"
)
_BOLD_NAME = re.compile(r"\*\*([^*:：\n]{1,40}?)(?:\*\*[:：]|[:：]\*\*)[ \t]*")
_RANGE = re.compile(r"\s*(?:-->|->|—>|→|[-–—~～至到]|to\b)\s*\d")
_SIGN = re.compile(r"[-–—|｜·][ \t]+|[,，.。、;；=][ \t]*|(?:——|--)[ \t]*")
_HAND = re.compile(r"[\d:：.,()（）\[\]\s]+$")

_MARKED = re.compile(r"[\ufeff\s]*(?:\{|<(?!cite\b))")
_ALOUD = re.compile(
    r"(?:\d{1,3}\s?(?:hours?|minutes?|seconds?|小[时時]|分[钟鐘]?|秒[钟鐘]?),?\s?){1,3}",
    re.IGNORECASE,
)
"""A time in words below the time, as the panel has it for screen readers."""

_TITLED = 2
"""Lines of an entry that has a chapter's title."""
_FEWEST = 3
"""Number of labels from which a text is a transcript; two are enough if all lines are theirs."""

_LONGEST_NAME = 20
_ASCENDING = 0.95
_SHARE = 0.08
"""Share of lines that must be labels; paragraphs may be long."""

_PACE, _SHORTEST, _LONGEST = 250, 1000, 7000
"""Ms for a Han character, and limits, for the last entry: nothing says when it ends."""


@cache
def _label() -> re.Pattern[str]:
    """One line that may be a label; compiled when the first text is looked at."""
    return re.compile(
        r"[ \t>]*(?:[-*#]{1,4}[ \t]*)?"
        r"(?:<cite[^>]{0,200}user-name=\"(?P<cited>[^\"]{1,40})\"[^>]{0,80}>(?:</cite>)?"
        rf"|[(（\[【]?(?P<speaker>{_SPEAKER})[)）\]】]?)??\**[ \t:：|｜·•]*"
        rf"[(（\[【]?[ \t]*{_TIME}[ \t]*[)）\]】]?"
        r"(?P<after>\**[ \t]*[:：]?\\?[ \t]*)(?P<text>.*)"
    )


@cache
def _until() -> re.Pattern[str]:
    """What follows the first of two times of a label."""
    return re.compile(
        rf"\s*(?:-->|->|—>|→|[-–—~～至到])\s*{_TIME}[ \t]*[)）\]】]?\**[ \t]*[:：]?(?P<text>.*)"
    )


@dataclass(slots=True)
class _Entry:
    line: int
    start: int
    speaker: str | None
    inline: bool
    hours: bool
    end: int | None = None
    texts: list[str] = field(default_factory=list)


def score(text: str) -> float:
    """How much of the text is labels in order of time, as 0.3 to 0.7."""
    text = unix_newlines(text[:40000])
    if "\ufffd" in text[:200] or _MARKED.match(text):
        return 0.0
    lines = [line.strip() for line in text.split("\n")]
    full = sum(map(bool, lines))
    entries = _chosen(_candidates(lines))
    ranged = sum(1 for line in lines if _RANGE.search(line) and ("->" in line or "→" in line))
    if len(entries) < _FEWEST and not (len(entries) > 1 and _are_all(entries, lines)):
        return 0.0
    ranged -= sum(entry.end is not None for entry in entries)
    if ranged > len(entries) / 4 or len(entries) < _SHARE * full:
        return 0.0
    return min(0.7, 0.3 + len(entries) / full)


def _are_all(entries: Sequence[_Entry], lines: Sequence[str]) -> bool:
    """Whether two entries are no chance.

    Each names its speaker and hours or an end, or they begin the text and stand on lines of their
    own.
    """
    if all(entry.speaker and (entry.hours or entry.end is not None) for entry in entries):
        return True
    first = next((number for number, line in enumerate(lines, 1) if line), 0)
    return entries[0].line == first and not any(entry.inline for entry in entries)


def read(text: str, options: Options) -> Parsed:
    """Read the entries; each ends where the next one starts.

    Raises:
        UserError: There are no labels.
    """
    del options
    lines = [line.strip(" \t\r\ufeff") for line in unix_newlines(text).split("\n")]
    entries = _chosen(_candidates(lines)) or _candidates(lines)
    if not entries:
        raise UserError("No lines of the form “speaker 00:00:03” or “0:05 text” were found.")
    lines = without_numbers(lines, [entry.line - 1 for entry in entries])
    parsed = Parsed()
    _collect(entries, lines)
    titles = _titles(entries, lines, parsed)
    head = [(number, line) for number, line in enumerate(lines[: entries[0].line - 1], 1) if line]
    if titles and len(head) == 1:
        titles[0] = head.pop()[1]
    for number, line in head:
        message = N_("Skipped, not part of any cue: “{text}”.")
        parsed.problems.append(Problem(message, line=number, text=shortened(line)))
    ends = any(entry.texts for entry in entries)
    for row, entry in enumerate(entries):
        said = "\n".join(entry.texts)
        if ends and not said and entry.speaker is None:
            continue  # nothing is said from here on
        following = entries[row + 1].start if row + 1 < len(entries) else None
        end = _end(entry.start, following, said) if entry.end is None else entry.end
        title = titles.get(row)
        place = len(parsed.cues)
        cue = Cue(place, entry.start, end, said, said, entry.speaker, chapter=title)
        parsed.cues.append(cue)
    if any(entry.end is None for entry in entries):
        message = N_("Only starts are told; each entry was ended where the next one starts.")
        parsed.problems.append(Problem(message, line=entries[0].line))
    return parsed


def _end(start: int, following: int | None, said: str) -> int:
    if following is not None and following > start:
        return following
    return start + min(_LONGEST, max(_SHORTEST, round(_PACE * weight(said))))


def _candidates(lines: Sequence[str]) -> list[_Entry]:
    entries = []
    pattern = _label()
    for number, line in enumerate(lines, start=1):
        match = pattern.fullmatch(line) if ":" in line or "：" in line else None
        if match is None:
            continue
        speaker = match["cited"] or match["speaker"]
        rest = match["text"].strip().removesuffix("\\").strip()
        rest = _BOLD_NAME.sub(r"\1: ", rest)
        end = None
        if _RANGE.match(match["after"] + match["text"]):
            until = _until().fullmatch(match["after"] + rest) if speaker else None
            if until is None:
                continue  # times without a speaker are another format's
            end = from_fields(until["h"], until["m"], until["s"], until["f"])
            rest = until["text"].strip()
        if not speaker and rest and (named := _NAMED.fullmatch(rest)) and not _HAND.match(rest):
            speaker, rest = named["name"], named["text"].strip()
        if speaker is not None:
            speaker = speaker.strip(" \t\u3000*:：-|｜·•")
        start = from_fields(match["h"], match["m"], match["s"], match["f"])
        entry = _Entry(number, start, speaker or None, bool(rest), match["h"] is not None, end)
        if rest:
            entry.texts.append(rest)
        entries.append(entry)
    return entries


def _chosen(candidates: list[_Entry]) -> list[_Entry]:
    """The labels: of the shape that most have, and in order of time.

    A time in a sentence looks like a label, too: ``我们 12:30 见``. Where most texts stand below, a
    label with text must tell hours; where most labels name a speaker, all must; and none goes back.
    """
    if not candidates:
        return []
    speaking = 2 * sum(one.speaker is not None for one in candidates) > len(candidates)
    inline = 2 * sum(one.inline for one in candidates) > len(candidates)
    shaped = [
        one
        for one in candidates
        if (one.speaker is not None or not speaking)
        and (inline or not one.inline or one.hours)
        and (speaking or one.speaker is None or not one.texts or one.hours or inline)
    ]
    kept = _rising(shaped)
    return kept if len(kept) >= _ASCENDING * len(shaped) else []


def _rising(entries: list[_Entry]) -> list[_Entry]:
    """The most entries whose times never go back."""
    tails: list[int] = []
    rows: list[int] = []
    before: list[int] = []
    for row, entry in enumerate(entries):
        place = bisect_left(tails, entry.start + 1)  # equal times stand
        before.append(rows[place - 1] if place else -1)
        if place == len(tails):
            tails.append(entry.start)
            rows.append(row)
        else:
            tails[place], rows[place] = entry.start, row
    kept = []
    row = rows[-1] if rows else -1
    while row >= 0:
        kept.append(entries[row])
        row = before[row]
    return kept[::-1]


def _collect(entries: list[_Entry], lines: Sequence[str]) -> None:
    """Give each entry the lines below its label."""
    stops = [*(entry.line - 1 for entry in entries[1:]), len(lines)]
    for entry, stop in zip(entries, stops, strict=True):
        below = [line.removesuffix("\\").strip() for line in lines[entry.line : stop]]
        below = [line for line in below if line]
        if below and not entry.inline and not entry.speaker and _ALOUD.fullmatch(below[0]):
            del below[0]
        entry.texts += below
    _set_apart(entries)


def _set_apart(entries: list[_Entry]) -> None:
    """Texts before their times are no speakers, and names behind their times are no texts."""
    if not any(entry.texts for entry in entries):  # 大家好 0:05
        for entry in entries:
            entry.texts, entry.speaker = [entry.speaker] if entry.speaker else [], None
        return
    inline = [entry.texts[0] for entry in entries if entry.inline and entry.texts]
    if len(inline) == len(entries) and all(map(_SIGN.match, inline)):  # 0:05 - 大家好
        for entry in entries:
            entry.texts[0] = _SIGN.sub("", entry.texts[0], count=1)
    behind = [entry.texts[0] for entry in entries if entry.inline and len(entry.texts) > 1]
    named = len(behind) == len(entries) > _FEWEST and not any(entry.speaker for entry in entries)
    if named and 2 * len(set(behind)) <= len(behind) and max(map(len, behind)) <= _LONGEST_NAME:
        for entry in entries:
            entry.speaker = entry.texts.pop(0)


def _titles(entries: list[_Entry], lines: Sequence[str], parsed: Parsed) -> dict[int, str]:
    """Titles of chapters by row, as the transcript panel has them: a second line below a text.

    Only where all other entries are one line, and nothing parts them.
    """
    double = [row for row, entry in enumerate(entries[:-1]) if len(entry.texts) == _TITLED]
    single = sum(len(entry.texts) == 1 for entry in entries)
    panel = not any(entry.speaker or entry.inline for entry in entries)
    gaps = any(not line for line in lines[entries[0].line : entries[-1].line])
    if not panel or gaps or not double or single < 4 * len(double) or single < _FEWEST:
        return {}
    if len(double) + single < len(entries):
        return {}
    titles = {}
    for row in double:
        titles[row + 1] = entries[row].texts.pop()
        message = N_("“{text}” stands between two entries; it was read as the title of a chapter.")
        line = entries[row + 1].line - 1
        parsed.problems.append(Problem(message, line=line, text=shortened(titles[row + 1])))
    return titles


FORMAT = Format(
    id="transcript",
    name=N_("Transcript with times"),
    suffixes=(".txt", ".md"),
    reader=TextReader(score, read, texts="recognised"),
    unverified=True,
)
