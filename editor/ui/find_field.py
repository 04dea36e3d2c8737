# SPDX-License-Identifier: GPL-3.0-or-later
"""A field of the search bar, with what was searched for before."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMenu, QToolButton

from editor.ui.i18n import tr
from editor.ui.line import Line

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtGui import QKeyEvent, QResizeEvent

    from editor.settings import Settings

_STATE = "searches"
"""Key in the settings' state of the last searches."""

_MOST = 20
"""How many of them are kept."""

_LONGEST = 60
"""Characters of a search that its menu shows."""


class Kept:
    """The last searches and replacements, newest first, and the ticks."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings

    def texts(self, kind: str) -> list[str]:
        """Texts of a kind: ``find`` or ``replace``."""
        texts = self._state().get(kind)
        there = texts if isinstance(texts, list) else []
        return [text for text in there if isinstance(text, str)][:_MOST]

    def last(self, kind: str) -> str:
        """The newest text of a kind; empty if there is none."""
        return next(iter(self.texts(kind)), "")

    def keep(self, kind: str, text: str) -> None:
        """Remember a text as the newest."""
        if text and text != self.last(kind):
            others = [other for other in self.texts(kind) if other != text]
            self._remember(kind, [text, *others][:_MOST])

    def ticked(self, name: str, *, default: bool) -> bool:
        """Whether a tick was set."""
        ticks = self._state().get("ticks")
        value = ticks.get(name) if isinstance(ticks, dict) else None
        return value if isinstance(value, bool) else default

    def keep_ticks(self, ticks: dict[str, bool]) -> None:
        """Remember the ticks."""
        if self._state().get("ticks") != ticks:
            self._remember("ticks", ticks)

    def _state(self) -> dict[str, object]:
        state = self._settings.state(_STATE)
        return state if isinstance(state, dict) else {}

    def _remember(self, name: str, value: object) -> None:
        self._settings.remember(_STATE, {**self._state(), name: value})


class FindField(Line):
    """A line; Up and Down, or the arrow in it, bring back earlier texts."""

    def __init__(
        self, label: str, kept: Kept, kind: str, terms: Callable[[], frozenset[str]]
    ) -> None:
        """A field for texts of a kind of `Kept`, named `label`; `terms`: see `Line`."""
        super().__init__(hint=label, terms=terms)
        self.setAccessibleName(label)
        self._kept, self._kind = kept, kind
        self._number = -1
        self._typed = ""
        self._earlier = QToolButton(self)
        self._earlier.setText("▾")
        self._earlier.setStyleSheet("padding: 0 8px")  # as high as the field
        self._earlier.setAccessibleName(tr("Earlier searches"))
        self._earlier.setToolTip(tr("Earlier searches"))
        self._earlier.setCursor(Qt.CursorShape.ArrowCursor)
        self._earlier.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._earlier.clicked.connect(self._menu)
        self.setTextMargins(0, 0, self._earlier.sizeHint().width() - 8, 0)
        self.textEdited.connect(self._edited)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Walk through earlier texts with Up and Down."""
        steps = {Qt.Key.Key_Up: 1, Qt.Key.Key_Down: -1}
        step = steps.get(Qt.Key(event.key()))
        if self.composing or step is None or event.modifiers():
            super().keyPressEvent(event)
            return
        texts = self._kept.texts(self._kind)
        number = min(max(self._number + step, -1), len(texts) - 1)
        if number != self._number:
            self._number = number
            self._put(texts[number] if number >= 0 else self._typed)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the arrow at the right end."""
        super().resizeEvent(event)
        size = self._earlier.sizeHint()
        self._earlier.setGeometry(self.width() - size.width(), 0, size.width(), self.height())

    def _edited(self, text: str) -> None:
        self._number, self._typed = -1, text

    def _put(self, text: str) -> None:
        """Set a text as if it were typed."""
        number, typed = self._number, self._typed
        self.setText(text)
        self.textEdited.emit(text)
        self._number, self._typed = number, typed

    def _menu(self) -> None:
        menu = QMenu(self)
        for text in self._kept.texts(self._kind):
            short = text if len(text) <= _LONGEST else text[:_LONGEST] + "…"
            action = menu.addAction(short.replace("&", "&&"))
            action.triggered.connect(lambda _=False, text=text: self._put(text))
        if menu.isEmpty():
            menu.addAction(tr("No earlier searches")).setEnabled(False)
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(self.mapToGlobal(self.rect().bottomLeft()))
