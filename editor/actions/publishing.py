# SPDX-License-Identifier: GPL-3.0-or-later
"""Exporting everything a site needs, after checking against the site's rules."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from editor.actions import exporting
from editor.actions.action import Action, has_document
from editor.checks.profiles import profile
from editor.checks.sites import SITES
from editor.checks.sites import site as site_of
from editor.core.errors import Problem
from editor.core.i18n import N_
from editor.formats.files import is_there

if TYPE_CHECKING:
    from collections.abc import Sequence

    from editor.actions.context import Context
    from editor.checks.finding import Finding
    from editor.checks.sites import Site
    from editor.core.document import Document


def publish(context: Context, to: str) -> None:
    """Check against the rules of a site, then write all its formats to a folder.

    If the site may reject the document, the user is asked first. `to` is the site's id.
    """
    from editor.checks.rules import check

    site = site_of(to)
    document, length = context.session.document, context.inspection.evidence.media_length
    context.jobs.start(
        N_("Checking"),
        lambda _: check(document, profile(site.id), length),
        partial(_publish, context, site, document),
    )


def publish_for_profile(context: Context) -> None:
    """Publish on the site of the chosen profile; if it has none, ask which site."""
    site = context.inspection.profile.site
    if site is None:
        chosen = context.ask.choose(Problem("Publish where?"), [row.name for row in SITES])
        site = None if chosen is None else SITES[chosen]
    if site is not None:
        publish(context, site.id)


def _publish(context: Context, site: Site, document: Document, findings: Sequence[Finding]) -> None:
    errors = [finding for finding in findings if finding.severity == "error"]
    if errors and not _go_on(context, len(errors)):
        return
    suggested = exporting.suggested(context, "")
    folder = context.ask.folder(N_("Choose a folder to export to"), suggested.parent)
    if folder is None:
        return
    language = document.head.language or _language(context)
    stem = f"{suggested.name}.{language}"
    targets = {folder / f"{stem}{ending}": row for ending, row in site.targets}
    present = [path.name for path in targets if is_there(path)]
    if present:
        question = Problem("Already in this folder: {names}.", names=", ".join(present))
        if context.ask.choose(question, (N_("Replace"), N_("Do not export"))) != 0:
            return
    exporting.write(context, document, targets, hint=_entry(site, language))


def _go_on(context: Context, errors: int) -> bool:
    question = Problem(
        "The site may reject these subtitles. Errors: {count}; see the Problems panel.",
        count=errors,
    )
    answer = context.ask.choose(question, (N_("Export anyway"), N_("Show problems")))
    if answer == 1:
        context.views.show_panel("problems")
    return answer == 0


def _entry(site: Site, language: str) -> Problem | None:
    """What to choose in the site's list of languages, if known."""
    entry = site.languages.get(language)
    if entry is None:
        return None
    return Problem(
        "On {site}, choose the language “{entry}”", site=Problem(site.name), entry=Problem(entry)
    )


def _language(context: Context) -> str:
    return "zh-Hant" if context.inspection.report.script == "hant" else "zh-Hans"


ACTIONS: tuple[Action, ...] = (
    Action("file.publish", N_("Publish…"), publish_for_profile, ("Ctrl+P",), has_document,
           changes=False),
    Action("file.youtube", N_("Export for YouTube…"), partial(publish, to="youtube"),
           ("Ctrl+Shift+Y",), has_document, changes=False),
    Action("file.bilibili", N_("Export for Bilibili…"), partial(publish, to="bilibili"),
           ("Ctrl+Shift+B",), has_document, changes=False),
)  # fmt: skip
