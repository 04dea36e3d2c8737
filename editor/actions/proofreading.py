# SPDX-License-Identifier: GPL-3.0-or-later
"""Corrected elsewhere, brought home: copied for proofreading, and aligned to the cues again."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from editor import formats
from editor.actions import changing
from editor.actions.action import Action, has_cue
from editor.core.errors import Problem
from editor.core.i18n import N_
from editor.formats.files import read_bytes
from editor.project.opening import texts

if TYPE_CHECKING:
    from editor.actions.context import Context
    from editor.core.progress import Progress
    from editor.language.home.bringing import Home

_TITLE = N_("Corrected text")

_TEXTS = (".txt", ".md", ".docx")
"""Endings of files that are text without cues."""


def copy(context: Context) -> None:
    """Copy the first piece of the text, as numbered lines with instructions; then the next ones.

    Pressed again for the same text, it goes on; after the last piece it begins again.
    """
    from editor.language.home.proofreading import pieces

    cues = context.session.document.cues
    found = pieces(cues, context.terms.all, translate=context.views.translated)
    if not found:
        context.views.notice(Problem("There is no text to copy."))
        return
    place = context.terms.next_piece(context.session.document, len(found))
    piece = found[place]
    context.views.set_clipboard(piece.text, b"")
    facts = {"first": piece.first + 1, "last": piece.stop, "number": place + 1, "count": len(found)}
    if len(found) == 1:
        context.views.notice(
            Problem("Copied with instructions. Paste the corrected text when you have it."),
            "edit.bring-home",
        )
    else:
        context.views.notice(
            Problem("Copied: part {number} of {count}, cues {first} to {last}.", **facts),
            "edit.copy-proofreading",
            "edit.bring-home",
        )


def paste(context: Context) -> None:
    """Align the text on the clipboard to the cues, and review what it changes."""
    text = context.views.clipboard()[0]
    if not text.strip():
        context.views.notice(Problem("There is no text on the clipboard."))
        return
    _bring(context, text)


def import_file(context: Context) -> None:
    """Align a file's text to the cues: plain text, Markdown, DOCX, or subtitles."""
    suffixes = dict.fromkeys((*_TEXTS, *texts()))
    kinds = [(N_("Texts"), " ".join(f"*{each}" for each in suffixes)), (N_("All files"), "*")]
    path = context.ask.open_file(N_("Import corrected text"), kinds)
    if path is None:
        return

    def work(_: Progress) -> str:
        from editor.language.home.document_text import text_of

        data = read_bytes(str(path))
        if path.suffix.lower() in _TEXTS:
            return text_of(data)
        cues = formats.read(data, path.name).cues
        return "\n".join(" ".join(cue.text.split("\n")) for cue in cues)

    context.jobs.start(
        N_("Reading"),
        work,
        changing.while_open(context, partial(_bring, context)),
        lambda error: context.ask.tell(error.problem),
    )


def _bring(context: Context, text: str) -> None:
    document = context.session.document

    def work(progress: Progress) -> Home:
        from editor.language.home.bringing import bring_home

        return bring_home(document, text, progress)

    def show(home: Home) -> None:
        if context.session.document is not document:
            _bring(context, text)  # it was changed in the meantime
            return
        if home.proposals:
            changing.review(context, _TITLE, home.proposals)
        elif not home.problems:
            context.views.notice(Problem("The text says what the cues say: nothing to change."))
        if home.problems:
            context.views.report(N_("What found no place"), home.problems)

    context.jobs.start(
        N_("Aligning the text"),
        work,
        changing.unless_composing(context, show),
        lambda error: context.views.notice(error.problem),
    )


ACTIONS: tuple[Action, ...] = (
    Action("edit.copy-proofreading", N_("Copy for proofreading"), copy, (), has_cue, changes=False),
    Action("edit.bring-home", N_("Paste corrected text…"), paste, (), has_cue),
    Action("edit.import-corrected", N_("Import corrected text…"), import_file, (), has_cue),
)  # fmt: skip
