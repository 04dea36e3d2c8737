# SPDX-License-Identifier: GPL-3.0-or-later
"""Comparing with another version of the same talk, and taking of it what is better there."""

from __future__ import annotations

from datetime import datetime
from functools import partial
from typing import TYPE_CHECKING

from editor.actions import changing
from editor.actions.action import Action, has_cue
from editor.core.errors import Problem
from editor.core.i18n import N_
from editor.formats.files import read_bytes
from editor.project.opening import texts

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from editor.actions.context import Context
    from editor.core.progress import Progress
    from editor.core.proposal import Fix, Proposal
    from editor.language.home.comparing import Version

_TITLE = N_("Compare with another version")


def compare(context: Context) -> None:
    """Ask for the other version, and review what is different in it, line by line."""
    kinds = [(N_("Transcripts and subtitles"), " ".join(f"*{suffix}" for suffix in texts()))]
    path = context.ask.open_file(_TITLE, kinds)
    if path is None:
        return
    ours = context.session.project.path if context.session.project else context.session.path
    context.jobs.start(
        N_("Reading"),
        lambda _: _read(path, ours),
        changing.while_open(context, partial(_compare, context)),
        lambda error: context.ask.tell(error.problem),
        path,
    )


def _read(path: Path, ours: Path | None) -> Version:
    from editor import formats
    from editor.language.home.comparing import Version
    from editor.project import project_reader
    from editor.project.project_file import MAGIC

    data = read_bytes(str(path))
    changed, author = path.stat().st_mtime, ""
    if data.startswith(MAGIC):
        project = project_reader.read(data)
        cues, changed = project.work.document.cues, project.saved_at / 1000 or changed
        author = project.saved_by
    else:
        cues = formats.read(data, path.name).cues
    newer = ours is not None and ours.exists() and ours.stat().st_mtime < changed
    when = datetime.fromtimestamp(changed).astimezone().strftime("%Y-%m-%d %H:%M")
    return Version(path.name, f"{author}, {when}" if author else when, newer, cues)


def _compare(context: Context, version: Version) -> None:
    document = context.session.document

    def work(progress: Progress) -> list[Proposal]:
        from editor.language.home.comparing import differences

        return differences(document, version, progress)

    def show(found: list[Proposal]) -> None:
        if context.session.document is not document:
            _compare(context, version)  # it was changed in the meantime
        elif found:
            changing.review(context, _TITLE, found, partial(_take, context))
        else:
            context.views.notice(Problem("Both versions are the same."))

    context.jobs.start(
        N_("Comparing"),
        work,
        changing.unless_composing(context, show),
        lambda error: context.views.notice(error.problem),
    )


def _take(context: Context, fixes: Sequence[Fix]) -> None:
    from editor.language.home.comparing import together

    changing.accept(context, _TITLE, together(context.session.document, fixes))


ACTIONS: tuple[Action, ...] = (
    Action("file.compare", N_("Compare with another version…"), compare, when=has_cue),
)  # fmt: skip
