# SPDX-License-Identifier: GPL-3.0-or-later
"""Speakers of cues."""

from __future__ import annotations

from typing import TYPE_CHECKING

from editor.actions import changing
from editor.actions.action import Action, has_cue, has_document
from editor.core import speakers
from editor.core.i18n import N_
from editor.language.pinyin import initials

if TYPE_CHECKING:
    from collections.abc import Sequence

    from editor.actions.context import Context


def edit(context: Context) -> None:
    """Ask for the speaker of the selected cues, with all known names."""
    names, session = context.speakers.names(), context.session
    # Taken now, since playing on may reach another cue before the field has the keys.
    opened, selection = session.document, session.selection.of(session.chosen)

    def give(name: str) -> None:
        assign(context, name, [*selection.within(opened, session.document).rows()])

    context.views.edit_speaker(names, give)
    # The first pinyin takes a third of a second, which no key in the field must wait for.
    context.jobs.start("", lambda _: [*map(initials, names)], lambda _: None)


def assign(context: Context, name: str, rows: Sequence[int]) -> None:
    """Give the cues at `rows` this speaker; an empty name takes it away."""
    document = context.session.document
    change = speakers.assigned(document, rows, name)
    if not change or changing.commit(context, change):
        context.speakers.last = context.session.document.cues[rows[0]].speaker or ""


def alternate(context: Context) -> None:
    """Let two speakers take turns in the selected cues."""
    rows = context.session.chosen
    document = context.session.document
    change = changing.made(context, lambda: speakers.alternated(document, rows))
    changing.commit(context, change)


def has_several(context: Context) -> bool:
    """Whether more than one cue is selected."""
    return context.session.selection.is_several


def has_speaker(context: Context) -> bool:
    """Whether the current cue has a speaker."""
    return context.has_cues and bool(context.cue.speaker)


def rename(context: Context) -> None:
    """Ask for another name of the current cue's speaker, and rename it everywhere."""
    old = context.cue.speaker or ""
    new = context.ask.line(
        N_("Rename speaker"), N_("Name; that of another speaker merges both"), old
    )
    if new is not None:
        rename_to(context, old, new)


def rename_to(context: Context, old: str, new: str) -> None:
    """Rename a speaker everywhere; to a name that is there, merge the two."""
    document = context.session.document
    change = changing.made(context, lambda: speakers.renamed(document, old, new))
    if change:
        changing.commit_many(context, change)


def toggle_panel(context: Context) -> None:
    """Show or hide the panel of speakers."""
    context.views.toggle_panel("speakers")


ACTIONS: tuple[Action, ...] = (
    Action("cue.speaker", N_("Speaker…"), edit, ("Ctrl+E",), has_cue, on_heard=True),
    Action("cue.alternate", N_("Alternate speakers"), alternate, (), has_several),
    Action("cue.rename-speaker", N_("Rename speaker…"), rename, (), has_speaker),
    Action("view.speakers", N_("Speakers"), toggle_panel, (), has_document, changes=False),
)  # fmt: skip
