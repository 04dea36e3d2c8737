# SPDX-License-Identifier: GPL-3.0-or-later
"""Chapters: read from cues and from pasted text, checked by a site's rules, written in its form.

The rules were collected from the sites' help and from users' notes; see `checks.sites.Chapters`.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from editor.checks.sites import site
from editor.core.change import replaced
from editor.core.errors import Problem
from editor.core.i18n import N_
from editor.core.tags import without_tags

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from editor.checks.sites import Chapters
    from editor.core.change import Change
    from editor.core.document import Document

_SECOND = 1_000
_STAMP = r"(?:(\d+)[:：])?(\d{1,3})[:：](\d{2})(?:[.,]\d+)?"
_OPEN, _CLOSED = r"[\[(【（「<]?", r"[\])】）」>]?"
_BULLET = r"\s*(?:[-*•·▶►#]+\s*|\d{1,3}[.)、]\s+)?"
_BETWEEN = r"[\s\-–—:：|·,，]*"
_FIRST = re.compile(
    rf"^{_BULLET}{_OPEN}{_STAMP}{_CLOSED}{_BETWEEN}(?:{_STAMP})?{_CLOSED}{_BETWEEN}(.*?)\s*$"
)
_LAST = re.compile(rf"^{_BULLET}(.+?){_BETWEEN}{_OPEN}{_STAMP}{_CLOSED}\s*$")
_ENDS = "。！？，、；：…!?,.;: \n"
_NEAR = 500
"""ms by which a chapter may start after the cue that it is set at."""


@dataclass(frozen=True, slots=True)
class Chapter:
    """A chapter: where it starts, in ms of the medium, and its title."""

    start: int
    title: str


def rules_of(name: str) -> Chapters:
    """A site's rules; it must have some."""
    rules = site(name).chapters
    if rules is None:
        raise ValueError(name)
    return rules


def chapters_of(document: Document) -> list[Chapter]:
    """The chapters that are marked in a document, by time."""
    found = [Chapter(cue.start, cue.chapter) for cue in document.cues if cue.chapter is not None]
    return sorted(found, key=lambda chapter: chapter.start)


def listing(chapters: Sequence[Chapter], rules: Chapters) -> str:
    """The chapters as the site wants them pasted: a line each; the first at zero."""
    long = rules.hours or any(chapter.start >= 3600 * _SECOND for chapter in chapters)
    lines = []
    for number, chapter in enumerate(chapters):
        second = 0 if not number and chapter.start < rules.shortest else chapter.start // _SECOND
        minutes, seconds = divmod(second, 60)
        hours, rest = divmod(minutes, 60)
        width = 2 if rules.hours else 1
        stamp = f"{hours:0{width}}:{rest:02}" if long else str(minutes)
        lines.append(f"{stamp}:{seconds:02} {_line(chapter.title)}\n")
    return "".join(lines)


def objections(
    chapters: Sequence[Chapter], rules: Chapters, length: int | None = None
) -> list[tuple[int | None, Problem]]:
    """What a site would object to.

    Args:
        chapters: By time.
        rules: The site's.
        length: Length of the medium in ms, or None if it is not known.

    Returns:
        The index of a chapter, or None for all of them, and what is wrong.
    """
    if not chapters:
        return []
    count, name = len(chapters), rules.site
    found: list[tuple[int | None, Problem]] = []
    if count < rules.least:
        few = Problem(
            "{site} shows chapters only if there are at least {least}.",
            site=name,
            least=rules.least,
        )
        found.append((None, few))
    if rules.most is not None and count > rules.most:
        many = Problem(
            "{site} takes at most {most} chapters; there are {count}.",
            site=name,
            most=rules.most,
            count=count,
        )
        found.append((None, many))
    if length is not None and rules.medium is not None and length < rules.medium:
        short = Problem(
            "{site} shows chapters only in media longer than {minutes} min.",
            site=name,
            minutes=rules.medium // 60_000,
        )
        found.append((None, short))
    if chapters[0].start >= rules.shortest:
        found.append((0, Problem("The first chapter must start at 0:00.")))
    for number, chapter in enumerate(chapters):
        start = 0 if not number and chapter.start < rules.shortest else chapter.start
        end = chapters[number + 1].start if number + 1 < count else length
        found += [(number, problem) for problem in _in_one(chapter, start, end, rules, length)]
    return found  # fmt: skip


def _in_one(
    chapter: Chapter, start: int, end: int | None, rules: Chapters, length: int | None
) -> Iterator[Problem]:
    title, seconds = _line(chapter.title), rules.shortest // _SECOND
    if not title:
        yield Problem("A chapter has no title.")
    if len(title) > rules.title:
        yield Problem(
            "The title “{title}” is longer than {most} characters.", title=title, most=rules.title
        )
    if length is not None and start >= length:
        yield Problem("“{title}” starts after the end of the medium.", title=title)
    elif end is not None and end // _SECOND - start // _SECOND < seconds:
        yield Problem("“{title}” is shorter than {seconds} s.", title=title, seconds=seconds)
    if any(sign in title for sign in rules.forbidden):
        yield Problem("“{title}” has a character that {site} does not take: {signs}",
                      title=title, site=rules.site, signs=" ".join(rules.forbidden))  # fmt: skip


