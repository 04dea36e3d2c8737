# SPDX-License-Identifier: GPL-3.0-or-later
"""The ticks of the search bar: how to search, and what makes no difference."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QLabel, QWidget

from editor.core.i18n import N_
from editor.ui.i18n import tr
from editor.ui.tick import TickBox

if TYPE_CHECKING:
    from collections.abc import Mapping

    from PySide6.QtGui import QResizeEvent

    from editor.language.searching import Options
    from editor.ui.find_field import Kept
    from editor.ui.theme import Theme

SELECTION = "selection"
"""The tick that is not remembered: it is another selection the next time."""

_WAYS = {
    "regex": N_("Regular expression"),
    "word": N_("Whole words"),
    SELECTION: N_("In selection"),
    "everywhere": N_("Times and speakers"),
}
_SAME = {"script": N_("简 = 繁"), "width": N_("Ａ = A"), "case": N_("A = a")}

_HINTS = {
    "regex": N_("Groups in the replacement: $1, $2; the whole match: $&"),
    "word": N_("Chinese words, too"),
    SELECTION: N_("The cues that are selected now"),
    "everywhere": N_("Also in the times and the speakers"),
    "script": N_("Simplified and Traditional make no difference"),
    "width": N_("Full and half width make no difference"),
    "case": N_("Capital and small letters make no difference"),
}

_GAP = 14
"""Space between two ticks, in logical pixels."""


class FindTicks(QWidget):
    """On one line where there is room, else on two.

    Signals:
        toggled (str): The user has changed the tick of that name.

    Attributes:
        boxes: The ticks by name.
    """

    toggled = Signal(str)

    def __init__(self, kept: Kept, theme: Theme) -> None:
        super().__init__()
        self._kept, self._theme = kept, theme
        self.boxes = {name: self._box(name, text) for name, text in (_WAYS | _SAME).items()}
        self._rows = (self._row("", _WAYS), self._row(tr("Treat as same:"), _SAME))
        self._layout = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._layout.setSpacing(2)
        for row in self._rows:
            self._layout.addWidget(row)
        self._layout.addStretch(1)

    @property
    def options(self) -> Options:
        """How to search."""
        from editor.language.folding import Folding
        from editor.language.searching import Options

        ticked = self._ticked()
        folding = Folding(**{name: ticked[name] for name in _SAME})
        return Options(ticked["regex"], ticked["word"], ticked["everywhere"], folding)

    @property
    def in_selection(self) -> bool:
        """Whether to search in the selection only."""
        return self.boxes[SELECTION].isChecked()

    def forget_selection(self) -> None:
        """Untick the selection."""
        box = self.boxes[SELECTION]
        box.blockSignals(True)  # noqa: FBT003 - Qt's
        box.setChecked(False)
        box.blockSignals(False)  # noqa: FBT003 - Qt's

    def keep(self) -> None:
        """Remember the ticks."""
        ticked = self._ticked()
        self._kept.keep_ticks({name: on for name, on in ticked.items() if name != SELECTION})

    def _ticked(self) -> Mapping[str, bool]:
        return {name: box.isChecked() for name, box in self.boxes.items()}

    def _row(self, label: str, names: Mapping[str, str]) -> QWidget:
        row = QWidget()
        layout = QHBoxLayout(row)
        layout.setContentsMargins(0, 0, _GAP, 0)
        layout.setSpacing(_GAP)
        if label:
            layout.addWidget(QLabel(label))
        for name in names:
            layout.addWidget(self.boxes[name])
        layout.addStretch(1)
        return row

    def _box(self, name: str, text: str) -> TickBox:
        box = TickBox(tr(text), self._theme)
        box.setChecked(self._kept.ticked(name, default=name in _SAME))
        box.setToolTip(tr(_HINTS[name]))
        box.setAccessibleDescription(tr(_HINTS[name]))
        box.toggled.connect(lambda: self.toggled.emit(name))
        return box

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Choose between one line and two."""
        super().resizeEvent(event)
        wide = sum(row.sizeHint().width() for row in self._rows)
        direction = QBoxLayout.Direction
        across = wide <= event.size().width()
        self._layout.setDirection(direction.LeftToRight if across else direction.TopToBottom)
