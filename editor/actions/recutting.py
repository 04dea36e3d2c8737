# SPDX-License-Identifier: GPL-3.0-or-later
"""The medium was edited again: its cues follow their speech, after a review."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from editor.actions import changing, files, hearing
from editor.actions.action import Action
from editor.core.errors import Problem, UserError
from editor.core.i18n import N_

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from editor.actions.context import Context
    from editor.core.progress import Progress
    from editor.core.proposal import Fix
    from editor.recut.following import Recut


def follow(context: Context) -> None:
    """Ask for the new edit of the medium, and propose where its cues go."""
    if changing.is_refused(context):
        return
    path = files.asked_for_medium(context)
    if path is not None:
        _compare(context, path)


def _compare(context: Context, path: Path) -> None:
    from editor.recut.hearing import compared

    old, before = context.medium.source or str(context.session.media), context.session.media

    def work(progress: Progress) -> Recut:
        return compared(old, str(path), progress)

    def done(found: Recut) -> None:
        if context.session.media == before:
            _propose(context, path, found)

    def failed(error: UserError) -> None:
        context.views.notice(error.problem)

    context.jobs.start(
        N_("Comparing two edits of the medium"),
        work,
        changing.unless_composing(context, done),
        failed,
        disk=path,
    )


def _propose(context: Context, path: Path, found: Recut) -> None:
    from editor.recut.following import LEAST_SHARED
    from editor.recut.proposing import TITLE, proposals

    if found.shared < LEAST_SHARED:
        context.views.notice(
            Problem(
                "“{name}” has no speech in common with this medium, so it is no other edit of it.",
                name=path.name,
            )
        )
        return
    rows = proposals(context.session.document, found)
    if rows:
        changing.review(context, TITLE, rows, partial(_apply, context, path))
        return
    context.session.set_media(path)
    context.views.notice(Problem("No cue had to move: what is said is where it was."))


def _apply(context: Context, path: Path, fixes: Sequence[Fix]) -> None:
    """Make one change of the ticked fixes, and open the new medium."""
    from editor.recut.proposing import followed

    changing.commit_many(context, followed(context.session.document, fixes))
    context.session.set_media(path)


ACTIONS: tuple[Action, ...] = (
    Action("time.follow", N_("Follow a new edit of the medium…"), follow, (),
           hearing.can_hear_cues, hint=hearing.HINT),
)  # fmt: skip
