# SPDX-License-Identifier: GPL-3.0-or-later
"""The window itself: where the keys go, how near, how large, in which colours."""

from __future__ import annotations

from typing import TYPE_CHECKING

from editor.actions.action import Action, has_cue, has_document
from editor.actions.playing import has_picture
from editor.core.i18n import N_
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


ACTIONS: tuple[Action, ...] = (
    Action("file.preferences", N_("Preferences…"), preferences, ("Ctrl+,",), changes=False),
    Action("file.quit", N_("Quit"), quit_program, ("Ctrl+Q",), changes=False),
    Action("view.table", N_("Focus table"), focus("table"), ("Ctrl+1",), has_document,
           changes=False),
    Action("view.timeline", N_("Focus timeline"), focus("timeline"), ("Ctrl+2",), has_document,
           changes=False),
    Action("view.video", N_("Focus video"), focus("video"), ("Ctrl+3",), has_document,
           changes=False),
    Action("view.panel", N_("Focus panel"), focus("panel"), ("Ctrl+4",), has_document,
           changes=False),
    Action("view.picture", N_("Show video"), toggle_video, (), has_picture,
           changes=False),
    Action("view.nearer", N_("Zoom in"), zoom(1), ("Ctrl+=", "Ctrl++"), has_document,
           changes=False),
    Action("view.farther", N_("Zoom out"), zoom(-1), ("Ctrl+-",), has_document,
           changes=False),
    Action("view.cue", N_("Fit cue"), zoom_to_cue, ("Ctrl+9",), has_cue, changes=False),
    Action("view.whole", N_("Fit all"), zoom_to_all, ("Ctrl+0",), has_document,
           changes=False),
    Action("view.louder", N_("Taller waveform"), heighten(1), (), has_document,
           changes=False),
    Action("view.quieter", N_("Shorter waveform"), heighten(-1), (), has_document,
           changes=False),
    Action("view.spectrogram", N_("Waveform, spectrogram or both"), next_sight, (), has_document,
           changes=False),
    Action("view.page", N_("Page while playing"), follow("page"), checked=follows("page"),
           changes=False),
    Action("view.glide", N_("Scroll while playing"), follow("centre"),
           checked=follows("centre"), changes=False),
    Action("view.stay", N_("Do not follow while playing"), follow("free"), checked=follows("free"),
           changes=False),
    Action("view.larger", N_("Larger text"), text_size(1), ("Ctrl+Shift+=", "Ctrl+Shift++"),
           changes=False),
    Action("view.smaller", N_("Smaller text"), text_size(-1), ("Ctrl+Shift+-", "Ctrl+_"),
           changes=False),
    Action("view.light", N_("Light"), theme("light"), checked=is_theme("light"), changes=False),
    Action("view.dark", N_("Dark"), theme("dark"), checked=is_theme("dark"), changes=False),
    Action("view.system", N_("Same as system"), theme("system"), checked=is_theme("system"),
           changes=False),
    Action("help.palette", N_("Find a command…"), palette, ("Ctrl+K",), changes=False),
    Action("help.keys", N_("Keyboard shortcuts"), key_sheet, ("F1",), changes=False),
    Action("help.about", N_("About Jiaozi"), about, changes=False),
)  # fmt: skip
