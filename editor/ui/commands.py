# SPDX-License-Identifier: GPL-3.0-or-later
"""The table of commands as `QAction`s: key bindings, enabled state and menus."""

from __future__ import annotations

import sys
from collections import deque
from functools import cached_property
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QAction, QActionGroup, QKeySequence, QShortcutEvent
from PySide6.QtWidgets import QApplication

from editor.actions import changing
from editor.actions.action import can_hear
from editor.actions.playing import has_medium
from editor.actions.table import ACTIONS, MENUS, SEPARATOR
from editor.core.errors import Problem, UserError
from editor.ui.i18n import told, tr
from editor.ui.keys import sequence

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from PySide6.QtCore import QEvent
    from PySide6.QtWidgets import QMenu, QWidget

    from editor.actions.action import Action
    from editor.actions.context import Context
    from editor.actions.table import Menus, Submenu
    from editor.core.change import Change
    from editor.core.selection import Selection
    from editor.settings import Settings

    When = Callable[[Context], bool]

_LAST = 20
"""How many commands are remembered for a crash report."""

_NEED_MEDIUM = (can_hear, has_medium)

KEYS = "keys"
"""Key in the settings' state of the key bindings that the user changed."""


def default_keys(action: Action) -> tuple[str, ...]:
    """The default key bindings of a command on this system."""
    return action.mac if sys.platform == "darwin" and action.mac else action.keys


class _Entry(QAction):
    """A command in menus and on keys; it knows whether a key runs it.

    Attributes:
        by_key: Whether it is being run by its key.
    """

    by_key = False

    def event(self, event: QEvent) -> bool:
        """Let the command be run by its key, but not under a dialog.

        On X11, the window has the keyboard for some time after a dialog has opened, and Qt runs
        the actions of its widgets.
        """
        if not isinstance(event, QShortcutEvent):  # asking for its type takes twice as long
            return super().event(event)
        if QApplication.activeModalWidget() is not None:
            return True
        self.by_key = True
        try:
            return super().event(event)
        finally:
            self.by_key = False


