# SPDX-License-Identifier: GPL-3.0-or-later
"""Opening: from a path to the document where the user left it, with its medium."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from editor import formats
from editor.actions import advice, disk_trouble, external_changes, loading
from editor.actions.action import Action
from editor.actions.loading import MEDIA, TEXTS, Loaded, beside
from editor.checks.profiles import profiles
from editor.core.errors import Problem, UserError
from editor.core.i18n import N_
from editor.core.state import NO_STATE
from editor.formats.files import read_bytes
from editor.project.journal_port import NoJournal
from editor.project.known_files import digest_of
from editor.project.lock import SessionBusy
from editor.project.project_file import MAGIC
from editor.settings import PROFILE

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from editor.actions.context import Context
    from editor.core.progress import Progress
    from editor.project.journal_port import Journal
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
    open_here = session.document.source if session.path == path else None
    saved = session.project

    def work(progress: Progress) -> Loaded | None:
        data = read_bytes(str(path))
        progress.report(1, 3)
        if data.startswith(MAGIC):
            read = loading.from_project(context, path, data, saved)
            return read if read is None or media is None else replace(read, media=media)
        if open_here is not None and open_here.data == data and not afresh:
            return None
        if afresh:
            return Loaded(formats.read(data, path.name), path, media or beside(path, MEDIA))
        return loading.from_file(context, path, data, media)

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
        return loading.from_store(context, entry, compared=compared)

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


def _opened(context: Context, media: Path | None, read: Loaded | None) -> None:
    if read is None:
        context.views.notice(Problem("This transcript is open already."))
        if media is not None:
            context.session.set_media(media)
        return
    session = context.session
    context.views.commit_composition()  # of the document that was open
    if not disk_trouble.may_leave(context):
        return
    session.close()  # or this very window would be the one that is at work on it
    if read.restored is not None and not read.copied:
        # If it was open here under another name, it was worked on while it was read.
        now = replace(context.store.refreshed(read.restored), project=read.project)
        read = replace(read, document=now.document, restored=now)
    restored = read.restored
    journal, elsewhere = _journal(context, read)
    context.views.show_document()  # first, so that all rows find their width at once
    session.open(
        read.document,
        journal=journal,
        path=read.path,
        media=read.media,
        selection=restored.selection if restored else None,
        history=restored.history if restored else None,
        identity=restored.identity if restored else None,
        state=restored.state if restored else NO_STATE,
        project=read.project,
        elsewhere=elsewhere,
        earlier=read.earlier,
    )
    _know_files(context, read)
    if read.profile in profiles():
        context.settings[PROFILE] = read.profile
    context.views.focus("table")
    advice.greet(context, read)


def _know_files(context: Context, read: Loaded) -> None:
    """What the files of this work held when we last saw them."""
    context.known_files.begin()
    source, restored = read.document.source, read.restored
    if read.path is not None and source is not None:
        seen = [digest_of(source.data)]
        if restored is not None and restored.written is not None:
            seen.append(restored.written)
        context.known_files.knows(read.path, seen)
    if read.project is not None and read.digest is not None:
        context.known_files.knows(read.project.path, [read.digest])
    (external_changes.compare if read.compared else external_changes.look)(context)


def _journal(context: Context, read: Loaded) -> tuple[Journal, str | None]:
    """Where this work was written down before; or none, and who has it: another window."""
    restored = read.restored
    if restored is None:
        return context.store.begin(read.document, read.path, read.media), None
    if read.copied:
        copy = context.store.copy(restored)
        if read.media != restored.media:
            copy.media(read.media)
        return copy, None
    try:
        journal = context.store.resume(restored, read.path)
    except SessionBusy:
        return NoJournal(), restored.id
    except UserError as refused:
        context.views.notice(refused.problem)
        return context.store.copy(restored), None
    if read.media != restored.media:
        journal.media(read.media)
    journal.project(restored.project)  # which may have been moved
    return journal, None


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
        return loading.from_store(context, context.store.entry(name))

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
        read = loading.from_store(context, context.store.entry(name))
        _opened(context, None, replace(read, copied=True))


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
