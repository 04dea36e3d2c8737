# SPDX-License-Identifier: GPL-3.0-or-later
"""Cues as a text to be proofread elsewhere: numbered lines in pieces, with instructions.

The text is for a person or a chat model; `bringing` takes what comes back.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from editor.core.i18n import N_
from editor.core.tags import without_tags

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from editor.core.cue import Cue
    from editor.language.glossary import Term

CHARACTERS = 6_000
"""Characters of a piece, unless one chooses another size: what chat models take without losing
lines."""


_TASK = N_(
    "Below is a machine transcript, one subtitle a line. Please correct misheard words, names and "
    "terms.\n"
    "- Keep each line's number, and the number of lines: join none, split none, leave none out.\n"
    "- Change words only where they were misheard. Do not rewrite, shorten or translate; keep "
    "fillers and spoken style.\n"
    "- Add no punctuation at the ends of lines, and no remarks. Answer with the lines alone."
)
_TERMS = N_("Names and terms are written like this:")
_HEARD = N_("heard as: {words}")
_PART = N_("Part {number} of {count}")


class Piece(NamedTuple):
    """A text to copy.

    Attributes:
        text: Instructions, glossary and lines.
        first: Row of its first cue.
        stop: Row after its last one.
    """

    text: str
    first: int
    stop: int


def pieces(
    cues: Sequence[Cue],
    glossary: Iterable[Term] = (),
    *,
    translate: Callable[[str], str] = str,
    size: int = CHARACTERS,
    instructions: bool = True,
) -> list[Piece]:
    """The cues as numbered lines, in pieces of about a size.

    Numbers count from 1 in the order of the document, so that a piece can be brought home alone.
    Cues without text have no line.

    Args:
        cues: All cues of the document.
        glossary: Terms to name, in each piece.
        translate: Gives the instructions in the user's language.
        size: Characters of a piece's lines, at least one line.
        instructions: Whether each piece begins with them.
    """
    parts = list(_parts(cues, size))
    head = _head(glossary, translate) if instructions else ""
    found = []
    for number, part in enumerate(parts, start=1):
        lines = "\n".join(f"{row + 1}. {text}" for row, text in part)
        title = translate(_PART).format(number=number, count=len(parts))
        above = [head, title] if instructions and len(parts) > 1 else [head]
        text = "\n\n".join([*filter(None, above), lines])
        found.append(Piece(text + "\n", part[0][0], part[-1][0] + 1))
    return found


def _parts(cues: Sequence[Cue], size: int) -> Iterator[list[tuple[int, str]]]:
    part: list[tuple[int, str]] = []
    length = 0
    for row, cue in enumerate(cues):
        text = " ".join(without_tags(cue.text).split())
        if not text:
            continue
        if part and length + len(text) > size:
            yield part
            part, length = [], 0
        part.append((row, text))
        length += len(text) + 1
    if part:
        yield part


def _head(glossary: Iterable[Term], translate: Callable[[str], str]) -> str:
    rows = []
    for term in glossary:
        heard = ", ".join(term.heard_as)
        rows.append(
            f"- {term.term}" + (f" ({translate(_HEARD).format(words=heard)})" if heard else "")
        )
    return "\n\n".join(
        [translate(_TASK), *(["\n".join([translate(_TERMS), *rows])] if rows else [])]
    )
