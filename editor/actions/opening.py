# SPDX-License-Identifier: GPL-3.0-or-later
"""Opening: from a path to the document where the user left it, with its medium."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from editor.actions import advice, disk_trouble, external_changes
from editor.actions.action import Action
from editor.checks.profiles import profiles
from editor.core.errors import Problem, UserError
from editor.core.i18n import N_
from editor.core.state import NO_STATE
from editor.project.known_files import digest_of
from editor.project.opening import (
    MEDIA,
    TEXTS,
    Here,
    Loaded,
    Wanted,
    beside,
    from_store,
    read,
    refreshed,
    resume,
)
from editor.settings import PROFILE

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from editor.actions.context import Context
    from editor.core.progress import Progress
    from editor.project.listing import RecentEntry


def open_paths(context: Context, paths: Sequence[Path]) -> None:
    """Open what was dropped or named: a transcript, a medium, or both together."""
    media = [path for path in paths if path.suffix.lower() in MEDIA]
    texts = [path for path in paths if path not in media]
    if texts:
        open_transcript(context, texts[0], media[0] if media else None)
    elif media:
        open_medium(context, media[0])
    if len(texts) > 1 or len(media) > 1:
        context.views.notice(
            Problem("One transcript and one medium are opened at a time; the others were left.")
        )


def open_transcript(
    context: Context, path: Path, media: Path | None = None, *, afresh: bool = False
) -> None:
    """Open a transcript; where it was worked on before, with that work.

    Args:
        context: The program.
        path: The file.
        media: The medium that belongs to it; without it, one beside it with the same stem.
        afresh: Whether to leave earlier work alone and begin from the file.
    """
    session = context.session
    source = session.document.source
    here = Here(session.path, source.data if source is not None else None, session.project)

    def work(progress: Progress) -> Loaded | None:
        return read(context.store, Wanted(path, media, afresh), progress, here)

    context.jobs.start(
        N_("Opening {name}"),
        work,
        partial(_opened, context, media),
        partial(_not_opened, context, path),
        path,
        name=path.name,
    )


def open_entry(context: Context, entry: RecentEntry, *, compared: bool = False) -> None:
    """Go on with an earlier session; `compared` with what its file says now."""

    def work(progress: Progress) -> Loaded:
        progress.report(0)
        return from_store(context.store, entry, compared=compared)

    context.jobs.start(
        N_("Opening {name}"),
        work,
        partial(_opened, context, None),
        lambda error: context.ask.tell(error.problem),
        name=entry.title,
    )


def open_earlier(context: Context) -> None:
    """Go on with the work on an earlier version of the file, and show what was changed since."""
    name = context.session.earlier
    if name is not None:
        open_entry(context, context.store.entry(name), compared=True)


def has_earlier(context: Context) -> bool:
    """Whether there is such work."""
    return context.session.earlier is not None


def open_medium(context: Context, path: Path) -> None:
    """Let the open document belong to this medium; without one, look for its transcript."""
    if context.session.is_open:
        context.session.set_media(path)
        return
    transcript = beside(path, TEXTS)
    if transcript is not None:
        open_transcript(context, transcript, path)
        return
    context.ask.tell(
        Problem(
            "Beside “{name}” there is no transcript of that name. Open the transcript first, "
            "then the medium.",
            name=path.name,
        )
    )


def _opened(context: Context, media: Path | None, loaded: Loaded | None) -> None:
    if loaded is None:
        context.views.notice(Problem("This transcript is open already."))
        if media is not None:
            context.session.set_media(media)
        return
    session = context.session
    context.views.commit_composition()  # of the document that was open
    if not disk_trouble.may_leave(context):
        return
    session.close()  # or this very window would be the one that is at work on it
    loaded = refreshed(context.store, loaded)  # it may have been open here under another name
    restored = loaded.restored
    resumed = resume(context.store, loaded)
    if resumed.refused is not None:
        context.views.notice(resumed.refused)
    context.views.show_document()  # first, so that all rows find their width at once
    session.open(
        loaded.document,
        journal=resumed.journal,
        path=loaded.path,
        media=loaded.media,
        selection=restored.selection if restored else None,
        history=restored.history if restored else None,
        identity=restored.identity if restored else None,
        state=restored.state if restored else NO_STATE,
        project=loaded.project,
        elsewhere=resumed.elsewhere,
        earlier=loaded.earlier,
    )
    _know_files(context, loaded)
    if loaded.profile in profiles():
        context.settings[PROFILE] = loaded.profile
    context.views.focus("table")
    advice.greet(context, loaded)


def _know_files(context: Context, loaded: Loaded) -> None:
    """What the files of this work held when we last saw them."""
    context.known_files.begin()
    source, restored = loaded.document.source, loaded.restored
    if loaded.path is not None and source is not None:
        seen = [digest_of(source.data)]
        if restored is not None and restored.written is not None:
            seen.append(restored.written)
        context.known_files.knows(loaded.path, seen)
    if loaded.project is not None and loaded.digest is not None:
        context.known_files.knows(loaded.project.path, [loaded.digest])
    (external_changes.compare if loaded.compared else external_changes.look)(context)


def give_up_if_wanted(context: Context) -> None:
    """Let another window go on with this work, where one asks."""
    if context.session.wanted:
        context.views.commit_composition()
        context.session.give_up()


def take_over(context: Context) -> None:
    """Let the window that is at work on this work hand it over to this one."""
    name = context.session.elsewhere
    if name is None:
        return

    def work(progress: Progress) -> Loaded:
        context.store.ask_for(name, progress)
        return from_store(context.store, context.store.entry(name))

    context.jobs.start(
        N_("Taking over"),
        work,
        partial(_opened, context, None),
        lambda error: context.ask.tell(error.problem),
    )


def work_on_copy(context: Context) -> None:
    """Go on with a copy of what another window has."""
    name = context.session.elsewhere
    if name is not None:
        loaded = from_store(context.store, context.store.entry(name))
        _opened(context, None, replace(loaded, copied=True))


def is_elsewhere(context: Context) -> bool:
    """Whether another window is at work on this work."""
    return context.session.elsewhere is not None


def _not_opened(context: Context, path: Path, error: UserError) -> None:
    context.ask.tell(
        Problem("“{name}” could not be opened. {reason}", name=path.name, reason=error.problem)
    )


ACTIONS: tuple[Action, ...] = (
    Action("file.take-over", N_("Go on here"), take_over, when=is_elsewhere, changes=False),
    Action("file.copy", N_("Go on with a copy"), work_on_copy, when=is_elsewhere, changes=False),
    Action("file.earlier", N_("Earlier work on this file…"), open_earlier, when=has_earlier,
           changes=False),
)  # fmt: skip
