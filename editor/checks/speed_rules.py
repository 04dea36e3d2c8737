# SPDX-License-Identifier: GPL-3.0-or-later
"""Rules about reading speed: in characters a second, in words a minute, by the time for a word."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from editor.checks.finding import Finding, Severity
from editor.core import text as texts
from editor.core.errors import Problem
from editor.core.i18n import N_

if TYPE_CHECKING:
    from collections.abc import Iterator

    from editor.checks.finding import View
    from editor.core.proposal import Fix

_MINUTE = 60_000
_TENTHS = 10
_SPEEDS = {
    "cjk": N_("{speed} characters per second (Latin counts half); the limit is {limit}."),
    "all1": N_("{speed} characters per second; the limit is {limit}."),
}
"""What is said of a cue too fast to read, by the profile's way of counting."""
_BETTER = {
    "cjk": N_("{speed} characters per second (Latin counts half); {limit} would be better."),
    "all1": N_("{speed} characters per second; {limit} would be better."),
}


def cps(view: View) -> Iterator[Finding]:
    """The cue has more characters per second (cps) than the profile allows."""
    hard, better = view.profile.cps, view.profile.cps_opt
    least = better if better is not None else hard
    if least is None:
        return
    for row, cue in enumerate(view.cues):
        # Each character counts at most 1, so most cues need no exact count.
        if cue.duration <= 0 or len(cue.text) * 1000 <= least * cue.duration:
            continue
        speed = texts.cps(cue.text, cue.duration, view.profile.count)
        if hard is not None and speed > hard:
            yield _fast(view, row, speed, hard, "warning")
        elif better is not None and speed > better:
            yield _fast(view, row, speed, better, "note")


def _fast(view: View, row: int, speed: float, limit: float, severity: Severity) -> Finding:
    cue, count = view.cues[row], view.profile.count
    message = Problem(
        (_SPEEDS if severity == "warning" else _BETTER)[count],
        speed=f"{math.ceil(speed * _TENTHS) / _TENTHS:g}",
        limit=f"{limit:g}",
    )
    end = cue.start + texts.reading_time(cue.text, limit, count)
    return Finding("cps", severity, row, row, message, _shown_until(view, row, end))


def wpm(view: View) -> Iterator[Finding]:
    """The cue has more words per minute (wpm) than the profile allows."""
    if view.profile.wpm is None:
        return
    better, most = view.profile.wpm
    shortest = view.profile.min_ms_per_word or 0
    for row, (cue, words) in enumerate(zip(view.cues, view.words, strict=True)):
        # What has too little time for a word is found by `word_time`.
        if (
            cue.duration <= 0
            or words * _MINUTE <= better * cue.duration
            or words * shortest > cue.duration
        ):
            continue
        speed = math.ceil(words * _MINUTE / cue.duration)
        if words * _MINUTE > most * cue.duration:
            message = Problem(
                N_("{speed} words per minute; the limit is {limit}."),
                speed=speed,
                limit=f"{most:g}",
            )
            end = cue.start + math.ceil(words * _MINUTE / most)
            yield Finding("wpm", "warning", row, row, message, _shown_until(view, row, end))
        else:
            message = Problem(
                N_("{speed} words per minute; {limit} would be better."),
                speed=speed,
                limit=f"{better:g}",
            )
            yield Finding("wpm", "note", row, row, message)


def word_time(view: View) -> Iterator[Finding]:
    """The cue is shorter than the profile's minimum for its number of words."""
    shortest = view.profile.min_ms_per_word
    if shortest is None:
        return
    for row, (cue, words) in enumerate(zip(view.cues, view.words, strict=True)):
        if 0 < cue.duration < words * shortest:
            message = Problem(
                N_("This cue lasts {ms} ms; {count} words need {limit} ms."),
                ms=cue.duration,
                count=words,
                limit=words * shortest,
            )
            fix = _shown_until(view, row, cue.start + words * shortest)
            yield Finding("word-time", "warning", row, row, message, fix)


def _shown_until(view: View, row: int, end: int) -> Fix:
    """A fix that shows the cue at `row` until `end`; empty if there is no room."""
    cue = view.cues[row]
    fits = view.can_last(row, end, view.profile.least_gap)
    return ((row, cue.retimed(cue.start, end)),) if fits else ()
