# SPDX-License-Identifier: GPL-3.0-or-later
"""The rows of the problems panel: import warnings, then findings of the rules."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QAbstractListModel, QPointF, QRectF, Qt

from editor.checks.rules import RULES
from editor.core.i18n import N_
from editor.ui.i18n import sentence, tr
from editor.ui.panels.two_lines import NOWHERE, PAD, Index, TwoLineDelegate
from editor.ui.severity import draw_severity

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from PySide6.QtCore import QObject
    from PySide6.QtGui import QPainter

    from editor.checks.finding import Finding, Severity
    from editor.core.errors import Problem
    from editor.ui.colours import Colours
    from editor.ui.theme import Theme

READER = "reader"
"""Used in place of a rule's id for an import warning."""

TITLES = {rule.id: rule.title for rule in RULES} | {READER: N_("Import")}
"""Titles by rule id."""

# Logical pixels: size of the severity mark, left edge of the text.
_MARK = 12
_LEFT = 36


@dataclass(frozen=True, slots=True)
class Row:
    """One row: a finding or an import warning."""

    rule: str
    severity: Severity
    message: Problem
    finding: Finding | None

    @property
    def cue(self) -> int | None:
        """The row of the cue, or None for the whole file."""
        return self.finding.row if self.finding else None

    @property
    def place(self) -> str:
        """The cue's number or the line, for the user."""
        if self.cue is not None:
            return str(self.cue + 1)
        if self.message.line is not None:
            return tr("Line {line}", line=self.message.line)
        return tr("File")

    @property
    def text(self) -> str:
        """The problem as a sentence."""
        return sentence(self.message)


def rows_of(findings: Sequence[Finding], problems: Sequence[Problem]) -> list[Row]:
    """The import warnings, then the findings in the given order."""
    read = [Row(READER, "warning", problem, None) for problem in problems]
    return [*read, *(Row(found.rule, found.severity, found.message, found) for found in findings)]


class ProblemRows(QAbstractListModel):
    """The rows, filtered."""

    def __init__(self) -> None:
        super().__init__()
        self.all: Sequence[Row] = ()
        self.shown: list[Row] = []
        self._walk: list[int] = []  # indexes in `shown` of the cues' findings
        self._cues: list[int] = []  # their cues' rows, ascending

    def show(self, rows: Sequence[Row]) -> None:
        """Set the rows; `only` filters and shows them."""
        self.all = rows

    def only(self, severities: Collection[str], rule: str | None) -> None:
        """Show rows with these severities and, if given, of one rule."""
        self.beginResetModel()
        self.shown = [
            row for row in self.all if row.severity in severities and rule in {None, row.rule}
        ]
        found = [(row.cue, n) for n, row in enumerate(self.shown) if row.cue is not None]
        self._cues, self._walk = [cue for cue, _ in found], [n for _, n in found]
        self.endResetModel()

    def place_of(self, cue: int) -> tuple[int | None, bool]:
        """The index of the first finding of the cue at row `cue`, and True.

        If it has none, the last one before it, or None, and False.
        """
        place = bisect_left(self._cues, cue)
        if place < len(self._cues) and self._cues[place] == cue:
            return self._walk[place], True
        return (self._walk[place - 1] if place else None), False

    def rowCount(self, parent: Index = NOWHERE) -> int:  # noqa: D102 - Qt's
        return 0 if parent.isValid() else len(self.shown)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:  # noqa: D102
        if not index.isValid():
            return None
        row = self.shown[index.row()]
        if role in {Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole}:
            return f"{row.place}: {row.text}"
        if role == Qt.ItemDataRole.ToolTipRole:
            return row.text
        return None


class ProblemDelegate(TwoLineDelegate):
    """Paints the rows: mark, place and rule on the first line, the sentence on the second."""

    def __init__(self, rows: ProblemRows, theme: Theme, parent: QObject) -> None:
        super().__init__(theme, parent)
        self._rows = rows

    def paint_row(  # noqa: D102 - see there
        self, painter: QPainter, rect: QRectF, row: int, colours: Colours
    ) -> None:
        shown, small, plain = self._rows.shown[row], self.small, self.plain
        left, top = rect.left() + _LEFT, rect.top()
        middle = top + PAD + small.metrics.height() / 2
        mark = QRectF(rect.left() + 14, middle - _MARK / 2, _MARK, _MARK)
        draw_severity(painter, mark, shown.severity, colours)
        painter.setFont(small.font)
        painter.setPen(colours.text)
        painter.drawText(QPointF(left, top + small.baseline), shown.place)
        painter.setPen(colours.dim)
        after = left + small.metrics.horizontalAdvance(shown.place) + PAD
        painter.drawText(QPointF(after, top + small.baseline), tr(TITLES[shown.rule]))
        painter.setFont(plain.font)
        painter.setPen(colours.text)
        room = rect.right() - PAD - left
        text = plain.metrics.elidedText(shown.text, Qt.TextElideMode.ElideRight, room)
        painter.drawText(QPointF(left, top + plain.baseline), text)
