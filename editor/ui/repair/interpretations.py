# SPDX-License-Identifier: GPL-3.0-or-later
"""A choice of interpretations of a broken clock: the likeliest as cards, the rest in a menu."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QBoxLayout, QButtonGroup, QMenu, QPushButton, QVBoxLayout, QWidget

from editor.core.timecode import spoken
from editor.repair.explain import explained
from editor.ui.i18n import told, tr
from editor.ui.repair.cards import InterpretationCard

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtWidgets import QAbstractButton

    from editor.repair.diagnosis import Interpretation
    from editor.ui.theme import Theme

_Focus = Qt.FocusPolicy

_CARDS = 3
"""So many interpretations have a card: more would be in the way of what one chooses between."""


class InterpretationChoice(QWidget):
    """One interpretation is chosen, or none.

    Signals:
        picked: The user chose one.

    Attributes:
        cards: Of the interpretations that have one.
        more: The button of the menu, for whoever lays out the page.
    """

    picked = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._length: int | None = None
        self._likely: tuple[Interpretation, ...] = ()
        self._rest: tuple[Interpretation, ...] = ()
        self._group = QButtonGroup(self)
        self._group.buttonClicked.connect(self._pick)
        self.cards: list[InterpretationCard] = []
        self.others = QMenu(self)
        self.more = QPushButton()
        self.more.setMenu(self.others)
        self._row = QBoxLayout(QBoxLayout.Direction.TopToBottom)
        self._row.setSpacing(8)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addLayout(self._row)

    @property
    def chosen(self) -> Interpretation | None:
        """The interpretation that is chosen, or None."""
        card = self._group.checkedButton()
        return card.interpretation if isinstance(card, InterpretationCard) else None

    def set_direction(self, direction: QBoxLayout.Direction) -> None:
        """Let the cards stand beside or below one another."""
        self._row.setDirection(direction)

    def deal(
        self,
        likely: Sequence[Interpretation],
        rest: Sequence[Interpretation],
        chosen: Interpretation | None,
        length: int | None,
    ) -> None:
        """Show interpretations, the likelier first, and choose one.

        Args:
            likely: Those that have cards, as far as there is room.
            rest: Those that have none until one of them is chosen.
            chosen: The one to choose, which has a card even where it is among them no more; or
                None.
            length: The medium's, in ms, where known.
        """
        self._likely, self._rest, self._length = tuple(likely), tuple(rest), length
        every = (*self._likely, *self._rest)
        shown = self._likely[:_CARDS]
        if chosen is not None:
            same = _like(chosen, shown)
            chosen = same or _like(chosen, every) or chosen
            shown = shown if same else (*shown[: _CARDS - 1], chosen)
        focused = any(card.hasFocus() for card in self.cards)
        for card in self.cards:
            self._group.removeButton(card)
            self._row.removeWidget(card)
            card.hide()
            card.deleteLater()
        self.cards = [
            InterpretationCard(interpretation, length, self._theme, self)
            for interpretation in shown
        ]
        for card in self.cards:
            self._group.addButton(card)
            self._row.addWidget(card)
        for before, after in pairwise((self.more, *self.cards)):
            self.setTabOrder(before, after)
        self._check(chosen, focused=focused)
        self._fill([interpretation for interpretation in every if interpretation not in shown])

    def _check(self, chosen: Interpretation | None, *, focused: bool) -> None:
        """Choose an interpretation; Tab leads to its card, from where arrows lead to the others."""
        for card in self.cards:
            on = card.interpretation is chosen
            card.setChecked(on)
            alone = chosen is not None and not on
            card.setFocusPolicy(_Focus.ClickFocus if alone else _Focus.StrongFocus)
            if focused and on:
                card.show()  # what is hidden still takes no focus
                card.setFocus()

    def _fill(self, rest: Sequence[Interpretation]) -> None:
        self.others.clear()
        for interpretation in rest:
            model = told(explained(interpretation.candidate))
            text = tr(
                "{model}; ends at {time}",
                model=model[:1].upper() + model[1:],
                time=spoken(interpretation.end),
            )
            action = self.others.addAction(text.replace("&", "&&"))
            action.triggered.connect(
                lambda _=False, interpretation=interpretation: self._take(interpretation)
            )
        self.more.setText(tr("Other interpretations: {count}", count=len(rest)))
        self.more.setVisible(bool(rest))

    def _take(self, interpretation: Interpretation) -> None:
        """An interpretation of the menu has a card, in the last one's place."""
        self.deal(self._likely, self._rest, interpretation, self._length)
        self.picked.emit()

    def _pick(self, _card: QAbstractButton) -> None:
        self.picked.emit()


def _like(
    interpretation: Interpretation, others: Sequence[Interpretation]
) -> Interpretation | None:
    """The one that has the windows at the same places, or else is of the same model."""
    models = {other.candidate.model: other for other in reversed(others)}
    places = {other.candidate.offsets: other for other in reversed(others)}
    candidate = interpretation.candidate
    return places.get(candidate.offsets) or models.get(candidate.model)
