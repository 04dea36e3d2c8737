# SPDX-License-Identifier: GPL-3.0-or-later
"""Chapters: marked at cues, taken from a copied list."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from editor.actions import changing
from editor.actions.action import Action, has_cue
from editor.core.change import replaced
from editor.core.errors import Problem
from editor.core.i18n import N_

if TYPE_CHECKING:
    from editor.actions.context import Context


def mark(context: Context) -> None:
    """Ask for the title of a chapter that starts at the current cue; an empty one removes it."""
    from editor.publish.chapters import title_from

    row, cue = context.row, context.cue
    proposed = title_from(cue.text) if cue.chapter is None else cue.chapter
    title = context.ask.line(
        N_("Chapter"), N_("Title; without one, no chapter starts here"), proposed
    )
    if title is None:
        return
    chapter = " ".join(title.split()) or None
    marked = replace(context.session.document.cues[row], chapter=chapter)
    named = N_("Set chapter") if chapter else N_("Remove chapter")
    changing.commit(context, replaced(context.session.document, named, [(row, marked)]))


def paste(context: Context) -> None:
    """Mark the cues at which the chapters of a copied list start, in place of all others."""
    from editor.publish.chapters import parse, placed

    chapters, problems = parse(context.views.clipboard()[0])
    if not chapters:
        said = N_("There is no list of chapters on the clipboard: lines with a time and a title.")
        context.views.notice(Problem(said))
        return
    changing.commit(context, placed(context.session.document, chapters))
    if problems:
        context.views.report(N_("Lines that are no chapters"), problems)
    context.views.notice(Problem("Chapters: {count}", count=len(chapters)))


ACTIONS: tuple[Action, ...] = (
    Action("cue.chapter", N_("Chapter starts here…"), mark, (), has_cue, on_heard=True),
    Action("chapters.paste", N_("Paste chapters"), paste, (), has_cue),
)  # fmt: skip
