# SPDX-License-Identifier: GPL-3.0-or-later
"""The rows on the screen: columns, heights, the visible part, and painting."""

from __future__ import annotations

import math
from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, QRect, QRectF
from PySide6.QtGui import QFontMetricsF

from editor.checks.profiles import profile
from editor.core.selection import START
from editor.ui.cue_table.columns import Extent, least_width, places
from editor.ui.cue_table.densities import DENSITIES, SMALLEST
from editor.ui.cue_table.findings import carried
from editor.ui.cue_table.heights import Heights
from editor.ui.cue_table.layouts import Layouts
from editor.ui.cue_table.look import Look
from editor.ui.cue_table.measures import Measures
from editor.ui.cue_table.painter import RowPainter
from editor.ui.cue_table.scrolling import Scrolling
from editor.ui.fonts import digits_font, han_script, text_font

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Mapping, Sequence

    from PySide6.QtGui import QColor, QPainter

    from editor.checks.finding import Severity
    from editor.core.cue import Cue
    from editor.core.errors import Problem
    from editor.core.text_marks import WordOf
    from editor.language.searching import Matches
    from editor.session import Applied, Session
    from editor.ui.cue_table.columns import Place
    from editor.ui.cue_table.editor import CueEditor
    from editor.ui.cue_table.layouts import Laid
    from editor.ui.cue_table.live_text import LiveText
    from editor.ui.theme import Theme

_FEW = 100
"""Maximum of changed rows, or splices, handled one by one; more are handled in one pass."""
_DIGITS = 0.85
"""Size of the numbers relative to the text."""


