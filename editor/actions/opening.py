# SPDX-License-Identifier: GPL-3.0-or-later
"""Opening a document: from a path to the restored work, with its medium."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from editor import formats
from editor.actions import advice, changing, disk_trouble, external_changes
from editor.actions.action import Action
from editor.core.document import Document
from editor.core.errors import Problem, UserError
from editor.core.i18n import N_
from editor.core.state import NO_STATE
from editor.project.known_files import digest_of
from editor.project.opening import (
    MEDIA,
    Here,
    Loaded,
    Wanted,
    beside,
    from_store,
    read,
    refreshed,
    resume,
    texts,
)
from editor.settings import PROFILE

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from editor.actions.context import Context
    from editor.core.progress import Progress
    from editor.project.listing import RecentEntry
    from editor.project.opening import ReadAs

_OPENING = N_("Opening {name}")


def open_paths(context: Context, paths: Sequence[Path]) -> None:
    """Open paths from a drop or the command line: a transcript, a medium, or both."""
    media = [path for path in paths if path.suffix.lower() in MEDIA]
    texts = [path for path in paths if path not in media]
    if texts:
        open_transcript(context, texts[0], media[0] if media else None)
    elif media:
        open_medium(context, media[0])
    if len(texts) > 1 or len(media) > 1:
        context.views.notice(
            Problem(
                "Only one transcript and one audio or video file can be open at a time; "
                "the others were not opened."
            )
        )


def open_transcript(
    context: Context,
    path: Path,
    media: Path | None = None,
    *,
    afresh: bool = False,
    read_as: ReadAs | None = None,
) -> None:
    """Open a transcript; if it was edited before, restore that work.

    Args:
        context: The program.
        path: The file.
        media: Its medium; by default, one beside it with the same stem.
        afresh: Whether to ignore earlier work and start from the file.
        read_as: How to read it, afresh; by default the file tells.
    """
    session = context.session
    source = session.document.source
    data = source.data if source is not None else None
    here = Here(session.path, data, session.project, session.id)

    def work(progress: Progress) -> Loaded | None:
        return read(context.store, Wanted(path, media, afresh, read_as), progress, here)

    def opened(loaded: Loaded | None) -> None:
        before = session.document
        _opened(context, media, loaded)
        if read_as is not None and loaded is not None and session.document is loaded.document:
            _bring(context, before)

    _leave_others(context)
    context.jobs.start(
        _OPENING,
        work,
        opened,
        partial(_not_opened, context, path, media),
        path,
        name=path.name,
    )


def open_entry(context: Context, entry: RecentEntry, *, compared: bool = False) -> None:
    """Restore an earlier session; `compared`: then compare it with its file as it is now."""

    def work(progress: Progress) -> Loaded:
        progress.report(0)
        return from_store(context.store, entry, compared=compared)

    _leave_others(context)
    context.jobs.start(
        _OPENING,
        work,
        partial(_opened, context, None),
        lambda error: context.ask.tell(error.problem),
        name=entry.title,
    )


def _leave_others(context: Context) -> None:
    """Only what was chosen last is opened, however long each takes to read."""
    for job in context.jobs.running:
        if job.title == _OPENING:
            job.cancel()


def open_earlier(context: Context) -> None:
    """Restore other work on this file, and show how the file differs from it."""
    name = context.session.earlier
    if name is not None:
        open_entry(context, context.store.entry(name), compared=True)


def has_earlier(context: Context) -> bool:
    """Whether there is such work."""
    return context.session.earlier is not None


def open_medium(context: Context, path: Path) -> None:
    """Attach this medium to the open document; without a document, look for its transcript.

    Where there is none, one can be typed.
    """
    if context.session.is_open:
        context.session.set_media(path)
        return
    transcript = beside(path, texts())
    if transcript is not None:
        open_transcript(context, transcript, path)
        return
    from editor.actions import reading_as

    reading_as.ask_track(context, path, partial(_ask_new, context, path))


def _ask_new(context: Context, media: Path) -> None:
    """Begin a new transcript for a medium that has none, if the user wants that."""
    question = Problem(
        "There is no transcript with the same name beside “{name}”. Open the transcript first, "
        "then the audio or video, or begin a new one.",
        name=media.name,
    )
    if context.ask.choose(question, [N_("New transcript")]) is not None:
        new_transcript(context, media)


def new_transcript(context: Context, media: Path) -> None:
    """Begin a transcript without cues for a medium, to be typed from the sound."""
    own = formats.by_id("json")
    document = formats.read(formats.write(Document(), own).data, format_id=own.id)
    open_untitled(context, media, document)
    message = Problem(
        "An empty transcript. Type it from the sound, begin with empty cues, or let a speech model "
        "transcribe it."
    )
    context.views.notice(message, "play.type", "tools.speech-cues", "ear.afresh-all")


def open_untitled(context: Context, media: Path, document: Document) -> None:
    """Open a document that has no file of its own, with its medium."""
    _opened(context, media, Loaded(document, None, media))


def _opened(context: Context, media: Path | None, loaded: Loaded | None) -> None:
    if loaded is None:
        context.views.notice(Problem("This transcript is already open."))
        if media is not None:
            context.session.set_media(media)
        return
    session = context.session
    context.views.finish_typing()  # it belongs to the document that is still open
    if not disk_trouble.may_leave(context):
        return
    session.close()  # or this window itself would hold the lock
    loaded = refreshed(context.store, loaded)  # it may have been open here under another name
    restored = loaded.restored
    resumed = resume(context.store, loaded)
    if resumed.refused is not None:
        context.views.notice(resumed.refused)
    context.views.show_document()  # first, so that rows are laid out once, at their final width
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
    if loaded.profile is not None and loaded.profile in context.inspection.profiles:
        context.settings[PROFILE] = loaded.profile
    context.views.focus("table")
    advice.greet(context, loaded)


def _bring(context: Context, before: Document) -> None:
    """The file was read anew: bring along what was corrected in the document before."""
    from editor.core.merging import brought

    if before.source is None or before.cues == before.source.cues:
        return
    change, lost = brought(before, context.session.document)
    if changing.commit(context, change or None):
        message = N_("Your corrections were brought along: {count} cues.")
        context.views.notice(Problem(message, count=change.size), "edit.undo")
    if lost:
        message = N_("Corrections that match no cue any more: {count}. The earlier work has them.")
        context.views.notice(Problem(message, count=lost), "file.earlier")


def _know_files(context: Context, loaded: Loaded) -> None:
    """Record the contents of this work's files as last seen, then look for outside changes."""
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
    """Hand the document over to another window that asks for it."""
    if context.session.wanted:
        context.views.finish_typing()
        context.session.give_up()


