# SPDX-License-Identifier: GPL-3.0-or-later
"""Files: open, start over, close."""

from __future__ import annotations

from typing import TYPE_CHECKING

from editor.actions import disk_trouble, opening
from editor.actions.action import Action, has_document
from editor.core.document import Document
from editor.core.errors import Problem
from editor.core.i18n import N_
from editor.project.journal_port import NoJournal
from editor.project.opening import MEDIA, texts

if TYPE_CHECKING:
    from pathlib import Path

    from editor.actions.context import Context

_ALL = (N_("All files"), "*")


def open_transcript(context: Context) -> None:
    """Ask for a transcript and open it."""
    patterns = " ".join(f"*{suffix}" for suffix in texts())
    kinds = ((N_("Transcripts and subtitles"), patterns), _ALL)
    path = context.ask.open_file(N_("Open transcript"), kinds)
    if path is not None:
        opening.open_transcript(context, path)


def open_medium(context: Context) -> None:
    """Ask for a medium and attach it to the document."""
    path = asked_for_medium(context)
    if path is not None:
        opening.open_medium(context, path)


def asked_for_medium(context: Context) -> Path | None:
    """A medium that the user chooses, or None."""
    patterns = " ".join(f"*{suffix}" for suffix in MEDIA)
    return context.ask.open_file(
        N_("Open audio or video"), ((N_("Audio and video"), patterns), _ALL)
    )


def open_sample(context: Context) -> None:
    """Open the sample with its audio."""
    opening.open_transcript(context, context.sample / "sample.txt", context.sample / "sample.ogg")


def afresh(context: Context) -> None:
    """Reopen the file without the edits, if the user confirms that; they are kept."""
    path = context.session.path
    question = Problem(
        "Start over from the file as the recogniser wrote it? Your work on it is kept: "
        "“Restore earlier work on this file” brings it back."
    )
    if path is not None and context.ask.choose(question, (N_("Start over"),)) is not None:
        opening.open_transcript(context, path, context.session.media, afresh=True)


def can_begin_afresh(context: Context) -> bool:
    """Whether the document has a file and was edited."""
    return context.session.path is not None and bool(context.session.history.done)


def doubts(context: Context) -> None:
    """List the problems found when the file was read."""
    context.views.report(N_("Import warnings"), context.session.document.problems)


def has_doubts(context: Context) -> bool:
    """Whether reading the file found any problems."""
    return bool(context.session.document.problems)


def close(context: Context) -> None:
    """Close the document; all edits are kept."""
    context.views.finish_typing()
    if not disk_trouble.may_leave(context):
        return
    context.session.open(Document(), journal=NoJournal())
    context.views.show_start()


ACTIONS: tuple[Action, ...] = (
    Action("file.open", N_("Open transcript…"), open_transcript, ("Ctrl+O",), changes=False),
    Action("file.medium", N_("Open audio or video…"), open_medium, ("Ctrl+Shift+O",),
           changes=False),
    Action("file.sample", N_("Try the sample"), open_sample, changes=False),
    Action("file.afresh", N_("Start over from the original file"), afresh, when=can_begin_afresh,
           changes=False),
    Action("file.doubts", N_("Import warnings"), doubts, when=has_doubts,
           changes=False),
    Action("file.close", N_("Close document"), close, ("Ctrl+W",), has_document, changes=False),
)  # fmt: skip
