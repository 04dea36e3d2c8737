# SPDX-License-Identifier: GPL-3.0-or-later
"""Edits of several cues at once: pure functions from a document to a `Change`.

Rows count from 0 and are given in ascending order; times are ms.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from editor.core import lazy_re
from editor.core import text as texts
from editor.core.change import Change, Splice, replaced
from editor.core.editing import retime_many
from editor.core.errors import UserError
from editor.core.i18n import N_
from editor.core.parts import halves
from editor.core.tags import without_tags

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from editor.core.cue import Cue
    from editor.core.document import Document

_TITLES = "".join(rf"(?<!\b{short})" for short in ("Mr", "Ms", "Mrs", "Dr", "Prof", "St", "vs"))
_SENTENCE = lazy_re.compile(
    rf"[。！？!?…]+[”’」』）)]*(?=.)|(?<=[^\W\d]{{2}}){_TITLES}\.[”’)\"]*(?=\s)", re.DOTALL
)
"""The end of a sentence that more text follows. A point counts after a word, before a space."""

_LINE = lazy_re.compile("\n")


def paste(document: Document, row: int, cues: Sequence[Cue]) -> Change:
    """Insert copies of `cues`, with ids of their own, before the cue at `row`."""
    if not 0 <= row <= len(document.cues):
        raise IndexError(row)
    first = document.next_id
    copies = tuple(replace(cue, id=first + n) for n, cue in enumerate(cues))
    return Change(N_("Paste cues"), (Splice(row, (), copies),))


def duplicate(document: Document, rows: Sequence[int]) -> Change:
    """Insert copies of the cues at `rows` after the last of them; the same times.

    What identifies one cue only is not copied: chapters, and extras that end in ``.id``.
    """
    copies = [_copy(document.cues[row]) for row in rows]
    return replace(paste(document, rows[-1] + 1, copies), title=N_("Duplicate cues"))


def _copy(cue: Cue) -> Cue:
    extras = {name: value for name, value in cue.extras.items() if not name.endswith(".id")}
    return replace(cue, extras=extras, chapter=None)


def move(document: Document, rows: Sequence[int], to: int) -> Change:
    """Move the cues at `rows` in the order of the file, so that the first one comes to row `to`.

    Their times stay. Cues between them come after them.
    """
    first, stop = min(rows[0], to), max(rows[-1] + 1, to + len(rows))
    if first < 0 or stop > len(document.cues):
        raise IndexError(to)
    chosen = set(rows)
    moved = [document.cues[row] for row in rows]
    others = [document.cues[row] for row in range(first, stop) if row not in chosen]
    place = to - first
    after = (*others[:place], *moved, *others[place:])
    return Change(N_("Move cues"), (Splice(first, document.cues[first:stop], after),))


def leave_out(document: Document, rows: Iterable[int], *, left_out: bool) -> Change:
    """Leave the cues at `rows` out of exported files, or export them again."""
    title = N_("Leave out of exports") if left_out else N_("Export again")
    cues = document.cues
    return replaced(document, title, [(row, replace(cues[row], left_out=left_out)) for row in rows])


def start_with_previous(document: Document, row: int, at: int) -> Change:
    """Let the cue at `row` start at `at`, and the one before it end there.

    Raises:
        UserError: One of them would end before it starts.
    """
    if row < 1:
        raise UserError("There is no cue before this one.")
    before, cue = document.cues[row - 1], document.cues[row]
    return retime_many(document, [(row - 1, before.start, at), (row, at, cue.end)])


def split_at_lines(document: Document, rows: Sequence[int], at: Cut) -> Change:
    """Split the cues at `rows` at their line breaks; see `_split_all`."""
    return _split_all(document, rows, _LINE, at)


def split_at_sentences(document: Document, rows: Sequence[int], at: Cut) -> Change:
    """Split the cues at `rows` after each sentence; see `_split_all`."""
    return _split_all(document, rows, _SENTENCE, at)


def _split_all(
    document: Document, rows: Sequence[int], pattern: re.Pattern[str], at: Cut
) -> Change:
    """Split cues at the ends of the matches of `pattern`, where both sides have text.

    Args:
        document: The document before.
        rows: Rows of the cues.
        pattern: Where.
        at: The time of a cut, as `editing.split` takes it, given a cue and an offset in its text.

    Raises:
        UserError: There is nothing to split.
    """
    splices, next_id = [], document.next_id
    for row in rows:
        cue = document.cues[row]
        pieces = _pieces(cue, [found.end() for found in pattern.finditer(cue.text)], next_id, at)
        if len(pieces) > 1:
            splices.append(Splice(row, (cue,), tuple(pieces)))
            next_id += len(pieces) - 1
    if not splices:
        raise UserError("There is nothing to split here.")
    return Change(N_("Split cues"), tuple(splices))


def _pieces(cue: Cue, places: Sequence[int], next_id: int, at: Cut) -> list[Cue]:
    """The cue, cut at all offsets of its text at which that is possible; from the last on."""
    right: list[Cue] = []
    whole = cue.text
    for place in reversed(places):
        left, tail = texts.cut(cue.text, place)
        has_text = without_tags(left).strip() and without_tags(tail).strip()
        same = cue.text[:place] == whole[:place]  # a cut may strip spaces at the start
        if has_text and same and cue.duration > 1 and texts.nearest_cut(whole, place) == place:
            cue, piece = halves(cue, place, at(cue, place), 0)
            right.append(piece)
    return [cue, *(replace(piece, id=next_id + n) for n, piece in enumerate(reversed(right)))]


if TYPE_CHECKING:
    Cut = Callable[[Cue, int], int | None]
