# SPDX-License-Identifier: GPL-3.0-or-later
"""The project file: save, save as."""

from __future__ import annotations

import contextlib
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from editor.actions import changing, external_changes
from editor.actions.action import Action, has_document
from editor.core.errors import Problem, UserError
from editor.core.i18n import N_
from editor.formats.files import is_there, write_bytes
from editor.media.identity import identify
from editor.project.database import now
from editor.project.known_files import ChangedElsewhere, digest_of
from editor.settings import AUTHOR, PROFILE

if TYPE_CHECKING:
    from collections.abc import Callable

    from editor.actions.context import Context
    from editor.core.progress import Progress
    from editor.media.identity import Identity
    from editor.project.project_file import Saved, Snapshot

_SAVING = N_("Saving project")


class _Done(NamedTuple):
    """A written project: when and where, the medium it names, and the file's digest."""

    saved: Saved
    identity: Identity | None
    digest: str


def save(context: Context) -> None:
    """Write the project file; the first time, ask for its name."""
    project = context.session.project
    if project is None:
        save_as(context)
    else:
        _save(context, project.path)


def save_as(context: Context) -> None:
    """Write the project file to a path that the user chooses."""
    from editor.project.project_file import SUFFIX

    session = context.session
    known = session.project.path if session.project else session.path or session.media
    suggested = (known or Path.home() / "jiaozi").with_suffix(SUFFIX)
    if context.jobs.is_late(suggested.parent):  # that drive would block the dialog too
        suggested = Path.home() / suggested.name
    kinds = ((N_("Jiaozi project"), f"*{SUFFIX}"),)
    path = context.ask.save_file(N_("Save project"), suggested, kinds)
    if path is None:
        return
    if path.suffix.lower() != SUFFIX:  # never overwrite the transcript
        path = path.with_name(path.name + SUFFIX)
        question = Problem("Already in this folder: {names}.", names=path.name)
        answers = (N_("Replace"), N_("Do not save"))
        if is_there(path) and context.ask.choose(question, answers) != 0:
            return
    _save(context, path)


def _save(context: Context, path: Path, *, over: bool = False) -> None:
    """Write the project to `path`; `over`: overwrite what another program changed there."""
    if changing.is_refused(context):  # another window took over while the path was asked for
        return
    if any((job.title, job.disk) == (_SAVING, path) for job in context.jobs.running):
        # The two could finish out of order. Saving to another path stays possible.
        context.views.notice(Problem("The project is being saved. Please try again in a moment."))
        return
    session = context.session
    session.history.seal()  # typing from here on is a new step
    _write(context, _snapshot(context), path, over=over)


def _snapshot(context: Context) -> Snapshot:
    """All that a project file keeps of the open document."""
    from editor.project.project_file import Snapshot

    session = context.session
    return Snapshot(
        document=session.document,
        done=tuple(session.history.done),
        undone=tuple(session.history.undone),
        selection=session.selection,
        path=session.path,
        media=session.media,
        identity=session.identity,
        profile=context.settings[PROFILE],
        state=session.state,
    )


def _write(context: Context, snapshot: Snapshot, path: Path, *, over: bool) -> None:
    from editor.project import project_file
    from editor.project.account import account_name
    from editor.project.project_file import Saved

    is_open = changing.still_open(context)

    def again(*, over: bool = False) -> None:
        """Save what is there by now; of a document that is no longer open, what was there."""
        if is_open():
            _save(context, path, over=over)
        else:
            _write(context, snapshot, path, over=over)

    author = context.settings[AUTHOR]
    saved = Saved(path, project_file.new_revision(), now())

    def work(progress: Progress) -> _Done:
        project_file.refuse_later(path)
        if not over:
            context.known_files.check(path)
        identity = snapshot.identity
        if identity is None and snapshot.media is not None:
            with contextlib.suppress(OSError):  # the medium is missing
                identity = identify(snapshot.media)
        known = replace(snapshot, identity=identity, author=author or account_name())
        data = project_file.write(known, path.parent, saved)
        digest = digest_of(data)
        progress.report(1, 2)
        context.known_files.expects(path, digest)
        write_bytes(str(path), data, replace=True)
        return _Done(saved, identity, digest)

    context.jobs.start(
        _SAVING,
        work,
        partial(_saved, context, snapshot),
        partial(_not_saved, context, is_open, again),
        path,
    )


def _saved(context: Context, snapshot: Snapshot, done: _Done) -> None:
    session, (saved, identity, digest) = context.session, done
    if (session.document.source, session.path) != (snapshot.document.source, snapshot.path):
        return  # another document is open by now; the file is complete
    if identity is not None and session.media == snapshot.media:
        session.identify_media(identity)
    context.known_files.knows(saved.path, [digest])
    if session.project is not None and session.project.at > saved.at:
        return  # saved to another place since, while this drive did not respond
    session.mark_saved(saved, snapshot.document)


def _not_saved(
    context: Context, is_open: Callable[[], bool], again: Callable[..., None], error: UserError
) -> None:
    if isinstance(error, ChangedElsewhere):
        if is_open():
            external_changes.ask(context, error, partial(again, over=True))
        elif context.ask.choose(error.problem, (N_("Overwrite anyway"),)) == 0:
            again(over=True)
        return
    question = Problem(
        "The project could not be saved. {reason} Jiaozi still keeps your work.",
        reason=error.problem,
    )
    answers = (N_("Try again"), *([N_("Save to another place…")] if is_open() else []))
    answer = context.ask.choose(question, answers)
    if answer == 0:
        again()
    elif answer == 1:
        save_as(context)


ACTIONS: tuple[Action, ...] = (
    Action("file.save", N_("Save project"), save, ("Ctrl+S",), has_document),
    Action("file.save-as", N_("Save project as…"), save_as, ("Ctrl+Shift+S",), has_document),
)  # fmt: skip
