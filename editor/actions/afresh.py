# SPDX-License-Identifier: GPL-3.0-or-later
"""A speech model hears cues, a range, speech without text or all of the medium afresh.

What differs from the text that stands there goes through a review; a document without cues is
begun with what is heard.
"""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from editor.actions import changing, hearing, transcribing
from editor.actions.action import Action
from editor.core.change import between
from editor.core.errors import Problem
from editor.core.i18n import N_
from editor.core.proposal import with_new_cues
from editor.core.state import DRAFT

if TYPE_CHECKING:
    from collections.abc import Sequence

    from editor.actions.context import Context
    from editor.core.cue import Cue
    from editor.core.errors import UserError
    from editor.core.progress import Progress
    from editor.core.proposal import Fix, Proposal
    from editor.core.words import Word
    from editor.ear.aligning import Listener
    from editor.ear.drafting import Drafted
    from editor.ear.drafts import Row
    from editor.media.speech import Speech

    Range = tuple[int, int]

_TITLE = N_("Transcribe again")
_ALL = (0, 1 << 53)


def hear_here(context: Context) -> None:
    """Hear the range that is marked on the timeline, or else the selected cues."""
    marked = context.views.marked()
    cues = context.session.document.cues
    chosen = (cues[row] for row in context.session.chosen)
    ranges = [marked] if marked else [(cue.start, cue.end) for cue in chosen if cue.duration > 0]
    _hear(context, ranges)


def hear_bare(context: Context) -> None:
    """Hear all speech that has no text: without a cue, or with an empty one."""
    speech = context.medium.speech
    if speech is None:
        context.views.notice(Problem("Where somebody speaks is not known yet."))
        return
    empty = [
        (cue.start, cue.end)
        for cue in context.session.document.cues
        if not cue.text.strip() and cue.duration > 0
    ]
    _hear(context, [*transcribing.bare(context, speech), *empty])


def hear_all(context: Context) -> None:
    """Hear the whole medium."""
    _hear(context, [_ALL])


def hear_at(context: Context, ms: int) -> None:
    """Hear the cue at a time, or else the gap that it is in."""
    cues = [cue for cue in context.session.document.cues if cue.duration > 0]
    there = [(cue.start, cue.end) for cue in cues if cue.start <= ms < cue.end]
    before = max((cue.end for cue in cues if cue.end <= ms), default=_ALL[0])
    behind = min((cue.start for cue in cues if cue.start > ms), default=_ALL[1])
    _hear(context, there or [(before, behind)])


def _hear(context: Context, ranges: Sequence[Range]) -> None:
    if ranges:
        hearing.with_true_times(context, partial(_start, context, ranges))
    else:
        context.views.notice(Problem("There is nothing to be heard."))


def _start(context: Context, ranges: Sequence[Range], listener: Listener) -> None:
    from editor.ear.drafts import Afresh, heard

    session = context.session
    media, identity = session.media, session.identity
    medium = identity.digest if identity is not None else str(media)
    wanted = Afresh(listener, medium, ranges, _speech(context), session.state.rows(DRAFT))

    def keep(row: Row) -> None:
        if session.media == media:
            session.keep(DRAFT, row.key, row.body)

    each = context.jobs.here(keep)

    def work(progress: Progress) -> list[Drafted]:
        return heard(wanted, each, progress)

    def done(found: list[Drafted]) -> None:
        if session.media == media:
            _compare(context, ranges, [word for window in found for word in window.words])

    def failed(error: UserError) -> None:
        context.views.notice(error.problem, "ear.model")

    context.jobs.start(N_("Transcribing again"), work, changing.while_open(context, done), failed)


def _speech(context: Context) -> Speech | None:
    """Where somebody speaks, if that is known of all of the sound."""
    sound = context.medium.sound
    return context.medium.speech if sound is not None and sound.complete else None


def _compare(context: Context, ranges: Sequence[Range], words: Sequence[Word]) -> None:
    """Propose what was heard otherwise, or begin with it."""
    document = context.session.document

    def work(_: Progress) -> tuple[Sequence[Cue], Sequence[Proposal]]:
        from editor.ear import afresh

        if not document.cues:
            return afresh.drafted_cues(document, words), ()
        return (), afresh.proposals(document, words, ranges)

    def show(made: tuple[Sequence[Cue], Sequence[Proposal]]) -> None:
        cues, rows = made
        if context.session.document is not document:
            _compare(context, ranges, words)  # it was changed in the meantime
        elif cues:
            _begin(context, cues)
        elif rows:
            changing.review(context, _TITLE, rows, partial(_apply, context))
        elif words:
            context.views.notice(Problem("What is heard is what stands there."))
        else:
            context.views.notice(Problem("Nobody is heard to say anything there."))

    context.jobs.start(_TITLE, work, changing.unless_composing(context, show))


def _apply(context: Context, fixes: Sequence[Fix]) -> None:
    changing.commit_many(context, with_new_cues(context.session.document, _TITLE, fixes))


def _begin(context: Context, cues: Sequence[Cue]) -> None:
    """The first cues of a document: there is nothing to compare them with."""
    before = context.session.document
    after = replace(before, cues=tuple(cues))
    if changing.commit(context, between(_TITLE, before, after)):
        message = Problem("Heard by the model, to be corrected: {count} cues.", count=len(cues))
        context.views.notice(message, "edit.undo", "ear.listen")


def can_hear(context: Context) -> bool:
    """Whether a document and its medium are open."""
    return context.session.is_open and context.session.media is not None


ACTIONS: tuple[Action, ...] = (
    Action("ear.afresh", N_("Transcribe these cues again"), hear_here, (), can_hear,
           hint=hearing.HINT),
    Action("ear.afresh-bare", N_("Transcribe speech without text"), hear_bare, (), can_hear,
           hint=hearing.HINT),
    Action("ear.afresh-all", N_("Transcribe the whole medium"), hear_all, (), can_hear,
           hint=hearing.HINT),
)  # fmt: skip
