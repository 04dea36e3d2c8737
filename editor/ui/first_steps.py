# SPDX-License-Identifier: GPL-3.0-or-later
"""The strip of first steps, shown to newcomers below the table until it is closed for ever."""

from __future__ import annotations

from itertools import accumulate
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QSizePolicy, QToolButton

from editor.core.errors import Problem
from editor.core.i18n import N_
from editor.core.values import dataclass
from editor.settings import FIRST_STEPS
from editor.ui.announce import announce
from editor.ui.i18n import tr
from editor.ui.keys import key_text

if TYPE_CHECKING:
    from PySide6.QtGui import QResizeEvent

    from editor.session import Session
    from editor.settings import Settings
    from editor.ui.commands import Commands
    from editor.ui.notice import Notice
    from editor.ui.theme import Theme


@dataclass(frozen=True)
class Step:
    """One step.

    Attributes:
        text: What to do; ``{key}`` is the key of the first command.
        commands: Each of these commands does it, if there are no titles.
        titles: Where the command alone does nothing, the titles of changes in the history that do
            it: it may have been refused.
    """

    text: str
    commands: tuple[str, ...]
    titles: tuple[str, ...] = ()


STEPS = (
    Step(N_("{key}: hear the cue"), ("play.replay", "play.pause", "play.on", "play.flow")),
    Step(N_("Type what you hear"), (), ("Edit text",)),
    Step(N_("{key}: right, go on"), ("cue.accept",)),
    Step(N_("{key}: split here"), ("cue.split",), ("Split cue", "Join cues")),
    Step(N_("{key}: publish"), ("file.publish", "file.youtube", "file.bilibili", "file.export")),
)


_MARGINS = (12, 4, 8, 4)
"""Left, top, right and bottom of the strip, in pixels."""

_SPACE = 20
"""Pixels between two steps."""


class FirstSteps(QFrame):
    """Ticks each step when it has been done; after the last, or when it is closed, it is gone.

    Where there is no room for all, the next ones are shown.

    Signals:
        finished: It is not needed any more.
    """

    finished = Signal()

    def __init__(
        self,
        session: Session,
        settings: Settings,
        commands: Commands,
        notice: Notice,
        theme: Theme,
    ) -> None:
        super().__init__()
        self.setObjectName("first-steps")
        self.setAccessibleName(tr("First steps"))
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self._session, self._settings = session, settings
        self._commands, self._notice, self._theme = commands, notice, theme
        stored = settings.state(FIRST_STEPS)
        self._done = (
            {step for step in stored if isinstance(step, int)}
            if isinstance(stored, list)
            else set()
        )
        self.labels = [QLabel() for _ in STEPS]
        row = QHBoxLayout(self)
        row.setContentsMargins(*_MARGINS)
        row.setSpacing(_SPACE)
        for label in self.labels:
            label.setTextFormat(Qt.TextFormat.RichText)
            row.addWidget(label, 1)
        self.close_button = QToolButton(autoRaise=True)
        self.close_button.setText("✕")
        self.close_button.setAccessibleName(tr("Do not show the first steps again"))
        self.close_button.setToolTip(tr("Do not show the first steps again"))
        self.close_button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.close_button.clicked.connect(self._finish)
        row.addWidget(self.close_button)
        commands.ran.connect(self._ran)
        session.changed.connect(self._changed)
        commands.bound.connect(self._show)
        theme.changed.connect(self._show)
        self._show()

    def _ran(self, name: str) -> None:
        for number, step in enumerate(STEPS):
            if name in step.commands and not step.titles:
                self._tick(number)

    def _changed(self) -> None:
        title = self._session.history.undo_title
        for number, step in enumerate(STEPS):
            if title in step.titles:
                self._tick(number)

    def _tick(self, number: int) -> None:
        if number in self._done:
            return
        self._done.add(number)
        self._settings.remember(FIRST_STEPS, sorted(self._done))
        self._show()
        announce(self, self.labels[number].accessibleName())
        if len(self._done) == len(STEPS):
            self._notice.say(Problem("Those were the first steps."), "help.keys", "help.manual")
            self._finish()

    def _finish(self) -> None:
        self._settings.remember(FIRST_STEPS, True)  # noqa: FBT003 - what is stored
        self.finished.emit()

    def _show(self) -> None:
        colours = self._theme.colours
        self.setStyleSheet(
            f"#first-steps {{ background: {colours.current.name()}; "
            f"border-top: 1px solid {colours.border.name()}; }}"
        )
        for number, (label, step) in enumerate(zip(self.labels, STEPS, strict=True)):
            keys = self._commands.keys(step.commands[0]) if step.commands else ()
            text = tr(step.text, key=key_text(keys[0]) if keys else "")
            text = text.removeprefix(": ").removeprefix("：")
            done = number in self._done
            mark, colour = ("✓", colours.checked) if done else (number + 1, colours.accent)
            ink = colours.dim if done else colours.text
            label.setText(
                f"<b style='color:{colour.name()}'>{mark}</b>&nbsp;&nbsp;"
                f"<span style='color:{ink.name()}'>{text}</span>"
            )
            label.setAccessibleName(tr("Done: {step}", step=text) if done else text)
            label.setToolTip(text)
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Show as many steps as there is room for."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        """Show all steps, or as many of the next ones as there is room for, and at least one."""
        room = self.width() - _MARGINS[0] - _MARGINS[2] - self.close_button.sizeHint().width()
        needs = [label.sizeHint().width() + _SPACE for label in self.labels]
        shown = set(range(len(STEPS)))
        if sum(needs) > room:
            coming = [number for number in range(len(STEPS)) if number not in self._done]
            fits = sum(total <= room for total in accumulate(needs[number] for number in coming))
            shown = set(coming[: max(fits, 1)])
        for number, label in enumerate(self.labels):
            label.setVisible(number in shown)
