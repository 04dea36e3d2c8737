# SPDX-License-Identifier: GPL-3.0-or-later
"""Cut, copy and paste: of text in the current cue, or of whole cues if several are chosen."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from editor.actions import changing
from editor.actions.action import Action, has_cue, has_document
from editor.core.cue import Cue
from editor.core.document import Document
from editor.core.errors import Problem, UserError
from editor.core.i18n import N_
from editor.core.proposal import Proposal

if TYPE_CHECKING:
    from collections.abc import Sequence

    from editor.actions.context import Context

_ARROW = "-->"
"""What the time lines of SubRip and WebVTT have."""

_LINE = 2_000
"""Duration in ms of a cue that is made of a line without times."""


def can_copy(context: Context) -> bool:
    """Whether text of the current cue or several cues are selected."""
    selection = context.session.selection
    return context.has_cues and (selection.is_several or selection.caret != selection.caret_anchor)


def cut(context: Context) -> None:
    """Move the selected text, or the chosen cues, to the clipboard."""
    if context.session.selection.is_several:
        from editor.actions.cues import delete

        _copy_cues(context)
        delete(context)
    else:
        context.views.copy_text(cut=True)


def copy(context: Context) -> None:
    """Copy the selected text, or the chosen cues, to the clipboard."""
    if context.session.selection.is_several:
        _copy_cues(context)
        context.views.notice(Problem("Cues copied: {count}.", count=len(context.session.chosen)))
    else:
        context.views.copy_text(cut=False)


def _copy_cues(context: Context) -> None:
    """As SubRip for other programs, and with everything there is in a cue for ourselves."""
    from editor import formats

    document = context.session.document
    cues = tuple(document.cues[row] for row in context.session.chosen)
    chosen = Document(cues, head=document.head)
    there = replace(chosen, cues=tuple(replace(cue, left_out=False) for cue in cues))
    text = formats.write(there, formats.by_id("srt")).data.decode("utf-8", "replace")
    context.views.set_clipboard(text, formats.write(chosen, formats.by_id("json")).data)


def paste(context: Context) -> None:
    """Paste cues if the clipboard has some, or if several are chosen; else text."""
    text, own = context.views.clipboard()
    if own or _ARROW in text or context.session.selection.is_several:
        paste_cues(context)
    else:
        context.views.paste_text()


def paste_cues(context: Context) -> None:
    """Insert the cues of the clipboard after the chosen ones; of plain text, a cue for each line.

    Cues keep their times. Lines have none: they come one after the other, two seconds each.
    """
    from editor.core import several

    text, own = context.views.clipboard()
    session = context.session
    row = session.chosen[-1] + 1 if context.has_cues else 0
    try:
        cues = _cues(context, text, own, row)
    except UserError as error:
        context.views.notice(error.problem)
        return
    if not cues:
        context.views.notice(Problem("The clipboard has no text."))
        return
    there = session.selection.at(row + len(cues) - 1).spanning(row)
    if changing.commit(context, several.paste(session.document, row, cues), there):
        context.views.notice(Problem("Cues pasted: {count}.", count=len(cues)), "edit.undo")


def _cues(context: Context, text: str, own: bytes, row: int) -> Sequence[Cue]:
    from editor import formats

    if own:
        return formats.read(own, format_id="json").cues
    if _ARROW in text:
        return formats.read(text.encode("utf-8", "replace"), "clipboard.srt").cues
    lines = _lines(text)
    start = context.session.document.cues[row - 1].end if row else 0
    return [
        Cue(n, start + n * _LINE, start + (n + 1) * _LINE, line) for n, line in enumerate(lines)
    ]


def _lines(text: str) -> list[str]:
    """Its lines without the blank ones. Only CR and LF end lines."""
    return [line.strip() for line in re.split(r"[\r\n]+", text) if line.strip()]


def paste_untimed(context: Context) -> None:
    """Insert a cue without times after the chosen ones for each line of text, to be tapped."""
    from editor.core import several, tapping

    lines = _lines(context.views.clipboard()[0])
    if not lines:
        context.views.notice(Problem("The clipboard has no text."))
        return
    session = context.session
    row = session.chosen[-1] + 1 if context.has_cues else 0
    change = several.paste(session.document, row, tapping.untimed(lines))
    if changing.commit(context, change, session.selection.at(row)):
        message = Problem("Cues without times pasted: {count}.", count=len(lines))
        context.views.notice(message, "edit.undo", "play.tap")


def pour(context: Context) -> None:
    """Give the chosen cues, or those from the current one on, the lines of the clipboard.

    After a review: line by line, where the text is another one. Times stay.
    """
    session, cues = context.session, context.session.document.cues
    lines = _lines(context.views.clipboard()[0])
    if not lines:
        context.views.notice(Problem("The clipboard has no text."))
        return
    chosen = session.selection.is_several
    rows = session.chosen if chosen else session.filter.shown(range(context.row, len(cues)))
    proposals = [
        _poured(row, cues[row], line)
        for row, line in zip(rows, lines, strict=False)
        if cues[row].text != line
    ]
    if proposals:
        changing.review(context, N_("Pour text into cues"), proposals)
    if len(lines) > len(rows):
        left = Problem("Lines for which no cue is left: {count}.", count=len(lines) - len(rows))
        context.views.notice(left)
    elif chosen and len(lines) < len(rows):
        left = Problem(
            "Selected cues for which no line is left: {count}.", count=len(rows) - len(lines)
        )
        context.views.notice(left)
    elif not proposals:
        context.views.notice(Problem("The cues have this text already."))


def _poured(row: int, cue: Cue, line: str) -> Proposal:
    reason = Problem("The text of this cue becomes that of the pasted line.")
    return Proposal(((row, cue.saying(line)),), cue.text, line, reason, Problem("Text"), sure=True)


ACTIONS: tuple[Action, ...] = (
    Action("edit.cut", N_("Cut"), cut, ("Ctrl+X",), can_copy, scope="table"),
    Action("edit.copy", N_("Copy"), copy, ("Ctrl+C",), can_copy, scope="table", changes=False),
    Action("edit.paste", N_("Paste"), paste, ("Ctrl+V",), has_cue, scope="table"),
    Action("edit.paste-cues", N_("Paste as cues"), paste_cues, (), has_document),
    Action("edit.paste-untimed", N_("Paste as text to be timed"), paste_untimed, (), has_document),
    Action("edit.pour", N_("Pour text into cues…"), pour, (), has_cue),
)  # fmt: skip
