# SPDX-License-Identifier: GPL-3.0-or-later
"""The commands of the program: every command, and the menus.

To add a command: write a function of a `Context` and a row in `ACTIONS`, both in the file of its
subject, and place its id in `MENUS` here.
Keys avoid what Chinese input methods use: never Ctrl+Space, Shift+Space, Ctrl+., Ctrl+;,
Ctrl+Shift+F, F4, Shift alone, or a bare letter. F10 belongs to the menu bar.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from editor.actions import (
    afresh,
    auditing,
    by_doubt,
    chaptering,
    cleaning,
    clipboard,
    comparing,
    cues,
    edges,
    exporting,
    external_changes,
    files,
    filtering,
    listening,
    looks,
    marking,
    opening,
    originals,
    playing,
    preparing,
    profiling,
    projects,
    proofreading,
    publishing,
    reading,
    reading_as,
    recutting,
    relinking,
    searching,
    sectioning,
    several,
    sounding,
    speaking,
    spotting,
    styling,
    tapping,
    terming,
    timing,
    tools,
    transcribing,
    undoing,
)
from editor.core.i18n import N_

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from editor.actions.action import Action

ACTIONS: tuple[Action, ...] = (
    *files.ACTIONS,
    *exporting.ACTIONS,
    *styling.ACTIONS,
    *publishing.ACTIONS,
    *sectioning.ACTIONS,
    *relinking.ACTIONS,
    *projects.ACTIONS,
    *opening.ACTIONS,
    *reading_as.ACTIONS,
    *external_changes.ACTIONS,
    *comparing.ACTIONS,
    *undoing.ACTIONS,
    *clipboard.ACTIONS,
    *searching.ACTIONS,
    *cues.ACTIONS,
    *edges.ACTIONS,
    *several.ACTIONS,
    *speaking.ACTIONS,
    *tapping.ACTIONS,
    *transcribing.ACTIONS,
    *marking.ACTIONS,
    *chaptering.ACTIONS,
    *originals.ACTIONS,
    *playing.ACTIONS,
    *by_doubt.ACTIONS,
    *filtering.ACTIONS,
    *tools.ACTIONS,
    *profiling.ACTIONS,
    *preparing.ACTIONS,
    *cleaning.ACTIONS,
    *sounding.ACTIONS,
    *spotting.ACTIONS,
    *terming.ACTIONS,
    *proofreading.ACTIONS,
    *timing.ACTIONS,
    *recutting.ACTIONS,
    *listening.ACTIONS,
    *reading.ACTIONS,
    *auditing.ACTIONS,
    *afresh.ACTIONS,
    *looks.ACTIONS,
)
"""Every command."""

SEPARATOR = ""
"""Placeholder for a line between entries."""

RECENT = "recent"
"""Placeholder for the recent documents."""

COLUMNS = "columns"
"""Placeholder for the columns of the table."""

Submenu = tuple[str, tuple[str, ...]]
"""A title, with the ids of its entries."""

Menus = tuple[tuple[str, tuple[str | Submenu, ...]], ...]
"""Titles, each with the ids of its entries and its submenus."""


def _kinds(what: str) -> tuple[str, ...]:
    """The commands for all kinds of cues."""
    return tuple(f"{what}.{kind.id}" for kind in filtering.KINDS if kind.next or what == "filter")


MARKING = ("mark.red", "mark.yellow", "mark.blue", SEPARATOR, "mark.none")
"""The entries of the menu of colour marks."""

CLEANING = (
    *("clean.script", "clean.forms", "clean.width", "clean.marks", "clean.spacing"),
    *("clean.characters", "clean.ellipsis", "clean.quotes"),
    *("clean.digits", SEPARATOR, "clean.fillers", "clean.stutters", SEPARATOR),
    *("clean.loops", "clean.credits", SEPARATOR, "clean.again"),
)
"""The entries of the menu of clean-up passes."""

GLOSSARY = (*("terms.add", "terms.start", "terms.undo", SEPARATOR, "terms.import", "terms.export"),)
"""The entries of the menu of the glossary."""

MENUS: Menus = (
    (
        N_("&File"),
        (
            *("file.open", "file.medium", "file.find-medium", RECENT, "file.sample", SEPARATOR),
            *("file.save", "file.save-as", "file.take-over", "file.copy", SEPARATOR),
            *("file.publish", "file.youtube", "file.bilibili", "file.export"),
            "file.styles",
            (
                N_("Parts of a recording"),
                ("file.append", SEPARATOR, "file.split-here", "file.split-length", "file.extract"),
            ),
            SEPARATOR,
            "file.doubts",
            (N_("Read in another way"), ("file.read-again", "file.columns", "file.track")),
            *("file.compare", "file.outside", "file.earlier", "file.afresh"),
            SEPARATOR,
            *("file.close", "file.preferences", "file.quit"),
        ),
    ),
    (
        N_("&Edit"),
        (
            *("edit.undo", "edit.redo", SEPARATOR),
            *("edit.cut", "edit.copy", "edit.paste", "edit.paste-cues"),
            *("edit.paste-untimed", "edit.pour", SEPARATOR),
            *("edit.find", "edit.find-next", "edit.find-previous"),
            *("edit.replace", "edit.replace-one", "edit.replace-all", SEPARATOR),
            *("edit.go-to", "edit.select-all", SEPARATOR),
            (N_("Show only"), (*_kinds("filter"), SEPARATOR, "filter.none")),
            (N_("Next"), _kinds("next")),
            (N_("Previous"), _kinds("previous")),
            SEPARATOR,
            *("cue.accept", "cue.check", "cue.previous", "cue.next"),
        ),
    ),
    (
        N_("&Cue"),
        (
            "cue.split",
            (N_("More splits"), ("cues.split-here", "cues.split-lines", "cues.split-sentences")),
            *("cue.join-next", "cue.join-previous"),
            *("cue.hand-previous", "cue.hand-next", SEPARATOR),
            *("cue.insert", "cues.duplicate", "cue.delete", "cues.leave-out", "cue.line-break"),
            SEPARATOR,
            *("cue.times", "cue.start-here", "cues.start-with-previous", "cue.end-here"),
            (
                N_("Move edges"),
                ("cue.start-earlier", "cue.start-later", "cue.end-earlier", "cue.end-later"),
            ),
            (
                N_("Move cues"),
                (
                    *("cues.earlier", "cues.later", "cues.to-playhead", "cues.clear-times"),
                    SEPARATOR,
                    *("cues.up", "cues.down"),
                ),
            ),
            SEPARATOR,
            (N_("Speaker"), ("cue.speaker", "cue.alternate", "cue.rename-speaker")),
            *("cue.note", (N_("Mark"), MARKING)),
            *((N_("Chapters"), ("cue.chapter", "chapters.paste")), SEPARATOR),
            *("cue.original", "cue.original-here"),
        ),
    ),
    (
        N_("&Play"),
        (
            *("play.replay", "play.from-caret", "play.pause", "play.stop", SEPARATOR),
            *("play.on", "play.marked", "play.back-slower", SEPARATOR),
            *("play.flow", "play.by-doubt", "play.tap", "play.type", "play.skip", SEPARATOR),
            *("play.first-second", "play.last-second", "play.before", "play.after", SEPARATOR),
            *("play.slower", "play.faster", "play.normal", "play.loop", SEPARATOR),
            (N_("Volume"), ("play.louder", "play.quieter", "play.mute")),
            *("play.track", "play.watch", "play.frame-back", "play.frame-on"),
        ),
    ),
    (
        N_("T&ime"),
        (
            *(
                "tools.repair",
                "time.follow",
                SEPARATOR,
                "time.shift",
                "time.stretch",
                "time.bend",
                "time.rate",
            ),
            *(SEPARATOR, "time.speech", "time.fit", "time.reference", "time.snap", "time.gaps"),
            *(SEPARATOR, "time.recut", "time.tracks", SEPARATOR, "time.original"),
        ),
    ),
    (
        N_("&Tools"),
        (
            *("tools.prepare", SEPARATOR),
            *("tools.zh-Hans", "tools.zh-Hant", "tools.zh-TW", "tools.zh-HK", SEPARATOR),
            *("tools.terms", "tools.everywhere", "tools.by-ear", "cue.other-words", SEPARATOR),
            (N_("Glossary"), GLOSSARY),
            "clean.next",
            (N_("Clean up"), CLEANING),
            (
                N_("Corrected elsewhere"),
                ("edit.copy-proofreading", "edit.bring-home", "edit.import-corrected"),
            ),
            SEPARATOR,
            *("tools.unroll", "tools.second", "tools.speech-cues", SEPARATOR),
            *(
                "tools.fix",
                "tools.next-problem",
                "tools.previous-problem",
                (N_("Check profile"), ("profile.change", "profile.add", "profile.save")),
                SEPARATOR,
            ),
            (
                N_("Doubtful cues"),
                (
                    *("doubts.read", "ear.listen", "ear.again", SEPARATOR),
                    *("ear.model", "ear.engine", SEPARATOR),
                    *("doubts.next", "doubts.previous", "doubts.right", SEPARATOR),
                    *("audit.start", "audit.here"),
                ),
            ),
            (
                N_("Transcribe again"),
                ("ear.afresh", "ear.afresh-bare", SEPARATOR, "ear.afresh-all"),
            ),
            "tools.clear-sound",
        ),
    ),
    (
        N_("&View"),
        (
            *("view.table", "view.timeline", "view.video", "view.panel", SEPARATOR),
            (
                N_("Panels"),
                (
                    *(
                        "view.problems",
                        "view.doubts",
                        "view.speakers",
                        "view.terms",
                        "view.history",
                    ),
                    *("view.statistics", SEPARATOR, "view.move-panel"),
                ),
            ),
            *("view.picture", "view.full-picture", "view.focus", SEPARATOR),
            *(
                "view.nearer",
                "view.farther",
                "view.cue",
                "view.whole",
                "view.louder",
                "view.quieter",
                SEPARATOR,
            ),
            "view.spectrogram",
            (N_("Timeline during playback"), ("view.page", "view.glide", "view.stay")),
            *(SEPARATOR, "view.larger", "view.smaller"),
            (N_("Row density"), ("view.compact", "view.normal", "view.roomy")),
            COLUMNS,
            *("view.buttons", "view.originals"),
            (N_("Theme"), ("view.system", "view.light", "view.dark")),
        ),
    ),
    (
        N_("&Help"),
        ("help.manual", "help.keys", "help.palette", SEPARATOR, "help.news", "help.about"),
    ),
)


def listed(entries: Iterable[str | Submenu]) -> Iterator[str]:
    """The entries of a menu and of its submenus, placeholders included."""
    for entry in entries:
        if isinstance(entry, str):
            yield entry
        else:
            yield from entry[1]


CONTEXT_MENU = (
    *("edit.cut", "edit.copy", "edit.paste", SEPARATOR, "play.replay", "play.on", SEPARATOR),
    *("cue.check", "cue.split", "cue.join-previous", "cue.join-next", SEPARATOR),
    *("cue.insert", "cue.delete", SEPARATOR, "cue.times", "cue.speaker", "cue.alternate"),
    *("cue.note", *MARKING[:3]),
)
"""The entries of the table's context menu."""

PICTURE_MENU = (
    *("play.pause", "play.frame-back", "play.frame-on", SEPARATOR),
    *("view.full-picture", "play.watch", "view.picture"),
)
"""The entries of the picture's context menu."""

OVERVIEW_MENU = ("view.whole", "view.cue", SEPARATOR, "view.nearer", "view.farther")
"""The entries of the overview's context menu, and of the timeline's below those of `here.HERE`."""
