# SPDX-License-Identifier: GPL-3.0-or-later
"""The table of contents of the program: every command with its keys, and the menus.

To add a command: a function from a `Context`, a row in `ACTIONS`, its place in `MENUS`.
Keys avoid what Chinese input methods take: never Ctrl+Space, Shift+Space, Ctrl+., Ctrl+;,
Ctrl+Shift+F, F4, Shift alone, or a bare letter. F10 belongs to the menu bar.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Literal

from editor.actions import (
    cues,
    external_changes,
    files,
    looks,
    opening,
    playing,
    projects,
    relinking,
    timing,
    tools,
)
from editor.core.i18n import N_

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


_cue = cues.has_cue
_hear = playing.can_hear
_NOTHING_TO_HEAR = N_("There is nothing to hear yet: open the sound or video.")

ACTIONS: tuple[Action, ...] = (
    Action("file.open", N_("Open a transcript…"), files.open_transcript, ("Ctrl+O",)),
    Action("file.medium", N_("Open the sound or video…"), files.open_medium, ("Ctrl+Shift+O",)),
    Action("file.find-medium", N_("Find the medium…"), relinking.find_medium,
           when=relinking.is_missing),
    Action("file.sample", N_("Try the sample"), files.open_sample),
    Action("file.afresh", N_("Begin again from the file"), files.afresh,
           when=files.can_begin_afresh),
    Action("file.doubts", N_("What was doubtful in this file"), files.doubts,
           when=files.has_doubts),
    Action("file.save", N_("Save the project"), projects.save, ("Ctrl+S",), projects.can_save),
    Action("file.save-as", N_("Save the project as…"), projects.save_as, ("Ctrl+Shift+S",),
           projects.can_save),
    Action("file.take-over", N_("Go on here"), opening.take_over, when=opening.is_elsewhere),
    Action("file.copy", N_("Go on with a copy"), opening.work_on_copy, when=opening.is_elsewhere),
    Action("file.export", N_("Export…"), files.export, ("Ctrl+E",), has_document),
    Action("file.youtube", N_("Export for YouTube…"), partial(files.publish, site="youtube"),
           ("Ctrl+Shift+Y",), has_document),
    Action("file.bilibili", N_("Export for Bilibili…"), partial(files.publish, site="bilibili"),
           ("Ctrl+Shift+B",), has_document),
    Action("file.earlier", N_("Earlier work on this file…"), opening.open_earlier,
           when=opening.has_earlier),
    Action("file.outside", N_("Changes made outside…"), external_changes.compare,
           when=external_changes.can_compare),
    Action("file.close", N_("Close the document"), files.close, ("Ctrl+W",), has_document),
    Action("file.preferences", N_("Preferences…"), looks.preferences, ("Ctrl+,",)),
    Action("file.quit", N_("Quit"), looks.quit_program, ("Ctrl+Q",)),
    Action("edit.undo", N_("Undo"), cues.undo, ("Ctrl+Z",), cues.can_undo),
    Action("edit.redo", N_("Redo"), cues.redo, ("Ctrl+Y", "Ctrl+Shift+Z"), cues.can_redo),
    Action("edit.go-to", N_("Go to a cue or time…"), cues.go_to, ("Ctrl+G",), _cue),
    Action("edit.select-all", N_("Choose all cues"), cues.select_all, ("Ctrl+Shift+A",), _cue),
    Action("cue.accept", N_("Accept, go to the next"), cues.accept, ("Return", "Enter"), _cue,
           scope="table"),
    Action("cue.check", N_("Checked"), cues.toggle_checked, ("Ctrl+Shift+C",), _cue,
           checked=lambda context: context.has_cues and context.cue.checked),
    Action("cue.previous", N_("Previous cue"), cues.go_previous, ("Alt+Up",), cues.has_previous),
    Action("cue.next", N_("Next cue"), cues.go_next, ("Alt+Down",), cues.has_next),
    Action("cue.split", N_("Split at the caret"), cues.split, ("Ctrl+Return", "Ctrl+Enter"), _cue),
    Action("cue.join-next", N_("Join with the next"), cues.join_next, ("Ctrl+Shift+J",),
           cues.several_or_next),
    Action("cue.join-previous", N_("Join with the previous"), cues.join_previous, (),
           cues.has_previous),
    Action("cue.hand-previous", N_("Hand the text before the caret to the previous"),
           cues.hand_previous, ("Ctrl+Shift+Up",), cues.has_previous),
    Action("cue.hand-next", N_("Hand the text after the caret to the next"), cues.hand_next,
           ("Ctrl+Shift+Down",), cues.has_next),
    Action("cue.insert", N_("New cue"), cues.insert, ("Ctrl+I",), has_document),
    Action("cue.delete", N_("Delete cues"), cues.delete, ("Ctrl+Shift+Delete",), _cue),
    Action("cue.times", N_("Edit the times"), cues.edit_times, ("F2",), _cue),
    Action("cue.start-here", N_("Start here"), cues.start_here, ("F11",), _hear),
    Action("cue.end-here", N_("End here"), cues.end_here, ("F12",), _hear),
    Action("cue.start-earlier", N_("Start earlier"), cues.nudge("start", -1), ("Alt+1",), _cue),
    Action("cue.start-later", N_("Start later"), cues.nudge("start", 1), ("Alt+2",), _cue),
    Action("cue.end-earlier", N_("End earlier"), cues.nudge("end", -1), ("Alt+3",), _cue),
    Action("cue.end-later", N_("End later"), cues.nudge("end", 1), ("Alt+4",), _cue),
    Action("play.replay", N_("Play the cue"), playing.replay, ("Tab",), _hear, scope="table",
           hint=_NOTHING_TO_HEAR),
    Action("play.from-caret", N_("Play from the caret"), playing.replay_from_caret, ("Shift+Tab",),
           _hear, scope="table", hint=_NOTHING_TO_HEAR),
    Action("play.pause", N_("Pause, go on"), playing.pause, ("Esc",), playing.has_medium,
           scope="table"),
    Action("play.marked", N_("Play the marked range"), playing.play_marked, ("Ctrl+F5",),
           playing.has_marked),
    Action("play.on", N_("Play on from the caret"), playing.play_on, ("F5",), _hear),
    Action("play.last-second", N_("Last second"), playing.last_second, ("F6",), _hear),
    Action("play.first-second", N_("First second"), playing.first_second, ("Shift+F6",), _hear),
    Action("play.before", N_("The second before"), playing.second_before, ("Ctrl+F6",), _hear),
    Action("play.after", N_("The second after"), playing.second_after, ("Ctrl+Shift+F6",), _hear),
    Action("play.slower", N_("Slower"), playing.slower, ("Ctrl+Down",), playing.has_medium),
    Action("play.faster", N_("Faster"), playing.faster, ("Ctrl+Up",), playing.has_medium),
    Action("play.louder", N_("Louder"), playing.louder, ("Ctrl+Alt+Up",), playing.has_medium),
    Action("play.quieter", N_("Quieter"), playing.quieter, ("Ctrl+Alt+Down",), playing.has_medium),
    Action("play.mute", N_("Mute"), playing.mute, ("Ctrl+M",), playing.has_medium,
           checked=playing.is_muted),
    Action("play.loop", N_("Repeat"), playing.loop, ("F9",), playing.has_medium,
           checked=playing.is_looping),
    Action("play.watch", N_("Watch with VLC"), playing.watch, ("Ctrl+Shift+W",),
           playing.has_medium, checked=playing.is_watching),
    Action("play.frame-back", N_("One picture back"), playing.frame_back, ("Ctrl+Alt+Left",),
           playing.can_step),
    Action("play.frame-on", N_("One picture on"), playing.frame_on, ("Ctrl+Alt+Right",),
           playing.can_step),
    Action("play.track", N_("Sound track…"), playing.choose_track, (), playing.has_tracks),
    Action("tools.repair", N_("Repair the clock…"), tools.repair, ("Ctrl+R",), _cue),
    Action("time.shift", N_("Shift times…"), timing.use("shift"), (), _cue),
    Action("time.snap", N_("Snap to speech…"), timing.use("snap"), (), _cue),
    Action("time.gaps", N_("Gaps and durations…"), timing.use("gaps"), (), _cue),
    Action("time.stretch", N_("Stretch by two points…"), timing.use("stretch"), (), _cue),
    Action("time.bend", N_("Move between known starts…"), timing.use("bend"), (), _cue),
    Action("time.rate", N_("Change the frame rate…"), timing.use("rate"), (), _cue),
    Action("time.fit", N_("Fit to speech…"), timing.use("fit"), (), _cue),
    Action("time.reference", N_("Fit to a reference…"), timing.fit_to_reference, (), _cue),
    Action("time.original", N_("Back to the times of the file…"), timing.use("original"), (),
           _cue),
    Action("time.recut", N_("Rebuild the cues…"), timing.use("recut"), (), _cue),
    Action("tools.zh-Hans", N_("Convert to Simplified…"), tools.convert("zh-Hans"), (), _cue),
    Action("tools.zh-Hant", N_("Convert to Traditional…"), tools.convert("zh-Hant"), (), _cue),
    Action("tools.zh-TW", N_("Convert to Traditional, Taiwan's words…"), tools.convert("zh-TW"),
           (), _cue),
    Action("tools.zh-HK", N_("Convert to Traditional, Hong Kong…"), tools.convert("zh-HK"), (),
           _cue),
    Action("tools.fix", N_("Fix problems…"), tools.fix_all, (), _cue),
    Action("tools.next-problem", N_("Next problem"), tools.next_problem, ("F8",), _cue),
    Action("tools.previous-problem", N_("Previous problem"), tools.previous_problem, ("Shift+F8",),
           _cue),
    Action("tools.clear-sound", N_("Clear decoded sound…"), playing.clear_sound),
    Action("view.table", N_("To the table"), looks.focus("table"), ("Ctrl+1",), has_document),
    Action("view.timeline", N_("To the timeline"), looks.focus("timeline"), ("Ctrl+2",),
           has_document),
    Action("view.video", N_("To the picture"), looks.focus("video"), ("Ctrl+3",), has_document),
    Action("view.panel", N_("To the panel"), looks.focus("panel"), ("Ctrl+4",), has_document),
    Action("view.problems", N_("Problems"), tools.toggle_problems, ("Ctrl+Shift+P",), has_document),
    Action("view.picture", N_("Show the picture"), looks.toggle_video, (), playing.has_picture),
    Action("view.nearer", N_("Timeline nearer"), looks.zoom(1), ("Ctrl+=", "Ctrl++"), has_document),
    Action("view.farther", N_("Timeline farther"), looks.zoom(-1), ("Ctrl+-",), has_document),
    Action("view.cue", N_("The whole cue"), looks.zoom_to_cue, ("Ctrl+9",), _cue),
    Action("view.whole", N_("The whole medium"), looks.zoom_to_all, ("Ctrl+0",), has_document),
    Action("view.louder", N_("Draw the sound higher"), looks.heighten(1), (), has_document),
    Action("view.quieter", N_("Draw the sound lower"), looks.heighten(-1), (), has_document),
    Action("view.spectrogram", N_("Wave, spectrogram, both"), looks.next_sight, (), has_document),
    Action("view.page", N_("Turn the page while it plays"), looks.follow("page"),
           checked=looks.follows("page")),
    Action("view.glide", N_("Glide along while it plays"), looks.follow("centre"),
           checked=looks.follows("centre")),
    Action("view.stay", N_("Stay while it plays"), looks.follow("free"),
           checked=looks.follows("free")),
    Action("view.larger", N_("Larger text"), looks.text_size(1), ("Ctrl+Shift+=", "Ctrl+Shift++")),
    Action("view.smaller", N_("Smaller text"), looks.text_size(-1), ("Ctrl+Shift+-", "Ctrl+_")),
    Action("view.light", N_("Light"), looks.theme("light"), checked=looks.is_theme("light")),
    Action("view.dark", N_("Dark"), looks.theme("dark"), checked=looks.is_theme("dark")),
    Action("view.system", N_("As the system"), looks.theme("system"),
           checked=looks.is_theme("system")),
    Action("help.palette", N_("Find a command…"), looks.palette, ("Ctrl+K",)),
    Action("help.keys", N_("All keys"), looks.key_sheet, ("F1",)),
    Action("help.about", N_("About Jiaozi"), looks.about),
)  # fmt: skip

CHANGING = frozenset(
    row.id
    for row in ACTIONS
    if row.id.split(".")[0] in {"cue", "time", "tools"} or row.id in {"edit.undo", "edit.redo"}
) - {"cue.previous", "cue.next", "tools.next-problem", "tools.previous-problem"}
"""What changes the document: not possible where another window is at work on it."""

SEPARATOR = ""
RECENT = "recent"
"""Where the recent documents stand."""

MENUS: tuple[tuple[str, tuple[str, ...]], ...] = (
    (
        N_("&File"),
        (
            *("file.open", "file.medium", "file.find-medium", RECENT, "file.sample", SEPARATOR),
            *("file.save", "file.save-as", "file.take-over", "file.copy", SEPARATOR),
            *("file.youtube", "file.bilibili", "file.export", SEPARATOR),
            *("file.doubts", "file.outside", "file.earlier", "file.afresh", SEPARATOR),
            *("file.close", "file.preferences", "file.quit"),
        ),
    ),
    (
        N_("&Edit"),
        (
            *("edit.undo", "edit.redo", SEPARATOR, "edit.go-to", "edit.select-all", SEPARATOR),
            *("cue.accept", "cue.check", "cue.previous", "cue.next"),
        ),
    ),
    (
        N_("&Cue"),
        (
            *("cue.split", "cue.join-next", "cue.join-previous"),
            *("cue.hand-previous", "cue.hand-next", SEPARATOR),
            *("cue.insert", "cue.delete", SEPARATOR, "cue.times", "cue.start-here", "cue.end-here"),
            *("cue.start-earlier", "cue.start-later", "cue.end-earlier", "cue.end-later"),
        ),
    ),
    (
        N_("&Play"),
        (
            *("play.replay", "play.from-caret", "play.pause", "play.on", "play.marked", SEPARATOR),
            *("play.first-second", "play.last-second", "play.before", "play.after", SEPARATOR),
            *("play.slower", "play.faster", "play.loop", SEPARATOR),
            *("play.louder", "play.quieter", "play.mute", SEPARATOR),
            *("play.track", "play.watch", "play.frame-back", "play.frame-on"),
        ),
    ),
    (
        N_("T&ime"),
        (
            *("tools.repair", SEPARATOR, "time.shift", "time.stretch", "time.bend", "time.rate"),
            *(SEPARATOR, "time.fit", "time.reference", "time.snap", "time.gaps", SEPARATOR),
            *("time.recut", SEPARATOR, "time.original"),
        ),
    ),
    (
        N_("&Tools"),
        (
            *("tools.zh-Hans", "tools.zh-Hant", "tools.zh-TW", "tools.zh-HK", SEPARATOR),
            *("tools.fix", "tools.next-problem", "tools.previous-problem", SEPARATOR),
            "tools.clear-sound",
        ),
    ),
    (
        N_("&View"),
        (
            *("view.table", "view.timeline", "view.video", "view.panel", SEPARATOR),
            *("view.problems", "view.picture", SEPARATOR, "view.nearer", "view.farther"),
            *("view.cue", "view.whole", "view.louder", "view.quieter", SEPARATOR),
            *("view.spectrogram", "view.page", "view.glide", "view.stay", SEPARATOR),
            *("view.larger", "view.smaller", SEPARATOR, "view.system", "view.light", "view.dark"),
        ),
    ),
    (N_("&Help"), ("help.palette", "help.keys", "help.about")),
)

CONTEXT_MENU = (
    *("play.replay", SEPARATOR, "cue.check", "cue.split", "cue.join-next", SEPARATOR),
    *("cue.insert", "cue.delete", SEPARATOR, "cue.times"),
)
"""What a right click on the table offers."""
