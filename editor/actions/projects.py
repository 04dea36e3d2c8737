# SPDX-License-Identifier: GPL-3.0-or-later
"""The project file: save, save elsewhere."""

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
from editor.settings import PROFILE

if TYPE_CHECKING:
    from editor.actions.context import Context
    from editor.core.progress import Progress
    from editor.media.identity import Identity
    from editor.project.project_file import Saved, Snapshot

_SAVING = N_("Saving the project")


class _Done(NamedTuple):
    """A project that was written, which medium it names, and the file's digest."""

    saved: Saved
    identity: Identity | None
    digest: str


def save(context: Context) -> None:
    """Write the project file; ask for its name the first time."""
    project = context.session.project
    if project is None:
        save_as(context)
    else:
        _save(context, project.path)


def save_as(context: Context) -> None:
    """Write the project file under a name that the user chooses."""
    from editor.project.project_file import SUFFIX

    session = context.session
    known = session.project.path if session.project else session.path or session.media
    suggested = (known or Path.home() / "jiaozi").with_suffix(SUFFIX)
    if context.jobs.is_late(suggested.parent):  # the dialog would wait for that drive as well
        suggested = Path.home() / suggested.name
    kinds = ((N_("Jiaozi project"), f"*{SUFFIX}"),)
    path = context.ask.save_file(N_("Save the project"), suggested, kinds)
    if path is None:
        return
    if path.suffix.lower() != SUFFIX:  # never over the transcript
        path = path.with_name(path.name + SUFFIX)
        question = Problem("These files are there already: {names}.", names=path.name)
        answers = (N_("Replace them"), N_("Leave it"))
        if is_there(path) and context.ask.choose(question, answers) != 0:
            return
    _save(context, path)


def _save(context: Context, path: Path, *, over: bool = False) -> None:
    """Write the project to `path`; `over` what somebody else may have changed there."""
    from editor.project import project_file
    from editor.project.project_file import Saved, Snapshot

    if changing.is_refused(context):  # another window took over while the path was asked for
        return
    if any((job.title, job.disk) == (_SAVING, path) for job in context.jobs.running):
        # Which could be overtaken; a drive that hangs keeps nobody from saving elsewhere.
        context.views.notice(Problem("The project is being saved just now; try again."))
        return
    session = context.session
    session.history.seal()  # what is typed meanwhile is another step
    snapshot = Snapshot(
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

    saved = Saved(path, project_file.new_revision(), now())

    def work(progress: Progress) -> _Done:
        project_file.refuse_later(path)
        if not over:
            context.known_files.check(path)
        identity = snapshot.identity
        if identity is None and snapshot.media is not None:
            with contextlib.suppress(OSError):  # it is missing
                identity = identify(snapshot.media)
        known = replace(snapshot, identity=identity)
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
        partial(_not_saved, context, path),
        path,
    )


def _saved(context: Context, snapshot: Snapshot, done: _Done) -> None:
    session, (saved, identity, digest) = context.session, done
    if (session.document.source, session.path) != (snapshot.document.source, snapshot.path):
        return  # another document is open by now; this one's file is whole
    if identity is not None and session.media == snapshot.media:
        session.identify_media(identity)
    context.known_files.knows(saved.path, [digest])
    if session.project is not None and session.project.at > saved.at:
        return  # it was saved elsewhere, while this drive did not answer
    session.mark_saved(saved, snapshot.document)


def _not_saved(context: Context, path: Path, error: UserError) -> None:
    if isinstance(error, ChangedElsewhere):
        external_changes.ask(context, error, lambda: _save(context, path, over=True))
        return
    question = Problem(
        "The project was not saved. {reason} Your work is kept by Jiaozi all the same.",
        reason=error.problem,
    )
    answer = context.ask.choose(question, (N_("Try again"), N_("Save elsewhere…")))
    if answer == 0:
        _save(context, path)
    elif answer == 1:
        save_as(context)


ACTIONS: tuple[Action, ...] = (
    Action("file.save", N_("Save the project"), save, ("Ctrl+S",), has_document),
    Action("file.save-as", N_("Save the project as…"), save_as, ("Ctrl+Shift+S",), has_document),
)  # fmt: skip
