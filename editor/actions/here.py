# SPDX-License-Identifier: GPL-3.0-or-later
"""What can be done at a place on the timeline: the entries of its context menu.

To add one: a function of a `Context` and a time in ms, and a row in `HERE`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from editor.actions import afresh, changing, cues, edges, playing
from editor.core import editing
from editor.core.i18n import N_

if TYPE_CHECKING:
    from collections.abc import Callable

    from editor.actions.context import Context


class Entry(NamedTuple):
    """One entry.

    Attributes:
        label: Its name in the menu; untranslated.
        command: Id of the command that does the same elsewhere: when this one is enabled, and
            whether it changes the document.
        run: What it does with the current cue and the time in ms.
    """

    label: str
    command: str
    run: Callable[[Context, int], None]


def play(context: Context, ms: int) -> None:
    """Play on from there."""
    context.playback.play_on(ms)


def split(context: Context, ms: int) -> None:
    """Split the current cue there: its text where it is spoken at that time."""
    document, row = context.session.document, context.row
    caret = playing.caret_at(context, ms)
    change = changing.made(context, lambda: editing.split(document, row, caret, ms))
    if change:
        changing.commit(context, change, context.session.selection.at(row + 1))


def insert(context: Context, ms: int) -> None:
    """Insert a new cue that starts there and ends before the next one."""
    cues.insert_from(context, ms)


def start(context: Context, ms: int) -> None:
    """Let the current cue start there."""
    edges.retime(context, ms, max(context.cue.end, ms + edges.SHORTEST))


def end(context: Context, ms: int) -> None:
    """Let the current cue end there."""
    edges.retime(context, min(context.cue.start, max(ms - edges.SHORTEST, 0)), ms)


HERE: tuple[Entry, ...] = (
    Entry(N_("Play from here"), "play.on", play),
    Entry(N_("Split here"), "cue.split", split),
    Entry(N_("New cue here"), "cue.insert", insert),
    Entry(N_("Set start here"), "cue.times", start),
    Entry(N_("Set end here"), "cue.times", end),
    Entry(N_("Transcribe again here"), "ear.afresh", afresh.hear_at),
)
"""The entries, in the order of the menu."""
