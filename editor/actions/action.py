# SPDX-License-Identifier: GPL-3.0-or-later
"""A command as a row of a table: id, label, keys, function, and when it is enabled."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from editor.core.values import dataclass

if TYPE_CHECKING:
    from collections.abc import Callable

    from editor.actions.context import Context
    from editor.core.errors import Problem


def always(context: Context) -> bool:
    """Always enabled."""
    del context
    return True


def has_document(context: Context) -> bool:
    """Enabled while a document is open."""
    return context.session.is_open


def has_cue(context: Context) -> bool:
    """Enabled while there is a current cue."""
    return context.has_cues


def can_hear(context: Context) -> bool:
    """Enabled while there are a current cue and a medium."""
    return context.has_cues and context.playback.has_medium


@dataclass(frozen=True, slots=True)
class Action:
    """One command.

    Attributes:
        id: Unique name, also used in the settings.
        label: Name shown in menus and in the palette; untranslated.
        run: What it does.
        keys: Key sequences; the first is shown in menus.
        when: Whether it is enabled now; called often, so it must be fast.
        checked: For an on/off command: whether it is on.
        scope: ``table``: its keys work only while the table has the focus, because they mean
            something else in a list or a field.
        mac: Key sequences on macOS, where they differ.
        hint: Shown when its keys are pressed while it is disabled; usually empty.
        changes: Whether it changes the document or the place it is saved to, or opens a view that
            does. Such commands are refused while another window is editing the document. True by
            default, so that a row without it is refused as well.
        on_heard: Whether it is about a whole cue: pressed just after playing has crossed into the
            next cue, it acts on the one that was heard.
        label_now: The name that it has now, where that is more precise; None: `label`.
    """

    id: str
    label: str
    run: Callable[[Context], None]
    keys: tuple[str, ...] = ()
    when: Callable[[Context], bool] = always
    checked: Callable[[Context], bool] | None = None
    scope: Literal["window", "table"] = "window"
    mac: tuple[str, ...] = ()
    hint: str = ""
    changes: bool = True
    on_heard: bool = False
    label_now: Callable[[Context], Problem | None] | None = None

    @property
    def would_type(self) -> bool:
        """Whether its keys, such as Tab and Enter, would type into the text if it had none.

        They stay bound even while the command is not possible.
        """
        return self.scope == "table" and any("Ctrl+" not in key for key in self.keys)
