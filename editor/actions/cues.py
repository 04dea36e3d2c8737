# SPDX-License-Identifier: GPL-3.0-or-later
"""Editing the current cue or the selected cues."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from editor.actions import changing, snapping, tapping, transcribing
from editor.actions.action import Action, has_cue, has_document
from editor.core import editing
from editor.core import text as texts
from editor.core.change import replaced
from editor.core.errors import Problem
from editor.core.i18n import N_
from editor.core.timecode import parse_time
from editor.settings import AFTER_ACCEPT

if TYPE_CHECKING:
    from editor.actions.context import Context

NEW_CUE = 2_000
"""Duration in ms of a new cue."""


def has_previous(context: Context) -> bool:
    """Whether there is a cue before the current one."""
    return context.has_cues and context.row > 0


def has_next(context: Context) -> bool:
    """Whether there is a cue after the current one."""
    return context.row + 1 < len(context.session.document.cues)


def several_or_next(context: Context) -> bool:
    """Whether there are cues to join."""
    return has_next(context) or (context.has_cues and len(context.session.chosen) > 1)


def accept(context: Context) -> None:
    """Mark the cue checked and go to the next one, unless Enter sets times.

    In *Step*, play that once, if the settings say so. In *Flow*, play on from there; if the medium
    plays on already, the sound is left alone, and the current cue follows it.
    """
    if tapping.is_on(context):
        tapping.tap(context)
        return
    if transcribing.is_on(context):
        transcribing.advance(context)
        return
    row, cue = context.row, context.cue
    flows = context.following.flows
    document = context.session.document
    change = replaced(document, N_("Mark checked"), [(row, replace(cue, checked=True))])
    if flows and context.following.resume():
        changing.commit(context, change)
        return
    following = context.session.neighbour(1)
    there = context.doubts.entering(row if following is None else following)
    if change:
        changing.commit(context, change, there)
    else:
        context.session.select(there)
    if there.current == row:
        context.views.notice(Problem("That was the last cue."))
    elif flows:
        context.following.go_on()
    elif context.settings[AFTER_ACCEPT]:
        context.playback.play_cue(there.current)


def _enter_label(context: Context) -> Problem | None:
    return tapping.enter_label(context) or transcribing.enter_label(context)


def toggle_checked(context: Context) -> None:
    """Mark the selected cues checked, or not checked if the current one is."""
    checked = not context.cue.checked
    cues = context.session.document.cues
    rows = [(row, replace(cues[row], checked=checked)) for row in context.session.chosen]
    title = N_("Mark as checked") if checked else N_("Mark as not checked")
    changing.commit(context, replaced(context.session.document, title, rows))


def go_previous(context: Context) -> None:
    """Go to the previous cue in view."""
    _go(context, -1)


def go_next(context: Context) -> None:
    """Go to the next cue in view."""
    _go(context, 1)


def _go(context: Context, direction: int) -> None:
    row = context.session.neighbour(direction)
    if row is not None:
        context.session.select(context.doubts.entering(row))


def select_all(context: Context) -> None:
    """Select all cues in view."""
    last = len(context.session.document.cues) - 1
    context.session.select(replace(context.session.selection.at(last), anchor=0))


def split(context: Context) -> None:
    """Split the cue at the caret, in a pause; put the caret into the second half and play it."""
    row, caret = context.row, context.session.selection.caret
    at = snapping.cut(context.medium.speech, context.cue, caret)
    change = changing.made(context, lambda: editing.split(context.session.document, row, caret, at))
    if change:
        changing.commit(context, change, context.session.selection.at(row + 1))
        context.playback.play_cue(row + 1)


def join_next(context: Context) -> None:
    """Join the selected cues, or the current one with the next."""
    rows = context.session.chosen
    if rows[-1] - rows[0] + 1 != len(rows):
        context.views.notice(Problem("Only cues that follow one another can be joined."))
    elif len(rows) > 1:
        _join(context, rows[0], len(rows))
    elif changing.is_in_view(context, context.row + 1):
        _join(context, context.row, 2)


def _join_label(context: Context) -> Problem | None:
    count = len(context.session.chosen)
    return Problem("Join the {count} selected cues", count=count) if count > 1 else None


def join_previous(context: Context) -> None:
    """Join the current cue with the previous one; the caret stays where they meet."""
    if changing.is_in_view(context, context.row - 1):
        _join(context, context.row - 1, 2)


def _join(context: Context, first: int, count: int) -> None:
    document = context.session.document
    change = changing.made(context, lambda: editing.join(document, first, count))
    if not change:
        return
    joined = change.splices[0].inserted[0].text
    tail = document.cues[first + 1].text if count == 2 else ""  # noqa: PLR2004 - a pair
    met = len(joined) - len(tail.lstrip())
    changing.commit(context, change, context.session.selection.at(first, max(met, 0)))


def hand_previous(context: Context) -> None:
    """Move the text before the caret to the previous cue."""
    if not changing.is_in_view(context, context.row - 1):
        return
    row, caret = context.row, context.session.selection.caret
    document = context.session.document
    at = snapping.cut(context.medium.speech, context.cue, caret)
    change = changing.made(context, lambda: editing.hand_to_previous(document, row, caret, at))
    if change:
        changing.commit(context, change, context.session.selection.at(row))


def hand_next(context: Context) -> None:
    """Move the text after the caret to the next cue."""
    if not changing.is_in_view(context, context.row + 1):
        return
    row, caret = context.row, context.session.selection.caret
    document = context.session.document
    at = snapping.cut(context.medium.speech, context.cue, caret)
    change = changing.made(context, lambda: editing.hand_to_next(document, row, caret, at))
    if change:
        place = texts.nearest_cut(document.cues[row].text, caret)
        changing.commit(context, change, context.session.selection.at(row, place))


def insert(context: Context) -> None:
    """Insert a new cue: over the range selected on the timeline, else after the current cue."""
    cues = context.session.document.cues
    marked = context.views.marked()
    if marked is not None:
        _insert(context, _row_at(context, marked[0]), *marked)
        context.views.unmark()
        return
    start = max(cues[context.row].end, 0) if cues else 0
    row = context.row + 1 if cues else 0
    _insert(context, row, start, _end_of_new(context, row, start))


def insert_from(context: Context, start: int) -> None:
    """Insert a new cue that starts at `start` ms, among the cues in order of time."""
    row = _row_at(context, start)
    _insert(context, row, start, _end_of_new(context, row, start))


def _row_at(context: Context, start: int) -> int:
    cues = context.session.document.cues
    return next((n for n, cue in enumerate(cues) if cue.start > start), len(cues))


def _end_of_new(context: Context, row: int, start: int) -> int:
    """The end in ms of a new cue at `row`: at most where the next one starts."""
    cues = context.session.document.cues
    if row < len(cues) and start < cues[row].start:
        return min(start + NEW_CUE, cues[row].start)
    return start + NEW_CUE


def _insert(context: Context, row: int, start: int, end: int) -> None:
    document = context.session.document
    change = changing.made(context, lambda: editing.insert(document, row, start, end))
    if change:
        changing.commit(context, change, context.session.selection.at(row))
        context.views.focus("table")
        _tell_overlap(context, row)


def _tell_overlap(context: Context, row: int) -> None:
    """Say so if the new cue at `row` overlaps a neighbour."""
    cues = context.session.document.cues
    new = cues[row]
    for other in (row - 1, row + 1):
        if 0 <= other < len(cues) and cues[other].start < new.end and new.start < cues[other].end:
            context.views.notice(Problem("The new cue overlaps cue {number}.", number=other + 1))
            return


def delete(context: Context) -> None:
    """Delete the selected cues, and go to the next one that is left in view, else to the last."""
    rows, session = context.session.chosen, context.session
    there = session.selection.at(_row_left(context, rows))
    changing.commit(context, editing.delete(session.document, rows), there)


def _row_left(context: Context, rows: list[int]) -> int:
    """The row to go to once the cues at `rows` are deleted, counted without them."""
    shown, count, gone = context.session.filter, len(context.session.document.cues), set(rows)
    row = shown.next(rows[0], 1, count)
    while row is not None and row in gone:
        row = shown.next(row, 1, count)
    if row is None:
        row = shown.next(rows[0], -1, count)
    if row is None:  # what is left is all hidden
        row = rows[0]
    return min(row - bisect_left(rows, row), max(count - len(rows) - 1, 0))


def go_to(context: Context) -> None:
    """Take a cue number or a time, and go to that cue."""
    context.views.go_to(partial(_go_to, context))


def _go_to(context: Context, text: str) -> None:
    cues = context.session.document.cues
    if text.strip().isascii() and text.strip().isdigit():
        row = min(max(int(text) - 1, 0), len(cues) - 1)
    else:
        time = parse_time(text)
        row = min(range(len(cues)), key=lambda n: _distance(cues[n].start, cues[n].end, time))
    context.session.select(context.doubts.entering(row))


def _distance(start: int, end: int, time: int) -> int:
    return max(start - time, time - end, 0)


ACTIONS: tuple[Action, ...] = (
    Action("edit.go-to", N_("Go to cue or time…"), go_to, ("Ctrl+G",), has_cue, changes=False),
    Action("edit.select-all", N_("Select all cues"), select_all, ("Ctrl+Shift+A",), has_cue,
           changes=False),
    Action("cue.accept", N_("Mark checked and go to next"), accept, ("Enter", "Return"), has_cue,
           scope="table", on_heard=True, label_now=_enter_label),
    Action("cue.check", N_("Checked"), toggle_checked, ("Ctrl+Shift+C",), has_cue,
           checked=lambda context: context.has_cues and context.cue.checked, on_heard=True),
    Action("cue.previous", N_("Previous cue"), go_previous, ("Alt+Up",), has_previous,
           changes=False),
    Action("cue.next", N_("Next cue"), go_next, ("Alt+Down",), has_next, changes=False),
    Action("cue.split", N_("Split at cursor"), split, ("Ctrl+Enter", "Ctrl+Return"), has_cue),
    Action("cue.join-next", N_("Join with next cue"), join_next, ("Ctrl+Shift+J",),
           several_or_next, on_heard=True, label_now=_join_label),
    Action("cue.join-previous", N_("Join with previous cue"), join_previous, (), has_previous,
           on_heard=True),
    Action("cue.hand-previous", N_("Move text before cursor to previous cue"), hand_previous,
           ("Ctrl+Shift+Up",), has_previous),
    Action("cue.hand-next", N_("Move text after cursor to next cue"), hand_next,
           ("Ctrl+Shift+Down",), has_next),
    Action("cue.insert", N_("New cue"), insert, ("Ctrl+I",), has_document),
    Action("cue.delete", N_("Delete cues"), delete, ("Ctrl+Shift+Delete",), has_cue, on_heard=True),
)  # fmt: skip