def take_over(context: Context) -> None:
    """Ask the window that is editing this document to hand it over to this one."""
    name = context.session.elsewhere
    if name is None:
        return

    def work(progress: Progress) -> Loaded:
        context.store.ask_for(name, progress)
        return from_store(context.store, context.store.entry(name))

    context.jobs.start(
        N_("Taking over editing"),
        work,
        changing.while_open(context, partial(_opened, context, None)),
        lambda error: context.ask.tell(error.problem),
    )


def work_on_copy(context: Context) -> None:
    """Edit a copy of the document that is open in another window."""
    name = context.session.elsewhere
    if name is not None:
        loaded = from_store(context.store, context.store.entry(name))
        _opened(context, None, replace(loaded, copied=True))


def is_elsewhere(context: Context) -> bool:
    """Whether another window is editing this document."""
    return context.session.elsewhere is not None


def _not_opened(context: Context, path: Path, media: Path | None, error: UserError) -> None:
    from editor.formats.table_columns import UnknownColumnsError

    if isinstance(error, UnknownColumnsError):
        from editor.actions import reading_as

        reading_as.ask_columns(context, path, media)
        return
    context.ask.tell(
        Problem("“{name}” could not be opened. {reason}", name=path.name, reason=error.problem)
    )


ACTIONS: tuple[Action, ...] = (
    Action("file.take-over", N_("Take over editing here"), take_over, when=is_elsewhere,
           changes=False),
    Action("file.copy", N_("Edit a copy"), work_on_copy, when=is_elsewhere, changes=False),
    Action("file.earlier", N_("Restore earlier work on this file…"), open_earlier, when=has_earlier,
           changes=False),
)  # fmt: skip