def fitting(
    chapters: Sequence[Chapter], sites: Sequence[Chapters], opening: str, length: int | None = None
) -> list[Chapter]:
    """The chapters, changed so that none of these sites objects, as far as that can be.

    The first starts at zero; the shortest ones join their shorter neighbour; titles are cut at a
    word.

    Args:
        chapters: By time.
        sites: The rules to satisfy.
        opening: Title of what is before the first chapter.
        length: Length of the medium in ms, or None.
    """
    shortest = max(rules.shortest for rules in sites)
    longest = min(rules.title for rules in sites)
    most = min((rules.most for rules in sites if rules.most is not None), default=None)
    forbidden = "".join(rules.forbidden for rules in sites)
    kept = [chapter for chapter in chapters if length is None or chapter.start < length]
    if kept and kept[0].start >= shortest:
        kept.insert(0, Chapter(0, opening))
    elif kept:
        kept[0] = replace(kept[0], start=0)

    def lasts(number: int) -> int:
        end = kept[number + 1].start if number + 1 < len(kept) else length
        return (
            shortest
            if end is None
            else end // _SECOND * _SECOND - kept[number].start // _SECOND * _SECOND
        )

    while len(kept) > 1:
        number = min(range(len(kept)), key=lasts)
        if lasts(number) >= shortest and (most is None or len(kept) <= most):
            break
        after = number + 1 < len(kept) and (not number or lasts(number + 1) < lasts(number - 1))
        del kept[number + 1 if after else number]
    cut = str.maketrans("", "", forbidden)
    return [
        replace(chapter, title=shortened(_line(chapter.title).translate(cut), longest))
        for chapter in kept
    ]


def shortened(title: str, most: int) -> str:
    """A title of at most `most` characters, cut where a phrase or a word ends."""
    if len(title) <= most:
        return title
    from editor.language.words import borders

    short = title[:most]
    phrase = max(short.rfind(sign) for sign in _ENDS)
    if phrase >= most // 2:
        return short[:phrase].rstrip(_ENDS)
    edges = [edge for edge in borders(title) if most // 2 <= edge <= most]
    return title[: max(edges, default=most)].rstrip(_ENDS)


def title_from(text: str, most: int = 15) -> str:
    """A title proposed from a cue's text: its first phrase."""
    plain = _line(without_tags(text)).strip(_ENDS)
    return shortened(plain, most)


def parse(text: str) -> tuple[list[Chapter], list[Problem]]:
    """The chapters in pasted text, and the lines that are none.

    Read are lines with a time (``0:00``, ``1:02:03``, also in brackets) before or after the title,
    as in descriptions of videos; an end time after the start is passed over.
    """
    found: list[Chapter] = []
    problems: list[Problem] = []
    for number, raw in enumerate(text.splitlines(), start=1):
        if not raw.strip():
            continue
        match = _FIRST.match(raw)
        if match is not None:
            start, title = _ms(match[1], match[2], match[3]), match[7]
        else:
            match = _LAST.match(raw)
            if match is None:
                problems.append(
                    Problem(
                        "No time in this line; it was left out: {text}",
                        line=number,
                        text=raw.strip(),
                    )
                )
                continue
            start, title = _ms(match[2], match[3], match[4]), match[1]
        found.append(Chapter(start, title.strip()))
    return sorted(found, key=lambda chapter: chapter.start), problems


def placed(document: Document, chapters: Sequence[Chapter]) -> Change:
    """A change that marks these chapters, and no others, in a document.

    Each goes to the cue that starts next, or just before; of several at one cue the first stays.
    """
    order = sorted(range(len(document.cues)), key=lambda row: document.cues[row].start)
    starts = [document.cues[row].start for row in order]
    titles: dict[int, str] = {}
    for chapter in chapters if order else ():
        place = min(bisect_left(starts, chapter.start - _NEAR), len(order) - 1)
        titles.setdefault(order[place], chapter.title)
    rows = [
        (row, replace(cue, chapter=titles.get(row)))
        for row, cue in enumerate(document.cues)
        if cue.chapter != titles.get(row)
    ]
    return replaced(document, N_("Import chapters"), rows)


def _ms(hours: str | None, minutes: str, seconds: str) -> int:
    return ((int(hours or 0) * 60 + int(minutes)) * 60 + int(seconds)) * _SECOND


def _line(title: str) -> str:
    return " ".join(title.split())
