# SPDX-License-Identifier: GPL-3.0-or-later
"""The window itself: focus, zoom, text size, theme, and its dialogs."""

from __future__ import annotations

from typing import TYPE_CHECKING

from editor.actions.action import Action, has_cue, has_document
from editor.actions.playing import has_picture
from editor.core.i18n import N_
from editor.core.time_index import FAR
from editor.settings import BUTTONS, DENSITY, FOLLOW, PICTURE, SIGHT, TEXT_SIZE, THEME

if TYPE_CHECKING:
    from collections.abc import Callable

    from editor.actions.context import Context
    from editor.actions.ports import Parts, Place


def focus(place: Place) -> Callable[[Context], None]:
    """A command that moves the keyboard focus to `place`."""
    return lambda context: context.views.focus(place)


def zoom(steps: int) -> Callable[[Context], None]:
    """A command that zooms the timeline in (positive) or out."""
    return lambda context: context.views.zoom(steps)


def zoom_to_cue(context: Context) -> None:
    """Zoom the timeline to the current cue."""
    context.views.zoom_to(context.cue.start, context.cue.end)


def zoom_to_all(context: Context) -> None:
    """Zoom the timeline to the whole medium."""
    context.views.zoom_to(0, FAR)


def heighten(steps: int) -> Callable[[Context], None]:
    """A command that makes the waveform taller (positive) or shorter."""
    return lambda context: context.views.heighten(steps)


def next_sight(context: Context) -> None:
    """Switch the timeline between waveform, both, and spectrogram."""
    ways = [way for way, _ in SIGHT.choices]
    now = ways.index(context.settings[SIGHT])
    context.settings[SIGHT] = ways[(now + 1) % len(ways)]


def follow(choice: str) -> Callable[[Context], None]:
    """A command that sets how the timeline follows playback."""

    def run(context: Context) -> None:
        context.settings[FOLLOW] = choice

    return run


def follows(choice: str) -> Callable[[Context], bool]:
    """Whether the timeline follows playback in that way."""
    return lambda context: context.settings[FOLLOW] == choice


def text_size(step: int) -> Callable[[Context], None]:
    """A command that makes the cues' text larger (positive) or smaller."""

    def run(context: Context) -> None:
        size = context.settings[TEXT_SIZE] + step
        if TEXT_SIZE.accepts(size):
            context.settings[TEXT_SIZE] = size

    return run


def theme(choice: str) -> Callable[[Context], None]:
    """A command that sets the theme: light, dark, or the system's."""

    def run(context: Context) -> None:
        context.settings[THEME] = choice

    return run


def density(choice: str) -> Callable[[Context], None]:
    """A command that sets how dense the rows are."""

    def run(context: Context) -> None:
        context.settings[DENSITY] = choice

    return run


def toggle_buttons(context: Context) -> None:
    """Show or hide the buttons for the current cue."""
    context.settings[BUTTONS] = not context.settings[BUTTONS]


def is_density(choice: str) -> Callable[[Context], bool]:
    """Whether the rows are that dense."""
    return lambda context: context.settings[DENSITY] == choice


def is_theme(choice: str) -> Callable[[Context], bool]:
    """Whether that theme is set."""
    return lambda context: context.settings[THEME] == choice


def toggle_picture(context: Context) -> None:
    """Show or hide the picture; without it, the timeline has the whole width."""
    shown = context.settings[PICTURE] and context.views.parts == "all"
    context.views.lay_out("all")
    context.settings[PICTURE] = not shown


def toggle_parts(parts: Parts) -> Callable[[Context], None]:
    """A command that shows only these parts of the window, or all again."""
    return lambda context: context.views.lay_out("all" if context.views.parts == parts else parts)


def shows(parts: Parts) -> Callable[[Context], bool]:
    """Whether only these parts of the window are shown."""
    return lambda context: context.views.parts == parts


def move_panel(context: Context) -> None:
    """Move the panel that was shown last below the table, or beside it."""
    context.views.move_panel()


def toggle_statistics(context: Context) -> None:
    """Show or hide the statistics."""
    context.views.toggle_panel("statistics")


def preferences(context: Context) -> None:
    """Open the preferences."""
    context.views.preferences()


def palette(context: Context) -> None:
    """Open the command palette."""
    context.views.palette()


def key_sheet(context: Context) -> None:
    """Show all keyboard shortcuts."""
    context.views.key_sheet()


def manual(page: str) -> Callable[[Context], None]:
    """A command that shows a page of the manual."""
    return lambda context: context.views.manual(page)


def about(context: Context) -> None:
    """Show the version and the licence."""
    context.views.about()


def quit_program(context: Context) -> None:
    """Close the window; all work is kept."""
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
    Action("view.statistics", N_("Statistics"), toggle_statistics, (), has_document,
           changes=False),
    Action("view.picture", N_("Show video"), toggle_picture, (), has_picture,
           checked=lambda context: context.settings[PICTURE], changes=False),
    Action("view.full-picture", N_("Full-screen video"), toggle_parts("picture"), (), has_picture,
           checked=shows("picture"), changes=False),
    Action("view.focus", N_("Table and audio only"), toggle_parts("focus"), (), has_document,
           checked=shows("focus"), changes=False),
    Action("view.move-panel", N_("Move panel beside or below the table"), move_panel, (),
           has_document, changes=False),
    Action("view.nearer", N_("Zoom in"), zoom(1), ("Ctrl+=",), has_document, changes=False),
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
    Action("view.larger", N_("Larger text"), text_size(1), ("Ctrl+Shift+=",), changes=False),
    Action("view.smaller", N_("Smaller text"), text_size(-1), ("Ctrl+Shift+-",), changes=False),
    Action("view.compact", N_("Compact"), density("compact"), checked=is_density("compact"),
           changes=False),
    Action("view.normal", N_("Normal"), density("normal"), checked=is_density("normal"),
           changes=False),
    Action("view.roomy", N_("Roomy"), density("roomy"), checked=is_density("roomy"),
           changes=False),
    Action("view.buttons", N_("Buttons for the current cue"), toggle_buttons,
           checked=lambda context: context.settings[BUTTONS], changes=False),
    Action("view.light", N_("Light"), theme("light"), checked=is_theme("light"), changes=False),
    Action("view.dark", N_("Dark"), theme("dark"), checked=is_theme("dark"), changes=False),
    Action("view.system", N_("Same as system"), theme("system"), checked=is_theme("system"),
           changes=False),
    Action("help.palette", N_("Find a command…"), palette, ("Ctrl+K",), changes=False),
    Action("help.keys", N_("Keyboard shortcuts"), key_sheet, ("F1",), changes=False),
    Action("help.manual", N_("Manual"), manual(N_("manual.md")), changes=False),
    Action("help.news", N_("What is new"), manual(N_("news.md")), changes=False),
    Action("help.about", N_("About Jiaozi"), about, changes=False),
)  # fmt: skip
