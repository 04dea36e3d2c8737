# SPDX-License-Identifier: GPL-3.0-or-later
"""The notice bar below the table: advice or a message, with buttons for commands."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QElapsedTimer, Qt, QTimer, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QSizePolicy, QToolButton

from editor.ui.announce import announce
from editor.ui.i18n import told, tr

if TYPE_CHECKING:
    from PySide6.QtGui import QAction

    from editor.core.errors import Problem
    from editor.ui.commands import Commands
    from editor.ui.theme import Theme

PASSING = 8_000
"""How long a message is shown, in ms."""

HELD = 300
"""Within this interval in ms, a key that comes again is held down, not pressed again."""


class _Button(QPushButton):
    """Runs a command. It says what that would do now: what to undo changes with each step."""

    def __init__(self, action: QAction) -> None:
        super().__init__()
        self._action = action
        action.changed.connect(self._follow)
        self._follow()

    def _follow(self) -> None:
        self.setText(self._action.text().replace("&", ""))
        self.setEnabled(self._action.isEnabled())


class Notice(QFrame):
    """Hidden while there is nothing to say. A message covers the advice while it is shown.

    Signals:
        put_away: The user has dismissed the advice; there may be other advice.
        said: A message is shown.
    """

    put_away = Signal()
    said = Signal()

    def __init__(self, commands: Commands, theme: Theme) -> None:
        super().__init__()
        self.setObjectName("notice")
        self._commands, self._theme = commands, theme
        self._dismissed: set[Problem] = set()
        self._advice: tuple[Problem, tuple[str, ...]] | None = None
        self._covered = False
        self._later: Problem | None = None
        self._actions: tuple[str, ...] = ()
        self._asked = QElapsedTimer()
        self._label = QLabel(wordWrap=True, textFormat=Qt.TextFormat.PlainText)
        self._label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._label.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self._buttons: list[QPushButton] = []
        close = QToolButton(autoRaise=True)
        close.setText("✕")
        close.setAccessibleName(tr("Dismiss"))
        close.setToolTip(tr("Dismiss"))
        close.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        close.clicked.connect(self.dismiss)
        self._layout = QHBoxLayout(self)
        self._layout.setContentsMargins(12, 6, 8, 6)
        self._layout.setSpacing(8)
        self._layout.addWidget(self._label, 1)
        self._layout.addWidget(close)
        self._timer = QTimer(self, singleShot=True, interval=PASSING)
        self._timer.timeout.connect(self._passed)
        theme.changed.connect(self._colour)
        self._colour()
        self.hide()

    @property
    def text(self) -> str:
        """The text that is shown; empty if none."""
        return self._label.text()

    def say(self, message: Problem, *actions: str) -> None:
        """Show a message for a while, with buttons for commands."""
        self._timer.start()
        self._show(message, actions)
        self.said.emit()

    def say_later(self, message: Problem) -> None:
        """Show a message for a while, once the one that is shown has passed."""
        if self._timer.isActive():
            self._later = message
        else:
            self.say(message)

    def advise(self, message: Problem | None, *actions: str) -> bool:
        """Show advice until it is replaced or dismissed; None removes it.

        Returns:
            Whether it is shown; False if it was dismissed before.
        """
        wanted = message is not None and message not in self._dismissed
        self._advice = (message, actions) if message is not None and wanted else None
        if not self._timer.isActive():
            self._passed()
        return wanted

    def offers(self, action: str) -> bool:
        """Whether a command is offered here, and this is not asked because its key is held."""
        held = self._asked.isValid() and self._asked.elapsed() < HELD
        self._asked.start()
        return action in self._actions and not held

    def set_covered(self, *, covered: bool) -> None:
        """Hide the notice while another page takes its place."""
        self._covered = covered
        self.setVisible(not covered and bool(self._label.text()))

    def dismiss(self) -> None:
        """Hide a message; advice that is dismissed is not shown again."""
        if self._timer.isActive():
            self._timer.stop()
        elif self._advice is not None:
            self._dismissed.add(self._advice[0])
            self._advice = None
            self.put_away.emit()
        self._passed()

    def clear(self) -> None:
        """Forget everything: another document was opened."""
        self._dismissed, self._advice, self._later = set(), None, None
        self._timer.stop()
        self._hide()

    def _passed(self) -> None:
        later, self._later = self._later, None
        if later is not None:
            self.say(later)
        elif self._advice is None:
            self._hide()
        else:
            self._show(*self._advice)

    def _show(self, message: Problem, actions: tuple[str, ...]) -> None:
        for button in self._buttons:
            button.deleteLater()
        self._buttons, self._actions = [], actions
        self._label.setText(told(message))
        for place, name in enumerate(actions):
            button = _Button(self._commands.actions[name])
            button.setProperty("primary", not self._timer.isActive())  # a message is less urgent
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
            button.clicked.connect(lambda _=False, name=name: self._commands.click(name))
            self._layout.insertWidget(1 + place, button)
            self._buttons.append(button)
        self.setAccessibleName(self._label.text())
        self.setVisible(not self._covered)
        if not self._covered:
            announce(self, self._label.text())

    def _hide(self) -> None:
        self._actions = ()
        self._label.clear()
        self.hide()

    def _colour(self) -> None:
        colours = self._theme.colours
        self.setStyleSheet(
            f"#notice {{ background: {colours.current.name()}; "
            f"border-top: 1px solid {colours.border.name()}; }}"
        )
