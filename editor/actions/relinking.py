# SPDX-License-Identifier: GPL-3.0-or-later
"""A missing medium: search for it, or ask for it."""

from __future__ import annotations

import contextlib
from functools import partial
from typing import TYPE_CHECKING

from editor.actions import files
from editor.actions.action import Action
from editor.core.errors import Problem
from editor.core.i18n import N_
from editor.formats.files import is_there
from editor.media.identity import identify
from editor.project import relink
from editor.project.opening import MEDIA

if TYPE_CHECKING:
    from pathlib import Path

    from editor.actions.context import Context
    from editor.core.progress import Progress


def medium_failed(context: Context, problem: Problem) -> None:
    """Report a medium that cannot be opened; if its file is missing, search for it first."""
    session = context.session
    missing = session.media
    if missing is None:
        context.views.notice(problem)
        return
    homes = [missing, session.path, session.project.path if session.project else None]
    folders = [home.parent for home in homes if home is not None]
    identity = session.identity

    def work(progress: Progress) -> Path | None:
        if is_there(missing):
            return missing
        return relink.find(missing, identity, folders, MEDIA, progress)

    context.jobs.start(
        N_("Looking for {name}"),
        work,
        partial(_looked, context, missing, problem),
        disk=missing,
        name=missing.name,
    )


def _looked(context: Context, missing: Path, problem: Problem, found: Path | None) -> None:
    if context.session.media != missing:
        return  # the user has chosen another medium since
    if found == missing:
        context.views.notice(problem)
        return
    if found is None:
        message = Problem("“{name}” has been moved or deleted.", name=missing.name)
        context.views.notice(message, "file.find-medium")
        return
    context.session.set_media(found)
    context.views.notice(Problem("Media file found: {name}", name=found))


def find_medium(context: Context) -> None:
    """Ask where the missing medium is now; report if it is a different file."""
    path, identity = files.asked_for_medium(context), context.session.identity
    if path is None:
        return
    context.session.set_media(path)
    with contextlib.suppress(OSError):  # the player reports it
        if identity is not None and identify(path) != identity:
            context.views.notice(
                Problem("“{name}” is not the file that was used before.", name=path.name)
            )


def is_missing(context: Context) -> bool:
    """Whether the document's medium is missing."""
    return context.session.media is not None and context.medium.is_missing


ACTIONS: tuple[Action, ...] = (
    Action("file.find-medium", N_("Locate media file…"), find_medium, when=is_missing,
           changes=False),
)  # fmt: skip