class Sheet:
    """All rows in one width and one text size.

    Attributes:
        scrolling: Heights and the visible part.
        places: Positions of the columns.
        hidden: Ids of hidden columns.
        profile: The limits that colour reading speeds.
        problems: For each row, the worst severity and all messages.
        hovered: The row under the pointer, or None.
        lingering: The row that was current until just now, and that commands still act on, or None.
        found: What a search has found in a row; None while nothing is marked.
        weakest: The word of a cue that is doubted most, or None.
        tint: The colour of a speaker.
        originals: Whether the hypothesis is shown below the text of changed cues.
        moved: Start and end in ms, by row, of cues that are dragged on the timeline.
    """

    def __init__(self, session: Session, theme: Theme, editor: CueEditor, live: LiveText) -> None:
        self._session = session
        self._theme = theme
        self._editor = editor
        self._live = live
        self._width = 0
        self._extent = Extent()
        self._density = DENSITIES["normal"]
        self.scrolling = Scrolling(self._measure)
        self.places: Mapping[str, Place] = {}
        self.hidden: frozenset[str] = frozenset()
        self.profile = profile("bilibili")
        self.problems: dict[int, tuple[Severity, Sequence[Problem]]] = {}
        self.hovered: int | None = None
        self.lingering: int | None = None
        self.found: Callable[[int], Matches] | None = None
        self.weakest: WordOf = lambda _: None
        self.tint: Callable[[str], QColor] = lambda _: self._theme.colours.dim
        self.originals = False
        self.moved: dict[int, tuple[int, int]] = {}
        self._layouts: Layouts
        self._painter: RowPainter
        self._measures: Measures

    @property
    def cues(self) -> tuple[Cue, ...]:
        """All cues."""
        return self._session.document.cues

    @property
    def row_height(self) -> int:
        """Height of a row with one line, in logical pixels."""
        return self._layouts.line + 2 * self._density.padding

    @property
    def has_speakers(self) -> bool:
        """Whether any cue has a speaker."""
        return self._extent.speakers

    @property
    def least_width(self) -> int:
        """The width in logical pixels below which not even the narrowest text fits."""
        return least_width(self._extent, QFontMetricsF(self._digits_font), self._layouts.em)

    def restyle(self, size: float, density: str) -> None:
        """Apply the theme's colours, a text size in points and a density; lay out all rows."""
        self.dress(size, density)
        self.reflow()

    def dress(self, size: float, density: str) -> None:
        """Apply them without layout, if `open` follows and does it."""
        self._density = DENSITIES[density]
        size = max(size * self._density.scale, SMALLEST)
        language = self._session.document.head.language
        self._text_font = text_font(size, traditional=han_script(language) == "hant")
        self._digits_font = digits_font(size * _DIGITS)
        self._layouts = Layouts(self._text_font, self._theme.colours.dim)
        self._editor.setFont(self._text_font)

    def reflow(self) -> None:
        """Place the columns and lay out the rows; the current one stays where it is."""
        anchor = self._anchor() or self.scrolling.anchor()
        self._place()
        self._estimate()
        self.scrolling.settle(anchor)

    def resize(self, width: int, height: int) -> None:
        """Set the size of the viewport, in logical pixels."""
        scrolling = self.scrolling
        anchor = self._anchor()
        anchor = scrolling.fitted(anchor, height) if anchor else scrolling.anchor()
        scrolling.view = height
        if width != self._width:
            self._width = width
            if self._place():
                self._estimate()
        scrolling.settle(anchor)

    def open(self) -> None:
        """Show the session's document, which was just opened."""
        self.problems, self.hovered = {}, None
        speakers = any(cue.speaker for cue in self.cues)
        self._extent = Extent.of(len(self.cues), self._session.document.end, speakers=speakers)
        self._place()
        self._estimate()
        self.scrolling.top = 0
        self.scrolling.settle()

    def follow(self, applied: Applied) -> tuple[bool, bool]:
        """Apply a change; returns whether columns moved, and whether rows did or many changed."""
        splices = applied.change.splices
        anchor = self.scrolling.anchor()
        heights = self.scrolling.heights
        before = heights.total
        in_place = all(len(splice.removed) == len(splice.inserted) for splice in splices)
        few = in_place and sum(len(splice.inserted) for splice in splices) <= _FEW
        if few:
            for splice in splices:
                self._remeasure(splice.index, splice.inserted)
        elif len(splices) > _FEW:
            self._estimate()
        else:
            pieces, shift = [], 0
            for piece in splices:
                found = self._guessed(piece.inserted, piece.index + shift)
                pieces.append((piece.index, len(piece.removed), found))
                shift += len(piece.inserted) - len(piece.removed)
            heights.splice(pieces)
        if not in_place:
            anchor = (START.at(anchor[0]).after(applied.change).current, anchor[1])
            self.problems = carried(self.problems, splices)
        wider = self._widen([cue for splice in splices for cue in splice.inserted])
        self.scrolling.settle(anchor)
        return wider, wider or not few or heights.total != before

    def filter(self) -> None:
        """Other rows are hidden; the current one stays where it is on the screen."""
        scrolling, current = self.scrolling, self._session.selection.current
        anchor = self._anchor() or (current, scrolling.view // 3)
        self._estimate()
        scrolling.settle(anchor)

    def show_originals(self, *, shown: bool) -> None:
        """Show or hide the originals."""
        self.originals = shown
        self.reflow()

    def _anchor(self) -> tuple[int, int] | None:
        """The current row and its y, if it is visible."""
        current = self._session.selection.current
        return (current, self.scrolling.y(current)) if current in self.visible() else None

    def grown(self) -> bool:
        """Measure the current row again; returns whether its height has changed."""
        row = self._live.row
        if row is None:
            return False
        anchor = self.scrolling.anchor()
        if not self.scrolling.heights.measured(row, self._measure(row)):
            return False
        self.scrolling.settle(anchor)
        return True

    def laid(self, row: int) -> Laid:
        """The layout of the text of `row`."""
        return self._layouts.of(self.cues[row])

    def visible(self) -> list[int]:
        """The visible rows."""
        return self.scrolling.visible()

    def cue(self, row: int) -> Cue:
        """The cue at `row`."""
        return self.cues[row]

    def problems_at(self, row: int) -> Sequence[Problem]:
        """What the checks found in the cue at `row`."""
        return self.problems[row][1] if row in self.problems else ()

    def is_chosen(self, row: int) -> bool:
        """Whether `row` is selected."""
        return row in self._session.selection

    def rect(self, row: int) -> QRect:
        """The rectangle of `row` in the viewport."""
        heights = self.scrolling.heights
        return QRect(0, self.scrolling.y(row), self._width, heights[row])

    def text_origin(self, row: int) -> QPoint:
        """Top left of the text of `row` in the viewport."""
        top = self.scrolling.y(row) + self._measures.top(self.laid(row).ascent)
        return QPoint(self.places["text"].x, top)

    def editor_rect(self) -> QRect:
        """The rectangle of the editor: over the text of its row, or just outside the viewport."""
        row = self._live.row or 0
        height, ascent = self._editor.height_and_ascent()
        place = self.places["text"]
        top = self.scrolling.y(row) + self._measures.top(ascent)
        size = math.ceil(height)
        top = min(max(top, -size - 1), self.scrolling.view + 1)
        return QRect(place.x, top, place.width, size)

    def fit_editor(self) -> None:
        """Set the editor's width to that of the text."""
        self._editor.resize(self.places["text"].width, max(self._editor.height(), 1))

    def paint(self, painter: QPainter, clip: QRect) -> None:
        """Paint the rows that intersect `clip`."""
        scrolling = self.scrolling
        if not self.cues:
            return
        rows = scrolling.heights.between(scrolling.top + clip.top(), scrolling.top + clip.bottom())
        y = scrolling.y(rows[0])
        text = self.places["text"]
        alone = text.x <= clip.left() and clip.right() < text.right
        for row in rows:
            height, cue = scrolling.heights[row], self.cues[row]
            look = self._look(row, cue, alone=alone)
            if row in self.moved:
                start, end = self.moved[row]
                cue = replace(cue, start=start, end=end)
            rect = QRectF(0, y, self._width, height)
            self._painter.paint(painter, row, cue, self._layouts.of(cue), rect, look)
            y += height

    def _look(self, row: int, cue: Cue, *, alone: bool) -> Look:
        selection, here = self._session.selection, row == self._live.row
        found = self.problems.get(row)
        return Look(
            current=row == selection.current,
            lingers=row == self.lingering,
            heard=self._session.is_heard(cue),
            focused=here and self._editor.hasFocus(),
            chosen=selection.is_several and row in selection,
            hovered=row == self.hovered,
            edited=here,
            marked=not (here and self._editor.composing),
            problem=found[0] if found else None,
            found=self.found(row) if self.found is not None else (),
            weakest=self.weakest(cue),
            tint=self.tint(cue.speaker) if cue.speaker else None,
            original=self._measures.original(cue),
            text_only=alone,
        )

    def _place(self) -> bool:
        """Place the columns; returns whether the width of the text has changed."""
        metrics = QFontMetricsF(self._digits_font)
        self.places = places(self._extent, metrics, self._layouts.em, self._width, self.hidden)
        self._painter = RowPainter(
            self._theme.colours, self._digits_font, self._layouts.ascent, self.places, self.profile
        )
        self._measures = Measures(
            self._layouts,
            self._density.padding,
            self.places["text"].width,
            originals=self.originals,
        )
        self._painter.script = han_script(self._session.document.head.language)
        self._painter.padding = self._density.padding
        self.fit_editor()
        return self._layouts.set_width(self.places["text"].width)

    def _estimate(self) -> None:
        self.scrolling.heights = Heights(self._guessed(self.cues, 0))

    def _guessed(self, cues: Sequence[Cue], first: int) -> list[int]:
        """Heights of rows from `first` on, without layout; 0 for those that are hidden."""
        found, hides = self._measures.guessed(cues), self._session.filter.hides
        if not self._session.filter:
            return found
        return [0 if hides(row) else height for row, height in enumerate(found, start=first)]

    def _measure(self, row: int) -> int:
        """Height of `row` in logical pixels, including a composition."""
        # Only then from the editor: while it is hidden, it has not wrapped its text.
        composed = row == self._live.row and self._editor.composing
        return self._measures.measured(
            self.cues[row], self._editor.height_and_ascent() if composed else None
        )

    def _remeasure(self, index: int, cues: Sequence[Cue]) -> None:
        """Update rows from `index` on, whose texts have changed; only visible rows are laid out."""
        heights, visible = self.scrolling.heights, set(self.scrolling.visible())
        for row, guess in enumerate(self._guessed(cues, index), start=index):
            seen = row in visible or row == self._live.row
            if seen or heights[row] != guess:
                heights.measured(row, self._measure(row) if seen else guess)

    def _widen(self, cues: Collection[Cue]) -> bool:
        """Make space for longer numbers and for speakers; returns whether columns have moved."""
        old = self._extent
        speakers = old.speakers or any(cue.speaker for cue in cues)
        end = max((cue.end for cue in cues), default=0)
        new = Extent.of(len(self.cues), end, speakers=speakers)
        self._extent = replace(new, hours=max(old.hours, new.hours))
        if self._extent == old:
            return False
        before = self.places
        if self._place():
            self._estimate()
        return before != self.places
