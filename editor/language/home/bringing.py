# SPDX-License-Identifier: GPL-3.0-or-later
"""A text that was corrected elsewhere, as proposals for the cues that it was made from.

Cues keep their times; where words have moved over a border of two cues, the border moves with them.
What matches no cue changes none. What was added or dropped beyond reason is shown, and not ticked.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from editor.core.errors import Problem, UserError
from editor.core.i18n import N_
from editor.core.progress import UNHEARD
from editor.core.proposal import Proposal
from editor.core.tags import TAG, without_tags
from editor.core.text import matching_position, nearest_cut, weight
from editor.language.home.answer import lines
from editor.language.home.placing import placed

if TYPE_CHECKING:
    from collections.abc import Sequence

    from editor.core.cue import Cue
    from editor.core.document import Document
    from editor.core.progress import Progress
    from editor.language.home.placing import Placed, Stretch

TITLE = N_("Bring corrected text home")

_ALIKE = 0.45
"""Share of units that must agree for a correction to be ticked."""
_MORE = 0.6
"""Share of its length by which a cue may grow or shrink."""
_FEW_ABSENT = 0.3
"""Share of the cues up to which those are named that did not come back; else only some were to."""
_FEW = 4
"""Units by which any cue may."""
_END = re.compile(r"[，,。、；;：:]+$")
_PLAIN = 0.15
"""Share of cues with commas or full stops up to which a document is written without them."""
_TOUCHING = 200
"""ms: cues that are no further apart share a border."""


@dataclass(frozen=True, slots=True)
class Home:
    """What came home.

    Attributes:
        proposals: One for each cue that changes, or two that share words which have moved.
        absent: Rows of cues of which nothing came back; they stay as they are.
        left: Texts that belong to no cue, such as a preamble.
        matched: How many cues were found.
    """

    proposals: list[Proposal]
    absent: list[int]
    left: list[str]
    matched: int

    @property
    def problems(self) -> list[Problem]:
        """What to tell: which cues nothing came back for, and which text belongs nowhere."""
        told = [
            Problem(N_("Nothing came back for cue {number}: {text}"), number=row + 1, text=text)
            for row, text in self._shown
        ]
        if len(told) > _FEW_ABSENT * (len(told) + self.matched):
            told = [Problem(N_("Cues for which nothing came back: {count}."), count=len(told))]
        return told + [
            Problem(N_("This belongs to no cue: {text}"), text=text) for text in self.left
        ]

    _shown: tuple[tuple[int, str], ...] = ()


def bring_home(document: Document, answer: str, progress: Progress = UNHEARD) -> Home:
    """Align a text to the document's cues.

    Args:
        document: What it was made from; cues that are left out of exports count as well.
        answer: The text: lines with or without numbers, a table, Markdown, or an article without
            any borders of cues.
        progress: May cancel.

    Raises:
        UserError: The text is empty, or has nothing to do with the document.
    """
    texts = [without_tags(cue.text) for cue in document.cues]
    read = lines(answer, texts)
    if not read:
        raise UserError("There is no text to bring home.")
    laid = placed(texts, read, progress)
    if not laid.stretches:
        raise UserError("This text has nothing in common with the cues.")
    style = _Style(texts)
    proposals = []
    said = {each.row: style.text(laid, each) for each in laid.stretches}
    moved = _moved_times(document.cues, laid, said)
    for stretch in laid.stretches:
        before = document.cues[stretch.row]
        after = moved.get(stretch.row, before).saying(_with_markup(before, said[stretch.row]))
        if after != before and after.text:
            beside = {stretch.row - 1, stretch.row + 1}.isdisjoint(laid.absent)
            proposals.append(_proposal(stretch, before, after, alone=not beside))
    left = [" ".join(laid.text[start:end].split()) for start, end in laid.left]
    return Home(
        proposals,
        laid.absent,
        [text for text in left if text],
        len(laid.stretches),
        tuple((row, texts[row]) for row in laid.absent),
    )


class _Style:
    """How the document is written, so that an article becomes cues again."""

    def __init__(self, texts: Sequence[str]) -> None:
        said = [text for text in texts if text.strip()]
        ended = sum(bool(_END.search(text.rstrip())) for text in said)
        self._texts = texts
        self._is_plain = ended <= _PLAIN * len(said)

    def text(self, laid: Placed, stretch: Stretch) -> str:
        """What a cue is to say: in an article, without the comma at its end."""
        text = laid.text[stretch.start : stretch.end].strip()
        text = _one_line(text)
        if self._is_plain and not _END.search(self._texts[stretch.row].rstrip()):
            text = _END.sub("", text).rstrip()
        return text.lstrip("，,。、；;：: ")


def _one_line(text: str) -> str:
    """Lines of the answer that came from one cue, joined again."""
    from editor.core.text import join

    first, *rest = text.split("\n")
    for line in rest:
        first = join(first, line)
    return first


def _with_markup(before: Cue, text: str) -> str:
    """The text with the line breaks of the cue, and with the tags that stand around all of it."""
    old = before.text
    tags = list(TAG.finditer(old))
    start = 0
    end = len(old)
    for tag in tags:
        if tag.start() == start:
            start = tag.end()
    for tag in reversed(tags):
        if tag.end() == end and tag.start() >= start:
            end = tag.start()
    inner = without_tags(old[start:end])
    place = inner.find("\n")
    while place >= 0:
        cut = nearest_cut(text, matching_position(inner.replace("\n", " "), text, place))
        if 0 < cut < len(text):
            text = f"{text[:cut].rstrip()}\n{text[cut:].lstrip()}"
        place = inner.find("\n", place + 1)
    return old[:start] + text + old[end:]


def _proposal(stretch: Stretch, before: Cue, after: Cue, *, alone: bool) -> Proposal:
    reason, sure = Problem(N_("Corrected in the text that came back.")), True
    difference = stretch.after - stretch.before
    most = max(_FEW, _MORE * stretch.before)
    kind = Problem(N_("Corrected words"))
    if len(list(TAG.finditer(before.text))) != len(list(TAG.finditer(after.text))):
        reason, sure = Problem(N_("Markup inside of the text would be lost.")), False
    elif difference > most:
        reason, sure = Problem(N_("Much was added to this cue.")), False
    elif -difference > most:
        reason, sure = Problem(N_("Much was dropped from this cue.")), False
    elif alone and difference > 0 and not stretch.numbered:
        reason = Problem(N_("It may hold words of the cue beside it, which did not come back."))
        sure = False
    elif stretch.alike < _ALIKE:
        reason, sure = Problem(N_("Little of the cue is left; it may be another one.")), False
    if not sure:
        kind = Problem(N_("Doubtful"))
    elif _letters(before.text) == _letters(after.text):
        kind = Problem(N_("Marks and spaces"))
    fix = ((stretch.row, after),)
    return Proposal(fix, before.text, after.text, reason, kind, sure)


def _letters(text: str) -> str:
    return "".join(filter(str.isalnum, text)).casefold()


def _moved_times(cues: Sequence[Cue], laid: Placed, said: dict[int, str]) -> dict[int, Cue]:
    """Cues whose border has moved, since a line end of the answer stands elsewhere."""
    moved: dict[int, Cue] = {}
    by_row = {stretch.row: stretch for stretch in laid.stretches}
    for row, stretch in by_row.items():
        following = by_row.get(row + 1)
        if following is None or not stretch.moved:
            continue
        one, other = moved.get(row, cues[row]), cues[row + 1]
        if not one.start < one.end <= other.start < other.end:
            continue
        if other.start - one.end > _TOUCHING:
            continue
        border = _border(one, other, said[row], said[row + 1])
        if border is not None:
            moved[row] = one.retimed(one.start, border)
            moved[row + 1] = other.retimed(border + other.start - one.end, other.end)
    return moved


def _border(one: Cue, other: Cue, first: str, second: str) -> int | None:
    """Where two cues part, by how long their texts take to say; None if one would be too short."""
    before, after = weight(one.text), weight(first)
    speed = (one.duration + other.duration) / max(before + weight(other.text), 1)
    border = one.end + round((after - before) * speed)
    least = 300
    if border - one.start < least or other.end - border < least or not second:
        return None
    return border
