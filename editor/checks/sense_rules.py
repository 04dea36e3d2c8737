# SPDX-License-Identifier: GPL-3.0-or-later
"""Rules about what is said: recognisers that are stuck or invent, broken sentences, lost texts."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from editor.checks.finding import Finding
from editor.core import lazy_re
from editor.core.errors import Problem
from editor.core.i18n import N_
from editor.core.tags import without_tags
from editor.core.text import is_blank, units
from editor.language.cleaning import wording
from editor.language.sentences import ENDS, ends_sentence, last_stop, parts_phrase

if TYPE_CHECKING:
    from collections.abc import Iterator

    from editor.checks.finding import View
    from editor.core.cue import Cue
    from editor.core.proposal import Fix

_LEAST_AGAIN = 6
"""Characters that a loop has beside one of each: three more times two."""
_PAUSE = 300
"""In ms: a sentence may be over where nobody speaks for longer."""
_AT_START = frozenset("的了吗呢吧们得地嗎們<{")
_AT_END = frozenset("把被和跟>}")
_STOP = lazy_re.compile("[。？！?!.]")
"""Without these, at the start of the next cue or in this one, no break is a bad one."""
_MAY_BE_CREDIT = lazy_re.compile(
    "|".join("谢謝请請订訂字明独獨词詞視")
    + "|hank|HANK|Amara|YoYo|ing Pao|ING PAO|ranscri|mooji|감사|убтит|ntertitel|ous-titr"
)
"""Some of each of those texts, so that most cues are not looked at twice. No sets of characters:
with one beside words, `re` tries each place instead of searching for the first characters."""


def loop(view: View) -> Iterator[Finding]:
    """A recogniser seems to be stuck: a cue says the same over and over, or all cues do."""
    stuck = set()
    for row, cue in enumerate(view.cues):
        text = cue.text
        if len(text) - len(set(text)) < _LEAST_AGAIN or not (cuts := wording.loops(text)):
            continue
        stuck.add(row)
        message = Problem(
            N_("“{text}” over and over: a recogniser may be stuck here."), text=cuts[0].instead
        )
        once = wording.applied(text, cuts)
        fix: Fix = ((row, cue.saying(once)),) if once and without_tags(text) == text else ()
        yield Finding("loop", "warning", row, row, message, fix, sure=False)
    for row in wording.repeated_rows([cue.text for cue in view.cues]):
        if row not in stuck:
            message = Problem(N_("The cues before say the same; a recogniser may be stuck."))
            yield Finding("loop", "warning", row, row, message, ((row, None),), sure=False)


def credit(view: View) -> Iterator[Finding]:
    """The cue is one that recognisers invent over silence and music."""
    for row, cue in view.having(_MAY_BE_CREDIT):
        if wording.is_credit(cue.text):
            message = Problem(
                N_("“{text}” is often invented by speech recognisers; listen to it."),
                text=cue.text.replace("\n", " "),
            )
            yield Finding("credit", "note", row, row, message, ((row, None),), sure=False)


def mid_sentence(view: View) -> Iterator[Finding]:
    """The cue ends in mid-sentence though it could have ended before, or within a phrase."""
    for row, (cue, after) in enumerate(pairwise(view.cues)):
        text = cue.text.rstrip()
        maybe = after.text[:1] in _AT_START or text[-1:] in _AT_END or _STOP.search(text)
        if not maybe or not _may_go_on(cue, after):
            continue
        text, next_text = without_tags(cue.text).strip(), without_tags(after.text).strip()
        if not text or not next_text or ends_sentence(text):
            continue
        if parts_phrase(text, next_text):
            message = Problem(N_("This cue ends within a phrase: “{text}”."), text=text[-2:])
        elif rest := _begun(text):
            message = Problem(
                N_("The sentence “{text}” begins at the end of this cue and goes on in the next."),
                text=rest,
            )
        else:
            continue
        yield Finding("mid-sentence", "note", row, row, message)


def _may_go_on(cue: Cue, after: Cue) -> bool:
    return (
        0 <= after.start - cue.end <= _PAUSE
        and cue.speaker == after.speaker
        and after.chapter is None
    )


def _begun(text: str) -> str | None:
    """The beginning of a sentence at the end of a text, if it is shorter than all before it."""
    if not any(end in text for end in ENDS):
        return None
    place = last_stop(text)
    if place is None:
        return None
    rest = text[place:].strip()
    return rest if units(rest) < units(text[:place]) else None


def no_second(view: View) -> Iterator[Finding]:
    """The cue has no second text, though the document has a second language."""
    head, cues = view.document.head, view.cues
    if head.second_language is None and not any(cue.second for cue in cues):
        return
    for row, cue in enumerate(cues):
        if not cue.second and not cue.left_out and not is_blank(cue.text):
            message = Problem(N_("This cue has no second text."))
            yield Finding("no-second", "warning", row, row, message)
