# SPDX-License-Identifier: GPL-3.0-or-later
"""When the disk fails: editing continues, and nothing is dropped without asking."""

from __future__ import annotations

from typing import TYPE_CHECKING

from editor.actions import projects
from editor.core.errors import Problem
from editor.core.i18n import N_

if TYPE_CHECKING:
    from editor.actions.context import Context
    from editor.jobs import Job

_ANSWERS = (N_("Try again"), N_("Save project to another place…"), N_("Leave anyway"))
_AGAIN, _ELSEWHERE, _LEAVE = range(len(_ANSWERS))


def troubled(context: Context) -> None:
    """Handle an error of the journal; if the journal is lost, start a new one with all the work."""
    from editor.project.journal_writer import SessionLost
    from editor.project.replay import Restored
    from editor.project.standing import beginning

    session = context.session
    trouble = session.trouble
    if not isinstance(trouble, SessionLost):
        return
    work = Restored(
        opened=beginning(session.document, session.history.done),
        document=session.document,
        history=session.history,
        selection=session.selection,
        path=session.path,
        media=session.media,
        problems=(),
        id="",
        last=0,
        identity=session.identity,
        state=session.state,
        project=session.project,
    )
    session.keep_in(context.store.copy(work))
    context.views.notice(trouble.problem)


def late(context: Context, job: Job) -> None:
    """Tell the user that a drive does not respond; its job waits, everything else goes on."""
    if job.disk is not None:
        message = Problem(
            "“{name}” is not responding: its drive may be disconnected. Jiaozi keeps your work.",
            name=job.disk.name,
        )
        context.views.notice(message)


def may_leave(context: Context) -> bool:
    """Whether the document can be closed: all is on disk, or the user agrees to lose the rest."""
    session = context.session
    while not session.flush():
        troubled(context)
        if not session.trouble and session.flush():
            return True
        if not session.history.done and not session.history.undone:
            return True  # nothing was edited
        if session.project is not None and session.history.at_saved:
            return True  # the project file holds everything
        refused = session.trouble
        said = refused.problem if refused else Problem("The disk is not responding.")
        question = Problem("{said} If you leave now, your latest changes will be lost.", said=said)
        answer = context.ask.choose(question, _ANSWERS)
        if answer == _ELSEWHERE:
            projects.save_as(context)
        if answer != _AGAIN:
            return answer == _LEAVE
    return True
