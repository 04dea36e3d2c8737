# SPDX-License-Identifier: GPL-3.0-or-later
"""Opening: from a path to the document where the user left it, with its medium."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from editor import formats
from editor.core.errors import Problem, UserError
from editor.core.i18n import N_
from editor.formats.files import read_bytes

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from editor.actions.context import Context
    from editor.core.document import Document
    from editor.core.progress import Progress
    from editor.inspection import Report
    from editor.project.replay import Restored
    from editor.project.store import RecentEntry
    from editor.session import Journal

SOUND = (".m4a", ".mp3", ".wav", ".flac", ".ogg", ".opus", ".aac", ".wma", ".amr", ".aiff", ".m4b")
VIDEO = (".mp4", ".mkv", ".mov", ".webm", ".flv", ".avi", ".ts", ".m4v", ".wmv", ".mpg", ".mpeg")
MEDIA = (*VIDEO, *SOUND)
TEXTS = (".txt", ".log", *dict.fromkeys(s for row in formats.FORMATS for s in row.suffixes))


@dataclass(frozen=True)
class _Read:
    """A file that was read, or the session in which it was worked on before."""

    document: Document
    media: Path | None = None
    restored: Restored | None = None


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
    open_here = context.session.document.source if context.session.path == path else None

    def work(progress: Progress) -> _Read | None:
        data = read_bytes(str(path))
        progress.report(1, 3)
        if open_here is not None and open_here.data == data and not afresh:
            return None
        entry = None if afresh else context.store.find(path, data)
        if entry is not None:
            restored = context.store.restore(entry)
            return _Read(restored.document, media or restored.media, restored)
        return _Read(formats.read(data, path.name), media or beside(path, MEDIA))

    context.jobs.start(
        N_("Opening {name}"),
        work,
        partial(_opened, context, path, media),
        partial(_not_opened, context, path),
        name=path.name,
    )


def open_entry(context: Context, entry: RecentEntry) -> None:
    """Go on with an earlier session."""

    def work(progress: Progress) -> _Read:
        progress.report(0)
        restored = context.store.restore(entry)
        return _Read(restored.document, restored.media, restored)

    context.jobs.start(
        N_("Opening {name}"),
        work,
        partial(_opened, context, entry.path, None),
        lambda error: context.ask.tell(_problem(error)),
        name=entry.title,
    )


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


def beside(path: Path, suffixes: Sequence[str]) -> Path | None:
    """A file of the same stem in the same folder, with one of these endings, the first first."""
    try:
        found = [
            other
            for other in path.parent.iterdir()
            if other != path and other.stem == path.stem and other.suffix.lower() in suffixes
        ]
    except OSError:
        return None
    return min(found, key=lambda other: suffixes.index(other.suffix.lower()), default=None)


def _opened(context: Context, path: Path | None, media: Path | None, read: _Read | None) -> None:
    if read is None:
        context.views.notice(Problem("This transcript is open already."))
        if media is not None:
            context.session.set_media(media)
        return
    session = context.session
    context.views.commit_composition()  # of the document that was open
    session.close()  # or this very window would be the one that is at work on it
    if read.restored is not None:
        # If it was open here under another name, it was worked on while it was read.
        now = context.store.refreshed(read.restored)
        read = _Read(now.document, read.media, now)
    restored = read.restored
    context.views.show_document()  # first, so that all rows find their width at once
    session.open(
        read.document,
        journal=_journal(context, path, read),
        path=path,
        media=read.media,
        selection=restored.selection if restored else None,
        history=restored.history if restored else None,
    )
    context.views.focus("table")
    _greet(context, read)


def _journal(context: Context, path: Path | None, read: _Read) -> Journal:
    """Where this work was written down before, or a new place where another window has that."""
    if read.restored is not None:
        try:
            journal = context.store.resume(read.restored, path)
        except UserError as busy:
            context.views.notice(busy.problem)
            journal = context.store.copy(read.restored)
        if read.media != read.restored.media:
            journal.media(read.media)
        return journal
    return context.store.begin(read.document, path, read.media)


def _greet(context: Context, read: _Read) -> None:
    """Say what is to be known of a document that was just opened."""
    restored = read.restored
    if restored is not None and restored.problems:
        context.views.notice(restored.problems[0])
    elif restored is not None and restored.history.done:
        message = Problem("You go on where you left this transcript; your changes are all here.")
        context.views.notice(message, "file.afresh")
    elif read.document.problems:
        count = len(read.document.problems)
        message = Problem("Reading this file left doubts: {count}.", count=count)
        context.views.notice(message, "file.doubts")


def _not_opened(context: Context, path: Path, error: Exception) -> None:
    reason = _problem(error)
    context.ask.tell(
        Problem("“{name}” could not be opened. {reason}", name=path.name, reason=reason)
    )


def _problem(error: Exception) -> Problem:
    if isinstance(error, UserError):
        return error.problem
    raise error


def advise(context: Context, report: Report) -> None:
    """Say in one sentence what should be done first; nothing where nothing should."""
    diagnosis = report.diagnosis
    if diagnosis is not None and diagnosis.readings:
        context.views.advise(diagnosis.finding, "tools.repair")
        return
    found = report.blocks
    if not found:
        context.views.advise(None)
        return
    cues = sum(block.stop - block.first for block in found)
    to_simplified = found[0].script == "hant"
    message = (
        N_("Part of the text is Traditional. Blocks: {blocks}, cues: {cues}.")
        if to_simplified
        else N_("Part of the text is Simplified. Blocks: {blocks}, cues: {cues}.")
    )
    action = "tools.zh-Hans" if to_simplified else "tools.zh-Hant"
    context.views.advise(Problem(message, blocks=len(found), cues=cues), action)
