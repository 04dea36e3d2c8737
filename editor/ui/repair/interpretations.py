# SPDX-License-Identifier: GPL-3.0-or-later
"""A choice of interpretations of broken times: the likeliest as cards, the others in a menu."""

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
"""Maximum of cards; the other interpretations are in the menu."""


class InterpretationChoice(QWidget):
    """Cards and a menu of interpretations; one of them is chosen, or none.

    Signals:
        picked: The user chose one.

    Attributes:
        cards: The cards.
        more: The button of the menu; the page places it.
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
        self.more.hide()  # until there is something in it
        self._row = QBoxLayout(QBoxLayout.Direction.TopToBottom)
        self._row.setSpacing(8)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addLayout(self._row)

    @property
    def chosen(self) -> Interpretation | None:
        """The chosen interpretation, or None."""
        card = self._group.checkedButton()
        return card.interpretation if isinstance(card, InterpretationCard) else None

    def set_direction(self, direction: QBoxLayout.Direction) -> None:
        """Lay the cards out in a row or a column."""
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
            likely: Those with cards, up to three.
            rest: Those in the menu, unless chosen.
            chosen: The one to choose, or None. It gets a card even if it is in neither list.
            length: The medium's length in ms, if known.
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
        """Check the card of an interpretation. Tab goes to it, the arrow keys to the others."""
        for card in self.cards:
            on = card.interpretation is chosen
            card.setChecked(on)
            alone = chosen is not None and not on
            card.setFocusPolicy(_Focus.ClickFocus if alone else _Focus.StrongFocus)
            if focused and on:
                card.show()  # hidden widgets cannot take the focus
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
        self.more.setText(tr("Other options: {count}", count=len(rest)))
        self.more.setVisible(bool(rest))

    def _take(self, interpretation: Interpretation) -> None:
        """Choose an interpretation from the menu; its card replaces the last one."""
        self.deal(self._likely, self._rest, interpretation, self._length)
        self.picked.emit()

    def _pick(self, _card: QAbstractButton) -> None:
        self.picked.emit()


def _like(
    interpretation: Interpretation, others: Sequence[Interpretation]
) -> Interpretation | None:
    """The one of `others` with the same offsets, else one with the same model, else None."""
    models = {other.candidate.model: other for other in reversed(others)}
    places = {other.candidate.offsets: other for other in reversed(others)}
    candidate = interpretation.candidate
    return places.get(candidate.offsets) or models.get(candidate.model)
