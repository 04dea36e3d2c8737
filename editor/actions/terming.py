# SPDX-License-Identifier: GPL-3.0-or-later
"""The glossary: its panel, its files, terms from the selection and from the text itself."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING

from editor.actions.action import Action, always, has_cue, has_document
from editor.core.errors import Problem
from editor.core.i18n import N_
from editor.formats.files import read_bytes, write_bytes

if TYPE_CHECKING:
    from editor.actions.context import Context
    from editor.core.progress import Progress
    from editor.language.glossary import Glossary

_MOST = 40
"""Terms that are suggested at once."""

_KINDS = ((N_("Glossaries"), "*.tsv *.csv *.txt"), (N_("All files"), "*"))


def toggle_panel(context: Context) -> None:
    """Show or hide the glossary."""
    context.views.toggle_panel("glossary")


def add(context: Context) -> None:
    """Make the selected text a term of this document, and show the glossary."""
    from editor.language.glossary import Term, together

    selection = context.session.selection
    start, end = sorted((selection.caret, selection.caret_anchor))
    marked = " ".join(context.cue.text[start:end].split())
    if marked:
        terms = context.terms
        terms.set_document(together(terms.of_document, [Term(marked)]))
        context.views.notice(Problem("“{term}” is a term of this document now.", term=marked))
    context.views.show_panel("glossary")


def start(context: Context) -> None:
    """Add the names and Latin words that this text has often."""
    document, known = context.session.document, context.terms.all

    def work(_: Progress) -> Glossary:
        from editor.language.glossary import Term
        from editor.language.term_start import candidates

        found = candidates([cue.text for cue in document.cues], known)
        often = (each for each in found if len(each.rows) > 1)
        return tuple(Term(each.text, each.kind) for each in islice(often, _MOST))

    def take(found: Glossary) -> None:
        from editor.language.glossary import together

        if found:
            context.terms.set_document(together(context.terms.of_document, found))
            context.views.show_panel("glossary")
        context.views.notice(
            Problem("Terms added: {count}. Delete what is none.", count=len(found))
        )

    context.jobs.start(N_("Looking for terms"), work, take)


def import_file(context: Context) -> None:
    """Add the terms of a file to this document's."""
    path = context.ask.open_file(N_("Import a glossary"), _KINDS)
    if path is None:
        return

    def work(_: Progress) -> tuple[Glossary, list[Problem]]:
        from editor.language import glossary_file

        return glossary_file.read(read_bytes(str(path)), path.name)

    def take(made: tuple[Glossary, list[Problem]]) -> None:
        from editor.language.glossary import together

        found, problems = made
        context.terms.set_document(together(context.terms.of_document, found))
        context.views.show_panel("glossary")
        if problems:
            context.views.report(N_("What could not be read"), problems)

    context.jobs.start(
        N_("Reading the glossary"), work, take, lambda error: context.ask.tell(error.problem)
    )


def export_file(context: Context) -> None:
    """Write all terms to a file."""
    from editor.language import glossary_file

    suggested = (context.session.path or context.sample).with_name("glossary.tsv")
    path = context.ask.save_file(N_("Export the glossary"), suggested, _KINDS)
    if path is None:
        return
    data = glossary_file.write(context.terms.all, path.name)
    context.jobs.start(
        N_("Exporting"),
        lambda _: write_bytes(str(path), data, replace=True),
        lambda _: context.views.notice(Problem("Written: {name}", name=path.name)),
        lambda error: context.ask.tell(error.problem),
    )


ACTIONS: tuple[Action, ...] = (
    Action("view.terms", N_("Glossary"), toggle_panel, (), has_document, changes=False),
    Action("terms.add", N_("Add selection to the glossary"), add, (), has_cue),
    Action("terms.start", N_("Suggest terms from the text"), start, (), has_cue),
    Action("terms.import", N_("Import a glossary…"), import_file, (), has_document),
    Action("terms.export", N_("Export the glossary…"), export_file, (), always, changes=False),
)  # fmt: skip
