# SPDX-License-Identifier: GPL-3.0-or-later
"""Rules about times."""

from __future__ import annotations

import math
from itertools import pairwise
from typing import TYPE_CHECKING

from editor.checks.finding import Finding, Severity
from editor.core import text as texts
from editor.core.errors import Problem
from editor.core.i18n import N_
from editor.core.timecode import spoken

if TYPE_CHECKING:
    from collections.abc import Iterator

    from editor.checks.finding import View
    from editor.core.proposal import Fix

_READABLE = 500
"""Minimum duration in ms for fixes, where the profile has no `min_ms`."""
_SPEEDS = {
    "cjk": N_("{speed} characters per second (Latin counts half); the limit is {limit}."),
    "all1": N_("{speed} characters per second; the limit is {limit}."),
}
"""What is said of a cue too fast to read, by the profile's way of counting."""


def order(view: View) -> Iterator[Finding]:
    """The cue starts before the previous one."""
    for row, (before, cue) in enumerate(pairwise(view.cues), start=1):
        if cue.start < before.start:
            message = Problem(
                N_("This cue starts {seconds} s before the previous one."),
                seconds=f"{(before.start - cue.start) / 1000:g}",
            )
            yield Finding("order", "error", row, row, message)


def negative(view: View) -> Iterator[Finding]:
    """The cue starts before zero."""
    for row, cue in enumerate(view.cues):
        if cue.start < 0:
            fix: Fix = ((row, cue.retimed(0, cue.end)),) if cue.end > 0 else ()
            message = Problem(N_("This cue starts before the media begins."))
            yield Finding("negative", "error", row, row, message, fix)


def no_duration(view: View) -> Iterator[Finding]:
    """The cue ends at or before its start."""
    for row, cue in enumerate(view.cues):
        if cue.is_untimed:
            message = Problem(N_("This cue has no times."))
            yield Finding("no-duration", "error", row, row, message, ())
        elif cue.duration <= 0:
            at_once = N_("This cue is never shown: it starts and ends at the same time.")
            before = N_("This cue is never shown: it ends {seconds} s before it starts.")
            message = Problem(
                before if cue.duration else at_once, seconds=f"{-cue.duration / 1000:g}"
            )
            yield Finding("no-duration", "error", row, row, message, _lengthened(view, row))


def beyond_media(view: View) -> Iterator[Finding]:
    """The cue ends after the medium; some sites refuse the whole file for that."""
    length = view.media_length
    if length is None:
        return
    site = view.profile.site
    severity: Severity = "error" if site is not None and site.refuses_late else "warning"
    for row, cue in enumerate(view.cues):
        if cue.end > length:
            fix: Fix = ((row, cue.retimed(cue.start, length)),) if cue.start < length else ()
            message = Problem(
                N_("This cue ends {seconds} s after the media ends ({length})."),
                seconds=f"{(cue.end - length) / 1000:g}",
                length=spoken(length),
            )
            yield Finding("beyond-media", severity, row, row, message, fix)


def overlap(view: View) -> Iterator[Finding]:
    """The cue starts before the previous one ends; players stack them or draw one on the other."""
    for row, (before, cue) in enumerate(pairwise(view.cues), start=1):
        if before.start <= cue.start < before.end:
            fix = _shortened(view, row - 1, cue.start)
            message = Problem(
                N_("This cue overlaps the previous one by {ms} ms."),
                ms=before.end - cue.start,
            )
            yield Finding("overlap", "warning", row, row, message, fix)


def too_short(view: View) -> Iterator[Finding]:
    """The cue is shorter than the profile's minimum."""
    limit = view.profile.min_ms
    for row, cue in enumerate(view.cues):
        if limit is not None and 0 < cue.duration < limit:
            message = Problem(
                N_("This cue lasts {ms} ms; the minimum is {limit} ms."),
                ms=cue.duration,
                limit=limit,
            )
            yield Finding("too-short", "warning", row, row, message, _lengthened(view, row))


def too_long(view: View) -> Iterator[Finding]:
    """The cue is longer than the profile's maximum."""
    limit = view.profile.max_ms
    for row, cue in enumerate(view.cues):
        if limit is not None and cue.duration > limit:
            message = Problem(
                N_("This cue lasts {time} s; the maximum is {limit} s."),
                time=f"{cue.duration / 1000:g}",
                limit=f"{limit / 1000:g}",
            )
            yield Finding("too-long", "warning", row, row, message)


def cps(view: View) -> Iterator[Finding]:
    """The cue has more characters per second (cps) than the profile allows."""
    limit = view.profile.cps
    if limit is None:
        return
    for row, cue in enumerate(view.cues):
        # Each character counts at most 1, so most cues need no exact count.
        if cue.duration <= 0 or len(cue.text) * 1000 <= limit * cue.duration:
            continue
        speed = texts.cps(cue.text, cue.duration, view.profile.count)
        if speed > limit:
            end = cue.start + texts.reading_time(cue.text, limit, view.profile.count)
            fits = view.can_last(row, end, view.profile.gap_ms or 0)
            fix: Fix = ((row, cue.retimed(cue.start, end)),) if fits else ()
            message = Problem(
                _SPEEDS[view.profile.count],
                speed=f"{math.ceil(speed * 10) / 10:g}",
                limit=f"{limit:g}",
            )
            yield Finding("cps", "warning", row, row, message, fix)


def gap(view: View) -> Iterator[Finding]:
    """The gap to the previous cue is shorter than the profile's minimum."""
    limit = view.profile.gap_ms
    if not limit:
        return
    for row, (before, cue) in enumerate(pairwise(view.cues), start=1):
        gap = cue.start - before.end
        if 0 <= gap < limit:
            fix = _shortened(view, row - 1, cue.start - limit)
            message = Problem(
                N_("The gap before this cue is {gap} ms; the minimum is {limit} ms."),
                gap=gap,
                limit=limit,
            )
            yield Finding("gap", "warning", row, row, message, fix)


def flash_gap(view: View) -> Iterator[Finding]:
    """The gap to the previous cue is so short that it flickers."""
    limit = view.profile.close_gap_ms
    if limit is None:
        return
    for row, (before, cue) in enumerate(pairwise(view.cues), start=1):
        gap = cue.start - before.end
        if 0 < gap < limit:
            message = Problem(
                N_("A gap of {gap} ms before this cue will flicker; close it."), gap=gap
            )
            fits = cue.start > before.start and view.can_last(row - 1, cue.start)
            fix: Fix = ((row - 1, before.retimed(before.start, cue.start)),) if fits else ()
            yield Finding("flash-gap", "note", row, row, message, fix)


def _lengthened(view: View, row: int) -> Fix:
    """A fix that extends the cue at `row` to the minimum duration; empty if there is no room."""
    cue = view.cues[row]
    end = cue.start + (view.profile.min_ms or _READABLE)
    fits = cue.start >= 0 and view.can_last(row, end, view.profile.gap_ms or 0)
    return ((row, cue.retimed(cue.start, end)),) if fits else ()


def _shortened(view: View, row: int, end: int) -> Fix:
    """A fix that ends the cue at `row` at `end`; empty if too little of it would remain."""
    cue = view.cues[row]
    readable = end - cue.start >= (view.profile.min_ms or _READABLE)
    return ((row, cue.retimed(cue.start, end)),) if readable else ()
