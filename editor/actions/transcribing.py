# SPDX-License-Identifier: GPL-3.0-or-later
"""Making cues of the sound: empty ones where somebody speaks, or piece by piece while typing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from editor.actions import changing
from editor.actions.action import Action
from editor.core import editing, tapping
from editor.core.errors import Problem
from editor.core.i18n import N_
from editor.settings import PIECE

if TYPE_CHECKING:
    from collections.abc import Iterator

    from editor.actions.context import Context
    from editor.media.speech import Speech

_LEAST = 300
"""Minimum duration in ms of a piece of sound that becomes a cue."""

_REACH = 700
"""ms around the end of a piece in which a pause is looked for, so that no word is cut."""

_LEAD = 200
"""Maximum ms by which a piece starts before its speech."""

Piece = tuple[int, int]
"""Start and end in ms."""


def toggle(context: Context) -> None:
    """Start to type from the sound, or end it.

    An empty current cue is the first one to be filled; else a piece after the current cue is.
    """
    if is_on(context):
        leave(context)
        return
    context.tapping.switch("type")
    context.views.focus("table")
    context.views.notice(
        Problem("Type what you hear. Enter plays the next piece, Tab plays this one again.")
    )
    if context.has_cues and not context.cue.text.strip() and not context.cue.is_untimed:
        _play(context)
    else:
        _go_on(context)


def is_on(context: Context) -> bool:
    """Whether Enter makes the next piece of sound a cue."""
    return context.tapping.mode == "type"


def enter_label(context: Context) -> Problem | None:
    """What Enter does instead of what it usually does, or None."""
    return Problem(N_("Play the next piece")) if is_on(context) else None


def leave(context: Context) -> None:
    """End it, or tapping; take the last cue away if nothing was typed into it."""
    made = _made_and_empty(context)
    context.tapping.switch("")
    context.playback.pause()
    if made:
        row = context.row
        there = context.session.selection.at(max(row - 1, 0))
        changing.commit(context, editing.delete(context.session.document, [row]), there)


def advance(context: Context) -> None:
    """Go to the next piece of sound, and play it.

    A piece into which nothing was typed makes no cue; a cue that is there already is filled next.
    """
    _go_on(context)


def _made_and_empty(context: Context) -> bool:
    """Whether the current cue was made here, and has no text."""
    if not context.has_cues:
        return False
    return context.cue.id == context.tapping.made and not context.cue.text.strip()


def _go_on(context: Context) -> None:
    session, row = context.session, context.row
    after = context.cue.end if context.has_cues else 0
    following = row + 1 if row + 1 < len(session.document.cues) else None
    piece = _next_piece(context, after, following)
    if piece is None and following is not None:
        _fill(context, following)
    elif piece is None:
        leave(context)
        context.views.notice(Problem("That was all of the sound."))
    else:
        _make(context, piece)


def _fill(context: Context, following: int) -> None:
    """Go to a cue that is there already."""
    session = context.session
    if _made_and_empty(context):
        change = editing.delete(session.document, [context.row])
        changing.commit(context, change, session.selection.at(context.row))
    else:
        session.select(session.selection.at(following))
    _play(context)


def _make(context: Context, piece: Piece) -> None:
    """A cue for a piece of sound; one made before that is still empty moves there."""
    session, row = context.session, context.row
    if _made_and_empty(context):
        change, there = editing.retime(session.document, row, *piece), row
    else:
        there = row + 1 if context.has_cues else 0
        change = editing.insert(session.document, there, *piece)
    if changing.commit(context, change, session.selection.at(there)):
        context.tapping.made = context.cue.id
        _play(context)


def _play(context: Context) -> None:
    context.playback.play_range(context.cue.start, context.cue.end, loop=False)


def _next_piece(context: Context, after: int, following: int | None) -> Piece | None:
    """The next piece of sound before the cue at the row `following`, or None.

    Silence is skipped where speech is known. The piece ends in a pause, if one is near.
    """
    cues, speech = context.session.document.cues, context.medium.speech
    stop = context.medium.length
    if following is not None and cues[following].start >= after:
        stop = cues[following].start
    start = after
    if speech is not None:
        rest = speech.between(after, stop if stop is not None else speech.until)
        if not len(rest.starts) and after < speech.until:
            return None
        start = max(after, int(rest.starts[0]) - _LEAD) if len(rest.starts) else after
    end = start + context.settings[PIECE]
    pause = speech.pause_near(end, _REACH) if speech is not None else None
    if pause is not None and pause[0] >= start + _LEAST:
        end = max((pause[0] + pause[1]) // 2, pause[1] - _LEAD)
    if stop is not None and end + _LEAST > stop:
        end = stop
    return (start, end) if end - start >= _LEAST else None


def fill_with_cues(context: Context) -> None:
    """Insert an empty cue for every stretch of speech without a cue: one undo step."""
    speech, document = context.medium.speech, context.session.document
    if speech is None:
        context.views.notice(Problem("Where somebody speaks is not known yet."))
        return
    stretches = list(bare(context, speech))
    if not stretches:
        context.views.notice(Problem("There is no speech without a cue."))
        return
    change = tapping.empty_cues(document, stretches)
    first = change.splices[0].index
    if changing.commit(context, change, context.session.selection.at(first)):
        message = Problem("Empty cues for speech: {count}.", count=len(stretches))
        context.views.notice(message, "edit.undo", "play.type")


def bare(context: Context, speech: Speech) -> Iterator[Piece]:
    """The stretches of speech that no cue covers."""
    cues = context.session.index
    for begin, stop in zip(speech.starts.tolist(), speech.ends.tolist(), strict=True):
        start = begin
        for row in cues.between(begin, stop):
            cue_start, cue_end = cues.times(row)
            if cue_start - start >= _LEAST:
                yield start, cue_start
            start = max(start, cue_end)
        if stop - start >= _LEAST:
            yield start, stop


def can_fill(context: Context) -> bool:
    """Whether a document and a medium are open."""
    return context.session.is_open and context.playback.has_medium


def can_type(context: Context) -> bool:
    """Whether there is sound to type from, or it can be ended."""
    return can_fill(context) or is_on(context)


ACTIONS: tuple[Action, ...] = (
    Action("play.type", N_("Type from the sound"), toggle, ("Ctrl+Shift+F9",), can_type,
           checked=is_on, hint=N_("Typing from the sound needs audio or video to play.")),
    Action("tools.speech-cues", N_("Empty cues for speech"), fill_with_cues, (), can_fill),
)  # fmt: skip
