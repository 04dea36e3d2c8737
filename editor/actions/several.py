# SPDX-License-Identifier: GPL-3.0-or-later
"""Commands for several cues at once: they act on all chosen cues that are in view."""

from __future__ import annotations

from typing import TYPE_CHECKING

from editor.actions import changing, snapping
from editor.actions.action import Action, can_hear, has_cue
from editor.actions.edges import heard
from editor.core import editing, several
from editor.core.i18n import N_
from editor.settings import NUDGE

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from editor.actions.context import Context
    from editor.core.change import Change
    from editor.core.cue import Cue
    from editor.core.document import Document
    from editor.core.selection import Selection


def duplicate(context: Context) -> None:
    """Insert copies after the chosen cues, and choose them."""
    rows, document = context.session.chosen, context.session.document
    there = of_rows(context, rows[-1] + 1, len(rows))
    changing.commit(context, several.duplicate(document, rows), there)


def of_rows(context: Context, first: int, count: int) -> Selection:
    """The selection of `count` rows from `first` on."""
    return context.session.selection.at(first + count - 1).spanning(first)


def can_move(direction: int) -> Callable[[Context], bool]:
    """Whether there is a row for the chosen cues to move to: before (-1) or after (1) them."""

    def when(context: Context) -> bool:
        if not context.has_cues:
            return False
        rows = context.session.chosen
        last = len(context.session.document.cues) - 1
        return rows[0] > 0 if direction < 0 else rows[-1] < last

    return when


def move(direction: int) -> Callable[[Context], None]:
    """A command that moves the chosen cues by one row, up (-1) or down (1), in the file."""

    def run(context: Context) -> None:
        rows, document = context.session.chosen, context.session.document
        if not changing.is_in_view(context, rows[0] - 1 if direction < 0 else rows[-1] + 1):
            return
        to = rows[0] - 1 if direction < 0 else rows[-1] + 2 - len(rows)
        there = of_rows(context, to, len(rows))
        changing.commit(context, several.move(document, rows, to), there)

    return run


def shift(sign: int) -> Callable[[Context], None]:
    """A command that shifts the chosen cues by one nudge: earlier (-1) or later (1)."""
    return lambda context: _shift(context, sign * context.settings[NUDGE])


def to_playhead(context: Context) -> None:
    """Shift the chosen cues so that the first of them, by time, starts at the playhead."""
    cues = [context.session.document.cues[row] for row in context.session.chosen]
    first = min((cue.start for cue in cues if not cue.is_untimed), default=0)
    _shift(context, heard(context, snapping.start) - first)


def _shift(context: Context, delta: int) -> None:
    rows, document = context.session.chosen, context.session.document
    changing.commit(context, changing.made(context, lambda: editing.shift(document, rows, delta)))


def start_with_previous(context: Context) -> None:
    """Set the start to the playhead, and let the previous cue end there."""
    row, document = context.row, context.session.document
    if not changing.is_in_view(context, row - 1):
        return
    at = heard(context, snapping.start)
    edit = changing.made(context, lambda: several.start_with_previous(document, row, at))
    changing.commit(context, edit)


def has_previous(context: Context) -> bool:
    """Whether there is a cue before the current one that can be heard."""
    return can_hear(context) and context.row > 0


def split_here(context: Context) -> None:
    """Split the text at the caret and the time at the playhead."""
    row, caret, document = context.row, context.session.selection.caret, context.session.document
    at = heard(context, snapping.start)
    edit = changing.made(context, lambda: editing.split(document, row, caret, at))
    if edit:
        changing.commit(context, edit, context.session.selection.at(row + 1))


def split_all(
    split: Callable[[Document, Sequence[int], several.Cut], Change],
) -> Callable[[Context], None]:
    """A command that splits all chosen cues with `split`, a function of `core.several`."""

    def run(context: Context) -> None:
        rows, speech = context.session.chosen, context.medium.speech

        def at(cue: Cue, place: int) -> int | None:
            return snapping.cut(speech, cue, place)

        document = context.session.document
        changing.commit(context, changing.made(context, lambda: split(document, rows, at)))

    return run


def leave_out(context: Context) -> None:
    """Leave the chosen cues out of exports, or export them again if the current one is left out."""
    left_out = not context.cue.left_out
    rows, document = context.session.chosen, context.session.document
    changing.commit(context, several.leave_out(document, rows, left_out=left_out))


ACTIONS: tuple[Action, ...] = (
    Action("cues.duplicate", N_("Duplicate"), duplicate, (), has_cue, on_heard=True),
    Action("cues.up", N_("Move up"), move(-1), (), can_move(-1), on_heard=True),
    Action("cues.down", N_("Move down"), move(1), (), can_move(1), on_heard=True),
    Action("cues.earlier", N_("Shift earlier"), shift(-1), (), has_cue, on_heard=True),
    Action("cues.later", N_("Shift later"), shift(1), (), has_cue, on_heard=True),
    Action("cues.to-playhead", N_("Shift to playhead"), to_playhead, (), can_hear),
    # As with the start alone, the cue that is meant is the one which begins at the border.
    Action("cues.start-with-previous", N_("Set start and previous end to playhead"),
           start_with_previous, ("Shift+F11",), has_previous),
    Action("cues.split-here", N_("Split at cursor and playhead"), split_here,
           ("Ctrl+Shift+Enter", "Ctrl+Shift+Return"), can_hear),
    Action("cues.split-lines", N_("Split at every line"), split_all(several.split_at_lines), (),
           has_cue, on_heard=True),
    Action("cues.split-sentences", N_("Split at every sentence"),
           split_all(several.split_at_sentences), (), has_cue, on_heard=True),
    Action("cues.leave-out", N_("Leave out of exports"), leave_out, (), has_cue,
           checked=lambda context: context.has_cues and context.cue.left_out, on_heard=True),
)  # fmt: skip
