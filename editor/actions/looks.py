# SPDX-License-Identifier: GPL-3.0-or-later
"""The window itself: where the keys go, how near, how large, in which colours."""

from __future__ import annotations

from typing import TYPE_CHECKING

from editor.core.time_index import FAR
from editor.settings import FOLLOW, SIGHT, TEXT_SIZE, THEME

if TYPE_CHECKING:
    from collections.abc import Callable

    from editor.actions.context import Context
    from editor.actions.ports import Place


def focus(place: Place) -> Callable[[Context], None]:
    """Let the keys go there."""
    return lambda context: context.views.focus(place)


def zoom(steps: int) -> Callable[[Context], None]:
    """The timeline nearer or farther."""
    return lambda context: context.views.zoom(steps)


def zoom_to_cue(context: Context) -> None:
    """The current cue as near as it can be seen as a whole."""
    context.views.zoom_to(context.cue.start, context.cue.end)


def zoom_to_all(context: Context) -> None:
    """The whole medium."""
    context.views.zoom_to(0, FAR)


def heighten(steps: int) -> Callable[[Context], None]:
    """The sound on the timeline drawn louder or less so."""
    return lambda context: context.views.heighten(steps)


def next_sight(context: Context) -> None:
    """The sound as a wave, with a spectrogram, as a spectrogram alone, and round again."""
    ways = [way for way, _ in SIGHT.choices]
    now = ways.index(context.settings[SIGHT])
    context.settings[SIGHT] = ways[(now + 1) % len(ways)]


def follow(choice: str) -> Callable[[Context], None]:
    """What the timeline does while something plays."""

    def run(context: Context) -> None:
        context.settings[FOLLOW] = choice

    return run


def follows(choice: str) -> Callable[[Context], bool]:
    """Whether it does that."""
    return lambda context: context.settings[FOLLOW] == choice


def text_size(step: int) -> Callable[[Context], None]:
    """The cues' text larger or smaller."""

    def run(context: Context) -> None:
        size = context.settings[TEXT_SIZE] + step
        if TEXT_SIZE.accepts(size):
            context.settings[TEXT_SIZE] = size

    return run


def theme(choice: str) -> Callable[[Context], None]:
    """Light, dark, or as the system has it."""

    def run(context: Context) -> None:
        context.settings[THEME] = choice

    return run


def is_theme(choice: str) -> Callable[[Context], bool]:
    """Whether that is chosen."""
    return lambda context: context.settings[THEME] == choice


def toggle_video(context: Context) -> None:
    """Show or hide the picture."""
    context.views.toggle_video()


def preferences(context: Context) -> None:
    """The settings."""
    context.views.preferences()


def palette(context: Context) -> None:
    """Find a command by its name."""
    context.views.palette()


def key_sheet(context: Context) -> None:
    """All keys."""
    context.views.key_sheet()


def about(context: Context) -> None:
    """Which program this is."""
    context.views.about()


def quit_program(context: Context) -> None:
    """Close the window; everything is kept."""
    context.views.quit()
