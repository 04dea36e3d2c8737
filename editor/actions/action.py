# SPDX-License-Identifier: GPL-3.0-or-later
"""What a command is: a row with its name, its keys, what it does, and when it is possible."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from collections.abc import Callable

    from editor.actions.context import Context


def always(context: Context) -> bool:
    """Possible whatever is open."""
    del context
    return True


def has_document(context: Context) -> bool:
    """Possible with a document."""
    return context.session.is_open


def has_cue(context: Context) -> bool:
    """Possible with a current cue."""
    return context.has_cues


def can_hear(context: Context) -> bool:
    """Possible with a medium, and a cue to play."""
    return context.has_cues and context.playback.has_medium


@dataclass(frozen=True, slots=True)
class Action:
    """One command.

    Attributes:
        id: Its name, in the settings as well.
        label: Its name for people.
        run: What it does.
        keys: The first one is shown in menus.
        when: Whether it is possible now; must be quick.
        checked: For a command that is on or off: which.
        scope: ``table``: its keys count only while the table has them, since they mean
            something else in a list or a field.
        mac: Keys on macOS, where others are usual there.
        hint: What to say to who presses its keys where it is not possible; mostly nothing.
        changes: Whether it changes the document or where it is saved, or leads there: refused
            while another window is at work on it. A row that forgets to say so is refused too.
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
