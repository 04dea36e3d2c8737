# SPDX-License-Identifier: GPL-3.0-or-later
"""The table of clean-up passes.

To add one: write a function from a `Given` to proposals, and add a row here. A pass proposes
nothing the second time. What it is sure of is ticked beforehand; a machine may do that alone.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from functools import partial
from typing import TYPE_CHECKING

from editor.core.errors import Problem
from editor.core.i18n import N_
from editor.core.progress import UNHEARD
from editor.core.proposal import Proposal
from editor.core.tags import TAG
from editor.language import rolling
from editor.language.cleaning import forms, marks, wording
from editor.language.cleaning.guard import guarded, is_cantonese, is_left_alone, protected_terms
from editor.language.conversion import SIMPLIFIED
from editor.language.glossary import Glossary, kept
from editor.language.script import is_japanese, main_script
from editor.language.script_proposals import proposals as script_proposals
from editor.language.sound.correcting import proposals as term_proposals
from editor.language.sound.terms import DEFAULT, Listener

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Sequence

    from editor.core.document import Document
    from editor.core.progress import Progress
    from editor.language.cleaning.wording import Cut

AUTO = "auto"
"""Of `Given.script`: what stands in the other script comes into the document's. Of `Given.marks`:
as most lines are written."""


@dataclass(frozen=True, slots=True)
class Given:
    """What passes work on.

    Attributes:
        document: The document as it is now.
        glossary: The terms; what is marked to be kept stays in its script.
        borders: First row of each window of the recogniser, where known.
        script: A language tag of `conversion.TARGETS`, ``auto`` or ``keep``.
        marks: A style of `marks.STYLES`, or ``auto``.
        strictness: See `sound.terms.DEFAULT`.
        refused: Keys of places that the user does not want; see `sound.terms.Place`.
        progress: May cancel.
    """

    document: Document
    glossary: Glossary = ()
    borders: Sequence[int] = (0,)
    script: str = AUTO
    marks: str = AUTO
    strictness: float = DEFAULT
    refused: Collection[str] = field(default=frozenset())
    progress: Progress = UNHEARD


@dataclass(frozen=True, slots=True)
class Pass:
    """One row of the table.

    Attributes:
        id: In reports.
        title: Its name, also as a step of undo.
        find: Makes its proposals.
        default: Whether it runs unless it is left out.
    """

    id: str
    title: str
    find: Callable[[Given], list[Proposal]]
    default: bool = True


def _script(given: Given) -> list[Proposal]:
    """What stands in the other script. Cantonese and terms marked to be kept stay."""
    target, whole = given.script, given.script != AUTO
    if target == "keep":
        return []
    if not whole:
        texts = [cue.text for cue in given.document.cues]
        target = "zh-Hant" if main_script(texts) == "hant" else SIMPLIFIED
    found = script_proposals(given.document, target, given.borders, kept(given.glossary))
    return [
        row if whole else replace(row, sure=row.sure and "{first}" in row.kind.message)
        for row in found
        if not is_cantonese(row.before)
    ]


def _terms(given: Given, kinds: Collection[str]) -> list[Proposal]:
    """Terms of the glossary, as they were heard or in another form, or by their sound."""
    if not given.glossary:
        return []
    cues = given.document.cues
    listener = Listener(cues)
    found = listener.places(
        given.glossary,
        strictness=given.strictness,
        refused=given.refused,
        by_sound="sound" in kinds,
        progress=given.progress,
    )
    places = [
        place
        for place in found
        if place.kind in kinds and not any(_is_apart(cues[part.row].text) for part in place.parts)
    ]
    return term_proposals(given.document, places)


def _is_apart(text: str) -> bool:
    return is_japanese(text) or is_cantonese(text)


def _texts(
    given: Given, title: str, reason: str, work: Callable[[str], str], *, sure: bool = True
) -> list[Proposal]:
    """One proposal for each cue whose text `work` changes."""
    terms = protected_terms(term.term for term in given.glossary)
    found = []
    for row, cue in enumerate(given.document.cues):
        if is_left_alone(cue.text):
            continue
        text = guarded(cue.text, terms, work)
        if text != cue.text and text.strip():
            fix = ((row, cue.saying(text)),)
            found.append(Proposal(fix, cue.text, text, Problem(reason), Problem(title), sure))
    return found


def _characters(given: Given) -> list[Proposal]:
    """First of all: no other pass finds a word whose characters stand apart."""
    fewest = marks.fewest_apart(cue.text for cue in given.document.cues)
    work = partial(marks.together, fewest=fewest)
    return _texts(given, CHARACTERS, N_("No spaces between all characters."), work)


def _spacing(given: Given) -> list[Proposal]:
    reason = N_("One space between Chinese and other letters.")
    return _texts(given, SPACING, reason, marks.spaced)


def _width(given: Given) -> list[Proposal]:
    def work(text: str) -> str:
        return marks.wide(marks.narrow(text))

    return _texts(given, WIDTH, N_("Marks beside Chinese are of full width."), work)


def _marks(given: Given) -> list[Proposal]:
    style = given.marks
    if style == AUTO:
        style = marks.style_of([cue.text for cue in given.document.cues])
    work = partial(marks.paused, style=style)
    return _texts(given, PAUSES, N_("Commas and full stops as the other cues have them."), work)


def _ellipsis(given: Given) -> list[Proposal]:
    return _texts(given, ELLIPSIS, N_("Six dots, as Chinese writes it."), marks.ellipsis)


def _quotes(given: Given) -> list[Proposal]:
    texts = [cue.text for cue in given.document.cues]
    work = partial(marks.quoted, traditional=main_script(texts) == "hant")
    return _texts(given, QUOTES, N_("Chinese quotation marks."), work)


def _cuts(
    given: Given, title: str, reason: str, find: Callable[[str], list[Cut]]
) -> list[Proposal]:
    """What a person must decide; markup is left alone."""
    found = []
    for row, cue in enumerate(given.document.cues):
        text = cue.text
        if _is_apart(text) or TAG.search(text):
            continue
        cuts = find(text)
        after = wording.applied(text, cuts) if cuts else text
        if after != text and after:
            fix = ((row, cue.saying(after)),)
            said = ", ".join(dict.fromkeys(text[cut.start : cut.end].strip() for cut in cuts))
            problem = Problem(reason, text=said)
            found.append(Proposal(fix, text, after, problem, Problem(title), sure=False))
    return found


def _fillers(given: Given) -> list[Proposal]:
    return _cuts(given, FILLERS, N_("“{text}” says nothing."), wording.fillers)


def _stutters(given: Given) -> list[Proposal]:
    return _cuts(given, STUTTERS, N_("“{text}” is said again at once."), wording.stutters)


def _numerals(given: Given) -> list[Proposal]:
    return _cuts(given, NUMERALS, N_("“{text}” in digits."), wording.numerals)


def _loops(given: Given) -> list[Proposal]:
    found = _cuts(given, LOOPS, N_("“{text}” may be a recogniser that is stuck."), wording.loops)
    taken = {row.row for row in found}
    cues = given.document.cues
    reason = Problem(N_("The cues before say the same; a recogniser may be stuck."))
    for row in wording.repeated_rows([cue.text for cue in cues]):
        if row not in taken:
            text = cues[row].text
            found.append(Proposal(((row, None),), text, "", reason, Problem(LOOPS), sure=False))
    return found


def _repeated(given: Given) -> list[Proposal]:
    if not rolling.is_rolling(given.document.cues):
        return []
    return [replace(row, sure=False) for row in rolling.proposals(given.document)]


def _credits(given: Given) -> list[Proposal]:
    reason = Problem(N_("Recognisers invent this over silence and music; listen to it."))
    return [
        Proposal(((row, None),), cue.text, "", reason, Problem(CREDITS), sure=False)
        for row, cue in enumerate(given.document.cues)
        if wording.is_credit(cue.text)
    ]


SPACING, CHARACTERS = N_("Spaces beside letters"), N_("Spaces between characters")
WIDTH = N_("Width of marks")
PAUSES, ELLIPSIS = N_("Commas and full stops"), N_("Ellipsis")
QUOTES, FILLERS, STUTTERS = N_("Quotation marks"), N_("Fillers"), N_("Stutters")
NUMERALS, CREDITS = N_("Numbers in digits"), N_("Invented credits")
LOOPS = N_("Stuck recogniser")

PASSES: tuple[Pass, ...] = (
    Pass("characters", CHARACTERS, _characters),
    Pass("repeated", rolling.TITLE, _repeated),
    Pass("script", N_("Script"), _script),
    Pass("heard", N_("Terms as they were heard"), lambda given: _terms(given, {"heard", "form"})),
    Pass("terms", N_("Terms by their sound"), lambda given: _terms(given, {"sound"})),
    Pass("forms", forms.TITLE, lambda given: forms.proposals(given.document, given.glossary)),
    Pass("width", WIDTH, _width),
    Pass("ellipsis", ELLIPSIS, _ellipsis),
    Pass("quotes", QUOTES, _quotes),
    Pass("fillers", FILLERS, _fillers),
    Pass("stutters", STUTTERS, _stutters),
    Pass("loops", LOOPS, _loops),
    Pass("credits", CREDITS, _credits),
    Pass("digits", NUMERALS, _numerals, default=False),
    Pass("marks", PAUSES, _marks),
    Pass("spacing", SPACING, _spacing),
)
"""In the order in which they run."""

ALONE = frozenset(
    {"characters", "script", "heard", "width", "ellipsis", "quotes", "marks", "spacing"}
)
"""Passes of which a machine may do alone what is sure."""
