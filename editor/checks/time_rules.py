# SPDX-License-Identifier: GPL-3.0-or-later
"""Rules about times."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from editor.checks.finding import Finding, Severity
from editor.core.errors import Problem
from editor.core.i18n import N_
from editor.core.timecode import spoken

if TYPE_CHECKING:
    from collections.abc import Iterator

    from editor.checks.finding import View
    from editor.core.proposal import Fix

_READABLE = 500
"""Minimum duration in ms for fixes, where the profile has no `min_ms`."""


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
            yield Finding("no-duration", "error", row, row, message, lengthened(view, row))


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
            fix = shortened(view, row - 1, cue.start)
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
            yield Finding("too-short", "warning", row, row, message, lengthened(view, row))


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


def gap(view: View) -> Iterator[Finding]:
    """The gap to the previous cue is shorter than the profile's minimum, or than would be better.

    Where a guide allows cues without a gap, a short one is to be closed.
    """
    limit, better, none = (
        view.profile.gap_ms,
        view.profile.gap_pref_ms,
        view.profile.gap_or_none,
    )
    if not limit:
        return
    for row, (before, cue) in enumerate(pairwise(view.cues), start=1):
        gap = cue.start - before.end
        if int(none) <= gap < limit:
            fix = _closed(view, row, 0) if none else shortened(view, row - 1, cue.start - limit)
            message = Problem(
                N_("The gap before this cue is {gap} ms; the minimum is {limit} ms."),
                gap=gap,
                limit=limit,
            )
            yield Finding("gap", "warning", row, row, message, fix)
        elif better is not None and limit <= gap < better:
            message = Problem(
                N_("The gap before this cue is {gap} ms; {better} ms would be better."),
                gap=gap,
                better=better,
            )
            yield Finding("gap", "note", row, row, message)


def flash_gap(view: View) -> Iterator[Finding]:
    """The gap to the previous cue is so short that it flickers."""
    limit, frames = view.profile.close_gap_ms, view.profile.close_gap_frames
    if limit is None and frames is None:
        return
    for row, (before, cue) in enumerate(pairwise(view.cues), start=1):
        gap = cue.start - before.end
        if limit is not None and 0 < gap < limit:
            message = Problem(
                N_("A gap of {gap} ms before this cue will flicker; close it."), gap=gap
            )
            yield Finding("flash-gap", "note", row, row, message, _closed(view, row, 0))
        elif frames is not None and frames[0] <= round(gap * view.profile.fps / 1000) <= frames[1]:
            least = view.profile.least_gap
            message = Problem(
                N_("The gap before this cue is {gap} ms; shorten it to {least} ms."),
                gap=gap,
                least=least,
            )
            yield Finding("flash-gap", "note", row, row, message, _closed(view, row, least))


def _closed(view: View, row: int, gap: int) -> Fix:
    """A fix that ends the cue before `row` `gap` ms before this one; empty if it cannot."""
    before, cue = view.cues[row - 1], view.cues[row]
    end = cue.start - gap
    fits = cue.start > before.start and view.can_last(row - 1, end, gap)
    return ((row - 1, before.retimed(before.start, end)),) if fits else ()


def lengthened(view: View, row: int) -> Fix:
    """A fix that extends the cue at `row` to the minimum duration; empty if there is no room."""
    cue = view.cues[row]
    end = cue.start + (view.profile.min_ms or _READABLE)
    fits = cue.start >= 0 and view.can_last(row, end, view.profile.least_gap)
    return ((row, cue.retimed(cue.start, end)),) if fits else ()


def shortened(view: View, row: int, end: int) -> Fix:
    """A fix that ends the cue at `row` at `end`; empty if too little of it would remain."""
    cue = view.cues[row]
    readable = end - cue.start >= (view.profile.min_ms or _READABLE)
    return ((row, cue.retimed(cue.start, end)),) if readable else ()
