# SPDX-License-Identifier: GPL-3.0-or-later
"""Publishing: the page with all files for the sites, and a site's files without it."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from editor.actions import changing, exporting
from editor.actions.action import Action, has_document
from editor.checks.sites import SITES
from editor.core.errors import Problem
from editor.core.i18n import N_
from editor.core.state import PUBLISH
from editor.formats.files import is_there
from editor.settings import SPEAKERS

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from editor.actions.context import Context
    from editor.core.document import Document
    from editor.publish.plan import Plan
    from editor.publish.uploads import Choice, Upload


def open_page(context: Context) -> None:
    """Open the page of publishing."""
    context.views.publish()


def choice_of(context: Context) -> Choice:
    """What was chosen last for this document; else the sites, and the text's own script."""
    from editor.publish.uploads import Choice, offered

    stored = context.session.state.rows(PUBLISH).get("choice")
    if stored is not None:
        return Choice.of_json(stored)
    tracks = offered(context.session.document)
    script = _language(context)
    site = context.inspection.profile.site
    sites = tuple(row.id for row in SITES) if site is None else (site.id,)
    own = script if script in tracks else "text"
    return Choice(sites, (own,), names=context.settings[SPEAKERS])


def keep_choice(context: Context, choice: Choice) -> None:
    """Keep what was chosen, with the document."""
    if context.session.elsewhere is None:
        context.session.keep(PUBLISH, "choice", choice.as_json())


def examine(context: Context, choice: Choice, take: Callable[[Plan], None]) -> None:
    """Work out all files of a choice, and what the sites would object to."""
    document, length = _document(context), context.inspection.evidence.media_length
    stem = exporting.suggested(context, "").name

    def work(_: object) -> Plan:
        from editor.publish.plan import plan

        return plan(document, choice, stem, length)

    context.jobs.start(N_("Checking"), work, take, lambda error: context.ask.tell(error.problem))


def write(
    context: Context,
    uploads: Sequence[Upload],
    folder: Path,
    done: Callable[[], None] = lambda: None,
) -> None:
    """Write files to a folder, after asking about those that are there."""
    paths = [folder / upload.name for upload in uploads]
    present = [path.name for path in paths if is_there(path)]
    if present and not exporting.may_replace(context, present):
        return

    def finish() -> Problem | None:
        done()
        return _entry(uploads)

    context.views.commit_composition()
    exporting.write_files(
        context,
        context.session.document,
        paths,
        lambda: [(upload.data, upload.problems) for upload in uploads],
        done=finish,
    )


def publish(context: Context, to: str) -> None:
    """Check against the rules of a site, then write all its files to a folder.

    If the site may reject them, the user is asked first. `to` is the site's id.
    """
    from editor.publish.uploads import Choice

    choice = Choice((to,), ("text",), names=context.settings[SPEAKERS])
    examine(context, choice, changing.while_open(context, partial(_publish, context)))


def _publish(context: Context, plan: Plan) -> None:
    if not may_publish(context, plan):
        return
    suggested = exporting.suggested(context, "")
    folder = context.ask.folder(N_("Choose a folder to export to"), suggested.parent)
    if folder is not None:
        write(context, plan.uploads, folder)


def may_publish(context: Context, plan: Plan) -> bool:
    """Whether to go on: if a site may reject the files, the user is asked."""
    errors = sum(found.severity == "error" for found in plan.objections)
    if not errors:
        return True
    question = Problem(
        "The site may reject these subtitles. Errors: {count}; see the Problems panel.",
        count=errors,
    )
    answer = context.ask.choose(question, (N_("Export anyway"), N_("Show problems")))
    if answer == 1:
        context.views.show_panel("problems")
    return answer == 0


def _entry(uploads: Sequence[Upload]) -> Problem | None:
    """What to choose in a site's list of languages, if there is one file to choose it for."""
    from editor.publish.uploads import entry

    found = {(upload.site, upload.language): entry(upload) for upload in uploads}
    known = [said for said in found.values() if said is not None]
    return known[0] if len(known) == 1 else None


def _document(context: Context) -> Document:
    """The document, with the language that its script tells if it names none."""
    document = context.session.document
    if document.head.language:
        return document
    return replace(document, head=replace(document.head, language=_language(context)))


def _language(context: Context) -> str:
    return "zh-Hant" if context.inspection.report.script == "hant" else "zh-Hans"


ACTIONS: tuple[Action, ...] = (
    Action("file.publish", N_("Publish…"), open_page, ("Ctrl+P",), has_document, changes=False),
    Action("file.youtube", N_("Export for YouTube…"), partial(publish, to="youtube"),
           ("Ctrl+Shift+Y",), has_document, changes=False),
    Action("file.bilibili", N_("Export for Bilibili…"), partial(publish, to="bilibili"),
           ("Ctrl+Shift+B",), has_document, changes=False),
)  # fmt: skip
