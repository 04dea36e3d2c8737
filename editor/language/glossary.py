# SPDX-License-Identifier: GPL-3.0-or-later
"""A glossary: names and terms as they are to be written, and how recognisers heard them.

`glossary_file` reads and writes it. There may be several: those of the user, for all documents, and
that of the document, which is kept in its state (see `core.state.TERM`). The document's wins.
"""

from __future__ import annotations

from dataclasses import replace
from functools import lru_cache
from typing import TYPE_CHECKING

from editor.core import lazy_re
from editor.core.state import TERM, State, body_of, key_of
from editor.core.values import dataclass

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from editor.core.state import Json

_BETWEEN = lazy_re.compile(r"[\s\-_‐‑–·・.'’!！?？]+")
"""What makes no difference between two spellings of a term."""

SEPARATOR = "|"
"""Stands between several words of one column."""


@dataclass(frozen=True, slots=True)
class Term:
    """One row.

    Attributes:
        term: As it is to be written.
        kind: ``person``, ``product``, ``term``, or any word of the user's.
        heard_as: How recognisers wrote it; each of these is always wrong.
        not_near: Words in whose neighbourhood what was heard is right, so nothing is replaced.
        keep_script: Whether a conversion to the other Chinese script leaves it as it is.
        note: The user's remark.
    """

    term: str
    kind: str = ""
    heard_as: tuple[str, ...] = ()
    not_near: tuple[str, ...] = ()
    keep_script: bool = False
    note: str = ""


Glossary = tuple[Term, ...]
"""Terms in the user's order; each stands once."""


@lru_cache(maxsize=4096)
def plain(text: str) -> str:
    """A spelling without what makes none: case, spaces, hyphens. Fine-Tuning is fine tuning."""
    return _BETWEEN.sub("", text).casefold() or text.strip()


def parts(field: str) -> tuple[str, ...]:
    """The words of a column, each once, in order."""
    return tuple(dict.fromkeys(filter(None, map(str.strip, field.split(SEPARATOR)))))


def together(*glossaries: Iterable[Term]) -> Glossary:
    """One glossary of several: the later wins, and what was heard is added up."""
    found: dict[str, Term] = {}
    for term in (term for glossary in glossaries for term in glossary):
        before = found.get(term.term)
        found[term.term] = term if before is None else _joined(before, term)
    return tuple(found.values())


def _joined(before: Term, after: Term) -> Term:
    return Term(
        after.term,
        after.kind or before.kind,
        tuple(dict.fromkeys((*before.heard_as, *after.heard_as))),
        tuple(dict.fromkeys((*before.not_near, *after.not_near))),
        after.keep_script or before.keep_script,
        after.note or before.note,
    )


def carried(before: Glossary, after: Glossary, onto: Glossary) -> Glossary:
    """The glossary `onto` with what was changed from `before` to `after`."""
    known, rest = set(before), {term.term: term for term in after}
    gone = {term.term for term in before} - rest.keys()
    changed = {name: term for name, term in rest.items() if term not in known}
    kept = [changed.pop(term.term, term) for term in onto if term.term not in gone]
    return (*kept, *changed.values())


def learned(glossary: Sequence[Term], heard: str, right: str) -> Glossary:
    """The glossary after a correction: `heard` was written where `right` is meant.

    Nothing is learned from a correction of case, spaces or hyphens of a term that is known, nor
    from what says nothing (an empty text).
    """
    heard, right = heard.strip(), right.strip()
    if not heard or not right or heard == right:
        return tuple(glossary)
    known = next((term for term in glossary if term.term == right), Term(right))
    if heard in known.heard_as:
        return tuple(glossary)
    if plain(heard) != plain(right):
        known = replace(known, heard_as=(*known.heard_as, heard))
    return together(glossary, [known])


def kept(glossary: Iterable[Term]) -> tuple[str, ...]:
    """The terms that a conversion of the script leaves as they are."""
    return tuple(term.term for term in glossary if term.keep_script)


def of_state(state: State) -> Glossary:
    """The document's glossary; bodies that are damaged give the bare term."""
    found = []
    rows = state.rows(TERM)
    for key in state.kinds.get(TERM, {}):
        body = rows.get(key)
        fields = body if isinstance(body, dict) else {}
        found.append(
            Term(
                key,
                _text(fields.get("kind")),
                parts(_text(fields.get("heard_as"))),
                parts(_text(fields.get("not_near"))),
                fields.get("keep_script") is True,
                _text(fields.get("note")),
            )
        )
    return tuple(found)


def _text(value: Json) -> str:
    return value if isinstance(value, str) else ""


def row_of(term: Term) -> tuple[str, str]:
    """Key and body of a term's row in the document's state, for `State.with_row`."""
    fields: dict[str, Json] = {
        "kind": term.kind,
        "heard_as": SEPARATOR.join(term.heard_as),
        "not_near": SEPARATOR.join(term.not_near),
        "keep_script": term.keep_script,
        "note": term.note,
    }
    given: dict[str, Json] = {name: value for name, value in fields.items() if value}
    return key_of(term.term), body_of(given)


def into_state(state: State, glossary: Iterable[Term]) -> State:
    """The state with exactly these terms as the document's glossary."""
    rows = dict(map(row_of, glossary))
    for gone in set(state.kinds.get(TERM, {})) - set(rows):
        state = state.with_row(TERM, gone, None)
    for key, body in rows.items():
        state = state.with_row(TERM, key, body)
    return state
