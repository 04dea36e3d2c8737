# SPDX-License-Identifier: GPL-3.0-or-later
"""The glossary: its panel, its files, terms from the selection and from the text itself."""

from __future__ import annotations

from functools import partial
from itertools import islice
from typing import TYPE_CHECKING

from editor.actions import changing
from editor.actions.action import Action, always, has_cue, has_document
from editor.core.errors import Problem, UserError
from editor.core.i18n import N_
from editor.core.proposal import Proposal
from editor.formats.files import read_bytes, write_bytes

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from editor.actions.context import Context
    from editor.core.document import Document
    from editor.core.progress import Progress
    from editor.core.proposal import Fix
    from editor.language.glossary import Glossary, Term
    from editor.language.term_start import Found

_MOST = 40
"""Terms that are suggested at once."""

_SUGGESTED = N_("Suggested terms")
_KINDS_OF_WORDS = {
    "": N_("Latin words"),
    "person": N_("People"),
    "place": N_("Place names"),
    "product": N_("Organisations"),
}
"""What the review calls the kinds of `language.term_start.Found`."""

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
    """Review the Latin words and names that this text has often; the ticked ones become terms."""
    document, known = context.session.document, context.terms.all

    def work(_: Progress) -> dict[int, tuple[Proposal, Term]]:
        from editor.language.glossary import Term
        from editor.language.term_start import candidates

        found = candidates([cue.text for cue in document.cues], known)
        often = islice((each for each in found if len(each.rows) > 1), _MOST)
        rows = [(_suggestion(document, each), Term(each.text, each.kind)) for each in often]
        return {id(row.fix): (row, term) for row, term in rows}

    def take(found: dict[int, tuple[Proposal, Term]]) -> None:
        if not found:
            context.views.notice(Problem("No name or Latin word occurs more than once."))
            return
        rows = [row for row, _ in found.values()]
        changing.review(context, _SUGGESTED, rows, partial(_add, context, found))

    context.jobs.start(N_("Looking for terms"), work, changing.unless_composing(context, take))


def _suggestion(document: Document, found: Found) -> Proposal:
    """A word that may be a term: a row that leaves the cues as they are."""
    row = found.rows[0]
    cue = document.cues[row]
    reason = Problem(N_("In {count} cues."), count=len(found.rows))
    kind = Problem(_KINDS_OF_WORDS.get(found.kind, found.kind))
    return Proposal(((row, cue),), cue.text, found.text, reason, kind, sure=False, plain=True)


def _add(
    context: Context, found: Mapping[int, tuple[Proposal, Term]], fixes: Sequence[Fix]
) -> None:
    from editor.language.glossary import together

    terms = [found[id(fix)][1] for fix in fixes if id(fix) in found]
    context.terms.set_document(together(context.terms.of_document, terms))
    context.views.show_panel("glossary")
    context.views.notice(Problem("Terms added: {count}.", count=len(terms)), "terms.undo")


def undo(context: Context) -> None:
    """Take the last change of the glossaries back."""
    try:
        done = context.terms.undo()
    except UserError as error:
        context.views.notice(error.problem)
        return
    if not done:
        context.views.notice(Problem("Nothing was changed in the glossary."))


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
        context.views.notice(Problem("Terms read: {count}.", count=len(found)), "terms.undo")
        if problems:
            context.views.report(N_("What could not be read"), problems)

    context.jobs.start(
        N_("Reading the glossary"),
        work,
        changing.while_open(context, take),
        lambda error: context.ask.tell(error.problem),
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
    Action("terms.start", N_("Suggest terms from the text…"), start, (), has_cue),
    Action("terms.undo", N_("Undo in the glossary"), undo, (), has_document),
    Action("terms.import", N_("Import a glossary…"), import_file, (), has_document),
    Action("terms.export", N_("Export the glossary…"), export_file, (), always, changes=False),
)  # fmt: skip