class Commands(QObject):
    """Every command as a `QAction`.

    The enabled state is updated at once after each change: a key that follows quickly must not
    find an outdated state.

    Signals:
        clicked (str): A command was run from a menu or by a button.
        ran (str): A command was run, whichever way, and was possible.
        bound: Key bindings were changed.

    Attributes:
        rows: The table of commands.
        menus: The menus that they are in.
        actions: By the commands' ids.
        last: Ids of the commands run last, the latest at the end.
    """

    clicked = Signal(str)
    ran = Signal(str)
    bound = Signal()

    def __init__(
        self,
        settings: Settings,
        window: QWidget,
        rows: Sequence[Action] = ACTIONS,
        menus: Menus = MENUS,
    ) -> None:
        """The commands of a window.

        Args:
            settings: The key bindings that the user changed.
            window: Widget in which keys run them; not the window itself, which would be told, in
                Python, of each change of an action.
            rows: The table of commands.
            menus: The menus that they are in.
        """
        super().__init__(window)
        self.rows, self.menus = rows, menus
        self._settings = settings
        self._context: Context | None = None
        self._running = 0
        self._rows = {row.id: row for row in rows}
        self._alike: dict[When, list[Action]] = {}  # rows share few functions
        for row in rows:
            self._alike.setdefault(row.when, []).append(row)
        self._states: dict[When, tuple[bool, bool, bool]] = {}  # as shown
        self._telling = [row for row in rows if row.checked or row.label_now]
        self.actions: dict[str, QAction] = {}
        self._bound: set[str] = set()
        self.last: deque[str] = deque(maxlen=_LAST)
        # One connection for all of them; they exclude one another in nothing.
        together = QActionGroup(self)
        together.setExclusionPolicy(QActionGroup.ExclusionPolicy.None_)
        together.triggered.connect(self._triggered)
        for row in rows:
            action = _Entry(tr(row.label), together)
            action.setObjectName(row.id)
            action.setCheckable(row.checked is not None)
            if row.scope == "window":
                window.addAction(action)
            self.actions[row.id] = action
        self.bind()

    def serve(self, context: Context, table: QWidget) -> None:
        """Start; commands of scope ``table`` get their keys only while `table` has the focus."""
        self._context = context
        for row in self.rows:
            if row.scope == "table":
                action = self.actions[row.id]
                action.setShortcutContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
                table.addAction(action)
        for signal in (
            context.session.opened,
            context.session.selected,  # also emitted after each change
            context.session.saved,
            context.session.given_up,
            context.session.filtered,
            context.playback.state_changed,
            context.settings.changed,
        ):
            signal.connect(self.refresh)
        self.refresh()

    def label(self, name: str) -> str:
        """The name of a command, untranslated."""
        return self._rows[name].label

    @cached_property
    def submenus(self) -> Mapping[str, str]:
        """The titles of the submenus that commands are in, untranslated."""
        parts = (part for _, entries in self.menus for part in entries)
        return {name: part[0] for part in parts if not isinstance(part, str) for name in part[1]}

    def in_submenu(self, name: str, label: str) -> str:
        """A command's label behind the name of its submenu: alone, many do not say enough.

        Translated, without ellipsis and mnemonic.
        """
        menu = tr(self.submenus.get(name, ""))
        told = label if label.startswith(menu) else f"{menu} › {label}"
        return told.replace("…", "").replace("&", "")

    def is_possible(self, name: str) -> bool:
        """Whether a command would do something now."""
        context, row = self._context, self._rows[name]
        return context is not None and not self._held(context, row) and row.when(context)

    def reason(self, name: str) -> str:
        """Why a command is not possible now, translated."""
        context, row = self._context, self._rows[name]
        if context is None or not context.session.is_open:
            return tr("No document is open")
        if self._held(context, row):
            return tr("Another window is editing this")
        if not context.playback.has_medium and row.when in _NEED_MEDIUM:
            return tr("No audio or video")
        return tr("Not possible here")

    def keys(self, name: str) -> tuple[str, ...]:
        """The key bindings of a command, as the user has set them."""
        changed = self._settings.state(KEYS)
        if isinstance(changed, dict) and isinstance(changed.get(name), list):
            return tuple(key for key in changed[name] if isinstance(key, str))
        return default_keys(self._rows[name])

    def set_keys(self, name: str, keys: Sequence[str]) -> None:
        """Change the key bindings of a command; the defaults are not stored as a change."""
        changed = self._settings.state(KEYS)
        changes = dict(changed) if isinstance(changed, dict) else {}
        if tuple(keys) == default_keys(self._rows[name]):
            changes.pop(name, None)
        else:
            changes[name] = list(keys)
        self._settings.remember(KEYS, changes)
        self.bind()

    def bind(self) -> None:
        """Set the key bindings of all actions."""
        self._bound.clear()
        for name, action in self.actions.items():
            sequences = [sequence(key) for key in self.keys(name)]
            action.setShortcuts(sequences)
            self._bound.update(keys.toString() for keys in sequences)
        self.bound.emit()

    def is_command(self, keys: QKeySequence) -> bool:
        """Whether these keys are bound to a command; if so, the text editor ignores them."""
        return keys.toString() in self._bound

    def run(
        self,
        name: str,
        instead: Callable[[Context], None] | None = None,
        *,
        here: bool = False,
    ) -> None:
        """Run a command, if it is enabled now.

        An input method's composition is committed first.

        Args:
            name: The command's id.
            here: Whether the current cue is meant, even just after playing has crossed into it.
            instead: Called instead of the command's own function, if the user has said more than
                the command alone says: which file, which problems.
        """
        context, row = self._context, self._rows[name]
        self.last.append(name)
        if context is not None:
            context.views.commit_composition()
        if context is not None and row.changes and changing.is_refused(context):
            return
        if context is None or not row.when(context):
            if context is not None and row.hint:
                context.views.notice(Problem(row.hint), "file.medium")
            self.refresh()
            return
        if row.on_heard and not here:
            context.following.act_on_heard()
        self._running += 1
        try:
            if row.when(context):  # at the cue that was heard, it may not be
                (instead or row.run)(context)
                self.ran.emit(name)
        except UserError as error:
            context.ask.tell(error.problem)
        finally:
            self._running -= 1
            self.refresh()

    def press(self, keys: QKeySequence) -> bool:
        """Run the command that has these keys, wherever the focus is; returns whether one has."""
        for name, action in self.actions.items():
            if keys in action.shortcuts():
                self.run(name)
                return True
        return False

    def click(self, name: str) -> None:
        """Run a command from a menu or by a button; see `run`."""
        self.run(name)
        self.clicked.emit(name)

    def _triggered(self, action: _Entry) -> None:
        (self.run if action.by_key else self.click)(action.objectName())

    def commit(self, change: Change, there: Selection | None) -> bool:
        """Make a change that comes from no command, such as typing; see `changing.commit`."""
        return self._context is not None and changing.commit(self._context, change, there)

    @staticmethod
    def _held(context: Context, row: Action) -> bool:
        """Whether the command is refused because another window is editing the document."""
        return row.changes and context.session.elsewhere is not None

    def refresh(self, *_: object) -> None:
        """Update the enabled and checked state of every command.

        While a command runs, this is done once after it, and not for each of its changes; but at
        once under a dialog that it opens: the window is seen then, and may change.
        """
        if not self._running or QApplication.activeModalWidget() is not None:
            self._refresh()

    def _refresh(self) -> None:
        context = self._context
        if context is None:
            return
        is_open, held = context.session.is_open, context.session.elsewhere is not None
        for when, rows in self._alike.items():
            state = when(context), is_open, held
            if state == self._states.get(when):
                continue
            self._states[when] = state
            for row in rows:
                enabled = state[0] and not (held and row.changes)
                self.actions[row.id].setEnabled(enabled or (is_open and row.would_type))
        for row in self._telling:
            action = self.actions[row.id]
            if row.checked is not None:
                action.setChecked(row.checked(context))
            if row.label_now is not None:
                label = row.label_now(context)
                action.setText(tr(row.label) if label is None else told(label))

    def fill(
        self, menu: QMenu, names: Sequence[str | Submenu], place: Callable[[QMenu, str], None]
    ) -> None:
        """Add commands to a menu; a name that is no command is passed to `place`."""
        for name in names:
            if not isinstance(name, str):
                self.fill(menu.addMenu(tr(name[0])), name[1], place)
            elif name == SEPARATOR:
                menu.addSeparator()
            elif name in self.actions:
                menu.addAction(self.actions[name])
            else:
                place(menu, name)
        # Without a tick to show, labels begin at the edge.
        menu.setProperty("plain", not any(action.isCheckable() for action in menu.actions()))
