# SPDX-License-Identifier: GPL-3.0-or-later
"""Terms by their sound: found everywhere, made right everywhere, other words at the caret."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from editor.actions import changing, cleaning, hearing
from editor.actions.action import Action, has_cue
from editor.core import editing
from editor.core.errors import Problem, UserError
from editor.core.i18n import N_
from editor.settings import MODEL

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from editor.actions.context import Context
    from editor.core.cue import Cue
    from editor.core.doubt import Candidate
    from editor.core.progress import Progress
    from editor.core.proposal import Fix, Proposal
    from editor.language.glossary import Term
    from editor.language.sound.alternatives import Alternative
    from editor.language.word_model.model import WordModel

_TITLE = N_("Terms by their sound")
_EVERYWHERE = N_("Make it right everywhere")
_TERMS, EVERYWHERE = "terms", "everywhere"
"""Under these names, what was found and not wanted is put away."""

NONE_ALIKE = Problem("No other word sounds like this one.")


def find_terms(context: Context) -> None:
    """Find all places that sound like a term of the glossaries, and review them."""
    terms = context.terms.all
    if not terms:
        context.views.notice(Problem("There are no terms yet."), "view.terms")
        return
    _search(context, _TITLE, _TERMS, terms)


def find_term(context: Context, name: str) -> None:
    """Find all places that sound like one term of the glossaries, and review them."""
    term = context.terms.term(name)
    if term is not None:
        _search(context, _TITLE, _TERMS, (term,))


def _term_at(text: str, caret: int, terms: Sequence[Term]) -> Term | None:
    """The term of the glossaries that the caret is in, the longest one, or None."""
    there = (
        term
        for term in terms
        for start in range(max(0, caret - len(term.term)), caret + 1)
        if text.startswith(term.term, start)
    )
    return max(there, key=lambda term: len(term.term), default=None)


def make_right(context: Context) -> None:
    """Find where something is wrong as well: the selected term, what was corrected in this cue.

    Else the term of the glossaries at the caret, or what was corrected last.
    """
    from editor.language.corrections import corrections
    from editor.language.glossary import Term

    selection, cue = context.session.selection, context.cue
    start, end = sorted((selection.caret, selection.caret_anchor))
    marked = cue.text[start:end].strip()
    terms: tuple[Term, ...]
    found = corrections(cue.heard, cue.text, (term.term for term in context.terms.all))
    if marked:
        terms = (context.terms.term(marked) or Term(marked),)
    elif not found and (here := _term_at(cue.text, start, context.terms.all)):
        terms = (here,)
    else:
        found = found or context.terms.corrected  # the cue was left a moment ago
        if not found:
            context.views.notice(
                Problem("Nothing was corrected in this cue. Select a term, or correct one first.")
            )
            return
        for each in found:
            context.terms.learn(each.heard, each.right)
        terms = tuple(each.term for each in found)
    _search(context, _EVERYWHERE, EVERYWHERE, terms)


def seek(
    context: Context, terms: Sequence[Term], of: str = _TERMS
) -> Callable[[Progress], list[Proposal]]:
    """What finds the places that sound like terms; runs on another thread.

    Without those that were put away when `of` had found them, and without terms of the glossaries
    that are written as they should be.
    """
    document, known = context.session.document, context.terms
    every = known.all

    def work(progress: Progress) -> list[Proposal]:
        from editor.language.sound.correcting import for_review, proposals
        from editor.language.sound.terms import Listener

        found = Listener(document.cues, every).places(terms, progress=progress)
        return for_review(known.left(of, proposals(document, found)))

    return work


def show_terms(
    context: Context, found: Sequence[Proposal], then: changing.Then | None = None
) -> None:
    """Review the places that sound like a term of the glossaries."""
    show(context, _TITLE, _TERMS, found, then)


def show(
    context: Context,
    title: str,
    of: str,
    found: Sequence[Proposal],
    then: changing.Then | None = None,
) -> None:
    """Review what a search found; what is not ticked is put away under the name `of`."""
    changing.review(context, title, found, partial(_apply, context, title, of, found), then)


def _search(context: Context, title: str, of: str, terms: Sequence[Term]) -> None:
    document = context.session.document

    def take(found: list[Proposal]) -> None:
        if context.session.document is not document:
            _search(context, title, of, terms)  # it was changed in the meantime
        elif not found:
            context.views.notice(Problem("Nothing else sounds like it."))
        else:
            show(context, title, of, found)

    context.jobs.start(
        N_("Searching by sound"),
        seek(context, terms, of),
        changing.unless_composing(context, take),
    )


def _apply(
    context: Context, title: str, of: str, found: Sequence[Proposal], fixes: Sequence[Fix]
) -> None:
    """Make the change; what was not ticked is not proposed again for this document."""
    cleaning.put_away(context, of, found, fixes)
    if fixes:
        changing.accept(context, title, fixes)


def other_words(context: Context) -> None:
    """Offer other words that sound like the one at the caret, or like the selection."""
    row, cue, selection = context.row, context.cue, context.session.selection
    text = cue.text
    start, end = sorted((selection.caret, selection.caret_anchor))
    terms, cues = context.terms.all, context.session.document.cues

    def work(_: Progress) -> list[Alternative]:
        from editor.language.corrections import made_of
        from editor.language.glossary import together
        from editor.language.term_start import usual
        from editor.language.words import word_at

        try:
            model = context.terms.word_model(terms)
        except UserError:  # a broken one; the dictionary is there all the same
            model = None
        place = (start, end if end > start else None)
        known = {term.term for term in terms}
        often = tuple(usual([cue.text for cue in cues], terms))
        word = text[slice(*(place if end > start else word_at(text, start)))]
        before = tuple(each.term for each in made_of(word, cues, known))
        found = _alternatives(text, place, together(before, terms, often), model)
        others = {term.term for term in (*before, *often)} - known
        return [
            each._replace(is_term=each.is_term and each.word not in others)
            for each in found
            if not each.is_far or each.word in known
        ]

    def take(chosen: Alternative) -> None:
        if not _still(context, row, cue):
            return
        from editor.language.cleaning.marks import is_spaced, with_word

        document = context.session.document
        spaced = is_spaced(each.text for each in document.cues)
        after, caret = with_word(text, *chosen[:3], is_spaced=spaced)
        change = editing.set_text(document, row, after)
        changing.commit(context, change, context.session.selection.at(row, caret))

    def show(found: list[Alternative]) -> None:
        if context.row == row and _still(context, row, cue):
            _offer(context, _as_heard(context, found, (start, end)), (start, end), take)

    context.jobs.start(N_("Searching by sound"), work, changing.unless_composing(context, show))


def _still(context: Context, row: int, cue: Cue) -> bool:
    """Whether this cue is still at `row`, and says the same."""
    now = context.session.document.cues[row : row + 1]
    return [(each.id, each.text) for each in now] == [(cue.id, cue.text)]


def _as_heard(
    context: Context, found: list[Alternative], place: tuple[int, int]
) -> list[Alternative]:
    """The words, those first that a speech model has found to fit the sound better."""
    cue = context.cue
    doubt = context.listening.doubts.get(cue.id)
    if doubt is None or not doubt.holds(cue) or not doubt.candidates:
        return found
    from editor.ear.ordering import with_candidates

    return with_candidates(cue.text, found, doubt.candidates, place)


def _offer(
    context: Context,
    found: list[Alternative],
    place: tuple[int, int],
    take: Callable[[Alternative], None],
) -> None:
    """Show the words at once; as soon as a speech model has it, the order of the sound.

    Where there are none, what the model hears may be one.
    """
    from editor.ear.ordering import by_gain, said_with

    model, cue, row = context.settings[MODEL], context.cue, context.row
    text = cue.text
    near = [each for each in found if not each.is_far]
    far = [each for each in found if each.is_far]
    listens = bool(model) and context.listening.asking.can_ask()
    refine: Callable[[Sequence[Alternative]], object] | None = None
    if found:
        refine = context.views.choose_word(found, take, listens=listens)
    elif not listens:
        context.views.notice(NONE_ALIKE)
    if not listens:
        return

    def told(gains: Sequence[float], heard: Candidate | None) -> None:
        words = by_gain(text, near, gains, heard) if gains or heard else []
        if refine is not None:
            refine([*words, *far] if words else [])
        elif context.row == row and _still(context, row, cue):
            changing.unless_composing(context, late)(words)

    def late(words: Sequence[Alternative]) -> None:
        if words:
            context.views.choose_word(words, take, listens=False)
        else:
            context.views.notice(NONE_ALIKE)

    texts = [text, *(said_with(text, each) for each in near)]
    terms = hearing.all_words(context)
    context.listening.asking.ask(Path(model), row, texts, place, terms, told)


def _alternatives(
    text: str, marked: tuple[int, int | None], terms: Sequence[Term], model: WordModel | None
) -> list[Alternative]:
    """Other words; in a Traditional line they are Traditional, too."""
    from editor.language.conversion import SIMPLIFIED, convert, in_script_of
    from editor.language.script import script_of
    from editor.language.sound.alternatives import alternatives

    line = convert(text, SIMPLIFIED) if script_of(text) == "hant" else text
    if len(line) != len(text):
        return []
    found = alternatives(line, *marked, terms, model=model)
    return [
        each if each.is_term else each._replace(word=in_script_of(text, each.word))
        for each in found
    ]


ACTIONS: tuple[Action, ...] = (
    Action("cue.other-words", N_("Words that sound alike"), other_words, ("F7",), has_cue,
           scope="table"),
    Action("tools.everywhere", N_("Make right everywhere…"), make_right, ("Ctrl+D",), has_cue),
    Action("tools.terms", N_("Find terms by sound…"), find_terms, (), has_cue),
)  # fmt: skip
